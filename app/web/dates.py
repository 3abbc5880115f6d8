"""Days as people type them, and hours as they read them."""

import re
from datetime import date, datetime

from app.clock import DUTCH_TIME
from app.domain.languages import MONTHS, Language
from app.web.speaking import _, later, speaker

_NUMERIC = re.compile(r"(?P<day>\d{1,2})\s?[-/. ]\s?(?P<month>\d{1,2})\s?[-/. ]\s?(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[a-z]+)\.?\s+(?P<year>\d{4})")
_SHORTEST = 3  # "sep", "sept"; "maa" and "mrt" are both written for maart


def parse_day(text: str) -> date | None:
    """Read "16-2-2022", "16 februari 2022", "16 feb. 2022" or "2022-02-16"; else None.

    Months may be named in any of the languages, whatever the page is in.
    """
    wanted = text.strip().lower()
    for pattern in (_NUMERIC, _ISO, _WORDS):
        if match := pattern.fullmatch(wanted):
            month = _month(match["month"])
            try:
                return date(int(match["year"]), month or 0, int(match["day"]))
            except ValueError:
                return None
    return None


def _month(text: str) -> int | None:
    """Give the number of a month, from digits or the first letters of its name."""
    if text.isdigit():
        return int(text)
    if text == "mrt":
        return MONTHS[Language.DUTCH].index("maart") + 1
    starts = {
        number
        for names in MONTHS.values()
        for number, name in enumerate(names, 1)
        if name.lower().startswith(text)
    }
    return starts.pop() if len(text) >= _SHORTEST and len(starts) == 1 else None


def input_day(day: date | None) -> str:
    """Print a day for a field: "16-02-2022"."""
    return f"{day:%d-%m-%Y}" if day else ""


def clock_words(at: datetime) -> str:
    """Print the hour of a moment in Dutch time: "14.05 uur"."""
    return speaker().clock(at.astimezone(DUTCH_TIME))


def month_words(day: date) -> str:
    """Name the month of a day, with its year: "februari 2022"."""
    return f"{speaker().month(day.month)} {day.year}"


_SPANS = {
    30: later("binnen een maand"),
    91: later("een tot drie maanden"),
    182: later("drie tot zes maanden"),
    365: later("een half tot een heel jaar"),
    730: later("een tot twee jaar"),
}


def span_words(upto: int | None) -> str:
    """Name a span by the most days that fall in it (domain/pictures.py); None has no end."""
    return str(_SPANS[upto]) if upto is not None else _("langer dan twee jaar")
