"""The packaged word lists: one TOML file per subject, read once."""

import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Give the word list `name` as its file writes it (docs/reading.md says what counts)."""
    path = files("app.reading.lexicon").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


class Remembered(dict[str, Answer], Generic[Answer]):
    """Answers about the words of papers, each made once; forgets all when it holds too many.

    A plain dictionary: of a cache the collector would walk through every entry, which costs
    more than the answers do.
    """

    def __init__(self, make: Callable[[str], Answer], most: int) -> None:
        """Remember at most `most` answers of `make`."""
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> Answer:
        """Make the answer about a word that is new."""
        if len(self) >= self._most:
            self.clear()
        answer = self[word] = self._make(word)
        return answer


@lru_cache(maxsize=16)
def to_small(text: str) -> str:
    """Give a text in small letters, of the same length: expressions need not look for capitals."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
