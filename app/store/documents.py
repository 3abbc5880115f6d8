"""Papers, their passages, and what the reader saw in them that needs no judgement."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, Stance, TargetKind
from app.domain.references import ReferenceKind
from app.domain.text import BlockKind, Zone
from app.store.base import Base, counted, enum_words


class Document(Base):
    """A paper. `source` and `text` never change; the rest can be corrected by a clerk.

    One that was withdrawn is out of every list; `replaced_by_id` is the newer edition, of one
    that was withdrawn for that. `canonical` is then empty: no number leads to it.
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("length(key) = 64", "key_is_sha256"),
        # Whether lists show it, its day and its kind, without the row, which is as long as the paper.
        Index(
            "ix_documents_listed",
            *("withdrawn_at", "media", "date", "not_before", "not_after", "kind", "id"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # of the source, line ends folded
    name: Mapped[str] = mapped_column(String(255))  # file name without extension
    media: Mapped[str] = mapped_column(String(16), index=True)
    origin: Mapped[str] = mapped_column(Text)
    reader: Mapped[str] = mapped_column(String(40))
    imported_at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[PaperKind] = mapped_column(enum_words(PaperKind))
    date: Mapped[dt.date | None] = mapped_column(index=True)
    not_before: Mapped[dt.date | None]
    not_after: Mapped[dt.date | None]
    place: Mapped[str | None] = mapped_column(String(120))
    dossier: Mapped[str | None] = mapped_column(String(40), index=True)  # "21501-02"
    number: Mapped[str | None] = mapped_column(String(40))
    canonical: Mapped[str | None] = mapped_column(String(80), index=True)  # "kst-21501-02-2433"
    title: Mapped[str | None] = mapped_column(Text)
    addressee: Mapped[str | None] = mapped_column(Text)
    from_functions: Mapped[list[Any]]
    signatories: Mapped[list[Any]]  # [function, name] pairs
    withdrawn_at: Mapped[datetime | None] = mapped_column(index=True)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    # Last, because SQLite walks through what stands before a column to reach it.
    source: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    reading: Mapped[dict[str, Any]]  # all that the reader saw; services/papers.py reads it back
    marked: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by hand, beside the reading

    __mapper_args__ = counted(version)


class PaperSender(Base):
    """Who sent a paper that lists show: a function in small letters (services/senders.py)."""

    __tablename__ = "paper_senders"
    __table_args__ = (Index("ix_paper_senders_sender", "sender", "document_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    sender: Mapped[str] = mapped_column(String(400), primary_key=True)


class Passage(Base):
    """One block of a paper, for search: its words and their stems."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(enum_words(BlockKind))
    zone: Mapped[Zone] = mapped_column(enum_words(Zone))
    label: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)


class CitedPaper(Base):
    """One paper that a citation names; a citation of two papers has two rows.

    `citation` is the place of the citation in the paper, `ordinal` that of the number
    in the citation, both from 0.
    """

    __tablename__ = "cited_papers"
    __table_args__ = (UniqueConstraint("document_id", "citation", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    citation: Mapped[int]
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[ReferenceKind] = mapped_column(enum_words(ReferenceKind))
    annex: Mapped[bool]
    canonical: Mapped[str] = mapped_column(String(80), index=True)


class MotionMentionRow(Base):
    """A motion as a paper names it; its items stand in `MentionedMotion`, if it has a number.

    `words` is the sentence that says what is done with it. `own` says that the paper is the
    motion itself, `replaces` which motions it stands in place of, `misprint` what stands
    where its number should.
    """

    __tablename__ = "motion_mentions"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        Index("ix_motion_mentions_document_id", "document_id", "start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    ids: Mapped[list[Any]]  # canonical, as the paper identifies it
    canonical: Mapped[str | None] = mapped_column(String(80), index=True)  # the first of them
    number: Mapped[str | None] = mapped_column(String(40), index=True)  # its last part, "2433"
    movers: Mapped[list[Any]]
    cosigned: Mapped[bool]
    changed: Mapped[bool]
    stance: Mapped[Stance] = mapped_column(enum_words(Stance))
    subject: Mapped[str | None] = mapped_column(Text)
    own: Mapped[bool] = mapped_column(default=False)
    replaces: Mapped[list[Any]] = mapped_column(default=list)
    misprint: Mapped[str | None] = mapped_column(String(120), index=True)


class MentionedMotion(Base):
    """The motion (an item) that a mention names by its number."""

    __tablename__ = "mentioned_motions"
    __table_args__ = (UniqueConstraint("mention_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("motion_mentions.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)


class Statement(Base):
    """A statement in a paper that something earlier is met."""

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    target_kind: Mapped[TargetKind] = mapped_column(enum_words(TargetKind))
    target: Mapped[dict[str, Any]]  # by, to, where, date, ids
    subject: Mapped[str] = mapped_column(Text)
    status: Mapped[FulfilmentStatus] = mapped_column(enum_words(FulfilmentStatus))
    by_ids: Mapped[list[Any]]
    cue: Mapped[str] = mapped_column(String(80))
    implicit: Mapped[bool]
