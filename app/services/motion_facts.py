"""What became of motions in the Chamber, put down by a clerk or from a file."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.domain.motion_rows import MotionRow
from app.domain.motions import Facts
from app.services.deciding import take_item, tell
from app.services.undone import undoing
from app.services.values import decode, encode
from app.store.items import Item, Motion

_AT_ONCE = 1000  # motions taken in one statement


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: numbers of motions told anew, known so, and not in the register."""

    told: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def facts_of(motion: Motion) -> Facts:
    """Give what was said of a motion."""
    return Facts(motion.outcome, motion.outcome_on, motion.votes, motion.advice)


def tell_motion(
    session: Session,
    number: str,
    facts: Facts,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
    undoes: int | None = None,
) -> int:
    """Put down what became of a motion, all of it; give the item's new version.

    Raises NotFound, Stale, and Invalid for a day to come or one without an outcome.
    """
    item = take_item(session, number, seen)
    motion = session.get(Motion, item.id)
    if motion is None:
        raise NotFound("motion", number)
    _write(session, item, motion, facts, actor=actor, at=at, reason=reason, undoes=undoes)
    return item.version


def restored_facts(motion: Motion, before: dict[str, Any]) -> Facts:
    """Give what was said of a motion with the values that history keeps of before."""
    told = {field.name: encode(getattr(facts_of(motion), field.name)) for field in _FIELDS}
    return decode(Facts, told | {name: before[name] for name in before if name in told})


def import_facts(
    session: Session, rows: Iterable[MotionRow], *, actor: str, at: datetime
) -> Imported:
    """Put down what a file says of motions that the register has; an empty cell says nothing.

    Raises Invalid, with the line, for a day to come.
    """
    told, same, unknown = [], [], []
    rows = tuple(rows)
    known = _take_motions(session, sorted({row.canonical for row in rows}))
    for row in rows:
        if row.canonical not in known:
            unknown.append(row.canonical)
            continue
        item, motion = known[row.canonical]
        given = {
            field.name: value
            for field in _FIELDS
            if (value := getattr(row.facts, field.name)) is not None
        }
        facts = dataclasses.replace(facts_of(motion), **given)
        if facts == facts_of(motion):
            same.append(item.number)
            continue
        if facts.outcome_on is not None and facts.outcome_on > at.date():
            raise Invalid(f"line {row.line}", "a day still to come")
        item.version += 1
        _write(session, item, motion, facts, actor=actor, at=at)
        told.append(item.number)
    return Imported(tuple(told), tuple(same), tuple(unknown))


_FIELDS = dataclasses.fields(Facts)


def _take_motions(session: Session, numbers: Sequence[str]) -> dict[str, tuple[Item, Motion]]:
    """Give motions by their numbers with their items, kept from others; always in one order."""
    found: dict[str, tuple[Item, Motion]] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = (
            select(Item, Motion)
            .join(Motion, Motion.item_id == Item.id)
            .where(Motion.canonical.in_(numbers[start : start + _AT_ONCE]))
            .order_by(Motion.canonical)
            .with_for_update(of=Item)
            .execution_options(populate_existing=True)
        )
        found |= {motion.canonical: (item, motion) for item, motion in session.execute(query)}
    return found


def _write(
    session: Session,
    item: Item,
    motion: Motion,
    facts: Facts,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    """Write what was said, and what differs from before."""
    if facts.outcome_on is not None and facts.outcome_on > at.date():
        raise Invalid("outcome_on", "still to come")
    if facts.outcome_on is not None and facts.outcome is None:
        raise Invalid("outcome_on", "a day without an outcome")
    was = facts_of(motion)
    names = [one.name for one in _FIELDS if getattr(was, one.name) != getattr(facts, one.name)]
    for name in names:
        setattr(motion, name, getattr(facts, name))
    tell(
        session,
        Action.MOTION_TOLD,
        actor=actor,
        at=at,
        item=item.id,
        before={name: encode(getattr(was, name)) for name in names},
        after={name: encode(getattr(facts, name)) for name in names} | undoing(undoes),
        reason=reason,
    )
    session.flush()
