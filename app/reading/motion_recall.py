"""Papers of motions that are named again without a number: those of another mention."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.reading import MotionMention

_WORD = re.compile(r"[^\W\d_]{5,}")
# Between two motions that are named together.
_TOGETHER = re.compile(r"\s?,?\s(?:en\s|en\svan\s)?(?:(?:de|die)\s)?(?:\w+\s)?|,\s(?:de\s)?")
_FEW = 20  # subjects of one motion that are compared
_STEM = 5  # letters that tell whether two subjects have a word in common


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention that is not finished: the index of its block, and what its words tell.

    `told` says whether its own sentence says what is done with the motion; `numbers` are the
    numbers of papers that it is named by ("op stuk nr. 12"). `new` is one just introduced,
    `pointing` one that is the same as the mention before it ("deze motie van het lid Jansen");
    of one that is `asked` about the answer is still to come.
    """

    mention: MotionMention
    block: int
    told: bool
    numbers: tuple[str, ...] = ()
    new: bool = False
    pointing: bool = False
    asked: bool = False


_Key = tuple[tuple[str, ...], bool]
_Known = dict[_Key, dict[tuple[str, ...], list[set[str]]]]  # papers, and what is said of them


def recall(drafts: list[Draft]) -> list[Draft]:
    """Give mentions without papers those of the other mentions of the same movers.

    An earlier mention counts before a later one. With two possible papers, and where number
    or subject contradict, there is none.
    """
    all_known: _Known = {}
    for draft in drafts:
        _remember(all_known, draft)
    out: list[Draft] = []
    before: _Known = {}
    for draft in drafts:
        pointed = _follow(draft, out[-1]) if out and draft.pointing else draft
        out.append(_complete(pointed, before, all_known))
        _remember(before, draft)
    return out


def _remember(known: _Known, draft: Draft) -> None:
    """Keep the papers of a mention, by its movers."""
    mention = draft.mention
    if mention.ids and mention.movers:
        subjects = known.setdefault(_key(draft), {}).setdefault(mention.ids, [])
        if len(subjects) < _FEW:
            subjects.append(_stems(mention.subject))


def _follow(draft: Draft, before: Draft) -> Draft:
    """Give a mention that points back the papers of the one before it, unless movers differ."""
    movers = set(_movers(before))
    if draft.mention.ids or (movers and movers.isdisjoint(_movers(draft))):
        return draft
    return replace(draft, mention=replace(draft.mention, ids=before.mention.ids))


def _complete(draft: Draft, before: _Known, all_known: _Known) -> Draft:
    """Give one mention the papers of those that can be meant."""
    mention = draft.mention
    if mention.ids or not mention.movers or draft.new:
        return draft
    movers, cosigned = _key(draft)
    for key in ((movers, cosigned), (movers, not cosigned)):
        possible = before.get(key) or all_known.get(key)
        if possible:
            [*ids] = possible
            fits = len(ids) == 1 and _agrees(draft, ids[0], possible[ids[0]])
            return replace(draft, mention=replace(mention, ids=ids[0] if fits else ()))
    return draft


def _agrees(draft: Draft, ids: tuple[str, ...], subjects: list[set[str]]) -> bool:
    """Say whether nothing speaks against a mention being of the motion with these papers."""
    papers = {one.rsplit("-", 1)[-1] for one in ids}
    if draft.numbers and papers.isdisjoint(draft.numbers):
        return False
    here = _stems(draft.mention.subject)
    return not here or all(not there or not here.isdisjoint(there) for there in subjects)


def _stems(subject: str | None) -> set[str]:
    """Give the beginnings of the long words of a subject."""
    return {word[:_STEM] for word in _WORD.findall((subject or "").casefold())}


def _key(draft: Draft) -> _Key:
    """Give by what a mention is known: its movers, and whether others signed too."""
    return _movers(draft), draft.mention.cosigned


def _movers(draft: Draft) -> tuple[str, ...]:
    """Give the movers without capitals and spaces."""
    return tuple(
        "".join(c for c in mover.casefold() if c.isalnum()) for mover in draft.mention.movers
    )


def deal_out(text: str, drafts: list[Draft]) -> list[Draft]:
    """Give motions named together each their own of the papers behind the last, in order.

    "De motie Jansen en de motie De Wit (12 345, nrs. 6 en 7)": as many papers as motions.
    """
    dealt = list(drafts)
    for last, draft in enumerate(drafts):
        ids = draft.mention.ids
        first = last - len(ids) + 1
        if len(ids) < 2 or first < 0 or _names_several(text, draft):
            continue
        together = drafts[first : last + 1]
        if all(_joins(text, one, other) for one, other in pairwise(together)):
            for place, id_ in enumerate(ids, first):
                mention = replace(drafts[place].mention, ids=(id_,))
                dealt[place] = replace(drafts[place], mention=mention)
    return dealt


def _names_several(text: str, draft: Draft) -> bool:
    """Say whether one naming is of several motions: "moties Jansen"."""
    return draft.mention.span.of(text).lower().startswith("moties")


def _joins(text: str, one: Draft, other: Draft) -> bool:
    """Say whether a motion without a paper is joined to the next by "en" or a comma alone."""
    between = text[one.mention.span.end : other.mention.span.start]
    return not one.mention.ids and not one.numbers and _TOGETHER.fullmatch(between) is not None
