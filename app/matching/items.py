"""An open item as the matcher sees it: its words, and what it names."""

import re
from dataclasses import dataclass

from app.domain.matching import OpenItem
from app.domain.reading import TermKind
from app.matching.letters import Asked, read_asked
from app.matching.lexicon import is_product, load_acts
from app.matching.naming import without_names, without_term
from app.matching.offices import find_offices, read_offices, without_offices
from app.matching.passages import find_forms, find_subject, weigh_words
from app.matching.weights import load_weights
from app.matching.words import find_roots, find_words

SUBJECT = 1.3  # words that say what the promise is about count for more
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class ItemProfile:
    """An item ready to be compared with many passages."""

    item: OpenItem
    about: str  # its words without offices, persons, papers and term
    words: dict[str, float]  # root → how much it counts, times how much it tells
    weights: dict[str, float]  # root → how much it tells
    forms: dict[str, str]
    subject: frozenset[str]  # roots of what the sentence itself speaks of
    ids: frozenset[str]
    offices: frozenset[str]
    products: frozenset[str]
    acts: dict[str, str]
    asked: Asked  # for comparing it with titles


def profile_item(item: OpenItem) -> ItemProfile:
    """Take an item's words apart."""
    weights = load_weights()
    term = _read_term(item)
    subject = without_names(without_term(item.words, term))
    words = weigh_words(subject, _before(item), "")
    if item.promise is not None:
        for root in find_roots(without_names(without_term(item.promise.subject, term))):
            words[root] = SUBJECT
    forms = find_forms(subject)
    actor = item.promise.actor if item.promise is not None else ""
    return ItemProfile(
        item,
        subject,
        {root: share * weights.of(root) for root, share in words.items()},
        {root: weights.of(root) for root in words},
        forms,
        find_subject(words, forms),
        frozenset(item.papers),
        find_offices(actor) or read_offices(_specific(item)),
        frozenset(word for word in find_words(without_offices(item.words)) if is_product(word)),
        load_acts().find(subject),
        read_asked(item),
    )


def _read_term(item: OpenItem) -> str | None:
    """Give the words of a term that has a day; another may hold what the promise is about."""
    if item.promise is None or item.promise.term.kind is not TermKind.DATE:
        return None
    return item.promise.term.text


def _specific(item: OpenItem) -> tuple[str, ...]:
    """Give the offices that answer, when the promise itself names nobody in particular."""
    return item.functions if len(item.functions) == 1 else ()


def _before(item: OpenItem) -> str:
    """Give the sentence before the item's own in its paragraph."""
    if not item.words or item.words not in item.context:
        return ""
    head = item.context.partition(item.words)[0]
    sentences = _SENTENCE_END.split(head.strip())
    return sentences[-1] if sentences else ""
