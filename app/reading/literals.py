"""The cheap look: which needed words stand in a sentence, before any expression is tried.

Every form, phrase and term has words, stems or short phrases of which a sentence must have
one. Whoever has such words takes them up with `needed` (when it is imported, or with a word
list that `before_looking` names), and looks with `find_literals` which of all of them a
sentence has. To look for each in each sentence would cost more than the
reading itself; papers, though, write the same words over and over. So a sentence is cut at
its white space, and what each of its words holds is remembered.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Generic, TypeVar

from app.reading.words import Remembered, write_choice

Thing = TypeVar("Thing")
_WORDS = 32768  # different words of papers that are remembered
_SENTENCES = 4096  # promises and statements look at the same sentences


class _Literals:
    """All needed words, and phrases by their longest word.

    `count` grows with every word taken up; what was remembered before then counts no more.
    `held` says for a word of a paper which of them stand in it.
    """

    def __init__(self) -> None:
        self.count = 0
        self.held = Remembered(self._look, _WORDS)
        self.always: frozenset[str] = frozenset()
        self.parts: set[str] = set()
        self.phrases: dict[str, list[str]] = defaultdict(list)
        self.heads: frozenset[str] = frozenset()  # of phrases
        self._finder: _Finder | None = None

    def add(self, literal: str) -> None:
        """Take up one word or phrase; the empty one is held by every text."""
        part = max(literal.split(), key=len, default="")
        if not part:
            self.always = self.always.union((literal,))
        elif part != literal and literal not in self.phrases[part]:
            self.phrases[part].append(literal)
            self.heads = frozenset(self.phrases)
        if part:
            self.parts.add(part)
        self.held, self._finder = Remembered(self._look, _WORDS), None
        self.count += 1

    def _look(self, word: str) -> tuple[str, ...]:
        """Give the needed words that stand in one word."""
        finder = self._finder
        if finder is None:
            finder = self._finder = _make_finder(frozenset(self.parts))
        found = finder.pattern.findall(word)
        return tuple([part for longest in found for part in finder.heads[longest]])


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the longest needed word at each letter; `heads` are those that one begins with."""

    pattern: re.Pattern[str]
    heads: dict[str, tuple[str, ...]]


def _make_finder(parts: frozenset[str]) -> _Finder:
    """Make what finds any of these words, also where they overlap."""
    heads = {
        part: tuple(part[:end] for end in range(1, len(part) + 1) if part[:end] in parts)
        for part in parts
    }
    return _Finder(re.compile(f"(?=({write_choice(parts)}))"), heads)


_all = _Literals()
_unread: list[Callable[[], object]] = []
_taking_up = Lock()


def before_looking(load: Callable[[], object]) -> None:
    """Have a word list loaded before the next text is looked through.

    What a text holds is known of the words taken up by then: a list that came in halfway
    would miss its own words in the very first sentence.
    """
    _unread.append(load)


def needed(literals: str) -> frozenset[str]:
    """Take up words in small letters, with a bar between them.

    An empty one is held by every text: with it nothing is needed.
    """
    words = frozenset(literals.split("|"))
    for word in words:
        _all.add(word)
    return words


class Choice(Generic[Thing]):
    """Things that each need a word, and which of them a text can have."""

    def __init__(self, things: Iterable[tuple[frozenset[str], Thing]]) -> None:
        """Take things with the words of which a text must hold one (`needed`), in their order."""
        self._things: list[Thing] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (words, thing) in enumerate(things):
            self._things.append(thing)
            for word in words:
                self._places[word].append(place)
        self._words = frozenset(self._places)

    def of(self, held: frozenset[str]) -> list[Thing]:
        """Give the things that a text which holds these words can have, in their order."""
        places = {place for word in held & self._words for place in self._places[word]}
        return [self._things[place] for place in sorted(places)]


def find_literals(text: str) -> frozenset[str]:
    """Give the needed words that stand in a text, capitals or not, also inside its words."""
    if _unread:
        _take_up_lists()
    return _find(text, _all.count)


def _take_up_lists() -> None:
    """Load the word lists; who looks meanwhile waits, since the last stays named until it is read."""
    with _taking_up:
        while _unread:
            _unread[0]()
            del _unread[0]


@lru_cache(maxsize=_SENTENCES)
def _find(text: str, count: int) -> frozenset[str]:
    """Look through a text once for each count of needed words."""
    del count
    lower = text.lower()
    # No needed word has a comma in it: "kamer," is looked up as "kamer".
    held = _all.always.union(*map(_all.held.__getitem__, lower.replace(",", " ").split()))
    phrases = [
        phrase for part in held & _all.heads for phrase in _all.phrases[part] if phrase in lower
    ]
    return held.union(phrases)
