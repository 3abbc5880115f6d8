"""One promise in several places: which ones say the same again, so surely that one word decides all.

A wrong merge would hide a promise, a missed one only asks a clerk twice; so everything must fit.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.matching import Timing
from app.domain.reading import Made, Promise, Term, TermKind
from app.matching.naming import without_names, without_term
from app.matching.offices import find_offices
from app.matching.weights import load_weights
from app.matching.words import find_roots, fold

LEAST_ALIKE = 0.75
_TELLING = 0.45  # weight of a root that says what a promise is about
_LEAST_SHARED = 2  # such roots that both must have
NEAR = timedelta(days=366)  # without a term, a promise of longer ago is another one
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-Ý][\w’'-]+")
_ORDINAL = re.compile(
    r"\b(?:eerste|tweede|derde|vierde|vijfde|zesde|laatste|overige|resterende|volgende|nieuwe|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlacedPromise:
    """A promise in one paper. `words` is its sentence, `functions` are who signed the paper.

    One that is `judged` stands by itself and before others; one that is `alone` a person said
    to be no repeat.
    """

    key: str
    document: str
    timing: Timing
    promise: Promise
    words: str
    functions: tuple[str, ...] = ()
    judged: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is compared of a promise."""

    placed: PlacedPromise
    weights: dict[str, float]
    length: float
    offices: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    ordinals: frozenset[str]


def find_heads(promises: Iterable[PlacedPromise]) -> dict[str, str]:
    """Give for each promise that repeats an earlier one the key of the one that it repeats.

    The earliest of those that say the same stands for all, but one that somebody judged goes
    before: each promise belongs to the first one that itself repeats none and that it
    repeats directly. The order in which they are given makes no difference.
    """
    ordered = sorted((_profile(one) for one in promises), key=_order)
    heads: list[_Profile] = []
    found: dict[str, str] = {}
    for one in ordered:
        own = one.placed.judged or one.placed.alone
        head = None if own else next((other for other in heads if _is_repeat(other, one)), None)
        if head is None:
            heads.append(one)
        else:
            found[one.placed.key] = head.placed.key
    return found


def is_repeat(one: PlacedPromise, other: PlacedPromise) -> bool:
    """Say whether two promises are surely one, whichever came first.

    The same kind of act, an office in common, the same term (or the one only reports the
    other without it), the same numbers and names, and nearly the same telling words.
    """
    return _is_repeat(_profile(one), _profile(other))


def find_repeats(one: PlacedPromise, others: Iterable[PlacedPromise]) -> tuple[PlacedPromise, ...]:
    """Give those of some promises that are surely the same as one, as `is_repeat` says."""
    mine = _profile(one)
    likely = (other for other in others if _may_repeat(one, other))
    return tuple(other for other in likely if _is_repeat(mine, _profile(other)))


def _may_repeat(one: PlacedPromise, other: PlacedPromise) -> bool:
    """Compare what needs no taking apart."""
    mine, theirs = one.promise, other.promise
    if mine.kind is not theirs.kind or mine.conditional is not theirs.conditional:
        return False
    if one.document == other.document and mine.sentence == theirs.sentence:
        return False  # one sentence that promises two things
    return _is_same_term(one, other)


def _is_repeat(one: _Profile, other: _Profile) -> bool:
    """Compare two promises ready made; what costs least comes first."""
    return (
        _may_repeat(one.placed, other.placed)
        and _is_same_office(one, other)
        and one.ordinals == other.ordinals
        and (one.numbers == other.numbers or not (one.numbers and other.numbers))
        and (one.names <= other.names or other.names <= one.names)
        and _is_alike(one, other)
    )


def _profile(placed: PlacedPromise) -> _Profile:
    """Take a promise apart."""
    promise = placed.promise
    term = promise.term.text if promise.term.kind is TermKind.DATE else None
    about = without_names(without_term(placed.words, term))
    weights = load_weights()
    roots = {root: weights.of(root) for root in find_roots(about)}
    signed = placed.functions if len(placed.functions) == 1 else ()
    return _Profile(
        placed,
        roots,
        math.sqrt(sum(weight * weight for weight in roots.values())),
        find_offices(promise.actor) or find_offices(" ".join(signed)),
        frozenset(_NUMBER.findall(about)),
        frozenset(fold(name) for name in _NAME.findall(about)),
        frozenset(word.lower() for word in _ORDINAL.findall(about)),
    )


def _order(one: _Profile) -> tuple[bool, date, str, int, str]:
    """Order promises: judged ones, then by the first day that each can be from, paper and place."""
    placed = one.placed
    day = placed.timing.day or placed.timing.not_before or placed.timing.not_after or date.min
    return not placed.judged, day, placed.document, placed.promise.span.start, placed.key


def _is_same_office(one: _Profile, other: _Profile) -> bool:
    """Say whether the same office promises; where a paper names none, who else is not known."""
    if one.offices and other.offices:
        return not one.offices.isdisjoint(other.offices)
    return bool(one.offices or other.offices) or fold(one.placed.promise.actor) == fold(
        other.placed.promise.actor
    )


def _is_same_term(one: PlacedPromise, other: PlacedPromise) -> bool:
    """Say whether the terms are one: a day, the same words, or told without."""
    mine, theirs = one.promise.term, other.promise.term
    if mine.kind is TermKind.DATE and theirs.kind is TermKind.DATE:
        return mine.latest is not None and mine.latest == theirs.latest
    if mine.kind is theirs.kind:
        return _words(mine) == _words(theirs) and _is_near(one.timing, other.timing)
    bare = one if mine.kind is TermKind.NONE else other
    return TermKind.NONE in (mine.kind, theirs.kind) and bare.promise.made is Made.EARLIER


def _words(term: Term) -> list[str]:
    """Give the words of a term, folded."""
    return fold(term.text or "").split()


def _is_near(one: Timing, other: Timing) -> bool:
    """Say whether two papers are of about the same time; an unknown day is none."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR


def _is_alike(one: _Profile, other: _Profile) -> bool:
    """Say whether two promises are about the same, by their telling words."""
    shared = one.weights.keys() & other.weights.keys()
    if sum(one.weights[root] >= _TELLING for root in shared) < _LEAST_SHARED:
        return False
    product = one.length * other.length
    return product > 0 and sum(one.weights[root] ** 2 for root in shared) / product >= LEAST_ALIKE
