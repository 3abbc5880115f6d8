"""Who did what, when, to what, and why. Rows are added, and stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.history import Action
from app.store.base import Base, enum_words


class HistoryEntry(Base):
    """One deed; the database itself refuses to change or remove it.

    One thing it allows: that a person's name makes way for "voormalig medewerker" and a number.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index("ix_history_item_id_at", "item_id", "at"),
        Index("ix_history_at", "at", "action", "item_id", "document_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(255))
    action: Mapped[Action] = mapped_column(enum_words(Action), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    conflict_id: Mapped[int | None] = mapped_column(ForeignKey("motion_conflicts.id"), index=True)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None] = mapped_column(Text)
