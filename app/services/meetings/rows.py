"""Rows of the pages of committees, meetings and rappels."""

import datetime as dt
from dataclasses import dataclass

from app.domain.meetings import Advice, Facts, Place, Proposal
from app.services.overview.rows.common import (
    Choice,
    HistoryLine,
    LetterRef,
    Paging,
    Quote,
    Reminded,
    Standing,
    TermView,
)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An open item as lists for a committee or minister show it.

    `version` is the item's: a decision names it. `settles` are the words of the later
    paper that a person linked to it last, of the strongest verdict; `reminded` are the
    rappels that asked for it, newest first.
    """

    item_id: int
    number: str
    version: int
    standing: Standing
    subject: str
    words: str
    responsible: str
    responsible_name: str | None
    ministry_id: int | None
    member: str | None
    term: TermView
    letter: LetterRef | None
    settles: Quote | None
    suggestions: int
    reminded: tuple[Reminded, ...]
    facts: Facts
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line that may go on the list of a meeting: where it stands there, and the default."""

    line: WorkLine
    place: Place
    advice: Advice


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee decided on an item; `term` is the new last day."""

    proposal: Proposal
    term: dt.date | None
    note: str | None
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """An item on the list of a meeting, as kept; `line` is how it is now."""

    id: int
    position: int
    line: WorkLine
    place: Place
    proposal: Proposal
    term: dt.date | None
    why: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class MeetingRef:
    """A meeting as lists name it, with how many items are on its list and decided."""

    id: int
    date: dt.date
    items: int
    decided: int


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """A committee in the list of committees, with its open items and those overdue."""

    committee: Choice
    open: int
    overdue: int
    proposed: int
    next_meeting: MeetingRef | None


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """A committee: its setting, its meetings (newest first), and its work for a day.

    `listed` is None where a meeting of that day has its list already: `meeting`.
    """

    committee: Choice
    decides: bool
    meetings: tuple[MeetingRef, ...]
    day: dt.date
    meeting: MeetingRef | None
    listed: tuple[ListedLine, ...]
    is_first: bool
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting and a page of its list; `version` is the meeting's."""

    id: int
    version: int
    date: dt.date
    committee: Choice
    made_by: str
    made_at: dt.datetime
    lines: tuple[MeetingLine, ...]
    paging: Paging
    decided: int
