"""One item with its whole story."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import Verdict
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.services.overview.answering import find_answering
from app.services.overview.history import load_history
from app.services.overview.joined import find_joined
from app.services.overview.links import (
    keep_best,
    places_of,
    select_fulfilments,
    select_suggestions,
    show_fulfilments,
    show_suggestions,
    strengths_of,
)
from app.services.overview.motions import FACTS, load_motion_rows, show_motion
from app.services.overview.papers import Place, load_quotes
from app.services.overview.places import load_places
from app.services.overview.promises import COMMITMENT, PROPOSAL, commitment, proposal, standing_of
from app.services.overview.reminded import find_reminded
from app.services.overview.rows.common import Quote, Reminded, Standing
from app.services.overview.rows.places import PlaceView
from app.services.overview.rows.stories import (
    CommitmentView,
    ItemStory,
    Joined,
    MotionView,
    ProposalView,
)
from app.services.responsible import SIGNED
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Committee, Item, Ministry, Motion
from app.store.links import Fulfilment, Suggestion
from app.store.motions import ConflictNumber

_SAID = (  # of a candidate: where it belongs, and what a clerk said of it
    Candidate.repeats_id,
    Candidate.place,
    Candidate.place_kind,
    Candidate.judged_by,
    Candidate.judged_at,
    Candidate.reason,
)


def get_item_story(session: Session, number: str, *, today: dt.date) -> ItemStory:
    """Give one item with its whole story; raises NotFound.

    A withdrawn commitment still has its page: `CommitmentView.withdrawn_at` says so.
    """
    row = session.execute(_select_item(number)).one_or_none()
    if row is None:
        raise NotFound("item", number)
    suggestions, answers = _load_suggestions(session, row)
    fulfilments = session.execute(select_fulfilments(Fulfilment.item_id == row.item_id)).all()
    motion = load_motion_rows(session, row) if row.kind is ItemKind.MOTION else None
    source = _source(row)
    places = [
        *places_of([*suggestions, *answers]),
        *(Place(one.document_id, one.start, one.end) for one in fulfilments),
        *([source] if source else []),
        *(motion.places if motion else []),
    ]
    quotes = load_quotes(session, places, with_notes=True)
    strengths = strengths_of(session, answers if motion else [*suggestions, *answers])
    if motion:
        strengths[row.item_id] = motion.strength
    shown = show_motion(session, motion, quotes) if motion else None
    return ItemStory(
        number=row.number,
        kind=row.kind,
        version=row.version,
        standing=_standing(row, shown),
        words=row.words,
        source=_source_quote(source, shown, quotes),
        found=_proposal(row, today) if row.state else None,
        registered=_commitment(row, today) if row.kind is ItemKind.COMMITMENT else None,
        motion=shown,
        suggestions=show_suggestions(suggestions, quotes, strengths),
        fulfilments=show_fulfilments(fulfilments, quotes),
        answers=show_suggestions(answers, quotes, strengths),
        history=load_history(session, _history_of(row)),
        places=_load_places(session, row),
        repeats=_number_of(session, row.repeats_id),
        said=row.place,
        place_kind=row.place_kind,
        answering=find_answering(session, row, today) if motion is None else None,
        reminded=_find_reminded(session, row),
        joined=_find_joined(session, row),
    )


def _select_item(number: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Item.id.label("item_id"),
            Item.number,
            Item.kind,
            Item.version,
            Item.words,
            Item.document_id,
            *PROPOSAL,
            Candidate.start.label("found_start"),
            Candidate.end.label("found_end"),
            *_SAID,
            *COMMITMENT,
            Commitment.start,
            Commitment.end,
            Commitment.status_by_hand,
            Commitment.responsible,
            Commitment.responsible_name,
            Commitment.responsible_by_hand,
            Commitment.ministry_id,
            Commitment.committee_id,
            Commitment.committee_by_hand,
            Commitment.entered_by,
            Commitment.entered_at,
            Commitment.withdrawn_at,
            Commitment.merged_into_id,
            Commitment.split_from_id,
            Ministry.name.label("ministry"),
            Committee.name.label("committee"),
            Motion.canonical,
            Motion.same_as_id,
            Motion.replaced_by_id,
            Motion.settled_by,
            Motion.settled_at,
            *FACTS,
            *SIGNED,
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Ministry, Ministry.id == Commitment.ministry_id)
        .outerjoin(Committee, Committee.id == Commitment.committee_id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(Item.number == number)
    )


def _history_of(row: Any) -> ColumnElement[bool]:
    """Choose the history of an item; of a motion, also what was settled about its numbers."""
    mine: ColumnElement[bool] = HistoryEntry.item_id == row.item_id
    if row.kind is not ItemKind.MOTION:
        return mine
    about = select(ConflictNumber.conflict_id).where(ConflictNumber.number == row.canonical)
    return or_(mine, HistoryEntry.conflict_id.in_(about))


def _load_places(session: Session, row: Any) -> tuple[PlaceView, ...]:
    """Load where else a promise stands; a motion has mentions instead."""
    if row.kind is ItemKind.MOTION:
        return ()
    return load_places(session, [row.item_id]).get(row.item_id, ())


def _number_of(session: Session, item_id: int | None) -> str | None:
    """Give the number of what a promise repeats."""
    return (
        None if item_id is None else session.scalar(select(Item.number).where(Item.id == item_id))
    )


def _source(row: Any) -> Place | None:
    """Give where the item's own words stand; None for a motion or one without a paper."""
    start, end = row.found_start, row.found_end
    if start is None:
        start, end = row.start, row.end
    if row.document_id is None or start is None:
        return None
    return Place(row.document_id, start, end)


