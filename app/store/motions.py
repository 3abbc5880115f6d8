"""What papers say that two numbers of motions are to each other, and what does not fit."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.matching import ConflictKind, ConflictVerdict, TieKind
from app.store.base import Base, counted, enum_words


class MotionTieRow(Base):
    """Two numbers that one paper ties together, and the sentence in which it does.

    Of "vervangt", `number` is the newer motion; it is empty where the paper gives the
    newer motion no number.
    """

    __tablename__ = "motion_ties"
    __table_args__ = (UniqueConstraint("document_id", "start", "kind", "number", "other"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[TieKind] = mapped_column(enum_words(TieKind))
    number: Mapped[str] = mapped_column(String(80), index=True)
    other: Mapped[str] = mapped_column(String(80), index=True)


class MotionConflict(Base):
    """Papers that contradict each other about a motion, and what a clerk said of it.

    Found anew with each paper that has to do with it, until somebody settles it. `key` is
    what makes it the same conflict as before. `sides` are patterns of how each side names
    the motion; with the verdict "nummer", mentions that look like one of `wrong` count for
    the motion `right`.
    """

    __tablename__ = "motion_conflicts"
    __table_args__ = (
        CheckConstraint("(verdict IS NULL) = (judged_by IS NULL)", "judged_whole"),
        CheckConstraint("(judged_by IS NULL) = (judged_at IS NULL)", "judged_by_and_at"),
        {"sqlite_autoincrement": True},  # an id that was taken away never names another conflict
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[ConflictKind] = mapped_column(enum_words(ConflictKind))
    numbers: Mapped[list[Any]]
    likely: Mapped[str | None] = mapped_column(Text)
    reasons: Mapped[list[Any]]
    sides: Mapped[list[Any]]
    found_at: Mapped[datetime]
    verdict: Mapped[ConflictVerdict | None] = mapped_column(enum_words(ConflictVerdict), index=True)
    right: Mapped[str | None] = mapped_column(String(80))
    wrong: Mapped[list[Any]]
    judged_by: Mapped[str | None] = mapped_column(String(255))
    judged_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class ConflictNumber(Base):
    """A number that a conflict is about, to find it by: canonical, or what is printed."""

    __tablename__ = "conflict_numbers"
    __table_args__ = (UniqueConstraint("conflict_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conflict_id: Mapped[int] = mapped_column(ForeignKey("motion_conflicts.id"))
    number: Mapped[str] = mapped_column(String(120), index=True)


class ConflictMention(Base):
    """A mention in a conflict, and on which side it stands, from 0."""

    __tablename__ = "conflict_mentions"
    __table_args__ = (UniqueConstraint("conflict_id", "mention_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conflict_id: Mapped[int] = mapped_column(ForeignKey("motion_conflicts.id"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("motion_mentions.id"), index=True)
    side: Mapped[int]
