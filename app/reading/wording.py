"""The plain wording of a sentence: what the grammars of promises and statements read.

A sentence is printed with citations in brackets, quoted titles, broken and glued words.
Its wording leaves those out or puts them right, and knows for each of its characters
where it stands in the clean text.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.text import Span
from app.reading.verbs import load_verbs
from app.reading.words import Remembered, load_lexicon

# What the wording changes: bracketed asides, quotations, hyphens that a line break left inside
# a word, odd white space, words that may be two, and years. What lies between stays as it is.
_PIECE = re.compile(
    r"(?P<aside>\s*\([^()]{0,400}\)|\s*\[[^\[\]]{0,200}\]|\s—\s[^—]{0,200}\s—(?=\s)|\s–\s[^–]{0,200}\s–(?=\s))"
    r"|(?P<quote>«[^«»]{0,600}»|“[^“”]{0,600}”|(?<!\w)\"[^\"]{0,600}\"(?!\w))"
    r"|(?P<broken>(?<=[A-Za-zà-ÿ])-\s+(?=[A-Za-zà-ÿ])(?!en\s|of\s|en/of))"
    r"|(?P<split>(?<=[a-zà-ÿ])-(?=[a-zà-ÿ]))"
    r"|(?P<detached>\s+(?=[,.;:!?](?:\s|$)))"
    r"|(?P<space>\s\s+|[^\S ])"
    r"|(?P<word>[A-Za-zÀ-ÿ]{4,})"
    r"|(?P<year>(?:19|20)[0-9]{2}(?=[a-z]{3}))"
)
# What no sentence has whose wording is just its text; apart, each is found by its first character.
_MARKED = re.compile(r"[(\[«“\"]")
_APART = re.compile(r"\s[—–,.;:!?]")
_BROKEN = re.compile(r"-\s")
_SPLIT = re.compile(r"[a-zà-ÿ]-[a-zà-ÿ]")
_YEAR = re.compile(r"[12][0-9]{3}[a-z]{3}")
_LEFT = re.compile(r"(?<![\w-])[a-zà-ÿ]+\Z")
_RIGHT = re.compile(r"[a-zà-ÿ]+(?![\w-])")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-zà-ÿ])")
_REMEMBERED = 4096  # sentences
_WORDS = 32768  # different words of papers
_ENDINGS = frozenset(("en", "er"))  # more often the end of a plural or a comparative
_BECOMES = re.compile(r"(?P<verb>wordt|worden)ge[a-zà-ÿ]{4,}(?:d|t|en)")
_SHALL = re.compile(r"(?P<head>.{3,}?)?(?P<verb>zal|zullen)(?P<tail>[a-zà-ÿ]{4,})?")


_Piece = tuple[str, int]  # characters that stand together in the clean text, and where


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence made plain; character `i` of `text` stands at `at[i]` of the clean text.

    `at` has one entry more than `text`: the end of the sentence.
    """

    text: str
    at: Sequence[int]

    def to_clean(self, start: int, end: int) -> Span:
        """Give the stretch of the clean text that `text[start:end]` stands for."""
        if start >= end:
            return Span(self.at[start], self.at[start])
        return Span(self.at[start], self.at[end - 1] + 1)

    def from_clean(self, offset: int) -> int:
        """Give the first character of the wording at or after `offset` of the clean text."""
        return bisect_left(self.at, offset)


