"""Offices, ministries, committees and dossiers as lists: what each answers for, in one line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import STILL_OPEN, TermLevel
from app.domain.matching import ItemKind
from app.services.overview.listing import levels_on
from app.services.overview.papers import LISTED
from app.services.overview.register import find_committees, find_ministries
from app.services.overview.rows.common import Choice, Paging, paging_of
from app.store.documents import Document
from app.store.listed import Listed
from app.store.offices import HolderRow


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
class DossierLine:
    """A dossier as papers are kept ("21501-02"), and how many papers of it there are."""

    dossier: str
    papers: int


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
    """Give one page of the dossiers that papers are kept in, by number.

    They are found along an index alone, and only those of the page are counted: one whose papers
    were all withdrawn counts none.
    """
    every = select(Document.dossier).where(Document.dossier.is_not(None)).distinct()
    total = session.scalars(select(func.count()).select_from(every.subquery())).one()
    paging = paging_of(total, page, size)
    shown = every.order_by(Document.dossier).limit(paging.size)
    names = session.scalars(shown.offset((paging.page - 1) * paging.size)).all()
    counted = session.execute(
        select(Document.dossier, func.count().filter(LISTED).label("papers"))
        .where(Document.dossier.in_(names))
        .group_by(Document.dossier)
    )
    papers = {row.dossier: row.papers for row in counted}
    return tuple(DossierLine(name, papers.get(name, 0)) for name in names if name), paging


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
