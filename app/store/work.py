"""Who works on an item: to whom it was given, and who has it before them for a while."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base


class ItemWork(Base):
    """An item that somebody works on. To whom it was given stands in the history too.

    That somebody took it warns others until `taken_until`, keeps nobody out, and is no deed.
    """

    __tablename__ = "item_work"
    __table_args__ = (
        CheckConstraint("(taken_by_id IS NULL) = (taken_until IS NULL)", "taken_whole"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    taken_until: Mapped[datetime | None]
