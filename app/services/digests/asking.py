"""The digest for people without an account: asked for on a page, and confirmed from a mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.domain.languages import Language
from app.domain.mail import Delivery, MailPurpose, Rendered
from app.services.accounts.rows import clean_email, hash_token
from app.services.deciding import tell
from app.services.digests.following import lasting_of
from app.services.digests.shared import ListFilter
from app.services.digests.subscriptions import new_token, take_subscription, wish
from app.services.outbox import add_delivery
from app.services.overview.rows.letters import LetterFilter
from app.services.values import encode
from app.store.accounts import Account
from app.store.digests import Follow, Subscription, SubscriptionRequest
from app.store.outbox import DeliveryAttempt, OutboxMessage

LIFETIME = timedelta(days=3)
MOST_FOR_ADDRESS = 3  # open at once: nobody fills another's inbox with questions
MOST_FROM_VISITOR = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody without an account asks for; without a list, the whole register."""

    email: str
    language: Language
    weekday: int
    hour: int
    address: str | None = None
    wanted: ListFilter | None = None
    name: str | None = None


def ask_digest(
    session: Session,
    asked: Wish,
    token: str,
    *,
    visitor: str,
    rendered: Rendered,
    host: str,
    at: datetime,
) -> bool:
    """Put the question whether an address wants the digest in the outbox.

    False, and nothing is sent, for an address or a visitor that has asked too often of late; the
    page says the same either way. Raises Invalid for what is no address.
    """
    email = clean_email(asked.email)
    if "@" not in email.strip("@"):
        raise Invalid("email", "not an e-mail address")
    _clear_old(session, at)
    if _is_too_much(session, email, visitor):
        return False
    row = SubscriptionRequest(
        email=email,
        visitor=visitor,
        language=asked.language,
        weekday=asked.weekday,
        hour=asked.hour,
        address=asked.address,
        wanted=encode(lasting_of(asked.wanted)) if asked.wanted is not None else None,
        of_letters=isinstance(asked.wanted, LetterFilter),
        name=asked.name,
        token_hash=hash_token(token),
        asked_at=at,
        expires_at=at + LIFETIME,
    )
    session.add(row)
    session.flush()
    add_delivery(
        session,
        Delivery(email, f"<{uuid4()}@{host}>", None, rendered),
        purpose=MailPurpose.CONFIRM,
        account_id=None,
        request_id=row.id,
        at=at,
    )
    session.flush()
    return True


def _is_too_much(session: Session, email: str, visitor: str) -> bool:
    """Say whether an address or a visitor has too many questions open."""
    for column, value, most in (
        (SubscriptionRequest.email, email, MOST_FOR_ADDRESS),
        (SubscriptionRequest.visitor, visitor, MOST_FROM_VISITOR),
    ):
        query = select(func.count()).select_from(SubscriptionRequest).where(column == value)
        if (session.scalar(query) or 0) >= most:
            return True
    return False


def is_asked(session: Session, token: str, *, at: datetime) -> bool:
    """Say whether a link from such a mail still confirms something."""
    return _find(session, token, at) is not None


def confirm_digest(session: Session, token: str, *, at: datetime) -> None:
    """Begin the digest that an address asked for; a link works once. Raises NotFound.

    Whoever has an account under that address gets it there; whoever reads the digest already
    follows one thing more.
    """
    asked = _find(session, token, at)
    if asked is None:
        raise NotFound("question", token)
    asked.used_at = at
    reader = _reader_of(session, asked)
    if reader.began_at is None:
        reader.weekday, reader.hour = asked.weekday, asked.hour
        wish(session, reader, wanted=True, at=at)
        _tell(session, reader, at)
    if asked.wanted is None:
        reader.everything = True
    else:
        _follow(session, reader, asked, at)
    session.flush()


def _tell(session: Session, reader: Subscription, at: datetime) -> None:
    """Tell that the digest of an account began; of an address alone nothing is told."""
    account = session.get(Account, reader.account_id) if reader.account_id is not None else None
    if account is not None:
        tell(
            session,
            Action.ACCOUNT_CHANGED,
            actor=account.name,
            at=at,
            account=account.id,
            before={"digest": "False"},
            after={"digest": "True"},
            reason="bevestigd met de link in een mail",
        )


def _find(session: Session, token: str, at: datetime) -> SubscriptionRequest | None:
    """Give a request that waits for its confirmation."""
    return session.scalar(
        select(SubscriptionRequest)
        .where(
            SubscriptionRequest.token_hash == hash_token(token),
            SubscriptionRequest.used_at.is_(None),
            SubscriptionRequest.expires_at > at,
        )
        .with_for_update()
    )


def _reader_of(session: Session, asked: SubscriptionRequest) -> Subscription:
    """Give the subscription of an address, made where there was none."""
    account = session.scalar(
        select(Account).where(Account.email == asked.email, Account.closed_at.is_(None))
    )
    if account is not None:
        return take_subscription(session, account)
    row = session.scalar(
        select(Subscription).where(Subscription.email == asked.email).with_for_update()
    )
    if row is None:
        row = Subscription(
            email=asked.email,
            language=asked.language,
            token=new_token(),
            weekday=asked.weekday,
            hour=asked.hour,
        )
        session.add(row)
        session.flush()
    return row


def _follow(
    session: Session, reader: Subscription, asked: SubscriptionRequest, at: datetime
) -> None:
    """Let a reader follow the list that was asked for, once."""
    known = select(Follow.wanted).where(
        Follow.subscription_id == reader.id, Follow.of_letters.is_(asked.of_letters)
    )
    if asked.wanted in session.scalars(known).all():
        return
    session.add(
        Follow(
            subscription_id=reader.id,
            address=asked.address or "",
            wanted=asked.wanted,
            of_letters=asked.of_letters,
            name=asked.name or asked.address or "",
            created_at=at,
            feed_token=new_token(),
        )
    )


def _clear_old(session: Session, at: datetime) -> None:
    """Forget who asked and never confirmed, and who confirmed: neither is needed any more."""
    old = select(SubscriptionRequest.id).where(SubscriptionRequest.expires_at <= at)
    sent = select(OutboxMessage.id).where(OutboxMessage.request_id.in_(old))
    session.execute(delete(DeliveryAttempt).where(DeliveryAttempt.message_id.in_(sent)))
    session.execute(delete(OutboxMessage).where(OutboxMessage.request_id.in_(old)))
    session.execute(delete(SubscriptionRequest).where(SubscriptionRequest.expires_at <= at))
