"""Lists as files for spreadsheets and programs: CSV, XLSX and JSON, written row by row.

No more than a part of a list is in memory, however long it is. No cell is ever computed by the
program that opens it.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from app.domain.signs import shown

Cell = str | int | date | None
Row = Sequence[Cell]

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets then read it as UTF-8
LONGEST_CELL = 32_767  # characters that a spreadsheet takes
_COMPUTES = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet computes
_AT_ONCE = 64 * 1024  # characters or bytes handed on at once
_WIDEST = 60
_CHARACTERS_OF_A_DAY = 12


def inert(cell: str) -> str:
    """Keep a spreadsheet from computing what somebody typed, and its order from being turned."""
    cell = shown(cell)
    return f"'{cell}" if cell.startswith(_COMPUTES) else cell


def write_csv(heads: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Write a list with semicolons, as a Dutch spreadsheet wants it; days as 2026-11-21."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
        if out.tell() > _AT_ONCE:
            yield _take(out)
    yield _take(out)


def write_json(
    heads: Sequence[str], rows: Iterable[Row], about: Mapping[str, str]
) -> Iterator[bytes]:
    """Write a list as one object: what it is `about`, and its lines, each with all heads."""
    out = io.StringIO()
    head = json.dumps(dict(about), ensure_ascii=False)
    out.write(f'{head[:-1]}{", " if about else ""}"regels": [')
    between = "\n"
    for row in rows:
        line = {
            name: cell.isoformat() if isinstance(cell, date) else cell
            for name, cell in zip(heads, row, strict=True)
        }
        out.write(f"{between}{json.dumps(line, ensure_ascii=False)}")
        between = ",\n"
        if out.tell() > _AT_ONCE:
            yield _take(out)
    out.write("\n]}\n")
    yield _take(out)


def write_xlsx(heads: Sequence[str], rows: Iterable[Row], title: str) -> Iterator[bytes]:
    """Write a list as a sheet with a fixed first line and a filter; days are real days.

    It is made in a file that goes away, and handed on from there.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.xlsx"
        _fill(file, heads, rows, title)
        with file.open("rb") as made:
            while part := made.read(_AT_ONCE):
                yield part


def _fill(file: Path, heads: Sequence[str], rows: Iterable[Row], title: str) -> None:
    """Write the sheet to a file; a row is forgotten as soon as it is written."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(file.parent),
    }
    book = xlsxwriter.Workbook(str(file), options)
    book.set_properties({"title": title})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Lijst")
    for at, head in enumerate(heads):
        sheet.set_column(at, at, min(_WIDEST, max(len(head) + 2, _CHARACTERS_OF_A_DAY)))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(last, at, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(last, at, cell, plain)
            elif cell:
                sheet.write_string(last, at, cell[:LONGEST_CELL], plain)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    book.close()


def _take(out: io.StringIO) -> bytes:
    """Give what was written, and begin anew."""
    written = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return written
