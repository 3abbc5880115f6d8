"""Rappels: what an office has still to answer, asked for in a letter that is kept."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import UNANSWERED
from app.domain.dutch import paper_words
from app.domain.errors import AlreadyThere, Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.services.deciding import need_reason, tell
from app.services.meetings.lines import load_lines
from app.services.meetings.rows import WorkLine
from app.services.overview.listing import responsible_of_commitment
from app.services.overview.rows.common import Paging, Reminded, paging_of
from app.services.registers import lock_intake
from app.store.items import Commitment, Item, Ministry
from app.store.reminders import Reminder, ReminderItem

PAGE = 40


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office that has something to answer: how much is overdue, and its last rappel.

    `is_known` is False for words that name no office ("Nederland"): nobody can be asked.
    """

    office: str
    ministry: str | None
    overdue: int
    unreminded: int
    last: Reminded | None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class ReminderRef:
    """A rappel as lists name it."""

    id: int
    number: str
    office: str
    date: dt.date
    reply_before: dt.date
    overdue: int
    answered: int  # of those overdue, how many ask for nothing any more
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rappel to an office would ask today: what is overdue, what falls due next.

    `kept_today` is one to the same office that was kept this day: there is no second.
    """

    office: str
    name: str | None
    ministry: str | None
    ministry_id: int | None
    kept_today: Reminded | None
    overdue: tuple[WorkLine, ...]
    coming: tuple[WorkLine, ...]


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item of a rappel, in the words in which it was sent."""

    number: str
    subject: str
    words: str
    source: str | None
    term_text: str | None
    deadline: dt.date
    first_deadline: dt.date | None
    earlier: tuple[tuple[str, dt.date], ...]


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """A rappel as it was kept."""

    id: int
    version: int
    number: str
    office: str
    name: str | None
    ministry: str | None
    date: dt.date
    reply_before: dt.date
    horizon: dt.date
    made_by: str
    made_at: dt.datetime
    withdrawn_by: str | None
    withdrawn_at: dt.datetime | None
    overdue: tuple[AskedItem, ...]
    coming: tuple[AskedItem, ...]


def find_offices(session: Session, *, today: dt.date) -> tuple[OfficeLine, ...]:
    """Give the offices with something overdue, the most first."""
    office = responsible_of_commitment()
    asked = (
        select(ReminderItem.item_id)
        .join(Reminder, Reminder.id == ReminderItem.reminder_id)
        .where(ReminderItem.overdue.is_(True), Reminder.withdrawn_at.is_(None))
    )
    query = (
        select(
            office.label("office"),
            func.max(Ministry.name).label("ministry"),
            func.count().label("overdue"),
            func.count(Commitment.responsible).label("known"),
            func.sum(case((Commitment.item_id.in_(asked), 0), else_=1)).label("unreminded"),
        )
        .outerjoin(Ministry, Ministry.id == Commitment.ministry_id)
        .where(_counts(), Commitment.deadline < today)
        .group_by(office)
        .order_by(func.count().desc(), office)
    )
    last: dict[str, Reminded] = {}
    kept = select(Reminder).where(Reminder.withdrawn_at.is_(None))
    for row in session.scalars(kept.order_by(Reminder.date, Reminder.id)):
        last[row.office] = Reminded(row.id, row.number, row.date)
    return tuple(
        OfficeLine(
            row.office,
            row.ministry,
            row.overdue,
            row.unreminded,
            last.get(row.office),
            is_known=bool(row.known),
        )
        for row in session.execute(query)
    )


