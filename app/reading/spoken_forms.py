"""The forms of a promise that debates are full of: into the letter, "die brief komt er", "u hoort van mij".

Speech names no addressee and seldom a term; what leads out of the debate is the paper that it
comes to, or that the Chamber gets it.
"""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied
from app.reading.clauses import Said, find_head, find_infinitive
from app.reading.definite import LOOSE
from app.reading.kinds import TELLING, kind_of
from app.reading.promise_forms import Found
from app.reading.subjects import Order, find_first, find_subject
from app.reading.verbs import VerbClass

_PAPER = r"(?:[a-zë]*brief|[a-zë]*reactie|[a-zë]*rapportage|(?!miljoen|voorjaar|najaar)[a-zë]*nota|[a-zë]*evaluatie|beantwoording|appreciatie|actieplan|toelichting)"
_IN_PAPER = re.compile(
    rf"\b(?:in|bij)\s+(?:de|die|mijn|een|onze|dezelfde)\s+(?:(?!van\b|vorige\b|eerdere\b|vele\b)[\wë-]+\s+){{0,2}}{_PAPER}\b(?!\s+(?:van\s+\d|die\s+ik\s+heb|die\s+u\s+heeft))",
    re.IGNORECASE,
)
# What the speaker does with a point: takes it along, comes back to it, works it out.
_TAKES = re.compile(
    r"\b(?P<verb>neem|nemen|betrek|betrekken|zal|zullen|wil|willen|kan|kunnen|ga|gaan|kom|komen|ben|laat|schrijf|zet|licht|werk)\b[^;]{0,160}?"
    r"\b(?:mee|meenemen|mee\s+te\s+nemen|betrek|betrekken|te\s+betrekken|op\s+in|ingaan|in\s+te\s+gaan|op\s+terug|terugkomen|terug\s+te\s+komen|opnemen|op\s+te\s+nemen"
    r"|verwerken|te\s+verwerken|schetsen|toelichten|opschrijven|schrijven|uitwerken|uit|toe|adresseren|meewegen|zetten)\b",
    re.IGNORECASE,
)
# The point itself comes into the paper: "dat komt in de brief", "dat zal in de brief staan".
_ENTERS = re.compile(
    r"\b(?:dat|dit|die|het|deze)\b[^;]{0,40}?\b(?:komt|komen|neem|nemen)\b|\b(?:komt)\s+(?:dat|dit|die|het)\b"
    r"|\b(?:zal|zullen|gaat)\b(?=[^;]{0,120}?\b(?:staan|komen|terugkomen|terechtkomen|krijgen)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:vroeg|vroegen|vraagt|vragen|vraag|wil|willen)\b[^;]{0,120}?\b(?:of|dat)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:heb|heeft|hebben|had|stond|stonden|was|waren|werd|werden|vorige|toen|destijds|eerder|zojuist|net)\b",
    re.IGNORECASE,
)
# "Die brief komt er inderdaad aan", "er ligt voor de zomer een brief".
_THING = rf"(?:{_PAPER}|overzicht|[a-zë]*onderzoek|[a-zë]*plan|rapport|analyse|notitie|verkenning|wetsvoorstel|cijfers|informatie|gegevens)"
_LETTER_COMES = re.compile(
    rf"\b(?:die|dat|deze|de|een|mijn)\s+(?:[\wë-]+\s+)?{_THING}\s+(?:(?:komt|komen)\s+(?:er\b|eraan\b|nog\b|dus\b|inderdaad\b)|(?:komt|komen|gaat|gaan)\s+naar\s+(?:de|uw)\s+Kamer\b|is\s+onderweg\b)",
    re.IGNORECASE,
)
_COMES_THEN = re.compile(
    rf"\b(?:die|dat|deze|de|het)\s+{_THING}\s+(?:komt|komen|volgt|volgen)\b", re.IGNORECASE
)
# "Dat komt allemaal voor de zomer", "dan komt de brief in september".
_IT_COMES = re.compile(
    rf"\b(?:dat|die|deze|het)\s+(?:komt|komen|volgt|volgen)\b(?!\s+(?:door|doordat|omdat|uit|van|voort|neer|voor\s+(?!de\b|het\b|dat\b|eind|begin)|tot|overeen|goed|mij|erop|erdoor|daardoor|ook\s+door|aan\s+de\s+orde))"
    rf"|\b(?:komt|volgt)\s+(?:de|die|mijn|een)\s+(?:\w+\s+)?{_THING}\b",
    re.IGNORECASE,
)
# "Dat doe ik in het voorjaar", "dat doe ik per brief".
_DOES = re.compile(
    r"\bik\s+doe\s+(?:dat|dit)\b(?=[^,;.]{0,30}\b(?:schriftelijk|per\s+brief)\b)|\b(?:dat|dit)\s+(?:(?P<do>doe|doen)\s+(?:ik|we|wij)\b|(?P<go>ga|gaan)\s+(?:ik|we|wij)\b[^;.]{0,60}\bdoen\b)",
    re.IGNORECASE,
)
_BY_LETTER = re.compile(r"\b(?:per\s+brief|schriftelijk|in\s+een\s+brief)\b", re.IGNORECASE)
_LIES = re.compile(
    rf"\b(?:ligt|liggen)\s+(?:er\s+)?(?:[\wë-]+\s+){{0,3}}?(?:{_PAPER}|rapport|wetsvoorstel|plan)\b|\b(?:(?:u|de\s+Kamer)\s+heeft|heeft\s+(?:u|de\s+Kamer))\s+(?:die|de|deze|dat|dan)\s+(?:{_PAPER}|rapport)\b",
    re.IGNORECASE,
)
# "U hoort van mij", "de Kamer krijgt die cijfers".
_HEARS = re.compile(
    r"(?:\b(?:u|de\s+Kamer)\s+(?:krijgt|hoort)|\b(?:krijgt|hoort)\s+(?:u|de\s+Kamer))\b(?P<rest>[^;.]{0,80})",
    re.IGNORECASE,
)
# "In het najaar krijgt hij van mij het overzicht".
_FROM_ME = re.compile(
    r"\bkrijg(?:t|en)\s+(?:hij|zij|de\s+heer\s+\w+|mevrouw\s+\w+)\b(?P<rest>[^;.]{0,20}\bvan\s+mij\b[^;.]{0,60})",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:van\s+mij|van\s+ons|toegestuurd|toegezonden|bericht|schriftelijk|(?:de|die)\s+(?:uitkomst(?:en)?|resultaten|cijfers|informatie|analyse|gegevens|lijst|stukken))\b",
    re.IGNORECASE,
)
_NO_GIFT = re.compile(
    r"\b(?:woord|interruptie|zeggen|gelijk|antwoord|compliment\w*|tijd|kans|minuten|termijn|altijd|verwijt)\b",
    re.IGNORECASE,
)
# "Ik meld dat aan de Kamer", "ik stuur die cijfers na".
# "Ik zorg dat de Kamer dat overzicht heeft".
_CARES = re.compile(
    r"\b(?P<verb>zorg|zorgen|zal|zullen)\b[^;.]{0,60}?\b(?:zorgen\s+)?dat\s+(?:u|de\s+Kamer|uw\s+Kamer)\b[^;.]{0,120}?\b(?:heeft|krijgt|ontvangt|beschikt|geïnformeerd\s+wordt|wordt\s+geïnformeerd)\b"
    r"|\b(?P<also>zorg|zorgen)\b[^;.]{0,40}?\bdat\s[^;.]{0,80}?\b(?:ook\s+)?(?:uw|de)\s+Kamer\s+(?:bereikt|bereiken|toekomt|toegaat)\b",
    re.IGNORECASE,
)
_THING_GOT = re.compile(rf"\b(?:dat|die|een|het|de)\s+{_THING}\b|\bgeïnformeerd\b", re.IGNORECASE)
# A bare "dat zal ik doen" that takes up what a member asked.
_AGREES = re.compile(
    r"(?:\A|[,:]\s+|\b(?:en|ja|want)\s+)(?:dat|dit)\s+(?:(?:zal|ga|wil|kan)\s+(?:ik|we|wij)\s+(?:\w+\s+){0,3}doen|(?:doe|doen)\s+(?:ik|we|wij)(?:\s+(?:graag|zeker|natuurlijk|absoluut|uiteraard|met\s+plezier))*)\W*\Z"
    r"|(?:\A|[,:]\s+)(?:zal|ga)\s+(?:ik|we)\s+(?:zeker\s+|graag\s+)?doen\W*\Z|\A(?:[^,:]{0,30}[,:]\s+)?ik\s+zal\s+(?:dat|het)\s+(?:\w+\s+){0,2}doen\W*\Z",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\?|\b(?:toezegg\w+|verzoek|graag|zou\s+(?:de|hij|zij|u)|wil\s+(?:de|hij|zij|u)|kan\s+(?:de|hij|zij|u)|kunt\s+u|hoop\s+dat)\b"
)
_TELL_ME = re.compile(
    r"\b(?:\w*brief|informe\w+|schriftelijk|sturen|toesturen|terugkom\w*|overzicht|cijfers|op\s+papier|berichten)\b"
)
# What the speaker himself says is asked: "de motie vraagt om in overleg te treden."
_TAKEN_UP = re.compile(
    r"\b(?:motie|verzoek\w*|vraagt|vragen|vroeg|namelijk)\b[^.?!]{0,200}\b(?:om|of|dat)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?:De\s+)?(?:[Mm]inister|[Ss]taatssecretaris)\b[^:]{0,60}:")
