"""Moments: what the words of a term and the day of a paper come to, before any rule.

The small steps that `deadline_rules` is made of: reading a group of a match, finding the
year meant, and telling a day to come from a day that is past.
"""

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar

Days = tuple[date | None, date | None]

_MONTH_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}


@dataclass(frozen=True, slots=True)
class Moment:
    """When the words are said: the day of the paper, if known, and the recesses known."""

    day: date | None
    calendar: Calendar


def read_group(match: re.Match[str], name: str) -> str | None:
    """Give a group of the match in lower case; None when the pattern lacks or skips it."""
    if name not in match.re.groupindex:
        return None
    value = match[name]
    return value.lower() if value is not None else None


def read_word(match: re.Match[str], name: str) -> str:
    """Give a group without its white space, empty when absent."""
    return " ".join((read_group(match, name) or "").split())


def make_date(year: int, month: int, day: int) -> date | None:
    """Make a date; None for 31 April and the like."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, months.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """Go `count` months on; the last day of the month where the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def read_year(match: re.Match[str], moment: Moment) -> int | None:
    """Give the year that the words name, in figures or by "dit jaar"; None without one."""
    for name in ("y2", "y"):
        figures = read_group(match, name)
        if figures is not None:
            return int(figures)
    relative = read_group(match, "rel")
    if moment.day is None:
        return None
    if relative is not None:
        return relative_to(relative, moment.day)
    return moment.day.year if read_group(match, "this") is not None else None


def relative_to(word: str, day: date) -> int:
    """Read "dit", "volgend" or "komend" jaar.

    "Komend jaar" is the calendar year of which most is still to come.
    """
    if word.startswith(("dit", "lopend")):
        return day.year
    if word.startswith(("volgend", "nieuw")):
        return day.year + 1
    return day.year if day.month <= 6 else day.year + 1


def day_to_come(
    make: Callable[[int], date | None], match: re.Match[str], moment: Moment
) -> date | None:
    """Give the day in the year named, else in the first year in which it is still to come.

    None when no year is known, when the year has no such day, or when the year named
    makes it past.
    """
    year = read_year(match, moment)
    if year is not None:
        found = make(year)
        return None if is_past(found, moment) else found
    if moment.day is None:
        return None
    found = make(moment.day.year)
    if found is not None and found < moment.day:
        found = make(moment.day.year + 1)
    return found


_PRINTED = re.compile(
    rf"\b(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(_MONTH_NAMES)})(?:\s+(?P<y>\d{{4}}))?", re.IGNORECASE
)


def past_day(text: str, start: int, day: date | None) -> date | None:
    """Give the first day printed from `start` on, as the last such day before the paper's own.

    Without one there, the first of the text; None without any, or when its year is not known.
    """
    match = _PRINTED.search(text, start) or _PRINTED.search(text)
    if match is None or (match["y"] is None and day is None):
        return None
    year = int(match["y"]) if match["y"] else day.year if day is not None else 0
    found = make_date(year, MONTHS[match["m"].lower()], int(match["d"]))
    if found is not None and match["y"] is None and day is not None and found > day:
        return make_date(year - 1, found.month, found.day)
    return found


def is_past(found: date | None, moment: Moment) -> bool:
    """Say whether a day lies before the paper's own."""
    return found is not None and moment.day is not None and found < moment.day


def days_until(found: date | None, match: re.Match[str], moment: Moment) -> Days | None:
    """Tell a term that cannot be computed (no day of the paper) from a day that is past."""
    if found is not None:
        return (moment.day, found)
    dated = moment.day is not None or read_year(match, moment) is not None
    return None if dated else (None, None)


def span_until(
    make: Callable[[int], date | None], match: re.Match[str], moment: Moment
) -> Days | None:
    """Give the days from the paper's own up to the day that `make` gives."""
    return days_until(day_to_come(make, match, moment), match, moment)
