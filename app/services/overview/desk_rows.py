"""The cards of the desk, grouped by letter."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import Verdict
from app.domain.reading import FulfilmentStatus, TargetKind
from app.services.overview.alike import find_similar
from app.services.overview.links import places_of, show_suggestions, strengths_of
from app.services.overview.papers import Place, load_quotes
from app.services.overview.places import find_places, places_in, show_places
from app.services.overview.promises import PROPOSAL, proposal
from app.services.overview.register_rows import count_waiting
from app.services.overview.rows.desk import (
    CandidateCard,
    CandidateGroup,
    SuggestionGroup,
    UnnumberedMention,
)
from app.store.documents import Document, MotionMentionRow, Passage, Statement
from app.store.items import Candidate, Item
from app.store.links import Suggestion

_BY_LETTER = attrgetter("document_id")


def select_candidates(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select candidates as their cards show them, each letter's in reading order."""
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
        .order_by(Candidate.start, Item.number)
    )


def select_unnumbered(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select mentions of motions, each letter's in reading order."""
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
        .where(where)
        .order_by(MotionMentionRow.start)
    )


def show_candidates(
    session: Session, rows: Sequence[Any], totals: Mapping[int, int], *, today: dt.date
) -> tuple[CandidateGroup, ...]:
    """Make the cards of candidates, a group for each letter, in the order of the rows.

    `totals` counts what waits in each letter, shown or not.
    """
    if not rows:
        return ()
    ids = [row.item_id for row in rows]
    elsewhere = find_places(session, ids)
    quotes = load_quotes(
        session,
        [*(Place(row.document_id, row.start, row.end) for row in rows), *places_in(elsewhere)],
    )
    places = show_places(elsewhere, quotes)
    waiting = count_waiting(session, ids)
    repeats = _find_repeats(session, ids)
    similar = find_similar(session, repeats, today=today)
    met = _find_met(session, ids)
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
                similar=similar.get(row.item_id, ()),
                met=met.get(row.item_id),
                places=places.get(row.item_id, ()),
            )
            for row in of_letter
        )
        senders = tuple(of_letter[0].from_functions)
        total = totals.get(document_id, len(cards))
        groups.append(CandidateGroup(cards[0].source.letter, senders, total, cards))
    return tuple(groups)


def show_suggestion_groups(
    session: Session, rows: Sequence[Any], totals: Mapping[int, int]
) -> tuple[SuggestionGroup, ...]:
    """Make the suggestions to judge, a group for each later letter, in the order of the rows."""
    views = show_suggestions(
        rows, load_quotes(session, places_of(rows), with_notes=True), strengths_of(session, rows)
    )
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


def _find_met(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Give for each candidate the sentence of its paragraph that says that a promise is met."""
    query = (
        select(
            Candidate.item_id,
            func.substr(
                Passage.text,
                Statement.sentence_start - Passage.start + 1,
                Statement.sentence_end - Statement.sentence_start,
            ).label("sentence"),
        )
        .join(
            Passage,
            and_(
                Passage.document_id == Candidate.document_id,
                Passage.start <= Candidate.start,
                Passage.end > Candidate.start,
            ),
        )
        .join(
            Statement,
            and_(
                Statement.document_id == Passage.document_id,
                Statement.start >= Passage.start,
                Statement.start < Passage.end,
            ),
        )
        .where(
            Candidate.item_id.in_(ids),
            Statement.target_kind == TargetKind.PROMISE,
            Statement.status == FulfilmentStatus.MET,
        )
        .order_by(Statement.start.desc())  # the first in the text stays
    )
    return {row.item_id: row.sentence for row in session.execute(query)}
