"""The title of a letter taken apart: what it is about, and which sort of letter it says it is."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from app.domain.matching import Paper
from app.domain.text import Span
from app.matching.dates import NamedDay, find_days
from app.matching.subjects import Subject, read_subject
from app.matching.words import find_words, fold

_MOTION = re.compile(r"\bmoties?\b")
_PROMISE = re.compile(r"\btoezegging(?:en)?\b")
_FIRST_WORDS = 5  # in which a title that names no motion or promise says what it does


@dataclass(frozen=True, slots=True)
class TitleProfile:
    """A title ready to be compared with items.

    `subjects` are what it is about: its own words, and what each motion that it names
    asks. Of a title without words of its own the dossier says it. `words` is the title
    without the names and numbers of motions, for finding phrases.
    """

    words: str
    subjects: tuple[Subject, ...]
    names_motion: bool
    names_promise: bool
    acts: frozenset[str]  # "postponed", "appreciation", "afterwards"
    days: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words of form, and for each folded word the act that it names."""

    form: frozenset[str]
    acts: dict[str, str]


@lru_cache(maxsize=1)
def _load() -> _Lexicon:
    """Read the packaged words of titles once."""
    lists = tomllib.loads((files("app.matching") / "titles.toml").read_text("utf-8"))
    acts = {word: act["name"] for act in lists["act"] for word in act["words"]}
    return _Lexicon(frozenset(lists["form"].split()), acts)


def profile_title(paper: Paper) -> TitleProfile | None:
    """Take the title of a paper apart; None when it has none in its text."""
    title = paper.reading.metadata.title
    start = paper.reading.text.text.find(title) if title else -1
    if not title or start < 0:
        return None
    inside = Span(start, start + len(title))
    motions = [one for one in paper.reading.motions if inside.contains(one.span)]
    named = [one.span for one in motions]
    named += [one.span for one in paper.reading.references if inside.contains(one.span)]
    own = _without(paper.reading.text.text, inside, named)
    form = _load().form
    subjects = [read_subject(own, form)]
    subjects += [read_subject(one.subject) for one in motions if one.subject]
    subjects = [subject for subject in subjects if subject.roots]
    if not subjects and paper.dossier:
        subjects = [read_subject(paper.dossier)]
    folded = fold(title)
    return TitleProfile(
        own,
        tuple(subjects),
        bool(motions) or _MOTION.search(folded) is not None,
        _PROMISE.search(folded) is not None,
        find_acts(title),
        find_days(title),
    )


def find_acts(title: str) -> frozenset[str]:
    """Give what a letter does by its title other than settling.

    That is "postponed", "appreciation", or "afterwards": it answers questions on an answer.
    Only words before the motion or promise that the title names count, else its first
    words: what a motion is about may be uitstel too.
    """
    folded = fold(title)
    named = _MOTION.search(folded) or _PROMISE.search(folded, 1)
    words = find_words(folded[: named.start()] if named else folded)
    acts = _load().acts
    return frozenset(
        acts[word] for word in (words if named else words[:_FIRST_WORDS]) if word in acts
    )


def _without(text: str, inside: Span, spans: list[Span]) -> str:
    """Give a stretch of text with some spans taken out."""
    pieces: list[str] = []
    at = inside.start
    for span in sorted(spans):
        if span.start >= at:
            pieces.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join([*pieces, text[at : inside.end]])
