"""How a register is opened."""

import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.preparing import clean_processes
from app.services.registers import mark_as_demo
from app.session import WroteWhileReading, open_register, reading, transaction
from app.store.base import UtcDateTime
from app.store.guard import UntoldChange
from app.store.items import Item
from app.store.register import DEMO, INTAKE, SIGN_IN, RegisterFact
from tests.factories import AT


def count_up(url: str, times: int) -> None:
    """Read a number and write the next one, each time in a transaction."""
    engine = open_register(url)
    for _ in range(times):
        with transaction(engine) as session:
            row = session.get_one(RegisterFact, INTAKE, with_for_update=True)
            row.value = str(int(row.value or 0) + 1)
    engine.dispose()


def test_writers_wait_for_each_other(database_url: str) -> None:
    processes = [
        clean_processes().Process(target=count_up, args=(database_url, 20)) for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    engine = open_register(database_url)
    with reading(engine) as session:
        assert session.get_one(RegisterFact, INTAKE).value == "60"
    engine.dispose()


def write_without_a_pause(url: str, ended: Event) -> None:
    """Hold the write lock nearly all the time, as a long import does."""
    engine = open_register(url)
    while not ended.is_set():
        with transaction(engine) as session:
            session.get_one(RegisterFact, INTAKE, with_for_update=True).value = "bezig"
            session.flush()
            time.sleep(0.05)
    engine.dispose()


def test_a_clerk_gets_in_between_the_papers_of_an_import(sqlite_url: str) -> None:
    processes = clean_processes()
    ended = processes.Event()
    process = processes.Process(target=write_without_a_pause, args=(sqlite_url, ended))
    process.start()
    engine = open_register(sqlite_url)
    with reading(engine) as session:
        while not session.get_one(RegisterFact, INTAKE, populate_existing=True).value:
            assert process.is_alive()
            session.rollback()
            time.sleep(0.01)
    try:
        for saved in range(5):  # one that waits longer than the register lets it, raises
            with transaction(engine) as session:
                session.get_one(RegisterFact, SIGN_IN).value = str(saved)
            assert process.is_alive()
    finally:
        ended.set()
        process.join()
        engine.dispose()


def test_sqlite_holds_foreign_keys_and_a_write_ahead_log(sqlite_url: str) -> None:
    engine = open_register(sqlite_url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


def test_one_process_of_postgresql_works_for_a_visitor(database_url: str) -> None:
    engine = open_register(database_url)
    wanted = {"max_parallel_workers_per_gather": "0", "jit": "off"}
    for opened in (transaction, reading):
        with opened(engine) as session:
            if engine.dialect.name == "postgresql":
                for name, value in wanted.items():
                    assert session.scalar(text(f"SHOW {name}")) == value
            session.rollback()
            assert session.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_a_new_file_that_another_one_sets_up_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "nieuw.sqlite"
    first = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    first.execute("CREATE TABLE iets (een)")
    first.execute("BEGIN IMMEDIATE")  # SQLite now refuses to change the journal, and at once
    letting_go = threading.Timer(0.5, first.execute, args=("COMMIT",))
    letting_go.start()
    engine = open_register(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    letting_go.join()
    engine.dispose()
    first.close()


def test_a_reader_does_not_wait_for_a_writer(sqlite_url: str) -> None:
    engine = open_register(sqlite_url)
    with transaction(engine) as writer:
        mark_as_demo(writer)
        writer.flush()
        with reading(engine) as session:
            assert session.get(RegisterFact, DEMO) is None
    engine.dispose()


def add_fact(session: Session) -> None:
    session.add(RegisterFact(name="x", value="y"))


def change_fact(session: Session) -> None:
    session.get_one(RegisterFact, "intake").value = "anders"


def delete_fact(session: Session) -> None:
    session.delete(session.get_one(RegisterFact, "intake"))


@pytest.mark.parametrize("change", [add_fact, change_fact, delete_fact])
def test_a_reading_session_that_changed_anything_is_refused_on_leaving(
    sqlite_url: str, change: Callable[[Session], None]
) -> None:
    engine = open_register(sqlite_url)
    with pytest.raises(WroteWhileReading), reading(engine) as session:
        change(session)
    with reading(engine) as session:
        assert session.get_one(RegisterFact, "intake").value == ""
    engine.dispose()


def test_a_reading_session_sends_no_change_to_the_database(database_url: str) -> None:
    engine = open_register(database_url)
    with reading(engine) as session:
        add_fact(session)
        with pytest.raises(WroteWhileReading):
            session.flush()
        session.expunge_all()
    engine.dispose()


def test_a_dry_run_is_refused_what_a_real_one_is(sqlite_url: str) -> None:
    engine = open_register(sqlite_url)
    for dry_run in (True, False):
        with pytest.raises(UntoldChange), transaction(engine, dry_run=dry_run) as session:
            session.add(
                Item(
                    number="G24-X",
                    kind=ItemKind.CANDIDATE,
                    words="Ik zal.",
                    stems="",
                    created_at=AT,
                )
            )
    engine.dispose()


def test_a_dry_run_leaves_nothing(database_url: str) -> None:
    engine = open_register(database_url)
    with transaction(engine, dry_run=True) as session:
        mark_as_demo(session)
    with reading(engine) as session:
        assert session.get(RegisterFact, DEMO) is None
    engine.dispose()


def test_an_error_leaves_nothing(database_url: str) -> None:
    engine = open_register(database_url)
    with pytest.raises(ZeroDivisionError):
        fail_halfway(engine)
    with reading(engine) as session:
        assert session.get(RegisterFact, DEMO) is None
    engine.dispose()


def fail_halfway(engine: Engine) -> None:
    with transaction(engine) as session:
        mark_as_demo(session)
        session.flush()
        assert 1 / 0


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), DefaultDialect())  # noqa: DTZ001 (that is the point)
