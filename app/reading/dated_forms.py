"""A promise by any verb in the present tense, when the government is its subject and a day is to come.

"Rijkswaterstaat asfalteert dit voorjaar de weg": no list holds every verb, and with a
day to come the present tells what will be done. Verbs of opinion, state and effort are no
acts; neither is what is told as it always goes. docs/reading-promises.md says what counts.
"""

import re
from collections.abc import Iterator
from functools import cache

from app.domain.reading import PromiseKind, TermKind
from app.reading.blockers import is_denied, is_retold
from app.reading.clauses import Said
from app.reading.definite import LOOSE
from app.reading.meetings import find_meeting_day
from app.reading.present_forms import OFTEN
from app.reading.promise_forms import Found
from app.reading.subjects import Order, Subject, SubjectClass, find_first, find_subject
from app.reading.verbs import load_verbs
from app.reading.words import load_lexicon

_CUE = "doet op een dag"
_VERB_BEHIND = re.compile(r"\s+(?P<verb>[a-zà-ÿ]{3,})\b")
_VERB_BEFORE = re.compile(r"\b(?P<verb>[a-zà-ÿ]{3,})\s+\Z")
_PAST = re.compile(r"(?:de|te|den|ten)\Z")
_OF_A_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]*[\s-]\Z")  # "LTO Nederland" is not the state
# A part of the sentence other than its subject, before the verb.
_FRONTED = re.compile(
    r"\W*(?:In|Op|Per|Vanaf|Met|Na|Voor|Vóór|Tijdens|Begin|Eind|Medio|Half|Uiterlijk|Dit|Deze|Volgend|Volgende|Komend|Komende|Binnen|Daarna"
    r"|Vervolgens|Daarom|Ook|Daarnaast|Bij|Hiervoor|Daarvoor|Daartoe|Hiertoe|Verder|Naar|Aan|Samen|Nog|Straks|Dan|Uit|Voorts|Inmiddels|Daarbij|Tegelijk)\b"
)
_STOP = re.compile(r"[;:]|,\s|\b(?:dat|die|of|hoe|wat|waar\w*)\s")
_BEGIN = re.compile(r"(?:(?:En|Maar|Ook|Daarnaast|Daarom|Verder|Tot slot),?\s+)?\Z")
_WHAT_IF = re.compile(
    r"\b(?:of|wat|hoe|wanneer|waarom|welke?|voordat|nadat|dan|als|indien|dat|die|omdat|hoewel|terwijl|waar\w*|zodra|mits|tenzij|zoals)\s[^,;:]*\Z",
    re.IGNORECASE,
)
# A point made at a meeting whose day the paper names.
_MEETING = re.compile(
    r"\b(?:in|tijdens|op)\s+(?:de|het|deze|dit)\s+(?:[\w-]+\s+){0,2}?(?P<what>[\w-]*(?:raad|top|bijeenkomst|conferentie|ministeriële|eurogroep|overleg|zitting))\b",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?P<verb>vraag|vraagt|pleit|bepleit|dring|dringt|breng|brengt|roep|roept|bepleiten)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:om|voor|aan\s+op|erop\s+aan|in|op|ter\s+sprake|naar\s+voren|onder\s+de\s+aandacht)\b"
)


def does_by_a_day(said: Said) -> Iterator[Found]:
    """Read "Rijkswaterstaat asfalteert dit voorjaar de weg": a main verb, whatever it is."""
    if said.spoken or said.listed or said.has("here") or said.has("not"):
        return
    if said.term_in(0, len(said.text), dated=True) is None or OFTEN.search(said.text) is not None:
        return
    subject = find_first(said.text)
    if subject is None or is_retold(said.text[: subject.start]):
        return
    verb = _main_verb(said, subject)
    if verb is None or verb[0] in _no_act() or _PAST.search(verb[0]) is not None:
        return
    if verb[0] in load_verbs().finites:
        return  # other forms look at the verbs of the lexicon
    stop = _STOP.search(said.text, verb[2])
    edge = stop.start() if stop is not None else len(said.text)
    dated = [
        term
        for term in said.terms
        if term.kind is TermKind.DATE
        and term.rule not in LOOSE
        and term.span is not None
        and term.span.start < edge
    ]
    if dated and not is_denied(said, verb[2], len(said.text)):
        yield Found(verb[1], verb[2], PromiseKind.ACT, _CUE, subject)


@cache
def _no_act() -> frozenset[str]:
    """Read the words that tell of no act from the packaged lexicon, once."""
    words = load_lexicon("present")
    return frozenset([*words["no_act"], *words["no_verb"]])


def _main_verb(said: Said, subject: Subject) -> tuple[str, int, int] | None:
    """Give the finite verb beside the subject in a main clause, with its place; None elsewhere."""
    before = said.text[: subject.start]
    if subject.kind is SubjectClass.STATE and _OF_A_NAME.search(before) is not None:
        return None
    if _BEGIN.match(before) is not None:  # "Rijkswaterstaat asfalteert …"
        match = _VERB_BEHIND.match(said.text, subject.end)
    elif _FRONTED.match(before) and _WHAT_IF.search(before) is None:  # "In mei opent de NVWA …"
        match = _VERB_BEFORE.search(before)
    else:
        match = None
    return (match["verb"], *match.span("verb")) if match is not None else None


def raises_in_meeting(said: Said) -> Iterator[Found]:
    """Read "in de Raad vraag ik om een tijdpad": a point made at a meeting that has a day to come."""
    meeting = _MEETING.search(said.text)
    if meeting is None or said.spoken or said.has("here") or said.has("not"):
        return
    dated = said.term_in(0, len(said.text), dated=True) is not None
    if not dated and find_meeting_day(said.clean, meeting["what"], said.moment.day) is None:
        return
    for match in _MAKES.finditer(said.text):
        subject = find_subject(said.text, *match.span("verb"))
        if subject is None or subject.order is Order.SUBORDINATE:
            continue
        if _POINTS.search(said.text, match.end("verb")) is not None:
            yield Found(
                match.start("verb"), match.end("verb"), PromiseKind.ACT, "in de Raad", subject
            )
            return
