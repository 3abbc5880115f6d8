"""Links that work once: to accept an invitation, to choose a new password, to confirm an address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.accounts import LinkPurpose
from app.domain.errors import NotFound, WrongState
from app.domain.history import Action
from app.domain.mail import Delivery, DeliveryState, MailPurpose, Rendered
from app.services.accounts.managing import set_password
from app.services.accounts.passwords import hash_password
from app.services.accounts.rows import (
    AccountView,
    clean_email,
    find_open,
    hash_token,
    take_open,
    tell_account,
    view,
)
from app.services.accounts.signing_in import Throttle, count_attempt
from app.services.outbox import add_delivery
from app.store.accounts import Account, AccountLink
from app.store.outbox import OutboxMessage

LIFETIMES = {
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.RESET: timedelta(days=1),
    LinkPurpose.ADDRESS: timedelta(days=1),
}
_OF_PASSWORDS = frozenset({LinkPurpose.INVITATION, LinkPurpose.RESET})
_ASKED = "reset:"  # counted apart from signing in: neither closes the door of the other
_THEMSELVES = "aangevraagd op de aanmeldpagina"


@dataclass(frozen=True, slots=True)
class LinkView:
    """What a link opens, for the page behind it."""

    account: AccountView
    purpose: LinkPurpose


@dataclass(frozen=True, slots=True)
class LinkSent:
    """The newest link of an account, and how its message fares: None where none was sent."""

    purpose: LinkPurpose
    made_at: datetime
    expires_at: datetime
    is_open: bool
    message: DeliveryState | None


@dataclass(frozen=True, slots=True)
class Post:
    """A message that brings a link; `host` names us in message ids."""

    rendered: Rendered
    host: str


def make_link(
    session: Session,
    account_id: int,
    token: str,
    *,
    post: Post | None,
    actor: str,
    at: datetime,
) -> datetime:
    """Let a token open an account once, in place of any earlier one, and say until when.

    For whoever has no password yet it is an invitation. With `post` the message that brings
    it waits in the outbox; without, it is for the administrator to hand over. Raises
    NotFound, and WrongState for a blocked account.
    """
    account = take_open(session, account_id)
    if account.blocked_at is not None:
        raise WrongState("account", "blocked")
    purpose = purpose_of(view(account))
    after = {"sent": purpose.value}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after=after)
    return write_link(session, account, purpose, token, post=post, at=at)


def ask_reset(
    session: Session,
    email: str,
    token: str,
    *,
    post: Post,
    address: str,
    at: datetime,
    throttle: Throttle,
) -> bool:
    """Send whoever forgot a password a link; False when too many were asked for.

    The answer is the same whether or not the address has an account, and so is the work but
    for a row or two. A blocked account gets nothing. The limits are those of signing in,
    counted exactly over all processes.
    """
    email = clean_email(email)
    counted = count_attempt(session, f"{_ASKED}{email}", address=address, at=at, throttle=throttle)
    if not counted:
        return False
    account = find_open(session, email)
    if account is not None and account.blocked_at is None:
        after = {"sent": LinkPurpose.RESET.value}
        tell_account(
            session,
            account,
            Action.ACCOUNT_CHANGED,
            account.name,
            at,
            after=after,
            reason=_THEMSELVES,
        )
        write_link(session, account, LinkPurpose.RESET, token, post=post, at=at)
    return True


def find_link(session: Session, token: str, *, at: datetime) -> LinkView | None:
    """Say what a link opens; None for one that was used, replaced, too old or never given.

    One that confirms an address is found by `find_asked`, and chooses no password.
    """
    found = find_row(session, token, _OF_PASSWORDS, at=at)
    return None if found is None else LinkView(view(found[1]), found[0].purpose)


def use_link(session: Session, token: str, password: str, *, at: datetime) -> AccountView:
    """Choose a password by a link, which with that opens nothing any more.

    Raises NotFound for a link that opens nothing, and Invalid for a password that is none.
    """
    found = find_row(session, token, _OF_PASSWORDS, at=at)
    if found is None:
        raise NotFound("link", "that works")
    hashed = hash_password(found[1].email, password)
    account = take_open(session, found[1].id)
    if find_row(session, token, _OF_PASSWORDS, at=at) is None:  # used or replaced meanwhile
        raise NotFound("link", "that works")
    end_links(session, account.id, at=at)
    set_password(session, account, hashed, actor=account.name, at=at)
    return view(account)


def find_newest_link(session: Session, account_id: int, *, at: datetime) -> LinkSent | None:
    """Give the newest link of an account, and how its message fares."""
    row = session.execute(
        select(AccountLink, OutboxMessage.state)
        .outerjoin(OutboxMessage, OutboxMessage.link_id == AccountLink.id)
        .where(AccountLink.account_id == account_id)
        .order_by(AccountLink.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    link, state = row
    is_open = link.ended_at is None and link.expires_at > at
    return LinkSent(link.purpose, link.made_at, link.expires_at, is_open, state)


def purpose_of(account: AccountView) -> LinkPurpose:
    """Say what a link for this account is for: without a password it still invites."""
    return LinkPurpose.RESET if account.has_password else LinkPurpose.INVITATION


def write_link(
    session: Session,
    account: Account,
    purpose: LinkPurpose,
    token: str,
    *,
    post: Post | None,
    at: datetime,
    email: str | None = None,
) -> datetime:
    """Write a link down, end the earlier ones, and put its message in the outbox.

    `email` is the address that it makes the person's, and where its message goes.
    """
    end_links(session, account.id, at=at)
    link = AccountLink(
        account_id=account.id,
        purpose=purpose,
        email=email,
        token_hash=hash_token(token),
        made_at=at,
        expires_at=at + LIFETIMES[purpose],
    )
    session.add(link)
    session.flush()
    if post is not None:
        message_id = f"<{uuid4()}@{post.host}>"
        delivery = Delivery(email or account.email, message_id, None, post.rendered)
        add_delivery(
            session,
            delivery,
            purpose=MailPurpose.LINK,
            link_id=link.id,
            account_id=account.id,
            at=at,
        )
        session.flush()
    return link.expires_at


def end_links(session: Session, account_id: int, *, at: datetime) -> None:
    """Let every link of an account open nothing any more."""
    links = update(AccountLink).where(
        AccountLink.account_id == account_id, AccountLink.ended_at.is_(None)
    )
    session.execute(links.values(ended_at=at))


def find_row(
    session: Session, token: str, purposes: frozenset[LinkPurpose], *, at: datetime
) -> tuple[AccountLink, Account] | None:
    """Give a link for one of these purposes that opens something, and its account."""
    found = session.execute(
        select(AccountLink, Account)
        .join(Account, Account.id == AccountLink.account_id)
        .where(
            AccountLink.token_hash == hash_token(token),
            AccountLink.purpose.in_(purposes),
            AccountLink.ended_at.is_(None),
            AccountLink.expires_at > at,
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    return None if found is None else (found[0], found[1])
