"""Digests when things go wrong: a process killed anywhere, clocks that jump, servers that refuse."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app import jobs
from app.clock import DUTCH_TIME
from app.domain.accounts import Role
from app.domain.languages import Language
from app.domain.mail import DeliveryState, MailPurpose
from app.jobs import Context, compose_due_digests, mail_server, send_due_mail
from app.mail.smtp import MailServer
from app.services.accounts import add_account, set_digest, set_language
from app.services.intake import store_prepared
from app.session import transaction
from app.settings import Settings, get_settings
from app.store.accounts import Account
from app.store.connect import make_engine
from app.store.digests import DigestRun, Subscription
from app.store.outbox import DeliveryAttempt, OutboxMessage
from tests.factories import AT, CLERK, Letter, make_promise
from tests.posting import DROP, HANG, Mailbox, listening

READERS = ("een@voorbeeld.example", "twee@voorbeeld.example")
BOSS = "baas@voorbeeld.example"
MONDAY = datetime(2026, 11, 9, 7, 30, tzinfo=DUTCH_TIME)
WEEK = timedelta(days=7)


class Killed(BaseException):
    """The process is gone."""


class Clock:
    """What time it is."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(jobs, "now", made)
    return made


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def settings(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Set a real mail server on the loopback, that nobody waits for long."""

    def impatient(settings: Settings) -> MailServer | None:
        server = mail_server(settings)
        return None if server is None else replace(server, timeout=1.0)

    with listening(mailbox) as port:
        monkeypatch.setenv("GESTAND_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("GESTAND_SMTP_PORT", str(port))
        monkeypatch.setattr(jobs, "mail_server", impatient)
        get_settings.cache_clear()
        yield get_settings()
    get_settings.cache_clear()


@pytest.fixture
def context(database_url: str, settings: Settings, clock: Clock) -> Iterator[Context]:
    """Give a register with two readers and an administrator, on a Monday morning."""
    assert clock.now == MONDAY
    engine = make_engine(database_url)
    with transaction(engine) as session:
        for address in (BOSS, *READERS):
            add_account(
                session,
                email=address,
                name=address,
                role=Role.ADMINISTRATOR if address == BOSS else Role.READER,
                password="een-lang-wachtwoord",
                actor=CLERK,
                at=AT,
            )
        for address in READERS:
            set_digest(session, address, wanted=True, actor=CLERK, at=AT)
    yield Context(engine, settings, is_demo=False)
    engine.dispose()


def bring_news(context: Context, number: int) -> str:
    """Let a letter come in that promises something new, and give its words."""
    words = f"Ik zal de sluis van dok {number} nog dit jaar laten herstellen."
    letter = Letter(f"Geachte voorzitter,\n\n{words}", day=date(2026, 10, 1))
    letter = Letter(letter.text, day=letter.day, promises=(make_promise(letter, words),))
    with transaction(context.engine) as session:
        store_prepared(session, letter.prepared(f"brief-{number}"), actor=CLERK, at=AT)
    return words


def work(context: Context) -> None:
    """Do what the scheduler does in one round."""
    compose_due_digests(context)
    send_due_mail(context)


def states(context: Context, purpose: MailPurpose = MailPurpose.DIGEST) -> dict[str, DeliveryState]:
    with Session(context.engine) as session:
        query = select(OutboxMessage.recipient, OutboxMessage.state)
        rows = session.execute(query.where(OutboxMessage.purpose == purpose))
        return {row.recipient: row.state for row in rows}


def count_sent(context: Context) -> int:
    """Count the digests of which it is on record that they were sent."""
    with Session(context.engine) as session:
        sent = select(func.count()).where(OutboxMessage.state == DeliveryState.SENT)
        return session.scalar(sent) or 0


class Step:
    """Counts what a process writes and commits, and kills it just before one of these."""

    def __init__(self, context: Context) -> None:
        self.count = 0
        self.fatal: int | None = None
        self._engine = context.engine
        event.listen(context.engine, "before_cursor_execute", self._look)
        event.listen(context.engine, "commit", self._step)

    def _look(self, _line: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            self._step()

    def _step(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.fatal:
            raise Killed

    def until(self, fatal: int | None, work: Callable[[], None]) -> bool:
        """Let it work, and say whether it came to its end."""
        self.count, self.fatal = 0, fatal
        try:
            work()
        except Killed:
            self._engine.dispose()  # its lines to the database are gone with it
            return False
        finally:
            self.fatal = None
        return True


def test_killed_at_every_step_each_reader_hears_all_of_it_once(
    context: Context, mailbox: Mailbox, clock: Clock
) -> None:
    """The one exception: a message that the server took and nobody could record comes twice."""
    step = Step(context)
    fatal, weeks, repeated = 1, 0, 0
    while True:
        told = bring_news(context, weeks)
        mailbox.received.clear()
        whole = step.until(fatal, lambda: work(context))
        taken = len(mailbox.received)
        unrecorded = taken - (count_sent(context) - len(READERS) * weeks)
        clock.now += timedelta(minutes=15)  # a claim runs out meanwhile
        work(context)
        ids: dict[str, set[str]] = {one: set() for one in mailbox.recipients()}
        for message in mailbox.received:
            ids[str(message["To"])].add(str(message["Message-ID"]))
            body = message.get_body(("plain",))
            assert body.get_content().count(told[:40]) <= 1
            assert "dok" in body.get_content()
        assert sorted(ids) == sorted(READERS), fatal
        assert all(len(one) == 1 for one in ids.values()), fatal
        assert len(mailbox.received) == len(READERS) + unrecorded
        repeated += unrecorded
        weeks += 1
        with Session(context.engine) as session:
            assert session.scalar(select(func.count()).select_from(DigestRun)) == 2 * weeks
        if whole:
            break
        fatal += 1
        clock.now = MONDAY + WEEK * weeks
    assert fatal > 20
    assert repeated >= len(READERS)  # it was killed there too
    with Session(context.engine) as session:
        told_ids = session.scalars(select(OutboxMessage.message_id)).all()
    assert len(set(told_ids)) == len(told_ids) == 2 * weeks


def test_after_three_weeks_of_standstill_one_mail_tells_all(
    context: Context, mailbox: Mailbox, clock: Clock
) -> None:
    work(context)
    assert mailbox.received == []  # no news, no mail
    words = [bring_news(context, number) for number in range(3)]
    clock.now = MONDAY + 3 * WEEK + timedelta(days=2)
    work(context)
    work(context)
    assert Counter(mailbox.recipients()) == dict.fromkeys(READERS, 1)
    text = " ".join(mailbox.received[0].get_body(("plain",)).get_content().split())
    assert all(one in text for one in words)
    assert "Weekbericht week 48: 3 nieuw" in mailbox.received[0]["Subject"]


def test_a_clock_that_jumps_tells_nothing_twice_and_loses_nothing(
    context: Context, mailbox: Mailbox, clock: Clock
) -> None:
    told: list[str] = []
    jumps = (0, 5, 0, 1, -3, 2, 6)  # weeks from the Monday, in the order in which the clock says so
    for number, jump in enumerate(jumps):
        told.append(bring_news(context, number))
        clock.now = MONDAY + jump * WEEK
        work(context)
        work(context)
    clock.now = MONDAY + 9 * WEEK
    work(context)
    for reader in READERS:
        mine = [one for one in mailbox.received if one["To"] == reader]
        text = " ".join(" ".join(one.get_body(("plain",)).get_content().split()) for one in mine)
        assert [text.count(one) for one in told] == [1] * len(told)
        assert len({one["Message-ID"] for one in mine}) == len(mine)
    with Session(context.engine) as session:
        weeks = session.execute(select(DigestRun.subscription_id, DigestRun.week)).all()
    assert len(set(weeks)) == len(weeks)


@pytest.mark.parametrize("hour", [2, 7])
@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2026, 10, 25)])
def test_the_hour_is_the_one_on_the_wall_when_the_clocks_change(
    context: Context, mailbox: Mailbox, clock: Clock, sunday: date, hour: int
) -> None:
    midnight = datetime.combine(sunday, time(0), DUTCH_TIME)
    with transaction(context.engine) as session:
        for row in session.scalars(select(Subscription)):
            row.weekday, row.hour = 6, hour
            row.began_at = midnight - timedelta(days=3)
    bring_news(context, 1)
    begun = midnight.timestamp()
    sent_at: list[datetime] = []
    for quarter in range(4 * 12):
        clock.now = datetime.fromtimestamp(begun + quarter * 900, DUTCH_TIME)
        before = len(mailbox.received)
        work(context)
        if len(mailbox.received) > before:
            sent_at.append(clock.now)
    assert len(sent_at) == 1
    # 02.00 does not exist when summer time begins: the next hour that does is 03.00
    missing = hour == 2 and sunday.month == 3
    assert (sent_at[0].hour, sent_at[0].minute) == (3 if missing else hour, 0)
    assert Counter(mailbox.recipients()) == dict.fromkeys(READERS, 1)


@pytest.mark.parametrize("answer", ["421 busy", "450 come back", HANG, DROP])
def test_what_may_pass_is_tried_again_under_the_same_id(
    context: Context, mailbox: Mailbox, clock: Clock, answer: str
) -> None:
    bring_news(context, 1)
    mailbox.after_data = answer
    work(context)
    assert set(states(context).values()) == {DeliveryState.PENDING}
    dropped = {message["Message-ID"] for message in mailbox.received}
    mailbox.after_data = "250 OK"
    mailbox.received.clear()
    work(context)
    assert mailbox.received == []  # its time has not come
    clock.now += timedelta(minutes=6)
    work(context)
    assert Counter(mailbox.recipients()) == dict.fromkeys(READERS, 1)
    assert dropped <= {message["Message-ID"] for message in mailbox.received}
    with Session(context.engine) as session:
        tried = session.scalars(select(DeliveryAttempt).order_by(DeliveryAttempt.id)).all()
    assert len(tried) == 2 * len(READERS)
    assert [one.answer is None for one in tried] == [False, False, True, True]
    assert all(one.ended_at is not None for one in tried)


def test_an_address_that_is_refused_is_paused_and_the_administrator_told(
    context: Context, mailbox: Mailbox, clock: Clock
) -> None:
    first = bring_news(context, 1)
    mailbox.answers = {READERS[0]: "550 no such person"}
    work(context)
    send_due_mail(context)
    assert states(context)[READERS[0]] is DeliveryState.FAILED
    assert mailbox.recipients() == [READERS[1], BOSS]
    notice = mailbox.received[1]
    assert READERS[0] in notice["Subject"]
    assert "550 no such person" in notice.get_body(("plain",)).get_content()
    second = bring_news(context, 2)
    clock.now += WEEK
    work(context)
    assert mailbox.recipients()[2:] == [READERS[1]]  # the paused one is left alone
    mailbox.answers = {}
    with transaction(context.engine) as session:
        row = session.scalars(select(Subscription).where(Subscription.paused_at.is_not(None))).one()
        row.paused_at = row.paused_why = None
    clock.now += WEEK
    work(context)
    text = mailbox.received[-1].get_body(("plain",)).get_content()
    assert mailbox.recipients()[3:] == [READERS[0]]
    assert " ".join(second[:30].split()) in " ".join(text.split())
    assert first[:30] not in " ".join(text.split())  # that one waits in the message that failed


def test_a_forwarded_mail_gives_nothing_away_but_its_own_address_to_stop(
    context: Context, mailbox: Mailbox
) -> None:
    bring_news(context, 1)
    work(context)
    message = mailbox.received[0]
    whole = message.get_body(("plain",)).get_content() + message.get_body(("html",)).get_content()
    assert "@" not in whole.replace("@media", "")
    with Session(context.engine) as session:
        tokens = session.scalars(select(Subscription.token)).all()
    assert [token in whole for token in tokens].count(True) == 1
    assert "/weekbericht/afmelden/" in message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_readers_get_it_in_the_language_that_they_chose(context: Context, mailbox: Mailbox) -> None:
    with transaction(context.engine) as session:
        reader = session.scalars(select(Account).where(Account.email == READERS[0])).one()
        set_language(session, reader.id, Language.ENGLISH, actor=CLERK, at=AT)
    bring_news(context, 1)
    work(context)
    subjects = {str(message["To"]): str(message["Subject"]) for message in mailbox.received}
    assert subjects[READERS[0]].startswith("Weekly digest, week 45: 1 new")
    assert subjects[READERS[1]].startswith("Weekbericht week 45: 1 nieuw")
