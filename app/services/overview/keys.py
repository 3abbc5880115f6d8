"""From the id of a suggestion or link to the item that it belongs to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.store.items import Item
from app.store.links import Fulfilment, Suggestion


def get_number_of_suggestion(session: Session, suggestion_id: int) -> str:
    """Give the number of the item that a suggestion is for; raises NotFound."""
    query = select(Item.number).join(Suggestion, Suggestion.item_id == Item.id)
    found = session.scalar(query.where(Suggestion.id == suggestion_id))
    if found is None:
        raise NotFound("suggestion", suggestion_id)
    return found


def get_number_of_fulfilment(session: Session, fulfilment_id: int) -> str:
    """Give the number of the item that a linked passage belongs to; raises NotFound."""
    query = select(Item.number).join(Fulfilment, Fulfilment.item_id == Item.id)
    found = session.scalar(query.where(Fulfilment.id == fulfilment_id))
    if found is None:
        raise NotFound("fulfilment", fulfilment_id)
    return found
