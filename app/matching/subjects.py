"""What a short text is about: its telling words, the parts of its compounds, its phrases."""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from app.matching.compounds import split_compound
from app.matching.weights import load_weights
from app.matching.words import find_words, is_telling, root_of

PART = 0.6
"""What the part of a compound counts where the other text has it as a word of its own."""

_CHANCE = 0.75  # added to a text's weight: one word that is found may be chance
_PHRASE = 0.3  # a phrase has a word that tells at least this much

Phrase = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """The telling words of a short text.

    `roots` gives for each root how much it tells; `parts` pairs the root of a part with
    that of its compound; `forms` gives for a root the first word that has it.
    """

    roots: dict[str, float]
    parts: tuple[tuple[str, str], ...]
    forms: dict[str, str]

    @property
    def weight(self) -> float:
        """How much all words together tell."""
        return sum(self.roots.values())


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: its root, how much it tells, and the roots of its parts."""

    root: str
    weight: float
    parts: tuple[str, ...]


@lru_cache(maxsize=200_000)
def look_up(word: str) -> Word | None:
    """Give what a folded word is for comparing; None when it tells nothing."""
    if not is_telling(word):
        return None
    root = root_of(word)
    return Word(root, load_weights().of(root), split_compound(word))


def read_subject(text: str, left_out: Container[str] = frozenset()) -> Subject:
    """Give what a text is about; words `left_out` (folded) do not count."""
    roots: dict[str, float] = {}
    forms: dict[str, str] = {}
    parts: dict[tuple[str, str], None] = {}
    for form in find_words(text):
        word = look_up(form)
        if word is None or word.root in roots or form in left_out:
            continue
        roots[word.root], forms[word.root] = word.weight, form
        for part in word.parts:
            parts[part, word.root] = None
    return Subject(roots, tuple(parts), forms)


def find_shared(asked: Subject, found: Subject) -> dict[str, float]:
    """Give for each root of `found` that `asked` has, whole or in part, what is shared of it."""
    in_parts = {part for part, _ in asked.parts}
    shared: dict[str, float] = {}
    halves: dict[str, float] = {}
    for part, root in found.parts:
        if part in asked.roots or part in in_parts:
            halves[root] = halves.get(root, 0.0) + PART / 2
    for root, weight in found.roots.items():
        share = 1.0 if root in asked.roots else PART if root in in_parts else halves.get(root, 0.0)
        if share:
            shared[root] = min(share, 1.0) * weight
    return shared


def share_found(found: Subject, shared: dict[str, float]) -> float:
    """Give the share of a text's telling weight that is shared, 0 to 1.

    Short texts get less: of a title of one word that is found nothing is sure.
    """
    return sum(shared.values()) / (found.weight + _CHANCE)


def find_phrases(text: str) -> frozenset[Phrase]:
    """Give the runs of three words that hold a telling one.

    Function words count here: who repeats "binnen een maand intrekken" quotes.
    """
    words = find_words(text)
    found = [look_up(word) for word in words]
    telling = [word is not None and word.weight >= _PHRASE for word in found]
    runs = zip(words, words[1:], words[2:], strict=False)
    return frozenset(run for at, run in enumerate(runs) if any(telling[at : at + 3]))


def count_phrases(text: str, phrases: frozenset[Phrase]) -> int:
    """Count how many different phrases of a text are among those given."""
    words = find_words(text)
    return len(phrases.intersection(zip(words, words[1:], words[2:], strict=False)))
