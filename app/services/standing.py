"""Which decisions and links of an item stand, and the status in which they leave it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import Execution, Status, Verdict, execution_of, status_of
from app.domain.errors import RestsOnIt, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.undone import UNDOES, find_undone, load_told
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.history import HistoryEntry
from app.store.items import Commitment, Committee, Item, Motion
from app.store.links import Fulfilment

_BY_HAND = frozenset({Action.STATUS_SET, Action.MOTION_SETTLED, Action.MOTION_REOPENED})


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


def check_alone(session: Session, item: Item) -> None:
    """Raise RestsOnIt for a commitment that another was merged into, or split from."""
    hangs = select(Commitment.item_id).where(
        or_(
            Commitment.merged_into_id == item.id,
            and_(Commitment.split_from_id == item.id, Commitment.withdrawn_at.is_(None)),
        )
    )
    if session.scalar(hangs.limit(1)) is not None:
        raise RestsOnIt(item.number, "another commitment")


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


def settle(session: Session, item: Item, *, but: int | None = None) -> Standing:
    """Bring an item where its standing decisions leave it, after one was added or withdrawn.

    What a person set by hand holds until a later link says that the item is met, wholly or
    partly, and again when that link is withdrawn; links from before it do not count. `but`
    is an entry of the history that is being undone.
    """
    told = load_told(session, item.id)
    undone = find_undone(told)
    entries = [one for one in told if one.id != but and one.id not in undone]
    hand = next((one for one in reversed(entries) if _is_by_hand(one)), None)
    links = _find_later(find_standing(session, item.id), entries, hand)
    if item.kind is ItemKind.MOTION:
        _settle_motion(session.get_one(Motion, item.id), hand, links)
    else:
        row = session.get_one(Commitment, item.id)
        _settle_commitment(row, hand, links, committee_decides=_decides(session, row))
    session.flush()
    return standing_of(session, item)


def _is_by_hand(entry: HistoryEntry) -> bool:
    """Say whether a person set the status there; what only undoes a setting sets nothing."""
    return entry.action in _BY_HAND and UNDOES not in (entry.after or {})


def _find_later(
    links: tuple[Fulfilment, ...], entries: Iterable[HistoryEntry], hand: HistoryEntry | None
) -> list[Fulfilment]:
    """Give the links that were made after what a person set by hand; all, without such."""
    if hand is None:
        return list(links)
    before = [one for one in entries if one.id < hand.id]
    judged = {one.suggestion_id for one in before if one.action is Action.SUGGESTION_JUDGED}
    made = {(one.after or {}).get("link") for one in before if one.action is Action.LINK_MADE}
    return [
        one
        for one in links
        if one.id not in made and (one.suggestion_id is None or one.suggestion_id not in judged)
    ]


def _decides(session: Session, row: Commitment) -> bool:
    """Say whether the committee that leads has the last word."""
    committee = session.get(Committee, row.committee_id) if row.committee_id else None
    return committee is not None and committee.decides


def _settle_commitment(
    row: Commitment,
    hand: HistoryEntry | None,
    links: Iterable[Fulfilment],
    *,
    committee_decides: bool,
) -> None:
    """Give a commitment its status.

    A committee that decides itself has the last word on what a letter meets. What is
    settled stays so, also when a further letter says it again.
    """
    status = status_of((one.verdict for one in links), committee_decides=committee_decides)
    by_hand = Status(hand.after["status"]) if hand is not None and hand.after else None
    if by_hand is not None and (
        status is Status.OPEN or (status, by_hand) == (Status.PROPOSED, Status.SETTLED)
    ):
        row.status, row.status_by_hand = by_hand, True
    elif (status, row.status) != (Status.PROPOSED, Status.SETTLED):
        row.status, row.status_by_hand = status, False


def _settle_motion(row: Motion, hand: HistoryEntry | None, links: Iterable[Fulfilment]) -> None:
    """Close or open a motion; who closed it first stays named."""
    met = next((one for one in links if one.verdict is Verdict.FULFILS), None)
    if hand is not None and hand.action is Action.MOTION_SETTLED:
        row.settled_by, row.settled_at = hand.actor, hand.at
    elif met is not None:
        row.settled_by, row.settled_at = met.made_by, met.made_at
    else:
        row.settled_by = row.settled_at = None
