"""Rows of the letters: the list with its hits, and one letter with its marks."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments import Verdict
from app.domain.matching import ItemKind
from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, Stance, TargetKind
from app.domain.references import ReferenceKind
from app.domain.text import BlockKind, Zone
from app.services.overview.rows.common import (
    Choice,
    HistoryLine,
    LetterRef,
    Paging,
    PromiseView,
    Standing,
)
from app.services.overview.rows.register import Facet
from app.services.search import Piece, Query

PAGE_SIZE = 20
MOST_FOUND = 5_000  # letters that words find; more are not counted
MOST_LISTED = 1_000  # of those, the newest


class LetterSort(StrEnum):
    """The orders of the list of letters; the words stand in addresses."""

    DATE = "datum"  # newest first; undated papers where their own text puts them
    NEWEST = "nieuwste"  # last imported first
    RELEVANCE = "relevantie"


class Held(StrEnum):
    """What a paper can be asked to hold; the words stand in addresses."""

    COMMITMENTS = "toezeggingen"
    WAITING = "te-beoordelen"  # possible commitments that nobody judged
    MOTIONS = "moties"
    ANSWERS = "suggesties"  # passages that may answer something, and that nobody judged


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What a person asks of the letters; empty fields ask nothing.

    Several values of one field widen, several fields narrow. `sender` is a function in any
    letters, `ministry` a slug: papers of the offices that it had on that day. `dossier` is one
    as papers are kept, `since` and `until` bound the day of the paper, `changed_since` asks for
    what came in or was changed since. Without `sort`: relevance with words, else the date.
    """

    q: str = ""
    kinds: tuple[PaperKind, ...] = ()
    sender: str | None = None
    ministry: str | None = None
    dossier: str | None = None
    held: tuple[Held, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    changed_since: dt.datetime | None = None
    sort: LetterSort | None = None
    page: int = 1
    size: int = PAGE_SIZE
    facets: bool = True  # whether to count what the list can be narrowed by
    exact: bool = False  # whether to count and list all, however many are found


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage with the searched words; `anchor` is its id on the letter's page."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One paper in the list, with what it holds and the best passages found in it."""

    letter: LetterRef
    from_functions: tuple[str, ...]
    candidates: int  # nobody judged them yet
    commitments: int
    motions: int
    suggestions: int  # waiting, this paper being the later one
    hits: tuple[PassageHit, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What the list of letters can be narrowed by, each value with how many papers it would leave.

    `ministries` are all that ever had an office. Without `kinds_counted` or `senders_counted` they
    are all that there are, by name: of a long narrowed list they are not counted.
    """

    kinds: tuple[Facet, ...] = ()
    kinds_counted: bool = True
    senders: tuple[Facet, ...] = ()
    senders_counted: bool = True
    ministries: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class LettersPage:
    """One page of the list of letters. `query` says what was searched and what passed over.

    `is_more` says that more than MOST_FOUND were found: they are not counted, and the list holds
    the newest MOST_LISTED, newest first.
    """

    rows: tuple[LetterRow, ...]
    paging: Paging
    query: Query
    sort: LetterSort
    choices: LetterChoices = LetterChoices()
    is_more: bool = False


class MarkKind(StrEnum):
    """What is marked in a letter."""

    PROMISE = "promise"  # a candidate or commitment: see `Mark.item_kind`
    MOTION = "motion"
    STATEMENT = "statement"  # says that something earlier is met
    CITATION = "citation"
    SUGGESTED = "suggested"  # may settle an item; waits for a verdict
    LINKED = "linked"  # a person linked it to an item


@dataclass(frozen=True, slots=True)
class MotionDetail:
    """A motion as the letter names it; `kamerstukken` empty when it gives no number."""

    movers: tuple[str, ...]
    cosigned: bool
    changed: bool
    stance: Stance
    subject: str | None
    kamerstukken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """What the letter says is met, and how far."""

    target: TargetKind
    status: FulfilmentStatus
    subject: str
    by: str | None
    to: str | None
    where: str | None
    date: dt.date | None
    implicit: bool


@dataclass(frozen=True, slots=True)
class CitationDetail:
    """The papers that a citation names: printed form, and the paper itself where registered.

    `printed` is "21 501-02, nr. 2433" for a Kamerstuk, else the identifier. A paper that
    the register does not have, but in which it has a motion, leads to that item.
    """

    kind: ReferenceKind
    printed: str
    canonical: str
    annex: bool
    letter: LetterRef | None
    number: str | None  # of the motion with this number


@dataclass(frozen=True, slots=True)
class LinkDetail:
    """A passage put beside an item, by the machine (a score) or a person (a verdict).

    `words` are the item's own.
    """

    words: str
    score: float | None
    verdict: Verdict | None
    suggestion_id: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: the words it covers, and what it is. `anchor` is its id on the page.

    `number`, `item_kind` and `standing` name the item that it leads to, None where it
    leads to none. Exactly the details of its kind are filled. `page` is where it begins,
    in a paper that has pages.
    """

    anchor: str
    kind: MarkKind
    start: int
    end: int
    words: str
    number: str | None = None
    item_kind: ItemKind | None = None
    standing: Standing | None = None
    promise: PromiseView | None = None
    motion: MotionDetail | None = None
    statement: StatementDetail | None = None
    citations: tuple[CitationDetail, ...] = ()
    link: LinkDetail | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NoteLink:
    """The number of a footnote in the running text: its own id, and that of the footnote."""

    label: str
    anchor: str
    note_anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block, all of whose characters are covered by the same marks.

    Segments follow each other without gap or overlap; their texts joined are the block.
    `start` is the place in the clean text of its first character. `hit` says that the
    searched words stand in it. `marks` are all that cover it, the widest first. `begins` are the ids of the marks that begin here. A
    segment with a `note` has no text: a footnote's number stands there; nor has one with
    a `page`, which begins there.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[str, ...] = ()
    note: NoteLink | None = None
    page: int | None = None
    hit: bool = False


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of a block, for choosing words without a mouse: place and text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """One paragraph, heading, list item or footnote.

    `label` is the number of a footnote, question or answer. Of a footnote, `callers`
    are the ids of the numbers in the running text that call it.
    """

    anchor: str
    kind: BlockKind
    zone: Zone
    label: str | None
    speaker: str | None
    start: int
    end: int
    segments: tuple[Segment, ...]
    sentences: tuple[SentenceView, ...]
    callers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The marks of one kind, in reading order: the list beside the text."""

    kind: MarkKind
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class HandMarkView:
    """Words that a clerk marked: as a motion, or as a statement that something is met."""

    id: int
    kind: MarkKind
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class LetterDeeds:
    """A letter without its text: its version, what was done to it, and whether it left."""

    letter: LetterRef
    version: int
    history: tuple[HistoryLine, ...]
    withdrawn_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter: what it prints of itself, its text with the marks, and what was found.

    `version` is the document's: a correction names it. `dossier` and `number` are as
    stored ("21501-02", "151"). `blocks` is the running text, `notes` the footnotes.
    `cited_by` are the papers in the register that cite this one, newest first.
    """

    letter: LetterRef
    version: int
    media: str
    imported_at: dt.datetime
    reader: str
    dossier: str | None
    number: str | None
    from_functions: tuple[str, ...]
    blocks: tuple[LetterBlock, ...]
    notes: tuple[LetterBlock, ...]
    marks: tuple[Mark, ...]
    found: tuple[FoundGroup, ...]
    cited_by: tuple[LetterRef, ...]
    history: tuple[HistoryLine, ...]
    withdrawn_at: dt.datetime | None = None
    replaced_by: LetterRef | None = None  # the newer edition, of one withdrawn for that
    replaces: tuple[LetterRef, ...] = ()
    by_hand: tuple[HandMarkView, ...] = ()
