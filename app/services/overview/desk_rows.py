"""The cards of the desk, grouped by letter."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Verdict
from app.services.overview.links import places_of, show_suggestions, strengths_of
from app.services.overview.papers import Place, load_quotes
from app.services.overview.promises import proposal
from app.services.overview.register_rows import count_waiting
from app.services.overview.rows.desk import (
    CandidateCard,
    CandidateGroup,
    SuggestionGroup,
    UnnumberedMention,
)
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Suggestion

_BY_LETTER = attrgetter("document_id")


def show_candidates(
    session: Session, rows: Sequence[Any], *, today: dt.date
) -> tuple[CandidateGroup, ...]:
    """Make the cards of candidates, a group for each letter, in the order of the rows."""
    quotes = load_quotes(session, (Place(row.document_id, row.start, row.end) for row in rows))
    waiting = count_waiting(session, [row.item_id for row in rows])
    repeats = _find_repeats(session, [row.item_id for row in rows])
    totals = _count_candidates(session, {row.document_id for row in rows})
    groups = []
    for document_id, some in groupby(rows, key=_BY_LETTER):
        of_letter = list(some)
        cards = tuple(
            CandidateCard(
                number=row.number,
                version=row.version,
                source=quotes[Place(row.document_id, row.start, row.end)],
                promise=proposal(row, today),
                waiting=waiting.get(row.item_id, 0),
                repeats=repeats.get(row.item_id, ()),
            )
            for row in of_letter
        )
        senders = tuple(of_letter[0].from_functions)
        total = totals[document_id]
        groups.append(CandidateGroup(cards[0].source.letter, senders, total, cards))
    return tuple(groups)


def show_suggestion_groups(
    session: Session, rows: Sequence[Any], where: ColumnElement[bool]
) -> tuple[SuggestionGroup, ...]:
    """Make the suggestions to judge, a group for each later letter, in the order of the rows.

    `where` says which wait; totals are counted by it.
    """
    views = show_suggestions(
        rows, load_quotes(session, places_of(rows)), strengths_of(session, rows)
    )
    totals = _count_to_judge(session, {row.document_id for row in rows}, where)
    groups = []
    for letter, some in groupby(views, key=lambda view: view.later.letter):
        groups.append(SuggestionGroup(letter, totals[letter.id], tuple(some)))
    return tuple(groups)


def show_unnumbered(session: Session, rows: Sequence[Any]) -> tuple[UnnumberedMention, ...]:
    """Make the motions that letters name without any number, in the order of the rows."""
    places = [Place(row.document_id, row.sentence_start, row.sentence_end) for row in rows]
    quotes = load_quotes(session, places)
    return tuple(
        UnnumberedMention(
            id=row.id,
            quote=quotes[place],
            movers=tuple(row.movers),
            cosigned=row.cosigned,
            stance=row.stance,
            subject=row.subject,
        )
        for row, place in zip(rows, places, strict=True)
    )


def _find_repeats(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Give for each candidate the items of which a suggestion leads to its words, best first."""
    if not ids:
        return {}
    other = select(Item.id, Item.number).subquery("other")
    query = (
        select(Candidate.item_id, other.c.number)
        .join(Suggestion, Suggestion.document_id == Candidate.document_id)
        .join(other, other.c.id == Suggestion.item_id)
        .where(
            Candidate.item_id.in_(ids),
            Suggestion.start < Candidate.end,
            Suggestion.end > Candidate.start,
            Suggestion.item_id != Candidate.item_id,
            or_(Suggestion.verdict.is_(None), Suggestion.verdict != Verdict.UNRELATED),
        )
        .order_by(Suggestion.score.desc(), other.c.number)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row.item_id].append(row.number)
    return {item_id: tuple(dict.fromkeys(numbers)) for item_id, numbers in found.items()}


def _count_candidates(session: Session, documents: set[int]) -> dict[int, int]:
    query = (
        select(Candidate.document_id, func.count().label("how_many"))
        .where(Candidate.document_id.in_(documents), Candidate.state == CandidateState.WAITING)
        .group_by(Candidate.document_id)
    )
    return {row.document_id: row.how_many for row in session.execute(query)}


def _count_to_judge(
    session: Session, documents: set[int], where: ColumnElement[bool]
) -> dict[int, int]:
    query = (
        select(Suggestion.document_id, func.count().label("how_many"))
        .join(Item, Item.id == Suggestion.item_id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(Suggestion.document_id.in_(documents), where)
        .group_by(Suggestion.document_id)
    )
    return {row.document_id: row.how_many for row in session.execute(query)}
