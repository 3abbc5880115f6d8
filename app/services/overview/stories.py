"""One item with its whole story."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import Verdict
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.services.overview.answering import find_answering
from app.services.overview.history import load_history
from app.services.overview.joined import find_joined
from app.services.overview.links import (
    STRENGTH_OF_ITEM,
    keep_best,
    places_of,
    select_fulfilments,
    select_suggestions,
    show_fulfilments,
    show_suggestions,
)
from app.services.overview.motions import FACTS, OWN_PAPER, load_motion_rows, show_motion
from app.services.overview.papers import Place, load_quotes
from app.services.overview.places import find_places, places_in, show_places
from app.services.overview.promises import COMMITMENT, PROPOSAL, commitment, proposal, standing_of
from app.services.overview.register import find_names
from app.services.overview.register_rows import Names
from app.services.overview.reminded import find_reminded
from app.services.overview.rows.common import Quote, Reminded, Standing
from app.services.overview.rows.stories import (
    CommitmentView,
    ItemHead,
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

_REPEATED = aliased(Item)
_SAID = (  # of a candidate: where it belongs, and what a clerk said of it
    _REPEATED.number.label("repeats"),
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
    (row,) = _get_rows(session, [number])
    suggestions, answers = _load_suggestions(session, row)
    fulfilments = session.execute(select_fulfilments(Fulfilment.item_id == row.item_id)).all()
    motion = load_motion_rows(session, row) if row.kind is ItemKind.MOTION else None
    elsewhere = () if motion else find_places(session, [row.item_id])
    names = Names((), ()) if motion else find_names(session)
    source = _source(row)
    places = [
        *places_of([*suggestions, *answers]),
        *places_in(elsewhere),
        *(Place(one.document_id, one.start, one.end) for one in fulfilments),
        *([source] if source else []),
        *(motion.places if motion else []),
    ]
    quotes = load_quotes(session, places, with_notes=True)
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
        suggestions=show_suggestions(suggestions, quotes),
        fulfilments=show_fulfilments(fulfilments, quotes),
        answers=show_suggestions(answers, quotes),
        history=load_history(session, _history_of(row)),
        places=show_places(elsewhere, quotes).get(row.item_id, ()),
        repeats=row.repeats,
        said=row.place,
        place_kind=row.place_kind,
        answering=None if motion else find_answering(session, row, names.ministries, today),
        reminded=_find_reminded(session, row),
        joined=_find_joined(session, row),
        ministries=names.ministries,
        committees=names.committees,
    )


def get_item_head(session: Session, number: str, *, today: dt.date) -> ItemHead:
    """Give what an item says and where it stands, without its story; raises NotFound."""
    return get_item_heads(session, [number], today=today)[number]


def get_item_heads(
    session: Session, numbers: Collection[str], *, today: dt.date
) -> dict[str, ItemHead]:
    """Give what items say and where they stand, by number; raises NotFound.

    Three statements. A motion has neither words of a promise nor a source here.
    """
    rows = _get_rows(session, numbers)
    sources = {row.number: _source(row) for row in rows}
    quotes = load_quotes(session, filter(None, sources.values()), with_notes=True)
    return {
        row.number: ItemHead(
            number=row.number,
            kind=row.kind,
            version=row.version,
            standing=standing_of(row, row.strength),
            words=row.words,
            source=_source_quote(sources[row.number], None, quotes),
            found=_proposal(row, today) if row.state else None,
            registered=_commitment(row, today) if row.kind is ItemKind.COMMITMENT else None,
        )
        for row in rows
    }


def _get_rows(session: Session, numbers: Collection[str]) -> Sequence[Any]:
    """Load the rows of items with all that is known of each alone; raises NotFound."""
    rows = session.execute(_select_item(sorted(numbers))).all()
    if missing := set(numbers) - {row.number for row in rows}:
        raise NotFound("item", min(missing))
    return rows


def _select_item(numbers: Sequence[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Item.id.label("item_id"),
            Item.number,
            Item.kind,
            Item.version,
            Item.words,
            Item.document_id,
            STRENGTH_OF_ITEM.label("strength"),
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
            Commitment.official_number,
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
            OWN_PAPER,
            *FACTS,
            *SIGNED,
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(_REPEATED, _REPEATED.id == Candidate.repeats_id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Ministry, Ministry.id == Commitment.ministry_id)
        .outerjoin(Committee, Committee.id == Commitment.committee_id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(Item.number.in_(numbers))
    )


def _history_of(row: Any) -> ColumnElement[bool]:
    """Choose the history of an item; of a motion, also what was settled about its numbers."""
    mine: ColumnElement[bool] = HistoryEntry.item_id == row.item_id
    if row.kind is not ItemKind.MOTION:
        return mine
    about = select(ConflictNumber.conflict_id).where(ConflictNumber.number == row.canonical)
    settled = select(HistoryEntry.id).where(HistoryEntry.conflict_id.in_(about))
    # Each half along an index of its own.
    return HistoryEntry.id.in_(union_all(select(HistoryEntry.id).where(mine), settled))


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
        official_number=row.official_number,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        withdrawn_at=row.withdrawn_at,
    )


def _find_reminded(session: Session, row: Any) -> tuple[Reminded, ...]:
    """Give the rappels that asked for a commitment; nothing else is asked for."""
    if row.kind is not ItemKind.COMMITMENT:
        return ()
    return find_reminded(session, [row.item_id]).get(row.item_id, ())
