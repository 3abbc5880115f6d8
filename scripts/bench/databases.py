"""A new register of either kind to measure on: a file, or a PostgreSQL started for it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from tests import postgres

DATABASES = ("postgresql", "sqlite")
NAME = "gestand"
# As an operator runs it: what is confirmed is on disk. Memory as on a small server.
SURE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_wal_size": "4GB",
    "shared_buffers": "1GB",
    "work_mem": "16MB",
}


@contextlib.contextmanager
def opened(database: str, folder: Path, name: str = "register") -> Iterator[str]:
    """Give the URL of a register; PostgreSQL and its data go away afterwards."""
    if database == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{folder / name}.sqlite"
        return
    place = postgres.make_folder()
    server = postgres.start(place, settings=SURE, in_memory=False)
    try:
        engine = create_engine(
            postgres.database_url(place, "postgres"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {NAME}"))
        engine.dispose()
        yield postgres.database_url(place, NAME)
    finally:
        server.stop()
