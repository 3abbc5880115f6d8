"""Promises by many weak signs, where no form of the grammar knows the sentence.

A form needs its own words in their own order; ministries write the same in ways without
number. Here a sentence is held against a list of signs (lexicon/signs.toml), each with a
weight (lexicon/weights.toml) that `scripts/fit_weights.py` fits to annotated papers. What
weighs enough is proposed as a promise with the cue "weighed". No word of a letter has a
weight: only signs that have a name and a reason. docs/decisions/0018-weighing.md is the card.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from app.domain.reading import Made, PromiseKind, TermKind
from app.reading.clauses import Said
from app.reading.literals import needed
from app.reading.promise_forms import Found
from app.reading.subjects import Subject, SubjectClass, find_first, find_subject
from app.reading.verbs import VerbClass, load_verbs
from app.reading.words import Remembered, load_lexicon

CUE = "weighed"
_WORD = re.compile(r"[a-zà-ÿ]+")
_WORDS = 32768  # different words of papers that are remembered
_NAMES = {
    VerbClass.INFORM: "tells",
    VerbClass.ANSWER: "tells",
    VerbClass.ACT: "acts",
    VerbClass.EFFORT: "efforts",
}
# The signs that are finite verbs: with the government as their subject they weigh apart.
_NOW = {
    **{f"now {name}": f"promiser {name}" for name in ("tells", "acts", "efforts")},
    **{
        name: f"promiser {name}"
        for name in ("shall", "goes", "comes", "becomes", "can", "lets", "has", "should")
    },
}
_CUES = (
    *("chamber", "here", "future", "condition", "not", "paper", "product", "vehicle", "annexed"),
    *("same_debate", "stance", "measured", "third", "foreseen", "meeting", "others"),
)
# Without a term, the Chamber or the word of a promise nothing weighs enough: a cheap look.
_NEEDS = needed(
    "kamer|commissie|parlement|staten|u |lid |leden|mij|toegez|toezeg|aangekondigd|vooruitzicht"
)

NEVER = frozenset(
    ("only possible", "is asked", "will be asked", "same_debate", "done by the promiser", "chance")
)
"""The signs of what is no promise, whatever else speaks for it: only possible, a chance, asked, told as done."""

_Verb = tuple[int, int, list[str]]  # where a finite verb stands, and its signs with a promiser


@dataclass(frozen=True, slots=True)
class Joint:
    """A sign that is there when all of some signs are, and none of others."""

    key: str
    all: frozenset[str]
    none: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scales:
    """The signs that words show, the joint ones in order, and what each sign weighs.

    `words` gives the signs of one word; `phrases` are looked for behind their first word.
    """

    words: Remembered[tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, str], ...]]
    joints: tuple[Joint, ...]
    weights: dict[str, float]
    bias: float
    least: float


@cache
def load_scales() -> Scales:
    """Read signs and weights from the packaged lexicon, once."""
    signs, weights = load_lexicon("signs"), load_lexicon("weights")
    listed: dict[str, list[str]] = {}
    stems: dict[str, list[tuple[str, str, str]]] = {}  # by their first letter
    for row in signs["sign"]:
        for word in row["words"]:
            head, star, tail = word.partition("*")
            if star:
                stems.setdefault(head[0], []).append((head, tail.rstrip("*"), row["key"]))
            elif " " not in word:
                listed.setdefault(word, []).append(row["key"])
    phrases: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in signs["sign"]:
        for words in row["words"]:
            first, _, rest = words.partition(" ")
            if rest:
                phrases[first] = (*phrases.get(first, ()), (row["key"], f"{words}"))
    return Scales(
        Remembered(partial(_signs_of, listed, stems), _WORDS),
        phrases,
        tuple(
            Joint(row["key"], frozenset(row["all"]), frozenset(row.get("none", ())))
            for row in signs["joint"]
        ),
        weights["weight"],
        weights["bias"],
        weights["least"],
    )


def _signs_of(
    listed: dict[str, list[str]], stems: dict[str, list[tuple[str, str, str]]], word: str
) -> tuple[str, ...]:
    """Give the signs that one word shows: those listed, and what a listed verb does."""
    signs = [*listed.get(word, ())]
    signs += [
        key
        for head, tail, key in stems.get(word[0], ())
        if word.startswith(head) and word.endswith(tail) and len(word) >= len(head) + len(tail)
    ]
    book = load_verbs()
    for forms, name in ((book.infinitives, "to {}"), (book.participles, "done: {}")):
        verb = forms.get(word)
        if verb is not None:
            signs += [_NAMES[verb.kind], name.format(_NAMES[verb.kind])]
    for verb in book.finites.get(word, ()):
        signs += [_NAMES[verb.kind], f"now {_NAMES[verb.kind]}"]
    return tuple(dict.fromkeys(signs))


def find_signs(said: Said) -> frozenset[str]:
    """Find the signs of a promise that a sentence shows."""
    shown, verbs = _show(said)
    return _join(shown | _look_closer(said, shown, verbs))


def _show(said: Said) -> tuple[set[str], list[_Verb]]:
    """Give the signs that words show by themselves, and the finite verbs among them."""
    scales = load_scales()
    signs: set[str] = set()
    verbs: list[_Verb] = []
    for match in _WORD.finditer(said.lower):
        word = match[0]
        shown = scales.words[word]
        if shown:
            signs.update(shown)
            names = [_NOW[name] for name in shown if name in _NOW]
            if names:
                verbs.append((match.start(), match.end(), names))
        if word in scales.phrases:
            start = match.start()
            signs.update(
                key for key, phrase in scales.phrases[word] if said.lower.startswith(phrase, start)
            )
    signs.update(key for key in _CUES if said.has(key))
    if "informs" in signs:
        signs.add("tells")
    return signs, verbs


def _look_closer(said: Said, shown: set[str], verbs: list[_Verb]) -> set[str]:
    """Find the signs that cost more: who is subject of which verb, and the terms."""
    signs = {
        name for start, end, names in verbs if find_promiser(said, start, end) for name in names
    }
    if signs or "speaker" in shown or find_first(said.text) is not None:
        signs.add("government")
    kinds = {term.kind for term in said.terms}
    if kinds:
        signs.add("dated" if TermKind.DATE in kinds else "vague")
    return signs


def _join(signs: set[str]) -> frozenset[str]:
    """Add the joint signs."""
    for joint in load_scales().joints:
        if joint.all <= signs and joint.none.isdisjoint(signs):
            signs.add(joint.key)
    return frozenset(signs)


def find_promiser(said: Said, start: int, end: int) -> Subject | None:
    """Give the part of the government that is subject of a finite verb; "Nederland" is too wide."""
    subject = find_subject(said.text, start, end)
    return subject if subject is not None and subject.kind is not SubjectClass.STATE else None


def is_weighed(said: Said) -> bool:
    """Say whether a sentence is weighed at all: written, not of what lies before the reader.

    In debates weighing does not pay: people there think aloud about what may come.
    """
    held = said.held
    if said.spoken or said.listed or (_NEEDS.isdisjoint(held) and not said.terms):
        return False
    return not (said.has("here") or said.has("annexed"))


def weighed(said: Said) -> Iterator[Found]:
    """Read a sentence whose signs together weigh enough for a promise."""
    if not is_weighed(said):
        return
    shown, verbs = _show(said)
    if not NEVER.isdisjoint(shown):
        return
    signs = _join(shown | _look_closer(said, shown, verbs))
    if not NEVER.isdisjoint(signs):
        return
    scales = load_scales()
    weight = scales.bias + math.fsum(scales.weights.get(sign, 0.0) for sign in signs)
    if weight < scales.least:
        return
    earlier = "promises" in signs and not signs.isdisjoint(("perfect", "past", "should"))
    promisers = (find_promiser(said, start, end) for start, end, _ in verbs)
    subject = next((promiser for promiser in promisers if promiser is not None), None)
    at = subject.start if subject is not None else 0
    made = Made.EARLIER if earlier else Made.HERE
    yield Found(at, len(said.text), _kind(signs), CUE, subject, made)


def _kind(signs: frozenset[str]) -> PromiseKind:
    """Say whether the Chamber is told something, or gets something."""
    told = ("tells the chamber", "chamber receives", "member receives", "chamber is told")
    given = ("paper to the chamber", "product to the chamber")
    return PromiseKind.INFORM if not signs.isdisjoint((*told, *given)) else PromiseKind.ACT
