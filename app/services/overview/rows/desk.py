"""Rows of the clerk's desk: what waits, letter by letter, the newest letter first."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.reading import Stance
from app.services.overview.rows.common import (
    Choice,
    LetterRef,
    Paging,
    PromiseView,
    Quote,
    SuggestionView,
)
from app.services.overview.rows.inbox import LetterHead
from app.services.overview.rows.places import LatePlace, PlaceView
from app.services.overview.rows.register import RegisterRow

PAGE_SIZE = 20


class DeskPart(StrEnum):
    """The lists of the desk that hold cards."""

    CANDIDATES = "candidates"
    SUGGESTIONS = "suggestions"
    UNNUMBERED = "unnumbered"


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Which pages of the desk are shown; with `document`, only what waits for that letter.

    Lists that are not among `parts` are left empty; the counts are given all the same.
    """

    document: int | None = None
    candidates_page: int = 1
    suggestions_page: int = 1
    unnumbered_page: int = 1
    size: int = PAGE_SIZE
    parts: frozenset[DeskPart] = frozenset(DeskPart)


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How much waits, whatever page or letter is shown.

    `due_soon`, `overdue` and `serious` are of commitments; the seriously overdue do not
    count among the overdue.
    """

    candidates: int
    suggestions: int
    conflicts: int
    unnumbered: int
    due_soon: int
    overdue: int
    serious: int

    @property
    def late(self) -> int:
        """The commitments of which the term has passed, however long ago."""
        return self.overdue + self.serious


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """A candidate to accept, amend or dismiss. `version` is the item's: a decision names it.

    `repeats` are the items of which these words may be a repeat or a follow-up, `similar` the
    first commitments and candidates among them that still stand. `met` is
    the sentence of the same paragraph that says that a promise is met, where there is one.
    """

    number: str
    version: int
    source: Quote
    promise: PromiseView
    waiting: int  # suggestions that nobody judged
    repeats: tuple[str, ...]
    similar: tuple[RegisterRow, ...] = ()
    met: str | None = None
    places: tuple[PlaceView, ...] = ()  # where else the same is said; one decision covers all


@dataclass(frozen=True, slots=True)
class CandidateGroup:
    """The candidates of one letter, in reading order. `total` counts those on other pages too."""

    letter: LetterRef
    from_functions: tuple[str, ...]
    total: int
    cards: tuple[CandidateCard, ...]


@dataclass(frozen=True, slots=True)
class SuggestionGroup:
    """The suggestions that one (later) letter gives, best first. `total` counts other pages too."""

    letter: LetterRef
    total: int
    cards: tuple[SuggestionView, ...]


@dataclass(frozen=True, slots=True)
class UnnumberedMention:
    """A motion named without any number: it stays a mention until someone knows which."""

    id: int
    quote: Quote
    movers: tuple[str, ...]
    cosigned: bool
    stance: Stance
    subject: str | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a clerk.

    Suggestions of settled, dismissed or withdrawn items stay out, and so do those that
    only say the same again: they settle nothing. Conflicts have a list of their own. `late`
    are repeats of promises that were judged before, `only` is the letter of the filter, and
    `committees` those that the forms of candidates offer.
    """

    counts: DeskCounts
    candidates: tuple[CandidateGroup, ...]
    candidates_paging: Paging
    suggestions: tuple[SuggestionGroup, ...]
    suggestions_paging: Paging
    unnumbered: tuple[UnnumberedMention, ...]
    unnumbered_paging: Paging
    late: tuple[LatePlace, ...] = ()
    late_total: int = 0
    only: LetterHead | None = None
    committees: tuple[Choice, ...] = ()