def _source_quote(
    source: Place | None, motion: MotionView | None, quotes: Mapping[Place, Quote]
) -> Quote | None:
    """Give the item's own words in their paragraph; of a motion, what the newest paper says."""
    if source is not None:
        return quotes.get(source)
    return motion.mentions[0].quote if motion and motion.mentions else None


def _standing(row: Any, motion: MotionView | None) -> Standing:
    if motion is not None:
        return Standing(motion.execution.value)
    return standing_of(row, 0)


def _load_suggestions(session: Session, row: Any) -> tuple[list[Any], list[Any]]:
    """Load what may settle an item, and what its own words may answer of other items."""
    query = select_suggestions(or_(Suggestion.item_id == row.item_id, _leads_to(row)))
    found = session.execute(query).all()
    mine = [one for one in found if one.item_id == row.item_id]
    mine.sort(key=lambda one: (-one.score, one.id))
    judged = [one for one in mine if one.verdict is not None]
    judged.sort(key=lambda one: one.judged_at, reverse=True)
    waiting = [one for one in mine if one.verdict is None]
    others = [one for one in found if one.item_id != row.item_id]
    others.sort(key=lambda one: (-one.score, one.id))
    return keep_best([*waiting, *judged]), keep_best(others)


def _leads_to(row: Any) -> ColumnElement[bool]:
    """Choose the suggestions of other items that lead to this item's own words."""
    source = _source(row)
    if source is None:
        return false()
    return and_(
        Suggestion.document_id == source.document_id,
        Suggestion.start < source.end,
        Suggestion.end > source.start,
        Suggestion.item_id != row.item_id,
        or_(Suggestion.verdict.is_(None), Suggestion.verdict != Verdict.UNRELATED),
    )


def _find_joined(session: Session, row: Any) -> Joined:
    """Give what a commitment was merged with or split from; nothing for anything else."""
    if row.kind is not ItemKind.COMMITMENT:
        return Joined()
    return find_joined(session, row.item_id, row.merged_into_id, row.split_from_id)


def _proposal(row: Any, today: dt.date) -> ProposalView:
    return ProposalView(
        promise=proposal(row, today),
        state=row.state,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        note=row.reason,
    )


def _commitment(row: Any, today: dt.date) -> CommitmentView:
    return CommitmentView(
        promise=commitment(row, today),
        status=row.status,
        status_by_hand=row.status_by_hand,
        responsible=row.responsible,
        responsible_name=row.responsible_name,
        responsible_by_hand=row.responsible_by_hand,
        ministry=row.ministry,
        ministry_id=row.ministry_id,
        committee=row.committee,
        committee_id=row.committee_id,
        committee_by_hand=row.committee_by_hand,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        withdrawn_at=row.withdrawn_at,
    )


def _find_reminded(session: Session, row: Any) -> tuple[Reminded, ...]:
    """Give the rappels that asked for a commitment; nothing else is asked for."""
    if row.kind is not ItemKind.COMMITMENT:
        return ()
    return find_reminded(session, [row.item_id]).get(row.item_id, ())