def find_reminders(session: Session, *, page: int) -> tuple[tuple[ReminderRef, ...], Paging]:
    """Give one page of the rappels that were kept, newest first."""
    total = session.scalar(select(func.count()).select_from(Reminder)) or 0
    paging = paging_of(total, page, PAGE)
    answered = case(
        (and_(ReminderItem.overdue.is_(True), Commitment.status.not_in(UNANSWERED)), 1), else_=0
    )
    query = (
        select(
            Reminder,
            func.sum(case((ReminderItem.overdue.is_(True), 1), else_=0)).label("overdue"),
            func.sum(answered).label("answered"),
        )
        .join(ReminderItem, ReminderItem.reminder_id == Reminder.id)
        .join(Commitment, Commitment.item_id == ReminderItem.item_id)
        .group_by(Reminder.id)
        .order_by(Reminder.date.desc(), Reminder.id.desc())
        .limit(PAGE)
        .offset(max(0, paging.first - 1))
    )
    rows = session.execute(query)
    return tuple(_ref(row.Reminder, row.overdue, row.answered) for row in rows), paging


def draft_reminder(session: Session, office: str, *, horizon: dt.date, today: dt.date) -> Draft:
    """Give what a rappel would ask; raises NotFound for an office that answers for nothing."""
    where = and_(
        responsible_of_commitment() == office,
        _counts(),
        or_(Commitment.deadline < today, Commitment.deadline <= horizon),
    )
    lines = load_lines(session, where, today=today)
    answers = select(Commitment.item_id).where(responsible_of_commitment() == office)
    if not lines and session.scalar(answers.limit(1)) is None:
        raise NotFound("office", office)
    name = next((one.responsible_name for one in lines if one.responsible_name), None)
    ministry_id = next((one.ministry_id for one in lines if one.ministry_id), None)
    ministry = session.get(Ministry, ministry_id) if ministry_id else None
    return Draft(
        office=office,
        name=name,
        ministry=ministry.name if ministry else None,
        ministry_id=ministry_id,
        kept_today=_find_kept(session, office, today),
        overdue=tuple(one for one in lines if one.facts.is_overdue),
        coming=tuple(one for one in lines if not one.facts.is_overdue),
    )


def keep_reminder(
    session: Session,
    office: str,
    *,
    reply_before: dt.date,
    horizon: dt.date,
    actor: str,
    at: datetime,
    today: dt.date,
) -> int:
    """Keep a rappel with the date of today and the next number, and give its id.

    Each item that is overdue tells it in its history. Raises NotFound, AlreadyThere when
    one to this office was kept today and stands, and Invalid when nothing is overdue, or
    for an answer that is asked for before tomorrow.
    """
    if reply_before <= today:
        raise Invalid("reply_before", "not after today")
    lock_intake(session)  # two clerks who keep one at once see each other's
    draft = draft_reminder(session, office, horizon=horizon, today=today)
    if draft.kept_today is not None:
        raise AlreadyThere("reminder", draft.kept_today.number)
    if not draft.overdue:
        raise Invalid("office", "nothing is overdue")
    row = Reminder(number=_next_number(session, today), office=office, name=draft.name)
    row.ministry_id, row.date = draft.ministry_id, today
    row.reply_before, row.horizon = reply_before, horizon
    row.made_by, row.made_at = actor, at
    session.add(row)
    session.flush()
    for position, line in enumerate((*draft.overdue, *draft.coming), 1):
        session.add(_item(row, position, line))
        if line.facts.is_overdue:
            after = {"reminder": row.number, "reply_before": reply_before.isoformat()}
            tell(session, Action.REMINDED, actor=actor, at=at, item=line.item_id, after=after)
    session.flush()
    return row.id


