"""The weekly digest: which weeks were composed, and the outbox."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, enum_words


class DeliveryState(StrEnum):
    """Where a message stands in the outbox."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # given up after repeated attempts or a lasting refusal


class DigestRun(Base):
    """The claim row: one week is composed once, whoever comes first."""

    __tablename__ = "digest_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(String(8), unique=True)  # "2026-W47"


class DigestDelivery(Base):
    """One reader's digest of one week: the message itself, and how sending went."""

    __tablename__ = "digest_deliveries"
    __table_args__ = (UniqueConstraint("run_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("digest_runs.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    unsubscribe_url: Mapped[str] = mapped_column(Text)
    state: Mapped[DeliveryState] = mapped_column(enum_words(DeliveryState), index=True)
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]


class DigestTold(Base):
    """One piece of news that a digest has told; it is never told again.

    `subject` names it: "new:7", "met:3", "maybe:7:12", "overdue:7:2026-11-01" (the id of
    the item or fulfilment; of what may meet an item also the paper that says so, and of a
    term its day, so that a moved term that passes again is news). A commitment is told
    apart from the promise that it was: "new:judged:7", "overdue:judged:7:2026-11-01".
    """

    __tablename__ = "digest_told"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("digest_runs.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80), unique=True)
