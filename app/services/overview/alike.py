"""Commitments that share rare words with one: what may be the same promise."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.services.overview.register import find_committees, find_ministries
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.register import RegisterRow
from app.services.overview.work import id_of
from app.services.search import parse_query
from app.store.items import Commitment, ItemTerm


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
    ids = tuple(session.scalars(query))
    if not ids:
        return ()
    names = Names(find_ministries(session), find_committees(session))
    return load_rows(session, ids, parse_query(""), names, today=today)
