"""The list of a meeting: made, changed and brought up to date by staff before the meeting."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import AlreadyThere, Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.domain.meetings import Place, Proposal
from app.services.deciding import tell
from app.services.meetings.finding import find_work, get_committee
from app.services.meetings.rows import ListedLine
from app.store.meetings import Meeting, MeetingItem

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class Proposed:
    """What staff make of one row: the proposal, its term and its reason; or off the list."""

    row_id: int
    proposal: Proposal
    term: dt.date | None
    why: str
    leave_out: bool = False


def prepare_meeting(
    session: Session,
    slug: str,
    *,
    day: dt.date,
    places: Collection[Place],
    actor: str,
    at: datetime,
    today: dt.date,
) -> int:
    """Make the list of a meeting with the computed proposals, and give its id.

    `places` are the kinds of items that go on it. Raises NotFound, and AlreadyThere when
    the committee meets that day already.
    """
    committee = get_committee(session, slug)
    known = select(Meeting.id).where(Meeting.committee_id == committee.id, Meeting.date == day)
    if (there := session.scalar(known)) is not None:
        raise AlreadyThere("meeting", str(there))
    meeting = Meeting(committee_id=committee.id, date=day, made_by=actor, made_at=at)
    session.add(meeting)
    session.flush()
    work = find_work(session, committee.id, day=day, today=today)
    _add(session, meeting, [one for one in work if one.place in places])
    return meeting.id


def amend_list(
    session: Session, meeting_id: int, proposed: Sequence[Proposed], *, seen: int
) -> int:
    """Change proposals, or take rows off the list; give the meeting's new version.

    Raises NotFound, Stale when the list changed meanwhile, Invalid for a new term without
    a day or a reason that is empty or too long, and WrongState for what was decided.
    """
    meeting = take_meeting(session, meeting_id, seen)
    for one in proposed:
        row = _row(session, meeting, one.row_id)
        if row.decision is not None:
            raise WrongState(f"row {row.id}", "decided")
        if one.leave_out:
            session.delete(row)
            continue
        check_term(one.proposal, one.term)
        if not one.why.strip() or len(one.why) > LONGEST_WHY:
            raise Invalid("why", "empty or too long")
        row.proposal, row.why = one.proposal, one.why.strip()
        row.term = one.term if one.proposal is Proposal.MOVE else None
    session.flush()
    return meeting.version


def complete_list(session: Session, meeting_id: int, *, seen: int, today: dt.date) -> int:
    """Add what asks for something since the list was made; give how many.

    Nothing that is on the list changes. Raises NotFound and Stale.
    """
    meeting = take_meeting(session, meeting_id, seen)
    there = set(
        session.scalars(select(MeetingItem.item_id).where(MeetingItem.meeting_id == meeting.id))
    )
    work = find_work(session, meeting.committee_id, day=meeting.date, today=today)
    new = [one for one in work if one.line.item_id not in there]
    _add(session, meeting, new)
    return len(new)


def set_decides(session: Session, slug: str, decides: bool, *, actor: str, at: datetime) -> None:
    """Say whether a committee decides itself on what a letter meets; raises NotFound.

    What was settled or proposed before stays as it is.
    """
    committee = get_committee(session, slug)
    if committee.decides == decides:
        return
    committee.decides = decides
    tell(
        session,
        Action.COMMITTEE_CHANGED,
        actor=actor,
        at=at,
        before={"decides": not decides},
        after={"committee": committee.name, "decides": decides},
    )
    session.flush()


def take_meeting(session: Session, meeting_id: int, seen: int) -> Meeting:
    """Give a meeting to change, counted up; raises NotFound and Stale."""
    meeting = session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    if meeting is None:
        raise NotFound("meeting", meeting_id)
    if meeting.version != seen:
        raise Stale("meeting", seen, meeting.version)
    meeting.version += 1
    return meeting


def check_term(proposal: Proposal, term: dt.date | None) -> None:
    """Raise Invalid for a new term without its day."""
    if proposal is Proposal.MOVE and term is None:
        raise Invalid("term", "a new term has a day")


def _row(session: Session, meeting: Meeting, row_id: int) -> MeetingItem:
    """Give a row of this meeting; raises NotFound."""
    row = session.get(MeetingItem, row_id)
    if row is None or row.meeting_id != meeting.id:
        raise NotFound("row", row_id)
    return row


def _add(session: Session, meeting: Meeting, work: Sequence[ListedLine]) -> None:
    """Put lines on a list, after those that are there."""
    last = select(func.max(MeetingItem.position)).where(MeetingItem.meeting_id == meeting.id)
    after = session.scalar(last) or 0
    for position, one in enumerate(work, after + 1):
        row = MeetingItem(meeting_id=meeting.id, item_id=one.line.item_id, position=position)
        row.place, row.proposal, row.why = one.place, one.advice.proposal, one.advice.why
        session.add(row)
    session.flush()
