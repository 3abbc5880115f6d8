"""A line to cite an item by, in a question, a speech or a note: what, who, where, how it stands."""

import datetime as dt

from flask import request

from app.domain.dutch import long_date, paper_words
from app.domain.languages import DUTCH
from app.services.overview.rows.common import LetterRef, TermView
from app.services.overview.rows.stories import ItemStory
from app.web.pages import item_url
from app.web.speaking import speaking
from app.web.words import capitalize_first, motion_name


def cite(story: ItemStory, today: dt.date) -> str:
    """Give the line, in Dutch: the Chamber's own language, whoever copies it."""
    stands = f"Stand op {long_date(today)}: {story.standing.value}."
    address = request.host_url.rstrip("/") + item_url(story.number)
    with speaking(DUTCH):
        parts = _motion(story) if story.motion else _promise(story)
    return " ".join([*parts, stands, address])


def _motion(story: ItemStory) -> list[str]:
    """Name a motion, and what became of it in the Chamber."""
    motion = story.motion
    assert motion is not None
    about = f" over {motion.subject}" if motion.subject else ""
    outcome = motion.facts.outcome
    day = motion.facts.outcome_on
    told = f", {outcome.value}{f' op {long_date(day)}' if day else ''}" if outcome else ""
    name = motion_name(motion.movers, motion.cosigned)
    return [f"{name}{about} (Kamerstuk {motion.kamerstuk}){told}."]


def _promise(story: ItemStory) -> list[str]:
    """Name a promise by its words, who made it, where, and by when."""
    promise = story.promise
    assert promise is not None
    who = capitalize_first(promise.actor)
    if story.answering and story.answering.then:
        name = story.answering.then_name
        who = f"{story.answering.then}{f' ({name})' if name else ''}"
    return [
        f"“{story.words}”",
        f"({who}, {_place(story.letter)}{_term(promise.term)}.)",
        f"Toezegging {story.number}." if story.registered else f"Gevonden als {story.number}.",
    ]


def _place(letter: LetterRef | None) -> str:
    """Name where it stands."""
    if letter is None:
        return "met de hand ingevoerd"
    return (
        f"{letter.title}, {long_date(letter.timing.day)}"
        if letter.is_spoken and letter.timing.day
        else paper_words(letter.paper)
    )


def _term(term: TermView) -> str:
    """Say by when."""
    return f"; uiterlijk {long_date(term.latest)}" if term.latest else ""
