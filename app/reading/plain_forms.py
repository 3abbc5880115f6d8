"""The forms of a promise in which a thing simply comes about by a day: "gaat in mei online", "komt tot uitkering".

No part of the government need be named: the letter is its own. Where others are named as
doers it is theirs. docs/reading-promises.md says what counts and why.
"""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied, is_retold, names_others
from app.reading.clauses import Said
from app.reading.deadlines import find_terms
from app.reading.definite import LOOSE
from app.reading.literals import Choice
from app.reading.plain_shapes import HANDED, SHAPES, Shape
from app.reading.present_forms import has_particle
from app.reading.promise_forms import Found
from app.reading.subjects import Order, SubjectClass, find_subject
from app.reading.verbs import VerbClass, load_verbs

_CHOICE = Choice((shape.needs, shape) for shape in SHAPES)
_READY = ("is dan klaar", "zal klaar zijn")
_THAT = re.compile(r"\bdat\s+(?:het|de|een|deze|dit)\s+\Z")
_BACK = re.compile(r"(?:Dit|Deze|Dat|Die|Hij|Zij|Het)\s+(?:gaat|gaan|komt|komen)\b")
_PAST = re.compile(r"\b(?:heb|heeft|hebben|had|hadden|werd|werden|was|waren)\b")
_MODAL = re.compile(r"\b(?:zou|zouden|moet|moeten|mag|mogen|kon|konden|wilde|wilden)\b")
_REQUESTED = re.compile(
    r"\b(?:op\s+(?:mijn|ons)\s+verzoek|in\s+(?:mijn|onze)\s+opdracht|in\s+opdracht\s+van\s+(?:mijn|ons)\s+(?:ministerie|departement))\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:zal|zullen|gaat|gaan|voert|doet|start|levert|onderzoekt|brengt|komt|stelt|evalueert|inventariseert|opent|maakt|ontwikkelt|bouwt|verkent|publiceert|plaatst|richt|organiseert|verzorgt|houdt|verstrekt)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:onmiddellijk|direct|meteen|terstond|onverwijld)\b(?!\s+(?:na|bij|in|op)\b)",
    re.IGNORECASE,
)
# A point raised at the meeting that the sentence before names.
_PLEADS = re.compile(
    r"\b(?P<verb>zal|zullen)\b[^,;.]{0,40}?\b(?:daar|aldaar|er)\b[^;.]{0,200}?\b(?:pleiten|bepleiten|aandacht\s+vragen|inbrengen|agenderen)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?P<verb>heb|hebben)\b[^;.]{0,80}?\bmet\s[^;.]{2,80}?\bafgesproken\s+dat\b"
)
_TELLS = re.compile(
    r"\b(?:stuurt|sturen|informeert|bericht|toezendt|zal\s+(?:sturen|informeren))\b"
)
_SPEAKS = re.compile(
    r"\b(?P<sit>zit|zitten|schuif|schuiven)\s+(?:ik|wij|we)\b[^;.]{0,120}?\b(?:aan|om)\s+(?:de\s+)?tafel\b"
    r"|\b(?P<verb>spreek|spreken|overleg|overleggen)\b[^,;.]{0,80}?(?:\bmet\s|\b(?:mijn|onze)\s+(?:[\wë-]+\s+){0,2}(?:collega|ambtgenoot|ambtgenote)\b)"
    r"|\b(?P<have>heb|hebben)\b[^,;.]{0,60}?\b(?:een|mijn)\s+(?:[\wë-]+\s+)?(?:gesprek|overleg|afspraak)\s+met\s",
    re.IGNORECASE,
)


def pleads_there(said: Said) -> Iterator[Found]:
    """Read "ik zal daar pleiten voor kortere procedures" after a meeting with a day to come."""
    match = _PLEADS.search(said.text)
    if match is None or said.has("here") or said.has("not"):
        return
    subject = find_subject(said.text, *match.span("verb"))
    if subject is None or subject.order is Order.SUBORDINATE:
        return
    meets = (
        term.rule != "vague"
        for term in find_terms(said.before, said.moment.day, said.moment.calendar)
        if term.latest
    )
    if any(meets):
        yield Found(match.start(), match.end(), PromiseKind.ACT, "pleit daar", subject)


