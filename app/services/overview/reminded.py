"""The rappels that asked for an item."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.overview.rows.common import Reminded
from app.store.reminders import Reminder, ReminderItem

_AT_ONCE = 5000


def find_reminded(session: Session, ids: Sequence[int]) -> dict[int, tuple[Reminded, ...]]:
    """Give for each of these items the rappels in which it stood as overdue, newest first."""
    found: dict[int, tuple[Reminded, ...]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            select(ReminderItem.item_id, Reminder.id, Reminder.number, Reminder.date)
            .join(Reminder, Reminder.id == ReminderItem.reminder_id)
            .where(
                ReminderItem.item_id.in_(ids[start : start + _AT_ONCE]),
                ReminderItem.overdue.is_(True),
                Reminder.withdrawn_at.is_(None),
            )
            .order_by(Reminder.date.desc(), Reminder.id.desc())
        )
        for row in session.execute(query):
            one = Reminded(row.id, row.number, row.date)
            found[row.item_id] = (*found.get(row.item_id, ()), one)
    return found
