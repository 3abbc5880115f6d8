"""Conflicts that a clerk settled: what follows for other papers with the same mistake."""

from app.domain.matching import (
    Conflict,
    ConflictKind,
    ConflictVerdict,
    MentionPattern,
    PlacedMention,
    SettledConflict,
)
from app.domain.reading import MotionMention
from app.matching.likeness import compare_texts
from app.matching.movers import find_surnames, share_mover

_ALIKE = 0.5


def make_pattern(side: tuple[PlacedMention, ...]) -> MentionPattern:
    """Give how one side of a conflict names the motion: its number, movers and best subject."""
    movers: dict[str, str] = {}
    for one in side:
        for mover in one.mention.movers:
            movers.setdefault(next(iter(find_surnames([mover])), mover), mover)
    subjects = sorted(
        (one.mention.subject for one in side if one.mention.subject),
        key=lambda subject: (-len(subject), subject),
    )
    return MentionPattern(side[0].printed, tuple(movers.values()), next(iter(subjects), None))


def find_right_number(mention: MotionMention, settled: tuple[SettledConflict, ...]) -> str | None:
    """Give the number that a clerk gave to a mention with this mistake; None without.

    The first of the settled conflicts that fits decides: the caller gives the latest first.
    """
    for one in settled:
        if one.verdict is ConflictVerdict.NUMBER and any(
            _fits(mention, pattern, one.kind) for pattern in one.wrong
        ):
            return one.right
    return None


def is_settled(conflict: Conflict, settled: tuple[SettledConflict, ...]) -> bool:
    """Say whether a clerk said of this very conflict that it is none, or only a slip."""
    return any(
        one.verdict is not ConflictVerdict.NUMBER
        and one.numbers == conflict.numbers
        and _is_same_kind(one.kind, conflict.kind)
        and all(_is_known(side, one) for side in conflict.sides)
        for one in settled
    )


def _is_same_kind(one: ConflictKind, other: ConflictKind) -> bool:
    """Say whether two kinds are of one family: under one number, a name or a motion too many."""
    family = {ConflictKind.WRONG_NAME, ConflictKind.TWO_MOTIONS}
    return one is other or {one, other} <= family


def _is_known(side: tuple[PlacedMention, ...], settled: SettledConflict) -> bool:
    """Say whether the clerk saw how every mention of a side names the motion."""
    return all(
        any(_fits(one.mention, pattern, settled.kind) for pattern in settled.sides)
        or not one.mention.movers
        for one in side
    )


def _fits(mention: MotionMention, pattern: MentionPattern, kind: ConflictKind) -> bool:
    """Say whether a mention makes the mistake of a pattern: the same number, of the same motion.

    By its movers; where these cannot tell, by what it asks.
    """
    if pattern.number not in (*mention.ids[:1], mention.misprint):
        return False
    likeness, _ = compare_texts(mention.subject or "", pattern.subject or "")
    if mention.movers and pattern.movers:
        same = share_mover(mention.movers, pattern.movers) is not None
        by_subject = kind is ConflictKind.TWO_MOTIONS and mention.subject and pattern.subject
        return same and (not by_subject or likeness >= _ALIKE)
    return likeness >= _ALIKE


def find_wrong_side(mention: MotionMention, settled: SettledConflict) -> int | None:
    """Give the side of a settled conflict whose mistake a mention makes; None for no mistake."""
    for pattern in settled.wrong:
        if _fits(mention, pattern, settled.kind) and pattern in settled.sides:
            return settled.sides.index(pattern)
    return None
