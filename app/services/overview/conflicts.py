"""Where papers contradict each other about a motion: the sides, and what a clerk said."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from app.domain.matching import Reason
from app.domain.references import parse_canonical
from app.services.numbers import number_of_motion
from app.services.overview.history import load_history
from app.services.overview.papers import Place, day_of, load_quotes, print_canonical
from app.services.overview.printed import print_reasons, text_of
from app.services.overview.rows.common import HistoryLine, Paging, Quote, paging_of
from app.services.overview.rows.stories import ConflictSide, ConflictView
from app.services.values import decode
from app.store.documents import MotionMentionRow
from app.store.history import HistoryEntry
from app.store.motions import ConflictMention, ConflictNumber, MotionConflict

_SHOWN = exists().where(ConflictMention.conflict_id == MotionConflict.id)
WAITS = and_(MotionConflict.verdict.is_(None), _SHOWN)
SETTLED = and_(MotionConflict.verdict.is_not(None), _SHOWN)


def load_conflict_history(session: Session, conflict_id: int) -> tuple[HistoryLine, ...]:
    """Give what people decided of a conflict, newest first."""
    return load_history(session, HistoryEntry.conflict_id == conflict_id)


def count_conflicts(session: Session, where: ColumnElement[bool] = WAITS) -> int:
    """Count conflicts, by default those that nobody settled."""
    return session.scalars(select_conflict_count(where)).one()


def select_conflict_count(where: ColumnElement[bool] = WAITS) -> Select[int]:
    """Select how many there are."""
    return select(func.count()).select_from(MotionConflict).where(where)


def find_conflict_views(
    session: Session, numbers: Collection[str] | None = None
) -> tuple[ConflictView, ...]:
    """Give what nobody settled yet; with numbers, what concerns those, settled or not."""
    if numbers is None:
        return _show(session, WAITS)
    rows = load_conflicts(session, numbers)
    return show_conflicts(rows, load_quotes(session, rows.places, with_notes=True))


@dataclass(frozen=True, slots=True)
class ConflictRows:
    """What the register holds of some conflicts: their rows, and their mentions by their ids."""

    conflicts: Sequence[MotionConflict]
    mentions: Mapping[int, Sequence[Any]]

    @property
    def places(self) -> list[Place]:
        """Give the sentences to quote, for `load_quotes`."""
        return [_place(row) for rows in self.mentions.values() for row in rows]


def load_conflicts(session: Session, numbers: Collection[str]) -> ConflictRows:
    """Load what concerns these numbers, settled or not: two statements at most."""
    about = select(ConflictNumber.conflict_id).where(ConflictNumber.number.in_(sorted(numbers)))
    return _load(session, and_(_SHOWN, MotionConflict.id.in_(about)))


def list_conflicts(
    session: Session,
    page: int,
    size: int,
    *,
    settled: bool = False,
    document: int | None = None,
) -> tuple[tuple[ConflictView, ...], Paging]:
    """Give one page of conflicts, the latest first; of one letter, those that it is in."""
    where = and_(SETTLED if settled else WAITS, _of_letter(document))
    paging = paging_of(count_conflicts(session, where), page, size)
    return _show(session, where, paging), paging


def get_conflict(session: Session, conflict_id: int) -> ConflictView | None:
    """Give one conflict, settled or not; None when it is no longer there."""
    return next(iter(_show(session, MotionConflict.id == conflict_id)), None)


def _of_letter(document: int | None) -> ColumnElement[bool]:
    """Choose the conflicts in which a mention of this letter stands; all without one."""
    if document is None:
        return true()
    mine = (
        select(ConflictMention.conflict_id)
        .join(MotionMentionRow, MotionMentionRow.id == ConflictMention.mention_id)
        .where(MotionMentionRow.document_id == document)
    )
    return MotionConflict.id.in_(mine)


def _show(
    session: Session, where: ColumnElement[bool], paging: Paging | None = None
) -> tuple[ConflictView, ...]:
    """Make conflicts with their evidence: four statements, however many."""
    rows = _load(session, where, paging)
    return show_conflicts(rows, load_quotes(session, rows.places, with_notes=True))


def _load(
    session: Session, where: ColumnElement[bool], paging: Paging | None = None
) -> ConflictRows:
    """Load conflicts, the latest first, and their mentions."""
    newest = func.coalesce(MotionConflict.judged_at, MotionConflict.found_at)
    query = select(MotionConflict).where(where).order_by(newest.desc(), MotionConflict.key)
    if paging is not None:
        query = query.limit(paging.size).offset((paging.page - 1) * paging.size)
    conflicts = list(session.scalars(query))
    mentions = _load_mentions(session, [row.id for row in conflicts]) if conflicts else {}
    return ConflictRows(conflicts, mentions)


def show_conflicts(rows: ConflictRows, quotes: Mapping[Place, Quote]) -> tuple[ConflictView, ...]:
    """Make conflicts of their rows, in the same order."""
    return tuple(
        _conflict(row, [(one, quotes[_place(one)]) for one in rows.mentions.get(row.id, ())])
        for row in rows.conflicts
    )


def _load_mentions(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    """Load the mentions of conflicts, with the side on which each stands."""
    query = (
        select(
            ConflictMention.conflict_id,
            ConflictMention.side,
            MotionMentionRow.document_id,
            MotionMentionRow.sentence_start,
            MotionMentionRow.sentence_end,
            MotionMentionRow.ids,
            MotionMentionRow.misprint,
            MotionMentionRow.movers,
            MotionMentionRow.cosigned,
            MotionMentionRow.subject,
            MotionMentionRow.own,
        )
        .join(MotionMentionRow, MotionMentionRow.id == ConflictMention.mention_id)
        .where(ConflictMention.conflict_id.in_(ids))
    )
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[row.conflict_id].append(row)
    return found


def _place(row: Any) -> Place:
    return Place(row.document_id, row.sentence_start, row.sentence_end)


def _conflict(row: MotionConflict, mentions: Sequence[tuple[Any, Quote]]) -> ConflictView:
    """Make a conflict; a paper that says the same more than once stands there once."""
    sides = [_side(mention, quote) for mention, quote in mentions]
    sides.sort(key=lambda side: (day_of(side.quote.letter), side.quote.letter.id, side.quote.start))
    once = {
        (side.side, side.kamerstuk, side.movers, side.subject, side.quote.letter.id): side
        for side in reversed(sides)
    }
    texts = " ".join(f"{side.subject or ''} {text_of(side.quote)}" for side in sides)
    reasons = (decode(Reason, stored) for stored in row.reasons)
    return ConflictView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        numbers=tuple(row.numbers),
        kamerstukken=tuple(print_canonical(number) for number in row.numbers),
        likely=print_canonical(row.likely) if row.likely else None,
        sides=tuple(reversed(once.values())),
        names=tuple(_join(side.get("movers", ())) for side in row.sides),
        reasons=print_reasons(reasons, texts, texts),
        verdict=row.verdict,
        right=print_canonical(row.right) if row.right else None,
        right_number=number_of_motion(row.right) if row.right else None,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        note=row.reason,
    )


def _join(names: Sequence[str]) -> str:
    """Write names as a list in running text."""
    return " en ".join([*filter(None, [", ".join(names[:-1])]), *names[-1:]])


def _side(row: Any, quote: Quote) -> ConflictSide:
    """Make one mention in a conflict."""
    printed = row.ids[0] if row.ids else row.misprint or ""
    known = parse_canonical(printed) is not None
    return ConflictSide(
        side=row.side,
        number=number_of_motion(printed) if known else None,
        kamerstuk=print_canonical(printed),
        movers=tuple(row.movers),
        cosigned=row.cosigned,
        subject=row.subject,
        own=row.own,
        quote=quote,
    )
