"""Days that a text names, for comparing them with days that are known."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DAY = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:\s(?:en|,|-|–)\s?[0-3]?\d)?\s(?P<month>{'|'.join(_MONTHS)})(?:\s(?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as a text names it; `year` None where it is not printed."""

    day: int
    month: int
    year: int | None
    words: str

    def may_be(self, other: date, writing: date | None) -> bool:
        """Say whether this can be that day, for a text written on or about `writing`.

        Without a printed year it is the nearest such day; with neither a year nor a
        date of writing nothing can be said, and that is no agreement.
        """
        if (self.day, self.month) != (other.day, other.month):
            return False
        if self.year is not None:
            return self.year == other.year
        return writing is not None and abs((writing - other).days) <= _HALF_A_YEAR


_HALF_A_YEAR = 183


def find_days(text: str) -> tuple[NamedDay, ...]:
    """Give the days that a text names, in reading order; of "16 en 17 mei" the first."""
    return tuple(
        NamedDay(
            int(match["day"]),
            _MONTHS.index(match["month"].lower()) + 1,
            int(match["year"]) if match["year"] else None,
            match[0],
        )
        for match in _DAY.finditer(text)
    )
