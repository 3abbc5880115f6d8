"""Committees, their work for a meeting, and their meetings, as pages show them."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import UNANSWERED, Status
from app.domain.errors import NotFound
from app.domain.history import Action
from app.domain.meetings import Place, advise, place_of
from app.services.meetings.lines import IS_OPEN, load_lines
from app.services.meetings.rows import (
    CommitteeLine,
    CommitteePage,
    Decision,
    ListedLine,
    MeetingLine,
    MeetingPage,
    MeetingRef,
    WorkLine,
)
from app.services.overview.history import load_history
from app.services.overview.rows.common import Choice, paging_of
from app.store.history import HistoryEntry
from app.store.items import Commitment, Committee, Item
from app.store.meetings import Meeting, MeetingItem

PAGE = 40  # items on one page of a meeting: what is decided in one go
_ORDER = tuple(Place)


def find_committees_with_work(session: Session, *, today: dt.date) -> tuple[CommitteeLine, ...]:
    """Give every committee by name, with how much is open."""
    overdue = (Commitment.deadline < today) & Commitment.status.in_(UNANSWERED)
    query = (
        select(
            Commitment.committee_id,
            func.count().label("open"),
            func.sum(case((overdue, 1), else_=0)).label("overdue"),
            func.sum(case((Commitment.status == Status.PROPOSED, 1), else_=0)).label("proposed"),
        )
        .where(IS_OPEN)
        .group_by(Commitment.committee_id)
    )
    counts = {row.committee_id: row for row in session.execute(query)}
    coming = _find_meetings(session, Meeting.date >= today)
    lines = []
    for committee in session.scalars(select(Committee).order_by(Committee.name)):
        some = counts.get(committee.id)
        meetings = coming.get(committee.id, ())
        lines.append(
            CommitteeLine(
                _choice(committee),
                some.open if some else 0,
                some.overdue if some else 0,
                some.proposed if some else 0,
                meetings[-1] if meetings else None,
            )
        )
    return tuple(lines)


def count_nobodys(session: Session) -> dict[str, int]:
    """Count what is open and has no "committee", or was promised to no "member"."""
    query = select(
        func.count().filter(Commitment.committee_id.is_(None)).label("committee"),
        func.count().filter(func.coalesce(Commitment.member, "") == "").label("member"),
    ).where(IS_OPEN)
    return dict(session.execute(query).mappings().one())


def get_committee_page(
    session: Session,
    slug: str,
    *,
    day: dt.date | None,
    today: dt.date,
    otherwise: dt.date | None = None,
) -> CommitteePage:
    """Give a committee with its work for a meeting on `day`; raises NotFound.

    Without a day it is that of the next meeting, or `otherwise` where none is planned.
    """
    committee = get_committee(session, slug)
    meetings = _find_meetings(session, Meeting.committee_id == committee.id).get(committee.id, ())
    if day is None:
        day = min((one.date for one in meetings if one.date >= today), default=otherwise or today)
    meeting = next((one for one in meetings if one.date == day), None)
    listed = () if meeting else find_work(session, committee.id, day=day, today=today)
    told = load_history(session, HistoryEntry.action == Action.COMMITTEE_CHANGED)
    return CommitteePage(
        committee=_choice(committee),
        decides=committee.decides,
        meetings=meetings,
        day=day,
        meeting=meeting,
        listed=listed,
        is_first=not any(one.date < day for one in meetings),
        history=tuple(
            line for line in told if any(change.after == committee.name for change in line.changes)
        ),
    )


def find_work(
    session: Session, committee_id: int, *, day: dt.date, today: dt.date
) -> tuple[ListedLine, ...]:
    """Give what asks for something in a meeting on `day`: by place, then by term."""
    where = (Commitment.committee_id == committee_id) & IS_OPEN
    lines = load_lines(session, where, today=today, meeting=day)
    found = [
        ListedLine(line, place, advise(line.facts))
        for line in lines
        if (place := place_of(line.facts)) is not None
    ]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.place)))


def get_meeting_page(
    session: Session, meeting_id: int, *, page: int | None = 1, today: dt.date
) -> MeetingPage:
    """Give a meeting with one page of its list, or with all of it for None; raises NotFound.

    What was withdrawn, merged into another or is no commitment any more leaves the list,
    unless it was decided.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("meeting", meeting_id)
    rows = session.scalars(
        select(MeetingItem)
        .join(Commitment, Commitment.item_id == MeetingItem.item_id)
        .where(
            MeetingItem.meeting_id == meeting_id,
            or_(MeetingItem.decision.is_not(None), Commitment.withdrawn_at.is_(None)),
        )
        .order_by(MeetingItem.position, MeetingItem.id)
    ).all()
    paging = paging_of(len(rows), page or 1, PAGE if page else max(1, len(rows)))
    shown = rows[max(0, paging.first - 1) : paging.last]
    lines = load_lines(
        session,
        Item.id.in_([row.item_id for row in shown]),
        today=today,
        meeting=meeting.date,
    )
    by_id = {line.item_id: line for line in lines}
    committee = session.get_one(Committee, meeting.committee_id)
    return MeetingPage(
        id=meeting.id,
        version=meeting.version,
        date=meeting.date,
        committee=_choice(committee),
        made_by=meeting.made_by,
        made_at=meeting.made_at,
        lines=tuple(_show(row, by_id[row.item_id]) for row in shown),
        paging=paging,
        decided=sum(row.decision is not None for row in rows),
    )


def get_committee(session: Session, slug: str) -> Committee:
    """Give a committee by its name in addresses; raises NotFound."""
    found = session.scalar(select(Committee).where(Committee.slug == slug))
    if found is None:
        raise NotFound("committee", slug)
    return found


def _show(row: MeetingItem, line: WorkLine) -> MeetingLine:
    """Make a line of a meeting's list."""
    decision = None
    if row.decision is not None and row.decided_by is not None and row.decided_at is not None:
        decision = Decision(
            row.decision, row.decided_term, row.note, row.decided_by, row.decided_at
        )
    return MeetingLine(
        row.id, row.position, line, row.place, row.proposal, row.term, row.why, decision
    )


def _find_meetings(
    session: Session, where: ColumnElement[bool]
) -> dict[int, tuple[MeetingRef, ...]]:
    """Give the meetings of each committee, newest first."""
    query = (
        select(
            Meeting.id,
            Meeting.committee_id,
            Meeting.date,
            func.count(MeetingItem.id).label("items"),
            func.count(MeetingItem.decision).label("decided"),
        )
        .outerjoin(MeetingItem, MeetingItem.meeting_id == Meeting.id)
        .where(where)
        .group_by(Meeting.id, Meeting.committee_id, Meeting.date)
        .order_by(Meeting.date.desc())
    )
    found: dict[int, tuple[MeetingRef, ...]] = {}
    for row in session.execute(query):
        one = MeetingRef(row.id, row.date, row.items, row.decided)
        found[row.committee_id] = (*found.get(row.committee_id, ()), one)
    return found


def find_numbers(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Give the public numbers of these items."""
    query = select(Item.id, Item.number).where(Item.id.in_(list(ids)))
    return {row.id: row.number for row in session.execute(query)}


def _choice(committee: Committee) -> Choice:
    return Choice(committee.id, committee.slug, committee.name)
