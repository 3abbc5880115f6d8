"""People who sign in: their accounts, sessions, links and tokens, and what was tried at the door."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.accounts import LinkPurpose, Role
from app.domain.languages import Language
from app.store.base import Base, enum_words


class Account(Base):
    """A person.

    `password_hash` is None until the person has chosen a password, `identity` is who the
    single sign-on says it is. A closed account stays, for its deeds; once it is anonymised
    its name and address say no more than its number.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)  # lower case
    name: Mapped[str] = mapped_column(String(255))
    former_names: Mapped[list[Any]] = mapped_column(default=list)  # deeds of then bear them
    role: Mapped[Role] = mapped_column(enum_words(Role))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    identity: Mapped[str | None] = mapped_column(String(512), unique=True)  # issuer, space, subject
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]  # the last time; no deed, so no history
    blocked_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    anonymised_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(default=False)  # signs in from the loopback only
    language: Mapped[Language | None] = mapped_column(enum_words(Language))  # None: never chosen
    fractie: Mapped[str | None] = mapped_column(String(100))  # whose members they work for


class AccountSession(Base):
    """One browser in which a person is signed in; without its row its cookie opens nothing.

    The cookie holds a token, the row only its SHA-256.
    """

    __tablename__ = "account_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(80))  # "Firefox op Windows"
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]  # to within a few minutes


class AccountVisit(Base):
    """When a person was last here, and when last before that visit; nothing of what they read.

    `seen_at` is true to within a few minutes. Both go with the account.
    """

    __tablename__ = "account_visits"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    seen_at: Mapped[datetime]
    before_at: Mapped[datetime | None]


class AccountLink(Base):
    """A link with which a person chooses a password or confirms an address: once, and not for long.

    `ended_at` is when it was used, or when a newer one took its place; `email` the address
    that it makes the person's.
    """

    __tablename__ = "account_links"
    __table_args__ = (CheckConstraint("email IS NULL OR purpose = 'adres'", "address_to_confirm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(enum_words(LinkPurpose))
    email: Mapped[str | None] = mapped_column(String(255))  # lower case
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ApiToken(Base):
    """What a program of a person shows to the API; taken back, its row is gone.

    The row holds only the token's SHA-256.
    """

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))  # what its owner calls it
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    used_on: Mapped[date | None]


class ApiCalls(Base):
    """How often a caller asked the API something in one minute; exact over all processes.

    `caller` is a token, an account or a network address. Rows of minutes that are over are
    cleared away with the first question of another.
    """

    __tablename__ = "api_calls"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]


class AccountCommittee(Base):
    """A committee that a person works for."""

    __tablename__ = "account_committees"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), primary_key=True)


class LoginAttempt(Base):
    """A failed attempt to sign in, for the throttle; exact over all processes."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_email_at", "email", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
