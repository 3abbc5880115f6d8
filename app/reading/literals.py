"""The cheap look: which needed words stand in a sentence, before any expression is tried.

Every form, phrase and term has words, stems or short phrases of which a sentence must have
one. Whoever has such words takes them up with `needed`, and looks with `find_literals` which
of all of them a sentence has. To look for each in each sentence would cost more than the
reading itself; papers, though, write the same words over and over. So a sentence is cut at
its white space, and what each of its words holds is remembered.
"""

from collections import defaultdict
from functools import lru_cache

from app.reading.words import Remembered

_PAIR = 2
_START = 3
_WORDS = 32768  # different words of papers that are remembered
_SENTENCES = 4096  # promises and statements look at the same sentences


class _Literals:
    """All needed words: by their first three letters, and phrases by their longest word.

    `count` grows with every word taken up; what was remembered before then counts no more.
    `held` says for a word of a paper which of them stand in it.
    """

    def __init__(self) -> None:
        self.count = 0
        self.held = Remembered(self._look, _WORDS)
        self.always: frozenset[str] = frozenset()
        self.pairs: list[str] = []  # words of two letters, or one in a phrase: "q 1"
        self.by_start: dict[str, list[str]] = defaultdict(list)
        self.phrases: dict[str, list[str]] = defaultdict(list)

    def add(self, literal: str) -> None:
        """Take up one word or phrase; the empty one is held by every text."""
        part = max(literal.split(), key=len, default="")
        if not part:
            self.always = self.always.union((literal,))
        elif part != literal and literal not in self.phrases[part]:
            self.phrases[part].append(literal)
        alike = self.pairs if len(part) <= _PAIR else self.by_start[part[:_START]]
        if part and part not in alike:
            alike.append(part)
        self.held = Remembered(self._look, _WORDS)
        self.count += 1

    def _look(self, word: str) -> tuple[str, ...]:
        """Give the needed words that stand in one word."""
        held = [pair for pair in self.pairs if pair in word]
        for at in range(len(word) - _PAIR):
            alike = self.by_start.get(word[at : at + _START])
            if alike is not None:
                held += [part for part in alike if word.startswith(part, at)]
        return tuple(held)


_all = _Literals()


def needed(literals: str) -> frozenset[str]:
    """Take up words in small letters of two letters or more, with a bar between them.

    An empty one is held by every text: with it nothing is needed.
    """
    words = frozenset(literals.split("|"))
    for word in words:
        _all.add(word)
    return words


def find_literals(text: str) -> frozenset[str]:
    """Give the needed words that stand in a text, capitals or not, also inside its words."""
    return _find(text, _all.count)


@lru_cache(maxsize=_SENTENCES)
def _find(text: str, count: int) -> frozenset[str]:
    """Look through a text once for each count of needed words."""
    del count
    lower = text.lower()
    held = _all.always.union(*map(_all.held.__getitem__, lower.split()))
    phrases = [
        phrase
        for part in held & _all.phrases.keys()
        for phrase in _all.phrases[part]
        if phrase in lower
    ]
    return held.union(phrases)
