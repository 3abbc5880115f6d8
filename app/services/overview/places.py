"""Where one promise stands in more papers: its places, and those that came after the decision."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import CandidateState
from app.services.overview.papers import Place, day_of
from app.services.overview.rows.common import Quote
from app.services.overview.rows.places import LatePlace, PlaceView
from app.store.items import Candidate, Item

MOST_LATE = 20

_HEAD = aliased(Candidate)
_HEAD_ITEM = aliased(Item)
# A repeat of what somebody judged before it came in, of which nobody said anything yet.
_LATE = and_(
    Candidate.repeats_id.is_not(None),  # follows from the rest, and leads to an index
    _HEAD.state != CandidateState.WAITING,
    Candidate.place.is_(None),
    Item.created_at > _HEAD.judged_at,
)


def find_places(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    """Give for each of these items the rows of the other places of the same promise."""
    if not ids:
        return ()
    return session.execute(_select_places(Candidate.repeats_id.in_(ids))).all()


def places_in(rows: Iterable[Any]) -> list[Place]:
    """Give the words to quote of rows of places, for `load_quotes`."""
    return [_place(row) for row in rows]


def show_places(
    rows: Iterable[Any], quotes: Mapping[Place, Quote]
) -> dict[int, tuple[PlaceView, ...]]:
    """Make the places of rows, by item, oldest paper first."""
    found: defaultdict[int, list[PlaceView]] = defaultdict(list)
    for row in rows:
        found[row.repeats_id].append(_view(row, quotes))
    return {item_id: tuple(sorted(views, key=_oldest)) for item_id, views in found.items()}


def find_late_places(session: Session, document: int | None = None) -> Sequence[Any]:
    """Give the rows of repeats of what was judged already, of one paper or all, the newest first.

    Each row has their `total`, of which at most `MOST_LATE` are given.
    """
    where = _LATE if document is None else and_(_LATE, Candidate.document_id == document)
    query = _select_places(where).add_columns(func.count().over().label("total"))
    ordered = query.order_by(Item.created_at.desc(), Item.number)
    return session.execute(ordered.limit(MOST_LATE)).all()


def show_late_places(rows: Iterable[Any], quotes: Mapping[Place, Quote]) -> tuple[LatePlace, ...]:
    """Make those of rows, in the same order."""
    return tuple(
        LatePlace(
            place=_view(row, quotes),
            number=row.head,
            subject=row.head_subject,
            state=row.head_state,
            judged_by=row.head_judged_by or "",
            judged_at=row.head_judged_at,
        )
        for row in rows
    )


def late_documents() -> Select[int]:
    """Select the paper of each repeat of what was judged already."""
    return (
        select(Candidate.document_id)
        .join(Item, Item.id == Candidate.item_id)
        .join(_HEAD, _HEAD.item_id == Candidate.repeats_id)
        .where(_LATE)
    )


def _select_places(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select repeats with what they repeat."""
    return (
        select(
            Item.number,
            Item.version,
            Candidate.repeats_id,
            Candidate.document_id,
            Candidate.start,
            Candidate.end,
            Candidate.place,
            Candidate.place_kind,
            _HEAD_ITEM.number.label("head"),
            _HEAD.subject.label("head_subject"),
            _HEAD.state.label("head_state"),
            _HEAD.judged_by.label("head_judged_by"),
            _HEAD.judged_at.label("head_judged_at"),
        )
        .join(Candidate, Candidate.item_id == Item.id)
        .outerjoin(_HEAD, _HEAD.item_id == Candidate.repeats_id)
        .join(_HEAD_ITEM, _HEAD_ITEM.id == Candidate.repeats_id)
        .where(where)
    )


def _place(row: Any) -> Place:
    return Place(row.document_id, row.start, row.end)


def _view(row: Any, quotes: Mapping[Place, Quote]) -> PlaceView:
    return PlaceView(row.number, row.version, quotes[_place(row)], row.place, row.place_kind)


def _oldest(view: PlaceView) -> tuple[dt.date, int, int]:
    return day_of(view.quote.letter), view.quote.letter.id, view.quote.start
