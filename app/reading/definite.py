"""Whether what the government says it will do can be ticked off: in a letter, and in speech."""

import re

from app.domain.reading import TermKind
from app.reading.blockers import is_denied
from app.reading.clauses import Head, Said, clause_end, find_infinitive
from app.reading.kinds import TELLING, also_tells, is_carried, is_therein, is_written
from app.reading.subjects import Order, Subject, SubjectClass
from app.reading.verbs import VerbClass

_MEET = re.compile(
    r"\b(?:in\s+gesprek|met\s+(?:de|het|onze|mijn|alle|die)\s+[^,;.]{2,60}?\s(?:praten|spreken|overleggen)|(?:praten|spreken)\s+met\s+(?:de|het|een)|het\s+gesprek\b[^,;.]{0,120}?\baan(?!\s+(?:de|het)\b)|op\s+werkbezoek|de\s+dialoog\s+aan"
    r"|(?:om|rond)\s+(?:de\s+)?tafel|in\s+overleg(?=[^,;.]{0,120}\b(?:gaan|treden)\b)|op\s+bezoek|op\s+reis)\b(?![^,;.]{0,80}\bblijven\b)",
    re.IGNORECASE,
)
_CONSULT = re.compile(
    r"\b(?:ga|gaat|gaan|treed|treden)\s+(?:(?!om\b)\w+\s+){0,4}?in\s+overleg\b", re.IGNORECASE
)
_WITH = re.compile(r"\bmet\s+(?:(?:de|het|mijn|onze|alle|deze|die|beide)\s+)?(?!elkaar|u\b|uw\b)\w")
_OBJECT = re.compile(
    r"\b(?:een|het|de|\d+|voorstel|bijdrage|gebruik|opdracht|mogelijkheid|uitvoering|gevolg|opvolging|afspraken|navraag|onderzoek|voorstellen|aangifte)\b"
)
_KEEPS = re.compile(r"\b(?:toezegging|motie|verzoek|afspraak)", re.IGNORECASE)
# Terms that by themselves do not lead out of this debate or paper.
LOOSE = ("vague_meeting", "vague_then", "vague_with")
_LIGHT = ("doen", "geven", "maken", "brengen")
OPENING = ("beginnen", "starten")  # "ik zal maar beginnen" is the debate's own order
_LOOKING = ("onderzoeken", "verkennen", "analyseren", "nagaan", "inventariseren")
_POSSIBLE = re.compile(r"\bmogelijkhe(?:id|den)\b", re.IGNORECASE)
_GIVING = ("bijdragen", "steunen", "ondersteunen", "versterken", "inzetten")
WEIGHING = (
    "bezien",
    "overwegen",
    "heroverwegen",
    "wegen",
    "afwegen",
    "bekijken",
)  # with a day only
_RAISING = (
    *("onderstrepen", "benadrukken", "bepleiten", "pleiten", "aankaarten"),
    *("aandringen", "aanspreken"),
)
_THERE = re.compile(r"\b(?:al)?daar(?:bij)?\b")  # at the meeting just named
# What is held: "een bijeenkomst houden", "zal een proef worden gehouden".
_EVENT = re.compile(
    r"\b[a-zë-]*(?:bijeenkomst|proef|consultatie|enquête|peiling|oefening|conferentie|sessie|ronde|rondetafel|tafel|referendum"
    r"|loting|hoorzitting|gesprek|controle|symposium|congres)(?:en|s)?\b",
    re.IGNORECASE,
)
_THAT_DO = re.compile(
    r"\b(?:zal|zullen|ga|gaan)\s+(?:(?:ik|wij|we)\s+)?(?:dat|dit)\s+(?:\w+\s+){0,3}doen\b"
)
_PAST = re.compile(r"\b(?:heb|heeft|hebben|had|vorige?|gisteren|eerder|ontvangen)\b", re.IGNORECASE)
_STUDY = re.compile(
    r"\b(?:onderzoek|evaluatie|inventarisatie|verkenning|analyse|navraag|aangifte)\b[^,;.]{0,30}\bdoen\b"
)
_OPENER = re.compile(r"(\w+)\s+(?:ook\s+|dan\s+)?$")
_WITH_CHAMBER = re.compile(r"\bmet\s+(?:uw|de)\s+Kamer\b")


def is_definite(said: Said, start: int, head: Head, subject: Subject) -> bool:
    """Say whether what the government "zal" can be ticked off; `start` is where "zal" ends."""
    if is_denied(said, start, head.start):
        return False
    if head.kind is VerbClass.INFORM:
        return said.has("chamber") or subject.kind is not SubjectClass.STATE
    if head.kind is VerbClass.ANSWER:
        return not said.has("same_debate") and not (said.spoken and is_speaking(said, head))
    if _leads_on(said, head):
        return not head.lasting
    if said.spoken and not said.listed and head.kind is not VerbClass.EFFORT:
        return _is_definite_in_speech(said, head)
    return _is_definite_act(said, start, head, subject)


