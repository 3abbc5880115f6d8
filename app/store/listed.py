"""What lists show, in narrow rows to filter, count and sort: items, and suggestions to judge.

The database keeps them in step by itself, as it does full-text search: triggers on the tables
that they draw from take an item's rows anew from the views `listed_now` and `to_judge_now`, which
say what a row holds; so do `courses` and `courses_now`, for figures over time, `listed_values` and
`listed_values_now`, counted in `listed_tallies` and `listed_tallies_now`, `listed_papers` and `listed_papers_now`, and for search `item_passages` and `item_words`
with theirs (store/finding.py). Nothing else writes them, but for the fracties of
`listed_values` when the members change (services/vocabulary.py). A migration that makes one of
those tables anew (candidates, commitments, motions, motion_mentions, mentioned_motions,
suggestions, documents, passages, items, fulfilments, history, motion_movers, listed) drops views
and triggers first.
"""

import datetime as dt
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.matching import ItemKind
from app.store.base import Base, enum_words

KEPT = (
    *("listed", "listed_values", "listed_tallies", "to_judge", "courses"),
    *("item_passages", "item_words", "listed_papers"),
)
"""The tables that the database keeps in step, each with what a row holds in the view `…_now`."""

NO_DAY = dt.date(1, 1, 1)  # of a paper without any day; sorts as the oldest
NO_TERM = dt.date(9999, 12, 31)  # sorts as the last
_STATE = ("standing", "kind", "term_counts", "latest", "postponed")  # what lists count by
WITHOUT = -1  # no committee has this id