@cache
def _load_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Read the words that are one, and make what finds two small ones, the first as long as can be."""
    tables = load_lexicon("wording")
    small = sorted(map(re.escape, tables["small"]), key=len, reverse=True)
    tails = [word for word in small if len(word) > 1 and word not in _ENDINGS]
    glued = re.compile(f"(?P<first>{'|'.join(small)})(?:{'|'.join(tails)})")
    return frozenset((*tables["small"], *tables["whole"])), glued


def make_wording(text: str, span: Span) -> Wording:
    """Make the plain wording of `text[span]`.

    Brackets go with what they hold; of a quotation only its marks stay; a word broken by
    a hyphen is joined, two words glued together are parted by a space. Nothing raises.
    The last ones made are remembered: promises and statements read the same sentences.
    """
    return _make(text, span.start, span.end)


@lru_cache(maxsize=_REMEMBERED)
def _make(text: str, start: int, end: int) -> Wording:
    """Make the plain wording of a stretch."""
    words = text[start:end]
    if not _is_odd(words) and not any(map(_cuts.__getitem__, _WORD.findall(words))):
        return Wording(words, range(start, end + 1))
    pieces: list[_Piece] = []
    begin = start
    for match in _PIECE.finditer(text, start, end):
        changed = _change(text, match)
        if changed is not None:
            pieces += [(text[begin : match.start()], begin), *changed]
            begin = match.end()
    pieces.append((text[begin:end], begin))
    at: list[int] = []
    for piece, place in pieces:
        at.extend(range(place, place + len(piece)))
    return Wording("".join([piece for piece, _ in pieces]), (*at, end))


def _is_odd(words: str) -> bool:
    """Say whether there may be more to change in a sentence than its words."""
    return (
        _MARKED.search(words) is not None
        or _APART.search(words) is not None
        or ("-" in words and (_BROKEN.search(words) or _SPLIT.search(words)) is not None)
        or _YEAR.search(words) is not None
    )


def _change(text: str, match: re.Match[str]) -> list[_Piece] | None:
    """Give what stands in the wording for a piece of the text; None when it stays as it is."""
    words, start, last = match[0], match.start(), match.end() - 1
    match match.lastgroup:
        case "word":
            cuts = _cuts[words]
            return _part(words, start, cuts) if cuts else None
        case "aside":
            return [(" ", last)] if text[last + 1 : last + 2].isalnum() else []
        case "quote":
            return [(words[0], start), (words[-1], last)]
        case "space":
            return [(" ", start)]
        case "year":
            return [(words, start), (" ", last)]
        case "split":
            return [] if _is_verb_split(text, start) else None
    return []


def _is_verb_split(text: str, at: int) -> bool:
    """Say whether the hyphen of a lost line end stands in a verb: "informe-ren"."""
    left, right = _LEFT.search(text, max(0, at - 20), at), _RIGHT.match(text, at + 1)
    if left is None or right is None:
        return False
    word, book = left[0] + right[0], load_verbs()
    return word in book.infinitives or word in book.participles or word in book.finites


def _part(word: str, start: int, cuts: tuple[int, ...]) -> list[_Piece]:
    """Give a word with a space at every place where it is two."""
    pieces: list[_Piece] = []
    begin = 0
    for cut in cuts:
        pieces += [(word[begin:cut], start + begin), (" ", start + cut - 1)]
        begin = cut
    return [*pieces, (word[begin:], start + begin)]


def part_words(words: str) -> str:
    """Give words with a space where two are glued together. Nothing else changes."""
    if not any(map(_cuts.__getitem__, _WORD.findall(words))):
        return words
    return _WORD.sub(lambda word: "".join(p for p, _ in _part(word[0], 0, _cuts[word[0]])), words)


def part_glued(word: str) -> tuple[int, ...]:
    """Give the places where a word is really two, left to right; empty for most words.

    A capital inside a word that begins small parts it ("uwKamer"); so does a pair of
    small words that is no word itself ("zaleen"), and "zal" before or after a long one.
    """
    if len(word) < 4:
        return ()
    camel = None if word[1:].islower() or not word[0].islower() else _CAMEL.search(word)
    if camel is not None and camel.start() > 1:
        cut = camel.start()
        return (*part_glued(word[:cut]), cut, *(cut + n for n in part_glued(word[cut:])))
    lower = word.lower()
    whole, glued = _load_words()
    if lower in whole:
        return ()
    two = glued.fullmatch(lower) if len(lower) > 4 else None
    if two is not None:
        return (two.end("first"),)
    becomes = _BECOMES.fullmatch(lower) if lower.startswith("word") else None
    return (becomes.end("verb"),) if becomes is not None else _part_shall(lower)


def _part_shall(word: str) -> tuple[int, ...]:
    """Part "zal" and "zullen" from the longer word that they are glued to."""
    match = _SHALL.fullmatch(word) if "zal" in word or "zullen" in word else None
    if match is None or (match["head"] is None and match["tail"] is None):
        return ()
    if match["tail"] is not None and match["tail"].startswith(("ig", "m", "f", "en", "ven")):
        return ()
    if (
        match["verb"] == "zal"
        and match["head"] is not None
        and match["head"].endswith(("va", "hut"))
    ):
        return ()
    cuts = [match.start("verb")] if match["head"] else []
    return tuple(cuts + ([match.end("verb")] if match["tail"] else []))


_cuts = Remembered(part_glued, _WORDS)