def _leads_on(said: Said, head: Head) -> bool:
    """Say whether an act leads into a paper or work to come, goes on in telling, or keeps a promise."""
    if is_written(said, head) and head.verb != "komen":
        return True
    if head.verb == "voldoen":
        return _KEEPS.search(said.text) is not None
    leads = is_carried(said, head) or also_tells(said, head)
    return leads and not said.has("same_debate")


def _is_definite_act(said: Said, start: int, head: Head, subject: Subject) -> bool:
    """Say whether an act of a letter can be ticked off."""
    if head.lasting:
        dated = said.term_in(0, len(said.text), dated=True) is not None
        return dated and head.kind is not VerbClass.EFFORT
    end = max(head.end, clause_end(said.text, head.end))
    if head.verb in WEIGHING:
        return said.term_in(0, len(said.text), dated=True) is not None
    if is_held(said, head):
        return True
    if head.kind is VerbClass.EFFORT or head.verb == "inzetten" or said.has("stance", start, end):
        return _is_occasion(said, head) or (head.verb in _GIVING and said.has("measured", 0, end))
    if head.verb in _LOOKING and _POSSIBLE.search(said.text) is not None:
        return said.term_in(0, len(said.text)) is not None
    if head.verb == "doen" and _points_back(said, head):
        return True
    if head.verb in _LIGHT:
        start = subject.end if subject.order is Order.SUBORDINATE else start
        return _OBJECT.search(said.text, start, head.start) is not None
    return True


def is_speaking(said: Said, head: Head) -> bool:
    """Say whether "zal ingaan op" is what the speaker does in this very debate: nothing leads out of it."""
    if is_therein(said) and _PAST.search(said.before) is None:
        return False
    if said.listed or head.verb in ("terugkomen", "reageren", "op papier zetten"):
        return False
    out = said.has("paper") or said.has("chamber") or "schriftelijk" in said.lower
    return not out and not any(term.rule not in LOOSE for term in said.terms)


def _is_definite_in_speech(said: Said, head: Head) -> bool:
    """Say whether an act named in a debate can be ticked off: speech needs a term or the Chamber."""
    if said.has("same_debate") or said.has("stance") or head.lasting:
        return False
    timed = any(term.rule not in LOOSE for term in said.terms)
    if head.verb == "doen" and _points_back(said, head):
        return True
    if head.verb == "doen" and _STUDY.search(said.text, 0, head.end) is not None:
        return True
    if head.verb in _LIGHT:  # "ik zal dat doen nadat ik iets over de top heb gezegd"
        timed = said.term_in(0, len(said.text)) is not None
    return (
        timed
        or said.has("chamber")
        or said.has("paper")
        or (head.kind is VerbClass.ACT and head.verb not in (*_LIGHT, *OPENING))
    )


def is_held(said: Said, head: Head) -> bool:
    """Say whether "houden" is to hold a meeting, a trial or a survey, which can be ticked off."""
    return head.verb == "houden" and _EVENT.search(said.text, 0, head.end) is not None


def _points_back(said: Said, head: Head) -> bool:
    """Say whether "zal dat doen" takes up an act just named: "ben bereid dat te onderzoeken en zal dat ook doen"."""
    that = _THAT_DO.search(said.text, 0, head.end)
    if that is None:
        return False
    named = find_infinitive(said.text[: that.start()], 0)
    return named is not None and named.kind not in (None, VerbClass.EFFORT)


def _is_occasion(said: Said, head: Head) -> bool:
    """Say whether a point is raised at a named meeting or on a day that is still to come."""
    if head.verb not in _RAISING and not (head.verb == "vragen" and "aandacht" in said.lower):
        return False
    if _THERE.search(said.text) is not None and said.before_has("meeting"):
        return True
    if said.has("meeting") or said.term_in(0, len(said.text), dated=True) is not None:
        return True
    return any(term.rule == "vague_meeting" for term in said.terms)


def is_contents(said: Said, head: Head, subject: Subject) -> bool:
    """Say whether a clause tells what this very paper contains, or only describes a thing.

    What is done "hiermee" is not contained in the paper; only telling is. A clause after
    "die" or "zoals" describes, unless it is the telling of the Chamber.
    """
    told = head.kind in TELLING
    if subject.order is Order.SUBORDINATE:
        opener = _OPENER.search(said.text[: subject.start])
        describes = opener is not None and opener[1].lower() in (
            *("die", "welke", "wat", "zoals", "wanneer"),
        )
        return not told and describes
    return told and said.has("here")


def meets(said: Said, start: int) -> bool:
    """Say whether a verb that ends at `start` goes to meet somebody: with a term, or by name."""
    match = _MEET.search(said.text, start) or _CONSULT.search(said.text, max(0, start - 7))
    if match is None or said.has("not", start, match.end()) or said.has("same_debate"):
        return False
    if _WITH_CHAMBER.search(said.text, start) is not None:
        return False  # the debate itself
    timed = any(term.rule == "vague" or term.kind is TermKind.DATE for term in said.terms)
    return timed or _WITH.search(said.text, start) is not None
