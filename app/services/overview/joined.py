"""What a commitment was merged with, and what was split from it."""

from sqlalchemy import or_, select, union_all
from sqlalchemy.orm import Session

from app.services.overview.papers import PAPER_BESIDE, letter_beside
from app.services.overview.rows.stories import Joined, JoinedView
from app.store.documents import Document
from app.store.items import Commitment, Item


def find_joined(
    session: Session, item_id: int, merged_into_id: int | None, split_from_id: int | None
) -> Joined:
    """Give what belongs with a commitment, by number, in one statement."""
    named = [key for key in (merged_into_id, split_from_id) if key is not None]
    others = union_all(
        select(Commitment.item_id).where(Commitment.merged_into_id == item_id),
        select(Commitment.item_id).where(Commitment.split_from_id == item_id),
    )
    rows = session.execute(
        select(
            *(Item.id, Item.number, Item.words, *PAPER_BESIDE),
            *(Commitment.subject, Commitment.withdrawn_at),
            *(Commitment.merged_into_id, Commitment.split_from_id),
        )
        .join(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(or_(Item.id.in_(others), Item.id.in_(named)))
        .order_by(Item.number)
    ).all()
    views = {
        row.id: JoinedView(row.number, row.subject, row.words, letter_beside(row)) for row in rows
    }
    names = {row.id: row.number for row in rows}
    return Joined(
        into=names.get(merged_into_id),
        merged=tuple(views[row.id] for row in rows if row.merged_into_id == item_id),
        split_from=names.get(split_from_id),
        split_off=tuple(
            views[row.id]
            for row in rows
            if row.split_from_id == item_id and row.withdrawn_at is None
        ),
    )
