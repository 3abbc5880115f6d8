"""Who may answer for a promise: offices, who held them when, and which committee leads."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.offices import Certainty
from app.store.base import Base, counted, enum_words


class OfficeRow(Base):
    """An office in one period of its existence; `successors` and `also` are names of offices."""

    __tablename__ = "offices"
    __table_args__ = (
        UniqueConstraint("name", "first"),
        CheckConstraint("first IS NULL OR last IS NULL OR first <= last", "begins_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministries.id"))
    first: Mapped[date | None]
    last: Mapped[date | None]
    successors: Mapped[list[Any]]
    also: Mapped[list[Any]]
    certainty: Mapped[Certainty] = mapped_column(enum_words(Certainty))
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class HolderRow(Base):
    """A person's time in an office. `portfolio` tells two in one office apart."""

    __tablename__ = "officeholders"
    __table_args__ = (
        Index("ix_officeholders_office", "office", "first"),
        CheckConstraint("last IS NULL OR first <= last", "begins_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(String(200))
    portfolio: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    surname: Mapped[str] = mapped_column(String(200))
    first: Mapped[date]
    last: Mapped[date | None]
    certainty: Mapped[Certainty] = mapped_column(enum_words(Certainty))
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class DossierRow(Base):
    """The committee that leads a dossier; "*-VII" is that chapter of every budget."""

    __tablename__ = "dossier_committees"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier: Mapped[str] = mapped_column(String(40), unique=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    certainty: Mapped[Certainty] = mapped_column(enum_words(Certainty))
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)
