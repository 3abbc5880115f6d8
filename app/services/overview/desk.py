"""The clerk's desk: what waits, letter by letter, the newest letter first."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, TermLevel
from app.domain.matching import ItemKind, Relation
from app.services.overview.desk_rows import (
    show_candidates,
    show_suggestion_groups,
    show_unnumbered,
)
from app.services.overview.links import select_suggestions
from app.services.overview.listing import DAY, list_branches
from app.services.overview.motions import find_conflict_views
from app.services.overview.promises import PROPOSAL, is_open
from app.services.overview.rows.common import paging_of
from app.services.overview.rows.desk import CandidateCard, Desk, DeskCounts, DeskFilter
from app.services.overview.rows.stories import ConflictView
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Suggestion

LATEST = 20  # papers whose motions are looked at for conflicts

_WAITS = Candidate.state == CandidateState.WAITING
_TO_JUDGE = and_(Suggestion.verdict.is_(None), Suggestion.relation != Relation.SAME, is_open())
_UNNUMBERED = ~(
    select(MentionedMotion.id).where(MentionedMotion.mention_id == MotionMentionRow.id).exists()
)


def find_desk(session: Session, wanted: DeskFilter, *, today: dt.date) -> Desk:
    """Give what waits for a clerk, the newest letter first.

    Candidates stand in reading order, suggestions of a letter best first. A page past
    the last gives the last.
    """
    document = wanted.document
    candidates = _only(document, Candidate.document_id) & _WAITS
    to_judge = _only(document, Suggestion.document_id) & _TO_JUDGE
    unnumbered = _only(document, MotionMentionRow.document_id) & _UNNUMBERED
    counts = get_desk_counts(session, today=today)
    totals = (counts.candidates, counts.suggestions, counts.unnumbered)
    if document is not None:
        totals = (
            _count(session, _count_candidates(candidates)),
            _count(session, _count_suggestions(to_judge)),
            _count(session, _count_unnumbered(unnumbered)),
        )
    asked = (wanted.candidates_page, wanted.suggestions_page, wanted.unnumbered_page)
    pagings = [
        paging_of(total, page, wanted.size) for total, page in zip(totals, asked, strict=True)
    ]
    first = [(paging.page - 1) * paging.size for paging in pagings]
    candidate_rows = session.execute(
        _select_candidates(candidates).limit(wanted.size).offset(first[0])
    ).all()
    suggestion_rows = session.execute(
        _select_to_judge(to_judge).limit(wanted.size).offset(first[1])
    ).all()
    unnumbered_rows = session.execute(
        _select_unnumbered(unnumbered).limit(wanted.size).offset(first[2])
    ).all()
    return Desk(
        counts=counts,
        candidates=show_candidates(session, candidate_rows, today=today),
        candidates_paging=pagings[0],
        suggestions=show_suggestion_groups(session, suggestion_rows, to_judge),
        suggestions_paging=pagings[1],
        conflicts=_find_conflicts(session, document),
        unnumbered=show_unnumbered(session, unnumbered_rows),
        unnumbered_paging=pagings[2],
    )


def get_desk_counts(session: Session, *, today: dt.date) -> DeskCounts:
    """Count what waits in the whole register."""
    levels = _count_levels(session, today)
    return DeskCounts(
        candidates=_count(session, _count_candidates(_WAITS)),
        suggestions=_count(session, _count_suggestions(_TO_JUDGE)),
        conflicts=len(_find_conflicts(session, None)),
        unnumbered=_count(session, _count_unnumbered(_UNNUMBERED)),
        due_soon=levels.get(TermLevel.SOON.value, 0),
        overdue=levels.get(TermLevel.OVERDUE.value, 0),
        serious=levels.get(TermLevel.SERIOUS.value, 0),
    )


def get_candidate_card(session: Session, number: str, *, today: dt.date) -> CandidateCard | None:
    """Give one candidate as the desk shows it; None when it does not wait."""
    rows = session.execute(_select_candidates(_WAITS & (Item.number == number))).all()
    groups = show_candidates(session, rows, today=today)
    return groups[0].cards[0] if groups else None


def _only(document: int | None, column: Any) -> ColumnElement[bool]:
    """Keep what belongs to one letter; all of it without a letter."""
    return true() if document is None else column == document


def _count(session: Session, query: Select[Any]) -> int:
    counted: int = session.execute(query).scalar_one()
    return counted


def _count_candidates(where: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(Candidate).where(where)


def _count_suggestions(where: ColumnElement[bool]) -> Select[Any]:
    return (
        select(func.count())
        .select_from(Suggestion)
        .join(Item, Item.id == Suggestion.item_id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(where)
    )


def _count_unnumbered(where: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(MotionMentionRow).where(where)


def _count_levels(session: Session, today: dt.date) -> dict[str, int]:
    """Count the registered commitments by how their term stands."""
    for branch in list_branches(today):
        if branch.kind is ItemKind.COMMITMENT:
            listed = branch.select(["level"]).subquery()
            query = select(listed.c.level, func.count().label("how_many")).group_by(listed.c.level)
            return {row.level: row.how_many for row in session.execute(query)}
    return {}


def _select_candidates(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Item.id.label("item_id"),
            Item.number,
            Item.version,
            Candidate.document_id,
            Candidate.start,
            Candidate.end,
            *PROPOSAL,
            Document.from_functions,
        )
        .join(Candidate, Candidate.item_id == Item.id)
        .join(Document, Document.id == Candidate.document_id)
        .where(where)
        .order_by(DAY.is_(None), DAY.desc(), Document.id.desc(), Candidate.start, Item.number)
    )


def _select_to_judge(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select_suggestions(where)
        .join(Document, Document.id == Suggestion.document_id)
        .order_by(
            DAY.is_(None), DAY.desc(), Document.id.desc(), Suggestion.score.desc(), Suggestion.id
        )
    )


def _select_unnumbered(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            MotionMentionRow.id,
            MotionMentionRow.document_id,
            MotionMentionRow.sentence_start,
            MotionMentionRow.sentence_end,
            MotionMentionRow.movers,
            MotionMentionRow.cosigned,
            MotionMentionRow.stance,
            MotionMentionRow.subject,
        )
        .join(Document, Document.id == MotionMentionRow.document_id)
        .where(where)
        .order_by(DAY.is_(None), DAY.desc(), Document.id.desc(), MotionMentionRow.start)
    )


def _find_conflicts(session: Session, document: int | None) -> tuple[ConflictView, ...]:
    """Give what does not fit about the motions that a letter, or the latest papers, mention."""
    latest = (
        select(Document.id).order_by(Document.imported_at.desc(), Document.id.desc()).limit(LATEST)
    )
    within = (
        MotionMentionRow.document_id == document
        if document is not None
        else MotionMentionRow.document_id.in_(latest.scalar_subquery())
    )
    query = select(MotionMentionRow.canonical).distinct()
    numbers = session.scalars(query.where(within, MotionMentionRow.canonical.is_not(None)))
    return find_conflict_views(session, [number for number in numbers if number])
