"""In what order an item's page shows what was found: what asks for a decision before the rest."""

from dataclasses import dataclass
from itertools import groupby

from app.domain.matching import ItemKind, Relation
from app.services.overview.rows.common import LetterRef, Standing, SuggestionView
from app.services.overview.rows.stories import ItemStory, MotionMentionView

_DONE = (Standing.SETTLED, Standing.LAPSED, Standing.DISMISSED)


@dataclass(frozen=True, slots=True)
class Passages:
    """The suggestions of an item.

    `answering` may settle it, or were judged; `returning` come back to the same subject
    without saying so, as a repeat or a postponement does; `beside` wait although the item
    asks for nothing any more.
    """

    answering: tuple[SuggestionView, ...]
    returning: tuple[SuggestionView, ...]
    beside: tuple[SuggestionView, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a motion, and how often the paper has it."""

    mention: MotionMentionView
    times: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What one paper says of a motion, in reading order."""

    letter: LetterRef
    said: tuple[Said, ...]


def arrange(story: ItemStory) -> Passages:
    """Part the suggestions of an item; each part keeps their order.

    To a motion every paper that names it comes back, and may report on it.
    """
    waiting = [one for one in story.suggestions if one.verdict is None]
    judged = [one for one in story.suggestions if one.verdict is not None]
    withdrawn = story.registered is not None and story.registered.withdrawn_at is not None
    if withdrawn or story.standing in _DONE:
        return Passages(tuple(judged), (), tuple(waiting))
    if story.kind is ItemKind.MOTION:
        return Passages((*waiting, *judged), (), ())
    answering = [one for one in waiting if one.relation is not Relation.SAME]
    returning = [one for one in waiting if one.relation is Relation.SAME]
    return Passages((*answering, *judged), tuple(returning), ())


def tell_by_letter(mentions: tuple[MotionMentionView, ...]) -> tuple[Telling, ...]:
    """Put together what each paper says; a sentence that it repeats is told once."""
    told = []
    for letter, some in groupby(mentions, key=lambda one: one.letter):
        together: dict[tuple[str, str], list[MotionMentionView]] = {}
        for one in some:
            together.setdefault((one.quote.marked, str(one.stance)), []).append(one)
        said = tuple(Said(alike[0], len(alike)) for alike in together.values())
        told.append(Telling(letter, said))
    return tuple(told)
