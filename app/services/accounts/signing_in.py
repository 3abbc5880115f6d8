"""The throttle at the door, and who passes it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.services.accounts.passwords import is_right, nobodys_hash
from app.services.accounts.rows import AccountView, clean_email, find_open, view
from app.services.registers import lock_sign_in
from app.store.accounts import LoginAttempt

_EVERYWHERE = 10


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
    BLOCKED = "blocked"  # told to whoever knows the password alone
    DEMO_FROM_ELSEWHERE = "demo_from_elsewhere"
    UNKNOWN = "unknown"  # to single sign-on: nobody invited this person
    UNVERIFIED = "unverified"  # the provider did not verify the address


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """An attempt that is to be judged; it stands as a failure until it proves to be none.

    `password_hash` is None where the address has no open account, or one without a password.
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
    email = clean_email(email)
    if not count_attempt(session, email, address=address, at=at, throttle=throttle):
        return None
    account = find_open(session, email)
    return SignInAttempt(email, account.password_hash if account else None)


def fits(attempt: SignInAttempt, password: str) -> bool:
    """Say whether the password is right; as slow for an address that has no account."""
    return is_right(attempt.password_hash or nobodys_hash(), password)


def end_sign_in(
    session: Session, attempt: SignInAttempt, *, is_local: bool, at: datetime
) -> AccountView | SignInRefused:
    """Let in whoever gave the right password, and forget the failures of the e-mail address.

    `is_local` says that the visitor is on this machine itself; a demo account signs in
    from nowhere else.
    """
    account = find_open(session, attempt.email)
    if account is None or account.password_hash != attempt.password_hash:
        return SignInRefused.WRONG  # closed, or given another password, at this very moment
    forget_attempts(session, attempt.email)
    if account.blocked_at is not None:
        return SignInRefused.BLOCKED
    if account.demo and not is_local:
        return SignInRefused.DEMO_FROM_ELSEWHERE
    account.signed_in_at = at
    session.flush()
    return view(account)


def count_attempt(
    session: Session, email: str, *, address: str, at: datetime, throttle: Throttle
) -> bool:
    """Write an attempt down; False, and nothing written, when there were too many."""
    address = network_of(address)
    lock_sign_in(session)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= at - throttle.window))
    if _is_throttled(session, email, address, throttle):
        return False
    session.add(LoginAttempt(email=email[:255], address=address, at=at))
    session.flush()
    return True


def forget_attempts(session: Session, email: str) -> None:
    """Forget the failures of an e-mail address: its owner was there."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.email == email[:255]))


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


def network_of(address: str) -> str:
    """Give the address as one visitor has it: of IPv6 the network, for each has 2^64 in it."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    if known.version == 4:
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
