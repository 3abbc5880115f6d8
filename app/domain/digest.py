"""The weekly digest as a value: what is new, met and overdue, line by line."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
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
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.monday, self.sunday

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


_MIDDLE = timedelta(days=4)  # before the day of sending: the middle of the seven days told


def due_week(local: datetime, *, weekday: int, hour: int) -> tuple[Week, datetime]:
    """Give the week that the newest digest tells, and the moment at which it was due.

    `local` is now in Dutch civil time, so that the hour is the one on the wall in summer and
    winter; `weekday` counts from Monday = 0. The week is the one in which most of the seven days
    before the moment lie: a digest on Monday to Thursday tells the week before.
    """
    day = local.date() - timedelta(days=(local.weekday() - weekday) % 7)
    due = datetime.combine(day, time(hour), local.tzinfo)
    if local.replace(tzinfo=None) < due.replace(tzinfo=None):
        due -= timedelta(days=7)
    return Week.of(due.date() - _MIDDLE), due


class DigestBasis(StrEnum):
    """What decides that something belongs in a digest."""

    REGISTER = "register"  # what entered or changed, as the register noted it
    PAPERS = "papers"  # the dates of the papers, for a preview of a past week


class DigestKind(StrEnum):
    """The sections of a digest, in their order."""

    NEW = "new"
    MET = "met"  # wholly, and judged so by a person
    PARTLY = "partly"  # judged so
    PERHAPS = "perhaps"  # what only the machine takes for met
    OVERDUE = "overdue"
    DUE = "due"  # the term ends soon
    CHANGED = "changed"  # a term moved, reopened, or closed without a letter
    LETTERS = "letters"  # on a motion that somebody follows
    PAPERS = "papers"  # of a list of letters that somebody follows


class ChangeKind(StrEnum):
    """What a person changed without a letter that meets it."""

    MOVED = "moved"
    REOPENED = "reopened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DigestChange:
    """From where to where it went: days where a term moved, else statuses in the field's words."""

    kind: ChangeKind
    before: str | None
    after: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MotionNamed:
    """By what people know a motion: its number as printed, who moved it, what it is about."""

    kamerstuk: str
    movers: tuple[str, ...] = ()
    cosigned: bool = False
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One piece of news.

    `number` is the item's public number, `words` the sentence, `title` what it is about,
    `who` the office that answers for it, `source` the paper that made the promise. Of
    something met, and of a letter on a motion, `later` is the paper and `told` its words;
    `others` counts further papers that say it too. `judged` is False for what only the machine
    found. `subject` is the key under which the register noted it, `day` the day that it is of.
    `beside` names what else there is to say of the item, which has one line in a digest. Of a
    motion, `who` and the term are left out, and `motion` names it. A new paper of a list of letters is a line without an item:
    `paper_id` names it, `source` is the paper itself, `words` what it is about, `who` its senders.
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
    others: int = 0
    change: DigestChange | None = None
    day: date | None = None
    beside: tuple[DigestKind, ...] = ()
    paper_id: int | None = None
    motion: MotionNamed | None = None

    @property
    def about(self) -> str:
        """What the line is about, of which a digest has one line: an item, or a new paper."""
        return self.number or self.subject


def without_reason(line: DigestLine) -> DigestLine:
    """Give a line without the reason that a clerk typed: who has no account reads none."""
    if line.change is None:
        return line
    return replace(line, change=replace(line.change, reason=None))


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
    """One week's news for a reader; `follows` names what it is about, empty for the whole register."""

    week: Week
    basis: DigestBasis
    sections: tuple[DigestSection, ...]
    demo: bool = False
    follows: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(section.total for section in self.sections)

    def without_reasons(self) -> "Digest":
        """Give the same without the reasons that clerks typed."""
        sections = (
            replace(one, lines=tuple(map(without_reason, one.lines))) for one in self.sections
        )
        return replace(self, sections=tuple(sections))
