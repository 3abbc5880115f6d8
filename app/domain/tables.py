"""The tables that people keep by hand or as CSV: their lines as values, and what can be wrong.

Three tables have one form: offices, who held them, and which committee leads a dossier.
A line says where it comes from and how sure it is.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from app.domain.offices import LONGEST_NAME, Certainty, Holder, Office, key_of_office
from app.domain.references import parse_canonical

MOST_LINES = 5_000
LONGEST_TEXT = 1_000
BY_HAND = "met de hand"
ANY_DOSSIER = "*-"  # before a chapter: that chapter of every budget
_EARLIEST = dt.date(1900, 1, 1)
_LATEST = dt.date(2199, 12, 31)
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_BETWEEN = ";"
_FORMULA = "=+@"  # with which a spreadsheet begins to compute


class Table(StrEnum):
    """The tables; the words stand in addresses, commands and history."""

    OFFICES = "ambten"
    HOLDERS = "bewindspersonen"
    DOSSIERS = "dossiers"


class Fault(StrEnum):
    """What is wrong with a line."""

    NO_TABLE = "no_table"  # not UTF-8, or no CSV
    TOO_MANY = "too_many"
    NO_COLUMN = "no_column"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_DAY = "no_day"
    ENDS_FIRST = "ends_first"
    NO_CERTAINTY = "no_certainty"
    NO_DOSSIER = "no_dossier"
    UNKNOWN_MINISTRY = "unknown_ministry"
    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_COMMITTEE = "unknown_committee"
    OUTSIDE = "outside"  # the office did not exist all that time
    OVERLAPS = "overlaps"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line: its number in the file, the column, and the value there."""

    line: int
    column: str
    fault: Fault
    value: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from."""

    certainty: Certainty = Certainty.HIGH
    source: str = BY_HAND
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A line of the table of offices."""

    value: Office
    origin: Origin = Origin()

    @property
    def key(self) -> tuple[str, str]:
        """What this line is known by: the office, and the day on which the period begins."""
        return key_of_office(self.value.name), str(self.value.first or "")


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A line of the table of holders."""

    value: Holder
    origin: Origin = Origin()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What this line is known by: office, portfolio, person, and first day."""
        one = self.value
        office = key_of_office(one.office)
        return office, (one.portfolio or "").casefold(), one.name.casefold(), str(one.first)


