"""What a search names besides finding words: a member, an office or its holder, a body, a dossier."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.services.overview.rows.subjects import Named, Subject, SubjectKind
from app.services.search import Query
from app.services.stemming import fold
from app.store.documents import Document
from app.store.finding import Member, MotionMover
from app.store.items import Committee, Ministry
from app.store.listed import Listed, ListedField, ListedTally
from app.store.offices import HolderRow

MOST = 5  # of one kind: words that more of them bear name none
_LONGEST = 8  # words of a query that may be a name
_WORD = re.compile(r"\w+")
_SMALL = frozenset({"de", "den", "der", "en", "het", "in", "op", "te", "ten", "ter", "van", "voor"})
_TITLES = frozenset({"lid", "kamerlid", "heer", "mevrouw", "minister", "staatssecretaris"})
_NO_NAMES = _SMALL | _TITLES | {"ministerie", "vaste", "commissie"}
"""Words that may stand with a name, and name nobody by themselves."""
_MAY_DIFFER = re.compile(r"[aceiounsyz]")  # letters that have an accent in some names
_ORDER = tuple(SubjectKind)
_LACKING = (*(cast(None, String),) * 3, *(cast(None, Date),) * 2)  # in place of a column


@dataclass(frozen=True, slots=True)
class _Known:
    """What has a page, as its table has it; `beside` is said of it there, and may be typed too."""

    kind: SubjectKind
    key: str
    name: str
    beside: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None


def find_named(
    session: Session, query: Query, dossiers: Iterable[str], *, today: dt.date
) -> tuple[Named, ...]:
    """Give the pages that the words of a query name, and those of these dossiers where known.

    Whole words count, in any order and without accents, and all of them stand in the name or
    beside it. One statement,
    and none for words that name nobody.
    """
    words = _words(" ".join(clause.asked for clause in query.clauses))
    excludes = any(clause.excluded for clause in query.clauses)
    asked = frozenset() if excludes or len(words) > _LONGEST else words
    parts = [*_with_words(asked - _NO_NAMES, today), *_of_dossiers(frozenset(dossiers))]
    if not parts:
        return ()
    rows = session.execute(select(union_all(*parts).subquery()))
    known = [_Known(SubjectKind(row[0]), *row[1:]) for row in rows]
    known.sort(key=lambda one: (one.last is None or one.last >= today, one.first or dt.date.min))
    found = {
        (one.kind, one.key): one  # of several times the newest stays
        for one in known
        if one.kind is SubjectKind.DOSSIER or _is_named(one, asked, today)
    }
    pages = sorted(found.values(), key=lambda one: (_ORDER.index(one.kind), one.name))
    return tuple(_named(one, today) for one in _few(pages, asked))


def _few(found: Sequence[_Known], asked: frozenset[str]) -> Iterator[_Known]:
    """Keep a few of each kind: of offices those that are called so, else of many those alone."""
    many = Counter(one.kind for one in found)
    whole = {one.kind for one in found if _words(one.name) == asked}
    for one in found:
        if one.kind in whole and (one.kind is SubjectKind.OFFICE or many[one.kind] > MOST):
            if _words(one.name) == asked:
                yield one
        elif many[one.kind] <= MOST:
            yield one


def _is_named(one: _Known, asked: frozenset[str], today: dt.date) -> bool:
    """Say whether these words name it: of who held an office before, the person must be named."""
    name, beside = _words(one.name), _words(one.beside or "")
    if one.kind is SubjectKind.OFFICE and one.beside and not _is_now(one, today):
        telling = beside
    elif one.kind is SubjectKind.MEMBER:
        telling = name
    else:
        telling = name | beside
    return asked <= name | beside | _NO_NAMES and bool(asked & telling - _NO_NAMES)


def _named(one: _Known, today: dt.date) -> Named:
    """Make what a page shows of it; what is beside a ministry is its abbreviation, and not said."""
    subject = Subject(one.kind, one.key)
    if one.kind not in (SubjectKind.OFFICE, SubjectKind.MEMBER):
        return Named(subject, one.name)
    until = None if one.beside is None or _is_now(one, today) else one.last
    return Named(subject, one.name, one.beside, until)


def _is_now(one: _Known, today: dt.date) -> bool:
    return (one.first or today) <= today <= (one.last or today)


def _with_words(words: frozenset[str], today: dt.date) -> Iterator[Select[Any]]:
    """Select what may bear one of these words, and has a page: who left must be known of."""
    if not words:
        return
    likes = [f"%{_MAY_DIFFER.sub('_', word)}%" for word in sorted(words)]

    def bears(*columns: Any) -> ColumnElement[bool]:
        return or_(*(column.ilike(like) for column in columns for like in likes))

    holder, member = aliased(HolderRow), aliased(Member)
    answers = exists().where(Listed.responsible == holder.office)
    held = exists().where(HolderRow.office == holder.office, _is_on(HolderRow, today))
    yield _select(
        SubjectKind.OFFICE, holder.office, holder.office, holder.name, holder.first, holder.last
    ).where(bears(holder.office, holder.name), or_(held, answers))
    asked = exists().where(Listed.member == member.name)
    moved = exists().where(MotionMover.name == member.name)
    yield _select(
        SubjectKind.MEMBER, member.name, member.name, member.fractie, member.first, member.last
    ).where(bears(member.name), or_(_is_on(member, today), asked, moved))
    yield _select(SubjectKind.MINISTRY, Ministry.slug, Ministry.name, Ministry.abbreviation).where(
        bears(Ministry.name, Ministry.abbreviation)
    )
    yield _select(SubjectKind.COMMITTEE, Committee.slug, Committee.name).where(
        bears(Committee.name)
    )
    value = ListedTally.value
    for kind, field in ((SubjectKind.OFFICE, "responsible"), (SubjectKind.MEMBER, "member")):
        tallied = _select(kind, value, value).where(ListedTally.field == field, bears(value))
        yield tallied.group_by(value).having(func.sum(ListedTally.many) > 0)


def _is_on(time: Any, today: dt.date) -> ColumnElement[bool]:
    """Say whether somebody's time in an office or fractie holds a day."""
    return and_(time.first <= today, or_(time.last.is_(None), time.last >= today))


def _of_dossiers(dossiers: frozenset[str]) -> Iterator[Select[Any]]:
    """Select which of these dossiers papers or items stand in."""
    value, kept = ListedTally.value, Document.dossier
    in_items = ListedTally.field == ListedField.DOSSIER.value
    if dossiers:
        for column, where in ((value, in_items), (kept, kept.is_not(None))):
            part = _select(SubjectKind.DOSSIER, column, column)
            yield part.where(where, column.in_(dossiers)).distinct()


def _select(kind: SubjectKind, *columns: Any) -> Select[Any]:
    """Select the columns of `_Known`; those that a table lacks are empty."""
    rest = _LACKING[len(columns) :]
    names = ("key", "name", "beside", "first", "last")
    labelled = (column.label(name) for column, name in zip((*columns, *rest), names, strict=True))
    return select(literal(kind.value).label("kind"), *labelled)


def _words(text: str) -> frozenset[str]:
    """Give the words of a text as they are compared."""
    return frozenset(map(fold, _WORD.findall(text)))
