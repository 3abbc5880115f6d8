"""Commitments that share rare words with one: what may be the same promise."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import Status
from app.domain.matching import ItemKind
from app.services.overview.register import find_names
from app.services.overview.register_rows import load_rows
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import RegisterRow
from app.services.overview.work import id_of
from app.services.search import parse_query
from app.store.items import Candidate, Commitment, Item, ItemTerm

SIMILAR = 2  # items that a card shows as what it may repeat, add to or change
_STANDING = frozenset({Standing.WAITING, *(Standing(status.value) for status in Status)})


def find_similar(
    session: Session, repeats: Mapping[int, Sequence[str]], *, today: dt.date
) -> dict[int, tuple[RegisterRow, ...]]:
    """Give for each candidate the first items that it may repeat and that it could be put with.

    `repeats` are the numbers of what it may repeat, the likeliest first.
    """
    numbers = {number for found in repeats.values() for number in found}
    if not numbers:
        return {}
    away = select(Commitment.item_id).where(Commitment.withdrawn_at.is_not(None))
    places = select(Candidate.item_id).where(Candidate.repeats_id.is_not(None))
    query = select(Item.id).where(
        Item.number.in_(sorted(numbers)),
        Item.kind != ItemKind.MOTION,
        Item.id.not_in(away),
        Item.id.not_in(places),
    )
    rows = {row.number: row for row in _load(session, tuple(session.scalars(query)), today)}
    return {
        item_id: tuple(
            rows[number]
            for number in found
            if number in rows and rows[number].standing in _STANDING
        )[:SIMILAR]
        for item_id, found in repeats.items()
    }


def find_alike(
    session: Session, number: str, *, most: int, today: dt.date
) -> tuple[RegisterRow, ...]:
    """Give the standing commitments most like this one, itself left out; raises NotFound."""
    mine, theirs = aliased(ItemTerm), aliased(ItemTerm)
    key = id_of(session, number)
    query = (
        select(theirs.item_id)
        .join(mine, mine.term == theirs.term)
        .join(Commitment, Commitment.item_id == theirs.item_id)
        .where(mine.item_id == key, theirs.item_id != key, Commitment.withdrawn_at.is_(None))
        .group_by(theirs.item_id)
        .order_by(func.sum(theirs.weight).desc(), theirs.item_id)
        .limit(most)
    )
    return _load(session, tuple(session.scalars(query)), today)


def _load(session: Session, ids: Sequence[int], today: dt.date) -> tuple[RegisterRow, ...]:
    """Load the lines of these items, in their order."""
    if not ids:
        return ()
    names = find_names(session)
    return load_rows(session, ids, parse_query(""), names, today=today)
