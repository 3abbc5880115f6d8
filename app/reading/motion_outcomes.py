"""What promises and statements tell of motions of which the paper says nothing else.

A motion is named, and the sentence or the one after it promises something about it, or tells
in no listed words what has come of it. Source: docs/reading.md, "Motions".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.reading import (
    FulfilmentStatement,
    FulfilmentStatus,
    Made,
    MotionMention,
    Promise,
    Stance,
    TargetKind,
)
from app.domain.text import CleanText, Span, Zone
from app.reading.outcomes import is_about
from app.reading.weighed_statements import CUE, REACH

_NEAR = 2  # sentences after the naming in which something is promised about it
_STANCES = {
    FulfilmentStatus.MET: Stance.CARRIED_OUT,
    FulfilmentStatus.PARTLY: Stance.UNDER_WAY,
    FulfilmentStatus.UNDER_WAY: Stance.UNDER_WAY,
}


def tell_of_motions(
    text: CleanText,
    motions: Sequence[MotionMention],
    promises: Sequence[Promise],
    statements: Sequence[FulfilmentStatement],
) -> tuple[MotionMention, ...]:
    """Give the motions, those of which nothing was said yet with what is told or promised of them.

    What a weighed statement tells counts before a promise.
    """
    told = {
        mention.span: replace(mention, stance=stance, sentence=sentence)
        for mention, stance, sentence in (
            *_promised(text, motions, promises),
            *_told(text, motions, statements),
        )
        if mention.stance is Stance.MENTIONED
    }
    return tuple(told.get(mention.span, mention) for mention in motions)


def _told(
    text: CleanText, motions: Sequence[MotionMention], statements: Sequence[FulfilmentStatement]
) -> Iterator[tuple[MotionMention, Stance, Span]]:
    """Give what weighed statements tell of the motions that their sentence, or the one that named them, names."""
    spans = [mention.span.start for mention in motions]
    for statement in statements:
        if statement.cue != CUE or statement.target_kind is not TargetKind.MOTION:
            continue
        number = _number_at(text, statement.span.start)
        before = bisect_left(spans, statement.span.end)
        last = _number_at(text, spans[before - 1]) if before else -1
        if before == 0 or number - last > REACH:
            continue  # what names it names no motion that was found
        names = text.sentences[last].span
        for mention in motions[bisect_left(spans, names.start) : before]:
            yield mention, _STANCES[statement.status], statement.sentence


def _promised(
    text: CleanText, motions: Sequence[MotionMention], promises: Sequence[Promise]
) -> Iterator[tuple[MotionMention, Stance, Span]]:
    """Give the motions about which something is promised, in their sentence or just after it."""
    places = {promise.sentence.start: promise for promise in promises if promise.made is Made.HERE}
    named = {mention.span.start for mention in motions}
    for mention in motions if places else ():
        first = _number_at(text, mention.span.start)
        own = text.sentences[first]
        if text.blocks[own.block].zone is Zone.SPEECH:
            continue
        for sentence in text.sentences[first : first + 1 + _NEAR]:
            if sentence.block != own.block:
                break
            if sentence is not own and any(
                sentence.span.start <= at < sentence.span.end for at in named
            ):
                break  # of another motion
            promise = places.get(sentence.span.start)
            words = sentence.span.of(text.text)
            about = sentence is own or is_about(own.span.of(text.text), words)
            if promise is not None and about:
                yield mention, Stance.PROMISED, sentence.span
                break


def _number_at(text: CleanText, at: int) -> int:
    """Give the number of the sentence in which a place lies."""
    return max(0, bisect_right(text.sentences, at, key=lambda one: one.span.start) - 1)
