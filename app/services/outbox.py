"""The outbox: messages wait in the transaction that made them; each is sent in its own."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound, WrongState
from app.domain.mail import Delivery, DeliveryState, MailPurpose, Refused, Rendered
from app.store.accounts import Account, AccountLink
from app.store.digests import DigestRun, Subscription, SubscriptionRequest
from app.store.outbox import DeliveryAttempt, OutboxMessage

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
_OPENING = (MailPurpose.LINK, MailPurpose.CONFIRM)


def add_delivery(
    session: Session,
    delivery: Delivery,
    *,
    purpose: MailPurpose,
    account_id: int | None,
    at: datetime,
    run_id: int | None = None,
    link_id: int | None = None,
    request_id: int | None = None,
) -> None:
    """Put a message in the outbox, to be sent from now, with what it is of or brings."""
    session.add(
        OutboxMessage(
            purpose=purpose,
            run_id=run_id,
            link_id=link_id,
            request_id=request_id,
            account_id=account_id,
            recipient=delivery.recipient,
            subject=delivery.rendered.subject,
            html=delivery.rendered.html,
            text=delivery.rendered.text,
            message_id=delivery.message_id,
            unsubscribe_url=delivery.unsubscribe_url,
            state=DeliveryState.PENDING,
            attempts=0,
            made_at=at,
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
    """Put digests that failed back to be sent from now, and count them.

    Those of readers who stopped the digest stay where they are. A reader whose address was
    refused gets the next ones again too.
    """
    query = (
        select(OutboxMessage.id)
        .join(DigestRun, DigestRun.id == OutboxMessage.run_id)
        .join(Subscription, Subscription.id == DigestRun.subscription_id)
        .outerjoin(Account, Account.id == Subscription.account_id)
        .where(
            OutboxMessage.state == DeliveryState.FAILED,
            Subscription.began_at.is_not(None),
            or_(Account.id.is_(None), Account.closed_at.is_(None) & Account.blocked_at.is_(None)),
        )
        .order_by(OutboxMessage.id)
    )
    ids = session.scalars(query).all()
    for one in ids:
        send_again(session, one, at=at)
    return len(ids)


def send_again(session: Session, delivery_id: int, *, at: datetime) -> None:
    """Put one message back to be sent from now, as it is and under the same Message-ID.

    Raises NotFound, and WrongState for one that waits, or whose words are gone: whoever needs a
    link asks for another.
    """
    row = session.get(OutboxMessage, delivery_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("message", delivery_id)
    if row.state is DeliveryState.PENDING or not row.html:
        raise WrongState(f"message {delivery_id}", row.state)
    row.state, row.attempts, row.next_attempt_at = DeliveryState.PENDING, 0, at
    if (reader := _reader_of(session, row)) is not None:
        reader.paused_at = reader.paused_why = None
    session.flush()


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
    session.add(DeliveryAttempt(message_id=row.id, began_at=at))
    rendered = Rendered(row.subject, row.html, row.text)
    return Delivery(row.recipient, row.message_id, row.unsubscribe_url, rendered)


def record_delivery(
    session: Session, delivery_id: int, refused: Refused | None, *, at: datetime
) -> DeliveryState:
    """Record how sending a claimed message went, and when it is tried again.

    One that another sender got through, after our claim ran out, stays sent. An address of a
    reader that is refused for good gets no more digests until somebody looks at it.
    """
    row = session.get_one(OutboxMessage, delivery_id, with_for_update=True)
    _end_attempt(session, row, refused, at)
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
    reader = _reader_of(session, row) if refused.lasting else None
    if reader is not None and reader.paused_at is None:
        reader.paused_at, reader.paused_why = at, refused.error
    return row.state


def _end_attempt(
    session: Session, row: OutboxMessage, refused: Refused | None, at: datetime
) -> None:
    """Write down what came of the newest attempt."""
    query = (
        select(DeliveryAttempt)
        .where(DeliveryAttempt.message_id == row.id, DeliveryAttempt.ended_at.is_(None))
        .order_by(DeliveryAttempt.id.desc())
        .limit(1)
    )
    attempt = session.scalar(query)
    if attempt is not None:
        attempt.ended_at = at
        attempt.answer = refused.error if refused is not None else None


def _reader_of(session: Session, row: OutboxMessage) -> Subscription | None:
    """Give whose digest a message is, kept from others; None for any other message."""
    if row.run_id is None:
        return None
    run = session.get_one(DigestRun, row.run_id)
    return session.get_one(Subscription, run.subscription_id, with_for_update=True)


def _why_not(session: Session, row: OutboxMessage, at: datetime) -> str | None:
    """Say why a message is not to be sent any more; None when it is."""
    account = session.get(Account, row.account_id) if row.account_id is not None else None
    gone = account is not None and (account.closed_at is not None or account.blocked_at is not None)
    if row.run_id is not None:
        reader = _reader_of(session, row)
        return _STOPPED if gone or reader is None or reader.began_at is None else None
    if row.link_id is not None:
        link = session.get_one(AccountLink, row.link_id)
        return _VOID if gone or link.ended_at is not None or link.expires_at <= at else None
    if row.request_id is not None:
        asked = session.get_one(SubscriptionRequest, row.request_id)
        return _VOID if asked.used_at is not None or asked.expires_at <= at else None
    return _STOPPED if gone else None


def _give_up(row: OutboxMessage, reason: str) -> None:
    """Send a message no more."""
    row.state, row.last_error = DeliveryState.FAILED, reason
    _forget_link(row)


def _forget_link(row: OutboxMessage) -> None:
    """Take out the words of a message that opens something, now that nobody sends them."""
    if row.purpose in _OPENING:
        row.html = row.text = ""
