"""Measure digests: one reader's query, and many readers composed and handed over in one run.

    python -m scripts.measure_digests REGISTER.sqlite [READERS]
    python -m scripts.measure_digests postgresql+psycopg://… [READERS]

Works on a copy of an SQLite register, and in a PostgreSQL one itself: give it one to be thrown away. Everything in it is noted as news; so many pieces and papers as a
busy week has are then taken for new, and READERS (10000) people without an account each follow a
list, words, two items or a list of letters of their own. The mail server is a process beside this one that takes everything. What this process worked is all the work there is on SQLite,
whatever else the machine does.
"""

import multiprocessing
import resource
import shutil
import socketserver
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from sqlalchemy import Engine, func, insert, select, update

from app import jobs
from app.clock import DUTCH_TIME
from app.domain.digest import due_week
from app.domain.mail import DeliveryState
from app.jobs import Context, compose_due_digests, send_due_mail
from app.services.digests import compose_for, get_reader, look_for_news, note_news
from app.services.digests.noting import newest_round
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.registers import upgrade_register
from app.services.values import encode
from app.session import open_register, reading, transaction
from app.settings import Settings
from app.store.digests import Follow, News, NewsRound, PaperNews, Subscription
from app.store.items import Committee, Item
from app.store.outbox import OutboxMessage

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=DUTCH_TIME)
WEEK_OF_NEWS = 2000
WEEK_OF_PAPERS = 400
WORDS = (  # of `scripts/bench/words.py`, from the commonest to the rarest
    *("brief", "gemeenten", "scholen", "jaarlijkse"),
    *("onderzoek", "havenbeleid", "schoolplan", "museumvaccinplan"),
)
ASKED = 200  # readers whose own query is timed
MEGABYTE = 1024  # of the kilobytes that the system counts in


