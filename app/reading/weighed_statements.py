"""Statements by many weak signs, where no cue knows the sentence.

What has come of a motion, promise or request is told in ways without number, often in the
sentence after the one that names it. Here every sentence that names one, or follows one that
does, is held against a list of signs (lexicon/statement_signs.toml), each with a weight
(lexicon/statement_weights.toml) that `scripts/fit_statement_weights.py` fits to annotated
papers. No word of a letter has a weight: only signs that have a name and a reason.
docs/decisions/0023-weighing-statements.md is the card.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.reading import (
    FulfilmentStatement,
    FulfilmentStatus,
    MotionMention,
    StatementTarget,
    TargetKind,
)
from app.domain.text import Sentence, Span, Zone
from app.reading.cues import compile_words
from app.reading.decision_rows import is_decision_list
from app.reading.outcomes import STATUS, Outcome, find_tenses, is_about, read_outcome, share_words
from app.reading.reservations import Reservation, find_reservation
from app.reading.statement_parts import Paper
from app.reading.subjects import find_first
from app.reading.voices import is_government
from app.reading.words import load_lexicon, to_small

CUE = "weighed"
REACH = 4  # sentences back in which a motion, promise or request can be named
_SHORT, _LONGEST = 12, 4000  # characters of a sentence
_TOPIC = 14  # words of a sentence that say what it is about
_FEW, _MANY = 8, 25  # words of a short and of a long one
_NAMED = {
    TargetKind.MOTION: re.compile(r"\bmoties?\b"),
    TargetKind.PROMISE: re.compile(
        r"\btoegezeg\w*|\btoezegging|\bbeloofde?\b|\bbelofte|\bzegde\b|\bin het vooruitzicht\b"
    ),
    TargetKind.REQUEST: re.compile(
        r"\bverzo(?:ek|cht)\w*|\bgevraagd\w*|\bvroeg(?:en)?\b|\bvraagt\b|\bvragen (?:van|uit|om)\b|\bwens\b|\boproept?\b"
    ),
}
_ANY = re.compile(r"motie|toe[gz]|belo|zegde|voorui|verzo|vra|vroeg|wens|oproe")
_NAMES = {
    TargetKind.MOTION: "motion",
    TargetKind.PROMISE: "promise",
    TargetKind.REQUEST: "request",
}
_OF_CHAMBER = re.compile(
    r"\b(?:kamer\w*|leden|lid|\w*commissie|\w*fracties?|mevrouw|de heer|motie)\b"
)
_TELLS_ONLY = re.compile(
    r"\b(?:(?:heb|heeft|hebben|had|is|zijn|werd|werden)\s(?:[^\s;]+\s){0,24}?(?:toegezegd|beloofd|aangekondigd|aangegeven|gevraagd|verzocht|in\shet\svooruitzicht\sgesteld|opgeroepen)"
    r"|(?:zegde|beloofde|stelde)\s(?:[^\s;]+\s){0,12}?(?:toe|in\shet\svooruitzicht)|vroeg(?:en)?|verzocht(?:en)?)\b",
    re.IGNORECASE,
)
NEVER = frozenset(
    (
        "closing",
        "members ask",
        "questions",
        "any of them",
        "only tells",
        "said then",
        "refused",
        "limit: ahead",
    )
)
"""The signs of what tells of nothing that was met, whatever else speaks for it."""
_LEFT = {
    Reservation.PARTLY: FulfilmentStatus.PARTLY,
    Reservation.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that words show; `begins` asks for the head of the sentence, `joins` says that it is weighed beside what is named too."""

    key: str
    pattern: re.Pattern[str]
    begins: bool
    joins: bool


@dataclass(frozen=True, slots=True)
class Scales:
    """The signs that words show, and what each sign weighs."""

    signs: tuple[Sign, ...]
    joins: frozenset[str]
    weights: dict[str, float]
    bias: float
    least: float


@dataclass(frozen=True, slots=True)
class Told:
    """What was named shortly before a sentence, in which words, how far back, and in the same block or not."""

    kinds: tuple[TargetKind, ...]
    words: str
    sentence: Sentence
    away: int
    same: bool


@dataclass(frozen=True, slots=True)
class Weighable:
    """A sentence that can tell what has come of something, and its signs."""

    sentence: Sentence
    words: str
    kinds: tuple[TargetKind, ...]
    told: Told | None
    signs: frozenset[str]


