"""The outbox: every message to a person, put there by the deed that it tells of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.mail import DeliveryState, MailPurpose
from app.store.base import Base, enum_words


class OutboxMessage(Base):
    """A message to one person, and how sending it went.

    The digest of a run has an address to stop it. The words of a message that opens something
    are taken out once it was sent or given up. `account_id` is whose it is, where it is to
    somebody with an account.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("(purpose = 'digest') = (run_id IS NOT NULL)", "digest_of_a_run"),
        CheckConstraint("(purpose = 'link') = (link_id IS NOT NULL)", "link_that_it_brings"),
        CheckConstraint("(purpose = 'confirm') = (request_id IS NOT NULL)", "asks_a_request"),
        CheckConstraint("(run_id IS NULL) = (unsubscribe_url IS NULL)", "digest_can_be_stopped"),
        Index("ix_outbox_state_next_attempt_at", "state", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[MailPurpose] = mapped_column(enum_words(MailPurpose))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("digest_runs.id"), unique=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("account_links.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("subscription_requests.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    unsubscribe_url: Mapped[str | None] = mapped_column(Text)
    state: Mapped[DeliveryState] = mapped_column(enum_words(DeliveryState))
    attempts: Mapped[int]
    made_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]


class DeliveryAttempt(Base):
    """One time that a message was taken to be handed over, and what came of it.

    Without an end nobody knows: the sender died, or is at it. `answer` is why it was not taken.
    """

    __tablename__ = "delivery_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
