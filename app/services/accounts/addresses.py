"""Another address for a person: asked for, confirmed from a mail to it, and told to the old one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, LinkPurpose
from app.domain.errors import Invalid, NotFound, WrongState
from app.domain.history import Action
from app.domain.mail import Delivery, MailPurpose
from app.services.accounts.links import Post, end_links, find_row, write_link
from app.services.accounts.naming import free_address
from app.services.accounts.rows import AccountView, take_open, tell_account, view
from app.services.accounts.signing_in import Throttle, count_attempt
from app.services.digests.subscriptions import move_subscription
from app.services.outbox import add_delivery
from app.store.accounts import Account, AccountLink

_ASKED = "adres:"  # counted apart from signing in: neither closes the door of the other
_PURPOSE = frozenset({LinkPurpose.ADDRESS})


@dataclass(frozen=True, slots=True)
class AskedAddress:
    """An address that waits until its owner confirms it, until `expires_at`."""

    account: AccountView
    email: str
    expires_at: datetime


def may_ask_address(
    session: Session, account_id: int, *, address: str, at: datetime, throttle: Throttle
) -> bool:
    """Count that a person asks for another address; False when they asked too often.

    The limits are those of signing in, counted exactly over all processes: so much mail can
    be sent to addresses of others, and so many addresses be tried for having an account.
    """
    return count_attempt(
        session, f"{_ASKED}{account_id}", address=address, at=at, throttle=throttle
    )


def ask_address(
    session: Session,
    account_id: int,
    email: str,
    token: str,
    *,
    post: Post | None,
    actor: str,
    at: datetime,
) -> datetime:
    """Let a token make this address the person's, in place of any earlier link; give until when.

    With `post` the message that brings it waits for the new address; without, it is for the
    administrator to hand over. Raises NotFound, WrongState for a blocked account, and Invalid
    for an address that is none or has an account.
    """
    account = take_open(session, account_id)
    if account.blocked_at is not None:
        raise WrongState("account", "blocked")
    email = free_address(session, email)
    after = {"sent": LinkPurpose.ADDRESS.value}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after=after)
    return write_link(session, account, LinkPurpose.ADDRESS, token, post=post, at=at, email=email)


def correct_address(
    session: Session, account_id: int, email: str, *, actor: str, at: datetime
) -> AccountView:
    """Give somebody who was invited, and never came, the address that was meant.

    The links that went to the wrong one open nothing any more. Raises as `ask_address`, and
    WrongState for whoever was here: their address is theirs to confirm.
    """
    account = take_open(session, account_id)
    if view(account).state is not AccountState.INVITED:
        raise WrongState("account", view(account).state)
    _move(session, account, free_address(session, email), actor=actor, at=at)
    return view(account)


def find_asked(session: Session, token: str, *, at: datetime) -> AskedAddress | None:
    """Say what address a link confirms, and whose; None for one that confirms nothing any more."""
    found = find_row(session, token, _PURPOSE, at=at)
    if found is None or found[0].email is None:
        return None
    return AskedAddress(view(found[1]), found[0].email, found[0].expires_at)


def find_waiting(session: Session, account_id: int, *, at: datetime) -> AskedAddress | None:
    """Give the address that waits for a person to confirm it, if any."""
    row = session.scalars(
        select(AccountLink).where(
            AccountLink.account_id == account_id,
            AccountLink.email.is_not(None),
            AccountLink.ended_at.is_(None),
            AccountLink.expires_at > at,
        )
    ).first()
    if row is None or row.email is None:
        return None
    return AskedAddress(view(session.get_one(Account, account_id)), row.email, row.expires_at)


def confirm_address(session: Session, token: str, *, told: Post | None, at: datetime) -> str:
    """Make the address of a link the person's, and give it; the link opens nothing any more.

    `told` is the message that tells the old address. Raises NotFound for a link that confirms
    nothing, and Invalid when somebody else got an account with the address meanwhile.
    """
    found = find_row(session, token, _PURPOSE, at=at)
    if found is None:
        raise NotFound("link", "that works")
    account = take_open(session, found[1].id)
    found = find_row(session, token, _PURPOSE, at=at)  # used or replaced while we waited
    if found is None or found[0].email is None:
        raise NotFound("link", "that works")
    email, was = free_address(session, found[0].email), account.email
    _move(session, account, email, actor=account.name, at=at)
    if told is not None:
        delivery = Delivery(was, f"<{uuid4()}@{told.host}>", None, told.rendered)
        add_delivery(session, delivery, purpose=MailPurpose.NOTICE, account_id=account.id, at=at)
        session.flush()
    return email


def _move(session: Session, account: Account, email: str, *, actor: str, at: datetime) -> None:
    """Put another address down; what was sent to the old one opens nothing any more."""
    end_links(session, account.id, at=at)
    account.email = email
    try:
        session.flush()
    except IntegrityError as error:  # the same address, at the same moment
        raise Invalid("email", "already has an account") from error
    move_subscription(session, account, at=at)
    after = {"email": "changed"}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after=after)
