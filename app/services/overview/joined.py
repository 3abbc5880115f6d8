"""What a commitment was merged with, and what was split from it."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.services.overview.papers import load_letters
from app.services.overview.rows.stories import Joined, JoinedView
from app.store.items import Commitment, Item


def find_joined(
    session: Session, item_id: int, merged_into_id: int | None, split_from_id: int | None
) -> Joined:
    """Give what belongs with a commitment, by number."""
    named = [key for key in (merged_into_id, split_from_id) if key is not None]
    names: dict[int | None, str] = {}
    if named:
        rows = session.execute(select(Item.id, Item.number).where(Item.id.in_(named)))
        names = {row.id: row.number for row in rows}
    stands = Commitment.withdrawn_at.is_(None)
    return Joined(
        into=names.get(merged_into_id),
        merged=_load(session, Commitment.merged_into_id == item_id),
        split_from=names.get(split_from_id),
        split_off=_load(session, (Commitment.split_from_id == item_id) & stands),
    )


def _load(session: Session, where: ColumnElement[bool]) -> tuple[JoinedView, ...]:
    """Give commitments as the page of another names them."""
    rows = session.execute(
        select(Item.number, Item.words, Item.document_id, Commitment.subject)
        .join(Commitment, Commitment.item_id == Item.id)
        .where(where)
        .order_by(Item.number)
    ).all()
    letters = load_letters(session, (row.document_id for row in rows))
    return tuple(
        JoinedView(row.number, row.subject, row.words, letters.get(row.document_id)) for row in rows
    )
