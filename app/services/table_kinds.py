"""What differs between the tables of offices, holders and dossiers, and what each refuses."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.offices import PORTFOLIO, Holder, Office, is_on, key_of_office, overlapping
from app.domain.tables import (
    AnyLine,
    DossierLine,
    Fault,
    HolderLine,
    Lead,
    LineFault,
    OfficeLine,
    Origin,
    Table,
)
from app.store.items import Committee, Ministry
from app.store.offices import DossierRow, HolderRow, OfficeRow

AnyRow = OfficeRow | HolderRow | DossierRow


class Kind(Protocol):
    """What differs between the three tables."""

    row: type[AnyRow]

    def line(self, row: Any) -> AnyLine:
        """Give a row as a value."""

    def write(self, row: Any, line: Any) -> None:
        """Make a row say what a line says."""

    def check(self, changed: Mapping[int, Any], every: Sequence[Any]) -> list[LineFault]:
        """Say what is wrong with lines, by their number, in a table of `every` line."""


def kind_of(session: Session, table: Table) -> Kind:
    """Give what is particular to a table."""
    if table is Table.OFFICES:
        return _Offices(session)
    return _Holders(session) if table is Table.HOLDERS else _Dossiers(session)


def rows_of(session: Session, kind: Kind) -> Sequence[Any]:
    """Give the rows of a table, oldest first."""
    return session.scalars(select(kind.row).order_by(kind.row.id)).all()


def office_of(row: OfficeRow, ministry: str | None) -> Office:
    """Give an office as the core has it; `ministry` is the slug of its ministry."""
    return Office(row.name, ministry, row.first, row.last, tuple(row.successors), tuple(row.also))


def holder_of(row: HolderRow) -> Holder:
    """Give a person's time in an office as the core has it."""
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
        return OfficeLine(office_of(row, ministry), _origin(row))

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
        return HolderLine(holder_of(row), _origin(row))

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
