"""Figures over time: what was open, late and met, how long it took, what comes."""

from datetime import date

from app.domain.pictures import BOUNDS, Lasted, Turn, Turns, ahead, durations, over_time

TODAY = date(2026, 11, 21)


def turn(what: Turn, month: int, day: int = 1, count: int = 1) -> Turns:
    return Turns(what, date(2026, month, day), count)


def test_each_month_counts_what_was_open_and_late_at_its_end() -> None:
    turns = [
        *(turn(Turn.MADE, 8), turn(Turn.MADE, 9, count=2), turn(Turn.MADE, 11)),
        *(turn(Turn.MET, 9), turn(Turn.OVER, 9), turn(Turn.OVER, 10)),
        *(turn(Turn.TERM, 9), turn(Turn.ANSWERED, 9), turn(Turn.TERM, 10)),
    ]
    months = over_time(turns, TODAY, months=4)
    assert [month.first.month for month in months] == [8, 9, 10, 11]
    assert [month.open for month in months] == [1, 2, 1, 2]
    assert [month.late for month in months] == [0, 0, 1, 1]
    assert [month.met for month in months] == [0, 1, 0, 0]
    assert [month.made for month in months] == [1, 2, 0, 1]


def test_what_was_before_is_open_and_late_and_neither_made_nor_met() -> None:
    before = [Turns(Turn.MADE, None, 3), Turns(Turn.LATE, None, 2), turn(Turn.ANSWERED, 11)]
    months = over_time(before, TODAY, months=2)
    assert [(one.open, one.late, one.met, one.made) for one in months] == [
        (3, 2, 0, 0),
        (3, 1, 0, 0),
    ]


def test_a_promise_is_late_from_the_day_after_its_term() -> None:
    terms = [turn(Turn.TERM, 9, 30), turn(Turn.TERM, 10, 30), turn(Turn.TERM, 11, 21)]
    assert [month.late for month in over_time(terms, TODAY, months=3)] == [0, 2, 2]
    late = [turn(Turn.LATE, 9, 30), turn(Turn.LATE, 11, 21)]
    assert [month.late for month in over_time(late, TODAY, months=3)] == [1, 1, 2]


def test_a_year_ends_between_months() -> None:
    assert [m.first for m in over_time([], date(2026, 1, 31), months=3)] == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    ]


def test_durations_are_spread_over_spans_with_their_middle() -> None:
    found = durations([Lasted(0, None, 1), Lasted(1, False, 2), Lasted(1, True, 4)], [40, 51])
    assert (found.total, found.middle) == (7, 46)
    assert (found.in_time, found.with_term) == (4, 6)
    assert [span.upto for span in found.spans] == [*BOUNDS, None]
    assert [span.count for span in found.spans] == [1, 6, 0, 0, 0, 0]
    assert durations([], []).middle is None


def test_the_weeks_to_come_begin_on_monday_with_this_one() -> None:
    terms = {date(2026, 11, 25): 1, date(2026, 11, 21): 3, date(2026, 11, 20): 9}
    weeks = ahead(terms | {date(2026, 12, 7): 9}, TODAY, weeks=3)
    assert [(week.monday, week.count) for week in weeks] == [
        (date(2026, 11, 16), 3),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 30), 0),
    ]
