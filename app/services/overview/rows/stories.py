"""Rows of an item's page: its whole story, and of a motion its line of execution."""

import datetime as dt
from dataclasses import dataclass

from app.domain.commitments import CandidateState, Execution, Place, PlaceKind, Status
from app.domain.matching import ConflictKind, ConflictVerdict, ItemKind, Reason, TieKind
from app.domain.motions import NO_FACTS, Facts
from app.domain.reading import Stance
from app.services.overview.rows.common import (
    Choice,
    FulfilmentView,
    HistoryLine,
    LetterRef,
    PromiseView,
    Quote,
    Reminded,
    Standing,
    SuggestionView,
)
from app.services.overview.rows.places import PlaceView


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What the machine saw, exactly as it saw it, and what a clerk said of it."""

    promise: PromiseView
    state: CandidateState
    judged_by: str | None
    judged_at: dt.datetime | None
    note: str | None  # the clerk's reason


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment as it is registered now. `responsible` answers for it today.

    Who answers and which committee leads follow tables, unless set `by_hand`.
    """

    promise: PromiseView
    status: Status
    status_by_hand: bool
    responsible: str | None
    responsible_name: str | None
    responsible_by_hand: bool
    ministry: str | None
    ministry_id: int | None
    committee: str | None
    committee_id: int | None
    committee_by_hand: bool
    official_number: str | None  # in the Chamber's register
    entered_by: str
    entered_at: dt.datetime
    withdrawn_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class JoinedView:
    """A commitment as the page of the one that it belongs with names it."""

    number: str
    subject: str
    words: str
    letter: LetterRef | None


@dataclass(frozen=True, slots=True)
class Joined:
    """What a commitment was merged into, what was merged into it, and how it was split."""

    into: str | None = None
    merged: tuple[JoinedView, ...] = ()
    split_from: str | None = None
    split_off: tuple[JoinedView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweringView:
    """Who promised then, and who answers now: offices, and who held and holds them.

    `also` are offices that took over a part of the one that was. Names are None where
    the table knows none; a name of two persons says so with "of".
    """

    then: str
    then_name: str | None
    now: str | None
    now_name: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MotionMentionView:
    """What one paper says of a motion; `stance` is None where it only cites the number.

    `kamerstukken` are all numbers that this mention gives, as papers print them.
    """

    letter: LetterRef
    quote: Quote
    stance: Stance | None
    movers: tuple[str, ...] = ()
    cosigned: bool = False
    changed: bool = False
    subject: str | None = None
    kamerstukken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One mention in a conflict: where it stands and what it says; `side` counts from 0.

    `number` is the item of the motion named there, None where what is printed can be none;
    `kamerstuk` is the number as printed. `own` says that the paper is the motion itself.
    """

    side: int
    number: str | None
    kamerstuk: str
    movers: tuple[str, ...]
    cosigned: bool
    subject: str | None
    own: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Papers that contradict each other about a motion: the sides, oldest paper first.

    A paper that says the same more than once is shown with the first of it. `version` is
    the conflict's own: a decision names it. `numbers` are those at stake, as identifiers,
    and `kamerstukken` as papers print them. `likely` is the right number as printed, or for a
    wrong name the mover; None when no reading is likelier. `names` are the movers of each
    side. The last five are None until a clerk settled it; `right` is the number chosen,
    `right_number` its item.
    """

    id: int
    version: int
    kind: ConflictKind
    numbers: tuple[str, ...]
    kamerstukken: tuple[str, ...]
    likely: str | None
    sides: tuple[ConflictSide, ...]
    names: tuple[str, ...]
    reasons: tuple[Reason, ...]
    verdict: ConflictVerdict | None = None
    right: str | None = None
    right_number: str | None = None
    judged_by: str | None = None
    judged_at: dt.datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MotionRelation:
    """Another number that has to do with a motion; `number` is its item, where it has one.

    `papers` counts the papers that name it.
    """

    kamerstuk: str
    number: str | None
    papers: int = 0


@dataclass(frozen=True, slots=True)
class MotionTieView:
    """A sentence that ties two numbers together; of REPLACES, `newer` may be without number."""

    kind: TieKind
    newer: str | None
    older: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class MotionRelations:
    """What else a motion is called, and what replaced what.

    `kept_as` is the motion under which this number is kept, `also` the other numbers that
    are kept under this one; `ties` are the sentences on which it all rests.
    """

    kept_as: MotionRelation | None = None
    also: tuple[MotionRelation, ...] = ()
    replaced_by: MotionRelation | None = None
    replaces: tuple[MotionRelation, ...] = ()
    ties: tuple[MotionTieView, ...] = ()


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion: its number and execution, and every paper that cites it, newest first."""

    canonical: str
    kamerstuk: str
    movers: tuple[str, ...]
    cosigned: bool
    subject: str | None
    execution: Execution
    settled_by: str | None
    settled_at: dt.datetime | None
    mentions: tuple[MotionMentionView, ...]
    conflicts: tuple[ConflictView, ...]
    paper: LetterRef | None  # the motion's own paper, when the register has it
    relations: MotionRelations = MotionRelations()
    facts: Facts = NO_FACTS  # what was said of it in the Chamber


@dataclass(frozen=True, slots=True)
class ItemHead:
    """An item without its story: what it says and where it stands; the fields are those of one."""

    number: str
    kind: ItemKind
    version: int
    standing: Standing
    words: str
    source: Quote | None
    found: ProposalView | None
    registered: CommitmentView | None

    @property
    def letter(self) -> LetterRef | None:
        """The paper that it stands in."""
        return self.source.letter if self.source else None

    @property
    def promise(self) -> PromiseView | None:
        """What it says now: as registered, else as found; None for a motion."""
        if self.registered:
            return self.registered.promise
        return self.found.promise if self.found else None


@dataclass(frozen=True, slots=True)
class ItemStory(ItemHead):
    """One item with its whole story.

    A candidate has `found` only; a commitment `registered`, and `found` beside it when
    the machine had proposed it; a motion `motion`. `version` is the item's: a decision
    names it. `source` is the sentence in its paragraph, None for one entered by hand
    without a letter. `suggestions` come best first, the judged after the waiting, and
    for one later passage once;
    `answers` are suggestions of other items that point to these very words. `places` are
    the other places of a promise; of one that is only such a place, `repeats` is the number of
    what it repeats, and `said` what a person said of that; `place_kind` is what it is to it,
    where a person put it there.
    """

    motion: MotionView | None
    suggestions: tuple[SuggestionView, ...]
    fulfilments: tuple[FulfilmentView, ...]
    answers: tuple[SuggestionView, ...]
    history: tuple[HistoryLine, ...]  # newest first
    places: tuple[PlaceView, ...] = ()
    repeats: str | None = None
    said: Place | None = None
    place_kind: PlaceKind | None = None
    answering: AnsweringView | None = None  # None where the words name no office
    reminded: tuple[Reminded, ...] = ()  # the rappels that asked for it, newest first
    joined: Joined = Joined()
    ministries: tuple[Choice, ...] = ()  # all that there are; of a motion none
    committees: tuple[Choice, ...] = ()
