"""What people follow: put down, named, paused, shared and taken away by whoever follows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.errors import AlreadyThere, Invalid, NotFound
from app.services.digests.following import Followed, lasting_of
from app.services.digests.readers import followed_by
from app.services.digests.shared import ListFilter
from app.services.digests.subscriptions import new_token, take_subscription
from app.services.overview.rows.letters import LetterFilter
from app.services.values import encode
from app.store.accounts import Account
from app.store.digests import Follow, Subscription
from app.store.items import Item

MOST_FOLLOWS = 200  # for one reader: what nobody reads in a minute
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FollowView:
    """One thing that somebody follows: an item by its number, or a list by its address.

    `of_letters` says that the list is one of letters, not of the register; so in the others below.
    """

    id: int
    name: str
    number: str | None
    address: str | None
    created_at: datetime
    paused_at: datetime | None
    feed_token: str
    share_token: str | None
    for_fractie: bool
    of_letters: bool


@dataclass(frozen=True, slots=True)
class FractieFollow:
    """What a colleague of the same fractie shares with it: its name, what it is, and whose."""

    id: int
    name: str
    number: str | None
    address: str | None
    owner: str
    of_letters: bool


@dataclass(frozen=True, slots=True)
class SharedFollow:
    """What a colleague shares: its name, what it is, and whose it is."""

    name: str
    number: str | None
    address: str | None
    owner: str
    is_own: bool
    of_letters: bool


def find_follows(session: Session, account_id: int) -> tuple[FollowView, ...]:
    """Give what a person follows, by name."""
    rows = session.execute(_with_number().where(Subscription.account_id == account_id))
    found = [_view(row.Follow, row.number) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def find_follow_of_list(session: Session, account_id: int, wanted: ListFilter) -> int | None:
    """Give the follow by which a person follows a list, however it looks; None for none."""
    query = (
        select(Follow.id, Follow.wanted)
        .join(Subscription, Subscription.id == Follow.subscription_id)
        .where(
            Subscription.account_id == account_id,
            Follow.wanted.is_not(None),
            Follow.of_letters.is_(isinstance(wanted, LetterFilter)),
        )
    )
    asked = encode(lasting_of(wanted))
    return next((row.id for row in session.execute(query) if row.wanted == asked), None)


def follow_item(session: Session, account_id: int, number: str, *, name: str, at: datetime) -> int:
    """Follow one item; raises NotFound, AlreadyThere, and Invalid for too many."""
    item_id = session.scalar(select(Item.id).where(Item.number == number))
    if item_id is None:
        raise NotFound("item", number)
    row = _new(session, account_id, name, at)
    same = select(Follow.id).where(
        Follow.subscription_id == row.subscription_id, Follow.item_id == item_id
    )
    if session.scalar(same) is not None:
        raise AlreadyThere("follow", number)
    row.item_id = item_id
    return _put(session, row)


def follow_list(
    session: Session,
    account_id: int,
    address: str,
    wanted: ListFilter,
    *,
    name: str,
    at: datetime,
) -> int:
    """Follow what an address of the register or of letters lists; raises AlreadyThere and Invalid.

    `address` is what stands after its question mark, "" for the whole list.
    """
    row = _new(session, account_id, name, at)
    row.address, row.wanted = address, encode(lasting_of(wanted))
    row.of_letters = isinstance(wanted, LetterFilter)
    same = select(Follow.wanted).where(
        Follow.subscription_id == row.subscription_id, Follow.of_letters.is_(row.of_letters)
    )
    if row.wanted in session.scalars(same).all():
        raise AlreadyThere("follow", name)
    return _put(session, row)


def rename_follow(session: Session, account_id: int, follow_id: int, name: str) -> None:
    """Give it another name; raises NotFound and Invalid."""
    take_follow(session, account_id, follow_id).name = _clean(name)
    session.flush()


def pause_follow(
    session: Session, account_id: int, follow_id: int, *, paused: bool, at: datetime
) -> None:
    """Hear of it no more for a while, or again; raises NotFound."""
    take_follow(session, account_id, follow_id).paused_at = at if paused else None
    session.flush()


def drop_follow(session: Session, account_id: int, follow_id: int) -> str:
    """Follow it no more, and give the name that it had; its addresses open nothing any more."""
    row = take_follow(session, account_id, follow_id)
    session.delete(row)
    session.flush()
    return row.name


def renew_addresses(session: Session, account_id: int, follow_id: int) -> None:
    """Give its feed and calendar other addresses; the old ones open nothing; raises NotFound."""
    take_follow(session, account_id, follow_id).feed_token = new_token()
    session.flush()


def share_follow(session: Session, account_id: int, follow_id: int, *, shared: bool) -> None:
    """Show it to colleagues who have its address, or no more; raises NotFound."""
    take_follow(session, account_id, follow_id).share_token = new_token() if shared else None
    session.flush()


def get_shared(session: Session, token: str, *, account_id: int) -> SharedFollow:
    """Give what a colleague shares under this address, as somebody sees it; raises NotFound."""
    found = session.execute(
        _with_number()
        .add_columns(Account.name, Account.id.label("owner_id"))
        .join(Account, Account.id == Subscription.account_id)
        .where(Follow.share_token == token, Account.closed_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound("shared follow", token)
    row: Follow = found.Follow
    return SharedFollow(
        row.name,
        found.number,
        row.address,
        found.name,
        found.owner_id == account_id,
        row.of_letters,
    )


def take_over(session: Session, token: str, *, account_id: int, at: datetime) -> int:
    """Follow what a colleague shares: a follow of one's own, which goes on when theirs ends.

    Raises NotFound and AlreadyThere.
    """
    shared = get_shared(session, token, account_id=account_id)
    theirs = session.scalars(select(Follow).where(Follow.share_token == token)).one()
    return _copy(session, theirs, shared.number, account_id=account_id, at=at)


def share_in_fractie(session: Session, account_id: int, follow_id: int, *, shared: bool) -> None:
    """Show it to colleagues of the owner's fractie, or no more.

    Raises NotFound, and Invalid where nobody said which fractie that is.
    """
    owner = session.get_one(Account, account_id, with_for_update=True, populate_existing=True)
    row = take_follow(session, account_id, follow_id)
    if shared and owner.fractie is None:
        raise Invalid("fractie", "none")
    row.for_fractie = shared
    session.flush()


def find_shared_in_fractie(session: Session, account_id: int) -> tuple[FractieFollow, ...]:
    """Give what colleagues of somebody's fractie share with it, by name."""
    rows = session.execute(_in_fractie(account_id))
    found = (
        FractieFollow(
            row.Follow.id,
            row.Follow.name,
            row.number,
            row.Follow.address,
            row.owner,
            row.Follow.of_letters,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def take_from_fractie(session: Session, follow_id: int, *, account_id: int, at: datetime) -> int:
    """Follow what a colleague of the same fractie shares, as one's own.

    Raises NotFound and AlreadyThere.
    """
    found = session.execute(_in_fractie(account_id).where(Follow.id == follow_id)).one_or_none()
    if found is None:
        raise NotFound("shared follow", follow_id)
    return _copy(session, found.Follow, found.number, account_id=account_id, at=at)


def _in_fractie(account_id: int) -> Select[*tuple[Any, ...]]:
    """Select what others of a person's fractie share with it."""
    own = select(Account.fractie).where(Account.id == account_id).scalar_subquery()
    return (
        _with_number()
        .add_columns(Account.name.label("owner"))
        .join(Account, Account.id == Subscription.account_id)
        .where(
            Follow.for_fractie.is_(True),
            Account.fractie == own,
            Account.id != account_id,
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
        )
    )


def _copy(
    session: Session, theirs: Follow, number: str | None, *, account_id: int, at: datetime
) -> int:
    """Follow what somebody else follows: a follow of one's own, which goes on when theirs ends."""
    if number is not None:
        return follow_item(session, account_id, number, name=theirs.name, at=at)
    followed = followed_by([theirs])
    lists: tuple[ListFilter, ...] = (*followed.lists, *followed.letters)
    (wanted,) = lists
    return follow_list(session, account_id, theirs.address or "", wanted, name=theirs.name, at=at)


def get_followed(session: Session, account_id: int, follow_id: int) -> tuple[FollowView, Followed]:
    """Give one thing that a person follows, also as a value; raises NotFound."""
    found = session.execute(
        _with_number().where(Subscription.account_id == account_id, Follow.id == follow_id)
    ).one_or_none()
    if found is None:
        raise NotFound("follow", follow_id)
    return _view(found.Follow, found.number), followed_by([found.Follow])


def take_follow(session: Session, account_id: int, follow_id: int) -> Follow:
    """Give a person's follow to change; raises NotFound, also for somebody else's."""
    row = session.scalar(
        select(Follow)
        .join(Subscription, Subscription.id == Follow.subscription_id)
        .where(Follow.id == follow_id, Subscription.account_id == account_id)
        .with_for_update(of=Follow)
    )
    if row is None:
        raise NotFound("follow", follow_id)
    return row


def _with_number() -> Select[Follow, str | None]:
    """Select follows, with the number of the item that they follow."""
    return (
        select(Follow, Item.number)
        .join(Subscription, Subscription.id == Follow.subscription_id)
        .outerjoin(Item, Item.id == Follow.item_id)
    )


def _view(row: Follow, number: str | None) -> FollowView:
    return FollowView(
        id=row.id,
        name=row.name,
        number=number,
        address=row.address,
        created_at=row.created_at,
        paused_at=row.paused_at,
        feed_token=row.feed_token,
        share_token=row.share_token,
        for_fractie=row.for_fractie,
        of_letters=row.of_letters,
    )


def _new(session: Session, account_id: int, name: str, at: datetime) -> Follow:
    """Make a follow that is not put down yet; raises NotFound and Invalid."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    reader = take_subscription(session, account)
    had = session.scalars(select(Follow.id).where(Follow.subscription_id == reader.id)).all()
    if len(had) >= MOST_FOLLOWS:
        raise Invalid("follow", "too many")
    return Follow(
        subscription_id=reader.id, name=_clean(name), created_at=at, feed_token=new_token()
    )


def _put(session: Session, row: Follow) -> int:
    """Put a follow down and give its id."""
    session.add(row)
    session.flush()
    return row.id


def _clean(name: str) -> str:
    """Give a name without needless spaces; raises Invalid for an empty one."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise Invalid("name", "empty")
    return name
