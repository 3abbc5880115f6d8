"""People who sign in: their accounts, their passwords, and the throttle at the door."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from ipaddress import ip_address, ip_network

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
_EVERYWHERE = 10


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

    per_account: int = 5  # from one network address; ten times as many from all together
    per_address: int = 20
    window: timedelta = timedelta(minutes=15)


class SignInRefused(StrEnum):
    """Why somebody is not let in; which of the two halves was wrong is not told."""

    WRONG = "wrong"
    THROTTLED = "throttled"
    DEMO_FROM_ELSEWHERE = "demo_from_elsewhere"


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """An attempt that is to be judged; it stands as a failure until it proves to be none.

    `password_hash` is None where the address has no open account.
    """

    email: str
    password_hash: str | None = field(repr=False)


def begin_sign_in(
    session: Session, email: str, *, address: str, at: datetime, throttle: Throttle = Throttle()
) -> SignInAttempt | None:
    """Write an attempt down as a failure; None when too many failed and it is not judged.

    Commit before `fits` looks at the password, which takes its time on purpose: nobody
    waits for it meanwhile. Failures are counted exactly, over all processes: for an
    e-mail address (whether or not it has an account) from one network address, for the
    network address, and for the e-mail address from everywhere; that last limit is so
    much higher that nobody keeps another person out from one place.
    """
    email, address = _clean_email(email), _network(address)
    lock_sign_in(session)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= at - throttle.window))
    if _is_throttled(session, email, address, throttle):
        return None
    session.add(LoginAttempt(email=email[:255], address=address, at=at))
    session.flush()
    account = _find_open(session, email)
    return SignInAttempt(email, account.password_hash if account else None)


def fits(attempt: SignInAttempt, password: str) -> bool:
    """Say whether the password is right; as slow for an address that has no account."""
    return _is_right(attempt.password_hash or _nobodys_hash(), password)


def end_sign_in(
    session: Session, attempt: SignInAttempt, *, is_local: bool
) -> AccountView | SignInRefused:
    """Let in whoever gave the right password, and forget the failures of the e-mail address.

    `is_local` says that the visitor is on this machine itself; a demo account signs in
    from nowhere else.
    """
    account = _find_open(session, attempt.email)
    if account is None or account.password_hash != attempt.password_hash:
        return SignInRefused.WRONG  # closed, or given another password, at this very moment
    session.execute(delete(LoginAttempt).where(LoginAttempt.email == attempt.email[:255]))
    if account.demo and not is_local:
        return SignInRefused.DEMO_FROM_ELSEWHERE
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
    hashed = _hash(email, password)  # it takes its time: before the register is locked
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Invalid("email", "already has an account")
    account = Account(
        email=email,
        name=name.strip(),
        role=role,
        password_hash=hashed,
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
    hashed = _hash(_clean_email(email), password)  # before the register is locked
    account = _get_open(session, email)
    account.password_hash, account.token = hashed, _new_token()
    session.execute(delete(LoginAttempt).where(LoginAttempt.email == account.email))
    _tell(session, account, Action.ACCOUNT_CHANGED, actor, at, None, {"password": "changed"})
    return _view(account)


def hold_password(session: Session, email: str, password: str, *, actor: str, at: datetime) -> bool:
    """See to it that a password fits, and say whether it had to be set; raises as above."""
    account = _get_open(session, email)
    if _is_right(account.password_hash, password):
        return False
    change_password(session, email, password, actor=actor, at=at)
    return True


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
    of_account, of_address = LoginAttempt.email == email[:255], LoginAttempt.address == address
    limits = (
        (count.where(of_account, of_address), throttle.per_account),
        (count.where(of_address), throttle.per_address),
        (count.where(of_account), throttle.per_account * _EVERYWHERE),
    )
    return any((session.scalar(query) or 0) >= limit for query, limit in limits)


def _network(address: str) -> str:
    """Give the address as one visitor has it: of IPv6 the network, for each has 2^64 in it."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    if known.version == 4:
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))


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
