"""Rows of the pages for what people ask about: a member, an office, a committee, a dossier."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.pictures import Durations, Month, Week
from app.services.overview.rows.common import LetterRef, Standing
from app.services.overview.rows.register import RegisterRow


class SubjectKind(StrEnum):
    """What a page is about; the words stand in addresses."""

    ALL = "alles"
    MEMBER = "leden"
    OFFICE = "ambten"
    MINISTRY = "ministeries"
    COMMITTEE = "commissies"
    DOSSIER = "dossiers"
    PAPER = "debatten"  # a debate, or any other paper


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, and by what it is known: a name, a slug, a dossier, an id."""

    kind: SubjectKind
    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """A page that a search names: `beside` is a member's fractie, or who holds the office.

    `until` is filled for who did so before.
    """

    subject: Subject
    name: str
    beside: str | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was promised, and how that stands; `late` and `soon` are among the `open`."""

    total: int = 0
    open: int = 0
    late: int = 0
    soon: int = 0
    settled: int = 0
    lapsed: int = 0
    waiting: int = 0  # possible commitments that nobody judged
    motions: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one ministry or committee; None for what has none."""

    key: str | None
    name: str
    open: int
    late: int
    met: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """What pictures show of the commitments of a subject."""

    months: tuple[Month, ...]
    durations: Durations
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A page about one thing: numbers, what is late, what comes, its motions and papers.

    `about` says more of it: of a member the fractie, of an office who holds it. `motions` are
    those that papers named last; `standings` counts them all.
    """

    subject: Subject
    name: str
    about: str | None
    counts: Counts
    late: tuple[RegisterRow, ...]
    coming: tuple[RegisterRow, ...]
    others: tuple[RegisterRow, ...]  # open without a term, and what waits for a decision
    motions: tuple[RegisterRow, ...]
    standings: Mapping[Standing, int]
    papers: tuple[LetterRef, ...]
    pictures: Pictures
    ministries: tuple[Share, ...] = ()
