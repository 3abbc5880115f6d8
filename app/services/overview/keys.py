"""From the id of a suggestion, link or line of history to what it belongs to."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.services.overview.papers import LISTED
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Fulfilment, Suggestion


@dataclass(frozen=True, slots=True)
class Subject:
    """What a line of history is about: an item by its number, or a paper."""

    number: str | None
    document_id: int | None


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


def get_subject_of_entry(session: Session, entry_id: int) -> Subject:
    """Give what a line of history is about; raises NotFound, for a line on an account too."""
    query = select(Item.number, HistoryEntry.document_id).outerjoin_from(
        HistoryEntry, Item, Item.id == HistoryEntry.item_id
    )
    found = session.execute(query.where(HistoryEntry.id == entry_id)).one_or_none()
    if found is None or (found.number is None and found.document_id is None):
        raise NotFound("entry", entry_id)
    return Subject(found.number, found.document_id)


def find_paper(session: Session, canonical: str) -> int | None:
    """Give the paper that has this number; None where the register does not have it."""
    query = select(Document.id).where(LISTED, Document.canonical == canonical)
    return session.scalars(query.order_by(Document.id)).first()


def get_latest_entry(session: Session, number: str) -> int:
    """Give the id of the newest line in an item's history; raises NotFound."""
    query = select(HistoryEntry.id).join(Item, Item.id == HistoryEntry.item_id)
    found = session.scalar(query.where(Item.number == number).order_by(HistoryEntry.id.desc()))
    if found is None:
        raise NotFound("item", number)
    return found
