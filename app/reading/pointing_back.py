"""Statements that point to the one just before them: "mijn toezegging", "aan dit verzoek"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.reading import FulfilmentStatement, TargetKind

BARE_CUE = "toezegging kept bare"
"""The form of a statement that names a promise only by pointing to it."""

# Only told, and met by a sentence beside it; that sentence stands for both when it says so itself.
_TOLD_CUES = ("toezegging promised", "toezegging said_to_tell", "verzoek asked")
_NEAR = 400  # characters between a promise told and "mijn toezegging" that points to it


def point_back(found: Iterable[FulfilmentStatement]) -> Iterator[FulfilmentStatement]:
    """Give a statement that only says "mijn toezegging" the promise told just before it."""
    last: FulfilmentStatement | None = None
    for statement in found:
        if statement.target_kind is not TargetKind.PROMISE or statement.implicit:
            yield statement
            continue
        told = statement
        if statement.cue == BARE_CUE:
            near = last is not None and statement.span.start - last.span.end < _NEAR
            target = last.target if last is not None and near else statement.target
            told = replace(statement, target=target, cue="toezegging kept")
        last = told
        yield told


def leave_out_told(found: Iterable[FulfilmentStatement]) -> Iterator[FulfilmentStatement]:
    """Leave out what only tells of a promise or request when the next statement says that it is met.

    That one gets what was told of it.
    """
    told: FulfilmentStatement | None = None
    for statement in found:
        after = statement
        if told is not None and not _is_met_by(told, statement):
            yield told
        elif told is not None and statement.target.by is None:
            after = replace(statement, target=told.target, subject=told.subject)
        told = after if after.cue in _TOLD_CUES else None
        if told is None:
            yield after
    if told is not None:
        yield told


def _is_met_by(told: FulfilmentStatement, after: FulfilmentStatement) -> bool:
    """Say whether a statement says of the one told just before it that it is met."""
    near = told.span == after.span or 0 < after.span.start - told.span.end < _NEAR
    same = after.target_kind is told.target_kind
    points = after.target == told.target or after.target.by is None
    return near and same and points and after.cue in ("toezegging kept", "verzoek request")
