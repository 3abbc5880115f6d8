"""The forms of a promise that debates are full of: into the letter, "die brief komt er", "u hoort van mij".

Speech names no addressee and seldom a term; what leads out of the debate is the paper that it
comes to, or that the Chamber gets it.
"""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied
from app.reading.clauses import Said
from app.reading.promise_forms import Found
from app.reading.subjects import Order, find_first, find_subject

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
# "Dat doe ik in het voorjaar", "dat doe ik per brief".
_DOES = re.compile(
    r"\b(?:dat|dit)\s+(?:(?P<do>doe|doen)\s+(?:ik|we|wij)\b|(?P<go>ga|gaan)\s+(?:ik|we|wij)\b[^;.]{0,60}\bdoen\b)",
    re.IGNORECASE,
)
_BY_LETTER = re.compile(r"\b(?:per\s+brief|schriftelijk|in\s+een\s+brief)\b", re.IGNORECASE)
_LIES = re.compile(
    rf"\b(?:ligt|liggen)\s+(?:er\s+)?(?:[\wë-]+\s+){{0,3}}?(?:{_PAPER}|rapport|wetsvoorstel|plan)\b|\b(?:u|de\s+Kamer)\s+heeft\s+(?:die|de|deze)\s+(?:{_PAPER}|rapport)\b",
    re.IGNORECASE,
)
# "U hoort van mij", "de Kamer krijgt die cijfers".
_HEARS = re.compile(
    r"(?:\b(?:u|de\s+Kamer)\s+(?:krijgt|hoort)|\b(?:krijgt|hoort)\s+(?:u|de\s+Kamer))\b(?P<rest>[^;.]{0,80})",
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
    match = _HEARS.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("same_debate") or _PAST.search(said.text):
        return
    if _GIVEN.search(match["rest"]) is not None and _NO_GIFT.search(match["rest"]) is None:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "hoort van mij")


def reports(said: Said) -> Iterator[Found]:
    """Read "ik meld dat aan de Kamer" and "die cijfers stuur ik na"."""
    match = _REPORTS.search(said.text) if said.spoken else None
    if match is None or said.has("not") or said.has("here") or said.has("same_debate"):
        return
    subject = find_subject(said.text, *match.span("verb" if match["verb"] else "after"))
    if subject is not None and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "meldt", subject)
