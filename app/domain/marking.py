"""What a clerk marks in a paper because the reader passed over it, or read it wrongly."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from app.domain.reading import FulfilmentStatement, MotionMention, Reading

BY_HAND = "met de hand"
"""The cue of a statement that a clerk marked."""
Seen = TypeVar("Seen", MotionMention, FulfilmentStatement)


@dataclass(frozen=True, slots=True)
class HandMark:
    """Words of a paper that name a motion, or say that something is met: one of the two.

    `id` counts the marks of the paper, from 1, and is not given again.
    """

    id: int
    motion: MotionMention | None = None
    statement: FulfilmentStatement | None = None


def with_marks(reading: Reading, marks: Iterable[HandMark]) -> Reading:
    """Give a reading with what was marked by hand, in place of what was read in those words."""
    known = tuple(marks)
    motions = [one.motion for one in known if one.motion is not None]
    statements = [one.statement for one in known if one.statement is not None]
    return replace(
        reading,
        motions=_in_place(reading.motions, motions),
        statements=_in_place(reading.statements, statements),
    )


def _in_place(read: tuple[Seen, ...], marked: list[Seen]) -> tuple[Seen, ...]:
    """Give both in the order of the text, without what was read where somebody marked."""
    spans = [own.span for own in marked]
    found: list[Seen] = [one for one in read if not any(map(one.span.overlaps, spans))]
    found.extend(marked)
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end)))
