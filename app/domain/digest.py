"""The weekly digest as a value: what is new, met and overdue, line by line."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.papers import PaperName

_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week from Monday to Sunday, as ISO 8601 counts them; `str` prints "2022-W07"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """Give the week that a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read "2022-W07"; raise Invalid for anything else."""
        match = _WEEK.fullmatch(text)
        if match is None:
            raise Invalid("week", f"{text!r} is not a week such as 2022-W07")
        week = cls(int(match["year"]), int(match["week"]))
        try:
            date.fromisocalendar(week.year, week.number, 1)
        except ValueError as error:
            raise Invalid("week", str(error)) from error
        return week

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    def before(self) -> "Week":
        """Give the week before."""
        return Week.of(self.monday - timedelta(days=1))

    def __str__(self) -> str:
        """Print it as ISO 8601 does."""
        return f"{self.year:04}-W{self.number:02}"


class DigestBasis(StrEnum):
    """What decides that something belongs in a week."""

    REGISTER = "register"  # what entered or changed since the last digest
    PAPERS = "papers"  # the dates of the papers, for a preview of a past week


class DigestKind(StrEnum):
    """The sections of a digest, in their order."""

    NEW = "new"
    MET = "met"  # wholly, and judged so by a person
    PARTLY = "partly"  # judged so
    PERHAPS = "perhaps"  # what only the machine takes for met
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One piece of news.

    `number` is the item's public number, `words` the sentence, `title` what it is about,
    `who` the office that answers for it, `source` the paper that made the promise. Of
    something met, `later` is the paper that met it and `told` its words.
    `judged` is False for what only the machine found. `subject` is the key under which
    it is remembered as told, `also` those of what needs no line beside this one. Of a
    motion, `who` and the term are left out.
    """

    subject: str
    number: str
    words: str
    who: str
    term_text: str | None
    term_latest: date | None
    source: PaperName | None
    judged: bool
    title: str | None = None
    later: PaperName | None = None
    told: str | None = None
    is_motion: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestSection:
    """The lines of one kind, judged ones first.

    `more` counts those left to the register, `more_unjudged` what nobody judged of them.
    """

    kind: DigestKind
    lines: tuple[DigestLine, ...]
    more: int = 0
    more_unjudged: int = 0

    @property
    def total(self) -> int:
        """How many pieces of news there are, shown or not."""
        return len(self.lines) + self.more

    @property
    def unjudged(self) -> int:
        """How many of all of them nobody judged."""
        return sum(not line.judged for line in self.lines) + self.more_unjudged


@dataclass(frozen=True, slots=True)
class Digest:
    """One week's news, for everybody who reads it."""

    week: Week
    basis: DigestBasis
    sections: tuple[DigestSection, ...]
    demo: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(section.total for section in self.sections)
