"""Conflicts between papers about a motion: found with each paper, settled by a person."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.matching import Conflict, ConflictVerdict
from app.domain.papers import PaperKind
from app.domain.text import Span
from app.matching import find_conflicts
from app.matching.movers import find_surnames, share_mover
from app.matching.settled import find_wrong_side, is_settled, make_pattern
from app.services.motion_identity import load_settled, settled_of
from app.services.placing import Placed, naming, naming_nearly, place_mentions
from app.services.values import encode
from app.store.documents import Document, MotionMentionRow
from app.store.history import HistoryEntry
from app.store.motions import ConflictMention, ConflictNumber, MotionConflict

_LONGEST = 200  # characters of what makes a conflict the same as before


def keep_conflicts(session: Session, numbers: Collection[str], *, at: datetime) -> None:
    """Find anew what does not fit about these numbers and those that look like them.

    What a person settled stays as it is; of the rest, what no longer holds is taken away, and
    what is there already keeps its id. Its version counts up when its evidence changed.
    """
    wanted, every = _widen(session, numbers)
    placed = place_mentions(session, naming(every))
    rows = {(one.document, one.mention.span): row for one, row in placed}
    letters = _letters_among(session, every)
    settled = load_settled(session)
    found = {
        key_of(conflict): conflict
        for conflict in find_conflicts([one for one, _ in placed], letters=letters)
        if not wanted.isdisjoint(conflict.numbers) and not is_settled(conflict, settled)
    }
    known = _load_waiting(session, wanted)
    for key in sorted(known.keys() - found.keys()):
        _take_away(session, known[key])
    for key, conflict in sorted(found.items()):
        _put_down(session, known.get(key), key, conflict, rows, at)
    _follow_settled(session, every, placed)
    session.flush()


def key_of(conflict: Conflict) -> str:
    """Give what makes a conflict the same as one found before."""
    names = ""
    if len(conflict.sides) > 1 and len(conflict.numbers) == 1:
        odd = find_surnames(mover for one in conflict.sides[1] for mover in one.mention.movers)
        names = ":" + min(odd, default="")
    return f"{conflict.kind}:{'|'.join(conflict.numbers)}{names}"[:_LONGEST]


def _widen(session: Session, numbers: Collection[str]) -> tuple[set[str], set[str]]:
    """Give the numbers of which the conflicts may have changed, and those that they rest on.

    A number's conflicts rest on its own mentions and on those with numbers that look like
    it, by one of the same movers.
    """
    wanted = set(numbers)
    wanted |= _like(session, wanted)
    return wanted, wanted | _like(session, wanted)


def _like(session: Session, numbers: Collection[str]) -> set[str]:
    """Give the numbers that look like these, where they are of one of the same movers."""
    own = place_mentions(session, naming(numbers))
    ends = {row.number for _, row in own if row.misprint is not None and row.number}
    near = place_mentions(session, naming_nearly(numbers, ends))
    movers = tuple(dict.fromkeys(mover for one, _ in own for mover in one.mention.movers))
    return {
        number
        for one, _ in near
        if share_mover(movers, one.mention.movers) is not None
        for number in (one.home, one.printed)
        if number
    }


def _letters_among(session: Session, numbers: Collection[str]) -> frozenset[str]:
    """Give those of the numbers that are a paper in the register which is no motion."""
    kinds = (PaperKind.LETTER, PaperKind.WRITTEN_CONSULTATION, PaperKind.DEBATE)
    query = select(Document.canonical).where(
        Document.canonical.in_(sorted(numbers)), Document.kind.in_(kinds)
    )
    return frozenset(one for one in session.scalars(query) if one is not None)


def _load_waiting(session: Session, numbers: Collection[str]) -> dict[str, MotionConflict]:
    """Give the conflicts about these numbers that nobody settled, by their key."""
    about = select(ConflictNumber.conflict_id).where(ConflictNumber.number.in_(sorted(numbers)))
    query = select(MotionConflict).where(
        MotionConflict.id.in_(about), MotionConflict.verdict.is_(None)
    )
    return {row.key: row for row in session.scalars(query)}


def _put_down(
    session: Session,
    row: MotionConflict | None,
    key: str,
    conflict: Conflict,
    rows: dict[tuple[str, Span], MotionMentionRow],
    at: datetime,
) -> None:
    """Keep a conflict with its evidence."""
    sides = {
        rows[one.document, one.mention.span].id: n
        for n, side in enumerate(conflict.sides)
        for one in side
    }
    values = {
        "kind": conflict.kind,
        "numbers": list(conflict.numbers),
        "likely": conflict.likely,
        "reasons": encode(conflict.reasons),
        "sides": encode(tuple(make_pattern(side) for side in conflict.sides)),
    }
    if row is None:
        row = MotionConflict(key=key, found_at=at, wrong=[], **values)
        session.add(row)
        session.flush()
        for number in conflict.numbers:
            session.add(ConflictNumber(conflict_id=row.id, number=number))
    elif _sides_of(session, row) != sides or any(
        getattr(row, name) != value for name, value in values.items()
    ):
        row.version += 1
        for name, value in values.items():
            setattr(row, name, value)
        session.execute(delete(ConflictMention).where(ConflictMention.conflict_id == row.id))
    else:
        return
    for mention_id, side in sorted(sides.items()):
        session.add(ConflictMention(conflict_id=row.id, mention_id=mention_id, side=side))
    session.flush()


def _sides_of(session: Session, row: MotionConflict) -> dict[int, int]:
    """Give the mentions of a conflict with their sides."""
    query = select(ConflictMention).where(ConflictMention.conflict_id == row.id)
    return {one.mention_id: one.side for one in session.scalars(query)}


def _take_away(session: Session, row: MotionConflict) -> None:
    """Take away a conflict that no longer holds; what history speaks of stays, without evidence."""
    for table in (ConflictMention, ConflictNumber):
        session.execute(delete(table).where(table.conflict_id == row.id))
    told = select(HistoryEntry.id).where(HistoryEntry.conflict_id == row.id).limit(1)
    if session.scalar(told) is None:
        session.delete(row)
    else:
        row.key = put_aside(row)
    session.flush()


def put_aside(row: MotionConflict) -> str:
    """Give a key under which a conflict is out of the way of one found anew."""
    return row.key if "#" in row.key else f"{row.key}#{row.id}"


def _follow_settled(session: Session, numbers: Collection[str], placed: Iterable[Placed]) -> None:
    """Show under a settled conflict the mentions of later papers that it decides too."""
    known = list(placed)
    about = select(ConflictNumber.conflict_id).where(ConflictNumber.number.in_(sorted(numbers)))
    query = select(MotionConflict).where(
        MotionConflict.id.in_(about), MotionConflict.verdict == ConflictVerdict.NUMBER
    )
    for row in session.scalars(query):
        settled, there = settled_of(row), _sides_of(session, row)
        for one, mention in known:
            side = find_wrong_side(one.mention, settled)
            if side is not None and mention.id not in there:
                session.add(ConflictMention(conflict_id=row.id, mention_id=mention.id, side=side))


def free_key(session: Session, row: MotionConflict) -> str:
    """Give a conflict that waits again the key that it had, unless another one has it now."""
    key = row.key.partition("#")[0]
    taken = session.scalar(select(MotionConflict.id).where(MotionConflict.key == key))
    return key if taken is None else row.key