def withdraw_reminder(
    session: Session, reminder_id: int, *, seen: int, reason: str, actor: str, at: datetime
) -> None:
    """Take back a rappel that was not sent, and why; its number is not given again.

    Raises NotFound, Stale, Invalid without a reason, and WrongState when it was taken back.
    """
    reason = need_reason(reason)
    row = session.get(Reminder, reminder_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("reminder", reminder_id)
    if row.version != seen:
        raise Stale("reminder", seen, row.version)
    if row.withdrawn_at is not None:
        raise WrongState(f"reminder {row.number}", "withdrawn")
    row.withdrawn_by, row.withdrawn_at = actor, at
    row.version += 1
    asked = select(ReminderItem.item_id).where(
        ReminderItem.reminder_id == row.id, ReminderItem.overdue.is_(True)
    )
    for item_id in session.scalars(asked).all():
        tell(
            session,
            Action.REMINDER_WITHDRAWN,
            actor=actor,
            at=at,
            item=item_id,
            before={"reminder": row.number},
            reason=reason,
        )
    session.flush()


def get_reminder(session: Session, reminder_id: int) -> ReminderPage:
    """Give a rappel as it was kept; raises NotFound."""
    row = session.get(Reminder, reminder_id)
    if row is None:
        raise NotFound("reminder", reminder_id)
    ministry = session.get(Ministry, row.ministry_id) if row.ministry_id else None
    query = (
        select(ReminderItem, Item.number)
        .join(Item, Item.id == ReminderItem.item_id)
        .where(ReminderItem.reminder_id == row.id)
        .order_by(ReminderItem.position)
    )
    asked = [(one.ReminderItem, one.number) for one in session.execute(query)]
    return ReminderPage(
        id=row.id,
        version=row.version,
        number=row.number,
        office=row.office,
        name=row.name,
        ministry=ministry.name if ministry else None,
        date=row.date,
        reply_before=row.reply_before,
        horizon=row.horizon,
        made_by=row.made_by,
        made_at=row.made_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
        overdue=tuple(_asked(item, number) for item, number in asked if item.overdue),
        coming=tuple(_asked(item, number) for item, number in asked if not item.overdue),
    )


def _counts() -> ColumnElement[bool]:
    """Say whether a commitment is one that its minister has still to come with."""
    return and_(Commitment.withdrawn_at.is_(None), Commitment.status.in_(UNANSWERED))


def _find_kept(session: Session, office: str, day: dt.date) -> Reminded | None:
    """Give the rappel to an office that was kept on a day and stands."""
    query = select(Reminder).where(
        Reminder.office == office, Reminder.date == day, Reminder.withdrawn_at.is_(None)
    )
    row = session.scalar(query.order_by(Reminder.id.desc()).limit(1))
    return None if row is None else Reminded(row.id, row.number, row.date)


def _next_number(session: Session, today: dt.date) -> str:
    """Give the next number of the year."""
    year = f"{today.year}-"
    numbers = session.scalars(select(Reminder.number).where(Reminder.number.startswith(year)))
    return f"{year}{max((int(one.removeprefix(year)) for one in numbers), default=0) + 1}"


def _item(row: Reminder, position: int, line: WorkLine) -> ReminderItem:
    """Put an item down as the letter has it."""
    return ReminderItem(
        reminder_id=row.id,
        item_id=line.item_id,
        position=position,
        overdue=line.facts.is_overdue,
        subject=line.subject,
        words=line.words,
        source=paper_words(line.letter.paper) if line.letter else None,
        term_text=line.term.text,
        deadline=line.term.latest,
        first_deadline=line.term.first,
        earlier=[[one.number, one.date.isoformat()] for one in line.reminded],
    )


def _asked(row: ReminderItem, number: str) -> AskedItem:
    """Give an item of a rappel as it was sent."""
    return AskedItem(
        number=number,
        subject=row.subject,
        words=row.words,
        source=row.source,
        term_text=row.term_text,
        deadline=row.deadline,
        first_deadline=row.first_deadline,
        earlier=tuple((name, dt.date.fromisoformat(day)) for name, day in row.earlier),
    )


def _ref(row: Reminder, overdue: int, answered: int) -> ReminderRef:
    """Make the line of a rappel."""
    return ReminderRef(
        id=row.id,
        number=row.number,
        office=row.office,
        date=row.date,
        reply_before=row.reply_before,
        overdue=overdue,
        answered=answered,
        withdrawn=row.withdrawn_at is not None,
    )
