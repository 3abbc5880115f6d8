"""A CSV of what became of motions: what is read, and what is refused with its line."""

from datetime import date

import pytest

from app.domain.motion_rows import RowFault, read_motion_rows
from app.domain.motions import Advice, Facts, Outcome

HEAD = "nummer;uitkomst;datum;stemmen;appreciatie"
FILE = """
kst-39501-02-2433;aangenomen;2026-11-03;voor: A, B;oordeel Kamer
39 502 (R2114), nr. 7;Zonder stemming  aangenomen;3-11-2026;;Ontraden, tenzij gewijzigd
Kamerstuk 39 503 XV, nr. 12;;;;ontijdig
;;;;
"""


def test_numbers_days_and_words_are_read_as_people_write_them() -> None:
    rows, faults = read_motion_rows(f"{HEAD}{FILE}")
    assert faults == ()
    assert [(row.line, row.canonical) for row in rows] == [
        (2, "kst-39501-02-2433"),
        (3, "kst-39502-7"),
        (4, "kst-39503-XV-12"),
    ]
    day = date(2026, 11, 3)
    assert [row.facts for row in rows] == [
        Facts(Outcome.ADOPTED, day, "voor: A, B", Advice.LEFT_TO_CHAMBER),
        Facts(Outcome.ADOPTED_WITHOUT_VOTE, day, None, Advice.AGAINST_UNLESS_CHANGED),
        Facts(advice=Advice.UNTIMELY),
    ]


def test_commas_part_columns_too_in_any_order_and_others_are_passed_over() -> None:
    rows, faults = read_motion_rows(
        'Titel,UITKOMST,Nummer\n"Over, van alles",verworpen,kst-39501-8\n'
    )
    assert (faults, rows[0].facts) == ((), Facts(Outcome.REJECTED))


@pytest.mark.parametrize(
    "line, fault",
    [
        ("39501;aangenomen;;;", RowFault.NO_NUMBER),
        (";aangenomen;;;", RowFault.NO_NUMBER),
        ("kst-39501-8;gehaald;;;", RowFault.NO_OUTCOME),
        ("kst-39501-8;aangenomen;31-2-2026;;", RowFault.NO_DAY),
        ("kst-39501-8;;1-2-2026;;", RowFault.DAY_ALONE),
        ("kst-39501-8;;;;prima", RowFault.NO_ADVICE),
        (f"kst-39501-8;;;{'x' * 6000};", RowFault.TOO_LONG),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_line(line: str, fault: RowFault) -> None:
    rows, faults = read_motion_rows(f"{HEAD}\nkst-39501-9;aangenomen;;;\n{line}\n")
    assert [row.canonical for row in rows] == ["kst-39501-9"]
    assert [(one.line, one.fault) for one in faults] == [(3, fault)]


def test_a_motion_stands_once_in_a_file() -> None:
    _, faults = read_motion_rows(f"{HEAD}\nkst-39501-9;aangenomen;;;\n39 501, nr. 9;;;;geen\n")
    assert [(one.line, one.fault, one.value) for one in faults] == [(3, RowFault.TWICE, "2")]


@pytest.mark.parametrize("text", ["", "nummer\nkst-39501-9\n", "uitkomst;datum\n", "\n\n"])
def test_without_its_columns_nothing_is_read(text: str) -> None:
    rows, (fault,) = read_motion_rows(text)
    assert (rows, fault.fault) == ((), RowFault.NO_COLUMN)


def test_what_is_no_csv_is_refused() -> None:
    _, faults = read_motion_rows(f'{HEAD}\nkst-39501-9;"aangenomen;;;\n')
    assert faults[-1].fault is RowFault.BROKEN
