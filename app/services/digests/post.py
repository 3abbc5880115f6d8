"""What was sent and what waits, for the administrator; and who is told of an address that fails."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.digest import Digest, Week
from app.domain.errors import NotFound
from app.domain.languages import Language
from app.domain.mail import Delivery, DeliveryState, MailPurpose, Rendered
from app.services.digests.composing import compose_digest
from app.services.digests.following import scope_of
from app.services.digests.noting import newest_round
from app.services.digests.readers import get_reader
from app.services.digests.subscriptions import IS_WANTED
from app.services.outbox import add_delivery
from app.services.overview.rows.common import Paging, paging_of
from app.store.accounts import Account
from app.store.digests import DigestRun, Subscription
from app.store.outbox import DeliveryAttempt, OutboxMessage

PAGE = 50
AT_ONCE = 500  # rows that a whole list has in memory
_ADDRESS = func.coalesce(Account.email, Subscription.email, "")
_SHOWN = (
    OutboxMessage.id,
    OutboxMessage.purpose,
    OutboxMessage.recipient,
    OutboxMessage.subject,
    OutboxMessage.state,
    OutboxMessage.made_at,
    OutboxMessage.sent_at,
    OutboxMessage.next_attempt_at,
    OutboxMessage.attempts,
    OutboxMessage.last_error,
)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, without its words."""

    id: int
    purpose: MailPurpose
    recipient: str
    subject: str
    state: DeliveryState
    made_at: datetime
    sent_at: datetime | None
    next_attempt_at: datetime
    attempts: int
    last_error: str | None
    has_words: bool


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One time that a message was handed over; without an end nobody knows how it went."""

    began_at: datetime
    ended_at: datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message with every attempt; `text` is None where it opens something for its reader."""

    row: MessageRow
    message_id: str
    text: str | None
    attempts: tuple[AttemptRow, ...]


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody who gets the digest, and how the last one went."""

    id: int
    address: str
    weekday: int
    hour: int
    follows_all: bool
    paused_at: datetime | None
    paused_why: str | None
    last_week: str | None


@dataclass(frozen=True, slots=True)
class PostPage:
    """The outbox: one page of it, how much there is in each state, and a page of the readers."""

    rows: tuple[MessageRow, ...]
    paging: Paging
    states: dict[DeliveryState, int]
    readers: tuple[ReaderRow, ...]
    reader_paging: Paging


@dataclass(frozen=True, slots=True)
class ReaderPreview:
    """A reader's digest of a week: as it was sent, else as it is now or would have been."""

    address: str
    language: Language
    sent: Rendered | None = None
    digest: Digest | None = None


def find_post(
    session: Session,
    state: DeliveryState | None,
    page: int,
    *,
    readers: str = "",
    readers_page: int = 1,
) -> PostPage:
    """Give one page of the outbox, the newest first, and one of the readers, paused ones first.

    `readers` is a part of the addresses that are wanted, empty for all.
    """
    counts = session.execute(
        select(OutboxMessage.state, func.count().label("how_many")).group_by(OutboxMessage.state)
    )
    states = {row.state: row.how_many for row in counts}
    total = sum(states.values()) if state is None else states.get(state, 0)
    paging = paging_of(total, page, PAGE)
    rows = session.execute(_messages(state).limit(PAGE).offset((paging.page - 1) * PAGE))
    wanted = _readers(readers)
    counted = select(func.count()).select_from(wanted.order_by(None).subquery())
    reader_paging = paging_of(session.scalars(counted).one(), readers_page, PAGE)
    shown = wanted.limit(PAGE).offset((reader_paging.page - 1) * PAGE)
    return PostPage(
        tuple(map(_row, rows)),
        paging,
        states,
        tuple(_reader(session.execute(shown))),
        reader_paging,
    )


def stream_messages(session: Session, state: DeliveryState | None) -> Iterator[MessageRow]:
    """Give every message of a state, all of them for None, the newest first."""
    rows = session.execute(_messages(state).execution_options(yield_per=AT_ONCE))
    return map(_row, rows)


def stream_readers(session: Session, address: str) -> Iterator[ReaderRow]:
    """Give every reader with this in their address, in the order of the page."""
    rows = session.execute(_readers(address).execution_options(yield_per=AT_ONCE))
    return _reader(rows)


def get_message(session: Session, delivery_id: int) -> MessagePage:
    """Give one message with every attempt; raises NotFound.

    The words of one that opens something for its reader are theirs alone.
    """
    message = _messages(None).add_columns(
        OutboxMessage.message_id, OutboxMessage.text, OutboxMessage.unsubscribe_url
    )
    row = session.execute(message.where(OutboxMessage.id == delivery_id)).one_or_none()
    if row is None:
        raise NotFound("message", delivery_id)
    attempts = session.scalars(
        select(DeliveryAttempt)
        .where(DeliveryAttempt.message_id == row.id)
        .order_by(DeliveryAttempt.id)
    )
    opens = row.purpose in (MailPurpose.LINK, MailPurpose.CONFIRM)
    text = row.text
    if row.unsubscribe_url:
        text = text.replace(row.unsubscribe_url, "…")  # it is the reader's own
    return MessagePage(
        _row(row),
        row.message_id,
        None if opens or not row.text else text,
        tuple(AttemptRow(one.began_at, one.ended_at, one.answer) for one in attempts),
    )


