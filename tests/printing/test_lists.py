"""Lists as files: whole, never computed, in flat memory."""

import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from app.printing.lists import LONGEST_CELL, Cell, write_csv, write_json, write_xlsx

HEADS = ("nummer", "tekst", "aantal", "uiterlijk")
ROWS: list[list[Cell]] = [
    ["G26-1", 'Een "zin"; met tekens,\nén een regel', 3, date(2026, 11, 21)],
    ["G26-2", "=HYPERLINK(1)", 0, None],
    ["G26-3", "@SOM(A1)", None, None],
]


def test_csv_is_what_a_dutch_spreadsheet_opens() -> None:
    text = b"".join(write_csv(HEADS, ROWS))
    assert text.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [
        list(HEADS),
        ["G26-1", 'Een "zin"; met tekens,\nén een regel', "3", "2026-11-21"],
        ["G26-2", "'=HYPERLINK(1)", "0", ""],
        ["G26-3", "'@SOM(A1)", "", ""],
    ]


def test_json_says_what_it_is_and_holds_every_line() -> None:
    read = json.loads(b"".join(write_json(HEADS, ROWS, {"bron": "Gestand"})))
    assert read["bron"] == "Gestand"
    assert read["regels"][0] == dict(zip(HEADS, [*ROWS[0][:3], "2026-11-21"], strict=True))
    assert read["regels"][1]["tekst"] == "=HYPERLINK(1)"
    assert json.loads(b"".join(write_json(HEADS, [], {}))) == {"regels": []}


def sheet(rows: list[list[Cell]]) -> str:
    content = b"".join(write_xlsx(HEADS, rows, "Lijst"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_xlsx_holds_days_numbers_and_words_and_no_formula() -> None:
    xml = sheet(ROWS)
    assert "<f>" not in xml
    assert "=HYPERLINK(1)</t>" in xml
    assert "<v>46347</v>" in xml  # the serial number of 21 November 2026
    assert xml.count("<row ") == 1 + len(ROWS)
    assert '<autoFilter ref="A1:D4"/>' in xml


def test_xlsx_cuts_what_no_cell_can_hold() -> None:
    assert "x" * LONGEST_CELL + "</t>" in sheet([["x" * (LONGEST_CELL + 5), "", 0, None]])


def write(kind: str, rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    makers: dict[str, Callable[[], Iterator[bytes]]] = {
        "csv": lambda: write_csv(HEADS, rows),
        "json": lambda: write_json(HEADS, rows, {}),
        "xlsx": lambda: write_xlsx(HEADS, rows, "Lijst"),
    }
    return makers[kind]()


def make_row(number: int) -> list[Cell]:
    return [f"G26-{number}", f"{number} " * 50, number, date(2026, 1, 1)]


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_a_long_list_takes_no_more_memory_than_a_short_one(kind: str) -> None:
    peaks = []
    for size in (2_000, 12_000):
        rows = (make_row(n) for n in range(size))
        tracemalloc.start()
        written = sum(len(part) for part in write(kind, rows))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert written > size
    assert peaks[1] < peaks[0] + 300_000, peaks