def comes_about(said: Said) -> Iterator[Found]:
    """Read what comes about by a day: "het meldpunt gaat in mei van start"."""
    if said.has("here") or said.listed:
        return
    for shape in _CHOICE.of(said.held):
        match = shape.pattern.search(said.lower)
        if match is None or not _is_ahead(said, shape):
            continue
        modal = _MODAL.search(said.text, 0, match.end()) is not None
        if is_denied(said, 0, match.end()) or (modal and shape.cue != "rekenen op"):
            continue
        before = said.text[: match.start()]  # "heb ik gemeld dat het besluit in werking treedt"
        told = _THAT.search(before) is not None and is_retold(before)
        begin = max(0, match.start() - 40, said.text.rfind(",", 0, match.start()))
        past = _PAST.search(said.text, begin, match.end()) is not None
        if past and not told:
            continue
        if shape.cue not in ("krijgt", "verwacht uitkomsten") and _of_others(said, match):
            continue
        if shape.cue in _READY and said.has("chamber", match.end()):
            continue  # what is told of it then is the promise
        handed = any(word in match[0] for word in HANDED)
        kind = PromiseKind.INFORM if handed else shape.kind
        yield Found(match.start(), match.end(), kind, shape.cue)
        return


def _is_ahead(said: Said, shape: Shape) -> bool:
    """Say whether the sentence has the term that its shape asks for."""
    if shape.termless:
        return True
    if shape.dated:
        return said.term_in(0, len(said.text), dated=True) is not None
    return any(term.rule not in LOOSE for term in said.terms)


def _of_others(said: Said, match: re.Match[str]) -> bool:
    """Say whether others are named as doers here, or before what "dat" points back to."""
    if names_others(said):
        return True
    return _BACK.match(said.text, match.start() - 8) is not None and said.before_has("others")


def at_our_request(said: Said) -> Iterator[Found]:
    """Read "de raad zal dat op mijn verzoek in mei onderzoeken": done for the government."""
    asked = _REQUESTED.search(said.text)
    if asked is None or said.has("here") or said.has("not") or _PAST.search(said.text) is not None:
        return
    does = _DOES.search(said.text)
    if does is not None and said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(does.start(), max(does.end(), asked.end()), PromiseKind.ACT, "op verzoek")


def acts_at_once(said: Said) -> Iterator[Found]:
    """Read "als een brug niet voldoet, stellen we onmiddellijk een beperking in": on a condition."""
    if not said.has("condition") or _AT_ONCE.search(said.text) is None or said.has("here"):
        return
    book = load_verbs()
    for match in said.finites:
        verbs = [v for v in book.finites[match[0].lower()] if v.kind is VerbClass.ACT]
        subject = find_subject(said.text, *match.span())
        if subject is None or subject.order is Order.SUBORDINATE:
            continue
        if any(has_particle(said, match, verb) for verb in verbs):
            if not is_denied(said, match.end(), len(said.text)):
                yield Found(match.start(), match.end(), PromiseKind.ACT, "op voorwaarde", subject)
            return


def agreed_with(said: Said) -> Iterator[Found]:
    """Read "ik heb met het fonds afgesproken dat het vanaf 1 oktober leent": what others do for it, by a day."""
    match = _AGREED.search(said.text)
    if match is None or said.has("here") or said.has("not") or said.spoken:
        return
    subject = find_subject(said.text, *match.span("verb"))
    own = subject is not None and subject.order is not Order.SUBORDINATE
    told = said.has("chamber", match.end()) and _TELLS.search(said.text, match.end()) is not None
    if own and (told or said.term_in(match.end(), len(said.text), dated=True) is not None):
        kind = PromiseKind.INFORM if told else PromiseKind.ACT
        yield Found(match.start(), match.end(), kind, "afgesproken", subject)


def speaks_with(said: Said) -> Iterator[Found]:
    """Read "volgende week spreek ik met de directie": somebody to be spoken to, on a day."""
    match = _SPEAKS.search(said.text) if not said.spoken else None
    if match is None or said.has("here") or said.has("not"):
        return
    verb = next(name for name in ("sit", "verb", "have") if match[name] is not None)
    subject = find_subject(said.text, *match.span(verb))
    own = subject is not None and subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS)
    dated = said.term_in(0, len(said.text), dated=True) is not None
    if own and dated and subject is not None and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "gesprek", subject)
