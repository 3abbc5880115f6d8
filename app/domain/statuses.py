"""What other registers call the state of a commitment, and what that is in our words.

A source's own word is kept as it came. A word that the table does not have is reported, never
guessed: a register once renamed its words without changing its schema.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments import Status

MOST_ROWS = 20_000
LONGEST_WORD = 120
COLUMNS = ("bron", "kenmerk", "status")
OWN = "nummer"  # a column that may be missing, and empty: then the source's own number says which
OFFICIAL = re.compile(r"\bTZ\d{6}-\d{3}\b|\bT\d{5}\b")
"""How the registers of the Tweede Kamer (TZ202412-116) and the Eerste Kamer (T02867) number."""


def read_official(typed: str) -> str | None:
    """Read a number of one of those registers as it is printed; None for what is none."""
    number = "".join(typed.split()).upper()
    return number if OFFICIAL.fullmatch(number) else None


class Source(StrEnum):
    """The registers whose words we know; the words stand in files and in the table."""

    TWEEDE_KAMER = "tweede-kamer"
    TWEEDE_KAMER_OLD = "tweede-kamer-oud"
    EERSTE_KAMER = "eerste-kamer"


NUMBERED_AS: Mapping[Source, frozenset[Source]] = {
    Source.TWEEDE_KAMER: frozenset({Source.TWEEDE_KAMER, Source.TWEEDE_KAMER_OLD}),
    Source.TWEEDE_KAMER_OLD: frozenset({Source.TWEEDE_KAMER, Source.TWEEDE_KAMER_OLD}),
    Source.EERSTE_KAMER: frozenset({Source.EERSTE_KAMER}),
}
"""The sources whose numbers are one row of numbers."""


def source_of(official: str) -> Source:
    """Say which register has an official number."""
    return Source.TWEEDE_KAMER if official.startswith("TZ") else Source.EERSTE_KAMER


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The table: for each source its words, folded, and ours."""

    words: Mapping[Source, Mapping[str, Status]]

    def find(self, source: Source, word: str) -> Status | None:
        """Give our word for a source's own; None for one that the table does not have."""
        return self.words.get(source, {}).get(fold(word))


def fold(word: str) -> str:
    """Give a word without capitals and without white space at the ends or doubled within."""
    return " ".join(word.split()).casefold()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of a file: our item, the register, its own number there, and its word.

    Without our number ("") the register's own says which item is meant.
    """

    line: int
    number: str
    source: Source
    reference: str
    word: str


class StatusFault(StrEnum):
    """What is wrong with a line."""

    NO_COLUMN = "no_column"
    NO_SOURCE = "no_source"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class BadStatusRow:
    """A line that cannot be read: its number, what is wrong, and the value there."""

    line: int
    fault: StatusFault
    value: str = ""


def read_status_rows(text: str) -> tuple[tuple[SourceRow, ...], tuple[BadStatusRow, ...]]:
    """Read a CSV with `COLUMNS` and perhaps `OWN` in any order, parted by semicolons or commas.

    Gives the rows and the lines that are wrong; a word is kept as it stands, without the
    white space around it.
    """
    head = text.partition("\n")[0]
    file = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",", strict=True)
    missing = [name for name in COLUMNS if name not in (file.fieldnames or ())]
    if missing:
        return (), (BadStatusRow(1, StatusFault.NO_COLUMN, ", ".join(missing)),)
    rows: list[SourceRow] = []
    faults: list[BadStatusRow] = []
    try:
        for cells in file:
            read = _row(
                file.line_num, {key: (cells.get(key) or "").strip() for key in (*COLUMNS, OWN)}
            )
            (rows if isinstance(read, SourceRow) else faults).append(read)  # type: ignore[arg-type]  # each list takes its own kind
            if len(rows) > MOST_ROWS:
                return (), (BadStatusRow(file.line_num, StatusFault.TOO_MANY, str(MOST_ROWS)),)
    except csv.Error:
        return (), (BadStatusRow(file.line_num, StatusFault.BROKEN),)
    return tuple(rows), tuple(faults)


def _row(line: int, cells: Mapping[str, str]) -> SourceRow | BadStatusRow:
    """Read one line; an official number in the column of ours is the source's own."""
    if OFFICIAL.fullmatch(cells[OWN]):
        cells = {**cells, OWN: "", "kenmerk": cells["kenmerk"] or cells[OWN]}
    empty = next((name for name in COLUMNS if not cells[name]), None)
    if empty is not None:
        return BadStatusRow(line, StatusFault.EMPTY, empty)
    long = next((name for name, cell in cells.items() if len(cell) > LONGEST_WORD), None)
    if long is not None:
        return BadStatusRow(line, StatusFault.TOO_LONG, long)
    if cells["bron"] not in set(Source):
        return BadStatusRow(line, StatusFault.NO_SOURCE, cells["bron"])
    return SourceRow(line, cells[OWN], Source(cells["bron"]), cells["kenmerk"], cells["status"])
