"""One paper from its bytes into a register, as an import takes each."""

import datetime as dt
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.papers import IncomingDocument
from app.services.intake import ImportResult, store_prepared
from app.services.preparing import read_incoming


def import_document(
    session: Session,
    incoming: IncomingDocument,
    *,
    calendar: Calendar,
    actor: str,
    at: datetime,
    date: dt.date | None = None,
) -> ImportResult:
    """Read a paper and put it down; raises Unreadable."""
    prepared = read_incoming(incoming, calendar, date)
    return store_prepared(session, prepared, actor=actor, at=at)
