"""What speaks for and against one item and one letter, by the title of the letter alone."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.matching import ItemKind, OpenItem, Reason
from app.matching.offices import without_offices
from app.matching.subjects import (
    Phrase,
    Subject,
    count_phrases,
    find_phrases,
    find_shared,
    read_subject,
    share_found,
)
from app.matching.titles import TitleProfile

TARGET_DATE = 0.35
_MONTH = 30.0
_SHOWN = 6  # shared words that a reason shows


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """What each reason counts that a title gives; docs/matching.md says it to a clerk."""

    title: float = 0.8  # every telling word of the title stands in the item
    phrases: float = 0.6  # so much at most for phrases in common
    enough_phrases: float = 4.0  # so many of them give two thirds of the most
    names_kind: float = 0.1  # the title names a motion, of a motion; a promise, of a promise
    dossier: float = 0.25  # the dossier uses the item's words more than others do, at most
    no_motion: float = -0.6
    postponed: float = -0.5
    appreciation: float = -0.5
    afterwards: float = -0.15
    waited: float = 0.15  # the power of the months that passed


TITLE_WEIGHTS = TitleWeights()


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as titles are compared with it."""

    subject: Subject
    phrases: frozenset[Phrase]
    is_motion: bool
    day: date | None


def read_asked(item: OpenItem) -> Asked:
    """Take the words of an item apart for comparing titles with them."""
    text = without_offices(item.words)
    if item.promise is not None:
        text = f"{text}\n{without_offices(item.promise.subject)}"
    is_motion = item.kind is ItemKind.MOTION
    return Asked(read_subject(text), find_phrases(text), is_motion, item.timing.day)


def judge_title(
    asked: Asked, title: TitleProfile, written: date | None, weights: TitleWeights = TITLE_WEIGHTS
) -> Iterator[Reason]:
    """Give what the title of a letter says for and against its being about the item."""
    yield from _judge_subject(asked, title, weights)
    yield from _judge_phrases(asked, title, weights)
    yield from _judge_kind(asked, title, weights)
    yield from _judge_days(asked, title, written)
    yield from _judge_wait(asked, written, weights)


def _judge_subject(asked: Asked, title: TitleProfile, weights: TitleWeights) -> Iterator[Reason]:
    """The title, or a motion that it names, is about what the item asks."""
    best = 0.0
    subject, shared_most = None, {}
    for found in title.subjects:
        shared = find_shared(asked.subject, found)
        share = share_found(found, shared)
        if share > best:
            best, subject, shared_most = share, found, shared
    if subject is not None:
        words = _show(asked.subject, subject, shared_most)
        yield Reason("title", round(weights.title * best, 3), *words)


def _judge_phrases(asked: Asked, title: TitleProfile, weights: TitleWeights) -> Iterator[Reason]:
    """The title repeats phrases of the item."""
    phrases = count_phrases(title.words, asked.phrases)
    if phrases:
        weight = weights.phrases * (1 - math.exp(-phrases / weights.enough_phrases))
        yield Reason("phrases", round(weight, 3), str(phrases), str(phrases))


def _show(asked: Subject, found: Subject, shared: dict[str, float]) -> tuple[str, str]:
    """Give the shared words as each side prints them, heaviest first."""
    roots = sorted(shared, key=lambda root: (-shared[root], root))[:_SHOWN]
    mine = [asked.forms.get(root, found.forms[root]) for root in roots]
    return ", ".join(mine), ", ".join(found.forms[root] for root in roots)


def _judge_kind(asked: Asked, title: TitleProfile, weights: TitleWeights) -> Iterator[Reason]:
    """The title names a motion or promise, or says that the letter does something else."""
    if title.names_motion if asked.is_motion else title.names_promise:
        yield Reason("names-kind", weights.names_kind)
    elif asked.is_motion:
        yield Reason("no-motion", weights.no_motion)
    if "postponed" in title.acts:
        yield Reason("postponed", weights.postponed)
    if "appreciation" in title.acts:
        yield Reason("appreciation", weights.appreciation)
    if "afterwards" in title.acts:
        yield Reason("afterwards", weights.afterwards)


def _judge_days(asked: Asked, title: TitleProfile, written: date | None) -> Iterator[Reason]:
    """The title names the day on which it was asked or promised."""
    if asked.day is None:
        return
    for day in title.days:
        if day.may_be(asked.day, written):
            yield Reason("target-date", TARGET_DATE, asked.day.isoformat(), day.words)
            return


def _judge_wait(asked: Asked, written: date | None, weights: TitleWeights) -> Iterator[Reason]:
    """The longer ago it was asked, the less a letter is likely to be the answer."""
    if asked.day is None or written is None or written <= asked.day:
        return
    weight = math.pow(1 + (written - asked.day).days / _MONTH, -weights.waited) - 1
    yield Reason("waited", round(weight, 3), asked.day.isoformat(), written.isoformat())
