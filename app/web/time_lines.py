"""An item's story as events on a line of time."""

import datetime as dt

from flask import url_for

from app.domain.commitments import Verdict
from app.domain.reading import Stance
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.stories import ItemStory, MotionView
from app.web.pictures import Event, TimeLine, time_line
from app.web.speaking import _
from app.web.words import STANCES, VERDICTS, paper_line

_LEAST = 2  # events that make a line


def line_of(story: ItemStory, today: dt.date) -> TimeLine | None:
    """Draw the events of an item; None where there are too few to make a line."""
    events = _of_motion(story.motion) if story.motion else _of_promise(story)
    return time_line(events, today) if len(events) >= _LEAST else None


def _of_promise(story: ItemStory) -> list[Event]:
    """Give when it was promised, when asked for, when it was to be met, and what came."""
    events = []
    if story.letter and (event := _of_paper(story.letter, "ring", _("Toegezegd"))):
        events.append(event)
    if story.promise:
        term = story.promise.term
        if term.first and term.first != term.latest:
            events.append(Event(term.first, "flag", _("Eerste termijn")))
        if term.latest:
            events.append(Event(term.latest, "flag", _("Termijn")))
    for rappel in story.reminded:
        address = url_for("reminders.reminder", reminder_id=rappel.id)
        events.append(Event(rappel.date, "square", _("Gerappelleerd"), address))
    for link in story.fulfilments:
        if link.withdrawn_at is None:
            shape = "tick" if link.verdict is Verdict.FULFILS else "square"
            told = _of_paper(link.quote.letter, shape, str(VERDICTS[link.verdict].words))
            events += [told] if told else []
    return events


def _of_motion(motion: MotionView) -> list[Event]:
    """Give what the Chamber decided, and every paper that says something of it."""
    events = []
    if motion.facts.outcome and motion.facts.outcome_on:
        decided = _("De Kamer: %(outcome)s", outcome=motion.facts.outcome.value)
        events.append(Event(motion.facts.outcome_on, "flag", decided))
    strongest: dict[int, tuple[LetterRef, Stance | None]] = {}
    for mention in motion.mentions:
        known = strongest.get(mention.letter.id)
        if known is None or _rank(mention.stance) > _rank(known[1]):
            strongest[mention.letter.id] = mention.letter, mention.stance
    for letter, stance in strongest.values():
        words = str(STANCES[stance].words) if stance else _("Aangehaald")
        shape = "tick" if stance is Stance.CARRIED_OUT else "square"
        told = _of_paper(letter, shape, words)
        events += [told] if told else []
    return events


def _rank(stance: Stance | None) -> int:
    """Say how much a paper tells of a motion."""
    order = (None, Stance.MENTIONED, Stance.PROMISED, Stance.UNDER_WAY, Stance.CARRIED_OUT)
    return order.index(stance)


def _of_paper(letter: LetterRef, shape: str, words: str) -> Event | None:
    """Make the event of a paper; none for one without any day."""
    day = letter.timing.day or letter.timing.not_before or letter.timing.not_after
    if day is None:
        return None
    address = url_for("letters.letter", document_id=letter.id)
    return Event(day, shape, f"{words}: {paper_line(letter)}", address)
