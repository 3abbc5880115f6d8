"""How a register is opened: an SQLAlchemy engine for SQLite or PostgreSQL, set up alike."""

import os
import sqlite3
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

BUSY_MILLISECONDS = 15_000  # how long a writer waits for another one
_LOOK_AGAIN = 1  # milliseconds
READING = "gestand_reading"  # execution option: this connection will only read

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA synchronous = normal",
    "PRAGMA cache_size = -32000",  # kilobytes: left to itself SQLite keeps 2 MB of a whole register
    "PRAGMA foreign_keys = on",
)
# What a page asks is done in less time than it takes to call in other processes or a compiler;
# and what one visitor takes of them, others wait for.
_SETTINGS = ("SET max_parallel_workers_per_gather = 0", "SET jit = off")
_TO_WRITE_AHEAD = "PRAGMA journal_mode = wal"
_TRIES = 20  # more than there are ever processes that open a new register at one moment


def make_engine(url: str) -> Engine:
    """Open the register at `url`; nothing is created but, for SQLite, the file itself.

    SQLite: write-ahead log, foreign keys held, and a transaction that may write takes the
    write lock at its beginning, so that two writers wait for each other and none fails
    half-way. One that only reads (`for_reading`) takes no lock. PostgreSQL: each statement is
    worked on by one process.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        engine = create_engine(target, pool_pre_ping=True)
        event.listen(engine, "connect", _set_up_postgresql)
        return engine
    in_memory = target.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(target, connect_args={"check_same_thread": False}, **pool)
    if not in_memory:
        event.listen(engine, "do_connect", _keep_private)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_reading(engine: Engine) -> Engine:
    """Give the same engine for connections that will only read."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(postgresql_readonly=True)
    return engine.execution_options(**{READING: True})


def _keep_private(_dialect: object, _record: object, names: Any, options: Any) -> None:
    """Make a new file its owner's alone; left to itself SQLite lets everybody read it.

    The files that it puts beside a register get the same rights.
    """
    if not options.get("uri"):
        with suppress(OSError):  # it is there, or cannot be: SQLite says so
            os.close(os.open(names[0], os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _set_up_postgresql(connection: Any, _record: object) -> None:
    """Set up one PostgreSQL connection, outside any transaction, so that none undoes it."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(setting)
    connection.autocommit = False


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Set up one SQLite connection; the driver's own transactions are switched off."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    _switch_to_write_ahead(connection)


def _switch_to_write_ahead(connection: Any) -> None:
    """Use the write-ahead log, also when others open the same new file at this moment.

    SQLite refuses the switch at once while another one makes it. To wait for the write
    lock, and to let go of it, is to wait until the other one has done.
    """
    for _ in range(_TRIES):
        try:
            connection.execute(_TO_WRITE_AHEAD)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return
    connection.execute(_TO_WRITE_AHEAD)  # its refusal is the answer


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction: with the write lock, unless it will only read."""
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {_LOOK_AGAIN}")
    try:
        _wait_to_write(connection)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _wait_to_write(connection: Connection) -> None:
    """Take the write lock as soon as it is free.

    Left to itself SQLite looks only ten times a second after a while. A clerk who saves
    while an import goes on, whose pauses are much shorter than that, would wait in vain.
    So SQLite is asked again and again to wait for a moment.
    """
    for _ in range(BUSY_MILLISECONDS // _LOOK_AGAIN):
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
        else:
            return
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # its refusal is the answer
