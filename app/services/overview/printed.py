"""The words of a reason as the papers print them.

Matching compares folded words and their roots ("financiele", "provinci"). A person reads
the word that stands in the paper.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.domain.matching import Reason
from app.matching.words import fold, root_of
from app.services.overview.rows.common import Quote

_OF_WORDS = frozenset({"debate", "subject", "title", "words"})
_WORD = re.compile(r"\w+")
_BETWEEN = ", "
_SHORTEST = 4  # letters of a root by which a word may be known
_ENDING = 3  # letters that an ending adds to it, at most


def text_of(quote: Quote | None) -> str:
    """Give the text of a passage with its paragraph, and the title of its paper."""
    if quote is None:
        return ""
    return f"{quote.marked} {quote.before}{quote.marked}{quote.after} {quote.letter.title or ''}"


def print_reasons(reasons: Iterable[Reason], earlier: str, later: str) -> tuple[Reason, ...]:
    """Give reasons with their words as these two texts print them.

    A word that neither text has stays as matching gave it.
    """
    sides = _forms(earlier), _forms(later)
    return tuple(
        replace(
            reason, earlier=_print(reason.earlier, *sides), later=_print(reason.later, *sides[::-1])
        )
        if reason.code in _OF_WORDS
        else reason
        for reason in reasons
    )


def _forms(text: str) -> dict[str, str]:
    """Give the first printed form of every word, by its folded form and by its root."""
    forms: dict[str, str] = {}
    roots: dict[str, str] = {}
    for word in _WORD.findall(text):
        forms.setdefault(fold(word), word)
        roots.setdefault(root_of(fold(word)), word)
    return roots | forms


def _print(words: str, own: dict[str, str], other: dict[str, str]) -> str:
    """Put printed words in the place of folded ones and roots, each once."""
    printed = (_find(word, own) or _find(word, other) or word for word in words.split(_BETWEEN))
    return _BETWEEN.join(dict.fromkeys(printed))


def _find(word: str, forms: dict[str, str]) -> str | None:
    """Give the printed form of a folded word or root; else of a word that it begins."""
    if word in forms or len(word) < _SHORTEST:
        return forms.get(word)
    begun = (form for form in forms if form.startswith(word) and len(form) - len(word) <= _ENDING)
    return forms.get(min(begun, key=len, default=""))
