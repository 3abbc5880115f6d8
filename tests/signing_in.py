"""Signing in as a door does it, in the session of a test."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.services.accounts import (
    AccountView,
    SignInRefused,
    Throttle,
    begin_sign_in,
    end_sign_in,
    fits,
)

AT = datetime(2026, 11, 21, tzinfo=UTC)
USUAL = Throttle()


def try_door(
    session: Session,
    email: str,
    password: str,
    *,
    address: str = "127.0.0.1",
    at: datetime = AT,
    is_local: bool = False,
    throttle: Throttle = USUAL,
) -> AccountView | SignInRefused:
    """Judge one attempt from its beginning to its end."""
    attempt = begin_sign_in(session, email, address=address, at=at, throttle=throttle)
    if attempt is None:
        return SignInRefused.THROTTLED
    if not fits(attempt, password):
        return SignInRefused.WRONG
    return end_sign_in(session, attempt, is_local=is_local, at=at)
