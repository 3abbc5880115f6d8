"""A digest put together: its sections, each item once, long ones cut and counted."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine, DigestSection, Week
from app.services.digests.naming import name_motions
from app.services.digests.new_papers import find_paper_lines
from app.services.digests.news import SOURCES, find_pieces
from app.services.digests.noting import newest_round, note_news
from app.services.digests.pieces import FoundPiece, Piece
from app.services.digests.scope import NEVER, Scope
from app.services.digests.shared import MOST_PIECES, Shared
from app.store.among import among
from app.store.digests import News, NewsRound, PaperNews

SHOWN = 40  # lines a section: a mail is read in a minute, the register has the rest

# An item with several pieces of news has its line where most happened to it.
_FIRST = (
    DigestKind.MET,
    DigestKind.PARTLY,
    DigestKind.CHANGED,
    DigestKind.PERHAPS,
    DigestKind.OVERDUE,
    DigestKind.DUE,
    DigestKind.NEW,
    DigestKind.LETTERS,
)


def compose_digest(
    session: Session,
    week: Week,
    scope: Scope,
    *,
    follows: tuple[str, ...] = (),
    demo: bool = False,
    shown: int = SHOWN,
    shared: Shared | None = None,
) -> Digest:
    """Compose the news of a scope, without keeping anything but in `shared`, for other readers."""
    basis = DigestBasis.REGISTER if scope.days is None else DigestBasis.PAPERS
    return Digest(week, basis, find_sections(session, scope, shown, shared), demo, follows)


def preview_digest(
    session: Session,
    week: Week,
    *,
    basis: DigestBasis,
    today: date,
    at: datetime,
    demo: bool = False,
) -> Digest:
    """Compose a week's news of the whole register, and keep nothing.

    By papers: what papers dated in the week promise and meet, and the terms that ended in it. By
    the register: what was noted since the week began, and what is news by now; that takes a
    session that may write, and leaves no trace in it.
    """
    if basis is DigestBasis.PAPERS:
        return compose_digest(session, week, Scope(today, days=week.days), demo=demo)
    begin = datetime.combine(week.monday, time(0), at.tzinfo)
    before = session.scalar(select(func.max(NewsRound.number)).where(NewsRound.noted_at < begin))
    with session.begin_nested() as trial:
        note_news(session, at=at, today=today)
        scope = Scope(today, rounds=(before or 0, newest_round(session)))
        digest = compose_digest(session, week, scope, demo=demo)
        trial.rollback()
    return digest


def find_sections(
    session: Session, scope: Scope, shown: int = SHOWN, shared: Shared | None = None
) -> tuple[DigestSection, ...]:
    """Give the sections in their order.

    An item has one line in all of them together; what else is news of it stands beside that.
    No more is held than what is shown, and the numbers of all items; of motions those that are
    shown are named.
    """
    gathered = Gathering(shown)
    known = find_shared_news(session, scope, shared)
    ids: dict[str, int] = {}
    for piece in _find_unnamed(session, scope) if known is None else known:
        gathered.add(piece)
        ids[piece.told_of] = piece.about
    sections = gathered.sections()
    return sections if known is not None else _name_shown(session, sections, ids)


def _name_shown(
    session: Session, sections: tuple[DigestSection, ...], ids: Mapping[str, int]
) -> tuple[DigestSection, ...]:
    """Give sections with the names of the motions in them; `ids` by what each line is about."""
    pieces = [
        Piece(section.kind, ids[line.about], line) for section in sections for line in section.lines
    ]
    named = (one.line for one in name_motions(session, pieces))
    return tuple(
        replace(section, lines=tuple(islice(named, len(section.lines)))) for section in sections
    )


def preview_weeks(
    session: Session, scope: Scope, weeks: tuple[Week, ...], *, shown: int = SHOWN
) -> tuple[Digest, ...]:
    """Compose several past weeks at once, by the dates of papers; `scope` has all their days."""
    gathered = {week: Gathering(shown) for week in weeks}
    for piece in find_news(session, scope):
        line = piece.line
        week = Week.of(line.day) if line.day is not None else None
        if week in gathered:
            gathered[week].add(piece)
    return tuple(Digest(week, DigestBasis.PAPERS, gathered[week].sections()) for week in weeks)


def find_shared_news(
    session: Session, scope: Scope, shared: Shared | None
) -> Iterator[Piece] | None:
    """Give the same as `find_news`, looked up once for all readers who heard of the same rounds.

    None where nothing is shared, or more than is kept.
    """
    if shared is None or scope.rounds is None:
        return None
    if not shared.knows(scope.rounds):
        shared.keep_news(scope.rounds, _find_all_news(session, scope))
    pieces = shared.find_news(scope.rounds)
    if pieces is None:
        return None
    return (one for one in pieces if scope.tells(one.kind, one.about))


def _find_all_news(session: Session, scope: Scope) -> tuple[Piece, ...] | None:
    """Give the news of some rounds for whoever follows it; None for too much to keep."""
    first, last = scope.rounds or (0, 0)
    noted = (
        select(func.count())
        .select_from(table)
        .where(table.round > first, table.round <= last)
        .scalar_subquery()
        for table in (News, PaperNews)
    )
    pieces, papers = session.execute(select(*noted)).one()
    if pieces + papers > MOST_PIECES:
        return None
    return tuple(find_news(session, replace(scope, items=None, letters=None, papers=None)))


def find_news(session: Session, scope: Scope) -> Iterator[Piece]:
    """Give every piece of news, what most happened first."""
    found = _find_unnamed(session, scope)
    return name_motions(session, (Piece(one.kind, one.about, one.line) for one in found))


def _find_unnamed(session: Session, scope: Scope) -> Iterator[Piece | FoundPiece]:
    """Give the same without the names of motions."""
    kinds = _kinds(session, scope)
    for kind in _FIRST:
        for source in SOURCES:
            if source.kind is kind and kind in kinds:
                yield from find_pieces(session, scope, source)
    yield from find_paper_lines(session, scope)


class Gathering:
    """Lines on their way to sections: each item once, so many shown, the rest counted."""

    def __init__(self, shown: int) -> None:
        """Begin with nothing; `shown` is how many lines a section may have."""
        self._shown = shown
        self._kept: dict[DigestKind, list[DigestLine]] = {kind: [] for kind in DigestKind}
        self._more = dict.fromkeys(DigestKind, 0)
        self._unjudged = dict.fromkeys(DigestKind, 0)
        self._places: dict[str, tuple[DigestKind, int] | None] = {}  # an item's line, if shown
        self._subjects: set[str] = set()  # of the items that are shown

    def add(self, piece: Piece | FoundPiece) -> None:
        """Take a piece in, after those that go before it; what is only counted needs no line."""
        kind, about = piece.kind, piece.told_of
        if about in self._places:
            self._add_beside(self._places[about], piece)
        elif len(self._kept[kind]) < self._shown:
            self._places[about] = (kind, len(self._kept[kind]))
            self._subjects.add(piece.subject)
            self._kept[kind].append(piece.line)
        else:
            self._places[about] = None
            self._more[kind] += 1
            self._unjudged[kind] += not piece.judged

    def sections(self) -> tuple[DigestSection, ...]:
        """Give the sections in their order."""
        return tuple(
            DigestSection(kind, tuple(self._kept[kind]), self._more[kind], self._unjudged[kind])
            for kind in DigestKind
        )

    def _add_beside(self, place: tuple[DigestKind, int] | None, other: Piece | FoundPiece) -> None:
        """Say at the line of an item what else is news of it, and how many other papers say it."""
        if place is None or other.subject in self._subjects:
            return
        section, position = place
        line = self._kept[section][position]
        if section is other.kind:
            self._subjects.add(other.subject)
            line = replace(line, others=line.others + other.is_answer)
        elif other.kind not in line.beside:
            line = replace(line, beside=(*line.beside, other.kind))
        self._kept[section][position] = line


def _kinds(session: Session, scope: Scope) -> frozenset[DigestKind]:
    """Give the kinds of news that there can be: most readers have news of one or two.

    Letters are told to those who follow motions alone.
    """
    kinds = frozenset(kind for kind in DigestKind if scope.wanted(kind) != NEVER)
    if scope.rounds is None or not kinds:
        return kinds
    first, last = scope.rounds
    noted = select(News.kind).where(News.round > first, News.round <= last).distinct()
    if scope.items is not None and scope.letters is not None:
        noted = noted.where(among(News.item_id, scope.items | scope.letters))
    return kinds & frozenset(session.scalars(noted))
