"""Earlier statements and later papers become matches with reasons; pure.

`profile(paper)` takes a paper apart once. `find_matches(item, profiles)` gives what later
papers say of one item. `find_mention_links(mentions)` pairs the papers that name one motion,
`find_conflicts(mentions)` gives what does not fit among them. `PaperIndex` finds papers in
memory, `rank_papers(item, index, limit)` gives the best of them by their titles. docs/matching.md explains the reasons.
"""

from app.matching.index import PaperIndex
from app.matching.mentions import find_mention_links
from app.matching.motions import find_conflicts
from app.matching.passages import PaperProfile, profile
from app.matching.ranking import rank_papers
from app.matching.scoring import FLOOR, MATCHER, PER_ITEM, PER_PAPER, find_matches

__all__ = [
    "FLOOR",
    "MATCHER",
    "PER_ITEM",
    "PER_PAPER",
    "PaperIndex",
    "PaperProfile",
    "find_conflicts",
    "find_matches",
    "find_mention_links",
    "profile",
    "rank_papers",
]
