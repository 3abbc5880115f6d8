"""People who sign in, and what was tried at the door."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.accounts import Role
from app.store.base import Base, enum_words


class Account(Base):
    """A person. `token` is in every session cookie: a new one ends all sessions."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)  # lower case
    name: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(enum_words(Role))
    password_hash: Mapped[str] = mapped_column(String(255))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(default=False)  # signs in from the loopback only
    digest: Mapped[bool] = mapped_column(default=False)
    unsubscribe_token: Mapped[str] = mapped_column(String(64), unique=True)


class LoginAttempt(Base):
    """A failed attempt to sign in, for the throttle; exact over all processes."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_email_at", "email", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]
