"""Rows of lists that leave as files: all that a clerk needs of an item or paper, uncut."""

import datetime as dt
from dataclasses import dataclass

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind, Relation
from app.domain.motions import Facts
from app.services.overview.rows.common import LetterRef, Quote, Standing, TermView


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the register.

    `words` is its whole sentence. `actor` promised, `responsible` answers now. Of a motion
    `kamerstuk`, `movers` and `facts` are filled, and how many papers name it and when last.
    `settled_by` are the papers that a person put down as meeting it.
    """

    number: str
    official_number: str | None  # in the Chamber's own register
    kind: ItemKind
    standing: Standing
    words: str
    subject: str | None
    actor: str | None
    responsible: str | None
    responsible_name: str | None
    ministry: str | None
    committee: str | None
    member: str | None
    term: TermView | None
    letter: LetterRef | None
    dossier: str | None
    settled_by: tuple[LetterRef, ...]
    waiting: int
    kamerstuk: str | None
    movers: tuple[str, ...]
    facts: Facts | None
    mentions: int
    last_mention: dt.date | None

    @property
    def level(self) -> TermLevel | None:
        """How its term stands, None for what has no term by nature."""
        return self.term.level if self.term else None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper, with what was found in it."""

    letter: LetterRef
    dossier: str | None
    from_functions: tuple[str, ...]
    commitments: int
    candidates: int
    motions: int
    suggestions: int


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A passage that may settle an item, and waits for a verdict; `words` are the item's own."""

    number: str
    kind: ItemKind
    words: str
    relation: Relation
    score: float
    later: Quote
