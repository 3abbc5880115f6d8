"""Figures over time: what was open, late and met, how long it took, what comes."""

from datetime import date

from app.domain.pictures import BOUNDS, Course, Lasted, ahead, durations, over_time

TODAY = date(2026, 11, 21)
OPEN = Course(date(2026, 9, 10), date(2026, 10, 5), None, None, met=False)
MET = Course(date(2026, 8, 1), date(2026, 9, 15), date(2026, 9, 20), date(2026, 9, 20), met=True)
LAPSED = Course(date(2026, 9, 1), None, None, date(2026, 10, 1), met=False)
AHEAD = Course(date(2026, 11, 21), date(2026, 11, 25), None, None, met=False)
ANSWERED = Course(date(2026, 9, 1), date(2026, 10, 1), date(2026, 9, 30), None, met=False)


def test_each_month_counts_what_was_open_and_late_at_its_end() -> None:
    months = over_time([OPEN, MET, LAPSED, AHEAD], TODAY, months=4)
    assert [month.first.month for month in months] == [8, 9, 10, 11]
    assert [month.open for month in months] == [1, 2, 1, 2]
    assert [month.late for month in months] == [0, 0, 1, 1]
    assert [month.met for month in months] == [0, 1, 0, 0]
    assert [month.made for month in months] == [1, 2, 0, 1]


def test_what_is_answered_is_open_and_not_late() -> None:
    (month,) = over_time([ANSWERED], TODAY, months=1)
    assert (month.open, month.late) == (1, 0)


def test_what_an_earlier_letter_met_counts_as_made_and_never_as_open() -> None:
    before = Course(
        date(2026, 11, 2), date(2026, 9, 1), date(2026, 8, 5), date(2026, 8, 5), met=True
    )
    (month,) = over_time([before], TODAY, months=1)
    assert (month.open, month.late, month.met, month.made) == (0, 0, 0, 1)


def test_a_year_ends_between_months() -> None:
    assert [m.first for m in over_time([], date(2026, 1, 31), months=3)] == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    ]


def test_durations_are_of_what_was_met_alone() -> None:
    quick = Course(date(2026, 9, 1), None, None, date(2026, 9, 1), met=True)
    found = durations([OPEN, MET, LAPSED, quick])
    assert (found.total, found.middle) == (2, 25)
    assert (found.in_time, found.with_term) == (0, 1)
    assert [span.upto for span in found.spans] == [*BOUNDS, None]
    assert [span.count for span in found.spans] == [1, 1, 0, 0, 0, 0]
    assert durations([OPEN]).middle is None


def test_what_was_counted_before_weighs_as_if_it_were_told_one_by_one() -> None:
    old = Course(date(2019, 3, 1), date(2019, 6, 1), None, date(2019, 5, 1), met=True)
    late = Course(date(2019, 3, 1), date(2019, 4, 1), None, date(2019, 5, 1), met=True)
    told = durations([MET, old, old, late])
    assert durations([MET], [Lasted(61, True, 2), Lasted(61, False, 1)]) == told
    assert (told.in_time, told.with_term) == (2, 4)


def test_the_weeks_to_come_begin_on_monday_with_this_one() -> None:
    weeks = ahead([OPEN, AHEAD, ANSWERED, MET], TODAY, weeks=3)
    assert [(week.monday, week.count) for week in weeks] == [
        (date(2026, 11, 16), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 30), 0),
    ]
