"""What runs by the clock: a literal table, and the process that runs it.

A process of its own, never inside a web worker. Its jobs only look for work that is due,
so that a missed hour is caught up after a start; whether the work is still to be done is
decided in the database, so that two schedulers by mistake do no harm.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.clock import DUTCH_TIME, now
from app.domain.history import MACHINE
from app.domain.languages import Language
from app.domain.mail import Delivery, Refused, Rendered
from app.languages import translator
from app.mail.notes import render_refused
from app.mail.render import render_digest
from app.mail.smtp import MailServer, make_message, send_message
from app.services.digests import (
    DueDigest,
    Shared,
    compose_for,
    find_due,
    get_reader,
    look_for_news,
    put_digest,
    put_news,
)
from app.services.digests.post import tell_administrators
from app.services.following import find_moves, follow_all
from app.services.outbox import claim_delivery, find_due_deliveries, record_delivery
from app.session import reading, transaction
from app.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Context:
    """What a job works with: the register, whether it is the demo, and the settings.

    Once `stopping` is set a job ends as soon as what it has begun is whole.
    """

    engine: Engine
    settings: Settings
    is_demo: bool
    stopping: threading.Event = field(default_factory=threading.Event)


def note_due_news(context: Context) -> None:
    """Note what is news by now, for feeds and for the digests that come."""
    with reading(context.engine) as session:
        found = look_for_news(session, today=now().date())
    if found.is_empty:
        return
    with transaction(context.engine) as session:
        number = put_news(session, found, at=now())
    log.info(
        "noted %d pieces of news and %d papers: round %s",
        len(found.news),
        len(found.papers),
        number,
    )


def compose_due_digests(context: Context) -> None:
    """Compose the digest of each reader whose hour has come, unless it has been composed."""
    moment = now()
    with reading(context.engine) as session:
        due = find_due(session, moment)
    if not due:
        return
    note_due_news(context)
    shared = Shared()
    sent = 0
    for one in due:
        if context.stopping.is_set():
            break
        sent += compose_one(context, one, at=moment, shared=shared)
    log.info("composed %d digests, %d of them with a message", len(due), sent)


def compose_one(context: Context, due: DueDigest, *, at: datetime, shared: Shared) -> bool:
    """Compose one reader's digest, and say whether there is a message.

    Everything is read and put in words before the register is locked; the claim holds only when
    nothing changed for this reader meanwhile.
    """
    settings = context.settings
    with reading(context.engine) as session:
        reader = get_reader(session, due.reader)
        digest, rounds = compose_for(
            session, reader, due.week, today=at.date(), demo=context.is_demo, shared=shared
        )
    url = unsubscribe_url(settings, reader.token)
    rendered = None
    if not digest.is_empty or reader.when_empty:
        rendered = render_digest(
            digest,
            base_url=settings.site_url,
            unsubscribe_url=url,
            said=translator(reader.language),
        )
    with transaction(context.engine) as session:
        claimed = put_digest(
            session,
            reader,
            due.week,
            rounds,
            digest,
            rendered,
            unsubscribe_url=url,
            host=urlsplit(settings.site_url).hostname or "localhost",
            at=at,
        )
    return claimed and rendered is not None


def unsubscribe_url(settings: Settings, token: str) -> str:
    """Give the address that stops a digest."""
    return f"{settings.site_url}/weekbericht/afmelden/{token}"


def follow_tables(context: Context) -> None:
    """Let open commitments follow the tables: a period that begins today moves them today."""
    moment = now()
    with reading(context.engine) as session:
        if not find_moves(session, today=moment.date()).moves:
            return
    with transaction(context.engine) as session:
        done = follow_all(session, actor=MACHINE, at=moment, today=moment.date())
    log.info("%d commitments followed the tables", len(done.moves))


def send_due_mail(context: Context) -> None:
    """Hand the messages that wait to the mail server, each in transactions of its own."""
    server = mail_server(context.settings)
    if server is None:
        return
    send = partial(_send, server=server)
    report = partial(_report, context.settings, is_demo=context.is_demo)
    with reading(context.engine) as session:
        waiting = find_due_deliveries(session, at=now())
    for delivery_id in waiting:
        if context.stopping.is_set():
            return
        send_one(context.engine, delivery_id, send=send, report=report)


def send_one(
    engine: Engine,
    delivery_id: int,
    *,
    send: Callable[[Delivery], Refused | None],
    report: Callable[[Session, int, Refused], None] | None = None,
) -> None:
    """Claim one message, send it outside any transaction, and record how it went.

    What is refused for good is reported in the same transaction that records it.
    """
    with transaction(engine) as session:
        delivery = claim_delivery(session, delivery_id, at=now())
    if delivery is None:
        return
    refused = send(delivery)
    with transaction(engine) as session:
        state = record_delivery(session, delivery_id, refused, at=now())
        if report is not None and refused is not None and refused.lasting:
            report(session, delivery_id, refused)
    if refused is None:
        log.info("message %s was sent", delivery.message_id)
    else:
        log.warning("message %s is %s: %s", delivery.message_id, state, refused.error)


def mail_server(settings: Settings) -> MailServer | None:
    """Give the mail server that is set; None when there is none and nothing is sent."""
    if not settings.smtp_host:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.mail_sender,
        security=settings.smtp_security,
        user=settings.smtp_user or None,
        password=settings.smtp_password.get_secret_value() or None,
    )


def _send(delivery: Delivery, *, server: MailServer) -> Refused | None:
    """Make the message and hand it over; one that cannot be made is refused for good."""
    try:
        message = make_message(delivery, sender=server.sender, at=now())
    except ValueError as error:  # an address that no header can hold
        return Refused(str(error), lasting=True)
    return send_message(message, server)


def _report(
    settings: Settings, session: Session, delivery_id: int, refused: Refused, *, is_demo: bool
) -> None:
    """Tell the administrators of a reader whose address was refused for good."""

    def write(recipient: str, language: Language) -> Rendered:
        return render_refused(
            translator(language),
            recipient=recipient,
            answer=refused.error,
            address=f"{settings.site_url}/beheer/mail",
            base_url=settings.site_url,
            demo=is_demo,
        )

    host = urlsplit(settings.site_url).hostname or "localhost"
    tell_administrators(session, delivery_id, write=write, host=host, at=now())


JOBS: tuple[tuple[str, BaseTrigger, Callable[[Context], None]], ...] = (
    ("note-news", IntervalTrigger(minutes=15, timezone=DUTCH_TIME), note_due_news),
    ("compose-digests", IntervalTrigger(minutes=5, timezone=DUTCH_TIME), compose_due_digests),
    ("follow-tables", IntervalTrigger(hours=6, timezone=DUTCH_TIME), follow_tables),
    ("send-mail", IntervalTrigger(minutes=1, timezone=DUTCH_TIME), send_due_mail),
)


def make_scheduler(context: Context) -> BlockingScheduler:
    """Make the scheduler with all jobs, each due at once and never twice at a time.

    Its jobs take turns, in the order of the table: what the first one composes, the
    second one sends, and not a minute later because the two began together.
    """
    one_at_a_time = {"default": ThreadPoolExecutor(1)}
    scheduler = BlockingScheduler(timezone=DUTCH_TIME, executors=one_at_a_time)
    for name, trigger, job in JOBS:
        scheduler.add_job(
            job,
            trigger,
            args=[context],
            id=name,
            name=name,
            next_run_time=now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