@cache
def load_scales() -> Scales:
    """Read signs and weights from the packaged lexicon, once."""
    rows = load_lexicon("statement_signs")["sign"]
    weights = load_lexicon("statement_weights")
    signs = tuple(
        Sign(
            row["key"],
            compile_words(row["pattern"], {}),
            row.get("begins", False),
            row.get("joins", False),
        )
        for row in rows
    )
    joins = frozenset(sign.key for sign in signs if sign.joins) | {"done", "running", "open"}
    return Scales(signs, joins, weights["weight"], weights["bias"], weights["least"])


def weigh_statements(
    paper: Paper, motions: Sequence[MotionMention], found: Sequence[Span]
) -> Iterator[FulfilmentStatement]:
    """Give the statements of sentences whose signs together weigh enough.

    `found` are the places of the statements that the cues know: those sentences are not
    weighed again. Written papers only. Source: docs/reading-promises.md.
    """
    scales = load_scales()
    taken = {one for span in found for one in sentences_of(paper, span)}
    for one in find_weighable(paper, taken):
        if one.sentence.span in taken or not NEVER.isdisjoint(one.signs) or _is_denied(one):
            continue
        weight = scales.bias + math.fsum(scales.weights.get(sign, 0.0) for sign in one.signs)
        if weight >= scales.least:
            yield _state(paper, motions, one)


def _is_denied(one: Weighable) -> bool:
    """Say whether a sentence denies that something is met, and does not say that it takes longer."""
    goes_on = ("late", f"outcome: {Outcome.UNDER_WAY.value}", f"outcome: {Outcome.PARTLY.value}")
    denied = f"limit: {Reservation.DENIED.value}" in one.signs
    return denied and one.signs.isdisjoint(goes_on)


def sentences_of(paper: Paper, span: Span) -> Iterator[Span]:
    """Give the sentences that a stretch takes in, or a part of."""
    sentences = paper.text.sentences
    first = bisect_right(sentences, span.start, key=lambda one: one.span.start) - 1
    for one in sentences[max(0, first) :]:
        if one.span.start >= span.end:
            return
        if one.span.overlaps(span):
            yield one.span


def find_weighable(paper: Paper, met: set[Span]) -> Iterator[Weighable]:
    """Give every written sentence of the government that names a motion, promise or request, or follows one that does.

    `met` are the sentences that are known to tell what has come of something.
    """
    text = paper.text.text
    if is_decision_list(text):
        return
    written = [block.zone is not Zone.SPEECH for block in paper.text.blocks]
    named = [
        _find_kinds(one.span.of(text)) if written[one.block] else () for one in paper.text.sentences
    ]
    if not any(named):
        return
    for number, sentence in enumerate(paper.text.sentences):
        near = any(named[max(0, number - REACH) : number + 1])
        if not near or not written[sentence.block]:
            continue
        if not is_government(paper.text.blocks[sentence.block]):
            continue
        words = sentence.span.of(text)
        if not _SHORT < len(words) < _LONGEST or words.rstrip().endswith("?"):
            continue
        told = _find_told(paper, number, named)
        if named[number] or told is not None:
            signs = _find_signs(paper, number, named[number], told, met)
            yield Weighable(sentence, words, named[number], told, signs)


def _find_kinds(words: str) -> tuple[TargetKind, ...]:
    """Say which of a motion, promise and request a sentence names."""
    lower = words.lower()
    if _ANY.search(lower) is None:  # a cheap look
        return ()
    kinds = [kind for kind, pattern in _NAMED.items() if pattern.search(lower) is not None]
    if TargetKind.REQUEST in kinds and _OF_CHAMBER.search(lower) is None:
        kinds.remove(TargetKind.REQUEST)
    return tuple(kinds)


def _find_told(paper: Paper, number: int, named: Sequence[tuple[TargetKind, ...]]) -> Told | None:
    """Find the nearest sentence before it that names something, in the same part of the paper."""
    sentences, blocks = paper.text.sentences, paper.text.blocks
    own = sentences[number]
    for away in range(1, min(REACH, number) + 1):
        before = sentences[number - away]
        same = before.block == own.block
        if not same and (
            blocks[before.block].zone is not blocks[own.block].zone or before.block < own.block - 1
        ):
            return None
        if named[number - away]:
            words = before.span.of(paper.text.text)
            return Told(named[number - away], words, before, away, same)
    return None


