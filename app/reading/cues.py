"""The phrases of the lexicon: one expression per kind of words around a promise or statement."""

import re
from dataclasses import dataclass
from functools import cache, partial

from app.reading.literals import before_looking, find_literals, needed
from app.reading.words import load_lexicon, to_small


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of words, why they count, and sentences with and without what they mean.

    `needs` is a cheap look: without one of them there are no such words. Where nothing is
    needed it is the empty word, which every text holds.
    """

    key: str
    why: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the first such words in a stretch of text; the match is in small letters."""
        return self.look(to_small(text), find_literals(text), start, end)

    def look(
        self, lower: str, held: frozenset[str], start: int = 0, end: int | None = None
    ) -> re.Match[str] | None:
        """Find the first such words in a text in small letters of which it is known what it holds."""
        if self.needs.isdisjoint(held):
            return None
        return self.pattern.search(lower, start, len(lower) if end is None else end)


@cache
def load_cues(name: str) -> dict[str, Cue]:
    """Read the phrases of one packaged lexicon ("promises", "statements", "earlier"), once."""
    tables = load_lexicon(name)
    macros: dict[str, str] = tables.get("macros", {})
    return {
        row["key"]: Cue(
            key=row["key"],
            why=row["why"],
            pattern=compile_words(row["pattern"], macros),
            needs=needed(row.get("needs", "")),
            yes=tuple(row["yes"]),
            no=tuple(row["no"]),
        )
        for row in tables["phrase"]
    }


for _name in ("promises", "statements", "earlier"):
    before_looking(partial(load_cues, _name))


def compile_words(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """Compile an expression of the lexicon; a space stands for white space.

    It begins at the head of a word, and capitals count: what looks for phrases looks in
    small letters. `macros` are filled in first.
    """
    for name, text in macros.items():
        pattern = pattern.replace("{" + name + "}", text)
    body = pattern.replace(" ", r"\s+")
    return re.compile(rf"(?<![\wà-ÿ])(?:{body})")
