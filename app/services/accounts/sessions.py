"""In which browsers a person is signed in."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.history import Action
from app.services.accounts.rows import (
    AccountView,
    get_open,
    hash_token,
    new_token,
    tell_account,
    view,
)
from app.store.accounts import Account, AccountSession, AccountVisit

SEEN_EVERY = timedelta(minutes=5)  # so often it is written down that a session is used
VISIT_ENDS = timedelta(hours=2)  # after so long without a page the next one begins a new visit


@dataclass(frozen=True, slots=True)
class SessionView:
    """One browser in which a person is signed in."""

    id: int
    device: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that began. `token` is for its browser alone."""

    id: int
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose session a token is; `is_stale` says that its use is to be written down again.

    `before` is when this person was last here before this visit, in any browser; None the first
    time.
    """

    account: AccountView
    session_id: int
    is_stale: bool
    before: datetime | None


def begin_session(
    session: Session, account_id: int, *, device: str, at: datetime, lifetime: timedelta
) -> NewSession:
    """Begin a session.

    Sessions that nobody used for longer than `lifetime`, of anybody, are cleared away.
    """
    session.execute(delete(AccountSession).where(AccountSession.seen_at <= _oldest(at, lifetime)))
    token = new_token()
    row = AccountSession(
        account_id=account_id,
        token_hash=hash_token(token),
        device=device[:80],
        began_at=at,
        seen_at=at,
    )
    session.add(row)
    _see(session, account_id, at)
    session.flush()
    return NewSession(row.id, token)


def find_visit(session: Session, token: str, *, at: datetime, lifetime: timedelta) -> Visit | None:
    """Give whose session this is; None for a closed or blocked account, or one that ended."""
    found = session.execute(
        select(
            Account,
            AccountSession.id.label("session_id"),
            AccountSession.seen_at,
            AccountVisit.seen_at.label("was_here_at"),
            AccountVisit.before_at,
        )
        .join(AccountSession, AccountSession.account_id == Account.id)
        .outerjoin(AccountVisit, AccountVisit.account_id == Account.id)
        .where(
            AccountSession.token_hash == hash_token(token),
            AccountSession.seen_at > _oldest(at, lifetime),
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        return None
    was_here: datetime | None = found.was_here_at
    is_stale = at - min(found.seen_at, was_here or found.seen_at) >= SEEN_EVERY
    return Visit(
        account=view(found.Account),
        session_id=found.session_id,
        is_stale=is_stale or was_here is None,
        before=_before(was_here, found.before_at, at),
    )


def see_session(session: Session, session_id: int, *, at: datetime) -> None:
    """Write down that a session is used now; nothing where it ended meanwhile."""
    row = session.get(AccountSession, session_id)
    if row is None:
        return
    row.seen_at = at
    _see(session, row.account_id, at)


def find_sessions(
    session: Session, account_id: int, *, at: datetime, lifetime: timedelta
) -> tuple[SessionView, ...]:
    """Give the sessions of a person that still open something, the last used first."""
    rows = session.scalars(
        select(AccountSession)
        .where(
            AccountSession.account_id == account_id,
            AccountSession.seen_at > _oldest(at, lifetime),
        )
        .order_by(AccountSession.seen_at.desc(), AccountSession.id.desc())
    )
    return tuple(SessionView(row.id, row.device, row.began_at, row.seen_at) for row in rows)


def end_session(session: Session, account_id: int, session_id: int) -> None:
    """End one session of a person; raises NotFound when it is not theirs, or has ended.

    Signing in and out is no deed on the register: the history does not tell it.
    """
    row = session.get(AccountSession, session_id)
    if row is None or row.account_id != account_id:
        raise NotFound("session", session_id)
    session.delete(row)
    session.flush()


def end_sessions(
    session: Session, email: str, *, actor: str, at: datetime, keep: int | None = None
) -> int:
    """Sign a person out everywhere, but in the session `keep`; raises NotFound.

    Gives the number of sessions that ended.
    """
    account = get_open(session, email)
    ended = clear_sessions(session, account.id, keep=keep)
    if ended:
        tell_account(
            session, account, Action.ACCOUNT_CHANGED, actor, at, after={"sessions": "ended"}
        )
    return ended


def clear_sessions(session: Session, account_id: int, *, keep: int | None = None) -> int:
    """End the sessions of an account as part of another deed, and count them."""
    rows = session.scalars(select(AccountSession).where(AccountSession.account_id == account_id))
    ended = [row for row in rows if row.id != keep]
    for row in ended:
        session.delete(row)
    session.flush()
    return len(ended)


def _see(session: Session, account_id: int, at: datetime) -> None:
    """Write down that somebody is here now, in the visit that goes on or in a new one."""
    row = session.get(AccountVisit, account_id, with_for_update=True)
    if row is None:
        with suppress(IntegrityError), session.begin_nested():  # another browser, at once
            session.add(AccountVisit(account_id=account_id, seen_at=at, before_at=None))
        return
    row.before_at = _before(row.seen_at, row.before_at, at)
    row.seen_at = max(row.seen_at, at)


def _before(seen_at: datetime | None, before_at: datetime | None, at: datetime) -> datetime | None:
    """Give when somebody was last here before the visit that a moment belongs to."""
    if seen_at is not None and at - seen_at >= VISIT_ENDS:
        return seen_at
    return before_at


def _oldest(at: datetime, lifetime: timedelta) -> datetime:
    """Give the moment at which a session must have been seen to be open still.

    Its use is written down every few minutes only: so much later it may have been.
    """
    return at - lifetime - SEEN_EVERY
