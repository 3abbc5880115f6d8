"""Who reads the digest: begun, arranged, paused and stopped."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.domain.languages import Language
from app.services.deciding import tell
from app.services.digests.noting import newest_round
from app.store.accounts import Account
from app.store.digests import Follow, Subscription

IS_WANTED: ColumnElement[bool] = Subscription.began_at.is_not(None)
HAS_READER: ColumnElement[bool] = or_(
    Subscription.account_id.is_(None),
    and_(Account.closed_at.is_(None), Account.blocked_at.is_(None)),
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """When somebody's digest comes (Monday is 0), and what is in it.

    `everything`: the whole register beside what they follow, and that is also what somebody
    gets who follows nothing; `when_empty`: a mail also in a week without news.
    """

    weekday: int = 0
    hour: int = 7
    everything: bool = False
    when_empty: bool = False


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """How somebody reads the digest. `is_wanted` is False for whoever never began, or stopped."""

    arrangement: Arrangement = Arrangement()
    is_wanted: bool = False
    paused_at: datetime | None = None
    paused_why: str | None = None


def find_subscription(session: Session, account_id: int) -> SubscriptionView:
    """Give how a person reads the digest."""
    row = session.scalar(select(Subscription).where(Subscription.account_id == account_id))
    return SubscriptionView() if row is None else view(row)


def find_readers(session: Session) -> frozenset[int]:
    """Give the ids of the accounts that read the digest."""
    query = select(Subscription.account_id).where(IS_WANTED)
    return frozenset(one for one in session.scalars(query) if one is not None)


def view(row: Subscription) -> SubscriptionView:
    """Give a subscription without its secrets."""
    arrangement = Arrangement(row.weekday, row.hour, row.everything, row.when_empty)
    return SubscriptionView(arrangement, row.began_at is not None, row.paused_at, row.paused_why)


def take_subscription(session: Session, account: Account) -> Subscription:
    """Give the subscription of an account, made where there was none, kept from others.

    One that its address had before there was an account becomes the account's.
    """
    query = select(Subscription).where(
        or_(Subscription.account_id == account.id, Subscription.email == account.email)
    )
    rows = session.scalars(query.order_by(Subscription.account_id.desc()).with_for_update()).all()
    row = next((one for one in rows if one.account_id == account.id), None)
    if row is None and rows:
        row = rows[0]
        row.account_id, row.email, row.language = account.id, None, None
    if row is None:
        row = Subscription(account_id=account.id, token=new_token())
        session.add(row)
    session.flush()
    return row


def wish(session: Session, row: Subscription, *, wanted: bool, at: datetime) -> None:
    """Begin or end a digest.

    What was noted before it began is not told: the first digest tells what is news from here on.
    """
    if wanted and row.began_at is None:
        row.told = newest_round(session)
        row.began_at = at
    elif not wanted:
        row.began_at = row.paused_at = row.paused_why = None
    session.flush()


def arrange(session: Session, account_id: int, wanted: Arrangement) -> None:
    """Say when a person's digest comes and what is in it; raises NotFound and Invalid."""
    if not (0 <= wanted.weekday <= 6 and 0 <= wanted.hour <= 23):
        raise Invalid("hour", "no such moment in a week")
    row = take_subscription(session, _get_account(session, account_id))
    row.weekday, row.hour = wanted.weekday, wanted.hour
    row.everything, row.when_empty = wanted.everything, wanted.when_empty
    session.flush()


def resume(session: Session, account_id: int) -> None:
    """Send again to an address that was refused; nothing that was news meanwhile is lost."""
    row = take_subscription(session, _get_account(session, account_id))
    row.paused_at = row.paused_why = None
    session.flush()


def move_subscription(session: Session, account: Account, *, at: datetime) -> None:
    """Let a digest follow its person to another address: a refusal of the old one counts no more.

    One that the new address had before it was the account's is taken over, or stopped where
    the account has its own.
    """
    mine = session.scalar(select(Subscription.id).where(Subscription.account_id == account.id))
    row = session.scalar(select(Subscription).where(Subscription.email == account.email))
    if row is not None and mine is not None:
        wish(session, row, wanted=False, at=at)
        forget_address(session, row)
    if row is not None or mine is not None:
        resume(session, account.id)


def is_subscription(session: Session, token: str) -> bool:
    """Say whether an unsubscribe address was given out."""
    return session.scalar(select(Subscription.id).where(Subscription.token == token)) is not None


def unsubscribe(session: Session, token: str, *, at: datetime) -> None:
    """Stop the digest that a message's own address belongs to; twice does no harm.

    Raises NotFound for an address that was never given out. The address proves the
    right to stop this one subscription and nothing else.
    """
    row = session.scalar(select(Subscription).where(Subscription.token == token).with_for_update())
    if row is None:
        raise NotFound("subscription", token)
    if row.began_at is None:
        return
    wish(session, row, wanted=False, at=at)
    account = session.get(Account, row.account_id) if row.account_id is not None else None
    if account is None:
        forget_address(session, row)
        return
    tell(
        session,
        Action.ACCOUNT_CHANGED,
        actor=account.name,
        at=at,
        account=account.id,
        before={"digest": "True"},
        after={"digest": "False"},
        reason="afgemeld met het adres in het weekbericht",
    )


def forget_address(session: Session, row: Subscription) -> None:
    """Take out the address of whoever stopped and has no account; its digests stay counted."""
    session.execute(delete(Follow).where(Follow.subscription_id == row.id))
    row.email = f"afgemeld-{row.id}@gesloten.invalid"


def share_no_more(session: Session, account_id: int) -> None:
    """Let nothing that an account follows be shared in its fractie any more."""
    ids = select(Subscription.id).where(Subscription.account_id == account_id)
    theirs = update(Follow).where(Follow.subscription_id.in_(ids))
    session.execute(theirs.values(for_fractie=False))


def forget_reader(session: Session, account_id: int) -> None:
    """Take away what an account follows, and let addresses in its mail stop nothing any more."""
    ids = select(Subscription.id).where(Subscription.account_id == account_id)
    session.execute(delete(Follow).where(Follow.subscription_id.in_(ids)))
    session.execute(
        update(Subscription)
        .where(Subscription.account_id == account_id)
        .values(began_at=None, paused_at=None, paused_why=None, token=new_token())
    )


def language_of(row: Subscription, account: Account | None) -> Language:
    """Give the language that a digest is in; Dutch where nobody chose."""
    chosen = row.language if account is None else account.language
    return chosen or Language.DUTCH


def new_token() -> str:
    """Make an unguessable token."""
    return secrets.token_urlsafe(32)


def _get_account(session: Session, account_id: int) -> Account:
    """Give an open account; raises NotFound."""
    account = session.get(Account, account_id)
    if account is None or account.closed_at is not None:
        raise NotFound("open account", account_id)
    return account
