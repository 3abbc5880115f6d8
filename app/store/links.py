"""Suggestions that wait, and fulfilments that a person put down."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.commitments import Verdict
from app.domain.matching import Relation
from app.store.base import Base, counted, enum_words


class Suggestion(Base):
    """A later passage that may settle an item, and what a clerk said of it."""

    __tablename__ = "suggestions"
    __table_args__ = (
        UniqueConstraint(
            *("item_id", "from_document_id", "from_start", "document_id", "start", "end"),
            name="uq_suggestions_once",
        ),
        CheckConstraint("(verdict IS NULL) = (judged_by IS NULL)", "judged_whole"),
        CheckConstraint("(judged_by IS NULL) = (judged_at IS NULL)", "judged_by_and_at"),
        Index("ix_suggestions_item_id", "item_id", "verdict"),
        Index("ix_suggestions_waiting", "verdict", "document_id", "item_id", "relation"),
        {"sqlite_autoincrement": True},  # an id that was taken away never names another passage
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    from_document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    from_start: Mapped[int | None]  # the earlier words; of a motion, the mention
    from_end: Mapped[int | None]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    relation: Mapped[Relation] = mapped_column(enum_words(Relation))
    score: Mapped[float]
    reasons: Mapped[list[Any]]  # [code, weight, earlier words, later words] rows
    matcher: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    verdict: Mapped[Verdict | None] = mapped_column(enum_words(Verdict))
    judged_by: Mapped[str | None] = mapped_column(String(255))
    judged_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class Fulfilment(Base):
    """A passage that a person linked to an item: by judging a suggestion, or by hand."""

    __tablename__ = "fulfilments"
    __table_args__ = (
        CheckConstraint("(withdrawn_by IS NULL) = (withdrawn_at IS NULL)", "withdrawn_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(enum_words(Verdict))
    reason: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime]
    withdrawn_by: Mapped[str | None] = mapped_column(String(255))
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)