_ASKING = 500  # characters before a turn in which it was asked for
_OPENING = 220  # and from the head of the turn in which it is agreed to
# "Wat ik wel zal doen, is …", "wat ik kan doen is …".
_WHAT_I_DO = re.compile(
    r"\bwat\s+(?:ik|wij|we|het\s+kabinet)\s+(?:\w+\s+){0,3}?(?:(?:zal|zullen|ga|gaan|wil|willen|kan|kunnen)\s+doen|doe|doen)\s*,?\s+is\b(?:\s+dat\s+(?:ik|wij|we)\b)?",
    re.IGNORECASE,
)
_HAVE_ABOUT = re.compile(
    r"\b(?P<verb>zal|zullen|ga|gaan)\b[^;.]{0,40}?\bhet\b[^;.]{0,60}?\b(?:hebben\s+over|over\s+hebben)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bmet\s+(?!u\b|uw\b|elkaar\b|de\s+Kamer\b)\w")
_MEETING = re.compile(r"\b(?:gesprek\w*|overleg\w*|spreek|spreken|bijeenkomst)\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?P<verb>meld|melden|rapporteer|rapporteren|koppel)\b[^;.]{0,60}?\b(?:aan|bij|naar|met)\s+(?:de|uw)\s+Kamer\b"
    r"|\b(?P<after>stuur|sturen|zend|lever)\b[^;.]{0,50}?\bna\b(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)


def into_letter(said: Said) -> Iterator[Found]:
    """Read "dat wil ik in de brief meenemen" and "dat komt in die brief"."""
    paper = _IN_PAPER.search(said.text) if said.spoken else None
    if paper is None or said.has("here") or said.has("same_debate") or _PAST.search(said.text):
        return
    takes = _TAKES.search(said.text)
    if takes is not None and not is_denied(said, 0, takes.end()):
        if _ASKED.search(said.text[: takes.start()]) is not None:
            return
        subject = find_subject(said.text, *takes.span("verb"))
        own = subject is not None and subject.order is not Order.SUBORDINATE
        if takes["verb"].lower() == "laat" or own:
            yield Found(takes.start(), takes.end(), PromiseKind.INFORM, "in de brief", subject)
            return
    enters = _ENTERS.search(said.text)
    if (
        enters is not None
        and enters.start() < paper.start()
        and not is_denied(said, 0, paper.end())
    ):
        yield Found(enters.start(), paper.end(), PromiseKind.INFORM, "in de brief")


def letter_comes(said: Said) -> Iterator[Found]:
    """Read "die brief komt er" and, with a day, "voor de zomer ligt er een brief"."""
    if not said.spoken or said.has("here") or said.has("not"):
        return
    match = _LETTER_COMES.search(said.text)
    if match is None and said.term_in(0, len(said.text), dated=True) is not None:
        match = _LIES.search(said.text) or _COMES_THEN.search(said.text)
        match = match or _IT_COMES.search(said.text)
    if match is not None and not _PAST.search(said.text[: match.start()]):
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "brief komt")


