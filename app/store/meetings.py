"""Meetings of committees: what is put to them, and what they decide."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.meetings import Place, Proposal
from app.store.base import Base, counted, enum_words


class Meeting(Base):
    """A procedurevergadering of a committee, with the list that was made for it."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("committee_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    date: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class MeetingItem(Base):
    """An item on the list: what staff propose and why, and what the committee decided.

    `term` is the new last day that is proposed, `decided_term` the one decided.
    """

    __tablename__ = "meeting_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "item_id"),
        Index("ix_meeting_items_item_id", "item_id"),
        CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", "decided_whole"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", "decided_by_and_at"),
        CheckConstraint(
            "decided_term IS NULL OR decision = 'nieuwe termijn'", "term_with_its_decision"
        ),
        {"sqlite_autoincrement": True},  # the history names the row by its id
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    position: Mapped[int]
    place: Mapped[Place] = mapped_column(enum_words(Place))
    proposal: Mapped[Proposal] = mapped_column(enum_words(Proposal))
    term: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text)
    decision: Mapped[Proposal | None] = mapped_column(enum_words(Proposal))
    decided_term: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(255))
    decided_at: Mapped[datetime | None]
