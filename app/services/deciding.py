"""What every decision does: take the row, see that it is still as the person saw it, tell it."""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound, Stale
from app.domain.history import Action
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Fulfilment, Suggestion
from app.store.motions import MotionConflict

Decided = TypeVar("Decided", Document, Item, Suggestion, Fulfilment, MotionConflict)


def get_for_update(session: Session, kind: type[Decided], key: int) -> Decided:
    """Give a row and keep others from it until the transaction ends; raises NotFound."""
    row = session.get(kind, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(kind.__name__.lower(), key)
    return row


def take(session: Session, kind: type[Decided], key: int, seen: int) -> Decided:
    """Give a row to decide on and count its version up.

    Raises NotFound, and Stale when it is no longer the version that the person saw.
    """
    row = get_for_update(session, kind, key)
    if row.version != seen:
        raise Stale(kind.__name__.lower(), seen, row.version)
    row.version += 1
    return row


def take_item(session: Session, number: str, seen: int) -> Item:
    """Give an item to decide on by its public number; as `take`."""
    key = session.scalar(select(Item.id).where(Item.number == number))
    if key is None:
        raise NotFound("item", number)
    return take(session, Item, key, seen)


def see_item(session: Session, item_id: int, seen: int | None) -> Item:
    """Give the item of a suggestion or link, kept from others and counted up.

    It is always taken before them, so that two people never wait for each other. Raises
    NotFound, and Stale when the item is no longer the version that the person saw; None
    is for what follows the item's number alone, as a file of decisions does.
    """
    item = get_for_update(session, Item, item_id)
    if seen is not None and item.version != seen:
        raise Stale("item", seen, item.version)
    item.version += 1
    return item


def need_reason(reason: str) -> str:
    """Give a reason without the spaces around it; raises Invalid for an empty one."""
    if not reason.strip():
        raise Invalid("reason", "empty")
    return reason.strip()


def tell(
    session: Session,
    action: Action,
    *,
    actor: str,
    at: datetime,
    item: int | None = None,
    document: int | None = None,
    suggestion: int | None = None,
    account: int | None = None,
    conflict: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Add an entry to the history."""
    session.add(
        HistoryEntry(
            at=at,
            actor=actor,
            action=action,
            item_id=item,
            document_id=document,
            suggestion_id=suggestion,
            account_id=account,
            conflict_id=conflict,
            before=before,
            after=after,
            reason=reason,
        )
    )
