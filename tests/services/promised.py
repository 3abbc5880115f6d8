"""A register with one promise, one motion and their answer, and what tests ask of it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import PromiseKind
from app.services.candidates import accept_candidate
from app.services.fields import CommitmentFields
from app.services.intake import store_prepared
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, make_meeting, make_promising

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
FIELDS = CommitmentFields("Minister van Havenzaken", "de groei van de haven", PromiseKind.ACT)


def take_in(session: Session) -> None:
    """Take in a promise, a motion, and a later letter that answers both."""
    for letter in (make_promising(), make_meeting()):
        store_prepared(session, letter.prepared(letter.text[:5] + str(letter.day)), actor="", at=AT)
    session.commit()


def item_of(session: Session, kind: ItemKind = ItemKind.CANDIDATE) -> Item:
    return session.scalars(select(Item).where(Item.kind == kind)).one()


def suggestion_of(session: Session, item: Item) -> Suggestion:
    return session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).one()


def actions(session: Session, item: Item) -> list[Action]:
    query = select(HistoryEntry.action).where(HistoryEntry.item_id == item.id)
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def accepted(session: Session) -> Item:
    item = item_of(session)
    accept_candidate(session, item.number, seen=item.version, **BY)
    session.commit()
    return item