class Listed(Base):
    """An item as lists see it; `standing` is one of `overview.rows.common.Standing`.

    `done` says that no term counts any more, `term_counts` that its level does (of a motion
    neither yes nor no). `day` is that of its paper; of a motion, of the newest that mentions it.
    `committee_id` is WITHOUT and `member` empty for a commitment that has none, and None for what
    never has one. `document_id` is its paper's, None for a motion; `postponed` says that its
    term began with an earlier day.
    """

    __tablename__ = "listed"
    __table_args__ = (
        Index("ix_listed_term", "done", "latest", "number"),
        Index("ix_listed_kind", "kind", "done", "latest", "number"),
        Index("ix_listed_day", "day", "number"),
        Index("ix_listed_newest", "created_at", "number"),
        Index("ix_listed_desk", "kind", "standing", "day", "document_id"),
        Index("ix_listed_standing", "kind", "standing", "term_counts", "latest", "postponed"),
        Index("ix_listed_responsible", "responsible", *_STATE),
        Index("ix_listed_ministry", "ministry_id", *_STATE),
        Index("ix_listed_committee", "committee_id", *_STATE),
        Index("ix_listed_member", "member", *_STATE),
    )

    item_id: Mapped[int] = mapped_column(
        ForeignKey("items.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ItemKind] = mapped_column(enum_words(ItemKind))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    created_at: Mapped[datetime]
    standing: Mapped[str] = mapped_column(String(40))
    done: Mapped[bool]
    term_counts: Mapped[bool | None]
    latest: Mapped[dt.date]
    day: Mapped[dt.date]
    responsible: Mapped[str | None] = mapped_column(Text)
    ministry_id: Mapped[int | None]
    committee_id: Mapped[int | None]
    member: Mapped[str | None] = mapped_column(String(200))
    document_id: Mapped[int | None] = mapped_column(index=True)
    postponed: Mapped[bool]


class ListedField(StrEnum):
    """What an item may have several values of; the words stand in the table and in addresses."""

    DOSSIER = "dossier"
    SOURCE = "bron"
    YEAR = "jaar"
    FRACTIE = "fractie"


class ListedValue(Base):
    """A value that a listed item has, with all that closed lists count by, along one index.

    The dossier of its paper, of a motion the one it is numbered in; whether it was written or
    spoken; the years of its paper, or of all that mention a motion; the fracties of who asked for
    it or moved it, on the days of those papers.
    """

    __tablename__ = "listed_values"
    __table_args__ = (
        Index("ix_listed_values_counted", "field", "value", *_STATE, "item_id"),
        {"sqlite_with_rowid": False},
    )

    item_id: Mapped[int] = mapped_column(
        ForeignKey("items.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)
    standing: Mapped[str] = mapped_column(String(40))
    kind: Mapped[ItemKind] = mapped_column(enum_words(ItemKind))
    term_counts: Mapped[bool | None]
    latest: Mapped[dt.date]
    postponed: Mapped[bool]


class ListedTally(Base):
    """How many listed items have a value, by kind and standing: `many` of all its rows together.

    The fields of `listed_values`, and those of `listed` that name who answers, leads or asked.
    Who counts while another holds the row makes another; a row may come to nothing, or less.
    """

    __tablename__ = "listed_tallies"
    __table_args__ = (Index("ix_listed_tallies_value", "field", "value", "kind", "standing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(Text)
    kind: Mapped[ItemKind] = mapped_column(enum_words(ItemKind))
    standing: Mapped[str] = mapped_column(String(40))
    many: Mapped[int]


class ListedPaper(Base):
    """A paper that lists show, with what they sort and count it by; NO_DAY for one without."""

    __tablename__ = "listed_papers"
    __table_args__ = (
        Index("ix_listed_papers_day", "day", "document_id"),
        Index("ix_listed_papers_kind", "kind", "day", "document_id"),
        Index("ix_listed_papers_newest", "imported_at", "document_id"),
    )

    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(40))
    day: Mapped[dt.date]
    imported_at: Mapped[datetime]


class ToJudge(Base):
    """A suggestion that waits for a verdict, of an item that something may still settle.

    `document_id` and `day` are those of the later paper.
    """

    __tablename__ = "to_judge"
    __table_args__ = (Index("ix_to_judge_day", "day", "document_id"),)

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestions.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(index=True)
    document_id: Mapped[int] = mapped_column(index=True)
    day: Mapped[dt.date]


class CourseRow(Base):
    """How a commitment went: made, its last day as it stands now, answered, done with.

    `answered` is the day of the letter that a person put down as meeting it; `done` the day on
    which nothing was asked of it any more, None while something is.
    """

    __tablename__ = "courses"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("items.id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[str] = mapped_column(String(40))
    term: Mapped[dt.date | None]
    ministry_id: Mapped[int | None]
    made: Mapped[dt.date]
    answered: Mapped[dt.date | None]
    done: Mapped[dt.date | None]


def compare_kept() -> Iterator[tuple[str, str]]:
    """Give for each kept table, both ways, what is compared and the query for rows that differ."""
    for name in KEPT:
        columns = Base.metadata.tables[name].columns
        shown = ", ".join(column.name for column in columns if column.name != "id")
        if name == "listed_tallies":
            yield from _compare_tallies(shown.removesuffix(", many"))
            continue
        for one, other in ((name, f"{name}_now"), (f"{name}_now", name)):
            query = f"SELECT {shown} FROM {one} EXCEPT SELECT {shown} FROM {other}"  # noqa: S608 (our own tables)
            yield f"in {one} and not in {other}", query


def _compare_tallies(key: str) -> Iterator[tuple[str, str]]:
    """Do the same for tallies: several rows of one value are one."""
    kept = f"SELECT {key}, sum(many) FROM listed_tallies GROUP BY {key} HAVING sum(many) <> 0"  # noqa: S608 (our own tables)
    now = f"SELECT {key}, many FROM listed_tallies_now"  # noqa: S608 (our own tables)
    yield "in listed_tallies and not in listed_tallies_now", f"{kept} EXCEPT {now}"
    yield "in listed_tallies_now and not in listed_tallies", f"{now} EXCEPT {kept}"
