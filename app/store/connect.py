"""How a register is opened: an SQLAlchemy engine for SQLite or PostgreSQL, set up alike."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import StaticPool

BUSY_MILLISECONDS = 15_000  # how long a writer waits for another one
READING = "gestand_reading"  # execution option: this connection will only read

_PRAGMAS = (
    "PRAGMA journal_mode = wal",
    "PRAGMA synchronous = normal",
    "PRAGMA foreign_keys = on",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
)


def make_engine(url: str) -> Engine:
    """Open the register at `url`; nothing is created but, for SQLite, the file itself.

    SQLite: write-ahead log, foreign keys held, and a transaction that may write takes the
    write lock at its beginning, so that two writers wait for each other and none fails
    half-way. One that only reads (`for_reading`) takes no lock.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return create_engine(target, pool_pre_ping=True)
    in_memory = target.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(target, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_reading(engine: Engine) -> Engine:
    """Give the same engine for connections that will only read."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(postgresql_readonly=True)
    return engine.execution_options(**{READING: True})


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Set up one SQLite connection; the driver's own transactions are switched off."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction: with the write lock, unless it will only read."""
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
