"""An item as text to copy: a line to cite it by, a question about it, a part of a speech; each with its source."""

import datetime as dt
import re
from dataclasses import dataclass

from flask import request, url_for

from app.domain.commitments import TermLevel
from app.domain.dutch import long_date, paper_words
from app.domain.languages import DUTCH
from app.services.overview.rows.common import LetterRef, Standing, TermView
from app.services.overview.rows.letters import LetterPage
from app.services.overview.rows.stories import ItemStory
from app.web.pages import item_url
from app.web.speaking import speaking
from app.web.words import capitalize_first, motion_name, office_words, together


@dataclass(frozen=True, slots=True)
class Copied:
    """An item as text: a line to cite it by, a written question, a part of a speech."""

    line: str
    question: str
    speech: str


def copies_of(story: ItemStory, today: dt.date) -> Copied:
    """Give the texts, in Dutch: the Chamber's own language, whoever copies them."""
    stands = f"Stand op {long_date(today)}: {story.standing.value}."
    address = request.host_url.rstrip("/") + item_url(story.number)
    with speaking(DUTCH):
        parts = _motion(story) if story.motion else _promise(story)
        question = _ask_of_motion(story) if story.motion else _ask_of_promise(story)
        speech = _tell_motion(story) if story.motion else _tell_promise(story)
    source = f"Bron: {address}"
    return Copied(
        " ".join([*parts, stands, address]), f"{question}\n{source}", f"{speech}\n{source}"
    )


def line_of_paper(letter: LetterPage) -> str:
    """Give the line by which a paper is cited: its kind, day and number, who sent it, its title."""
    page = url_for("letters.letter", document_id=letter.letter.id)
    with speaking(DUTCH):
        senders = together([office_words(one) for one in letter.from_functions])
    named = _in_line(letter.letter) + (f" ({senders})" if senders else "")
    title = None if letter.letter.is_spoken else letter.letter.title
    words = f"{named}: {capitalize_first(title)}" if title else named
    return f"{capitalize_first(words)}. {request.host_url.rstrip('/')}{page}"


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
    name = story.answering.then_name if story.answering else None
    who = f"{_who(story)}{f' ({name})' if name else ''}"
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


def _who(story: ItemStory) -> str:
    """Name who promised: the office of then, else as the paper says it."""
    assert story.promise is not None
    then = story.answering.then if story.answering else ""
    return then or office_words(story.promise.actor)


def _in_line(letter: LetterRef | None) -> str:
    """Name where it stands without brackets of its own: it stands within brackets."""
    return re.sub(r" \((?=\d)(.*)\)$", r", Kamerstuk \1", _place(letter))


def _speaking(story: ItemStory) -> str:
    """Name who promised at the head of a sentence."""
    who = _who(story)
    small = f"{who[:1].lower()}{who[1:]}"
    if small.startswith(("minister", "staatssecretaris")):
        return f"De {small}"
    return f"Het {small}" if small == "kabinet" else who


def _ask_of_promise(story: ItemStory) -> str:
    """Ask a minister about a promise: whether it is known, and what became of it."""
    promise, place = story.promise, _in_line(story.letter)
    assert promise is not None
    if not story.registered:
        return (
            f"Herinnert u zich de woorden “{story.words}” ({_who(story)}, {place})? "
            "Ziet u die als een toezegging aan de Kamer, en hoe staat het daarmee?"
        )
    known = f"Herinnert u zich de toezegging “{story.words}” ({_who(story)}, {place})?"
    latest = promise.term.latest
    if story.standing is Standing.SETTLED:
        return f"{known} Kunt u toelichten hoe deze toezegging is nagekomen?"
    if story.standing is Standing.LAPSED:
        return f"{known} Waarom komt u deze toezegging niet meer na?"
    if latest and promise.term.level in _LATE:
        return (
            f"{known} Waarom is deze toezegging, waarvan de termijn op {long_date(latest)} "
            "verstreek, nog niet nagekomen, en wanneer gebeurt dat alsnog?"
        )
    when = f"uiterlijk {long_date(latest)}" if latest else "binnenkort"
    return f"{known} Hoe staat het daarmee, en komt u deze toezegging {when} na?"


def _ask_of_motion(story: ItemStory) -> str:
    """Ask a minister about a motion: whether it is known, and how it is carried out."""
    known = f"Herinnert u zich de {_motion(story)[0].rstrip('.').replace('Motie', 'motie', 1)}?"
    if story.standing is Standing.SETTLED:
        return f"{known} Kunt u toelichten hoe deze motie is uitgevoerd?"
    return (
        f"{known} Hoe staat het met de uitvoering van deze motie, "
        "en wanneer ontvangt de Kamer daarover een brief?"
    )


def _tell_promise(story: ItemStory) -> str:
    """Tell of a promise in a debate: who, where, the words, and how it stands."""
    promise = story.promise
    assert promise is not None
    verb = "zegde de Kamer toe" if story.registered else "liet de Kamer weten"
    told = f"{_speaking(story)} {verb}: “{story.words}” ({_in_line(story.letter)})."
    latest = promise.term.latest
    if not story.registered:
        return told
    if story.standing in (Standing.SETTLED, Standing.LAPSED):
        return f"{told} Die toezegging is {story.standing.value}."
    if latest and promise.term.level in _LATE:
        return f"{told} De termijn verstreek op {long_date(latest)}; nagekomen is het nog niet."
    by = f" Dat moet uiterlijk {long_date(latest)} gebeuren." if latest else ""
    return f"{told}{by} Nagekomen is het nog niet."


def _tell_motion(story: ItemStory) -> str:
    """Tell of a motion in a debate: whose, about what, where, and how it is carried out."""
    return f"{_motion(story)[0]} Stand van de uitvoering: {story.standing.value}."


_LATE = (TermLevel.OVERDUE, TermLevel.SERIOUS)