class Sink(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP to take everything."""

    def handle(self) -> None:
        """Take messages until the other side leaves."""
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            if verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


class Listener(socketserver.ThreadingTCPServer):
    """A server whose conversations end with it."""

    daemon_threads = True
    allow_reuse_address = True


def main() -> None:
    """Measure, and print one line a figure."""
    given = sys.argv[1]
    readers = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        url = given
        if "://" not in given:
            copy = Path(folder) / "register.sqlite"
            shutil.copy(given, copy)
            url = f"sqlite:///{copy}"
        engine = open_register(url)
        upgrade_register(engine)
        setattr(jobs, "now", lambda: MONDAY)  # noqa: B010 (the hour at which all are due)
        _prepare(engine, readers)
        _time_queries(engine)
        _time_run(engine, Path(folder), readers)
        engine.dispose()


def _prepare(engine: Engine, readers: int) -> None:
    """Note all that is news, take a week of it for new, and add the readers."""
    begun = perf_counter()
    with transaction(engine) as session:
        note_news(session, at=MONDAY - timedelta(days=7), today=MONDAY.date())
    _say("news noted the first time", f"{perf_counter() - begun:.1f} s")
    begun = perf_counter()
    with transaction(engine) as session:
        known = newest_round(session)
        look_for_news(session, today=MONDAY.date())
        newest = known + 1
        session.add(NewsRound(number=newest, noted_at=MONDAY - timedelta(days=1)))
        session.flush()
        _say("looked for news again, nothing new", f"{perf_counter() - begun:.1f} s")
        total = session.scalar(select(func.count()).select_from(News)) or 0
        step = max(1, total // WEEK_OF_NEWS)
        session.execute(update(News).where(News.id % step == 0).values(round=newest))
        week = session.scalar(select(func.count()).where(News.round == newest))
        _say("pieces of news, and of the week", f"{total:,} and {week:,}")
        papers = session.scalar(select(func.max(PaperNews.document_id))) or 0
        came = update(PaperNews).where(PaperNews.document_id > papers - WEEK_OF_PAPERS)
        session.execute(came.values(round=newest))
        committees = session.scalars(select(Committee.slug).order_by(Committee.id)).all()
        items = session.scalars(select(Item.id).order_by(Item.id).limit(10 * readers)).all()
        rows = [
            {
                "email": f"lezer{number}@voorbeeld.example",
                "token": f"t{number}",
                "weekday": 0,
                "hour": 7,
                "everything": False,
                "when_empty": True,
                "began_at": MONDAY - timedelta(days=30),
                "told": known,
            }
            for number in range(readers)
        ]
        session.execute(insert(Subscription), rows)
        ids = session.scalars(select(Subscription.id).order_by(Subscription.id)).all()
        follows = [
            follow
            for number, reader in enumerate(ids)
            for follow in _follows(number, reader, committees, items)
        ]
        session.execute(insert(Follow), follows)
    _say("readers, and what they follow", f"{readers:,} and {len(follows):,}")


def _follows(
    number: int, reader: int, committees: Sequence[str], items: Sequence[int]
) -> list[dict[str, object]]:
    """Give what one reader follows: a list, words, two items, or a list of letters."""
    common = {
        "subscription_id": reader,
        "created_at": MONDAY - timedelta(days=30),
        "of_letters": number % 4 == 3,
    }
    word = WORDS[number // 4 % len(WORDS)]
    if number % 4 == 2 or not committees:
        return [
            common
            | {"item_id": items[(number * 7 + at) % len(items)], "name": "item", "address": None}
            | {"wanted": None, "feed_token": f"f{number}-{at}"}
            for at in range(2)
        ]
    wanted: RegisterFilter | LetterFilter
    wanted = RegisterFilter(committee=committees[number // 4 % len(committees)])
    if number % 4 == 1:
        wanted = RegisterFilter(q=word)
    if number % 4 == 3:
        wanted = LetterFilter(q=word)
    named = {"address": f"n={number}", "name": f"lijst {number}", "item_id": None}
    return [common | named | {"wanted": encode(wanted), "feed_token": f"f{number}"}]


def _time_queries(engine: Engine) -> None:
    """Time what one reader's digest asks of the register."""
    with reading(engine) as session:
        ids = session.scalars(select(Subscription.id).order_by(Subscription.id).limit(ASKED)).all()
    week = due_week(MONDAY, weekday=0, hour=7)[0]
    took, worked = [], []
    for one in ids:
        begun, busy = perf_counter(), process_time()
        with reading(engine) as session:
            compose_for(session, get_reader(session, one), week, today=MONDAY.date())
        took.append((perf_counter() - begun) * 1000)
        worked.append((process_time() - busy) * 1000)
    for how, times in (("on the clock", took), ("worked", worked)):
        p95 = quantiles(times, n=20)[-1]
        told = f"median {median(times):.1f} ms, p95 {p95:.1f} ms"
        _say(f"digest query of one reader, {how}", told)


def _time_run(engine: Engine, folder: Path, readers: int) -> None:
    """Compose and hand over for everybody, and look at the memory."""
    with Listener(("127.0.0.1", 0), Sink) as listener:
        taking = multiprocessing.get_context("fork").Process(target=listener.serve_forever)
        taking.start()
        settings = Settings(  # type: ignore[call-arg]  # the rest comes from the defaults
            data_folder=folder, smtp_host="127.0.0.1", smtp_port=listener.server_address[1]
        )
        context = Context(engine, settings, is_demo=False)
        before = _peak()
        begun = perf_counter()
        compose_due_digests(context)
        composed = perf_counter() - begun
        _say("composed", f"{composed:.0f} s, {composed / readers * 1000:.1f} ms a reader")
        begun = perf_counter()
        send_due_mail(context)
        sent = perf_counter() - begun
        _say("handed over", f"{sent:.0f} s, {sent / readers * 1000:.1f} ms a message")
        _say("peak memory before and after", f"{before:.0f} and {_peak():.0f} MB")
        taking.terminate()
        taking.join()
    with reading(engine) as session:
        done = session.scalar(select(func.count()).where(OutboxMessage.state == DeliveryState.SENT))
    _say("messages on record as sent", f"{done:,}")


def _peak() -> float:
    """Give the most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def _say(what: str, figure: str) -> None:
    print(f"{what:<40} {figure}", flush=True)


if __name__ == "__main__":
    main()
