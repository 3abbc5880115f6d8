"""The packaged word lists: one TOML file per subject, read once."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

_BRANCHED = 3  # letters of a word that are looked at one by one
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


def write_choice(words: Iterable[str]) -> str:
    """Write an expression for any of some words, the longest that fits; a space is any white space."""
    return _write_branches(sorted(words, key=len, reverse=True), _BRANCHED)


def _write_branches(words: list[str], depth: int) -> str:
    """Write alternatives, those with the same first letters together: far fewer are tried then."""
    if depth == 0 or len(words) == 1 or "" in words:
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{_write_branches([first], 0)}(?:{_write_branches(rest, depth - 1)})"
        for first, rest in rests.items()
    )


@lru_cache(maxsize=16)
def to_small(text: str) -> str:
    """Give a text in small letters, of the same length: expressions need not look for capitals."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
