"""Papers that people hand over while they wait: read aside, bounded in time, and put down."""

from datetime import datetime
from multiprocessing.connection import Connection

from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument
from app.services.intake import ImportResult, PreparedDocument, store_prepared
from app.services.lookup import Shelf
from app.services.preparing import Prepared, clean_processes, read_incoming

_LIMIT = "54"  # PostgreSQL's class for what is too large for a limit of its own


def receive(
    session: Session,
    prepared: PreparedDocument,
    *,
    actor: str,
    at: datetime,
    shelf: Shelf | None = None,
) -> ImportResult:
    """Put a paper down as `store_prepared` does.

    Raises Unreadable for a paper that the database does not take; the transaction and the
    shelf are then of no more use.
    """
    try:
        return store_prepared(session, prepared, actor=actor, at=at, shelf=shelf)
    except (DBAPIError, UnicodeEncodeError) as error:
        if unfit := _why_unfit(error):
            raise Unreadable(UnreadableReason.UNFIT, unfit) from error
        raise


def read_aside(incoming: IncomingDocument, calendar: Calendar, *, seconds: float) -> Prepared:
    """Read a paper in a process of its own, for at most so many seconds.

    A paper that ends its process is refused as broken, one that is not done in time as too
    slow; either way the caller goes on.
    """
    if seconds <= 0:
        return Prepared(incoming, _too_slow())
    context = clean_processes()
    ours, theirs = context.Pipe(duplex=False)
    reader = context.Process(target=_read_into, args=(theirs, incoming, calendar), daemon=True)
    reader.start()
    theirs.close()
    try:
        return Prepared(incoming, _await(ours, seconds))
    finally:
        ours.close()
        reader.kill()
        reader.join()
        reader.close()


def _await(reader: Connection, seconds: float) -> PreparedDocument | Unreadable:
    """Give what the reader hands over in time, or why it hands over nothing."""
    if not reader.poll(seconds):
        return _too_slow()
    try:
        result = reader.recv()
    except EOFError:
        message = "it ends the program that reads it; is the file damaged?"
        return Unreadable(UnreadableReason.BROKEN, message)
    assert isinstance(result, PreparedDocument | Unreadable)
    return result


def _too_slow() -> Unreadable:
    return Unreadable(UnreadableReason.TOO_SLOW, "reading it takes too long to wait for")


def _read_into(answer: Connection, incoming: IncomingDocument, calendar: Calendar) -> None:
    """In the process that reads: hand over the paper, or why it cannot be read."""
    try:
        answer.send(read_incoming(incoming, calendar))
    except Unreadable as refused:
        answer.send(refused)


def _why_unfit(error: DBAPIError | UnicodeEncodeError) -> str | None:
    """Say what the database has against one paper; None where it is in trouble itself."""
    if isinstance(error, UnicodeEncodeError):
        return str(error)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if isinstance(error, DataError) or (state or "").startswith(_LIMIT):
        return str(error.orig).partition("\n")[0]
    return None
