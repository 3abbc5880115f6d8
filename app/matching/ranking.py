"""Later papers ranked for one item by their titles: the same reasons as suggestions have."""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.matching import OpenItem, Paper, PlacedMention, Reason
from app.domain.ranking import RankedPaper
from app.matching.index import PaperIndex
from app.matching.letters import TITLE_WEIGHTS, Asked, TitleWeights, judge_title, read_asked
from app.matching.mentions import SAME_MOVER, as_mention, find_reasons_of_sameness
from app.matching.movers import share_mover
from app.matching.score import add_up
from app.matching.words import fold

LOOK_AT = 200
"""So many papers that share words with the item are judged."""

CITED = 0.75
"""What it counts that a title cites a paper of the item: as in a statement."""

SAME_DOSSIER = 0.3
_DIGITS = 6
# A reason that says what the two are about; the others only make it more or less likely.
_CONTENT = frozenset(
    {"title", "phrases", "dossier", "same-motion", "near-number", "number", "mover", "target-date"}
)


def rank_papers(
    item: OpenItem, index: PaperIndex, limit: int, weights: TitleWeights = TITLE_WEIGHTS
) -> tuple[RankedPaper, ...]:
    """Give at most `limit` later papers that by their title may answer an item, best first.

    No score is too low: the best of a pool is asked for. Equals come in order of their
    keys. Papers of which nothing speaks for the item are left out.
    """
    asked = read_asked(item)
    close = index.find_close(asked.subject.roots)
    ranked: list[RankedPaper] = []
    for paper in index.find_papers(item, LOOK_AT):
        reasons = (
            *_judge(asked, item, paper, index, weights),
            *_judge_dossier(item, paper, close, weights),
        )
        if any(reason.code in _CONTENT for reason in reasons):
            ranked.append(RankedPaper(paper.key, add_up(reasons, _DIGITS), reasons))
    ranked.sort(key=lambda one: (-one.score, one.paper))
    return tuple(ranked[:limit])


def _judge(
    asked: Asked, item: OpenItem, paper: Paper, index: PaperIndex, weights: TitleWeights
) -> Iterator[Reason]:
    """Give what the title of a paper says, and the numbers and names in it."""
    title = index.get_title(paper.key)
    if title is not None:
        yield from judge_title(asked, title, _written(paper), weights)
    yield from _judge_numbers(item, paper)


def _judge_numbers(item: OpenItem, paper: Paper) -> Iterator[Reason]:
    """The paper names the same motion, cites the same paper, or names the same movers."""
    placed = PlacedMention(item.document or "", item.timing, as_mention(item), item.words)
    best: tuple[Reason, ...] = ()
    for mention in paper.reading.motions:
        other = PlacedMention(paper.key, paper.timing, mention)
        reasons = find_reasons_of_sameness(placed, other)
        if not reasons:
            reasons = tuple(_judge_movers(item, mention.movers))
        if add_up(reasons) > add_up(best):
            best = reasons
    yield from best
    if any(reason.code == "same-motion" for reason in best):
        return
    cited = {number for reference in paper.reading.references for number in reference.ids}
    for number in item.papers:
        if number in cited:
            yield Reason("number", CITED, number, number)
            return


def _judge_movers(item: OpenItem, movers: tuple[str, ...]) -> Iterator[Reason]:
    """The paper names a motion by the same mover, without a number that both know."""
    same = share_mover(item.movers, movers)
    if same is not None:
        yield Reason("mover", SAME_MOVER, *same)


def _judge_dossier(
    item: OpenItem, paper: Paper, close: dict[str, float], weights: TitleWeights
) -> Iterator[Reason]:
    """The paper is of the item's dossier, or of one where the same words are used."""
    if item.dossier is not None and _is_same_dossier(item.dossier, paper):
        yield Reason("same-dossier", SAME_DOSSIER, item.dossier, paper.dossier or item.dossier)
    closeness = close.get(paper.dossier or "", 0.0)
    if paper.dossier and closeness:
        yield Reason("dossier", round(weights.dossier * closeness, 3), "", paper.dossier)


def _is_same_dossier(dossier: str, paper: Paper) -> bool:
    """Say whether a paper is of the dossier with this title, or cites one with this number."""
    if fold(dossier).strip() == fold(paper.dossier or "").strip():
        return True
    number = "-".join(re.findall(r"\d{5}|[A-Z]+|\d+", re.sub(r"(?<=\d)\s(?=\d{3})", "", dossier)))
    cited = (one for reference in paper.reading.references for one in reference.ids)
    return number[:5].isdigit() and any(one.startswith(f"kst-{number}-") for one in cited)


def _written(paper: Paper) -> date | None:
    """Give the day of a paper, or the first day that it can be from."""
    return paper.timing.day or paper.timing.not_before or paper.timing.not_after
