"""Rows that several pages share: papers, quotes, terms, suggestions, deeds."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments import TermLevel, Verdict
from app.domain.history import Action
from app.domain.matching import ItemKind, Reason, Relation, Timing
from app.domain.papers import PaperKind, PaperName
from app.domain.reading import Made, PromiseKind, TermKind


class Standing(StrEnum):
    """Where an item stands, whatever it is: one word for a list and its filter.

    The first two are of candidates, the next three and LAPSED of commitments, SETTLED of
    commitments and motions, the last three of motions.
    """

    WAITING = "nog niet beoordeeld"
    DISMISSED = "afgewezen"
    OPEN = "openstaand"
    PARTLY = "deels afgedaan"
    PROPOSED = "voorgesteld: afdoen"
    SETTLED = "afgedaan"
    LAPSED = "vervallen"
    NOTHING_REPORTED = "nog niets gemeld"
    UNDER_WAY = "in uitvoering"
    REPORTED = "uitvoering gemeld"


@dataclass(frozen=True, slots=True)
class LetterRef:
    """A paper as other pages name it: enough to print a line and a link.

    `kamerstuk` is its number as papers print it ("21 501-02, nr. 2433"), None when it
    has none. `timing` holds its day, or the bounds that its own text gives. `is_spoken`
    says that it is no paper, but words that a clerk put down from the debate of the title.
    """

    id: int
    name: str  # of the file, without extension
    kind: PaperKind
    title: str | None
    canonical: str | None
    kamerstuk: str | None
    timing: Timing
    is_spoken: bool = False

    @property
    def paper(self) -> PaperName:
        """What the Dutch name of the paper is made of (domain/dutch.py, `paper_words`)."""
        timing = self.timing
        return PaperName(self.kind, timing.day, timing.not_before, self.canonical, self.title)


@dataclass(frozen=True, slots=True)
class QuoteNote:
    """A footnote whose number stands in a quote, as printed."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a paper in their paragraph: before + marked + after is one stretch of its text.

    `start` and `end` are the marked words in the paper's clean text; `anchor` is the id
    of their paragraph on the paper's page. `notes` are the footnotes that matter to them,
    where a page asked for them (papers.py, `load_quotes`), `page` is where the words
    begin, in a paper that has pages.
    """

    letter: LetterRef
    start: int
    end: int
    before: str
    marked: str
    after: str
    anchor: str
    notes: tuple[QuoteNote, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TermView:
    """By when: the words, the days, the rule that gave them, and how that stands today.

    `latest` is the last day that meets it now, `first` the one it began with: they
    differ after a postponement. `rule` is a key of docs/reading.md, "Termen".
    """

    kind: TermKind
    text: str | None
    earliest: dt.date | None
    latest: dt.date | None
    rule: str | None
    level: TermLevel
    first: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What a promise says: as the machine saw it, or as a clerk put it down.

    `cue` (entry of the lexicon) and `reader` (version) are None for a clerk's. `member`
    is the member of the Chamber to whom it was made; `committee_id` of a proposal leads
    the dossier by the table.
    """

    kind: PromiseKind
    made: Made
    actor: str
    addressee: str | None
    subject: str
    term: TermView
    conditional: bool
    condition: str | None
    cue: str | None = None
    reader: str | None = None
    member: str | None = None
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A later passage that may settle an item, with the words on both sides.

    `version` is the suggestion's own: a verdict names it. `item_version` is the item's.
    `verdict`, `judged_by`, `judged_at` and `note` (the clerk's reason) are None while
    it waits. `earlier` is None for an item entered by hand without a letter.
    """

    id: int
    version: int
    number: str  # of the item
    item_kind: ItemKind
    item_version: int
    standing: Standing
    relation: Relation
    score: float
    reasons: tuple[Reason, ...]
    earlier: Quote | None
    later: Quote
    matcher: str
    verdict: Verdict | None = None
    judged_by: str | None = None
    judged_at: dt.datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FulfilmentView:
    """A passage that a person linked to an item; withdrawn ones stay visible.

    `suggestion_id` is None for a link made by hand. `note` is the clerk's reason.
    """

    id: int
    version: int
    verdict: Verdict
    quote: Quote
    note: str | None
    made_by: str
    made_at: dt.datetime
    suggestion_id: int | None
    withdrawn_by: str | None = None
    withdrawn_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after a deed, as text; None where there was nothing."""

    field: str  # its name in the history row, such as "deadline"
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed: who, when, what, why, and what it changed."""

    id: int
    at: dt.datetime
    actor: str
    by_machine: bool
    action: Action
    reason: str | None
    changes: tuple[FieldChange, ...]
    number: str | None  # of the item
    letter: LetterRef | None  # the paper it was done to, or rests on
    suggestion_id: int | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A rappel in which an item stood: its number and day."""

    id: int
    number: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from in a form: its key, and its name for people."""

    id: int
    slug: str
    name: str
    abbreviation: str | None = None  # of a ministry


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a list stands: `page` of `pages`, both from 1; `first` and `last` row shown, 0 when none."""

    page: int
    pages: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first row on the page, counted from 1."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return min(self.page * self.size, self.total)


def paging_of(total: int, page: int, size: int) -> Paging:
    """Give the paging of a list; a page before the first or past the last is brought inside."""
    pages = max(1, -(-total // size))
    return Paging(min(max(1, page), pages), pages, size, total)
