"""The outbox: messages wait in the transaction that made them; each is sent in its own."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mail import Delivery, Refused, Rendered
from app.store.accounts import Account
from app.store.digests import DeliveryState, DigestDelivery

# After each failure that may pass; then the message is given up and said to be failed.
RETRIES = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)

_STOPPED = "the reader stopped the digest before it was sent"
CLAIM = timedelta(minutes=10)  # longer than any conversation with a mail server


def add_delivery(
    session: Session, delivery: Delivery, *, run_id: int, account_id: int, at: datetime
) -> None:
    """Put a message in the outbox, to be sent from now."""
    session.add(
        DigestDelivery(
            run_id=run_id,
            account_id=account_id,
            recipient=delivery.recipient,
            subject=delivery.rendered.subject,
            html=delivery.rendered.html,
            text=delivery.rendered.text,
            message_id=delivery.message_id,
            unsubscribe_url=delivery.unsubscribe_url,
            state=DeliveryState.PENDING,
            attempts=0,
            next_attempt_at=at,
        )
    )


def find_due_deliveries(session: Session, *, at: datetime) -> tuple[int, ...]:
    """Give the ids of the messages to be tried now, oldest first."""
    query = (
        select(DigestDelivery.id)
        .where(DigestDelivery.state == DeliveryState.PENDING, DigestDelivery.next_attempt_at <= at)
        .order_by(DigestDelivery.id)
    )
    return tuple(session.scalars(query))


def retry_failed(session: Session, *, at: datetime) -> int:
    """Put messages that failed back to be sent from now, and count them.

    Those of readers who stopped the digest stay where they are.
    """
    query = (
        select(DigestDelivery)
        .join(Account, Account.id == DigestDelivery.account_id)
        .where(
            DigestDelivery.state == DeliveryState.FAILED,
            Account.digest,
            Account.closed_at.is_(None),
        )
        .order_by(DigestDelivery.id)
        .with_for_update(of=DigestDelivery)
    )
    rows = session.scalars(query).all()
    for row in rows:
        row.state, row.attempts, row.next_attempt_at = DeliveryState.PENDING, 0, at
    return len(rows)


def claim_delivery(session: Session, delivery_id: int, *, at: datetime) -> Delivery | None:
    """Take one message to send it now; None when it is not due, or another took it.

    Commit before speaking to the server: no row stays locked while it answers. A
    sender that dies leaves its claim to run out, and the message is tried again under
    the same Message-ID. A message to a reader who stopped the digest meanwhile is given
    up.
    """
    row = session.scalar(
        select(DigestDelivery)
        .where(
            DigestDelivery.id == delivery_id,
            DigestDelivery.state == DeliveryState.PENDING,
            DigestDelivery.next_attempt_at <= at,
        )
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    reader = session.get_one(Account, row.account_id)
    if not reader.digest or reader.closed_at is not None:
        row.state, row.last_error = DeliveryState.FAILED, _STOPPED
        return None
    row.attempts += 1
    row.next_attempt_at = at + CLAIM
    rendered = Rendered(row.subject, row.html, row.text)
    return Delivery(row.recipient, row.message_id, row.unsubscribe_url, rendered)


def record_delivery(
    session: Session, delivery_id: int, refused: Refused | None, *, at: datetime
) -> DeliveryState:
    """Record how sending a claimed message went, and when it is tried again.

    One that another sender got through, after our claim ran out, stays sent.
    """
    row = session.get_one(DigestDelivery, delivery_id, with_for_update=True)
    if row.state is DeliveryState.SENT:
        return row.state
    if refused is None:
        row.state, row.sent_at, row.last_error = DeliveryState.SENT, at, None
        return row.state
    row.last_error = refused.error
    if refused.lasting or row.attempts > len(RETRIES):
        row.state = DeliveryState.FAILED
    else:
        row.next_attempt_at = at + RETRIES[row.attempts - 1]
    return row.state
