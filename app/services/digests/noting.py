"""Looking the register through for news, and noting each piece once for all readers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.digest import DigestKind
from app.services.digests.new_papers import select_new
from app.services.digests.news import SOURCES, subjects
from app.services.digests.scope import Scope
from app.store.digests import News, NewsRound, PaperNews

ALL = None  # the letters on every motion are noted, whoever follows it
_AT_ONCE = 1000  # rows a statement


@dataclass(frozen=True, slots=True)
class Unnoted:
    """What was news after a round: its kind, its subject, and the item that it is about.

    `papers` are the ids of those that came in.
    """

    after: int
    news: tuple[tuple[DigestKind, str, int], ...]
    papers: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to note."""
        return not self.news and not self.papers


def look_for_news(session: Session, *, today: date) -> Unnoted:
    """Give what nobody noted; `today` decides which terms are past.

    It looks at the whole register and changes nothing: a session that only reads will do, so
    that no clerk waits for it.
    """
    after = newest_round(session)
    scope = Scope(today, letters=ALL)
    found = {
        subject: (source.kind, subject, item_id)
        for source in SOURCES
        for subject, item_id in session.execute(subjects(source, scope))
    }
    return Unnoted(after, tuple(found.values()), tuple(session.scalars(select_new(scope))))


def put_news(session: Session, found: Unnoted, *, at: datetime) -> int | None:
    """Note what was found as the next round, and give its number.

    None where nothing was found, and where another process noted a round since: then what is
    left is found the next time.
    """
    if found.is_empty:
        return None
    number = found.after + 1
    try:
        with session.begin_nested():
            session.add(NewsRound(number=number, noted_at=at))
    except IntegrityError:
        return None
    for start in range(0, len(found.news), _AT_ONCE):
        rows = [
            {"round": number, "kind": kind, "subject": subject, "item_id": item_id}
            for kind, subject, item_id in found.news[start : start + _AT_ONCE]
        ]
        session.execute(insert(News), rows)
    for start in range(0, len(found.papers), _AT_ONCE):
        papers = [
            {"document_id": one, "round": number} for one in found.papers[start : start + _AT_ONCE]
        ]
        session.execute(insert(PaperNews), papers)
    return number


def note_news(session: Session, *, at: datetime, today: date) -> int | None:
    """Look for news and note it in one go; as `put_news`."""
    return put_news(session, look_for_news(session, today=today), at=at)


def newest_round(session: Session) -> int:
    """Give the number of the newest round; 0 before the first."""
    return session.scalar(select(func.max(NewsRound.number))) or 0
