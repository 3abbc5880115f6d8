"""Terms close by: within so many weeks, this or next week, next Friday.

Like the functions of `deadline_rules`, each takes the match and the moment of speaking,
and gives the earliest and the latest day, `(None, None)` when the day of the paper is not
known, or `None` when the words are no term.

Source: the table of terms in docs/reading-promises.md.
"""

import re
from datetime import date, timedelta

from app.reading.moments import (
    MONTHS,
    Days,
    Moment,
    add_months,
    day_to_come,
    days_until,
    month_end,
    read_word,
)

_NUMBER_WORDS = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf"),
    *("twaalf", "dertien", "veertien", "vijftien"),
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=1)} | {
    "één": 1,
    "achttien": 18,
    "twintig": 20,
    "dertig": 30,
}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY = timedelta(days=1)


def within(match: re.Match[str], moment: Moment) -> Days | None:
    """A number of days, weeks, months or years from the day of the paper."""
    if moment.day is None:
        return (None, None)
    word, unit = read_word(match, "n"), read_word(match, "unit")
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    half = 1 if word.endswith("half") else 3 if word.startswith("anderhal") else None
    days = {"dag": 1, "werkdag": 1, "week": 7, "weken": 7}.get(unit)
    if days is not None:
        total = days * count if count is not None else days * (half or 0) // 2
        return (moment.day, moment.day + total * _DAY)
    size = {"maand": 1, "kwartaal": 3}.get(unit, 12)
    if count is None and size == 1:
        return (moment.day, add_months(moment.day, (half or 0) // 2) + 15 * _DAY)
    total = size * count if count is not None else size * (half or 0) // 2
    return (moment.day, add_months(moment.day, total))


def this_or_next(match: re.Match[str], moment: Moment) -> Days | None:
    """The running or the next week, month or quarter: its last day."""
    if moment.day is None:
        return (None, None)
    ahead = 0 if read_word(match, "which") in ("deze", "dit", "de") else 1
    unit = read_word(match, "unit")
    if unit == "week":
        sunday = moment.day + (6 - moment.day.weekday() + 7 * ahead) * _DAY
        return (max(moment.day, sunday - 6 * _DAY), sunday)
    start = moment.day.replace(day=1)
    if unit == "kwartaal":
        start = start.replace(month=(start.month - 1) // 3 * 3 + 1)
    size = 3 if unit == "kwartaal" else 1
    start = add_months(start, ahead * size)
    return (max(moment.day, start), add_months(start, size) - _DAY)


def weekday(match: re.Match[str], moment: Moment) -> Days | None:
    """A day of this week or the next: the first such day to come, and tomorrow."""
    if moment.day is None:
        return (None, None)
    name = read_word(match, "wd")
    if not name:
        return (moment.day, moment.day + _DAY)
    ahead = (_WEEKDAYS.index(name) - moment.day.weekday()) % 7 or 7
    if match[0].lower().startswith("volgende week"):
        ahead = 7 - moment.day.weekday() + _WEEKDAYS.index(name)
    return (moment.day, moment.day + ahead * _DAY)


def week_of_month(match: re.Match[str], moment: Moment) -> Days | None:
    """A week of a month, counted from its first day: the seventh, fourteenth … or the last."""
    month, which = MONTHS[read_word(match, "m")], _ORDINALS.get(read_word(match, "nth"))

    def last(year: int) -> date:
        return date(year, month, 7 * which) if which is not None else month_end(year, month)

    found = day_to_come(last, match, moment)
    return (found - 6 * _DAY, found) if found is not None else days_until(found, match, moment)
