"""Where transactions begin and end: the only commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, UOWTransaction

from app.store.connect import for_reading, make_engine
from app.store.guard import check_told, watch


class WroteWhileReading(Exception):
    """A session that was opened to read changed something: a mistake in the code."""


def open_register(url: str) -> Engine:
    """Open the register at an SQLAlchemy URL; see `app.store.connect.make_engine`."""
    return make_engine(url)


@contextmanager
def transaction(engine: Engine, *, dry_run: bool = False) -> Iterator[Session]:
    """Give a session that commits on leaving and rolls back on an error.

    With `dry_run` it rolls back either way, after the same checks. Objects stay readable
    after the commit.
    """
    with Session(engine, expire_on_commit=False) as session:
        watch(session)
        yield session
        if dry_run:
            check_told(session)
            session.rollback()
        else:
            session.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that takes no write lock and cannot change anything.

    Raises WroteWhileReading on leaving when an object was added, changed or deleted.
    """
    with Session(for_reading(engine), autoflush=False) as session:
        event.listen(session, "before_flush", _refuse_flush)
        yield session
        _refuse(session)


def _refuse_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse to send a change to the database."""
    _refuse(session)


def _refuse(session: Session) -> None:
    """Refuse a session that holds changes."""
    changed = any(session.is_modified(row) for row in session.dirty)
    if session.new or session.deleted or changed:
        raise WroteWhileReading("a reading session holds changes")
