"""The tables of offices, holders and dossiers: lines put down, changed, and looked up.

Nothing is written when a line is wrong, and each change is told in the history. A line
that a file does not name stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound, Stale
from app.domain.history import Action
from app.domain.offices import Book, is_on, make_book
from app.domain.tables import (
    ANY_DOSSIER,
    AnyLine,
    DossierLine,
    Fault,
    HolderLine,
    LineFault,
    OfficeLine,
    Table,
)
from app.services.deciding import tell
from app.services.table_kinds import (
    AnyRow,
    Kind,
    holder_of,
    kind_of,
    office_of,
    rows_of,
)
from app.services.values import encode
from app.store.items import Ministry
from app.store.offices import DossierRow, HolderRow, OfficeRow


@dataclass(frozen=True, slots=True)
class TableChange:
    """What putting lines down did, or would do. With faults nothing was written.

    `added`, `changed` and `same` name the lines for people.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    faults: tuple[LineFault, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as the register keeps it; a change names its `version`."""

    id: int
    version: int
    line: AnyLine


def load_lines(session: Session, table: Table) -> tuple[KeptLine, ...]:
    """Give all lines of a table, in the order in which people look for them."""
    kind = kind_of(session, table)
    kept = [KeptLine(row.id, row.version, kind.line(row)) for row in rows_of(session, kind)]
    return tuple(sorted(kept, key=lambda one: one.line.key))


def get_line(session: Session, table: Table, row_id: int) -> KeptLine:
    """Give one line; raises NotFound."""
    for one in load_lines(session, table):
        if one.id == row_id:
            return one
    raise NotFound("line", row_id)


def put_lines(
    session: Session, table: Table, lines: Mapping[int, AnyLine], *, actor: str, at: datetime
) -> TableChange:
    """Add the lines that are new, and change those that differ; all of them or none.

    `lines` are by their number in the file, which a fault names.
    """
    kind = kind_of(session, table)
    rows = {kind.line(row).key: row for row in rows_of(session, kind)}
    known = {key: kind.line(row) for key, row in rows.items()}
    every = known | {line.key: line for line in lines.values()}
    moved = {number: line for number, line in lines.items() if known.get(line.key) != line}
    faults = kind.check(moved, list(every.values()))
    if faults:
        return TableChange(faults=tuple(sorted(faults, key=lambda one: one.line)))
    for line in moved.values():
        _put(session, kind, table, rows.get(line.key), line, actor=actor, at=at)
    session.flush()
    names = {number: name_line(line) for number, line in lines.items()}
    return TableChange(
        added=tuple(names[number] for number, one in moved.items() if one.key not in known),
        changed=tuple(names[number] for number, one in moved.items() if one.key in known),
        same=tuple(name for number, name in names.items() if number not in moved),
    )


def amend_line(
    session: Session,
    table: Table,
    row_id: int,
    line: AnyLine,
    *,
    seen: int,
    actor: str,
    at: datetime,
) -> TableChange:
    """Make one line say this; raises NotFound, and Stale when it changed meanwhile."""
    kind = kind_of(session, table)
    found = session.get(kind.row, row_id, with_for_update=True, populate_existing=True)
    row = cast("AnyRow | None", found)
    if row is None:
        raise NotFound("line", row_id)
    if row.version != seen:
        raise Stale("line", seen, row.version)
    others = [kind.line(other) for other in rows_of(session, kind) if other.id != row_id]
    faults = kind.check({1: line}, [*others, line])
    if any(other.key == line.key for other in others):
        faults.append(LineFault(1, "", Fault.TWICE))
    if faults:
        return TableChange(faults=tuple(faults))
    if kind.line(row) == line:
        return TableChange(same=(name_line(line),))
    _put(session, kind, table, row, line, actor=actor, at=at)
    session.flush()
    return TableChange(changed=(name_line(line),))


def seed_tables(
    session: Session,
    offices: Iterable[OfficeLine],
    holders: Iterable[HolderLine],
    dossiers: Iterable[DossierLine],
) -> tuple[LineFault, ...]:
    """Fill the tables that are empty; give what is wrong with the lines, and write none then.

    A table that holds anything belongs to those who keep it, and is left alone.
    """
    faults: list[LineFault] = []
    for table, lines in (
        (Table.OFFICES, offices),
        (Table.HOLDERS, holders),
        (Table.DOSSIERS, dossiers),
    ):
        kind = kind_of(session, table)
        if session.scalar(select(func.count()).select_from(kind.row)):
            continue
        numbered: dict[int, AnyLine] = dict(enumerate(lines, start=2))
        wrong = kind.check(numbered, list(numbered.values()))
        faults += wrong
        for line in () if wrong else numbered.values():
            row = kind.row()
            kind.write(row, line)
            session.add(row)
        session.flush()
    return tuple(faults)


def load_book(session: Session) -> Book:
    """Give all offices and holders that the register knows, in two statements."""
    offices = select(OfficeRow, Ministry.slug).outerjoin(
        Ministry, Ministry.id == OfficeRow.ministry_id
    )
    return make_book(
        [office_of(row, slug) for row, slug in session.execute(offices)],
        [holder_of(row) for row in session.scalars(select(HolderRow))],
    )


def find_offices_today(session: Session, *, today: date) -> tuple[str, ...]:
    """Give the offices that exist today, by name."""
    periods = (one for found in load_book(session).offices.values() for one in found)
    return tuple(sorted({one.name for one in periods if is_on(today, one.first, one.last)}))


def load_leads(session: Session) -> dict[str, int]:
    """Give the committee (its id) that leads each dossier of the table."""
    query = select(DossierRow.dossier, DossierRow.committee_id)
    return {row.dossier: row.committee_id for row in session.execute(query)}


def lead_of(leads: Mapping[str, int], dossier: str | None) -> int | None:
    """Give the committee that leads a dossier: by itself, else by its budget chapter."""
    if dossier is None:
        return None
    chapter = dossier.rpartition("-")[2] if "-" in dossier else ""
    return leads.get(dossier, leads.get(f"{ANY_DOSSIER}{chapter}"))


def name_line(line: AnyLine) -> str:
    """Name a line for people."""
    match line:
        case OfficeLine(value=office):
            return office.name
        case HolderLine(value=holder):
            return f"{holder.office}: {holder.name}"
        case DossierLine(value=lead):
            return lead.dossier


def _put(
    session: Session,
    kind: Kind,
    table: Table,
    row: AnyRow | None,
    line: AnyLine,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Write one line, and tell what changed."""
    before = _told(kind.line(row)) if row is not None else {}
    after = _told(line)
    if row is None:
        row = kind.row()
        session.add(row)
    else:
        row.version += 1
    kind.write(row, line)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    what = {"table": table.value, "line": name_line(line)}
    tell(
        session,
        Action.TABLE_CHANGED,
        actor=actor,
        at=at,
        before={name: before.get(name) for name in changed} if before else None,
        after=what | {name: after.get(name) for name in changed},
    )


def _told(line: AnyLine) -> dict[str, Any]:
    """Give a line as history keeps it: names of offices as one text."""
    told = encode(line.value) | encode(line.origin)
    return {
        name: "; ".join(value) if isinstance(value, list) else value for name, value in told.items()
    }
