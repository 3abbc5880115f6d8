"""Rows of the inbox: the papers that came in, each with what it brings and what waits there."""

import datetime as dt
from dataclasses import dataclass

from app.services.overview.rows.common import LetterRef, Paging
from app.services.overview.rows.register import RegisterRow

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands above the work of a paper: its line, and who sent it."""

    letter: LetterRef
    from_functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Some items of a paper by name, and how many there are in all."""

    rows: tuple[RegisterRow, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A paper that came in: what it promises, what it may settle, what it cites.

    `candidates`, `suggestions` and `late` count what waits for a clerk: promises, passages
    that may settle something, repeats of what was judged before. `papers` counts the papers
    that it cites.
    """

    letter: LetterRef
    from_functions: tuple[str, ...]
    imported_at: dt.datetime
    candidates: int
    suggestions: int
    late: int
    promises: Named
    settles: Named
    motions: Named
    papers: int

    @property
    def waiting(self) -> int:
        """How many decisions wait in all."""
        return self.candidates + self.suggestions + self.late


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the papers, those that came in last first. `waiting` counts those with work."""

    rows: tuple[InboxRow, ...]
    paging: Paging
    waiting: int
