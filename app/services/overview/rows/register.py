"""Rows of the register: what was asked, one line an item, and the counts beside the list."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.rows.common import LetterRef, Paging, Standing, TermView
from app.services.search import Piece, Query

PAGE_SIZE = 25
MOST_PASSAGES = 1_000  # beyond which it is only said that there are more
NONE = "zonder"
"""The word of a filter for commitments to which nobody gave a committee, or a member."""


class Sort(StrEnum):
    """The orders of the register; the words stand in addresses.

    TERM puts what is still open with the earliest last day first, then what has no
    term, then what is done. DATE is that of the letter, newest first, as is NEWEST for
    the day it entered the register. RELEVANCE needs words to search for.
    """

    TERM = "termijn"
    DATE = "datum"
    STATUS = "status"
    NUMBER = "nummer"
    NEWEST = "nieuwste"
    RELEVANCE = "relevantie"


class Source(StrEnum):
    """How a promise was made; the words stand in addresses."""

    WRITTEN = "schriftelijk"
    SPOKEN = "mondeling"  # in a debate: its report says so, or a clerk put the words down


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What a person asks of the register; empty fields ask nothing.

    Several values of one field widen, several fields narrow. Without `standings` the
    dismissed candidates stay out. `responsible` is a name as the facet gives it,
    `ministry` and `committee` are slugs, `document` a paper's id: the items that it
    makes or mentions. `dossier` is one as papers are kept ("21501-02"), `since` and `until`
    bound the day of the paper, of a motion that of any paper that mentions it. `changed_since`, in
    Dutch time, asks for what is new or changed since (overview/changed.py). NONE for `committee` or `member` asks for commitments without. Without `sort`: relevance when there are words to search for,
    else the term. `reverse` turns the order round.
    """

    q: str = ""
    kinds: tuple[ItemKind, ...] = ()
    standings: tuple[Standing, ...] = ()
    responsible: str | None = None
    ministry: str | None = None
    committee: str | None = None
    member: str | None = None
    levels: tuple[TermLevel, ...] = ()
    document: int | None = None
    dossier: str | None = None
    source: Source | None = None
    fractie: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    changed_since: dt.datetime | None = None
    sort: Sort | None = None
    reverse: bool = False
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item in the list.

    `words` is its sentence, cut to what a list can bear and with the searched words as
    hits; `subject` the short wording of a promise, or what a motion is about, `movers` and `cosigned` the name of a
    motion: what its own page has for a title. `responsible` answers for it now; for
    a candidate it is the actor as printed. `kamerstuk` is a motion's number as papers
    print it, `mentions` how many papers mention the motion, `last_mention` the newest
    of them.
    """

    number: str
    kind: ItemKind
    standing: Standing
    version: int
    words: tuple[Piece, ...]
    subject: str | None
    responsible: str | None
    responsible_name: str | None
    ministry: str | None
    committee: str | None
    term: TermView | None  # motions have none
    letter: LetterRef | None
    waiting: int  # suggestions that nobody judged
    kamerstuk: str | None = None
    mentions: int = 0
    last_mention: dt.date | None = None
    movers: tuple[str, ...] = ()
    cosigned: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that can be chosen: how many items it would leave, and whether it is chosen.

    The count heeds every other field of the filter. `label` is for people; for an enum
    it is the value itself.
    """

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """The values to choose from, most telling first; values that count nothing stay out unless chosen.

    `years` are those in which papers were written, the newest first; one is chosen when it is
    the whole period. Of very many hits, `members`, `dossiers`, `sources`, `years` and `fracties`
    are not counted (`valued`), but for those that the filter chooses from.
    """

    kinds: tuple[Facet, ...]
    standings: tuple[Facet, ...]
    levels: tuple[Facet, ...]
    responsible: tuple[Facet, ...]
    ministries: tuple[Facet, ...]
    committees: tuple[Facet, ...]
    members: tuple[Facet, ...]
    dossiers: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    years: tuple[Facet, ...]
    fracties: tuple[Facet, ...]
    valued: bool = True


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """How many commitments are open, overdue and settled, and how much nobody judged yet."""

    open: int
    overdue: int
    waiting: int
    settled: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register. `query` says what was searched for and what was passed over.

    `sort` and `reverse` are the order in force. `passages` counts the passages of
    papers in which the same words stand (the link to the search of letters), up to one more
    than MOST_PASSAGES.
    """

    rows: tuple[RegisterRow, ...]
    paging: Paging
    facets: Facets
    query: Query
    sort: Sort
    reverse: bool
    passages: int
    letter: LetterRef | None = None  # the paper of `RegisterFilter.document`
