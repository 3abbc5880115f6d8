"""Numbers that no motion can have, and the motion that is likely meant."""

from collections import defaultdict
from collections.abc import Iterable

from app.domain.matching import Conflict, ConflictKind, PlacedMention, Reason
from app.domain.references import parse_canonical
from app.matching.likeness import compare_texts
from app.matching.movers import share_mover
from app.matching.readings import likeliest, papers_of

_ALIKE = 0.5
_LITTLE_ALIKE = 0.2  # enough when the last number is the same


def find_impossible(
    placed: Iterable[PlacedMention], letters: frozenset[str]
) -> tuple[Conflict, ...]:
    """Give the numbers that nothing can carry, each with the mentions that print it.

    A misprint that is no number of a paper, nr. 0, and the number of a paper that is no
    motion (`letters`). What a clerk put right is none.
    """
    every = list(placed)
    found: defaultdict[str, list[PlacedMention]] = defaultdict(list)
    why: dict[str, str] = {}
    for one in every:
        code = _judge(one, letters)
        if code is not None:
            found[one.printed].append(one)
            why[one.printed] = code
    return tuple(
        Conflict(
            ConflictKind.NO_SUCH_NUMBER,
            (printed,),
            _find_meant(found[printed], every, letters),
            (tuple(found[printed]),),
            (Reason(why[printed], 0.0, printed, printed),),
        )
        for printed in sorted(found)
    )


def _judge(one: PlacedMention, letters: frozenset[str]) -> str | None:
    """Say why a mention's number can be no motion's; None when it can."""
    if one.kept_as and one.kept_as[0] not in one.mention.ids:
        return None
    if one.home is None:
        return "no-number" if one.mention.misprint else None
    paper = parse_canonical(one.home)
    if paper is not None and paper.number.isdigit() and int(paper.number) == 0:
        return "no-number"
    return "of-a-letter" if one.home in letters else None


def _find_meant(
    odd: list[PlacedMention], every: list[PlacedMention], letters: frozenset[str]
) -> str | None:
    """Give the number that most papers give to a motion of the same movers and subject."""
    papers: dict[str, set[str]] = {}
    for one in every:
        home = one.home
        if home is None or _judge(one, letters) is not None:
            continue
        if any(_is_same(one, other) for other in odd):
            papers.setdefault(home, set()).update(papers_of([one]))
    return likeliest({number: len(found) for number, found in papers.items()})


def _is_same(one: PlacedMention, odd: PlacedMention) -> bool:
    """Say whether a mention is of the motion that an impossible number stands by."""
    if share_mover(one.mention.movers, odd.mention.movers) is None:
        return False
    likeness, _ = compare_texts(one.mention.subject or "", odd.mention.subject or "")
    same = _last(one.printed) == _last(odd.printed)
    return likeness >= (_LITTLE_ALIKE if same else _ALIKE)


def _last(printed: str) -> str:
    """Give the last digits of a number as printed."""
    return printed[len(printed.rstrip("0123456789")) :].lstrip("0")
