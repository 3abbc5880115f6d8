"""Which numbers are one motion's, and which motion took another's place, by what papers print."""

from collections import defaultdict
from collections.abc import Iterable

from app.domain.matching import MotionIdentity, MotionTie, TieKind
from app.domain.references import parse_canonical


def find_identities(ties: Iterable[MotionTie]) -> dict[str, MotionIdentity]:
    """Give for every number in the ties under which it is kept and what replaced it.

    A paper in several dossiers is kept under the first of its numbers in their own order.
    A motion that was changed more than once is replaced by the last one; a motion that
    papers say is replaced by two, neither of which replaced the other, by none, and so
    are motions that replace each other in a circle. The order of the ties makes no difference.
    """
    known = sorted(set(ties), key=lambda tie: (tie.kind, tie.number, tie.other))
    kept = _find_kept(known)
    later: defaultdict[str, set[str]] = defaultdict(set)
    for tie in known:
        one, other = kept[tie.number], kept[tie.other]
        if tie.kind is TieKind.REPLACES and one != other:
            later[other].add(one)
    return {number: MotionIdentity(head, _find_last(head, later)) for number, head in kept.items()}


def _find_kept(ties: list[MotionTie]) -> dict[str, str]:
    """Give for each number the first of those that are one paper's."""
    groups: dict[str, frozenset[str]] = {
        number: frozenset({number}) for tie in ties for number in (tie.number, tie.other)
    }
    for tie in ties:
        if tie.kind is TieKind.SAME:
            joined = groups[tie.number] | groups[tie.other]
            groups.update(dict.fromkeys(joined, joined))
    return {number: min(group, key=_order) for number, group in groups.items()}


def _order(number: str) -> tuple[str, str]:
    """Order numbers as their dossiers are."""
    paper = parse_canonical(number)
    return (paper.dossier if paper else "", number)


def _find_last(head: str, later: dict[str, set[str]]) -> str | None:
    """Give the one motion at the end of all that replaced this one; None when there is none."""
    reached: set[str] = set()
    waiting = sorted(later.get(head, ()))
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting.extend(sorted(later.get(number, ())))
    ends = {number for number in reached if not later.get(number)}
    return ends.pop() if len(ends) == 1 and head not in reached else None
