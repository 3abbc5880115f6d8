"""Who works on what: claims beside items, the colleagues to give work to, one's own work."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.accounts import PERMISSIONS, Permission, Role
from app.domain.errors import NotFound
from app.services.overview.register import find_names
from app.services.overview.register_rows import load_rows
from app.services.overview.rows.exports import ItemLine
from app.services.overview.rows.register import RegisterRow
from app.services.search import parse_query
from app.store.accounts import Account
from app.store.digests import Follow, Subscription
from app.store.items import Item
from app.store.work import ItemWork

MOST = 200  # items of one's own work that are shown
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on an item: to whom it was given, and who has it before them, until when."""

    assigned_to: Person | None = None
    taken_by: Person | None = None
    taken_until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class PeopleOf:
    """Who works on an item, None for nobody; who can decide; the follow of whoever looks."""

    claim: Claim | None
    colleagues: tuple[Person, ...]
    follow: int | None


@dataclass(frozen=True, slots=True)
class MyWork:
    """What was given to a person or taken by them: at most the first `MOST`, of `total`."""

    rows: tuple[RegisterRow, ...]
    claims: dict[str, Claim]
    total: int


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An item of one's own work, as it leaves in a file, and who works on it."""

    item: ItemLine
    claim: Claim


def find_claims(session: Session, numbers: Iterable[str], *, at: dt.datetime) -> dict[str, Claim]:
    """Give who works on these items, by number; items on which nobody does are left out."""
    wanted = sorted(set(numbers))
    found: dict[str, Claim] = {}
    for first in range(0, len(wanted), _CHUNK):
        found |= _load_claims(session, wanted[first : first + _CHUNK], at)
    return found


def find_colleagues(session: Session) -> tuple[Person, ...]:
    """Give who can decide, by name."""
    query = select(Account.id, Account.name).where(_decides()).order_by(Account.name, Account.id)
    return tuple(Person(row.id, row.name) for row in session.execute(query))


def find_people_of(
    session: Session, number: str, *, reader: int | None, at: dt.datetime
) -> PeopleOf:
    """Give who works on an item, who can decide, and whether `reader` follows it: one statement."""
    worked = select(ItemWork).join(Item, Item.id == ItemWork.item_id).where(Item.number == number)
    work = worked.subquery("work")
    is_holder, is_taker = work.c.assigned_to_id == Account.id, work.c.taken_by_id == Account.id
    query = (
        select(Account.id, Account.name, _decides().label("decides"))
        .add_columns(is_holder.label("holds"), is_taker.label("takes"), work.c.taken_until)
        .add_columns(_follow_of(reader, number).label("follow"))
        .outerjoin(work, or_(is_holder, is_taker))
        .where(or_(_decides(), work.c.item_id.is_not(None)))
        .order_by(Account.name, Account.id)
    )
    rows = session.execute(query).all()
    holder = next((Person(row.id, row.name) for row in rows if row.holds), None)
    taking = next((row for row in rows if row.takes and row.taken_until > at), None)
    claim = Claim(
        assigned_to=holder,
        taken_by=Person(taking.id, taking.name) if taking else None,
        taken_until=taking.taken_until if taking else None,
    )
    people = tuple(Person(row.id, row.name) for row in rows if row.decides)
    follow = next((row.follow for row in rows), None)
    return PeopleOf(None if claim == Claim() else claim, people, follow)


def _follow_of(reader: int | None, number: str) -> ScalarSelect[int]:
    """Select the follow by which a person follows an item."""
    return (
        select(func.min(Follow.id))
        .join(Subscription, Subscription.id == Follow.subscription_id)
        .join(Item, Item.id == Follow.item_id)
        .where(Subscription.account_id == reader, Item.number == number)
        .scalar_subquery()
    )


def _decides() -> ColumnElement[bool]:
    """Choose the accounts of those who can decide."""
    roles = [role for role in Role if Permission.JUDGE in PERMISSIONS[role]]
    return and_(Account.role.in_(roles), Account.closed_at.is_(None), Account.blocked_at.is_(None))


def count_my_work(session: Session, account_id: int, *, at: dt.datetime) -> int:
    """Count what was given to a person or taken by them."""
    return session.scalars(select_my_work_count(account_id, at)).one()


def select_my_work_count(account_id: int, at: dt.datetime) -> Select[int]:
    """Select how much was given to a person or taken by them."""
    return select(func.count()).select_from(ItemWork).where(_mine(account_id, at))


def find_my_work(session: Session, account_id: int, *, at: dt.datetime, today: dt.date) -> MyWork:
    """Give what was given to a person or taken by them: what was taken first, then by number."""
    ids = tuple(session.scalars(select_my_work(account_id, at).limit(MOST)))
    names = find_names(session)
    rows = load_rows(session, ids, parse_query(""), names, today=today) if ids else ()
    claims = find_claims(session, (row.number for row in rows), at=at)
    return MyWork(tuple(rows), claims, count_my_work(session, account_id, at=at))


def select_my_work(account_id: int, at: dt.datetime) -> Select[int]:
    """Select what was given to a person or taken by them: what was taken first, then by number."""
    return (
        select(ItemWork.item_id)
        .join(Item, Item.id == ItemWork.item_id)
        .where(_mine(account_id, at))
        .order_by(ItemWork.taken_by_id.is_(None), Item.number)
    )


def id_of(session: Session, number: str) -> int:
    """Give the row of an item by its number; raises NotFound."""
    found = session.scalar(select(Item.id).where(Item.number == number))
    if found is None:
        raise NotFound("item", number)
    return found


def _mine(account_id: int, at: dt.datetime) -> ColumnElement[bool]:
    """Choose what was given to a person, or taken by them and not over yet."""
    return or_(
        ItemWork.assigned_to_id == account_id,
        and_(ItemWork.taken_by_id == account_id, ItemWork.taken_until > at),
    )


def _load_claims(session: Session, numbers: list[str], at: dt.datetime) -> dict[str, Claim]:
    """Load the claims on some items."""
    holder, taker = aliased(Account), aliased(Account)
    query = (
        select(
            Item.number,
            ItemWork.taken_until,
            holder.id.label("holder_id"),
            holder.name.label("holder"),
            taker.id.label("taker_id"),
            taker.name.label("taker"),
        )
        .join(ItemWork, ItemWork.item_id == Item.id)
        .outerjoin(holder, holder.id == ItemWork.assigned_to_id)
        .outerjoin(taker, taker.id == ItemWork.taken_by_id)
        .where(Item.number.in_(numbers))
    )
    found = {}
    for row in session.execute(query):
        is_taken = row.taken_until is not None and row.taken_until > at
        claim = Claim(
            assigned_to=Person(row.holder_id, row.holder) if row.holder_id else None,
            taken_by=Person(row.taker_id, row.taker) if is_taken else None,
            taken_until=row.taken_until if is_taken else None,
        )
        if claim != Claim():
            found[row.number] = claim
    return found
