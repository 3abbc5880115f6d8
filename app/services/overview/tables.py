"""The tables as pages show them: who is in office now, and what changed lately."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.history import Action
from app.domain.offices import is_on
from app.domain.tables import AnyLine, DossierLine, Table, cells_of, write_table
from app.services.overview.history import load_history
from app.services.overview.rows.common import HistoryLine
from app.services.tables import load_lines
from app.store.history import HistoryEntry

LATEST = 20  # changes that a page shows


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a table; `is_now` says that its period holds today."""

    id: int
    version: int
    line: AnyLine
    is_now: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as asked: the lines that fit, and how many there are in all."""

    lines: tuple[LineView, ...]
    total: int


def find_lines(
    session: Session, table: Table, *, today: dt.date, words: str = "", past: bool = False
) -> TableView:
    """Give the lines of a table that hold all `words`; without `past` those of today alone."""
    kept = load_lines(session, table)
    wanted = words.casefold().split()
    lines = []
    for one in kept:
        now = _is_now(one.line, today)
        told = " ".join(cells_of(one.line).values()).casefold()
        if (now or past) and all(word in told for word in wanted):
            lines.append(LineView(one.id, one.version, one.line, now))
    return TableView(tuple(lines), len(kept))


def export_lines(session: Session, table: Table) -> str:
    """Give a whole table as CSV, in the form in which it can be read in again."""
    return write_table(one.line for one in load_lines(session, table))


def load_changes(session: Session) -> tuple[HistoryLine, ...]:
    """Give the latest changes in the tables, newest first."""
    latest = (
        select(HistoryEntry.id)
        .where(HistoryEntry.action == Action.TABLE_CHANGED)
        .order_by(HistoryEntry.id.desc())
        .limit(LATEST)
    )
    ids = list(session.scalars(latest))
    return load_history(session, HistoryEntry.id.in_(ids)) if ids else ()


def _is_now(line: AnyLine, today: dt.date) -> bool:
    """Say whether a line holds today; which committee leads has no days."""
    return isinstance(line, DossierLine) or is_on(today, line.value.first, line.value.last)
