"""What a committee decided in a meeting, put down for many items in one go."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status, Verdict
from app.domain.errors import Invalid, NotFound, SomeStale, Stale, WrongState
from app.domain.history import Action
from app.domain.meetings import Proposal
from app.domain.reading import Term, TermKind
from app.services.deciding import tell
from app.services.fields import CommitmentChanges, change, differences, fields_of, write
from app.services.meetings.preparing import check_term
from app.services.meetings.releasing import MEETING_ITEM
from app.services.standing import Standing, find_standing
from app.services.undoing import undo
from app.services.undone import UNDOES, find_undone, load_told
from app.store.items import Commitment, Item
from app.store.meetings import Meeting, MeetingItem

BY_CLERK = "clerk"  # the rule of a term that a person set
_SETTLING = {Proposal.SETTLE: Status.SETTLED, Proposal.PARTLY: Status.PARTLY}


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on one row; `seen` is the version of its item."""

    row_id: int
    seen: int
    decision: Proposal
    term: dt.date | None = None
    note: str | None = None


def decide_items(
    session: Session, meeting_id: int, decided: Sequence[Decided], *, actor: str, at: datetime
) -> tuple[str, ...]:
    """Put down what was decided, all of it or nothing; give the numbers of the items.

    Each becomes history with the meeting as its ground. Raises NotFound, SomeStale with
    every item that changed since the person saw it, WrongState for one that was decided
    or withdrawn, and Invalid for a new term without a day.
    """
    meeting = session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    if meeting is None:
        raise NotFound("meeting", meeting_id)
    rows = _take_rows(session, meeting, decided)
    items = _take_items(session, rows, decided)
    for one in decided:
        check_term(one.decision, one.term)
        row = rows[one.row_id]
        if row.decision is not None:
            raise WrongState(items[row.item_id].number, "decided")
        _carry_out(session, meeting, row, items[row.item_id], one, actor=actor, at=at)
    session.flush()
    return tuple(items[rows[one.row_id].item_id].number for one in decided)


def undo_decision(
    session: Session,
    row_id: int,
    *,
    seen: int,
    reason: str,
    calendar: Calendar,
    actor: str,
    at: datetime,
) -> None:
    """Take back what was decided on one row, and why; `seen` is the item's version.

    Raises NotFound, Stale, Invalid without a reason, WrongState when nothing was decided,
    and RestsOnIt when a later decision rests on it.
    """
    row = session.get(MeetingItem, row_id)
    if row is None:
        raise NotFound("row", row_id)
    told = load_told(session, row.item_id)
    undone = find_undone(told)
    mine = [
        one
        for one in told
        if (one.after or {}).get(MEETING_ITEM) == row.id
        and UNDOES not in (one.after or {})
        and one.id not in undone
    ]
    if not mine or row.decision is None:
        raise WrongState(f"row {row_id}", "not decided")
    for passed, one in enumerate(reversed(mine)):
        undo(
            session,
            one.id,
            seen=seen + passed,
            reason=reason,
            calendar=calendar,
            actor=actor,
            at=at,
        )


def _take_rows(
    session: Session, meeting: Meeting, decided: Sequence[Decided]
) -> dict[int, MeetingItem]:
    """Give the rows of this meeting that were decided on; raises NotFound."""
    wanted = [one.row_id for one in decided]
    query = (
        select(MeetingItem)
        .where(MeetingItem.meeting_id == meeting.id, MeetingItem.id.in_(wanted))
        .execution_options(populate_existing=True)
    )
    rows = {row.id: row for row in session.scalars(query)}
    missing = [key for key in wanted if key not in rows]
    if missing:
        raise NotFound("row", missing[0])
    return rows


def _take_items(
    session: Session, rows: dict[int, MeetingItem], decided: Sequence[Decided]
) -> dict[int, Item]:
    """Take the items in one order, so that two people never wait for each other."""
    query = (
        select(Item)
        .where(Item.id.in_([row.item_id for row in rows.values()]))
        .order_by(Item.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    items = {item.id: item for item in session.scalars(query)}
    stale = [
        (items[rows[one.row_id].item_id].number, Stale("item", one.seen, item.version))
        for one in decided
        if (item := items[rows[one.row_id].item_id]).version != one.seen
    ]
    if stale:
        raise SomeStale(stale)
    for item in items.values():
        item.version += 1
    return items


def _carry_out(
    session: Session,
    meeting: Meeting,
    row: MeetingItem,
    item: Item,
    one: Decided,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Put one decision down, on the row, on the item and in the history."""
    commitment = session.get(Commitment, item.id)
    if commitment is None or commitment.withdrawn_at is not None:
        raise WrongState(item.number, "no standing commitment")
    row.decision, row.note = one.decision, one.note
    row.decided_term = one.term if one.decision is Proposal.MOVE else None
    row.decided_by, row.decided_at = actor, at
    ground = {
        "decision": one.decision.value,
        "meeting": meeting.date.isoformat(),
        MEETING_ITEM: row.id,
    }
    status = _status_after(session, item, commitment, one.decision)
    if one.decision is not Proposal.MOVE or status is not commitment.status:
        before = Standing(commitment.status, commitment.status_by_hand)
        commitment.status, commitment.status_by_hand = status, True
        tell(
            session,
            Action.STATUS_SET,
            actor=actor,
            at=at,
            item=item.id,
            before=before.told(),
            after=Standing(status, by_hand=True).told() | ground,
            reason=one.note,
        )
        session.flush()
    if one.decision is Proposal.MOVE and one.term is not None:
        _move(session, item, commitment, one.term, ground, actor=actor, at=at, note=one.note)
    session.flush()


def _status_after(
    session: Session, item: Item, commitment: Commitment, decision: Proposal
) -> Status:
    """Give the status that a decision leads to; what stays open goes back to what letters met."""
    if decision in _SETTLING:
        return _SETTLING[decision]
    if commitment.status in (Status.OPEN, Status.PARTLY):
        return commitment.status
    verdicts = {one.verdict for one in find_standing(session, item.id)}
    return Status.PARTLY if Verdict.FULFILS_PARTLY in verdicts else Status.OPEN


def _move(
    session: Session,
    item: Item,
    commitment: Commitment,
    term: dt.date,
    ground: dict[str, Any],
    *,
    actor: str,
    at: datetime,
    note: str | None,
) -> None:
    """Give the item another last day; the first stays known."""
    fields = fields_of(commitment)
    moved = CommitmentChanges(term=Term(TermKind.DATE, None, None, term, BY_CLERK))
    after = change(fields, moved)
    if commitment.deadline == term:
        raise Invalid("term", "the last day that it has")
    old, new = differences(fields, after)
    write(session, item, commitment, after)
    tell(
        session,
        Action.DEADLINE_MOVED,
        actor=actor,
        at=at,
        item=item.id,
        before=old,
        after=new | ground,
        reason=note,
    )
    session.flush()
