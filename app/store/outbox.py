"""The outbox: every message to a person, put there by the deed that it tells of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, enum_words


class DeliveryState(StrEnum):
    """Where a message stands in the outbox."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # given up after repeated attempts or a lasting refusal


class OutboxMessage(Base):
    """A message to one person, and how sending it went.

    It is the digest of a run, with an address to stop it, or it brings a link. The words of
    a message with a link are taken out once it was sent or given up: they open an account.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("run_id", "account_id"),
        CheckConstraint("(run_id IS NULL) <> (link_id IS NULL)", "digest_or_link"),
        CheckConstraint("(run_id IS NULL) = (unsubscribe_url IS NULL)", "digest_can_be_stopped"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("digest_runs.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("account_links.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    unsubscribe_url: Mapped[str | None] = mapped_column(Text)
    state: Mapped[DeliveryState] = mapped_column(enum_words(DeliveryState), index=True)
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
