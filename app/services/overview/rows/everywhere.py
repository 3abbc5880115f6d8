"""Rows of the search through everything at once."""

from dataclasses import dataclass

from app.domain.matching import ItemKind
from app.services.nearest import Nearest
from app.services.overview.rows.letters import LettersPage
from app.services.overview.rows.register import RegisterRow
from app.services.search import Query


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of one kind of item: how much, and the best of it."""

    kind: ItemKind
    total: int
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What words find in the whole register; `items` has each kind that is found.

    Where nothing is, `nearest` says what is like it, and `held` in how many items and papers
    was searched.
    """

    query: Query
    items: tuple[Found, ...]
    letters: LettersPage
    nearest: Nearest
    held: tuple[int, int] = (0, 0)

    @property
    def total(self) -> int:
        """Give how many items and papers are found."""
        return sum(found.total for found in self.items) + self.letters.paging.total