def preview_for(
    session: Session, subscription_id: int, week: Week, *, today: date, demo: bool
) -> ReaderPreview:
    """Give a reader's digest of a week; raises NotFound.

    A week that was sent is shown as it was; the week that runs tells what the reader has not
    heard of; a week before that was not sent, what papers of it say.
    """
    reader = get_reader(session, subscription_id)
    found = session.execute(
        select(
            OutboxMessage.subject,
            OutboxMessage.html,
            OutboxMessage.text,
            OutboxMessage.unsubscribe_url,
        )
        .join(DigestRun, DigestRun.id == OutboxMessage.run_id)
        .where(DigestRun.subscription_id == reader.id, DigestRun.week == str(week))
    ).one_or_none()
    if found is not None and found.text:
        own = found.unsubscribe_url  # it is the reader's own
        html, text = found.html.replace(own, "#"), found.text.replace(own, "…")
        sent = Rendered(found.subject, html, text)
        return ReaderPreview(reader.address, reader.language, sent=sent)
    if week >= Week.of(today).before():
        rounds = reader.told, newest_round(session)
        scope = scope_of(session, reader.followed, today=today, rounds=rounds)
    else:
        scope = scope_of(session, reader.followed, today=today, days=week.days)
    names = () if reader.followed.everything else reader.names
    digest = compose_digest(session, week, scope, follows=names, demo=demo)
    return ReaderPreview(reader.address, reader.language, digest=digest)


def send_test(
    session: Session, account_id: int, rendered: Rendered, *, host: str, at: datetime
) -> None:
    """Put a digest in the outbox for the administrator who looks; it tells nobody anything."""
    account = session.get_one(Account, account_id)
    delivery = Delivery(account.email, f"<{uuid4()}@{host}>", None, rendered)
    add_delivery(session, delivery, purpose=MailPurpose.TEST, account_id=account.id, at=at)
    session.flush()


def tell_administrators(
    session: Session,
    delivery_id: int,
    *,
    write: Callable[[str, Language], Rendered],
    host: str,
    at: datetime,
) -> int:
    """Tell every administrator that a reader's digest was refused for good, and count them.

    Of other messages nobody is told: whoever sent an invitation sees it on the person's page.
    """
    message = session.get_one(OutboxMessage, delivery_id)
    if message.purpose is not MailPurpose.DIGEST:
        return 0
    people = session.scalars(
        select(Account)
        .where(
            Account.role == Role.ADMINISTRATOR,
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
            Account.email != message.recipient,
        )
        .order_by(Account.id)
    ).all()
    for one in people:
        rendered = write(message.recipient, one.language or Language.DUTCH)
        delivery = Delivery(one.email, f"<{uuid4()}@{host}>", None, rendered)
        add_delivery(session, delivery, purpose=MailPurpose.NOTICE, account_id=one.id, at=at)
    session.flush()
    return len(people)


def resume_reader(session: Session, subscription_id: int) -> None:
    """Send again to an address that was refused; raises NotFound."""
    row = session.get(Subscription, subscription_id, with_for_update=True)
    if row is None:
        raise NotFound("subscription", subscription_id)
    row.paused_at = row.paused_why = None
    session.flush()


def _messages(state: DeliveryState | None) -> Select[*tuple[Any, ...]]:
    """Select what a list shows of messages, the newest first; their words stay where they are."""
    query = select(*_SHOWN, (OutboxMessage.html != "").label("has_words"))
    if state is not None:
        query = query.where(OutboxMessage.state == state)
    return query.order_by(OutboxMessage.id.desc())


def _row(row: Any) -> MessageRow:
    """Make a line of one message."""
    shown = {column.key: getattr(row, column.key) for column in _SHOWN}
    return MessageRow(**shown, has_words=row.has_words)


def _readers(address: str) -> Select[*tuple[Any, ...]]:
    """Select the readers with this in their address: the paused ones, then the others."""
    weeks = (
        select(DigestRun.subscription_id, func.max(DigestRun.week).label("last_week"))
        .group_by(DigestRun.subscription_id)
        .subquery()
    )
    query = (
        select(Subscription, _ADDRESS.label("address"), weeks.c.last_week)
        .outerjoin(Account, Account.id == Subscription.account_id)
        .outerjoin(weeks, weeks.c.subscription_id == Subscription.id)
        .where(IS_WANTED)
        .order_by(Subscription.paused_at.is_(None), Subscription.id)
    )
    if address:
        query = query.where(func.lower(_ADDRESS).contains(address.lower(), autoescape=True))
    return query


def _reader(rows: Iterable[Any]) -> Iterator[ReaderRow]:
    """Make a line of each reader."""
    for row in rows:
        one: Subscription = row.Subscription
        yield ReaderRow(
            id=one.id,
            address=row.address,
            weekday=one.weekday,
            hour=one.hour,
            follows_all=one.everything,
            paused_at=one.paused_at,
            paused_why=one.paused_why,
            last_week=row.last_week,
        )
