"""Where the parts of a picture stand: bars over months and weeks, marks on a line of time.

A picture is drawn by a template, from these places, with the same figures in a table under it.
Shapes and patterns tell things apart, never colour alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.pictures import Month, Week

WIDTH, HEIGHT = 720, 200
_LEFT, _TOP, _FOOT = 36, 24, 28  # what the figures above and the words below take
_GAP = 0.25  # of a slot, left empty between bars
_LINE_Y, _STEP = 34, 22  # of a line of time, and of a mark that would lie on another
_NEAR = 24  # closer marks are put above each other
_WORD = 70  # what the name of a month takes
_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it stands, how it looks, and the figure above it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """Words under (a month, a year) or beside (a figure) a picture."""

    x: float
    y: float
    words: str
    line: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over time."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a line of time. `shape`: "ring", "square", "flag" or "tick"."""

    day: dt.date
    shape: str
    words: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event with its place on the line and its number."""

    x: float
    y: float
    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Events on a line from the first to the last, and where today stands."""

    marks: tuple[Mark, ...]
    years: tuple[Tick, ...]
    today_x: float
    height: float
    line_y: float
    width: int = WIDTH


def standing_chart(months: Sequence[Month]) -> Chart:
    """Draw what was open at the end of each month, the late part below."""
    most = max((month.open for month in months), default=0)
    bars = []
    for at, month in enumerate(months):
        bars.append(_bar(at, len(months), 0, month.late, most, "late"))
        last = at == len(months) - 1
        top = _bar(at, len(months), month.late, month.open - month.late, most, "open")
        bars.append(_with_figure(top, month.open) if last else top)
    return Chart(tuple(bar for bar in bars if bar.height or bar.figure), _month_ticks(months, most))


def flow_chart(months: Sequence[Month]) -> Chart:
    """Draw what each month brought: promised, and met beside it."""
    most = max((max(month.made, month.met) for month in months), default=0)
    bars = []
    for at, month in enumerate(months):
        made = _bar(at, len(months), 0, month.made, most, "made")
        met = _bar(at, len(months), 0, month.met, most, "met")
        half = made.width / 2
        bars.append(Bar(made.x, made.y, half, made.height, made.look))
        bars.append(Bar(met.x + half, met.y, half, met.height, met.look))
    return Chart(tuple(bar for bar in bars if bar.height), _month_ticks(months, most))


def strip_chart(weeks: Sequence[Week], month_names: Sequence[str]) -> Chart:
    """Draw how many terms end in each of the weeks to come."""
    most = max((week.count for week in weeks), default=0)
    bars = [
        _with_figure(_bar(at, len(weeks), 0, week.count, most, "open"), week.count)
        for at, week in enumerate(weeks)
        if week.count
    ]
    slot = (WIDTH - _LEFT) / max(1, len(weeks))
    ticks = [
        Tick(_LEFT + at * slot, HEIGHT - 8, month_names[week.monday.month - 1], line=True)
        for at, week in enumerate(weeks)
        if week.monday.day <= _DAYS_OF_A_WEEK  # the first Monday of a month
    ]
    if ticks and ticks[0].x - _LEFT > _WORD:
        ticks.insert(0, Tick(_LEFT, HEIGHT - 8, month_names[weeks[0].monday.month - 1]))
    return Chart(tuple(bars), tuple(ticks))


def time_line(events: Sequence[Event], today: dt.date) -> TimeLine:
    """Put events on a line, the earliest first; what would lie on another is put above it."""
    ordered = sorted(events, key=lambda one: one.day)
    first = min([today, *(one.day for one in ordered)])
    last = max([today, *(one.day for one in ordered)])
    days = max(1, (last - first).days)

    def place(day: dt.date) -> float:
        return round(20 + (WIDTH - 40) * (day - first).days / days, 1)

    levels: list[float] = []  # where the last mark of each level stands
    placed = []
    for number, event in enumerate(ordered, 1):
        x = place(event.day)
        level = next((at for at, end in enumerate(levels) if x - end >= _NEAR), len(levels))
        levels[level : level + 1] = [x]
        placed.append((x, level, number, event))
    line_y = _LINE_Y + _STEP * max(0, len(levels) - 1)
    marks = tuple(Mark(x, line_y - _STEP * level, n, event) for x, level, n, event in placed)
    years = tuple(
        Tick(place(dt.date(year, 1, 1)), line_y + 40, str(year), line=True)
        for year in range(first.year + 1, last.year + 1)
    )
    return TimeLine(marks, years, place(today), line_y + 50, line_y)


def _bar(at: int, slots: int, below: int, value: int, most: int, look: str) -> Bar:
    """Place a bar of a value on what stands below it."""
    slot = (WIDTH - _LEFT) / max(1, slots)
    unit = (HEIGHT - _TOP - _FOOT) / max(1, most)
    height = round(value * unit, 1)
    y = round(HEIGHT - _FOOT - (below + value) * unit, 1)
    return Bar(
        round(_LEFT + (at + _GAP / 2) * slot, 1), y, round(slot * (1 - _GAP), 1), height, look
    )


def _with_figure(bar: Bar, figure: int) -> Bar:
    return Bar(bar.x, bar.y, bar.width, bar.height, bar.look, figure)


def _month_ticks(months: Sequence[Month], most: int) -> tuple[Tick, ...]:
    """Name the years under the bars, and the highest figure beside them."""
    slot = (WIDTH - _LEFT) / max(1, len(months))
    years = [
        Tick(round(_LEFT + at * slot, 1), HEIGHT - 8, str(month.first.year), line=True)
        for at, month in enumerate(months)
        if month.first.month == 1 or at == 0
    ]
    kept = [
        one
        for one, after in zip(years, [*years[1:], None], strict=True)
        if not after or after.x - one.x > _WORD
    ]
    return (*kept, Tick(0, _TOP + 5, str(most)), Tick(0, HEIGHT - _FOOT, "0"))
