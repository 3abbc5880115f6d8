"""Who moved a motion: printed names compared as papers print them, slips included."""

import re
from collections.abc import Iterable

from app.matching.words import fold

_PARTY = re.compile(
    r"\s(?:van|namens)\s(?:de|het)\s(?:Partij\b|fractie\b|\w*[a-z]?[A-Z]\w*[A-Z]).*"
)
_LONG_ENOUGH = 5  # shorter surnames differ by a letter and are two people


def find_surnames(movers: Iterable[str]) -> frozenset[str]:
    """Give the last word of each name, folded: the part that every paper prints.

    The party that a chair may name with a mover is left out.
    """
    names = (_PARTY.sub("", mover) for mover in movers)
    return frozenset(fold(name).split()[-1] for name in names if name.split())


def share_mover(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Give a surname of each side that is the same person's, or None.

    One letter missing, added or changed is a slip, and so is a space left out; the first
    name never decides.
    """
    surnames, others = sorted(find_surnames(one)), sorted(find_surnames(other))
    for mine in surnames:
        for theirs in others:
            if mine == theirs or _is_slip(mine, theirs):
                return mine, theirs
    return None


def _is_slip(one: str, other: str) -> bool:
    """Say whether two long surnames differ by a letter, or by a space left out: VanHouten."""
    if min(len(one), len(other)) < _LONG_ENOUGH:
        return False
    return is_one_letter_off(one, other) or one.endswith(other) or other.endswith(one)


def is_one_letter_off(one: str, other: str) -> bool:
    """Say whether one letter added, taken out or changed makes the two the same."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return (
        one[start + 1 :] == other[start + 1 :]
        or one[start:] == other[start + 1 :]
        or one[start + 1 :] == other[start:]
    )
