"""The clerk's desk: what waits, letter by letter, the newest letter first."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, TermLevel
from app.domain.matching import ItemKind
from app.services.overview.alike import find_repeats, find_similar
from app.services.overview.conflicts import select_conflict_count
from app.services.overview.desk_rows import (
    Beside,
    select_candidates,
    select_unnumbered,
    sentence_of,
    show_candidates,
    show_suggestion_groups,
    show_unnumbered,
    words_of,
)
from app.services.overview.links import places_of, select_suggestions
from app.services.overview.listing import DAY, levels_on
from app.services.overview.papers import PAPER_COLUMNS, letter_ref, load_quotes
from app.services.overview.places import (
    find_late_places,
    find_places,
    places_in,
    show_late_places,
    show_places,
)
from app.services.overview.queues import Queue, load_queue
from app.services.overview.register import find_names
from app.services.overview.register_rows import Names
from app.services.overview.rows.common import Paging, Standing
from app.services.overview.rows.desk import Desk, DeskCounts, DeskFilter, DeskPart
from app.services.overview.rows.inbox import LetterHead
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
    select_of: Callable[[Iterable[int]], Select[*tuple[Any, ...]]]  # the rows of some letters

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
            DeskPart.CANDIDATES,
            Listed.document_id,
            Listed.day,
            waits,
            wanted.candidates_page,
            lambda ids: select_candidates(WAITING & _of(Candidate, ids)),
        ),
        _Waiting(
            DeskPart.SUGGESTIONS,
            ToJudge.document_id,
            ToJudge.day,
            true(),
            wanted.suggestions_page,
            _select_to_judge,
        ),
        _Waiting(
            DeskPart.UNNUMBERED,
            MotionMentionRow.document_id,
            paper,
            _UNNUMBERED,
            wanted.unnumbered_page,
            lambda ids: select_unnumbered(_UNNUMBERED & _of(MotionMentionRow, ids)),
        ),
    )


def find_desk(session: Session, wanted: DeskFilter, *, today: dt.date) -> Desk:
    """Give what waits for a clerk, the newest letter first.

    Candidates stand in reading order, suggestions of a letter best first. A page past
    the last gives the last.
    """
    lists = _lists(wanted)
    totals, counts = _count(session, lists, today)
    waiting, suggested, unknown = (
        _load(session, one, total, wanted) for one, total in zip(lists, totals, strict=True)
    )
    shows_late = DeskPart.CANDIDATES in wanted.parts
    late = find_late_places(session, wanted.document) if shows_late else ()
    ids = [row.item_id for row in waiting.rows]
    elsewhere = find_places(session, ids)
    places = [
        *(words_of(row) for row in waiting.rows),
        *places_in([*elsewhere, *late]),
        *places_of(suggested.rows),
        *(sentence_of(row) for row in unknown.rows),
    ]
    quotes = load_quotes(session, places, with_notes=bool(suggested.rows))
    names = find_names(session) if waiting.rows else Names((), ())
    repeats = find_repeats(session, ids)
    similar = find_similar(session, repeats, names, today=today)
    beside = Beside(show_places(elsewhere, quotes), repeats, similar)
    return Desk(
        counts=counts,
        candidates=show_candidates(waiting.rows, quotes, beside, waiting.counts, today=today),
        candidates_paging=waiting.paging,
        suggestions=show_suggestion_groups(suggested.rows, quotes, suggested.counts),
        suggestions_paging=suggested.paging,
        unnumbered=show_unnumbered(unknown.rows, quotes),
        unnumbered_paging=unknown.paging,
        late=show_late_places(late, quotes),
        late_total=late[0].total if late else 0,
        only=None if wanted.document is None else find_letter_head(session, wanted.document),
        committees=names.committees,
    )


def find_letter_head(session: Session, document_id: int) -> LetterHead | None:
    """Give the line of a paper and who sent it; None for one that the register does not have."""
    query = select(*PAPER_COLUMNS, Document.from_functions).where(Document.id == document_id)
    row = session.execute(query).one_or_none()
    return LetterHead(letter_ref(row), tuple(row.from_functions)) if row else None


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


@dataclass(frozen=True, slots=True)
class _Shown:
    """One page of a list: its rows, where it stands, and how many rows each letter has in all."""

    rows: Sequence[Any]
    paging: Paging
    counts: Mapping[int, int]


def _load(session: Session, one: _Waiting, total: int, wanted: DeskFilter) -> _Shown:
    """Load the page of a list that is asked; of one letter, what that one holds."""
    if one.part not in wanted.parts:
        queue = Queue({}, total if wanted.document is None else 0)
        return _Shown((), queue.cut(one.page, wanted.size).paging, {})
    if wanted.document is not None:
        rows = session.execute(one.select_of([wanted.document])).all()
        queue = Queue({wanted.document: len(rows)} if rows else {}, len(rows))
        part = queue.cut(one.page, wanted.size)
    else:
        most = max(1, one.page) * wanted.size
        queue = Queue(load_queue(session, one.letter, one.day, one.where, most), total)
        part = queue.cut(one.page, wanted.size)
        rows = session.execute(one.select_of(part.letters)).all() if part.letters else []
    place = {letter: n for n, letter in enumerate(part.letters)}
    ordered = sorted(rows, key=lambda row: place[row.document_id])
    return _Shown(ordered[part.skip : part.skip + part.paging.size], part.paging, queue.counts)


def _of(table: Any, letters: Iterable[int]) -> ColumnElement[bool]:
    kept: ColumnElement[bool] = table.document_id.in_(tuple(letters))
    return kept


def _select_to_judge(letters: Iterable[int]) -> Select[*tuple[Any, ...]]:
    """Select what is to be judged, best first; what leads to one passage stands together."""
    query = select_suggestions(TO_JUDGE & _of(Suggestion, letters))
    passage = (Suggestion.document_id, Suggestion.start, Suggestion.end)
    best = func.max(Suggestion.score).over(partition_by=passage)
    return query.order_by(best.desc(), *passage, Suggestion.score.desc(), Suggestion.id)
