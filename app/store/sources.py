"""What other registers say of our items, in their own words."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.statuses import Source
from app.store.base import Base, enum_words


class SourceWord(Base):
    """What another register called the state of an item, as it was received.

    Rows are added, and stay: the newest of a source is what it says now.
    """

    __tablename__ = "source_words"
    __table_args__ = (
        Index("ix_source_words_item_id", "item_id", "source"),
        Index("ix_source_words_reference", "reference"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    source: Mapped[Source] = mapped_column(enum_words(Source))
    reference: Mapped[str] = mapped_column(String(120))  # its number in that register
    word: Mapped[str] = mapped_column(String(120))
    received_at: Mapped[datetime]