def _find_signs(
    paper: Paper,
    number: int,
    kinds: Sequence[TargetKind],
    told: Told | None,
    met: set[Span],
) -> frozenset[str]:
    """Find the signs that a sentence shows, alone and beside what is named."""
    sentence = paper.text.sentences[number]
    words = sentence.span.of(paper.text.text)
    lower = to_small(words)
    signs = {
        sign.key
        for sign in load_scales().signs
        if (_starts(sign, lower) if sign.begins else sign.pattern.search(lower) is not None)
    }
    rest = _TELLS_ONLY.sub(" ", words)
    tenses = find_tenses(rest)
    signs |= tenses
    outcome = read_outcome(rest, tenses)
    if rest != words and (outcome is None or outcome is Outcome.AHEAD) and "late" not in signs:
        signs.add("only tells")
    signs.add(f"outcome: {outcome.value if outcome is not None else 'none'}")
    limit = find_reservation(words, 0, len(words))
    if limit is not None:
        signs.add(f"limit: {limit.value}")
    subject = find_first(words)
    signs.add(f"subject: {subject.kind.value if subject is not None else 'none'}")
    if paper.cited(sentence.span):
        signs.add("cites")
    length = len(words.split())
    signs.add("short" if length < _FEW else "long" if length > _MANY else "of some length")
    block = paper.text.blocks[sentence.block]
    signs.update((f"zone: {block.zone.value}", f"block: {block.kind.value}"))
    joined = {f"outcome: {outcome.value if outcome is not None else 'none'}", "cites"}
    joined = (signs & load_scales().joins) | (signs & joined)
    beside = [_NAMES[kind] for kind in kinds]
    signs.update(beside)
    signs.update(f"{name}: {sign}" for name in beside for sign in joined)
    if told is not None:
        signs |= _find_signs_of_told(paper, told, words, met)
        signs.update(f"after: {sign}" for sign in joined)
        if told.away == 1:
            signs.update(f"next: {sign}" for sign in joined if sign.startswith("outcome"))
    return frozenset(signs)


def _starts(sign: Sign, lower: str) -> bool:
    """Say whether a sentence begins with what shows a sign, but for marks and blanks."""
    start = next((at for at, char in enumerate(lower) if char.isalnum()), 0)
    return sign.pattern.match(lower, start) is not None


def _find_signs_of_told(paper: Paper, told: Told, words: str, met: set[Span]) -> set[str]:
    """Find the signs of what was named shortly before a sentence, and of how the two belong together."""
    block = paper.text.blocks[told.sentence.block]
    signs = {f"after {_NAMES[kind]}" for kind in told.kinds}
    signs.add(f"away: {min(told.away, 3)}")
    signs.add("same block" if told.same else "block before")
    if told.words.rstrip().endswith("?"):
        signs.add("after a question")
    if not is_government(block):
        signs.add("after somebody else")
    if told.sentence.span in met:
        signs.add("after what is met")
    if is_about(told.words, words):
        signs.add("about it")
    shared = share_words(told.words, words)
    if shared:
        signs.add("shares words" if shared > 1 else "shares a word")
    return signs


def _state(paper: Paper, motions: Sequence[MotionMention], one: Weighable) -> FulfilmentStatement:
    """Make the statement of a sentence that weighs enough."""
    told = one.told if not one.kinds else None
    names = told.sentence.span if told is not None else one.sentence.span
    kind = (told.kinds if told is not None else one.kinds)[0]
    mentions = _motions_in(motions, names) if kind is TargetKind.MOTION else ()
    ids = [key for mention in mentions for key in mention.ids] or _cite(paper, names)
    return FulfilmentStatement(
        span=one.sentence.span,
        sentence=one.sentence.span,
        target_kind=kind,
        target=StatementTarget(
            by="; ".join(" en ".join(mention.movers) for mention in mentions if mention.movers)
            or None,
            ids=tuple(dict.fromkeys(ids)),
        ),
        subject=" ".join(one.words.split()[:_TOPIC]).strip(" ,.;:«»"),
        status=_find_status(one),
        by_ids=tuple(_cite(paper, one.sentence.span)) if told is not None else (),
        cue=CUE,
    )


def _motions_in(motions: Sequence[MotionMention], span: Span) -> tuple[MotionMention, ...]:
    """Give the motions that a sentence names."""
    return tuple(mention for mention in motions if span.contains(mention.span))


def _cite(paper: Paper, span: Span) -> list[str]:
    """Give the papers that a sentence cites, in its notes too."""
    return list(dict.fromkeys(key for ref in paper.cited(span) for key in ref.ids))


def _find_status(one: Weighable) -> FulfilmentStatus:
    """Say how far what is told of has come: by what limits it, else by its tense."""
    for limit, left in _LEFT.items():
        if f"limit: {limit.value}" in one.signs:
            return left
    for outcome, status in STATUS.items():
        if f"outcome: {outcome.value}" in one.signs:
            return status
    goes_on = ("late", "running", "open", "worked on", "becomes", "shall")
    open_still = not one.signs.isdisjoint(goes_on)
    return FulfilmentStatus.UNDER_WAY if open_still else FulfilmentStatus.MET
