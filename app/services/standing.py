"""Which links of an item stand, and the status in which they leave it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Execution, Status, Verdict, execution_of, status_of
from app.domain.errors import WrongState
from app.domain.matching import ItemKind
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.items import Commitment, Item, Motion
from app.store.links import Fulfilment


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands. `by_hand`: set by a person, with no letter as its ground."""

    status: Status | Execution
    by_hand: bool = False

    def told(self) -> dict[str, Any]:
        """Give it as history keeps it."""
        return {"status": self.status.value, "by_hand": self.by_hand}


def find_standing(session: Session, item_id: int) -> tuple[Fulfilment, ...]:
    """Give the links of an item that nobody withdrew, in the order in which they were made."""
    query = (
        select(Fulfilment)
        .where(Fulfilment.item_id == item_id, Fulfilment.withdrawn_at.is_(None))
        .order_by(Fulfilment.made_at, Fulfilment.id)
    )
    return tuple(session.scalars(query))


def standing_of(session: Session, item: Item) -> Standing:
    """Say where a commitment or motion stands; raises WrongState for anything else."""
    if item.kind is ItemKind.MOTION:
        motion = session.get_one(Motion, item.id)
        stances = session.scalars(
            select(MotionMentionRow.stance)
            .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
            .where(MentionedMotion.item_id == item.id)
        )
        return Standing(execution_of(stances, settled=motion.settled_at is not None))
    commitment = session.get(Commitment, item.id)
    if commitment is None or commitment.withdrawn_at is not None:
        raise WrongState(item.number, "no standing commitment")
    return Standing(commitment.status, commitment.status_by_hand)


def settle(session: Session, item: Item, verdict: Verdict, *, actor: str, at: datetime) -> Standing:
    """Let a new verdict count: the links that stand now give the status.

    A status set by hand stays when the verdict says nothing about it (a progress report).
    """
    if item.kind is ItemKind.MOTION:
        if verdict is Verdict.FULFILS:
            motion = session.get_one(Motion, item.id)
            motion.settled_by, motion.settled_at = actor, at
        return standing_of(session, item)
    if verdict in (Verdict.FULFILS, Verdict.FULFILS_PARTLY):
        _count(session, session.get_one(Commitment, item.id))
    return standing_of(session, item)


def unsettle(session: Session, item: Item, before: Standing | None) -> Standing:
    """Let a withdrawn verdict count no more; `before` is how it stood until that verdict."""
    if item.kind is ItemKind.MOTION:
        motion = session.get_one(Motion, item.id)
        if Verdict.FULFILS not in {one.verdict for one in find_standing(session, item.id)} and (
            before is None or before.status is not Execution.SETTLED
        ):
            motion.settled_by = motion.settled_at = None
        return standing_of(session, item)
    commitment = session.get_one(Commitment, item.id)
    if not commitment.status_by_hand:
        _count(session, commitment)
        if before is not None and before.by_hand and isinstance(before.status, Status):
            commitment.status, commitment.status_by_hand = before.status, True
    return standing_of(session, item)


def _count(session: Session, commitment: Commitment) -> None:
    """Set the status that the standing links give."""
    verdicts = [one.verdict for one in find_standing(session, commitment.item_id)]
    commitment.status, commitment.status_by_hand = status_of(verdicts), False
