"""The tables of offices, holders and dossiers: lines put down, changed, and looked up.

Nothing is written when a line is wrong, and each change is told in the history. A line
that a file does not name stays as it is.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound, Stale
from app.domain.history import Action
from app.domain.offices import (
    PORTFOLIO,
    Book,
    Holder,
    Office,
    is_on,
    key_of_office,
    make_book,
    overlapping,
)
from app.domain.tables import (
    ANY_DOSSIER,
    DossierLine,
    Fault,
    HolderLine,
    Lead,
    LineFault,
    OfficeLine,
    Origin,
    Table,
)
from app.services.deciding import tell
from app.services.values import encode
from app.store.items import Committee, Ministry
from app.store.offices import DossierRow, HolderRow, OfficeRow

AnyLine = OfficeLine | HolderLine | DossierLine
AnyRow = OfficeRow | HolderRow | DossierRow


@dataclass(frozen=True, slots=True)
class TableChange:
    """What putting lines down did, or would do. With faults nothing was written.

    `added`, `changed` and `same` name the lines for people.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    faults: tuple[LineFault, ...] = ()


class _Kind(Protocol):
    """What differs between the three tables."""

    row: type[AnyRow]

    def line(self, row: Any) -> AnyLine: ...

    def write(self, row: Any, line: Any) -> None: ...

    def check(self, changed: Mapping[int, Any], every: Sequence[Any]) -> list[LineFault]: ...


def put_lines(
    session: Session, table: Table, lines: Mapping[int, AnyLine], *, actor: str, at: datetime
) -> TableChange:
    """Add the lines that are new, and change those that differ; all of them or none.

    `lines` are by their number in the file, which a fault names.
    """
    kind = _kind(session, table)
    rows = {kind.line(row).key: row for row in _rows(session, kind)}
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
    kind = _kind(session, table)
    found = session.get(kind.row, row_id, with_for_update=True, populate_existing=True)
    row = cast("AnyRow | None", found)
    if row is None:
        raise NotFound("line", row_id)
    if row.version != seen:
        raise Stale("line", seen, row.version)
    others = [kind.line(other) for other in _rows(session, kind) if other.id != row_id]
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
        kind = _kind(session, table)
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
        [_office(row, slug) for row, slug in session.execute(offices)],
        [_holder(row) for row in session.scalars(select(HolderRow))],
    )


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
    kind: _Kind,
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


def _kind(session: Session, table: Table) -> _Kind:
    """Give what is particular to a table."""
    if table is Table.OFFICES:
        return _Offices(session)
    return _Holders(session) if table is Table.HOLDERS else _Dossiers(session)


def _rows(session: Session, kind: _Kind) -> Sequence[Any]:
    return session.scalars(select(kind.row).order_by(kind.row.id)).all()


def _office(row: OfficeRow, ministry: str | None) -> Office:
    return Office(row.name, ministry, row.first, row.last, tuple(row.successors), tuple(row.also))


def _holder(row: HolderRow) -> Holder:
    return Holder(row.office, row.name, row.surname, row.first, row.last, row.portfolio)


def _origin(row: AnyRow) -> Origin:
    return Origin(row.certainty, row.source, row.note)


def _write_origin(row: AnyRow, origin: Origin) -> None:
    row.certainty, row.source, row.note = origin.certainty, origin.source, origin.note


