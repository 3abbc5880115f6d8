"""Offices, ministries, committees and dossiers as lists: what each answers for, in one line."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true, union
from sqlalchemy.orm import Session

from app.domain.commitments import STILL_OPEN, TermLevel
from app.domain.matching import ItemKind
from app.services.overview.listing import levels_on
from app.services.overview.papers import LISTED
from app.services.overview.register import find_committees, find_ministries
from app.services.overview.rows.common import Choice, Paging, paging_of
from app.services.overview.subjects import find_members
from app.store.documents import Document
from app.store.finding import Member
from app.store.listed import Listed, ListedField, ListedTally, ListedValue
from app.store.offices import HolderRow

AT_ONCE = 500  # dossiers that a whole list has in memory


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments: all, what is open, and what of that is late."""

    total: int = 0
    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office, who holds it today where the table knows, and what it answers for."""

    name: str
    holder: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A ministry or committee, and what it answers for or leads on."""

    body: Choice
    tally: Tally


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member, the fractie that they sit for today, what was promised to them, their motions."""

    name: str
    fractie: str | None
    promised: int
    moved: int


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as papers are kept ("21501-02"), and how many papers of it there are.

    `tally` counts what was promised in them, `motions` those that are numbered in it.
    """

    dossier: str
    papers: int
    tally: Tally = Tally()
    motions: int = 0


def find_member_lines(session: Session, *, today: dt.date) -> tuple[MemberLine, ...]:
    """Give every member by name to whom something was promised, or who moved a motion.

    Of two members of one name in different fracties none is told apart, and no fractie given.
    """
    now = (Member.first <= today) & or_(Member.last.is_(None), Member.last >= today)
    sits: defaultdict[str, set[str]] = defaultdict(set)
    for name, fractie in session.execute(select(Member.name, Member.fractie).where(now)):
        sits[name].add(fractie)
    return tuple(
        MemberLine(name, min(sits[name]) if len(sits[name]) == 1 else None, promised, moved)
        for name, promised, moved in find_members(session)
    )


def find_offices(session: Session, *, today: dt.date) -> tuple[OfficeLine, ...]:
    """Give every office that answers for something or is held today, by name."""
    now = (HolderRow.first <= today) & or_(HolderRow.last.is_(None), HolderRow.last >= today)
    held = select(HolderRow.office, HolderRow.name).where(now).order_by(HolderRow.first)
    holders = {row.office: row.name for row in session.execute(held)}
    tallies = _count_by(session, Listed.responsible.expression, today)
    names = sorted({*holders, *(name for name in tallies if name)})
    return tuple(OfficeLine(name, holders.get(name), tallies.get(name, Tally())) for name in names)


def find_ministry_lines(session: Session, *, today: dt.date) -> tuple[BodyLine, ...]:
    """Give every ministry by name."""
    tallies = _count_by(session, Listed.ministry_id.expression, today)
    return tuple(BodyLine(one, tallies.get(one.id, Tally())) for one in find_ministries(session))


def find_committee_lines(session: Session, *, today: dt.date) -> tuple[BodyLine, ...]:
    """Give every committee by name."""
    tallies = _count_by(session, Listed.committee_id.expression, today)
    return tuple(BodyLine(one, tallies.get(one.id, Tally())) for one in find_committees(session))


def find_dossiers(
    session: Session, *, page: int, size: int
) -> tuple[tuple[DossierLine, ...], Paging]:
    """Give one page of the dossiers that papers are kept in or motions numbered in, by number.

    They are found along an index alone, and only those of the page are counted: one whose papers
    were all withdrawn counts none.
    """
    kept = select(Document.dossier.label("dossier")).where(Document.dossier.is_not(None))
    value, many = ListedTally.value, ListedTally.many
    in_items = select(value).where(ListedTally.field == ListedField.DOSSIER.value)
    named = in_items.group_by(value).having(func.sum(many) > 0)
    every = union(kept.distinct(), named).subquery()
    total = session.scalars(select(func.count()).select_from(every)).one()
    paging = paging_of(total, page, size)
    shown = select(every.c.dossier).order_by(every.c.dossier).limit(paging.size)
    names = session.scalars(shown.offset((paging.page - 1) * paging.size)).all()
    counted = session.execute(
        select(Document.dossier, func.count().filter(LISTED).label("papers"))
        .where(Document.dossier.in_(names))
        .group_by(Document.dossier)
    )
    papers = {row.dossier: row.papers for row in counted}
    return tuple(DossierLine(name, papers.get(name, 0)) for name in names if name), paging


def find_dossier_lines(
    session: Session, *, page: int, size: int, today: dt.date
) -> tuple[tuple[DossierLine, ...], Paging]:
    """Give the same page with what was promised and moved in each: one statement more."""
    found, paging = find_dossiers(session, page=page, size=size)
    of, value = ListedValue.kind, ListedValue.value
    promised, levels = of == ItemKind.COMMITMENT, levels_on(today, of=ListedValue)
    states = (
        ListedValue.standing.in_([status.value for status in STILL_OPEN]),
        or_(levels[TermLevel.OVERDUE.value], levels[TermLevel.SERIOUS.value]),
    )
    counts = [func.count().filter(promised, state) for state in (true(), *states)]
    query = (
        select(value, *counts, func.count().filter(of == ItemKind.MOTION))
        .where(ListedValue.field == ListedField.DOSSIER.value)
        .where(value.in_([one.dossier for one in found]))
        .group_by(value)
    )
    told = {row[0]: (Tally(*row[1:4]), row[4]) for row in session.execute(query)}
    none = Tally(), 0
    return tuple(
        replace(one, tally=tally, motions=motions)
        for one in found
        for tally, motions in [told.get(one.dossier, none)]
    ), paging


def stream_dossiers(session: Session, *, today: dt.date) -> Iterator[DossierLine]:
    """Give every dossier by number, with the same; four statements for five hundred."""
    page, last = 1, 1
    while page <= last:
        some, paging = find_dossier_lines(session, page=page, size=AT_ONCE, today=today)
        yield from some
        page, last = page + 1, paging.pages


def _count_by(session: Session, column: ColumnElement[Any], today: dt.date) -> Mapping[Any, Tally]:
    """Count the commitments of each value of a column, in one statement."""
    levels = levels_on(today)
    late = or_(levels[TermLevel.OVERDUE.value], levels[TermLevel.SERIOUS.value])
    is_open = Listed.standing.in_([status.value for status in STILL_OPEN])
    query = (
        select(column, func.count(), func.count().filter(is_open), func.count().filter(late))
        .where(Listed.kind == ItemKind.COMMITMENT)
        .group_by(column)
    )
    return {value: Tally(*counts) for value, *counts in session.execute(query)}
