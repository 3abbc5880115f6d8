"""From reasons to a score, a relation and a match."""

import re
from collections.abc import Iterable, Iterator

from app.domain.matching import ItemKind, Match, OpenItem, Relation
from app.domain.reading import FulfilmentStatus, TargetKind
from app.matching.evidence import Pair, find_reasons, make_pair
from app.matching.items import ItemProfile, profile_item
from app.matching.mentions import find_mention
from app.matching.passages import PaperProfile, PassageKind
from app.matching.score import add_up

MATCHER = "3"
"""The version of the matcher: it changes when the same pair may get another score."""

FLOOR = 0.4
"""Below this score a match is not worth a clerk's time."""

PER_PAPER = 2
PER_ITEM = 5

SECOND = 0.7
"""A second passage of one paper must come this near to the first."""

_TELLING = 0.45
# A reason that says what the two are about; the others only make it more or less likely.
_CONTENT = frozenset({"number", "words", "title", "product", "occasion", "done", "section"})
# That the Chamber was told keeps a promise when the one who promised it is named as telling.
_TOLD_BY_THE_SAME = frozenset({"office", "words"})
# What makes a passage that is no statement the end of the matter.
_SETTLES = frozenset({"product", "done", "section", "title"})
# What a letter says of itself by its title when it settles nothing yet.
_TELLS_LATER = frozenset({"postponed", "appreciation"})
# The first of something, and the rest of it; "in eerste instantie" and the like are neither.
_FIRST = re.compile(r"\b[Dd]e eerste (?!helft|kwartaal|maand|week|stap)\w")
_REST = re.compile(r"\b[Dd]e (?:laatste|overige|resterende)\b")
# What lets a plain sentence, which nobody marked, answer an item.
_ANSWERS = frozenset({"number", "product", "occasion", "done", "section"})


def find_matches(item: OpenItem, papers: Iterable[PaperProfile]) -> tuple[Match, ...]:
    """Give the passages of later papers that may settle, follow or repeat an item.

    For a motion that is the mention, in each later paper, that tells most of it, else
    its title where that is about the motion. Best first, at most PER_PAPER of one paper and PER_ITEM in all, none below FLOOR. A
    paper that must be older than the item, and its own paper, are passed over; unknown
    order is possible order. The score of a match depends on the item and the passage's
    paper alone.
    """
    later = (paper for paper in papers if _may_answer(item, paper))
    asked = profile_item(item)
    if item.kind is ItemKind.MOTION:
        named = (find_mention(item, paper.paper) or _match_title(asked, paper) for paper in later)
        return best_first(match for match in named if match is not None)[:PER_ITEM]
    return best_first(match for paper in later for match in _match_paper(asked, paper))[:PER_ITEM]


def best_first(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Give matches by falling score; equals by document and place."""
    return tuple(
        sorted(
            matches, key=lambda match: (-match.score, match.document, match.span, match.relation)
        )
    )


def _may_answer(item: OpenItem, paper: PaperProfile) -> bool:
    """Say whether a paper can be a later one."""
    return paper.paper.key != item.document and item.timing.may_precede(paper.paper.timing)


def _match_title(item: ItemProfile, paper: PaperProfile) -> Match | None:
    """Give the title of a paper as a match, when it is about the item."""
    first = paper.passages[0] if paper.passages else None
    if first is None or first.kind is not PassageKind.TITLE:
        return None
    return _match_passage(make_pair(item, paper, first))


def _match_paper(item: ItemProfile, paper: PaperProfile) -> tuple[Match, ...]:
    """Give the best matches of an item in one paper."""
    best: dict[int, Match] = {}
    for place in _worth_comparing(item, paper):
        match = _match_passage(make_pair(item, paper, paper.passages[place]))
        if match is None:
            continue
        rival = best.get(match.span.start)
        if rival is None or match.score > rival.score:
            best[match.span.start] = match
    ranked = best_first(best.values())[:PER_PAPER]
    return tuple(match for match in ranked if match.score >= SECOND * ranked[0].score)


def _worth_comparing(item: ItemProfile, paper: PaperProfile) -> Iterator[int]:
    """Give the passages that share a telling word or a number, or open a section on the act."""
    places: set[int] = set()
    for root, weight in item.words.items():
        if weight >= _TELLING:
            places.update(paper.by_root.get(root, ()))
    for identifier in item.ids:
        places.update(paper.by_id.get(identifier, ()))
    for act in item.acts:
        places.update(paper.by_heading_act.get(act, ()))
    yield from sorted(places)


def _match_passage(pair: Pair) -> Match | None:
    """Judge one passage; None when too little speaks for it."""
    if not _can_answer(pair):
        return None
    reasons = find_reasons(pair)
    codes = {reason.code for reason in reasons}
    if not codes & _CONTENT:
        return None
    if pair.passage.kind is PassageKind.SENTENCE and not codes & _ANSWERS:
        return None
    score = add_up(reasons)
    if score < FLOOR:
        return None
    relation = find_relation(pair, codes)
    if pair.item.item.kept_here and relation is not Relation.SAME:
        return None  # nothing is left to settle
    return Match(
        pair.item.item.key, pair.paper.paper.key, pair.passage.span, relation, score, reasons
    )


def _can_answer(pair: Pair) -> bool:
    """Say whether this kind of passage can answer this kind of item at all.

    What is said of one motion answers no promise that does not name that motion, and a
    promise of the first part of something is not that of the rest.
    """
    statement = pair.statement
    if statement is not None and statement.target_kind is TargetKind.MOTION:
        return bool(pair.item.ids & pair.passage.ids)
    if pair.passage.kind is PassageKind.PROMISE:
        return not _tells_apart(pair.item.about, pair.passage.about)
    return True


def _tells_apart(one: str, other: str) -> bool:
    """Say whether of two texts one speaks of the first part, and the other of the rest."""
    return bool(
        (_FIRST.search(one) and _REST.search(other)) or (_REST.search(one) and _FIRST.search(other))
    )


def find_relation(pair: Pair, codes: set[str]) -> Relation:
    """Say what the passage is to the item, by what the passage is itself."""
    statement = pair.statement
    if statement is not None:
        told = not statement.implicit or codes >= _TOLD_BY_THE_SAME
        met = statement.status is FulfilmentStatus.MET and told
        return Relation.FULFILS if met else Relation.FOLLOWS
    if pair.passage.kind is PassageKind.PROMISE:
        return Relation.SAME
    if codes & _TELLS_LATER:
        return Relation.FOLLOWS
    if "occasion" in codes:  # that it was held says nothing of what was said there
        return Relation.FOLLOWS
    return Relation.FULFILS if codes & _SETTLES else Relation.FOLLOWS
