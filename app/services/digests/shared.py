"""What the readers of one run have in common, looked up once for all of them."""

from dataclasses import dataclass, field

from app.services.digests.pieces import Piece
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter

ListFilter = RegisterFilter | LetterFilter
Rounds = tuple[int, int]  # the first is not told, the last is

MOST_LISTS = 2000
MOST_NEWS = 3  # ranges of rounds: nearly all readers heard of the same
MOST_PIECES = 10_000  # of news in one of them


@dataclass(slots=True)
class Shared:
    """Remembers what lists hold and what the news of some rounds is, in bounded memory.

    Of rounds with more news than can be kept it remembers that: None.
    """

    _lists: dict[tuple[ListFilter, Rounds], frozenset[int]] = field(default_factory=dict)
    _news: dict[Rounds, tuple[Piece, ...] | None] = field(default_factory=dict)

    def find_list(self, wanted: ListFilter, rounds: Rounds) -> frozenset[int] | None:
        """Give what a list holds of the news; None where nobody looked yet."""
        return self._lists.get((wanted, rounds))

    def keep_list(self, wanted: ListFilter, rounds: Rounds, held: frozenset[int]) -> None:
        """Remember what a list holds; once there are too many, all are forgotten."""
        if len(self._lists) >= MOST_LISTS:
            self._lists.clear()
        self._lists[wanted, rounds] = held

    def knows(self, rounds: Rounds) -> bool:
        """Say whether the news of these rounds was looked up, or is too much to keep."""
        return rounds in self._news or len(self._news) >= MOST_NEWS

    def find_news(self, rounds: Rounds) -> tuple[Piece, ...] | None:
        """Give the news of these rounds in its order; None where it is not kept."""
        return self._news.get(rounds)

    def keep_news(self, rounds: Rounds, pieces: tuple[Piece, ...] | None) -> None:
        """Remember the news of these rounds, or that it is too much."""
        self._news[rounds] = pieces
