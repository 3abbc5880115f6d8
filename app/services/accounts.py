"""People who sign in: their accounts, their passwords, and the throttle at the door."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.services.registers import lock_sign_in
from app.store.accounts import Account, LoginAttempt
from app.store.history import HistoryEntry

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as the doors see it. `token` is what the session cookie holds."""

    id: int
    email: str
    name: str
    role: Role
    token: str
    demo: bool
    created_at: datetime
    closed_at: datetime | None
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Throttle:
    """How many failures within `window` close the door for a while."""

    per_account: int = 5
    per_address: int = 20
    window: timedelta = timedelta(minutes=15)


class SignInRefused(StrEnum):
    """Why somebody is not let in; which of the two halves was wrong is not told."""

    WRONG = "wrong"
    THROTTLED = "throttled"
    DEMO_FROM_ELSEWHERE = "demo_from_elsewhere"


def authenticate(
    session: Session,
    email: str,
    password: str,
    *,
    address: str,
    at: datetime,
    is_local: bool,
    throttle: Throttle = Throttle(),
) -> AccountView | SignInRefused:
    """Let a person in, or say why not; a failure is written down, so commit either way.

    Failures are counted for the e-mail address (whether or not it has an account) and
    for the network address, exactly, over all processes: one attempt is judged at a
    time. A success forgets the failures of its e-mail address. `is_local` says that the
    visitor is on this machine itself; a demo account signs in from nowhere else.
    """
    email = _clean_email(email)
    lock_sign_in(session)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= at - throttle.window))
    if _is_throttled(session, email, address, throttle):
        return SignInRefused.THROTTLED
    account = _find_open(session, email)
    if not _is_right(account.password_hash if account else _nobodys_hash(), password):
        account = None
    if account is None:
        session.add(LoginAttempt(email=email[:255], address=address[:64], at=at))
        session.flush()
        return SignInRefused.WRONG
    if account.demo and not is_local:
        return SignInRefused.DEMO_FROM_ELSEWHERE
    session.execute(delete(LoginAttempt).where(LoginAttempt.email == email[:255]))
    return _view(account)


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    actor: str,
    at: datetime,
    demo: bool = False,
) -> AccountView:
    """Give a person an account.

    Raises Invalid for an e-mail address that is none or taken, an empty name, or a
    password that is too short, too long or the same as the address.
    """
    email = _clean_email(email)
    if "@" not in email.strip("@"):
        raise Invalid("email", "not an e-mail address")
    if not name.strip():
        raise Invalid("name", "empty")
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Invalid("email", "already has an account")
    account = Account(
        email=email,
        name=name.strip(),
        role=role,
        password_hash=_hash(email, password),
        token=_new_token(),
        created_at=at,
        demo=demo,
        unsubscribe_token=_new_token(),
    )
    session.add(account)
    session.flush()
    after = {"email": email, "name": account.name, "role": role.value}
    _tell(session, account, Action.ACCOUNT_ADDED, actor, at, None, after)
    return _view(account)


def close_account(session: Session, email: str, *, actor: str, at: datetime) -> AccountView:
    """Close an account and end its sessions; raises NotFound when no open one has this address."""
    account = _get_open(session, email)
    account.closed_at, account.token = at, _new_token()
    _tell(session, account, Action.ACCOUNT_CLOSED, actor, at, None, None)
    return _view(account)


def change_password(
    session: Session, email: str, password: str, *, actor: str, at: datetime
) -> AccountView:
    """Set another password and end all sessions; raises NotFound and Invalid."""
    account = _get_open(session, email)
    account.password_hash, account.token = _hash(account.email, password), _new_token()
    session.execute(delete(LoginAttempt).where(LoginAttempt.email == account.email))
    _tell(session, account, Action.ACCOUNT_CHANGED, actor, at, None, {"password": "changed"})
    return _view(account)


