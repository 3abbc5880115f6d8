"""From the words of a term to its first and last day, one function per rule.

Each function takes the match and the moment of speaking, and gives the earliest and the
latest day. It gives `None` when the words are no term after all: a day that is past, a
number that is no day. `(None, None)` says that the words are a term without a day.

Source: the table of terms in docs/reading-promises.md.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from app.domain.calendar import Calendar, Recess, RecessKind
from app.reading.deadline_near import this_or_next, week_of_month, weekday, within
from app.reading.moments import (
    MONTHS,
    Days,
    Moment,
    day_to_come,
    days_until,
    is_past,
    make_date,
    month_end,
    read_group,
    read_word,
    read_year,
    relative_to,
    span_until,
)

ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
RECESSES = {
    "zomer": RecessKind.SUMMER,
    "herfst": RecessKind.AUTUMN,
    "kerst": RecessKind.CHRISTMAS,
    "voorjaars": RecessKind.SPRING,
    "mei": RecessKind.MAY,
}
# First month and day, last month and day; a winter ends in the year after it began.
SEASONS = {
    "voorjaar": ((3, 21), (6, 20)),
    "lente": ((3, 21), (6, 20)),
    "zomer": ((6, 21), (9, 21)),
    "najaar": ((9, 22), (12, 20)),
    "herfst": ((9, 22), (12, 20)),
    "winter": ((12, 21), (3, 19)),
}
BEFORE = ("voor", "vóór", "voorafgaand aan")
FIRM = ("uiterlijk", "ten laatste", "niet later dan")
RECENT = timedelta(days=120)  # "op 3 februari" in a letter of April is past, not next year
AFTER_RECESS = timedelta(days=31)
DAY = timedelta(days=1)


Rule = Callable[[re.Match[str], Moment], Days | None]


def day(match: re.Match[str], moment: Moment) -> Days | None:
    """A day of a month: that day, or the day before it after "voor"."""
    month = MONTHS[read_word(match, "m")]
    number = int(re.sub(r"\D", "", read_word(match, "d2") or read_word(match, "d")))
    prefix, firm = read_word(match, "pre"), match[0].lower().startswith(FIRM)
    found = day_to_come(lambda year: make_date(year, month, number), match, moment)
    if found is None:
        return days_until(found, match, moment)
    stated = read_year(match, moment) is not None or read_group(match, "soon") is not None
    if not (stated or firm) and prefix in ("", "op") and _was_recent(found, moment):
        return None
    if prefix in BEFORE:
        return (moment.day, found - DAY)
    first = int(re.sub(r"\D", "", read_word(match, "d")))
    return (make_date(found.year, month, first), found)


def _was_recent(found: date, moment: Moment) -> bool:
    """Say whether the same day a year earlier is only just past: then that one is meant."""
    if moment.day is None:
        return False
    earlier = make_date(found.year - 1, found.month, found.day)
    return earlier is not None and timedelta(0) < moment.day - earlier <= RECENT


def numeric_day(match: re.Match[str], moment: Moment) -> Days | None:
    """A day in figures, such as 01-07-2025."""
    found = make_date(int(match["y"]), int(match["mm"]), int(match["d"]))
    if found is None or is_past(found, moment):
        return None
    return (moment.day, found - DAY if read_word(match, "pre") in BEFORE else found)


def meeting(match: re.Match[str], moment: Moment) -> Days | None:
    """A meeting with its day: before or during it, that day is the last."""
    found = day(match, moment)
    if found is None or found[1] is None:
        return found
    stated = read_year(match, moment) is not None or read_group(match, "soon") is not None
    return None if not stated and _was_recent(found[1], moment) else (moment.day, found[1])


def week_of(match: re.Match[str], moment: Moment) -> Days | None:
    """The week of a day: its Sunday."""
    month, number = MONTHS[read_word(match, "m")], int(re.sub(r"\D", "", read_word(match, "d")))

    def sunday(year: int) -> date | None:
        found = make_date(year, month, number)
        return found + (6 - found.weekday()) * DAY if found is not None else None

    found = day_to_come(sunday, match, moment)
    return (found - 6 * DAY, found) if found is not None else days_until(found, match, moment)


def week_number(match: re.Match[str], moment: Moment) -> Days | None:
    """A numbered week: its Sunday."""
    number = int(match["n"])

    def sunday(year: int) -> date | None:
        try:
            return date.fromisocalendar(year, number, 7)
        except ValueError:
            return None

    found = day_to_come(sunday, match, moment)
    return (found - 6 * DAY, found) if found is not None else days_until(found, match, moment)


def month(match: re.Match[str], moment: Moment) -> Days | None:
    """A month, its begin, middle or end, the day before it, or its first day after "per"."""
    words = match[0].lower()
    number = MONTHS[read_word(match, "m2") or read_word(match, "m")]
    parts = re.findall(r"\b(?:begin|half|medio|halverwege|per(?=\s)|eind)", words) or [""]
    last = {"begin": 10, "per": 1, "eind": 31, "": 31}.get(parts[-1], 20)
    found = day_to_come(
        lambda year: min(
            date(year, number, min(last, 28)) + max(0, last - 28) * DAY, month_end(year, number)
        ),
        match,
        moment,
    )
    if found is None:
        return days_until(found, match, moment)
    if read_word(match, "pre") in BEFORE and last == 31 and not re.search(r"\beind", words):
        return (moment.day, found.replace(day=1) - DAY)
    first = found.replace(day=1)
    return (first if read_word(match, "pre") == "in" else moment.day, found)


def half_month(match: re.Match[str], moment: Moment) -> Days | None:
    """A half of a month."""
    number, first = MONTHS[read_word(match, "m")], read_word(match, "half") == "eerste"
    found = day_to_come(
        lambda year: date(year, number, 15) if first else month_end(year, number), match, moment
    )
    if found is None:
        return days_until(found, match, moment)
    return (found.replace(day=1 if first else 16), found)


def period(match: re.Match[str], moment: Moment) -> Days | None:
    """From one month to another: the last day of the second."""
    start, end = MONTHS[read_word(match, "m")], MONTHS[read_word(match, "m2")]
    found = day_to_come(lambda year: month_end(year, end), match, moment)
    if found is None:
        return days_until(found, match, moment)
    if read_year(match, moment) is None and moment.day is not None and start > end:
        found = month_end(moment.day.year + (moment.day.month > end), end)
    return (date(found.year - (start > end), start, 1), found)


def season(match: re.Match[str], moment: Moment) -> Days | None:
    """A season: its last day; before the summer 30 June, after it 31 October."""
    name, prefix = read_word(match, "season"), read_word(match, "pre").split(" ")[-1]
    if not prefix and not read_word(match, "which") and read_year(match, moment) is None:
        return _bare_season(match, moment)
    first, last = SEASONS[name]
    if prefix in BEFORE:
        edge = (6, 30) if name == "zomer" else first
        shift = DAY if name != "zomer" else timedelta(0)
        return span_until(lambda year: date(year, *edge) - shift, match, moment)
    if prefix == "na":
        edge = (10, 31) if name == "zomer" else last
        shift = AFTER_RECESS if name != "zomer" else timedelta(0)
        return span_until(
            lambda year: date(year + (name == "winter"), *edge) + shift, match, moment
        )
    found = day_to_come(lambda year: date(year, *last), match, moment)
    if found is None:
        return days_until(found, match, moment)
    return (date(found.year - (name == "winter"), *first), found)


def _bare_season(match: re.Match[str], moment: Moment) -> Days | None:
    """A season without preposition, article or year is a term only after "komend"."""
    if re.match(r"(?:komend|aankomend|volgend)", match[0].lower()) is None:
        return None
    return span_until(
        lambda year: date(year, *SEASONS[read_word(match, "season")][1]), match, moment
    )


def recess(match: re.Match[str], moment: Moment) -> Days | None:
    """Before a recess the day before its first; after it 31 days after its last."""
    if moment.day is None and read_year(match, moment) is None:
        return (None, None)
    kind, year = RECESSES[read_word(match, "recess")], read_year(match, moment)
    since = moment.day or date(year or 1, 1, 1)
    found = moment.calendar.find_recess(kind, since, year)
    if read_word(match, "pre") == "na" and year is None:
        found = _running(moment.calendar, kind, since) or found
    return _around(found, match, moment)


def _running(calendar: Calendar, kind: RecessKind | None, day: date) -> Recess | None:
    """Give the recess that `day` lies in: "na het reces" said in it means that one."""
    for known in calendar.recesses:
        if kind in (None, known.kind) and known.first_day <= day <= known.last_day:
            return known
    return None


def _around(found: Recess | None, match: re.Match[str], moment: Moment) -> Days | None:
    """Give the days before or after a recess; unknown when the calendar lacks it."""
    if found is None:
        return (None, None)
    if read_word(match, "pre") == "na":
        return (found.last_day + DAY, found.last_day + AFTER_RECESS)
    last = found.first_day - DAY
    return None if is_past(last, moment) else (moment.day, last)


def any_recess(match: re.Match[str], moment: Moment) -> Days | None:
    """Before or after "het reces": the first that has not begun."""
    if moment.day is None:
        return (None, None)
    coming = next((r for r in moment.calendar.recesses if r.first_day > moment.day), None)
    if read_word(match, "pre") == "na":
        coming = _running(moment.calendar, None, moment.day) or coming
    return _around(coming, match, moment)


def quarter(match: re.Match[str], moment: Moment) -> Days | None:
    """A quarter: its last day, or the day before it after "voor"."""
    word = read_word(match, "q")
    number = int(word[0]) if word[0].isdigit() else ORDINALS[word]
    words = match[0].lower().split()
    if words[0] in BEFORE and not any(word.startswith("eind") for word in words):
        return span_until(lambda year: date(year, number * 3 - 2, 1) - DAY, match, moment)
    found = day_to_come(lambda year: month_end(year, number * 3), match, moment)
    if found is None:
        return days_until(found, match, moment)
    return (date(found.year, number * 3 - 2, 1), found)


def half_year(match: re.Match[str], moment: Moment) -> Days | None:
    """A half of a year."""
    first = read_word(match, "half").startswith(("eerste", "1"))
    found = day_to_come(
        lambda year: date(year, 6, 30) if first else date(year, 12, 31), match, moment
    )
    if found is None:
        return days_until(found, match, moment)
    return (date(found.year, 1 if first else 7, 1), found)


def year_part(match: re.Match[str], moment: Moment) -> Days | None:
    """The begin, middle or end of a year, or its course."""
    part = read_word(match, "part")
    edge = (12, 31)
    if "begin" in part or part == "eerste" or read_group(match, "y2") is not None:
        edge = (3, 31)
    elif part in ("medio", "halverwege"):
        edge = (7, 31)
    return span_until(lambda year: date(year, *edge), match, moment)


def year(match: re.Match[str], moment: Moment) -> Days | None:
    """A year: its last day; its first after "per", the day before it after "vóór"."""
    prefix, last = read_word(match, "pre"), int(match["y2"] or match["y"])
    if prefix == "per":
        found = date(last, 1, 1)
    elif prefix == "vóór":
        found = date(last - 1, 12, 31)
    else:
        found = date(last, 12, 31)
    return None if is_past(found, moment) else (moment.day, found)


def relative_year(match: re.Match[str], moment: Moment) -> Days | None:
    """Read dit jaar, volgend jaar, komend jaar: the last day of it."""
    if moment.day is None:
        return (None, None)
    number = relative_to(read_word(match, "rel"), moment.day)
    return (max(moment.day, date(number, 1, 1)), date(number, 12, 31))


def _third_tuesday(year: int) -> date:
    """Give Prinsjesdag: the third Tuesday of September."""
    first = date(year, 9, 1)
    return first + ((1 - first.weekday()) % 7 + 14) * DAY


def budget_day(match: re.Match[str], moment: Moment) -> Days | None:
    """Prinsjesdag, when the Miljoenennota comes out; the day before it after "voor"."""
    before, after = read_word(match, "pre") in BEFORE, read_word(match, "pre") == "na"
    shift = -DAY if before else AFTER_RECESS if after else timedelta(0)
    return span_until(lambda year: _third_tuesday(year) + shift, match, moment)


def christmas(match: re.Match[str], moment: Moment) -> Days | None:
    """Before Christmas the 24th of December, before the turn of the year the 31st; after it the end of January."""
    if read_word(match, "pre") == "na":
        return span_until(lambda year: date(year + 1, 1, 31), match, moment)
    last = 31 if read_group(match, "turn") is not None else 24
    return span_until(lambda year: date(year, 12, last), match, moment)


def vague(_match: re.Match[str], _moment: Moment) -> Days | None:
    """Words that promise a time and no day."""
    return (None, None)


RULES: dict[str, Rule] = {
    "day": day,
    "numeric_day": numeric_day,
    "meeting": meeting,
    "week_of": week_of,
    "week_number": week_number,
    "month": month,
    "half_month": half_month,
    "period": period,
    "season": season,
    "recess": recess,
    "any_recess": any_recess,
    "quarter": quarter,
    "half_year": half_year,
    "year_part": year_part,
    "year": year,
    "relative_year": relative_year,
    "within": within,
    "this_or_next": this_or_next,
    "budget_day": budget_day,
    "christmas": christmas,
    "weekday": weekday,
    "week_of_month": week_of_month,
    "vague": vague,
    "vague_when": vague,
    "vague_then": vague,
    "vague_with": vague,
    "vague_meeting": vague,
}
