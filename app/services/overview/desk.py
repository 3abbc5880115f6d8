"""The clerk's desk: what waits, letter by letter, the newest letter first."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, TermLevel
from app.domain.matching import ItemKind
from app.services.overview.conflicts import count_conflicts
from app.services.overview.desk_rows import (
    select_candidates,
    select_unnumbered,
    show_candidates,
    show_suggestion_groups,
    show_unnumbered,
)
from app.services.overview.links import WAITS, select_suggestions
from app.services.overview.listing import list_branches
from app.services.overview.places import find_late_places
from app.services.overview.promises import select_open
from app.services.overview.queues import Queue, Slice, load_queue
from app.services.overview.rows.desk import Desk, DeskCounts, DeskFilter
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.items import Candidate
from app.store.links import Suggestion

WAITING = and_(Candidate.state == CandidateState.WAITING, Candidate.repeats_id.is_(None))
TO_JUDGE = and_(WAITS, Suggestion.item_id.in_(select_open()))
_UNNUMBERED = and_(
    MotionMentionRow.canonical.is_(None),
    MotionMentionRow.id.not_in(select(MentionedMotion.mention_id)),
)
_QUEUES = (
    (Candidate.document_id, WAITING),
    (Suggestion.document_id, TO_JUDGE),
    (MotionMentionRow.document_id, _UNNUMBERED),
)


def find_desk(session: Session, wanted: DeskFilter, *, today: dt.date) -> Desk:
    """Give what waits for a clerk, the newest letter first.

    Candidates stand in reading order, suggestions of a letter best first. A page past
    the last gives the last.
    """
    queues = _load_queues(session, wanted)
    totals = [queue.total for queue in queues]
    if wanted.document is not None:
        totals = _count_queues(session)
    counts = _count(session, totals, count_conflicts(session), today)
    candidates, to_judge, unnumbered = queues
    first = candidates.cut(wanted.candidates_page, wanted.size)
    second = to_judge.cut(wanted.suggestions_page, wanted.size)
    third = unnumbered.cut(wanted.unnumbered_page, wanted.size)
    waiting = _read(session, first, lambda ids: select_candidates(WAITING & _of(Candidate, ids)))
    suggested = _read(session, second, _select_to_judge)
    unknown = _read(
        session, third, lambda ids: select_unnumbered(_UNNUMBERED & _of(MotionMentionRow, ids))
    )
    late, late_total = find_late_places(session, wanted.document)
    return Desk(
        counts=counts,
        candidates=show_candidates(session, waiting, candidates.counts, today=today),
        candidates_paging=first.paging,
        suggestions=show_suggestion_groups(session, suggested, to_judge.counts),
        suggestions_paging=second.paging,
        unnumbered=show_unnumbered(session, unknown),
        unnumbered_paging=third.paging,
        late=late,
        late_total=late_total,
    )


def _load_queues(session: Session, wanted: DeskFilter) -> list[Queue]:
    """Load which letters hold how many candidates, suggestions, and motions without number."""
    pages = (wanted.candidates_page, wanted.suggestions_page, wanted.unnumbered_page)
    return [
        load_queue(session, letter, where & _only(wanted.document, letter), page * wanted.size)
        for (letter, where), page in zip(_QUEUES, (max(1, page) for page in pages), strict=True)
    ]


def _count_queues(session: Session) -> list[int]:
    """Count the same in the whole register."""
    return [load_queue(session, letter, where, 1).total for letter, where in _QUEUES]


def _only(document: int | None, letter: Any) -> ColumnElement[bool]:
    """Keep what belongs to one letter; all of it without a letter."""
    return true() if document is None else and_(letter == document)


def _count(session: Session, totals: Iterable[int], conflicts: int, today: dt.date) -> DeskCounts:
    candidates, to_judge, unnumbered = totals
    levels = _count_levels(session, today)
    return DeskCounts(
        candidates=candidates,
        suggestions=to_judge,
        conflicts=conflicts,
        unnumbered=unnumbered,
        due_soon=levels.get(TermLevel.SOON.value, 0),
        overdue=levels.get(TermLevel.OVERDUE.value, 0),
        serious=levels.get(TermLevel.SERIOUS.value, 0),
    )


def _count_levels(session: Session, today: dt.date) -> dict[str, int]:
    """Count the registered commitments by how their term stands."""
    (branch,) = (one for one in list_branches(today) if one.kind is ItemKind.COMMITMENT)
    listed = branch.select(["level"]).subquery()
    query = select(listed.c.level, func.count().label("how_many")).group_by(listed.c.level)
    return {row.level: row.how_many for row in session.execute(query)}


def _read(
    session: Session, part: Slice, select_of: Callable[[Iterable[int]], Select[*tuple[Any, ...]]]
) -> list[Any]:
    """Read the rows of a page: those of its letters, in the letters' order, cut to the page."""
    rows = session.execute(select_of(part.letters)).all() if part.letters else []
    place = {letter: n for n, letter in enumerate(part.letters)}
    ordered = sorted(rows, key=lambda row: place[row.document_id])
    return ordered[part.skip : part.skip + part.paging.size]


def _of(table: Any, letters: Iterable[int]) -> ColumnElement[bool]:
    kept: ColumnElement[bool] = table.document_id.in_(tuple(letters))
    return kept


def _select_to_judge(letters: Iterable[int]) -> Select[*tuple[Any, ...]]:
    """Select what is to be judged, best first; what leads to one passage stands together."""
    query = select_suggestions(TO_JUDGE & _of(Suggestion, letters))
    passage = (Suggestion.document_id, Suggestion.start, Suggestion.end)
    best = func.max(Suggestion.score).over(partition_by=passage)
    return query.order_by(best.desc(), *passage, Suggestion.score.desc(), Suggestion.id)
