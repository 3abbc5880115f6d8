"""Passwords: how long one is, how it is kept, and whether one fits."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import Invalid

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256


@cache
def _hasher() -> PasswordHasher:
    """Make the hasher: argon2id, with the library's parameters (RFC 9106)."""
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    """Make a hash that no password fits, so that an unknown address takes as long to refuse."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hash_password(email: str, password: str) -> str:
    """Hash a password that is good enough, or raise Invalid. It takes its time on purpose."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("password", f"shorter than {SHORTEST_PASSWORD} characters")
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("password", f"longer than {LONGEST_PASSWORD} characters")
    if password.lower() == email:
        raise Invalid("password", "the same as the e-mail address")
    return _hasher().hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Say whether a password fits its hash; as slow as making one."""
    try:
        return _hasher().verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
