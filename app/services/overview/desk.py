"""The clerk's desk: what waits, letter by letter, the newest letter first."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, TermLevel
from app.domain.matching import ItemKind
from app.services.overview.conflicts import select_conflict_count
from app.services.overview.desk_rows import (
    select_candidates,
    select_unnumbered,
    show_candidates,
    show_suggestion_groups,
    show_unnumbered,
)
from app.services.overview.links import select_suggestions
from app.services.overview.listing import DAY, levels_on
from app.services.overview.papers import load_letters
from app.services.overview.places import find_late_places
from app.services.overview.queues import Queue, Slice, load_queue
from app.services.overview.rows.common import Standing
from app.services.overview.rows.desk import Desk, DeskCounts, DeskFilter, DeskPart
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate
from app.store.links import Suggestion
from app.store.listed import NO_DAY, Listed, ToJudge

WAITING = and_(Candidate.state == CandidateState.WAITING, Candidate.repeats_id.is_(None))
TO_JUDGE = exists().where(ToJudge.suggestion_id == Suggestion.id)
_UNNUMBERED = and_(
    MotionMentionRow.canonical.is_(None),
    ~exists().where(MentionedMotion.mention_id == MotionMentionRow.id),
)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One list of the desk: how its rows are found, by letter, the newest letter first."""

    part: DeskPart
    letter: Any
    day: Any
    where: ColumnElement[bool]
    page: int

    def count(self) -> Select[int]:
        """Select how many there are in all letters."""
        return select(func.count(self.letter)).where(self.where)


def _lists(wanted: DeskFilter) -> tuple[_Waiting, ...]:
    """Give the lists; candidates and suggestions by what lists show of them."""
    waits = and_(Listed.kind == ItemKind.CANDIDATE, Listed.standing == Standing.WAITING.value)
    paper = (
        select(func.coalesce(DAY, NO_DAY))
        .where(Document.id == MotionMentionRow.document_id)
        .scalar_subquery()
    )
    return (
        _Waiting(
            DeskPart.CANDIDATES, Listed.document_id, Listed.day, waits, wanted.candidates_page
        ),
        _Waiting(
            DeskPart.SUGGESTIONS, ToJudge.document_id, ToJudge.day, true(), wanted.suggestions_page
        ),
        _Waiting(
            DeskPart.UNNUMBERED,
            MotionMentionRow.document_id,
            paper,
            _UNNUMBERED,
            wanted.unnumbered_page,
        ),
    )


def find_desk(session: Session, wanted: DeskFilter, *, today: dt.date) -> Desk:
    """Give what waits for a clerk, the newest letter first.

    Candidates stand in reading order, suggestions of a letter best first. A page past
    the last gives the last.
    """
    lists = _lists(wanted)
    totals, counts = _count(session, lists, today)
    queues = [_load(session, one, total, wanted) for one, total in zip(lists, totals, strict=True)]
    candidates, to_judge, _ = queues
    first, second, third = (
        queue.cut(one.page, wanted.size) for queue, one in zip(queues, lists, strict=True)
    )
    waiting = _read(session, first, lambda ids: select_candidates(WAITING & _of(Candidate, ids)))
    suggested = _read(session, second, _select_to_judge)
    unknown = _read(
        session, third, lambda ids: select_unnumbered(_UNNUMBERED & _of(MotionMentionRow, ids))
    )
    shows_late = DeskPart.CANDIDATES in wanted.parts
    late, late_total = find_late_places(session, wanted.document) if shows_late else ((), 0)
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
        only=load_letters(session, [wanted.document]).get(wanted.document or 0),
    )


def _count(
    session: Session, lists: Iterable[_Waiting], today: dt.date
) -> tuple[list[int], DeskCounts]:
    """Count what waits in the whole register, in one statement."""
    levels = levels_on(today)
    late = [
        select(func.count())
        .select_from(Listed)
        .where(Listed.kind == ItemKind.COMMITMENT, levels[level.value])
        for level in (TermLevel.SOON, TermLevel.OVERDUE, TermLevel.SERIOUS)
    ]
    counted = [*(one.count() for one in lists), *late, select_conflict_count()]
    (row,) = session.execute(select(*(one.scalar_subquery() for one in counted))).all()
    candidates, to_judge, unnumbered, soon, overdue, serious, conflicts = row
    counts = DeskCounts(
        candidates=candidates,
        suggestions=to_judge,
        conflicts=conflicts,
        unnumbered=unnumbered,
        due_soon=soon,
        overdue=overdue,
        serious=serious,
    )
    return [candidates, to_judge, unnumbered], counts


def _load(session: Session, one: _Waiting, total: int, wanted: DeskFilter) -> Queue:
    """Load which letters hold how much; of one letter, what that one holds."""
    if one.part not in wanted.parts:
        return Queue({}, total if wanted.document is None else 0)
    only = true() if wanted.document is None else and_(one.letter == wanted.document)
    rows = max(1, one.page) * wanted.size
    counts = load_queue(session, one.letter, one.day, one.where & only, rows)
    total = total if wanted.document is None else sum(counts.values())
    return Queue(counts, total)


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
