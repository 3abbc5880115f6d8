"""Files with one JSON object a line, plain or gzipped: letters and what is asked of them."""

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from app.domain.errors import BadLine, LineFault, Unreadable, UnreadableReason
from app.domain.ranking import RankQuery, TitledLetter

_GZIP = b"\x1f\x8b"
_DAY = len("2026-11-21")


def read_letters(path: Path) -> Iterator[TitledLetter]:
    """Give the letters of a pool: {id, text, date, dossier_title}; other fields are passed over.

    Raises BadLine for the first line that is none, or has an id that was there before,
    and Unreadable.
    """
    for row in _read_rows(path):
        yield TitledLetter(row.id, row.text("text"), row.day(), row.words("dossier_title"))


def read_queries(path: Path) -> Iterator[RankQuery]:
    """Give the queries: {id, text, date} and where known {actor, ids, dossier}.

    `actor` and `ids` are a string or a list of strings. Raises as `read_letters` does.
    """
    for row in _read_rows(path):
        yield RankQuery(
            row.id,
            row.text("text"),
            row.day(),
            row.several("actor"),
            row.several("ids"),
            row.words("dossier"),
        )


class _Row:
    """One line's object; each question raises BadLine when the answer cannot be right."""

    def __init__(self, path: Path, line: int, values: dict[str, Any]) -> None:
        self._place = os.fspath(path), line
        self._values = values
        self.id = self._identifier()

    def text(self, field: str) -> str:
        """Give a text that must be there, and may be empty."""
        value = self._values.get(field)
        if value is None:
            raise self.wrong(LineFault.MISSING, field)
        if not isinstance(value, str):
            raise self.wrong(LineFault.WRONG, field)
        return value

    def words(self, field: str) -> str | None:
        """Give a text that may be absent; an empty one is none."""
        value = self._values.get(field)
        if value is not None and not isinstance(value, str):
            raise self.wrong(LineFault.WRONG, field)
        return value or None

    def several(self, field: str) -> tuple[str, ...]:
        """Give the texts of a field that has one, a list of them, or none."""
        value = self._values.get(field)
        values = value if isinstance(value, list) else [value] if value is not None else []
        if not all(isinstance(one, str) for one in values):
            raise self.wrong(LineFault.WRONG, field)
        return tuple(one for one in values if one)

    def day(self) -> date | None:
        """Give the day, as in 2026-11-21; a time after it is passed over."""
        value = self.words("date")
        if value is None:
            return None
        try:
            if value[_DAY : _DAY + 1] not in ("", "T", " "):
                raise ValueError(value)
            return date.fromisoformat(value[:_DAY])
        except ValueError as error:
            raise self.wrong(LineFault.WRONG, "date") from error

    def wrong(self, fault: LineFault, field: str) -> BadLine:
        """Give the error that names this line."""
        return BadLine(*self._place, fault, field)

    def _identifier(self) -> str:
        """Give the id, which must be there; a number counts as its digits."""
        value = self._values.get("id")
        if value is None or value == "":
            raise self.wrong(LineFault.MISSING, "id")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.wrong(LineFault.WRONG, "id")
        return str(value)


def _read_rows(path: Path) -> Iterator[_Row]:
    """Give the objects of a file in order; empty lines are passed over."""
    seen: set[str] = set()
    for number, line in _read_lines(path):
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLine(os.fspath(path), number, LineFault.NO_JSON) from error
        if not isinstance(values, dict):
            raise BadLine(os.fspath(path), number, LineFault.NO_OBJECT)
        row = _Row(path, number, values)
        if row.id in seen:
            raise row.wrong(LineFault.TWICE, "id")
        seen.add(row.id)
        yield row


def _read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines that are not empty, with their numbers from 1."""
    number = 0
    try:
        with _open(path) as file:
            for number, line in enumerate(file, 1):
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if text:
                    yield number, text
    except UnicodeDecodeError as error:
        raise BadLine(os.fspath(path), number, LineFault.NO_TEXT) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadLine(os.fspath(path), number + 1, LineFault.NO_TEXT) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable(UnreadableReason.UNAVAILABLE, reason) from error


def _open(path: Path) -> IO[bytes]:
    """Open a file, unpacked when its first bytes say that it is gzipped."""
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
    return cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb")
