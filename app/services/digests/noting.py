"""Looking the register through for news, and noting each piece once for all readers."""

from datetime import date, datetime

from sqlalchemy import func, insert, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.services.digests.news import SOURCES, subjects
from app.services.digests.scope import Scope
from app.store.digests import News, NewsRound

ALL = None  # the letters on every motion are noted, whoever follows it


def note_news(session: Session, *, at: datetime, today: date) -> int | None:
    """Note what is news since the last round, and give the number of the round.

    None when another process looks at this moment, and then nothing is noted here: whoever
    was first notes it all. `today` decides which terms are past.
    """
    number = newest_round(session) + 1
    try:
        with session.begin_nested():
            session.add(NewsRound(number=number, noted_at=at))
    except IntegrityError:
        return None
    scope = Scope(today, letters=ALL)
    for source in SOURCES:
        found = subjects(source, scope).distinct().subquery()
        columns = (literal(number), literal(source.kind.value), found.c.subject, found.c.item_id)
        session.execute(
            insert(News).from_select(["round", "kind", "subject", "item_id"], select(*columns))
        )
    return number


def newest_round(session: Session) -> int:
    """Give the number of the newest round; 0 before the first."""
    return session.scalar(select(func.max(NewsRound.number))) or 0
