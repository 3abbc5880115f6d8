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


def test_durations_are_spread_over_spans_with_their_middle() -> None:
    found = durations([Lasted(0, None, 1), Lasted(50, False, 1)])
    assert (found.total, found.middle) == (2, 25)
    assert (found.in_time, found.with_term) == (0, 1)
    assert [span.upto for span in found.spans] == [*BOUNDS, None]
    assert [span.count for span in found.spans] == [1, 1, 0, 0, 0, 0]
    assert durations([]).middle is None


def test_durations_count_each_as_often_as_it_came_about() -> None:
    found = durations([Lasted(61, True, 2), Lasted(61, False, 1), Lasted(1000, None, 4)])
    assert [span.count for span in found.spans] == [0, 3, 0, 0, 0, 4]
    assert (found.total, found.middle) == (7, 1000)
    assert (found.in_time, found.with_term) == (2, 3)
    on_the_last_day = durations([Lasted(30, True, 1), Lasted(31, True, 1), Lasted(-3, True, 1)])
    assert [span.count for span in on_the_last_day.spans][:2] == [2, 1]


def test_the_weeks_to_come_begin_on_monday_with_this_one() -> None:
    weeks = ahead([OPEN, AHEAD, ANSWERED, MET], TODAY, weeks=3)
    assert [(week.monday, week.count) for week in weeks] == [
        (date(2026, 11, 16), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 30), 0),
    ]
