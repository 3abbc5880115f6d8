"""A person's word on a conflict between papers about a motion, and its withdrawal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import AlreadyJudged, Invalid, WrongState
from app.domain.history import Action
from app.domain.matching import ConflictKind, ConflictVerdict
from app.domain.references import parse_canonical
from app.services.conflicts import free_key, put_aside
from app.services.deciding import need_reason, take, tell
from app.services.mentions import follow_settling
from app.services.motion_identity import get_motion, settled_of
from app.services.registers import lock_intake
from app.store.motions import ConflictNumber, MotionConflict


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a clerk says of a conflict.

    With NUMBER, `right` is the canonical number of the motion that the mentions of `side`
    are of; without a side, those of every side that prints another number. With SLIP the
    number is right and something beside it is not; with NONE all is right as printed.
    """

    verdict: ConflictVerdict
    right: str | None = None
    side: int | None = None


def settle_conflict(
    session: Session,
    conflict_id: int,
    settlement: Settlement,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Put down what a clerk says of a conflict; give the conflict's new version.

    From then on the mentions with the mistake, those of later papers too, count for the
    right motion. What is printed stays. Raises NotFound, Stale when the evidence changed or
    somebody was first, AlreadyJudged, and Invalid for a number that is none or is the
    wrong one itself, and without a reason where it is said that nothing is wrong.
    """
    lock_intake(session)
    row = take(session, MotionConflict, conflict_id, seen)
    if row.verdict is not None:
        raise AlreadyJudged(f"conflict {conflict_id}", row.judged_by or "")
    if settlement.verdict is ConflictVerdict.NONE:
        reason = need_reason(reason or "")
    wrong = _wrong_of(row, settlement)
    row.verdict, row.judged_by, row.judged_at = settlement.verdict, actor, at
    row.reason, row.wrong, row.key = reason, wrong, put_aside(row)
    if settlement.verdict is ConflictVerdict.NUMBER and settlement.right is not None:
        row.right = settlement.right
        get_motion(session, settlement.right, at)
        if settlement.right not in row.numbers:
            session.add(ConflictNumber(conflict_id=row.id, number=settlement.right))
    tell(
        session,
        Action.CONFLICT_SETTLED,
        actor=actor,
        at=at,
        conflict=row.id,
        after=_told(row),
        reason=reason,
    )
    session.flush()
    follow_settling(session, _numbers_of(row), at=at)
    return row.version


def reopen_conflict(
    session: Session,
    conflict_id: int,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> None:
    """Take back what was said of a conflict, and why: it waits again, if it still holds.

    Mentions count again for what they print. Raises NotFound, Stale, Invalid without a
    reason, and WrongState when nobody settled it.
    """
    reason = need_reason(reason)
    lock_intake(session)
    row = take(session, MotionConflict, conflict_id, seen)
    if row.verdict is None:
        raise WrongState(f"conflict {conflict_id}", "not settled")
    before, numbers = _told(row), _numbers_of(row)
    row.key = free_key(session, row)
    row.verdict = row.judged_by = row.judged_at = row.reason = row.right = None
    row.wrong = []
    tell(
        session,
        Action.CONFLICT_REOPENED,
        actor=actor,
        at=at,
        conflict=row.id,
        before=before,
        reason=reason,
    )
    session.flush()
    follow_settling(session, numbers, at=at)


def _wrong_of(row: MotionConflict, settlement: Settlement) -> list[Any]:
    """Give the patterns of the mistake; raises Invalid for a number that cannot be right."""
    if settlement.verdict is not ConflictVerdict.NUMBER:
        return []
    right = settlement.right
    if right is None or parse_canonical(right) is None:
        raise Invalid("right", "no number of a paper")
    by_side = row.kind in (ConflictKind.WRONG_NAME, ConflictKind.TWO_MOTIONS)
    if by_side and (settlement.side is None or settlement.side >= len(row.sides)):
        raise Invalid("side", "no side of this conflict")
    sides = row.sides if settlement.side is None else [row.sides[settlement.side]]
    wrong = [side for side in sides if side["number"] != right]
    if not wrong:
        raise Invalid("right", "the number that is printed already")
    return wrong


def _numbers_of(row: MotionConflict) -> set[str]:
    """Give all numbers that a conflict has to do with."""
    patterns = settled_of(row).sides
    found = {*row.numbers, *(pattern.number for pattern in patterns), row.right}
    return {one for one in found if one}


def _told(row: MotionConflict) -> dict[str, Any]:
    """Give it as history keeps it."""
    told = {"conflict": row.verdict.value if row.verdict else None, "numbers": list(row.numbers)}
    return told | ({"right": row.right} if row.right else {})
