"""The languages that people read in, and words said in one of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from gettext import NullTranslations


class Language(StrEnum):
    """A language of the pages and of mail, by its code in addresses and in HTML."""

    DUTCH = "nl"
    ENGLISH = "en"


NAMES: dict[Language, str] = {Language.DUTCH: "Nederlands", Language.ENGLISH: "English"}
"""Each in its own words."""

MONTHS: dict[Language, tuple[str, ...]] = {
    Language.DUTCH: (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    Language.ENGLISH: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


@dataclass(frozen=True, slots=True)
class Translator:
    """Says things in one language; what it is given are the Dutch words.

    Values are put in for `%(name)s`; a sign for percent is written twice, also without values.
    """

    language: Language
    catalogue: NullTranslations = field(repr=False, compare=False)

    def say(self, message: str, /, **values: object) -> str:
        """Say a message."""
        return self.catalogue.gettext(message) % values

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Say a message about a number of things; it may name the number as `%(num)s`."""
        message = self.catalogue.ngettext(one, many, number)
        return message % {"num": self.number(number), **values}

    def number(self, number: int) -> str:
        """Print a whole number: 2.400 in Dutch, 2,400 in English."""
        printed = f"{number:,}"
        return printed.replace(",", ".") if self.language is Language.DUTCH else printed

    def day(self, day: date) -> str:
        """Print a day: "16 februari 2022", "16 February 2022"."""
        return f"{day.day} {self.month(day.month)} {day.year}"

    def clock(self, at: datetime) -> str:
        """Print the hour of a moment as it stands: "14.05 uur", "14:05"."""
        return f"{at:%H.%M} uur" if self.language is Language.DUTCH else f"{at:%H:%M}"

    def month(self, number: int) -> str:
        """Name a month, counted from 1."""
        return MONTHS[self.language][number - 1]


def marked(message: str, /) -> str:
    """Mark words of a table for the catalogues; a translator says them where they are shown."""
    return message


DUTCH = Translator(Language.DUTCH, NullTranslations())
