"""What runs by the clock: one digest a week however many schedulers, and mail that gets through."""

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app import jobs
from app.clock import DUTCH_TIME
from app.domain.accounts import Role
from app.domain.history import MACHINE, Action
from app.domain.mail import Delivery, DeliveryState, Refused
from app.domain.matching import ItemKind
from app.domain.offices import Holder, Office
from app.domain.tables import HolderLine, OfficeLine, Table
from app.jobs import (
    JOBS,
    Context,
    compose_due_digests,
    follow_tables,
    make_scheduler,
    send_due_mail,
    send_one,
)
from app.services.accounts import add_account, set_digest
from app.services.candidates import accept_candidate
from app.services.intake import store_prepared
from app.services.tables import put_lines
from app.session import transaction
from app.settings import Settings, get_settings
from app.store.connect import make_engine
from app.store.digests import DigestRun
from app.store.history import HistoryEntry
from app.store.items import Commitment, Item
from app.store.outbox import OutboxMessage
from tests.factories import AT, CLERK, make_promising

READERS = ("een@voorbeeld.example", "twee@voorbeeld.example")
MONDAY = datetime(2026, 11, 9, 7, 30, tzinfo=DUTCH_TIME)


@dataclass
class Mailbox:
    """A mail server's mind: what it answers each address, and what it took."""

    answers: dict[str, str] = field(default_factory=dict)
    received: list[Any] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        raw = envelope.original_content
        self.received.append(email.message_from_bytes(raw, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def settings(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Set a real mail server on the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("GESTAND_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("GESTAND_SMTP_PORT", str(port))
    get_settings.cache_clear()
    yield get_settings()
    controller.stop()
    get_settings.cache_clear()


@pytest.fixture
def context(
    database_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """Give a register with one promise and two readers, on a Monday morning."""
    engine = make_engine(database_url)
    with transaction(engine) as session:
        store_prepared(session, make_promising().prepared(), actor=CLERK, at=AT)
        for reader in READERS:
            add_account(
                session,
                email=reader,
                name=reader,
                role=Role.READER,
                password="een-lang-wachtwoord",
                actor=CLERK,
                at=AT,
            )
            set_digest(session, reader, wanted=True, actor=CLERK, at=AT)
    monkeypatch.setattr(jobs, "now", lambda: MONDAY)
    yield Context(engine, settings, is_demo=False)
    engine.dispose()


def states(engine: Engine) -> dict[str, DeliveryState]:
    """Give how each message stands."""
    with Session(engine) as session:
        rows = session.execute(select(OutboxMessage.recipient, OutboxMessage.state))
        return {row.recipient: row.state for row in rows}


def at_once(*deeds: Callable[[], None]) -> None:
    """Do things at the same time; a failure in any of them fails the test."""
    start = threading.Barrier(len(deeds))
    failures: list[BaseException] = []

    def do(deed: Callable[[], None]) -> None:
        start.wait()
        try:
            deed()
        except BaseException as error:  # noqa: BLE001 (handed to the test below)
            failures.append(error)

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_digest_reaches_each_reader_once(context: Context, mailbox: Mailbox) -> None:
    for _ in range(3):
        compose_due_digests(context)
        send_due_mail(context)
    assert sorted(message["To"] for message in mailbox.received) == sorted(READERS)
    message = mailbox.received[0]
    assert message["Subject"].startswith("Weekbericht week 45: 1 nieuw")
    assert "/weekbericht/afmelden/" in message["List-Unsubscribe"]
    assert set(states(context.engine).values()) == {DeliveryState.SENT}


def test_two_schedulers_at_once_compose_one_digest(context: Context, mailbox: Mailbox) -> None:
    at_once(*[lambda: compose_due_digests(context)] * 4)
    with Session(context.engine) as session:
        assert session.scalars(select(DigestRun.week)).all() == ["2026-W45"] * 2
    at_once(*[lambda: send_due_mail(context)] * 4)
    assert sorted(message["To"] for message in mailbox.received) == sorted(READERS)


def test_nothing_is_composed_before_its_hour(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose_due_digests(context)
    monkeypatch.setattr(jobs, "now", lambda: MONDAY.replace(day=16, hour=6))
    compose_due_digests(context)
    with Session(context.engine) as session:
        assert session.scalars(select(DigestRun.week)).all() == ["2026-W45"] * 2


def test_a_refused_address_stops_no_other(
    context: Context, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.answers = {READERS[0]: "550 no such person", READERS[1]: "450 come back"}
    compose_due_digests(context)
    send_due_mail(context)
    assert mailbox.received == []
    assert states(context.engine) == {
        READERS[0]: DeliveryState.FAILED,
        READERS[1]: DeliveryState.PENDING,
    }
    mailbox.answers = {}
    send_due_mail(context)
    assert mailbox.received == []  # its time has not come
    monkeypatch.setattr(jobs, "now", lambda: MONDAY.replace(hour=8))
    send_due_mail(context)
    assert [message["To"] for message in mailbox.received] == [READERS[1]]


def test_a_sender_that_dies_after_its_claim_repeats_the_same_message(
    context: Context, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process is gone."""

    sent: list[str] = []

    def die(delivery: Delivery) -> Refused | None:
        sent.append(delivery.message_id)
        raise Killed

    compose_due_digests(context)
    with Session(context.engine) as session:
        first = session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)).first()
    assert first is not None
    with pytest.raises(Killed):
        send_one(context.engine, first, send=die)
    send_due_mail(context)
    assert len(mailbox.received) == 1  # the claimed one waits
    monkeypatch.setattr(jobs, "now", lambda: MONDAY.replace(minute=41))
    send_due_mail(context)
    assert len(mailbox.received) == 2
    assert sent[0] in {message["Message-ID"] for message in mailbox.received}


def test_an_address_that_no_header_holds_is_given_up(context: Context, mailbox: Mailbox) -> None:
    compose_due_digests(context)
    with Session(context.engine) as session:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.recipient == READERS[0])
            .values(recipient="een@voorbeeld.example\nBcc: wie@voorbeeld.example")
        )
        session.commit()
    send_due_mail(context)
    assert [message["To"] for message in mailbox.received] == [READERS[1]]
    assert DeliveryState.FAILED in states(context.engine).values()


def test_a_message_that_cannot_be_sent_is_given_up_with_its_reason(
    context: Context, mailbox: Mailbox
) -> None:
    compose_due_digests(context)
    with Session(context.engine) as session:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.recipient == READERS[0])
            .values(unsubscribe_url="https://bücher.example/afmelden")
        )
        session.commit()
    send_due_mail(context)
    assert [message["To"] for message in mailbox.received] == [READERS[1]]
    with Session(context.engine) as session:
        row = session.scalars(
            select(OutboxMessage).where(OutboxMessage.recipient == READERS[0])
        ).one()
    assert row.state is DeliveryState.FAILED
    assert "UnicodeEncodeError" in (row.last_error or "")


def test_without_a_mail_server_messages_wait(
    context: Context, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose_due_digests(context)
    monkeypatch.setenv("GESTAND_SMTP_HOST", "")
    get_settings.cache_clear()
    send_due_mail(Context(context.engine, get_settings(), is_demo=False))
    assert mailbox.received == []
    assert set(states(context.engine).values()) == {DeliveryState.PENDING}


def test_every_job_is_due_at_once_and_never_twice_at_a_time(context: Context) -> None:
    scheduler = make_scheduler(context)
    assert {job.id for job in scheduler.get_jobs()} == {name for name, _, _ in JOBS}
    for job in scheduler.get_jobs():
        assert job.next_run_time == MONDAY
        assert (job.max_instances, job.coalesce) == (1, True)


def test_open_commitments_follow_the_tables_once(context: Context) -> None:
    with transaction(context.engine) as session:
        item = session.scalars(select(Item).where(Item.kind == ItemKind.CANDIDATE)).one()
        accept_candidate(session, item.number, seen=item.version, actor=CLERK, at=AT)
        office = OfficeLine(Office("Minister van Havenzaken"))
        put_lines(session, Table.OFFICES, {1: office}, actor=CLERK, at=AT)
        begins = Holder("Minister van Havenzaken", "Bo Eb", "Eb", MONDAY.date())
        put_lines(session, Table.HOLDERS, {1: HolderLine(begins)}, actor=CLERK, at=AT)
    for _ in range(2):
        follow_tables(context)
    with Session(context.engine) as session:
        assert session.scalars(select(Commitment.responsible_name)).one() == "Bo Eb"
        query = select(HistoryEntry.actor).where(HistoryEntry.action == Action.COMMITMENT_FOLLOWED)
        assert session.scalars(query).all() == [MACHINE]
