"""An earlier statement beside a later one: what is asked, what is found, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.domain.reading import MotionMention, Promise, Reading
from app.domain.text import Span


class Relation(StrEnum):
    """What the later passage is to the earlier one."""

    FULFILS = "vervult"
    FOLLOWS = "vervolg"
    SAME = "zelfde"


@dataclass(frozen=True, slots=True)
class Timing:
    """When a paper was written: a day, or the bounds that its own text gives."""

    day: date | None = None
    not_before: date | None = None
    not_after: date | None = None

    def may_precede(self, other: "Timing") -> bool:
        """Say whether this can be the earlier of two papers; unknown order is possible."""
        first = self.day or self.not_before
        last = other.day or other.not_after
        return first is None or last is None or first <= last


@dataclass(frozen=True, slots=True)
class Paper:
    """A read paper in the register. `key` is stable and unique; `ids` are its own numbers.

    `dossier` is the title of the dossier that it belongs to, where that is known.
    """

    key: str
    timing: Timing
    reading: Reading
    ids: tuple[str, ...] = ()
    dossier: str | None = None


class ItemKind(StrEnum):
    """What an item is: waiting for a person, put down by one, or a motion."""

    CANDIDATE = "candidate"
    COMMITMENT = "commitment"
    MOTION = "motion"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An earlier statement that later papers may settle.

    `words` is the sentence; `context` its paragraph. `papers` are the canonical ids
    that identify it or that its sentence cites; for a motion, its own number.
    `document` and `span` say where it stands; both None for one entered by hand.
    `kept_here` says that its own paper tells it as kept.
    `functions` are the offices that answer for it; `dossier` is the title or number of
    its dossier, where that is known.
    """

    key: str
    kind: ItemKind
    words: str
    context: str
    timing: Timing
    document: str | None = None
    span: Span | None = None
    papers: tuple[str, ...] = ()
    movers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    promise: Promise | None = None
    dossier: str | None = None
    kept_here: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two statements were put together: a code, its weight, the words on both sides.

    `code` is a key of the list in docs/matching.md; the web room owns its sentence.
    """

    code: str
    weight: float
    earlier: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A later passage that may settle, follow or repeat an item; score from 0 to 1."""

    item: str
    document: str
    span: Span
    relation: Relation
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A motion as one paper names it, with the sentence that names it as printed."""

    document: str
    timing: Timing
    mention: MotionMention
    words: str = ""


@dataclass(frozen=True, slots=True)
class MentionLink:
    """Two papers that name the same motion, and why that is thought."""

    earlier: PlacedMention
    later: PlacedMention
    relation: Relation
    score: float
    reasons: tuple[Reason, ...]


class ConflictKind(StrEnum):
    """What does not fit in how papers name their motions."""

    TWO_NUMBERS = "two_numbers"  # one motion under two numbers
    TWO_MOTIONS = "two_motions"  # one number for two motions
    WRONG_NAME = "wrong_name"  # other movers than other papers give this number


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mentions that cannot all be right, with the evidence.

    `numbers` are the canonical ids at stake. `likely` is the right number, or for a
    wrong name the movers, as most papers print it; None when no reading is likelier.
    """

    kind: ConflictKind
    numbers: tuple[str, ...]
    likely: str | None
    mentions: tuple[PlacedMention, ...]
    reasons: tuple[Reason, ...]


class CandidateSource(Protocol):
    """Finds the papers worth comparing; a database or an index in memory."""

    def find_papers(self, item: OpenItem, limit: int) -> Iterable[Paper]:
        """Give at most `limit` papers that share rare words or numbers with the item."""
        ...
