"""Words as the matcher compares them: folded, cut down to their root, common ones left out.

The roots are for comparing only. They are cruder than those that search uses, on
purpose: the packaged word weights are keyed by them, so that a score never changes
because a dictionary of another package did.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import filterfalse

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2  # letters of a word that can tell something
_CONSONANTS = "bcdfghjklmnpqrstvwxz"

# Prefixes that Dutch puts before the "ge" of a participle: toe-ge-zegd, uit-ge-voerd.
_SEPARABLE = re.compile(
    r"(aan|achter|af|bij|door|in|mede|mee|na|om|onder|op|over|samen|tegemoet|terug|tegen|toe"
    r"|uit|vast|voor|voort|weg)ge(?=.{3,}(?:d|t|en)$)"
)
_PARTICIPLE = re.compile(
    r"ge(?!bied|bouw|deel|drag|gev|heim|leg|luid|meen|neesm|neratie|rech|slach|sprek|val|vol|zin|zond)"
    r"(?=.{4,}(?:d|t|en)$)"
)
# Strong participles and pasts that letters use, with the verb that they come from.
_STRONG = (
    ("boden", "bied"), ("bracht", "breng"), ("daan", "doe"), ("deden", "doe"),
    ("gaan", "ga"), ("gaven", "gev"), ("geven", "gev"), ("hielden", "houd"),
    ("houden", "houd"), ("komen", "kom"), ("kwamen", "kom"), ("namen", "nem"),
    ("nomen", "nem"), ("sloten", "sluit"), ("spraken", "sprek"), ("sproken", "sprek"),
    ("schreven", "schrijf"), ("steld", "stel"), ("vonden", "vind"), ("zocht", "zoek"),
    ("zonden", "zend"), ("kozen", "kies"), ("bleken", "blijk"), ("keken", "kijk"),
)  # fmt: skip


@lru_cache(maxsize=1)
def load_common() -> frozenset[str]:
    """Read the packaged list of words that tell no subject from another, once."""
    lists = tomllib.loads((files("app.matching") / "common.toml").read_text("utf-8"))
    return frozenset(f"{lists['grammar']} {lists['trade']}".split())


@lru_cache(maxsize=1)
def load_aside() -> frozenset[str]:
    """Read the packaged words of time and telling, which tell no two sentences apart, once."""
    lists = tomllib.loads((files("app.matching") / "common.toml").read_text("utf-8"))
    return frozenset(lists["aside"].split())


def fold(text: str) -> str:
    """Give the text in small letters and without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(filterfalse(unicodedata.combining, plain))


def find_words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text in reading order; hyphens part them."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=200_000)
def root_of(word: str) -> str:
    """Cut a folded word down to the root that its other forms share.

    Words of up to three letters and words with a digit stay whole. The root need not
    be a word: "sancties" and "sanctie" both give "sancti".
    """
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, verb in _STRONG:
        if word.endswith(ending):
            head = word.removesuffix(ending).removesuffix("ge")
            return _trim(head + verb)
    separable = _SEPARABLE.match(word)
    if separable is not None:
        word = separable[1] + word[separable.end() :]
    elif len(word) > 6:
        participle = _PARTICIPLE.match(word)
        word = word[2:] if participle is not None else word
    return _trim(word)


def _trim(word: str) -> str:
    """Take endings off: plural, verb, adjective; then even out the spelling of the last syllable."""
    for ending in ("ingen", "ing", "en", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending == "en"):
            word = _even_out(word.removesuffix(ending))
            break
    if len(word) > 4 and word[-1] in "dt" and word[-2] not in "dt":
        word = word[:-1]
    if word.endswith("s") and len(word) > 4 and word[-2] not in "su":
        word = word[:-1]
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return _even_out(word)


def _even_out(word: str) -> str:
    """Write one consonant, one vowel and a hard consonant at the end: brieven, brief."""
    if len(word) > 2 and word[-1] == word[-2] and word[-1] in _CONSONANTS:
        word = word[:-1]
    word = word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])
    if len(word) > 3 and word[-1] in _CONSONANTS and word[-2] == word[-3] and word[-2] in "aeou":
        word = word[:-2] + word[-1]
    return word


def find_roots(text: str) -> tuple[str, ...]:
    """Give the roots of the words that say what a sentence is about, in reading order.

    Left out are numbers, single letters, function words, words of time and of telling, and
    the words that every letter to the Chamber uses.
    """
    return tuple(root_of(word) for word in find_words(text) if is_subject(word))


def is_subject(word: str) -> bool:
    """Say whether a folded word can tell what a sentence of a letter is about."""
    return is_telling(word) and word not in load_aside()


def is_telling(word: str) -> bool:
    """Say whether a folded word can tell one subject from another."""
    return not (word in load_common() or word.isdigit() or len(word) < _SHORTEST)