@dataclass(frozen=True, slots=True)
class Lead:
    """The committee, by its slug, that leads a dossier."""

    dossier: str
    committee: str


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A line of the table of dossiers."""

    value: Lead
    origin: Origin = Origin()

    @property
    def key(self) -> str:
        """What this line is known by: the dossier."""
        return self.value.dossier


AnyLine = OfficeLine | HolderLine | DossierLine
Line = TypeVar("Line", OfficeLine, HolderLine, DossierLine)


@dataclass(frozen=True, slots=True)
class Lines(Generic[Line]):
    """The lines of a file that can be right, by their number in it, and what is wrong."""

    lines: Mapping[int, Line]
    faults: tuple[LineFault, ...]


class _Wrong(Exception):
    """A cell that cannot be right."""

    def __init__(self, column: str, fault: Fault, value: str = "") -> None:
        super().__init__(column)
        self.column, self.fault, self.value = column, fault, value


def read_offices(text: str) -> Lines[OfficeLine]:
    """Read the table of offices: office, ministry, from, until, successors, also."""
    return _read(text, ("office", "from", "until", "successors"), _read_office)


def read_holders(text: str) -> Lines[HolderLine]:
    """Read the table of holders: office, portfolio, name, surname, from, until."""
    return _read(text, ("office", "name", "from", "until"), _read_holder)


def read_dossiers(text: str) -> Lines[DossierLine]:
    """Read the table of dossiers: dossier, committee."""
    return _read(text, ("dossier", "committee"), _read_lead)


def read_cells(table: Table, cells: Mapping[str, str]) -> AnyLine | LineFault:
    """Make one line of its cells by column, or say what is wrong with them."""
    try:
        return _PARSERS[table](cells)
    except _Wrong as wrong:
        return LineFault(1, wrong.column, wrong.fault, wrong.value)


def read_table(table: Table, text: str) -> Lines[Any]:
    """Read a table of this kind."""
    if table is Table.OFFICES:
        return read_offices(text)
    return read_holders(text) if table is Table.HOLDERS else read_dossiers(text)


def cells_of(line: AnyLine) -> dict[str, str]:
    """Give a line as cells by column; `read_cells` reads them back."""
    origin = line.origin
    told = {"confidence": origin.certainty.value, "source": origin.source}
    return _own_cells(line) | told | {"note": origin.note or ""}


def _own_cells(line: AnyLine) -> dict[str, str]:
    match line:
        case OfficeLine(value=office):
            return {
                "office": office.name,
                "ministry": office.ministry or "",
                "from": _printed(office.first),
                "until": _printed(office.last),
                "successors": f"{_BETWEEN} ".join(office.successors),
                "also": f"{_BETWEEN} ".join(office.also),
            }
        case HolderLine(value=holder):
            return {
                "office": holder.office,
                "portfolio": holder.portfolio or "",
                "name": holder.name,
                "surname": holder.surname,
                "from": _printed(holder.first),
                "until": _printed(holder.last),
            }
        case DossierLine(value=lead):
            return {"dossier": lead.dossier, "committee": lead.committee}


def write_table(lines: Iterable[AnyLine]) -> str:
    """Write lines of one table as CSV, with their columns; nothing for no lines."""
    rows = [cells_of(line) for line in lines]
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def split_names(cell: str) -> tuple[str, ...]:
    """Give the names that semicolons part."""
    return tuple(part.strip() for part in cell.split(_BETWEEN) if part.strip())


def surname_of(name: str) -> str:
    """Give the surname of a full name: what follows the first word, with a capital."""
    rest = name.split(" ", 1)[-1].strip()
    return rest[:1].upper() + rest[1:]


def is_dossier(text: str) -> bool:
    """Say whether this names a dossier ("21501-02", "35925-V") or a chapter of every budget."""
    number = f"36000-{text[len(ANY_DOSSIER) :]}" if text.startswith(ANY_DOSSIER) else text
    return parse_canonical(f"kst-{number}-1") is not None


def _read(
    text: str, needed: Sequence[str], parse: Callable[[Mapping[str, str]], Line]
) -> Lines[Line]:
    """Read a table line by line; a column that is not known is passed over."""
    try:
        plain = text.removeprefix("\ufeff")
        head = plain.partition("\n")[0]
        comma = ";" if head.count(";") > head.count(",") else ","  # as a Dutch spreadsheet writes
        reader = csv.reader(io.StringIO(plain), delimiter=comma, strict=True)
        columns = next(reader, [])
        rows = [(reader.line_num, dict(zip(columns, cells, strict=False))) for cells in reader]
    except csv.Error:
        return Lines({}, (LineFault(1, "", Fault.NO_TABLE),))
    missing = [name for name in needed if name not in columns]
    if missing:
        return Lines({}, tuple(LineFault(1, name, Fault.NO_COLUMN) for name in missing))
    if len(rows) > MOST_LINES:
        return Lines({}, (LineFault(MOST_LINES + 1, "", Fault.TOO_MANY, str(MOST_LINES)),))
    return _parse_all(rows, parse)


def _parse_all(
    rows: Iterable[tuple[int, Mapping[str, str]]], parse: Callable[[Mapping[str, str]], Line]
) -> Lines[Line]:
    """Make values of the lines; each that cannot be right gives one fault."""
    lines: dict[int, Line] = {}
    faults: list[LineFault] = []
    seen: dict[object, int] = {}
    for number, row in rows:
        cells = {name: cell.strip() for name, cell in row.items()}
        if not any(cells.values()):
            continue
        try:
            line = parse(cells)
        except _Wrong as wrong:
            faults.append(LineFault(number, wrong.column, wrong.fault, wrong.value))
            continue
        if line.key in seen:
            faults.append(LineFault(number, "", Fault.TWICE, str(seen[line.key])))
            continue
        seen[line.key] = number
        lines[number] = line
    return Lines(lines, tuple(faults))


def _read_office(cells: Mapping[str, str]) -> OfficeLine:
    first, last = _period(cells)
    office = Office(
        name=_name(cells, "office"),
        ministry=cells.get("ministry") or None,
        first=first,
        last=last,
        successors=split_names(_text(cells, "successors")),
        also=split_names(_text(cells, "also")),
    )
    return OfficeLine(office, _origin(cells))


def _read_holder(cells: Mapping[str, str]) -> HolderLine:
    first, last = _period(cells)
    if first is None:
        raise _Wrong("from", Fault.EMPTY)
    name = _name(cells, "name")
    surname = _text(cells, "surname", LONGEST_NAME) or surname_of(name)
    portfolio = _text(cells, "portfolio", LONGEST_NAME) or None
    holder = Holder(_name(cells, "office"), name, surname, first, last, portfolio)
    return HolderLine(holder, _origin(cells))


def _read_lead(cells: Mapping[str, str]) -> DossierLine:
    dossier = "-".join(_name(cells, "dossier").upper().split())
    if not is_dossier(dossier):
        raise _Wrong("dossier", Fault.NO_DOSSIER, cells["dossier"])
    return DossierLine(Lead(dossier, _name(cells, "committee")), _origin(cells))


def _origin(cells: Mapping[str, str]) -> Origin:
    told = cells.get("confidence") or Certainty.HIGH.value
    if told not in set(Certainty):
        raise _Wrong("confidence", Fault.NO_CERTAINTY, told)
    source, note = _text(cells, "source") or BY_HAND, _text(cells, "note") or None
    return Origin(Certainty(told), source, note)


def _period(cells: Mapping[str, str]) -> tuple[dt.date | None, dt.date | None]:
    first, last = _day(cells, "from"), _day(cells, "until")
    if first is not None and last is not None and last < first:
        raise _Wrong("until", Fault.ENDS_FIRST, cells["until"])
    return first, last


def _day(cells: Mapping[str, str], column: str) -> dt.date | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    dutch = _DUTCH_DAY.fullmatch(cell)
    try:
        day = dt.date(*map(int, dutch.groups()[::-1])) if dutch else dt.date.fromisoformat(cell)
    except ValueError:
        raise _Wrong(column, Fault.NO_DAY, cell) from None
    if not _EARLIEST <= day <= _LATEST:
        raise _Wrong(column, Fault.NO_DAY, cell)
    return day


def _name(cells: Mapping[str, str], column: str) -> str:
    cell = _text(cells, column, LONGEST_NAME)
    if not cell:
        raise _Wrong(column, Fault.EMPTY)
    return cell


def _text(cells: Mapping[str, str], column: str, longest: int = LONGEST_TEXT) -> str:
    cell = " ".join(cells.get(column, "").split())
    if len(cell) > longest:
        raise _Wrong(column, Fault.TOO_LONG, str(longest))
    if not cell.isprintable() or cell[:1] in tuple(_FORMULA):
        raise _Wrong(column, Fault.NO_TABLE)
    return cell


def _printed(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


_PARSERS: dict[Table, Callable[[Mapping[str, str]], AnyLine]] = {
    Table.OFFICES: _read_office,
    Table.HOLDERS: _read_holder,
    Table.DOSSIERS: _read_lead,
}
