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


class TieKind(StrEnum):
    """What a paper says that two numbers of motions are to each other."""

    SAME = "zelfde"  # one paper in two dossiers
    REPLACES = "vervangt"  # ter vervanging van


@dataclass(frozen=True, slots=True)
class MotionTie:
    """Two numbers that one paper ties together; of REPLACES, `number` is the newer motion."""

    kind: TieKind
    number: str
    other: str


@dataclass(frozen=True, slots=True)
class MotionIdentity:
    """Under which number a motion is kept, and which motion replaced it in the end."""

    kept_as: str
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A motion as one paper names it, with the sentence that names it as printed.

    `kept_as` are the numbers under which the register keeps what is named, where it knows
    that (another dossier of the same paper, a misprint that a clerk put right); `now` the
    same after replacement. `own` says that the paper is the motion itself.
    """

    document: str
    timing: Timing
    mention: MotionMention
    words: str = ""
    kept_as: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    own: bool = False

    @property
    def printed(self) -> str:
        """The first number as printed, also where it can be none; empty without any."""
        return self.mention.ids[0] if self.mention.ids else self.mention.misprint or ""

    @property
    def home(self) -> str | None:
        """The number under which it is kept, else the one it gives; None without."""
        return next(iter(self.kept_as or self.mention.ids), None)

    @property
    def stands(self) -> tuple[str, ...]:
        """The numbers of the motions that it counts for today."""
        return self.now or self.kept_as or self.mention.ids


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
    NO_SUCH_NUMBER = "no_such_number"  # no motion can have this number


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mentions that cannot all be right, with the evidence.

    `numbers` are the canonical ids at stake, or what is printed where that is none.
    `sides` are the mentions that agree with each other; of a wrong name the likelier side
    comes first. `likely` is the right number, or for a wrong name the mover, as most
    papers print it; None when no reading is likelier.
    """

    kind: ConflictKind
    numbers: tuple[str, ...]
    likely: str | None
    sides: tuple[tuple[PlacedMention, ...], ...]
    reasons: tuple[Reason, ...]

    @property
    def mentions(self) -> tuple[PlacedMention, ...]:
        """All mentions, side by side."""
        return tuple(placed for side in self.sides for placed in side)


class ConflictVerdict(StrEnum):
    """What a clerk said of a conflict."""

    NUMBER = "nummer"  # the mentions of one side are of another number
    SLIP = "verschrijving"  # the number is right, what stands beside it is not
    NONE = "geen"  # everything is right as printed


@dataclass(frozen=True, slots=True)
class MentionPattern:
    """How one side of a conflict names a motion: the number as printed, movers, a subject."""

    number: str
    movers: tuple[str, ...] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class SettledConflict:
    """A conflict that a clerk settled: `wrong` is how the mistake looks, `right` the number.

    `sides` are all sides as they stood; with NUMBER, mentions that fit a pattern of
    `wrong` count for `right`, also those of later papers.
    """

    kind: ConflictKind
    numbers: tuple[str, ...]
    verdict: ConflictVerdict
    sides: tuple[MentionPattern, ...]
    wrong: tuple[MentionPattern, ...] = ()
    right: str | None = None


class CandidateSource(Protocol):
    """Finds the papers worth comparing; a database or an index in memory."""

    def find_papers(self, item: OpenItem, limit: int) -> Iterable[Paper]:
        """Give at most `limit` papers that share rare words or numbers with the item."""
        ...
