"""Papers of motions that are named again without a number: those of another mention."""

import re
from dataclasses import dataclass, replace

from app.domain.reading import MotionMention

_WORD = re.compile(r"[^\W\d_]{5,}")
_STEM = 5  # letters that tell whether two subjects have a word in common


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention that is not finished: the index of its block, and what its words tell.

    `told` says whether its own sentence says what is done with the motion; `numbers` are the
    numbers of papers that it is named by ("op stuk nr. 12"). `new` is one just introduced.
    """

    mention: MotionMention
    block: int
    told: bool
    numbers: tuple[str, ...] = ()
    new: bool = False


def recall(drafts: list[Draft]) -> list[Draft]:
    """Give mentions without papers those of the other mentions of the same movers.

    An earlier mention counts before a later one. With two possible papers, and where number
    or subject contradict, there is none.
    """
    named = [draft for draft in drafts if draft.mention.ids and draft.mention.movers]
    by_movers: dict[tuple[str, ...], list[Draft]] = {}
    for draft in named:
        by_movers.setdefault(_movers(draft), []).append(draft)
    return [_complete(draft, by_movers.get(_movers(draft), [])) for draft in drafts]


def _complete(draft: Draft, same: list[Draft]) -> Draft:
    """Give one mention the papers of those that can be meant."""
    mention = draft.mention
    if mention.ids or not mention.movers or draft.new:
        return draft
    for cosigned in (mention.cosigned, not mention.cosigned):
        alike = [one for one in same if one.mention.cosigned == cosigned]
        before = [one for one in alike if one.mention.span < mention.span]
        possible = {one.mention.ids for one in before or alike}
        if possible:
            fits = all(_agrees(draft, one) for one in before or alike)
            ids = possible.pop() if len(possible) == 1 and fits else ()
            return replace(draft, mention=replace(mention, ids=ids))
    return draft


def _agrees(draft: Draft, other: Draft) -> bool:
    """Say whether nothing speaks against two mentions being of one motion."""
    papers = {one.rsplit("-", 1)[-1] for one in other.mention.ids}
    if draft.numbers and papers.isdisjoint(draft.numbers):
        return False
    here, there = _stems(draft.mention.subject), _stems(other.mention.subject)
    return not here or not there or not here.isdisjoint(there)


def _stems(subject: str | None) -> set[str]:
    """Give the beginnings of the long words of a subject."""
    return {word[:_STEM] for word in _WORD.findall((subject or "").casefold())}


def _movers(draft: Draft) -> tuple[str, ...]:
    """Give the movers without capitals and spaces."""
    return tuple(
        "".join(c for c in mover.casefold() if c.isalnum()) for mover in draft.mention.movers
    )
