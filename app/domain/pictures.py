"""Figures over time of what was promised: open, late and met, how long it took, what comes."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

MONTHS_BACK = 24
WEEKS_AHEAD = 26
BOUNDS = (30, 91, 182, 365, 730)  # days within which a promise was met; the rest took longer
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Course:
    """How one commitment went: made, its last day as it stands now, answered, done with.

    `answered` is the day of the letter that a person put down as meeting it; `done` the day
    on which nothing was asked of it any more, `met` whether because it was met.
    """

    made: dt.date
    term: dt.date | None
    answered: dt.date | None
    done: dt.date | None
    met: bool


@dataclass(frozen=True, slots=True)
class Month:
    """How things stood at the end of a month (of the present one: today), and what it brought.

    `late` are among the `open`; `met` and `made` count within the month.
    """

    first: dt.date
    open: int
    late: int
    met: int
    made: int


@dataclass(frozen=True, slots=True)
class Span:
    """How many promises were met within `upto` days, and in more than the bound before."""

    upto: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Durations:
    """How long it took to meet what was met: spread over spans, and the middle in days."""

    spans: tuple[Span, ...]
    total: int
    middle: int | None
    in_time: int  # of those with a term, met on or before it
    with_term: int


@dataclass(frozen=True, slots=True)
class Lasted:
    """How many promises took this many days to be met, before or after their term; None: without."""

    days: int
    in_time: bool | None
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week, by its Monday, and how many open terms end in it."""

    monday: dt.date
    count: int


def over_time(
    courses: Iterable[Course], today: dt.date, months: int = MONTHS_BACK
) -> tuple[Month, ...]:
    """Give the last months, the present one last."""
    firsts = _firsts(today, months)
    ends = [*(first - dt.timedelta(days=1) for first in firsts[1:]), today]
    steps = [[0, 0] for _ in range(months + 1)]  # what more is open and late than a month before
    met, made = [0] * (months + 1), [0] * (months + 1)
    for one in courses:
        if one.done is not None and max(one.made, one.done) < firsts[0]:
            continue  # all of it was before
        begun, over = bisect_left(ends, one.made), _first_end(ends, one.done)
        _step(steps, 0, begun, over)
        if one.term is not None:
            answered = _first_end(ends, one.answered)
            _step(steps, 1, max(begun, bisect_right(ends, one.term)), min(over, answered))
        if one.made >= firsts[0]:
            made[begun] += 1
        if one.met and one.done is not None and one.done >= firsts[0]:
            met[over] += 1
    shown, open_, late = [], 0, 0
    for at, first in enumerate(firsts):
        open_, late = open_ + steps[at][0], late + steps[at][1]
        shown.append(Month(first, open_, late, met[at], made[at]))
    return tuple(shown)


def _first_end(ends: Sequence[dt.date], day: dt.date | None) -> int:
    """Give which end of a month comes first from a day on; past the last for none."""
    return len(ends) if day is None else bisect_left(ends, day)


def _step(steps: list[list[int]], which: int, begun: int, over: int) -> None:
    """Count one more from a month on until another."""
    if begun < over:
        steps[begun][which] += 1
        steps[over][which] -= 1


def durations(met: Iterable[Lasted]) -> Durations:
    """Say how long meeting took, from the day of the promise to that of what met it."""
    lasted = Counter[tuple[int, bool | None]]()
    for one in met:
        lasted[max(0, one.days), one.in_time] += one.count
    bounds: Sequence[int | None] = (*BOUNDS, None)
    found = [0] * len(bounds)
    for (days, _), count in lasted.items():
        found[bisect_left(BOUNDS, days)] += count
    total = lasted.total()
    return Durations(
        tuple(Span(bound, count) for bound, count in zip(bounds, found, strict=True)),
        total,
        _middle(lasted) if total else None,
        sum(count for (_, in_time), count in lasted.items() if in_time),
        sum(count for (_, in_time), count in lasted.items() if in_time is not None),
    )


def _middle(lasted: Counter[tuple[int, bool | None]]) -> int:
    """Give the middle of all days, of an even number halfway between the two in the middle."""
    days = sorted(days for days, _ in lasted.elements())
    return round(median(days))


def ahead(courses: Iterable[Course], today: dt.date, weeks: int = WEEKS_AHEAD) -> tuple[Week, ...]:
    """Give the weeks to come, this one first, with the terms that end in each."""
    monday = today - dt.timedelta(days=today.weekday())
    terms = [
        one.term
        for one in courses
        if one.term is not None and one.term >= today and not one.done and not one.answered
    ]
    mondays = [monday + n * _WEEK for n in range(weeks + 1)]
    return tuple(
        Week(first, sum(1 for term in terms if first <= term < following))
        for first, following in pairwise(mondays)
    )


def first_shown(today: dt.date, months: int = MONTHS_BACK) -> dt.date:
    """Give the first day that `over_time` shows: what was done before shows nowhere in it."""
    return _firsts(today, months)[0]


def _firsts(today: dt.date, months: int) -> list[dt.date]:
    """Give the first days of the last months, the oldest first."""
    counted = today.year * 12 + today.month - 1
    return [
        dt.date(month // 12, month % 12 + 1, 1)
        for month in range(counted - months + 1, counted + 1)
    ]
