"""Candidates, commitments and motions: one number each, for good."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.commitments import CandidateState, Place, PlaceKind, Status
from app.domain.matching import ItemKind
from app.domain.motions import Advice, Outcome
from app.domain.reading import Made, PromiseKind, TermKind
from app.store.base import Base, counted, enum_words


class Item(Base):
    """What a person can look up, follow and decide on. `version` counts its changes.

    A candidate that is accepted becomes a commitment and keeps its number, history and
    suggestions. `words` is the sentence (of a motion, how it is named) and `stems` what
    search looks in.
    """

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[ItemKind] = mapped_column(enum_words(ItemKind), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = counted(version)


class ItemTerm(Base):
    """A rare word of a promise, or a paper that it names, by which later papers find it.

    `weight` is how much it tells: a paper's number, and a word that hardly occurs, 1.
    """

    __tablename__ = "item_terms"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    term: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    weight: Mapped[float]


class Candidate(Base):
    """A promise that the machine saw, and what a clerk said of it.

    `promise` is the value itself as the reader gave it (services/papers.py reads it back);
    the columns beside it are the same facts, to select and sort by. `repeats_id` is the
    candidate or commitment that this one only says again, so that lists do not count it
    twice; it follows from the words, unless a person set `place`, or put it with
    `place_of_id` as its repeat, an addition or a change (`place_kind`).
    """

    __tablename__ = "candidates"
    __table_args__ = (
        CheckConstraint("(state = 'wacht') = (judged_by IS NULL)", "judged_whole"),
        CheckConstraint("(judged_by IS NULL) = (judged_at IS NULL)", "judged_by_and_at"),
        CheckConstraint("(place_kind IS NULL) = (place_of_id IS NULL)", "placed_whole"),
        Index("ix_candidates_document_id", "document_id", "sentence_start"),
        Index(
            "ix_candidates_repeating",
            "repeats_id",
            sqlite_where=text("repeats_id IS NOT NULL"),
            postgresql_where=text("repeats_id IS NOT NULL"),
        ),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    start: Mapped[int]
    end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    kind: Mapped[PromiseKind] = mapped_column(enum_words(PromiseKind))
    made: Mapped[Made] = mapped_column(enum_words(Made))
    actor: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str | None] = mapped_column(Text)  # by the words, or who signed alone
    committee_id: Mapped[int | None]  # the one that leads the dossier; derived, as responsible
    member: Mapped[str | None] = mapped_column(String(200))  # by the words
    addressee: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    term_kind: Mapped[TermKind] = mapped_column(enum_words(TermKind))
    term_text: Mapped[str | None] = mapped_column(Text)
    term_earliest: Mapped[date | None]
    term_latest: Mapped[date | None] = mapped_column(index=True)
    term_rule: Mapped[str | None] = mapped_column(String(80))
    conditional: Mapped[bool]
    condition: Mapped[str | None] = mapped_column(Text)
    cue: Mapped[str] = mapped_column(String(80))
    promise: Mapped[dict[str, Any]]
    reader: Mapped[str] = mapped_column(String(40))
    state: Mapped[CandidateState] = mapped_column(enum_words(CandidateState), index=True)
    judged_by: Mapped[str | None] = mapped_column(String(255))
    judged_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    place: Mapped[Place | None] = mapped_column(enum_words(Place))
    place_kind: Mapped[PlaceKind | None] = mapped_column(enum_words(PlaceKind))
    place_of_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)


class Commitment(Base):
    """A commitment that a clerk put down: from a candidate, or by hand.

    `deadline` is the last day that still meets it now, `first_deadline` the one it
    began with; `start` and `end` are the words in its document, None when entered
    without one. What answers for it and who leads follow tables, unless set by hand.
    A withdrawn one is out of every list and still here: it was entered by
    mistake, or is `merged_into_id`. `split_from_id` is the one that held this promise too.
    """

    __tablename__ = "commitments"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    kind: Mapped[PromiseKind] = mapped_column(enum_words(PromiseKind))
    made: Mapped[Made] = mapped_column(enum_words(Made))
    actor: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str | None] = mapped_column(Text)  # the office that answers for it now
    responsible_name: Mapped[str | None] = mapped_column(Text)  # who holds that office now
    responsible_by_hand: Mapped[bool] = mapped_column(default=False)
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministries.id"), index=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"), index=True)
    committee_by_hand: Mapped[bool] = mapped_column(default=False)
    member: Mapped[str | None] = mapped_column(String(200))  # of the Chamber, to whom it was made
    addressee: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    term_kind: Mapped[TermKind] = mapped_column(enum_words(TermKind))
    term_text: Mapped[str | None] = mapped_column(Text)
    term_rule: Mapped[str | None] = mapped_column(String(80))
    deadline: Mapped[date | None] = mapped_column(index=True)
    first_deadline: Mapped[date | None]
    conditional: Mapped[bool]
    condition: Mapped[str | None] = mapped_column(Text)
    official_number: Mapped[str | None] = mapped_column(String(20), index=True)  # the Chamber's own
    status: Mapped[Status] = mapped_column(enum_words(Status), index=True)
    status_by_hand: Mapped[bool]  # set by a person without a letter as its ground
    entered_by: Mapped[str] = mapped_column(String(255))
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)


class Motion(Base):
    """A motion with a number; what papers say of it stands in the mentions.

    `same_as_id` is the motion under which this number is kept, when it is another number of
    the same paper, or a misprint; `replaced_by_id` the motion that took its place in the
    end. Both follow from what papers print and clerks settled. Lists count neither.
    """

    __tablename__ = "motions"
    __table_args__ = (
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", "settled_by_and_at"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    canonical: Mapped[str] = mapped_column(String(80), unique=True)  # "kst-21501-02-2433"
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    settled_by: Mapped[str | None] = mapped_column(String(255))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(enum_words(Outcome))
    outcome_on: Mapped[date | None]
    votes: Mapped[str | None] = mapped_column(Text)  # in words
    advice: Mapped[Advice | None] = mapped_column(enum_words(Advice))


class Ministry(Base):
    """A ministry, from seeds/ministries.csv."""

    __tablename__ = "ministries"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    abbreviation: Mapped[str | None] = mapped_column(String(20))
    chapter: Mapped[str | None] = mapped_column(String(20))  # budget chapter


class Committee(Base):
    """A committee of the Chamber, from seeds/committees.csv.

    Where it `decides` itself, a letter that meets a commitment only proposes to settle it.
    """

    __tablename__ = "committees"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    abbreviation: Mapped[str | None] = mapped_column(String(20))
    decides: Mapped[bool] = mapped_column(default=False)
