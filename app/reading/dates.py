"""Days in the words of a paper, and what they say of an undated one."""

import re
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
DAY = re.compile(
    rf"\b(?P<day>[0-3]?\d)\s(?P<month>{_MONTH})\s(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
"""A whole day: "3 februari 2022"."""

_PAST = re.compile(
    rf"p(?<=[Oo].)(?<!\w..)\s(?:\w+dag\s)?(?P<whole>[0-3]?\d\s(?:{_MONTH})\s(?:19|20)\d\d)(?P<rest>[^.?!\n]{{0,60}})"
)
_PARTICIPLE = re.compile(
    r"\b(?:toegezonden|verzonden|gestuurd|ontvangen|ingediend|gehouden|gevoerd|vastgesteld|aangenomen"
    r"|plaatsgevonden|gepubliceerd|verschenen|besloten|toegezegd|geïnformeerd|ingezonden)\b"
)
_LATELY = re.compile(rf"\b(?P<whole>[0-3]?\d\s(?:{_MONTH})\s(?:19|20)\d\d)\s(?:jl\.|jongstleden)")
_LATELY_NEEDS = ("jl.", "jongstleden")
_COMING = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:\sen\s[0-3]?\d)?\s(?P<month>{_MONTH})(?:\s(?P<year>(?:19|20)\d\d))?\s(?:a\.s\.|aanstaande\b)"
)
_COMING_NEEDS = ("a.s.", "aanstaande")


def read_day(text: str) -> date | None:
    """Give the first whole day in a text, None when it has none or no such day exists."""
    match = DAY.search(text)
    return make_day(match["day"], match["month"], match["year"]) if match else None


def make_day(day: str, month: str, year: str | int) -> date | None:
    """Make a day; None for the 31st of April."""
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None


def find_bounds(text: str) -> tuple[date | None, date | None]:
    """Give the latest day that a text says is past, and the first that is to come.

    Past: "op 5 januari 2022 toegezonden", "5 januari 2022 jl.".
    To come: "7 januari a.s.", in the year that follows from the days that are past.
    """
    past: list[date | None] = []
    if any(word in text for word in _LATELY_NEEDS):
        past = [read_day(match["whole"]) for match in _LATELY.finditer(text)]
    past += [
        read_day(match["whole"])
        for match in _PAST.finditer(text)
        if _PARTICIPLE.search(match["rest"])
    ]
    latest = max((day for day in past if day), default=None)
    coming: list[date | None] = []
    if any(word in text for word in _COMING_NEEDS):
        coming = [_coming(match, latest) for match in _COMING.finditer(text)]
    earliest = min((day for day in coming if day), default=None)
    if latest and earliest and earliest < latest:
        return latest, None
    return latest, earliest


def _coming(match: re.Match[str], after: date | None) -> date | None:
    """Give a day to come; without a year, the first one after what is past."""
    if match["year"]:
        return make_day(match["day"], match["month"], match["year"])
    if after is None:
        return None
    day = make_day(match["day"], match["month"], after.year)
    if day and day < after:
        day = make_day(match["day"], match["month"], after.year + 1)
    return day
