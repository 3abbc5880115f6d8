"""A person's word on whether a motion is carried out."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.commitments import Execution
from app.domain.errors import NotFound, WrongState
from app.domain.history import Action
from app.services.deciding import need_reason, take_item, tell
from app.services.standing import standing_of
from app.store.items import Item, Motion


def settle_motion(
    session: Session, number: str, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Say that a motion is afgedaan, and why; give the item's new version.

    Raises NotFound, Stale, Invalid without a reason, and WrongState when it is already.
    """
    reason = need_reason(reason)
    item, motion = _take(session, number, seen)
    before = standing_of(session, item)
    if before.status is Execution.SETTLED:
        raise WrongState(number, before.status)
    motion.settled_by, motion.settled_at = actor, at
    _tell(session, item, Action.MOTION_SETTLED, before.status, actor, at, reason)
    return item.version


def reopen_motion(
    session: Session, number: str, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Say that a motion is not afgedaan after all, and why; give the item's new version.

    Verdicts on later passages stay as they are. Raises NotFound, Stale, Invalid without
    a reason, and WrongState when it is open.
    """
    reason = need_reason(reason)
    item, motion = _take(session, number, seen)
    if motion.settled_at is None:
        raise WrongState(number, standing_of(session, item).status)
    motion.settled_by = motion.settled_at = None
    _tell(session, item, Action.MOTION_REOPENED, Execution.SETTLED, actor, at, reason)
    return item.version


def _take(session: Session, number: str, seen: int) -> tuple[Item, Motion]:
    """Take a motion; raises NotFound and Stale."""
    item = take_item(session, number, seen)
    motion = session.get(Motion, item.id)
    if motion is None:
        raise NotFound("motion", number)
    return item, motion


def _tell(
    session: Session,
    item: Item,
    action: Action,
    before: object,
    actor: str,
    at: datetime,
    reason: str,
) -> None:
    """Write down from where to where it went."""
    session.flush()
    tell(
        session,
        action,
        actor=actor,
        at=at,
        item=item.id,
        before={"status": str(before)},
        after={"status": standing_of(session, item).status.value},
        reason=reason,
    )
    session.flush()
