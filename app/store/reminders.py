"""Rappels: the letters that ask a minister for what is overdue, as they were kept."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, counted


class Reminder(Base):
    """A rappel: to which office, when, and by when an answer is asked.

    `number` is "2026-3": the year, and the how manieth of it. `horizon` is the day up to
    which it names what falls due next. A withdrawn one was never sent, and keeps its number.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        CheckConstraint("(withdrawn_by IS NULL) = (withdrawn_at IS NULL)", "withdrawn_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    office: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str | None] = mapped_column(Text)  # who holds the office that day
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministries.id"))
    date: Mapped[dt.date]
    reply_before: Mapped[dt.date]
    horizon: Mapped[dt.date]
    made_by: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[dt.datetime]
    withdrawn_by: Mapped[str | None] = mapped_column(String(255))
    withdrawn_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class ReminderItem(Base):
    """An item in a rappel, in the words in which it was sent; `earlier` are rappels before."""

    __tablename__ = "reminder_items"
    __table_args__ = (
        UniqueConstraint("reminder_id", "item_id"),
        Index("ix_reminder_items_item_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminders.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    position: Mapped[int]
    overdue: Mapped[bool]
    subject: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    term_text: Mapped[str | None] = mapped_column(Text)
    deadline: Mapped[dt.date]
    first_deadline: Mapped[dt.date | None]
    earlier: Mapped[list[Any]]  # [number, day] rows
