"""The cards of the desk, grouped by letter."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, select

from app.domain.reading import FulfilmentStatus, TargetKind
from app.services.overview.alike import Repeats
from app.services.overview.links import show_suggestions
from app.services.overview.papers import Place
from app.services.overview.promises import PROPOSAL, proposal
from app.services.overview.register_rows import waiting_of_item
from app.services.overview.rows.common import Quote
from app.services.overview.rows.desk import (
    CandidateCard,
    CandidateGroup,
    SuggestionGroup,
    UnnumberedMention,
)
from app.services.overview.rows.places import PlaceView
from app.services.overview.rows.register import RegisterRow
from app.store.documents import Document, MotionMentionRow, Passage, Statement
from app.store.items import Candidate, Item

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
            waiting_of_item().label("waiting"),
            _met().label("met"),
        )
        .join(Candidate, Candidate.item_id == Item.id)
        .join(Document, Document.id == Candidate.document_id)
        .where(where)
        .order_by(Candidate.start, Item.number)
    )


def _met() -> ScalarSelect[str]:
    """Select the sentence of a candidate's paragraph that says that a promise is met."""
    length = Statement.sentence_end - Statement.sentence_start
    return (
        select(func.substr(Passage.text, Statement.sentence_start - Passage.start + 1, length))
        .join(
            Statement,
            and_(
                Statement.document_id == Passage.document_id,
                Statement.start >= Passage.start,
                Statement.start < Passage.end,
            ),
        )
        .where(
            Passage.document_id == Candidate.document_id,
            Passage.start <= Candidate.start,
            Passage.end > Candidate.start,
            Statement.target_kind == TargetKind.PROMISE,
            Statement.status == FulfilmentStatus.MET,
        )
        .order_by(Statement.start)
        .limit(1)
        .correlate(Candidate)
        .scalar_subquery()
    )


def words_of(row: Any) -> Place:
    """Give where the words of a candidate stand, for `load_quotes`."""
    return Place(row.document_id, row.start, row.end)


def sentence_of(row: Any) -> Place:
    """Give the sentence of a mention of a motion, for `load_quotes`."""
    return Place(row.document_id, row.sentence_start, row.sentence_end)


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


@dataclass(frozen=True, slots=True)
class Beside:
    """What the cards of candidates show beside their own words, by item."""

    places: Mapping[int, tuple[PlaceView, ...]]
    repeats: Mapping[int, Repeats]
    similar: Mapping[int, tuple[RegisterRow, ...]]


def show_candidates(
    rows: Sequence[Any],
    quotes: Mapping[Place, Quote],
    beside: Beside,
    totals: Mapping[int, int],
    *,
    today: dt.date,
) -> tuple[CandidateGroup, ...]:
    """Make the cards of candidates, a group for each letter, in the order of the rows.

    `totals` counts what waits in each letter, shown or not.
    """
    groups = []
    for document_id, some in groupby(rows, key=_BY_LETTER):
        of_letter = list(some)
        cards = tuple(
            CandidateCard(
                number=row.number,
                version=row.version,
                source=quotes[words_of(row)],
                promise=proposal(row, today),
                waiting=row.waiting,
                repeats=beside.repeats.get(row.item_id, Repeats()).numbers,
                similar=beside.similar.get(row.item_id, ()),
                met=row.met,
                places=beside.places.get(row.item_id, ()),
            )
            for row in of_letter
        )
        senders = tuple(of_letter[0].from_functions)
        total = totals.get(document_id, len(cards))
        groups.append(CandidateGroup(cards[0].source.letter, senders, total, cards))
    return tuple(groups)


def show_suggestion_groups(
    rows: Sequence[Any], quotes: Mapping[Place, Quote], totals: Mapping[int, int]
) -> tuple[SuggestionGroup, ...]:
    """Make the suggestions to judge, a group for each later letter, in the order of the rows."""
    views = show_suggestions(rows, quotes)
    groups = []
    for letter, some in groupby(views, key=lambda view: view.later.letter):
        groups.append(SuggestionGroup(letter, totals[letter.id], tuple(some)))
    return tuple(groups)


def show_unnumbered(
    rows: Sequence[Any], quotes: Mapping[Place, Quote]
) -> tuple[UnnumberedMention, ...]:
    """Make the motions that letters name without any number, in the order of the rows."""
    return tuple(
        UnnumberedMention(
            id=row.id,
            quote=quotes[sentence_of(row)],
            movers=tuple(row.movers),
            cosigned=row.cosigned,
            stance=row.stance,
            subject=row.subject,
        )
        for row in rows
    )
