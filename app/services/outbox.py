"""The outbox: messages wait in the transaction that made them; each is sent in its own."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mail import Delivery, Refused, Rendered
from app.store.accounts import Account, AccountLink
from app.store.outbox import DeliveryState, OutboxMessage

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
_VOID = "the link was used, replaced or too old before it was sent"
CLAIM = timedelta(minutes=10)  # longer than any conversation with a mail server


def add_delivery(
    session: Session,
    delivery: Delivery,
    *,
    account_id: int,
    at: datetime,
    run_id: int | None = None,
    link_id: int | None = None,
) -> None:
    """Put a message in the outbox, to be sent from now: the digest of a run, or with a link."""
    session.add(
        OutboxMessage(
            run_id=run_id,
            link_id=link_id,
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
        select(OutboxMessage.id)
        .where(OutboxMessage.state == DeliveryState.PENDING, OutboxMessage.next_attempt_at <= at)
        .order_by(OutboxMessage.id)
    )
    return tuple(session.scalars(query))


def retry_failed(session: Session, *, at: datetime) -> int:
    """Put messages that failed back to be sent from now, and count them.

    Those of readers who stopped the digest stay where they are, and so do messages with a
    link: whoever needs one asks for another.
    """
    query = (
        select(OutboxMessage)
        .join(Account, Account.id == OutboxMessage.account_id)
        .where(
            OutboxMessage.state == DeliveryState.FAILED,
            OutboxMessage.run_id.is_not(None),
            Account.digest,
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
        )
        .order_by(OutboxMessage.id)
        .with_for_update(of=OutboxMessage)
    )
    rows = session.scalars(query).all()
    for row in rows:
        row.state, row.attempts, row.next_attempt_at = DeliveryState.PENDING, 0, at
    return len(rows)


def claim_delivery(session: Session, delivery_id: int, *, at: datetime) -> Delivery | None:
    """Take one message to send it now; None when it is not due, or another took it.

    Commit before speaking to the server: no row stays locked while it answers. A
    sender that dies leaves its claim to run out, and the message is tried again under
    the same Message-ID. A digest that its reader stopped meanwhile is given up, and so is
    a link that opens nothing any more.
    """
    row = session.scalar(
        select(OutboxMessage)
        .where(
            OutboxMessage.id == delivery_id,
            OutboxMessage.state == DeliveryState.PENDING,
            OutboxMessage.next_attempt_at <= at,
        )
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    if (reason := _why_not(session, row, at)) is not None:
        _give_up(row, reason)
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
    row = session.get_one(OutboxMessage, delivery_id, with_for_update=True)
    if row.state is DeliveryState.SENT:
        return row.state
    if refused is None:
        row.state, row.sent_at, row.last_error = DeliveryState.SENT, at, None
        _forget_link(row)
        return row.state
    row.last_error = refused.error
    if refused.lasting or row.attempts > len(RETRIES):
        _give_up(row, refused.error)
    else:
        row.next_attempt_at = at + RETRIES[row.attempts - 1]
    return row.state


def _why_not(session: Session, row: OutboxMessage, at: datetime) -> str | None:
    """Say why a message is not to be sent any more; None when it is."""
    reader = session.get_one(Account, row.account_id)
    gone = reader.closed_at is not None or reader.blocked_at is not None
    if row.link_id is None:
        return _STOPPED if gone or not reader.digest else None
    link = session.get_one(AccountLink, row.link_id)
    return _VOID if gone or link.ended_at is not None or link.expires_at <= at else None


def _give_up(row: OutboxMessage, reason: str) -> None:
    """Send a message no more."""
    row.state, row.last_error = DeliveryState.FAILED, reason
    _forget_link(row)


def _forget_link(row: OutboxMessage) -> None:
    """Take out the words of a message that opens an account, now that nobody sends them."""
    if row.link_id is not None:
        row.html = row.text = ""
