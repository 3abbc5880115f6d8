"""The forms of a promise in which a paper comes: "er komt een brief", "in mei volgt een reactie"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_asked, is_denied, is_of_others
from app.reading.clauses import Said, each
from app.reading.present_forms import has_term
from app.reading.promise_forms import Found
from app.reading.subjects import SubjectClass, find_shared, find_subject

_NEAR = 5  # words between "met een" and the paper that comes
_COME = re.compile(r"\b(?:kom|komt|komen)\b", re.IGNORECASE)
_BROUGHT = re.compile(
    r"\bmet\s+(?:een|het|de|mijn|onze|\d+|(?=(?:\w+\s+)?(?:voorstellen|maatregelen|plannen|wetgeving)\b))",
    re.IGNORECASE,
)
_COMES = re.compile(r"\b(?:zal|zullen|volgt|volgen|verschijnt|komt|komen)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\s*(?:met\s+)?(?:[a-zë-]+\s+){0,2}?[a-zë-]*(?:voorstel(?:len)?|maatregelen|plan(?:nen)?|aanpak|wetgeving)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^(?:\s+(?:ik|wij|we))?\s+(?:van|bij|op(?!\s+(?:korte|de\s+kortst|afzienbare))|aan|toe|tot|uit|nu)\b"
)
_ANSWERS = re.compile(
    r"(?:(?:De|Het|Een|Mijn)\s+)?(?:\w+\s+)?(?:antwoorden|antwoord|beantwoording|reactie|overzicht|terugkoppeling|uitwerking|invulling|toelichting|informatie|duiding)\b",
    re.IGNORECASE,
)
_INTO_PAPER = re.compile(r"\b(?:in|bij|met)\s+(?:de|het|een|mijn|onze)\s+(?:\w+\s+){0,2}?$")
# The paper behind the verb: "in het voorjaar volgt een brief".
_INVERTED = re.compile(
    r"\b(?:volgt|volgen|verschijnt|verschijnen|komt|komen)\s+(?:(?:er|dan|nog|ook|hier\w*|daar\w*|dus|tevens)\s+){0,2}"
    r"(?:(?:een|de|het|mijn|onze)\s+)?(?:[\wë-]+\s+){0,2}?"
    r"[a-zë-]*(?:brief|nota|reactie|appreciatie|rapportage|verslag|overzicht|rapport|evaluatie|handreiking|leidraad|plan|plan\s+van\s+aanpak"
    r"|uitwerking|toelichting|wetsvoorstel|voorstel|beantwoording|antwoorden|agenda|monitor|notitie|inventarisatie|visie|strategie)\b",
    re.IGNORECASE,
)
_FROM_IT = re.compile(r"\b(?:uit|hieruit|daaruit|waaruit)\b", re.IGNORECASE)
# "Het verslag zal uw Kamer toegaan", "gaat u in mei toe".
_GOES_TO = re.compile(
    r"\b(?:zal|zullen)\s+(?:uw\s+kamer|de\s+kamer|u)\b[^;]{0,160}?\b(?:toegaan|(?<!doen\s)toekomen)\b"
    r"|\b(?:zal|zullen)\b[^;]{0,120}?\b(?:aan\s+)?(?:uw\s+kamer|de\s+kamer|u)\b[^;]{0,40}?\b(?:toegaan|(?<!doen\s)toekomen)\b"
    r"|\b(?:die|dat|welke)\s+(?:uw\s+kamer|de\s+kamer|de\s+commissie|u)\b[^;]{0,100}?\b(?:zal|zullen)\s+bereiken\b"
    r"|\b(?:gaat|gaan|komt|komen)\s+(?:uw\s+kamer|de\s+kamer|u)\b[^;]{0,100}?\btoe\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:toegaan|toekomen|ingaan|verschijnen|volgen|komen|uitgaan|schetsen|bevatten|worden)\b"
)
_APPEARS = re.compile(r"\b(?:verschijnen|volgen|toegaan|uitgaan)\b")
_TO_COME = re.compile(
    r"\b(?:opvolger|volgende|eerstvolgende|nieuwe|definitieve|nadere|aangekondigde|toegezegde|een)\b"
)
# "De beantwoording, waarvoor afstemming nodig is, volgt spoedig."
_ASIDE = re.compile(r",\s+(?:waar\w*|die|dat|welke)\s[^,;]{3,160},(?=\s)")
_DESCRIBED = re.compile(r"[^,;]{0,40}?,?\s+(?:die|dat|welke)\s[^,;]*\Z")
_CHAMBER = r"(?:uw|de|beide)\s+(?:tweede\s+)?kamers?"
_ANNOUNCED = re.compile(
    r"\b(?:er|daar(?:over)?|hier(?:over)?|dan)\s+(?:komt|volgt|verschijnt)\s+(?:\w+\s+){0,6}?(?:een|de|mijn)\s+(?:\w+\s+){0,2}?"
    r"(?:\w*brief|\w*reactie|\w*nota|overzicht|rapportage|terugkoppeling|antwoord|appreciatie)\b"
    r"|\b(?:komt|volgt)\s+er\s+(?:(?:nog|ook|dan|dus)\s+)*een\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|rapportage)\b",
    re.IGNORECASE,
)
_STAY = re.compile(r"\b(?:blijf|blijft|blijven)\b", re.IGNORECASE)
_INFORMING = re.compile(
    r"\b(?:informeren|berichten|inlichten|op\s+de\s+hoogte\s+houden|rapporteren)\b"
)
_TO_CHAMBER = re.compile(
    rf"\b(?:komt|komen|gaat|gaan)\b[^,;]{{0,90}}?\b(?:naar|richting)\s+{_CHAMBER}(?![\wà-ÿ])"
    rf"|\b(?:naar|richting)\s+{_CHAMBER}\s+(?:zal\s+|zullen\s+)?(?:toe\s*)?(?:komt|komen|gaat|gaan)(?![\wà-ÿ])",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:ik|wij|we|u|hij|zij|men|je|minister|staatssecretaris|heer|mevrouw|collega|oordeel)\b",
    re.IGNORECASE,
)


def paper_comes(said: Said) -> Iterator[Found]:
    """Read a paper to come as subject: "Een volgende brief zal uw Kamer in mei toegaan"."""
    if said.has("here"):
        return
    for match in each(_COMES, said.text):
        if said.text[: match.start()].endswith(" te "):
            continue  # "in mei met een advies te komen"
        new = _paper_is_subject(said, match.start())
        if new is None or said.has("not", match.end()) or is_asked(said, match):
            continue
        if match[0].lower() in ("zal", "zullen"):
            tells = _TELLS if new else _APPEARS
            promised = tells.search(said.text, match.end()) is not None
            promised = promised and (new or _is_own_by_a_day(said, match.end()))
        else:
            promised = has_term(said) or _lands(said, match.end())
        if promised:
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "stuk volgt")


def _is_own_by_a_day(said: Said, end: int) -> bool:
    """Say whether a paper that is not named as new is to come by a day, and not from others."""
    return said.term_in(0, len(said.text), dated=True) is not None and not is_of_others(said, end)


def _lands(said: Said, start: int) -> bool:
    """Say whether what follows is told in a paper to come: "de uitwerking volgt in de nota"."""
    paper = said.find("paper", start)
    if paper is None or said.has("annexed", start):
        return False
    return _INTO_PAPER.search(said.lower[: paper.start()]) is not None


def paper_follows(said: Said) -> Iterator[Found]:
    """Read "in het voorjaar volgt een brief": the paper behind its verb, with a term."""
    match = _INVERTED.search(said.text)
    if match is None or said.has("here") or not has_term(said) or said.spoken:
        return
    verb = match[0].split()[0]
    if find_subject(said.text, match.start(), match.start() + len(verb)) is not None:
        return
    if _FROM_IT.search(said.text, 0, match.start()) or is_of_others(said, match.end()):
        return
    if not is_denied(said, 0, match.end()):
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "stuk volgt")


def goes_to_chamber(said: Said) -> Iterator[Found]:
    """Read "het verslag zal uw Kamer toegaan" and "gaat u in mei toe"."""
    match = _GOES_TO.search(said.text)
    if match is None or said.has("here") or is_denied(said, match.start(), match.end()):
        return
    yield Found(match.start(), match.end(), PromiseKind.INFORM, "gaat toe")


def _paper_is_subject(said: Said, at: int) -> bool | None:
    """Say whether the paper before the verb is named as still to come; None without a paper."""
    begin = said.text.rfind("; ", 0, at) + 2 if "; " in said.text[:at] else 0  # its own sentence
    paper = said.find("paper", begin, at) or _ANSWERS.match(said.text, begin)
    before = _ASIDE.sub("", said.text[begin:at])
    if paper is None or said.has("annexed", begin, at) or re.search(r"[,;]", before):
        return None
    head = said.lower[begin : paper.start()]
    if _DESCRIBED.match(said.text, paper.end(), at) is not None:
        return None  # "in de brief die in mei verschijnt, ga ik daarop in"
    if len(head.split()) > 8 or find_subject(said.text, at, at + 1) is not None:
        return None
    return _TO_COME.search(head) is not None


def comes_with(said: Said) -> Iterator[Found]:
    """Read "ik kom voor de zomer met een plan": with a term, or what comes is a paper."""
    if said.has("here") or said.has("same_debate"):
        return
    for match in each(_COME, said.text):
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        brought = _BROUGHT.search(said.text, match.end())
        if subject is None or brought is None or is_denied(said, match.end(), brought.start()):
            continue
        if _ELSEWHERE.search(said.text[match.end() : brought.start()]) is not None:
            continue
        dated = said.term_in(0, len(said.text), dated=True) is not None
        if subject.kind is SubjectClass.AGENCY and not dated:
            continue
        paper = said.find("paper", brought.end()) or said.find("product", brought.end())
        close = paper is not None and len(said.text[brought.end() : paper.start()].split()) < _NEAR
        close = close or _PLANS.match(said.text, brought.end()) is not None
        if has_term(said) or close:
            bill = paper is not None and paper[0].lower().endswith(("wetsvoorstel", "begroting"))
            kind = PromiseKind.INFORM if paper is not None and not bill else PromiseKind.ACT
            yield Found(match.start(), brought.end(), kind, "kom met", subject)


def announced(said: Said) -> Iterator[Found]:
    """Read "er komt nog een brief": a paper announced as new."""
    match = _ANNOUNCED.search(said.text)
    if match is None or said.has("here") or said.has("not", match.start(), match.end()):
        return
    if not is_of_others(said, match.end()):
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "er komt")


def keeps_informing(said: Said) -> Iterator[Found]:
    """Read "ik blijf uw Kamer informeren"."""
    for match in each(_STAY, said.text):
        subject = find_subject(said.text, *match.span())
        told = _INFORMING.search(said.text, match.end())
        if subject is None or told is None or said.has("not", match.end(), told.start()):
            continue
        if said.has("chamber", match.end(), told.start()):
            yield Found(match.start(), told.end(), PromiseKind.INFORM, "blijf informeren", subject)


def to_chamber(said: Said) -> Iterator[Found]:
    """Read "het verslag gaat in mei naar uw Kamer": whatever goes there, with a term."""
    match = _TO_CHAMBER.search(said.text)
    if match is None or said.has("here") or not has_term(said):
        return
    head = said.text[: match.start()]
    if (
        _PERSON.search(head[-60:])
        or is_denied(said, 0, match.end())
        or is_of_others(said, match.end())
    ):
        return
    yield Found(match.start(), match.end(), PromiseKind.INFORM, "naar de Kamer")
