"""A CSV of what became of motions, read line by line; an empty cell says nothing."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.motions import Advice, Facts, Outcome
from app.domain.references import own_identifier, parse_canonical

NUMBER, OUTCOME, DAY, VOTES, ADVICE = "nummer", "uitkomst", "datum", "stemmen", "appreciatie"
COLUMNS = (NUMBER, OUTCOME, DAY, VOTES, ADVICE)
LONGEST_VOTES = 5_000
MOST_ROWS = 100_000
E = TypeVar("E", bound=StrEnum)
_TYPED = re.compile(r"(?:Kamerstuk\s+)?(?P<dossier>[^,]+?),?\s*nr\.?\s*(?P<number>\S+)")
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_KINGDOM = re.compile(r"\(\s*R\s*\d+\s*\)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .\N{NO-BREAK SPACE}](?=\d)")


class RowFault(StrEnum):
    """What is wrong with a row."""

    NO_COLUMN = "no_column"
    NO_NUMBER = "no_number"
    NO_OUTCOME = "no_outcome"
    NO_DAY = "no_day"
    DAY_ALONE = "day_alone"
    NO_ADVICE = "no_advice"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TWICE = "twice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be right: its line in the file, what is wrong, and the value there."""

    line: int
    fault: RowFault
    value: str = ""


@dataclass(frozen=True, slots=True)
class MotionRow:
    """What a row says of a motion; `canonical` is its number."""

    line: int
    canonical: str
    facts: Facts


class _Wrong(Exception):
    """A cell that cannot be right."""

    def __init__(self, fault: RowFault, value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, value


def read_motion_rows(text: str) -> tuple[tuple[MotionRow, ...], tuple[BadRow, ...]]:
    """Read a file with a head of `COLUMNS`, parted by commas or semicolons.

    Gives the rows that can be right, and what is wrong with the others. The number is an
    identifier ("kst-21501-02-2433") or as papers print it ("21 501-02, nr. 2433"), a day
    "2026-11-21" or "21-11-2026"; outcome and advice are the Chamber's own words.
    """
    head = text.partition("\n")[0]
    file = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True
    )
    rows: list[MotionRow] = []
    faults: list[BadRow] = []
    try:
        names = {(name or "").strip().casefold() for name in file.fieldnames or ()}
        if NUMBER not in names or not names & set(COLUMNS[1:]):
            return (), (BadRow(1, RowFault.NO_COLUMN, ", ".join(COLUMNS)),)
        for one in _read(file):
            (rows if isinstance(one, MotionRow) else faults).append(one)  # type: ignore[arg-type]  # each list has its kind
            if len(rows) + len(faults) > MOST_ROWS:
                return (), (BadRow(file.line_num, RowFault.TOO_MANY, str(MOST_ROWS)),)
    except csv.Error:
        faults.append(BadRow(file.line_num, RowFault.BROKEN))
    return tuple(rows), tuple(faults)


def _read(file: "csv.DictReader[str]") -> Iterator[MotionRow | BadRow]:
    """Read row by row."""
    seen: dict[str, int] = {}
    for cells in file:
        line = file.line_num
        given = {
            (name or "").strip().casefold(): value.strip()
            for name, value in cells.items()
            if isinstance(value, str)
        }
        if not any(given.values()):
            continue
        try:
            row = _row(line, given)
        except _Wrong as wrong:
            yield BadRow(line, wrong.fault, wrong.value[:100])
            continue
        if row.canonical in seen:
            yield BadRow(line, RowFault.TWICE, str(seen[row.canonical]))
            continue
        seen[row.canonical] = line
        yield row


def _row(line: int, cells: Mapping[str, str]) -> MotionRow:
    """Make a row of its cells."""
    canonical = _canonical(cells.get(NUMBER, ""))
    outcome = _word(Outcome, cells.get(OUTCOME, ""), RowFault.NO_OUTCOME)
    day = _day(cells.get(DAY, ""))
    if day is not None and outcome is None:
        raise _Wrong(RowFault.DAY_ALONE)
    votes = cells.get(VOTES, "")
    if len(votes) > LONGEST_VOTES:
        raise _Wrong(RowFault.TOO_LONG)
    advice = _word(Advice, cells.get(ADVICE, ""), RowFault.NO_ADVICE)
    return MotionRow(line, canonical, Facts(outcome, day, votes or None, advice))


def _canonical(typed: str) -> str:
    """Read the number of a motion."""
    if parse_canonical(typed):
        return typed
    match = _TYPED.fullmatch(typed)
    if match is not None:
        dossier = _BETWEEN_DIGITS.sub("", _KINGDOM.sub("", match["dossier"])).strip().upper()
        found = own_identifier("-".join(dossier.split()), match["number"].upper())
        if found is not None and parse_canonical(found):
            return found
    raise _Wrong(RowFault.NO_NUMBER, typed)


def _word(kind: type[E], typed: str, fault: RowFault) -> E | None:
    """Read one of the Chamber's words, whatever its capitals; an unknown one is never guessed."""
    if not typed:
        return None
    known = {one.value.casefold(): one for one in kind}
    found = known.get(" ".join(typed.split()).casefold().rstrip("."))
    if found is None:
        raise _Wrong(fault, typed)
    return found


def _day(typed: str) -> dt.date | None:
    """Read a day."""
    if not typed:
        return None
    match = _DUTCH_DAY.fullmatch(typed)
    try:
        if match is not None:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise _Wrong(RowFault.NO_DAY, typed) from None
