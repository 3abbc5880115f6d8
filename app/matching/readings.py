"""Which of several readings is likelier, by the papers that print it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.domain.matching import PlacedMention


def papers_of(mentions: Iterable[PlacedMention]) -> set[str]:
    """Give the papers of some mentions."""
    return {placed.document for placed in mentions}


def likeliest(counts: Mapping[str, int]) -> str | None:
    """Give what most papers print, None when no reading has more than another."""
    ranked = Counter(counts).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
