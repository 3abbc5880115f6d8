"""Figures over time of what was promised: open, late and met, how long it took, what comes."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

MONTHS_BACK = 24
WEEKS_AHEAD = 26
BOUNDS = (30, 91, 182, 365, 730)  # days within which a promise was met; the rest took longer
_WEEK = dt.timedelta(days=7)


class Turn(StrEnum):
    """What happens to a promise on a day."""

    MADE = "made"  # from that day on it is open
    OVER = "over"  # nothing is asked of it any more
    MET = "met"
    LATE = "late"  # it was made after its own term
    TERM = "term"  # the last day of its term: it is late from the next day on
    ANSWERED = "answered"  # or done with: it is late no longer


@dataclass(frozen=True, slots=True)
class Turns:
    """How many promises took a turn on a day; None: before the first month shown.

    Any day of the month stands for all that end with the same one, but for TERM.
    """

    turn: Turn
    day: dt.date | None
    count: int


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
    """How many promises were met within a span, before or after their term; None: without.

    `span` is a place in BOUNDS, one more for what took longer.
    """

    span: int
    in_time: bool | None
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week, by its Monday, and how many open terms end in it."""

    monday: dt.date
    count: int


_STEPS = {  # what each turn adds to what is open, late, met and made
    Turn.MADE: (1, 0, 0, 1),
    Turn.OVER: (-1, 0, 0, 0),
    Turn.MET: (0, 0, 1, 0),
    Turn.LATE: (0, 1, 0, 0),
    Turn.TERM: (0, 1, 0, 0),
    Turn.ANSWERED: (0, -1, 0, 0),
}


def over_time(
    turns: Iterable[Turns], today: dt.date, months: int = MONTHS_BACK
) -> tuple[Month, ...]:
    """Give the last months, the present one last; what comes after today counts nowhere.

    What was before the first month is open or late in it, and neither met nor made.
    """
    firsts, ends = months_shown(today, months), ends_shown(today, months)
    before, *within = ([0, 0, 0, 0] for _ in range(months + 2))
    for one in turns:
        if one.day is None:
            into = before
        else:  # the first end of a month on which it shows
            shows = bisect_right if one.turn is Turn.TERM else bisect_left
            into = within[shows(ends, one.day)]
        for at, step in enumerate(_STEPS[one.turn]):
            into[at] += step * one.count
    shown = []
    open_, late = before[:2]
    for first, (more_open, more_late, met, made) in zip(firsts, within, strict=False):
        open_, late = open_ + more_open, late + more_late
        shown.append(Month(first, open_, late, met, made))
    return tuple(shown)


def durations(met: Iterable[Lasted], middle: Sequence[int]) -> Durations:
    """Say how long meeting took, from the day of the promise to that of what met it.

    `middle` are the days of the one in the middle of all, or of the two; of what was met before
    it was promised, none.
    """
    spans, timed = Counter[int](), Counter[bool | None]()
    for one in met:
        spans[one.span] += one.count
        timed[one.in_time] += one.count
    bounds: Sequence[int | None] = (*BOUNDS, None)
    return Durations(
        tuple(Span(bound, spans[at]) for at, bound in enumerate(bounds)),
        timed.total(),
        round(median(middle)) if middle else None,
        timed[True],
        timed[True] + timed[False],
    )


def ahead(
    terms: Mapping[dt.date, int], today: dt.date, weeks: int = WEEKS_AHEAD
) -> tuple[Week, ...]:
    """Give the weeks to come, this one first, with how many of the terms from today on end in each."""
    monday = today - dt.timedelta(days=today.weekday())
    ending = Counter[int]()
    for term, count in terms.items():
        if term >= today:
            ending[(term - monday) // _WEEK] += count
    return tuple(Week(monday + at * _WEEK, ending[at]) for at in range(weeks))


def months_shown(today: dt.date, months: int = MONTHS_BACK) -> list[dt.date]:
    """Give the first days of the months that `over_time` shows, the oldest first."""
    counted = today.year * 12 + today.month - 1
    return [
        dt.date(month // 12, month % 12 + 1, 1)
        for month in range(counted - months + 1, counted + 1)
    ]


def ends_shown(today: dt.date, months: int = MONTHS_BACK) -> list[dt.date]:
    """Give the last days of those months, of the present one today."""
    return [first - dt.timedelta(days=1) for first in months_shown(today, months)[1:]] + [today]
