"""An open item as the matcher sees it: its words, and what it names."""

import re
from dataclasses import dataclass

from app.domain.matching import OpenItem
from app.matching.letters import Asked, read_asked
from app.matching.lexicon import is_product, load_acts
from app.matching.offices import find_offices, read_offices, without_offices
from app.matching.passages import find_forms, weigh_words
from app.matching.weights import load_weights
from app.matching.words import find_roots, find_words

SUBJECT = 1.3  # words that say what the promise is about count for more
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class ItemProfile:
    """An item ready to be compared with many passages."""

    item: OpenItem
    words: dict[str, float]  # root → how much it counts, times how much it tells
    weights: dict[str, float]  # root → how much it tells
    forms: dict[str, str]
    ids: frozenset[str]
    offices: frozenset[str]
    products: frozenset[str]
    acts: dict[str, str]
    asked: Asked  # for comparing it with titles


def profile_item(item: OpenItem) -> ItemProfile:
    """Take an item's words apart."""
    weights = load_weights()
    subject = without_offices(item.words)
    words = weigh_words(subject, _before(item), "")
    if item.promise is not None:
        for root in find_roots(without_offices(item.promise.subject)):
            words[root] = SUBJECT
    forms = find_forms(subject)
    actor = item.promise.actor if item.promise is not None else ""
    return ItemProfile(
        item,
        {root: share * weights.of(root) for root, share in words.items()},
        {root: weights.of(root) for root in words},
        forms,
        frozenset(item.papers),
        find_offices(actor) or read_offices(_specific(item)),
        frozenset(word for word in find_words(subject) if is_product(word)),
        load_acts().find(subject),
        read_asked(item),
    )


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