def set_role(session: Session, email: str, role: Role, *, actor: str, at: datetime) -> AccountView:
    """Make a person something else here, and end all sessions; raises NotFound."""
    account = _get_open(session, email)
    before, after = {"role": account.role.value}, {"role": role.value}
    account.role, account.token = role, _new_token()
    _tell(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return _view(account)


def set_digest(
    session: Session, email: str, *, wanted: bool, actor: str, at: datetime
) -> AccountView:
    """Begin or end a person's weekly digest; raises NotFound."""
    account = _get_open(session, email)
    if account.digest != wanted:
        before, after = {"digest": str(account.digest)}, {"digest": str(wanted)}
        account.digest = wanted
        _tell(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return _view(account)


def end_sessions(session: Session, email: str, *, actor: str, at: datetime) -> AccountView:
    """Sign a person out everywhere; raises NotFound."""
    account = _get_open(session, email)
    account.token = _new_token()
    _tell(session, account, Action.ACCOUNT_CHANGED, actor, at, None, {"sessions": "ended"})
    return _view(account)


def find_account_by_token(session: Session, token: str) -> AccountView | None:
    """Give the open account whose sessions hold this token."""
    query = select(Account).where(Account.token == token, Account.closed_at.is_(None))
    account = session.scalar(query)
    return None if account is None else _view(account)


def find_accounts(session: Session) -> tuple[AccountView, ...]:
    """Give all accounts, closed ones too, by e-mail address."""
    return tuple(_view(row) for row in session.scalars(select(Account).order_by(Account.email)))


def has_administrator(session: Session) -> bool:
    """Say whether somebody can manage the register."""
    query = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.closed_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def _is_throttled(session: Session, email: str, address: str, throttle: Throttle) -> bool:
    """Say whether too many attempts failed; those out of the window are gone by now."""
    count = select(func.count()).select_from(LoginAttempt)
    of_account = session.scalar(count.where(LoginAttempt.email == email[:255])) or 0
    of_address = session.scalar(count.where(LoginAttempt.address == address[:64])) or 0
    return of_account >= throttle.per_account or of_address >= throttle.per_address


def _find_open(session: Session, email: str) -> Account | None:
    """Give the account of this address, if it is not closed."""
    return session.scalar(
        select(Account).where(Account.email == email, Account.closed_at.is_(None))
    )


def _get_open(session: Session, email: str) -> Account:
    """Give the same, or raise NotFound."""
    account = _find_open(session, _clean_email(email))
    if account is None:
        raise NotFound("account", email)
    return account


def _clean_email(email: str) -> str:
    """Write an address as the table holds it."""
    return email.strip().lower()


def _new_token() -> str:
    """Make an unguessable token."""
    return secrets.token_urlsafe(32)


@cache
def _hasher() -> PasswordHasher:
    """Make the hasher: argon2id, with the library's parameters (RFC 9106)."""
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Make a hash that no password fits, so that an unknown address takes as long to refuse."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _hash(email: str, password: str) -> str:
    """Hash a password that is good enough, or raise Invalid."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("password", f"shorter than {SHORTEST_PASSWORD} characters")
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("password", f"longer than {LONGEST_PASSWORD} characters")
    if password.lower() == email:
        raise Invalid("password", "the same as the e-mail address")
    return _hasher().hash(password)


def _is_right(password_hash: str, password: str) -> bool:
    """Say whether a password fits its hash."""
    try:
        return _hasher().verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


def _tell(
    session: Session,
    account: Account,
    action: Action,
    actor: str,
    at: datetime,
    before: dict[str, str] | None,
    after: dict[str, str] | None,
) -> None:
    """Write down what happened to an account."""
    session.add(
        HistoryEntry(
            at=at, actor=actor, action=action, account_id=account.id, before=before, after=after
        )
    )
    session.flush()


def _view(account: Account) -> AccountView:
    """Give the account without its secrets, but for the token."""
    return AccountView(
        id=account.id,
        email=account.email,
        name=account.name,
        role=account.role,
        token=account.token,
        demo=account.demo,
        created_at=account.created_at,
        closed_at=account.closed_at,
        digest=account.digest,
    )
