"""Sentences for a made-up register, from a grammar and word lists of our own.

The same seed gives the same sentences. Words are as unequal as in any language: a few stand in
every other letter, most in hardly any.
"""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.services.stemming import stems

_LISTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)
_RARE = 30_000  # words of three parts
_SKEW = 2.2  # the higher, the more the first words of a list prevail
_POOL = 20_000  # sentences that letters share, at most


def _list(name: str) -> tuple[str, ...]:
    """Give one of the lists."""
    found = _LISTS[name]
    return tuple(found.split() if isinstance(found, str) else found)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text, and its stems as search sees them."""

    text: str
    stems: str


class Speech:
    """Draws words, names and sentences, always the same ones for the same seed."""

    def __init__(self, seed: int, pool: int = _POOL) -> None:
        self.random = random.Random(seed)  # noqa: S311 (made-up words, no secret)
        roots, endings = _list("roots"), _list("endings")
        self.common = [f"{root}{ending}" for ending in endings for root in roots]
        self.rare = list(
            dict.fromkeys(
                f"{self.random.choice(roots)}{self.random.choice(roots)}{self.random.choice(endings)}"
                for _ in range(_RARE)
            )
        )
        self.lists = {name: _list(name) for name in _LISTS}
        self.pool = [said(self._sentence()) for _ in range(min(pool, _POOL))]

    def any(self, name: str) -> str:
        """Draw from one of the lists, each word as likely as another."""
        return self.random.choice(self.lists[name])

    def noun(self) -> str:
        """Draw a noun: usually one that many letters have."""
        words = self.common if self.random.random() < 0.7 else self.rare
        return words[int(len(words) * self.random.random() ** _SKEW)]

    def thing(self) -> str:
        """Make the name of a subject, such as that of a motion or letter."""
        return f"het {self.any('adjectives')} {self.noun()} {self.any('prepositions')} {self.any('bodies')}"

    def sentence(self) -> Said:
        """Draw a sentence that other letters may have too."""
        return self.random.choice(self.pool)

    def _sentence(self) -> str:
        """Make a new sentence."""
        more = f" {self.any('prepositions')} {self.thing()}" if self.random.random() < 0.6 else ""
        last = f" en {self.any('verbs')} {self.any('bodies')}" if self.random.random() < 0.4 else ""
        return (
            f"Het {self.any('adjectives')} {self.noun()} {self.any('verbs')} {self.any('adverbs')} "
            f"de {self.any('bodies')}{more}{last}."
        )


def said(text: str) -> Said:
    """Give a text with its stems."""
    return Said(text, stems(text))
