"""Words as search sees them: the same stems on every database and machine.

A word is looked up (simplemma), cut to its stem (Snowball's Dutch, by Kraaij and
Pohlmann) and stripped of accents. A number of a parliamentary paper is one token,
whatever its spelling. The tokens hold nothing but a-z and 0-9, so neither database
splits or drops any.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import simplemma
import snowballstemmer

from app.domain.references import parse_canonical

NORMALISER = "2"  # goes up with every change of the tokens; `stems` columns are then made anew

LONGEST_TOKEN = 80  # characters; two words that differ only after these are one
LONGEST_LINE = 400_000  # characters of stems: PostgreSQL takes a tsvector of 1 MB, twice that

_WORDS_KEPT = (
    200_000  # as many stems are remembered, of words as they are printed and in small letters
)

# Words that the two together take too far: gemeente to "meen" (menen), geleden to "lijden",
# geweld to "wel", waarde to "waar", gebied to "bied", leden (members) to "lijden".
_EXCEPTIONS = {
    "gemeente": "gemeent",
    "gemeenten": "gemeent",
    "gemeentes": "gemeent",
    "leden": "lid",
    "geleden": "geled",
    "geweld": "geweld",
    "waarde": "waard",
    "waarden": "waard",
    "gebied": "gebied",
    "gebieden": "gebied",
    "ministerie": "ministerie",
    "ministeries": "ministerie",
    "aangeboden": "aanbied",
    "aanbieden": "aanbied",
    "afgedaan": "afdoen",
    "afdoening": "afdoen",
}

_PAPER = re.compile(
    r"""
    (?P<document>\b(?:19|20)\d\d\s?[DZ]\d{4,5}\b)   # 2022Z00085
    | (?:\bkst-|\b)(?P<dossier>\d{2}\s?\d{3})         # 29754, 29 754, kst-29754
      (?:\s?\(R\s?\d+\))?                             # Kingdom number
      (?:[-–](?P<part>\d{2})(?=\s?(?:[-–,]|nr)))?       # sub-dossier
      (?:[\s-]?(?P<chapter>[IVXLC]+|[A-Z])(?=\s?(?:[-,]|nr)))?
      (?:,?\s*nrs?\.?\s*|\s?[-–]\s?)                  # ", nr. " or "-"
      (?P<number>\d{1,5})\b
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_LONG_E = re.compile(r"(?<=\w{3})eer$")  # informeer and informer are one
_PLAIN = re.compile(r"[a-z0-9]+")


class Located(NamedTuple):
    """A token, and the characters from `start` up to `end` that it stands for."""

    start: int
    end: int
    token: str


def stems(text: str) -> str:
    """Give the tokens of a text in reading order, with one space between them.

    What no paragraph reaches is left out, see `join_tokens`.
    """
    return join_tokens(tokens(text))


def join_tokens(parts: Iterable[str]) -> str:
    """Write tokens with one space between them, as many as both databases can hold.

    That is a paragraph of some 60,000 words; what comes after them is not searched.
    """
    line = " ".join(parts)
    return line if len(line) <= LONGEST_LINE else line[: line.rindex(" ", 0, LONGEST_LINE + 1)]


def tokens(text: str) -> tuple[str, ...]:
    """Give the tokens of a text in reading order: stems of words, numbers, papers."""
    parts: list[str] = []
    at = 0
    for match in _PAPER.finditer(text):
        parts += _stem_words(text, at, match.start())
        parts.append(_paper_token(match))
        at = match.end()
    parts += _stem_words(text, at, len(text))
    return tuple(parts)


def locate_tokens(text: str) -> Iterator[Located]:
    """Give the tokens of a text in reading order, each with the characters it stands for."""
    at = 0
    for match in _PAPER.finditer(text):
        yield from _locate_words(text, at, match.start())
        yield Located(match.start(), match.end(), _paper_token(match))
        at = match.end()
    yield from _locate_words(text, at, len(text))


def paper_token(canonical: str) -> str:
    """Give the token of a paper by its canonical id: "kst-35925-V-77" is "kst35925vn77"."""
    paper = parse_canonical(canonical)
    if paper is None:
        return _safe(fold(canonical))
    head = f"kst{paper.dossier}{paper.part or ''}{paper.chapter or ''}"
    return f"{head}n{paper.number}".lower()


@lru_cache(maxsize=_WORDS_KEPT)
def stem_of(word: str) -> str:
    """Give the token of one word; empty when nothing of it can be searched."""
    return _stem(word.lower().replace("’", "'"))


def load_words() -> None:
    """Load the dictionary of word forms: half a second that the first who searches would wait for."""
    stem_of("woordenboeken")


def fold(text: str) -> str:
    """Give the text in small letters a-z and digits: accents off, other scripts spelled out."""
    lower = text.lower()
    if lower.isascii() and lower.isalnum():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(_spell(char) for char in parts if char.isalnum())


def _stem_words(text: str, start: int, end: int) -> Iterator[str]:
    """Give the stems of the words between two places; what cannot be searched is left out."""
    return filter(None, map(stem_of, _WORD.findall(text, start, end)))


def _locate_words(text: str, start: int, end: int) -> Iterator[Located]:
    """Give the words between two places; what cannot be searched is left out."""
    for word in _WORD.finditer(text, start, end):
        token = stem_of(word[0])
        if token:
            yield Located(word.start(), word.end(), token)


def _paper_token(match: re.Match[str]) -> str:
    """Name the paper that a spelling of its number stands for."""
    if match["document"]:
        return _safe(fold(match["document"]))
    dossier = re.sub(r"\s", "", match["dossier"])
    pieces = ["kst", dossier, match["part"], match["chapter"], match["number"]]
    return paper_token("-".join(piece for piece in pieces if piece))


@lru_cache(maxsize=_WORDS_KEPT)
def _stem(word: str) -> str:
    """Look up, cut and fold one word in small letters."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    lemma = word if word.isdigit() else simplemma.lemmatize(word, lang="nl").replace("_", "")
    if lemma in _EXCEPTIONS:
        return _EXCEPTIONS[lemma]
    return _safe(_LONG_E.sub("er", fold(_snowball().stemWord(lemma))))


@cache
def _snowball() -> "snowballstemmer.stemmer":
    """Make the stemmer once, when first needed."""
    return snowballstemmer.stemmer("dutch")


def _safe(token: str) -> str:
    """Put a letter before a token that begins with a digit and goes on with letters; bound it."""
    safe = f"x{token}" if token[:1].isdigit() and not token.isdigit() else token
    return safe[:LONGEST_TOKEN]


_SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"}


def _spell(char: str) -> str:
    """Give one letter or digit in a-z and 0-9; of another script, its number."""
    if _PLAIN.fullmatch(char):
        return char
    return _SPELLED.get(char) or f"u{ord(char):x}"