def does_it(said: Said) -> Iterator[Found]:
    """Read "dat doe ik in het voorjaar" and "dat doe ik per brief"."""
    match = _DOES.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("here") or said.has("same_debate"):
        return
    told = _BY_LETTER.search(said.text) is not None
    if told or said.term_in(0, len(said.text), dated=True) is not None:
        kind = PromiseKind.INFORM if told else PromiseKind.ACT
        yield Found(match.start(), match.end(), kind, "doet dat", find_first(match[0]))


def chamber_hears(said: Said) -> Iterator[Found]:
    """Read "u hoort van mij" and "de Kamer krijgt de uitkomsten"."""
    match = (_HEARS.search(said.text) or _FROM_ME.search(said.text)) if said.spoken else None
    if match is None or said.has("not") or said.has("same_debate") or _PAST.search(said.text):
        return
    given = _GIVEN.search(match["rest"]) is not None
    given = given or said.term_in(match.start(), len(said.text), dated=True) is not None
    if given and _NO_GIFT.search(match["rest"]) is None:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "hoort van mij")


def sees_to_it(said: Said) -> Iterator[Found]:
    """Read "ik zorg dat de Kamer dat voor de zomer heeft": the Chamber gets it by somebody's care."""
    match = _CARES.search(said.text)
    if match is None or said.has("not") or said.has("here") or said.has("same_debate"):
        return
    subject = find_subject(said.text, *match.span("verb" if match["verb"] else "also"))
    definite = (
        match["also"] is not None or _THING_GOT.search(match[0]) is not None or said.has("paper")
    )
    definite = definite or said.term_in(match.start(), len(said.text), dated=True) is not None
    if subject is not None and definite and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "zorgt voor", subject)


