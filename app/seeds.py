"""What a register starts with, read from the seeds folder and handed on as values."""

import csv
import datetime as dt
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.domain.calendar import Calendar, Recess, RecessKind
from app.domain.commitments import Status
from app.domain.errors import Invalid
from app.domain.statuses import Source, StatusWords, fold
from app.domain.tables import Line, Lines, read_dossiers, read_holders, read_offices, split_names
from app.services.registers import CommitteeSeed, MinistrySeed, TableSeeds
from app.services.vocabulary import FindingSeeds, MemberSeed


def _or_none(cell: object) -> object:
    """Read an empty cell as nothing."""
    return None if cell == "" else cell


Maybe = Annotated[str | None, BeforeValidator(_or_none)]


class _Row(BaseModel):
    """A line of a table; columns that are for people alone are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class _RecessRow(_Row):
    kind: str
    first_day: dt.date
    last_day: dt.date


class _MinistryRow(_Row):
    slug: str
    name: str
    abbreviation: Maybe
    chapter: Maybe


class _CommitteeRow(_Row):
    slug: str
    name: str
    abbreviation: Maybe


class _AlikeRow(_Row):
    short: str
    long: str


def _begin(cell: object) -> object:
    """Read a year or month alone as its first day."""
    return f"{cell}-01-01"[: len("2023-02-01")] if isinstance(cell, str) else cell


def _end(cell: object) -> object:
    """Read a year or month alone as its last day."""
    if not isinstance(cell, str) or not cell or cell.count("-") > 1:
        return _or_none(cell)
    year, month = map(int, f"{cell}-12".split("-")[:2])
    return dt.date(year, month, monthrange(year, month)[1])


class _MemberRow(_Row):
    printed: str
    aliases: str
    fractie: str
    first: Annotated[dt.date, BeforeValidator(_begin), Field(alias="from")]
    last: Annotated[dt.date | None, BeforeValidator(_end), Field(alias="until")]


@dataclass(frozen=True, slots=True)
class Seeds:
    """The calendar, and the fixed lists of the register."""

    calendar: Calendar
    ministries: tuple[MinistrySeed, ...]
    committees: tuple[CommitteeSeed, ...]
    tables: TableSeeds
    finding: FindingSeeds
    statuses: StatusWords


R = TypeVar("R", bound=_Row)


def read_seeds(folder: Path, *, demo: bool = False) -> Seeds:
    """Read the tables of the seeds folder; the demo has holders and dossiers of its own.

    Raises Invalid, naming file and line, for a table that is missing or wrong. Days that
    are no recess that a letter means (Prinsjesdag, elections) are left out.
    """
    kinds = {kind.value: kind for kind in RecessKind}
    recesses = [
        Recess(row.first_day, row.last_day, kinds[row.kind])
        for row in _read(folder / "recesses.csv", _RecessRow)
        if row.kind in kinds
    ]
    return Seeds(
        Calendar(tuple(sorted(recesses))),
        tuple(
            MinistrySeed(row.slug, row.name, row.abbreviation, row.chapter)
            for row in _read(folder / "ministries.csv", _MinistryRow)
        ),
        tuple(
            CommitteeSeed(row.slug, row.name, row.abbreviation)
            for row in _read(folder / "committees.csv", _CommitteeRow)
        ),
        _read_tables(folder, folder / "demo" if demo else folder),
        _read_finding(folder, folder / "demo" if demo else folder),
        _read_statuses(folder / "statuses.toml"),
    )


def _read_statuses(file: Path) -> StatusWords:
    """Read what other registers call a status; raises Invalid for a table that is missing or wrong."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        words = {
            Source(source): {fold(word): Status(ours) for word, ours in table.items()}
            for source, table in told.items()
        }
    except (OSError, ValueError, AttributeError) as error:
        raise Invalid(str(file), str(error)) from error
    return StatusWords(words)


def _read_finding(folder: Path, own: Path) -> FindingSeeds:
    """Read what search starts with; the members from `own`, one line for each of their names."""
    return FindingSeeds(
        tuple((row.short, row.long) for row in _read(folder / "abbreviations.csv", _AlikeRow)),
        tuple(
            MemberSeed(name, row.fractie, row.first, row.last)
            for row in _read(own / "members.csv", _MemberRow)
            for name in (row.printed, *split_names(row.aliases))
        ),
    )


def _read_tables(folder: Path, own: Path) -> TableSeeds:
    """Read the tables that people keep afterwards; holders and dossiers from `own`."""
    return TableSeeds(
        _lines_of(folder / "offices.csv", read_offices),
        _lines_of(own / "officeholders.csv", read_holders),
        _lines_of(own / "dossiers.csv", read_dossiers),
    )


def _lines_of(file: Path, read: Callable[[str], Lines[Line]]) -> tuple[Line, ...]:
    """Read one of those tables; raises Invalid for the first line that is wrong."""
    try:
        found = read(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(file.name, str(error)) from error
    for fault in found.faults[:1]:
        raise Invalid(f"{file.name}, line {fault.line}", f"{fault.column} {fault.fault}")
    return tuple(found.lines.values())


def _read(file: Path, kind: type[R]) -> Iterator[R]:
    """Read a table line by line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for number, cells in enumerate(csv.DictReader(lines), start=2):
                try:
                    yield kind.model_validate(cells)
                except ValidationError as error:
                    raise Invalid(f"{file.name}, line {number}", str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(file.name, str(error)) from error
