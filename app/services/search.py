"""One search over passages and items, on both databases: parsed once, rendered twice."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why a query finds nothing by itself; the web room owns the sentence."""

    NOTHING_LEFT = "nothing_left"  # signs only: no word or number to look for
    ONLY_EXCLUDED = "only_excluded"  # everything is left out with a minus, nothing is asked


@dataclass(frozen=True, slots=True)
class Option:
    """Tokens that stand next to each other, as `stems` columns hold them; with `prefix` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must, or must not, stand in the text: one of its options.

    `asked` is what the person typed.
    """

    asked: str
    options: tuple[Option, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a person searched for. All clauses must hold.

    `is_empty` says that nothing was asked at all; `problem` that something was, but
    nothing can be looked for. `passed_over` are the parts that hold no word or number.
    """

    text: str
    clauses: tuple[Clause, ...]
    passed_over: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to search for, and nothing wrong with that."""
        return not self.clauses and self.problem is None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text; `hit` says that the searched words stand in it."""

    text: str
    hit: bool = False
