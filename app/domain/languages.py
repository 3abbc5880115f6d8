"""The languages that people read in, and words said in one of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from gettext import NullTranslations

from app.domain.dutch import MONTHS, long_date

_ENGLISH_MONTHS = (
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
)


class Language(StrEnum):
    """A language of the pages and of mail, by its code in addresses and in HTML."""

    DUTCH = "nl"
    ENGLISH = "en"


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
        if self.language is Language.DUTCH:
            return long_date(day)
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"

    def month(self, number: int) -> str:
        """Name a month, counted from 1."""
        names = MONTHS if self.language is Language.DUTCH else _ENGLISH_MONTHS
        return names[number - 1]


DUTCH = Translator(Language.DUTCH, NullTranslations())