class _Offices:
    """The table of offices."""

    row: type[AnyRow] = OfficeRow

    def __init__(self, session: Session) -> None:
        self.ids = {row.slug: row.id for row in session.execute(select(Ministry.slug, Ministry.id))}
        self.slugs = {key: slug for slug, key in self.ids.items()}

    def line(self, row: OfficeRow) -> OfficeLine:
        ministry = self.slugs.get(row.ministry_id) if row.ministry_id else None
        return OfficeLine(_office(row, ministry), _origin(row))

    def write(self, row: OfficeRow, line: OfficeLine) -> None:
        one = line.value
        row.name, row.first, row.last = one.name, one.first, one.last
        row.ministry_id = self.ids[one.ministry] if one.ministry else None
        row.successors, row.also = list(one.successors), list(one.also)
        _write_origin(row, line.origin)

    def check(
        self, changed: Mapping[int, OfficeLine], every: Sequence[OfficeLine]
    ) -> list[LineFault]:
        faults = []
        known: dict[str, list[OfficeLine]] = {}
        for line in every:
            known.setdefault(key_of_office(line.value.name), []).append(line)
        for number, line in changed.items():
            one = line.value
            if one.ministry and one.ministry not in self.ids:
                faults.append(LineFault(number, "ministry", Fault.UNKNOWN_MINISTRY, one.ministry))
            for column in ("successors", "also"):
                faults += [
                    LineFault(number, column, Fault.UNKNOWN_OFFICE, name)
                    for name in getattr(one, column)
                    if key_of_office(name.split(PORTFOLIO)[0]) not in known
                ]
            named = known[key_of_office(one.name)]
            if any(_collides(one, other.value) for other in named if other is not line):
                faults.append(LineFault(number, "from", Fault.OVERLAPS, one.name))
        return faults


class _Holders:
    """The table of holders."""

    row: type[AnyRow] = HolderRow

    def __init__(self, session: Session) -> None:
        self.session = session

    def line(self, row: HolderRow) -> HolderLine:
        return HolderLine(_holder(row), _origin(row))

    def write(self, row: HolderRow, line: HolderLine) -> None:
        for field in dataclasses.fields(line.value):
            setattr(row, field.name, getattr(line.value, field.name))
        _write_origin(row, line.origin)

    def check(
        self, changed: Mapping[int, HolderLine], every: Sequence[HolderLine]
    ) -> list[LineFault]:
        periods: dict[str, list[OfficeRow]] = {}
        for office in self.session.scalars(select(OfficeRow)):
            periods.setdefault(key_of_office(office.name), []).append(office)
        clashing = overlapping([line.value for line in every])
        faults = []
        for number, line in changed.items():
            one = line.value
            fault = _misfit(one, periods.get(key_of_office(one.office)))
            if fault is not None:
                faults.append(LineFault(number, "office", fault, one.office))
            other = next((pair for pair in clashing if any(one is each for each in pair)), None)
            if other is not None:
                name = (other[0] if other[1] is one else other[1]).name
                faults.append(LineFault(number, "from", Fault.OVERLAPS, name))
        return faults


class _Dossiers:
    """The table of dossiers."""

    row: type[AnyRow] = DossierRow

    def __init__(self, session: Session) -> None:
        self.ids = {
            row.slug: row.id for row in session.execute(select(Committee.slug, Committee.id))
        }
        self.slugs = {key: slug for slug, key in self.ids.items()}

    def line(self, row: DossierRow) -> DossierLine:
        return DossierLine(Lead(row.dossier, self.slugs[row.committee_id]), _origin(row))

    def write(self, row: DossierRow, line: DossierLine) -> None:
        row.dossier, row.committee_id = line.value.dossier, self.ids[line.value.committee]
        _write_origin(row, line.origin)

    def check(
        self, changed: Mapping[int, DossierLine], _every: Sequence[DossierLine]
    ) -> list[LineFault]:
        return [
            LineFault(number, "committee", Fault.UNKNOWN_COMMITTEE, line.value.committee)
            for number, line in changed.items()
            if line.value.committee not in self.ids
        ]


def _collides(one: Office, other: Office) -> bool:
    """Say whether two periods of one office lie over each other."""
    begins = [each.first for each in (one, other) if each.first is not None]
    ends = [each.last for each in (one, other) if each.last is not None]
    return not begins or not ends or max(begins) <= min(ends)


def _misfit(holder: Holder, periods: Sequence[OfficeRow] | None) -> Fault | None:
    """Say what is wrong between a holder and the periods of the office."""
    if not periods:
        return Fault.UNKNOWN_OFFICE
    begins = any(is_on(holder.first, one.first, one.last) for one in periods)
    if holder.last is None:
        ends = any(one.last is None for one in periods)
    else:
        ends = any(is_on(holder.last, one.first, one.last) for one in periods)
    return None if begins and ends else Fault.OUTSIDE
