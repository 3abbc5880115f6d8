"""One motion, one record: which item each mention counts for, whatever number it prints.

It follows from what papers print (one paper in two dossiers, t.v.v.) and from what clerks
settled, and is made anew for every number that a paper or a decision touches, so that the
order in which they come makes no difference.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from app.domain.history import MACHINE, Action
from app.domain.matching import (
    ItemKind,
    MentionPattern,
    MotionIdentity,
    MotionTie,
    SettledConflict,
    TieKind,
)
from app.domain.reading import MotionMention
from app.domain.references import parse_canonical
from app.matching.identity import find_identities
from app.matching.settled import find_right_number
from app.services.deciding import tell
from app.services.numbers import number_of_motion
from app.services.placing import mention_of, naming
from app.services.stemming import paper_token, stems
from app.services.values import decode
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.finding import MotionMover
from app.store.items import Item, Motion
from app.store.motions import MotionConflict, MotionTieRow


@dataclass(frozen=True, slots=True)
class Touched:
    """What a paper or a decision touched: all numbers that go together, and changed items."""

    numbers: frozenset[str]
    items: frozenset[int]


def keep_ties(session: Session, document: Document, mentions: Iterable[MotionMention]) -> None:
    """Put down which numbers a paper ties together."""
    known: set[tuple[int, TieKind, str, str]] = set()
    for mention in mentions:
        place = mention.sentence
        for kind, number, other in _ties_of(mention):
            if (place.start, kind, number, other) in known:
                continue
            known.add((place.start, kind, number, other))
            session.add(
                MotionTieRow(
                    document_id=document.id,
                    start=place.start,
                    end=place.end,
                    kind=kind,
                    number=number,
                    other=other,
                )
            )
    session.flush()


def get_motion(session: Session, canonical: str, at: datetime) -> tuple[Item, bool]:
    """Give the item of a motion, made when the register does not have it, and whether it was."""
    number = number_of_motion(canonical)
    item = session.scalar(select(Item).where(Item.number == number))
    if item is not None:
        return item, False
    token = paper_token(canonical)
    item = Item(number=number, kind=ItemKind.MOTION, words="", stems=token, created_at=at)
    session.add(item)
    session.flush()
    session.add(Motion(item_id=item.id, canonical=canonical))
    after = {"canonical": canonical}
    tell(session, Action.MOTION_FOUND, actor=MACHINE, at=at, item=item.id, after=after)
    return item, True


def settle_motions(
    session: Session, numbers: Collection[str], *, at: datetime, arriving: int | None = None
) -> Touched:
    """Let every mention of these numbers count for its motion, and say what that touched.

    `numbers` are those printed, or what stands where one should; `arriving` is the paper
    that comes in. The items touched are those of which older mentions, or what they are
    kept under, changed.
    """
    settled = load_settled(session)
    every = _with_settled(_close(session, numbers), settled)
    ties = _load_ties(session, every)
    identities = find_identities(ties)
    rows = list(session.scalars(select(MotionMentionRow).where(_concerned(session, every))))
    gone = _withdrawn(session, {row.document_id for row in rows})
    homes = {
        row.id: () if row.document_id in gone else _homes(mention_of(row), identities, settled)
        for row in rows
    }
    items = {
        one: get_motion(session, one, at)[0].id for home in homes.values() for one in home
    } | _items_of(session, every)
    moved = _count_for(session, rows, homes, items, arriving)
    moved |= _point_on(session, every, identities, settled, items)
    for canonical, item_id in sorted(items.items()):
        name_motion(session, session.get_one(Item, item_id), canonical)
    return Touched(frozenset(every), frozenset(moved))


def load_settled(session: Session) -> tuple[SettledConflict, ...]:
    """Give what clerks settled, the latest first."""
    query = (
        select(MotionConflict)
        .where(MotionConflict.verdict.is_not(None))
        .order_by(MotionConflict.judged_at.desc(), MotionConflict.id.desc())
    )
    return tuple(settled_of(row) for row in session.scalars(query))


def name_motion(session: Session, item: Item, canonical: str) -> None:
    """Name a motion by the mention that says most, whichever paper came in first.

    It is found by each of its numbers, and by those of the motions that it replaced.
    """
    size = MotionMentionRow.end - MotionMentionRow.start
    words = func.substr(Document.text, MotionMentionRow.start + 1, size)
    query = (
        select(MotionMentionRow, Document.key, words)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .where(MentionedMotion.item_id == item.id)
    )
    found = session.execute(query).all()
    ranked = sorted((*_rank(row, key), named, row.movers) for row, key, named in found)
    told = sorted({stems(row.subject) for row, _, _ in found if row.subject})
    others = select(Motion.canonical).where(
        or_(Motion.same_as_id == item.id, Motion.replaced_by_id == item.id)
    )
    tokens = [paper_token(one) for one in (canonical, *sorted(session.scalars(others)))]
    name = ranked[0][-2] if ranked else "Motie"
    _keep_movers(session, item.id, ranked[0][-1] if ranked else ())
    line = " ".join([stems(name), *tokens, *told])
    if (item.words, item.stems) != (name, line):
        item.words, item.stems = name, line
        session.flush()


def gather_movers(session: Session) -> None:
    """Put down the movers of all motions anew, each by the mention that says most."""
    session.execute(delete(MotionMover))
    query = (
        select(MentionedMotion.item_id, MotionMentionRow, Document.key)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .order_by(MentionedMotion.item_id)
        .execution_options(yield_per=2_000)
    )
    rows: list[dict[str, int | str]] = []
    for item_id, mentions in groupby(session.execute(query), key=lambda row: row[0]):
        best = min(((_rank(row, key), row) for _, row, key in mentions), key=lambda one: one[0])
        names = dict.fromkeys(best[1].movers)
        rows += [
            {"item_id": item_id, "position": at, "name": name} for at, name in enumerate(names)
        ]
    if rows:
        session.execute(insert(MotionMover), rows)


def _rank(row: MotionMentionRow, key: str) -> tuple[bool, int, int, str, int]:
    """Say how much a mention says of its motion; the least comes first, whatever came in first."""
    return row.own, -len(row.movers), -len(row.subject or ""), key, row.start


def _keep_movers(session: Session, item_id: int, movers: Iterable[str]) -> None:
    """Put down who moved a motion, the first who signed first."""
    mine = select(MotionMover).where(MotionMover.item_id == item_id).order_by(MotionMover.position)
    kept, names = session.scalars(mine).all(), list(dict.fromkeys(movers))
    if [row.name for row in kept] == names:
        return
    session.execute(delete(MotionMover).where(MotionMover.item_id == item_id))
    for position, name in enumerate(names):
        session.execute(insert(MotionMover).values(item_id=item_id, position=position, name=name))


def _ties_of(mention: MotionMention) -> Iterator[tuple[TieKind, str, str]]:
    """Give what one mention says of numbers: other dossiers of its paper, what it replaces."""
    for number, other in zip(mention.ids, mention.ids[1:], strict=False):
        if number.rsplit("-", 1)[-1] == other.rsplit("-", 1)[-1]:
            yield TieKind.SAME, number, other
    for other in mention.replaces:
        yield TieKind.REPLACES, next(iter(mention.ids), ""), other


def _close(session: Session, numbers: Collection[str]) -> set[str]:
    """Give numbers with all that papers tie to them, however far."""
    every: set[str] = set()
    waiting = set(numbers)
    while waiting:
        every |= waiting
        rows = session.execute(
            select(MotionTieRow.number, MotionTieRow.other).where(_tied(waiting), _stands())
        )
        waiting = {one for row in rows for one in row if one} - every
    return every


def _stands() -> ColumnElement[bool]:
    """Choose the ties of papers that nobody withdrew."""
    return MotionTieRow.document_id.in_(select(Document.id).where(Document.withdrawn_at.is_(None)))


def _withdrawn(session: Session, documents: Collection[int]) -> set[int]:
    """Give those of these papers that were withdrawn: their mentions count for nothing."""
    query = select(Document.id).where(
        Document.id.in_(sorted(documents)), Document.withdrawn_at.is_not(None)
    )
    return set(session.scalars(query))


def _tied(numbers: Collection[str]) -> ColumnElement[bool]:
    """Choose the ties of these numbers."""
    wanted = sorted(numbers)
    return or_(MotionTieRow.number.in_(wanted), MotionTieRow.other.in_(wanted))


def _load_ties(session: Session, numbers: Collection[str]) -> list[MotionTie]:
    """Give the ties between numbers; a motion without number ties nothing."""
    query = select(MotionTieRow).where(_tied(numbers), MotionTieRow.number != "", _stands())
    return [MotionTie(row.kind, row.number, row.other) for row in session.scalars(query)]


def _with_settled(numbers: set[str], settled: Iterable[SettledConflict]) -> set[str]:
    """Add to numbers the right ones that clerks gave for them, and the wrong ones of those."""
    found = set(numbers)
    for one in settled:
        wrong = {pattern.number for pattern in one.wrong}
        if one.right is not None and (wrong & numbers or one.right in numbers):
            found |= {one.right, *wrong}
    return found


def _concerned(session: Session, numbers: Collection[str]) -> ColumnElement[bool]:
    """Choose the mentions that have to do with these numbers.

    Those that print or count for them, and those without a number that replace one.
    """
    naked = select(MotionTieRow.document_id).where(
        MotionTieRow.other.in_(sorted(numbers)), MotionTieRow.number == ""
    )
    papers = sorted(set(session.scalars(naked)))
    replacing = MotionMentionRow.document_id.in_(papers) & MotionMentionRow.canonical.is_(None)
    return or_(naming(numbers), replacing) if papers else naming(numbers)


def _homes(
    mention: MotionMention,
    identities: dict[str, MotionIdentity],
    settled: tuple[SettledConflict, ...],
) -> tuple[str, ...]:
    """Give the motions that a mention counts for."""
    right = find_right_number(mention, settled)
    if right is not None:
        return (_kept(right, identities),)
    if mention.ids:
        return tuple(dict.fromkeys(_kept(one, identities) for one in mention.ids))
    newer = {identities[one].replaced_by for one in mention.replaces if one in identities}
    return tuple(one for one in newer if one is not None) if len(newer) == 1 else ()


def _kept(number: str, identities: dict[str, MotionIdentity]) -> str:
    """Give the number under which a number is kept."""
    return identities[number].kept_as if number in identities else number


def _items_of(session: Session, numbers: Collection[str]) -> dict[str, int]:
    """Give the items of the motions with these numbers that the register has."""
    query = select(Motion.canonical, Motion.item_id).where(Motion.canonical.in_(sorted(numbers)))
    return {row.canonical: row.item_id for row in session.execute(query)}


def _count_for(
    session: Session,
    rows: Iterable[MotionMentionRow],
    homes: dict[int, tuple[str, ...]],
    items: dict[str, int],
    arriving: int | None,
) -> set[int]:
    """Tie mentions to exactly their motions; give the items of older ones that changed."""
    ids = sorted(homes)
    kept = select(MentionedMotion).where(MentionedMotion.mention_id.in_(ids))
    before: defaultdict[int, dict[int, MentionedMotion]] = defaultdict(dict)
    for one in session.scalars(kept):
        before[one.mention_id][one.item_id] = one
    moved: set[int] = set()
    for row in rows:
        wanted = {items[one] for one in homes[row.id]}
        for item_id, tie in before[row.id].items():
            if item_id not in wanted:
                session.delete(tie)
                moved |= {item_id, *wanted}
        for item_id in sorted(wanted - before[row.id].keys()):
            session.add(MentionedMotion(mention_id=row.id, item_id=item_id))
            moved |= {item_id} if row.document_id != arriving else set()
    session.flush()
    return moved


def _point_on(
    session: Session,
    numbers: Collection[str],
    identities: dict[str, MotionIdentity],
    settled: tuple[SettledConflict, ...],
    items: dict[str, int],
) -> set[int]:
    """Let each number point to what it is kept under and what replaced it; give what changed."""
    known = _items_of(session, numbers) | items
    changed: set[int] = set()
    query = select(Motion).where(Motion.canonical.in_(sorted(known)))
    for motion in session.scalars(query).all():
        number = motion.canonical
        identity = identities.get(number, MotionIdentity(number))
        kept = identity.kept_as
        if kept == number and not _is_mentioned(session, motion):
            kept = _kept(_right_for(number, settled) or number, identities)
        same = known.get(kept) if kept != number else None
        newer = known.get(identity.replaced_by or "") if same is None else None
        if (motion.same_as_id, motion.replaced_by_id) != (same, newer):
            old = {motion.same_as_id, motion.replaced_by_id}
            changed |= {motion.item_id, *(one for one in {same, newer} | old if one is not None)}
            motion.same_as_id, motion.replaced_by_id = same, newer
    session.flush()
    return changed


def _is_mentioned(session: Session, motion: Motion) -> bool:
    """Say whether any mention counts for a motion."""
    query = select(MentionedMotion.id).where(MentionedMotion.item_id == motion.item_id).limit(1)
    return session.scalar(query) is not None


def _right_for(number: str, settled: Iterable[SettledConflict]) -> str | None:
    """Give what a clerk said this number should be."""
    return next(
        (
            one.right
            for one in settled
            if one.right is not None and number in {pattern.number for pattern in one.wrong}
        ),
        None,
    )


def settled_of(row: MotionConflict) -> SettledConflict:
    """Make the value of a settled conflict."""
    if row.verdict is None:
        raise ValueError(f"conflict {row.id} is not settled")
    return SettledConflict(
        row.kind,
        tuple(row.numbers),
        row.verdict,
        tuple(decode(MentionPattern, one) for one in row.sides),
        tuple(decode(MentionPattern, one) for one in row.wrong),
        row.right if row.right is not None and parse_canonical(row.right) else None,
    )