def agrees(said: Said) -> Iterator[Found]:
    """Read "dat zal ik doen" as the answer to a request: at the head of a turn that follows one."""
    match = _AGREES.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("same_debate") or said.has("here"):
        return
    start = said.block.span.start
    asked = said.clean[max(0, start - _ASKING) : start]
    near = said.sentence.start - start < _OPENING
    turned = _TURN.match(said.clean, start) is not None
    if _TAKEN_UP.search(said.before) is not None:
        asked, near, turned = said.before, True, True
    if near and turned and (asked == said.before or _REQUEST.search(asked) is not None):
        told = _TELL_ME.search(asked) is not None
        kind = PromiseKind.INFORM if told else PromiseKind.ACT
        yield Found(match.start(), match.end(), kind, "dat zal ik doen", find_first(match[0]))


def what_i_do(said: Said) -> Iterator[Found]:
    """Read "wat ik zal doen, is dat met de sector bespreken": the act stands behind "is"."""
    match = _WHAT_I_DO.search(said.text)
    if match is None or said.has("not") or said.has("here") or said.has("same_debate"):
        return
    subject = find_first(match[0])
    head = find_head(said.text, match.end()) or find_infinitive(said.text, match.end())
    if subject is None or head is None or head.passive:
        return
    told = head.kind in TELLING and (said.has("chamber") or said.has("paper"))
    timed = any(term.rule not in LOOSE for term in said.terms)
    if told or head.kind is VerbClass.ACT or (timed and head.kind is None):
        yield Found(match.start(), head.end, kind_of(said, head), "wat ik doe", subject)


def talks_about(said: Said) -> Iterator[Found]:
    """Read "ik zal het daar met de gemeente over hebben": with whom, or at a meeting just named."""
    match = _HAVE_ABOUT.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("same_debate"):
        return
    subject = find_subject(said.text, *match.span("verb"))
    met = _WITH.search(match[0]) is not None or _MEETING.search(said.before) is not None
    if subject is not None and met and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "zal in gesprek", subject)


def reports(said: Said) -> Iterator[Found]:
    """Read "ik meld dat aan de Kamer" and "die cijfers stuur ik na"."""
    match = _REPORTS.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("here") or said.has("same_debate"):
        return
    subject = find_subject(said.text, *match.span("verb" if match["verb"] else "after"))
    if subject is not None and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "meldt", subject)
