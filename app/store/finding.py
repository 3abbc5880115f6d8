"""What finding rests on beside the stems: words, what is the same as what, members, movers.

All of it follows from papers and seeds and can be made anew (services/vocabulary.py).
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base


class SearchWord(Base):
    """A word that some paper has: its token, how it is first printed, and what it is made of.

    `head` and `tail` are the roots of the two parts of a compound, both empty for any other word.
    """

    __tablename__ = "search_words"

    token: Mapped[str] = mapped_column(String(80), primary_key=True)
    word: Mapped[str] = mapped_column(String(80))
    head: Mapped[str | None] = mapped_column(String(80), index=True)
    tail: Mapped[str | None] = mapped_column(String(80), index=True)


class SearchAlike(Base):
    """Tokens, parted by spaces, that say the same as others: an abbreviation and its words."""

    __tablename__ = "search_alike"

    tokens: Mapped[str] = mapped_column(String(200), primary_key=True)
    other: Mapped[str] = mapped_column(String(200), primary_key=True)
    words: Mapped[str] = mapped_column(String(200))  # how the other is printed


class Member(Base):
    """A member's time in one fractie, by the name that papers print; from the seeds."""

    __tablename__ = "members"
    __table_args__ = (Index("ix_members_name", "name", "first"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    fractie: Mapped[str] = mapped_column(String(80), index=True)
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]


class ItemPassage(Base):
    """A passage in which an item stands, by the sentence or mention that begins in it.

    `stems` are those of the passage, with an index of their own: words that very many passages
    have stand in far fewer of these. The database keeps it in step by itself, with the view
    `item_passages_now`, as it does what lists show (store/listed.py).
    """

    __tablename__ = "item_passages"
    __table_args__ = (UniqueConstraint("item_id", "passage_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    passage_id: Mapped[int] = mapped_column(
        ForeignKey("passages.id", ondelete="CASCADE"), index=True
    )
    stems: Mapped[str] = mapped_column(Text)


class ItemWords(Base):
    """All words that lead to an item: the stems of its own and of the passages in which it stands.

    What leads there in one word is looked up here, once for each item; phrases and several words
    must stand in one passage. PostgreSQL keeps no more of them than what it searches. Kept in
    step as `item_passages` is, with the view `item_words_now`.
    """

    __tablename__ = "item_words"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("items.id", ondelete="CASCADE"), primary_key=True
    )
    stems: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class MotionMover(Base):
    """A member who moved a motion, as the paper names them that says most; 0 signed first."""

    __tablename__ = "motion_movers"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
