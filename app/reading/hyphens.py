"""Words that a line end broke in two: which hyphens go and which stay."""

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_LONGEST = 200  # letters; no word is longer
_FIRST = re.compile(r"[^\W_]+")
_SUSPENDED = frozenset(
    ("en", "of", "dan", "tot", "als", "naar", "versus", "noch", "respectievelijk")
)
_KEEPING = frozenset(("niet", "non", "oud", "vice"))
_CLASHES = frozenset(
    ("aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu")
)
LATIN_END = "\u0250"
"""Letters from here on are not Latin: words of other scripts are not put together."""


class Hyphens:
    """Decides about the hyphens at line ends of one paper, by the words that it uses."""

    def __init__(self, text: str) -> None:
        """Keep the text; its words are counted when the first doubt comes."""
        self._text = text
        self._words: frozenset[str] | None = None

    def _known(self, word: str) -> bool:
        """Say whether the paper writes this word within a line."""
        if self._words is None:
            once = set(self._text.lower().split())
            whole = frozenset(filter(str.isalpha, once))
            self._words = whole.union(_WORD.findall(" ".join(once - whole)))
        return word in self._words

    def join(self, before: str, after: str) -> str | None:
        """Say what stands between two lines of which the first ends in a hyphen.

        None when the hyphen goes and the word is whole again; "-" when it stays
        within a word; "- " when it stands for a part left out ("energie- en").
        """
        start = max(before.rfind(" ") + 1, len(before) - _LONGEST)
        left, right = _LAST.search(before, start), _FIRST.match(after)
        if left is None or right is None or after[0] >= LATIN_END:
            return "- "
        a, b = left[1], right[0]
        if b.lower() in _SUSPENDED and b.islower():
            return "- "
        if "://" in before.rsplit(" ", 1)[-1]:
            return "-"
        rules: tuple[Callable[[str, str], bool | None], ...] = (
            _by_capitals,
            self._by_vocabulary,
            _by_prefix,
            _by_vowels,
        )
        for rule in rules:
            keep = rule(a, b)
            if keep is not None:
                return "-" if keep else None
        return None

    def _by_vocabulary(self, a: str, b: str) -> bool | None:
        """Follow the paper where it writes the word within a line."""
        if self._known((a + b).lower()):
            return False
        return True if self._known(f"{a}-{b}".lower()) else None


def _by_capitals(a: str, b: str) -> bool | None:
    """Keep the hyphen beside capitals and figures, but not in a heading of capitals."""
    if a.isupper() and b.isupper() and len(a) > 4 and len(b) > 1 and "-" not in a:
        return None
    if b[0].isupper() or b[0].isdigit() or a[-1].isupper() or a[-1].isdigit():
        return True
    return None


def _by_prefix(a: str, b: str) -> bool | None:
    """Keep it after the prefixes that are always written with one."""
    return True if a.lower() in _KEEPING and len(b) > 4 else None


def _by_vowels(a: str, b: str) -> bool | None:
    """Keep it where two vowels would be read as one."""
    return True if (a[-1] + b[0]).lower() in _CLASHES else None
