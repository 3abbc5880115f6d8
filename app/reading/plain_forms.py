"""The forms of a promise in which a thing simply comes about by a day: "gaat in mei online", "komt tot uitkering".

No part of the government need be named: the letter is its own. Where others are named as
doers it is theirs. docs/reading-promises.md says what counts and why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied, is_retold, names_others
from app.reading.clauses import Said
from app.reading.deadlines import find_terms
from app.reading.definite import LOOSE
from app.reading.literals import Choice, needed
from app.reading.present_forms import has_particle
from app.reading.promise_forms import Found
from app.reading.subjects import Order, SubjectClass, find_subject
from app.reading.verbs import VerbClass, load_verbs

_CHAMBER = r"(?:uw|de)\s+kamer|u"
_SENDING = r"(?:toezending|aanbieding|verzending|beantwoording|publicatie|openbaarmaking|indiening|oplevering|afronding|vaststelling)"
_HANDED = ("toezending", "aanbieding", "verzending", "beantwoording")
_OUTCOME = r"(?:uitkomsten?|resultaten|bevindingen|cijfers|(?:eind|onderzoeks|tussen)?rapport(?:age)?|advies|evaluatie)"
_AMENDED = r"(?:aangepast|gewijzigd|aangevuld|verduidelijkt|herzien|aangescherpt|gecorrigeerd|geactualiseerd)"
_ON_THIS = r"(?:hierop|daarop|hierin|daarin|op\s+(?:dit|dat)\s+punt|op\s+(?:deze|die)\s+punten|dienovereenkomstig|in\s+die\s+zin|daartoe|hiertoe)"
_TEXT = r"(?:wet|wetsvoorstel|besluit|[a-zë]*regeling|toelichting|memorie\s+van\s+toelichting|protocol|model|handreiking|leidraad|circulaire|website|formulier|handleiding|artikel\s+\d+[a-z]?|passage|tekst|procedure|werkwijze|instructie|aanwijzing)"


@dataclass(frozen=True, slots=True)
class _Shape:
    """Words of a thing that comes about; `dated` asks for a day, else any term or none."""

    needs: frozenset[str]  # a sentence with none of these is not looked at
    pattern: re.Pattern[str]  # for small letters
    kind: PromiseKind
    cue: str
    dated: bool = True
    termless: bool = False


def _shape(
    needs: str,
    pattern: str,
    kind: PromiseKind,
    cue: str,
    *,
    dated: bool = True,
    termless: bool = False,
) -> _Shape:
    return _Shape(needed(needs), re.compile(pattern), kind, cue, dated, termless)


_SHAPES = (
    _shape(
        "van start|online|live|open|lucht in|deur uit|gebruik|uitkering|uitbetaling",
        r"\b(?:gaat|gaan|komt|komen)\b[^,;.]{0,90}?\b(?:van\s+start|online|live|open|de\s+lucht\s+in|de\s+deur\s+uit|in\s+gebruik|tot\s+(?:uitkering|uitbetaling))\b(?!\s+(?:voor|staan)\b)",
        PromiseKind.ACT,
        "gaat van start",
    ),
    _shape(
        "uitkering|subsidie|bijdrage|vergoeding|tegemoetkoming|compensatie|toeslag|uitnodiging|beschikking|budget|middelen|financiering|brief",
        r"\b(?:krijgt|krijgen|ontvangt|ontvangen)\b(?:[^,;.]|\.(?=\d)){0,110}?\b(?:uitkering|[a-zë]*subsidie|[a-zë]*bijdrage|vergoeding|tegemoetkoming|compensatie|toeslag|uitnodiging|brief|beschikking|budget|middelen|financiering)\b",
        PromiseKind.ACT,
        "krijgt",
    ),
    _shape(
        "geschiedt|streefdatum|planning|datum|toezending|aanbieding|verzending|beantwoording|publicatie|openbaarmaking|indiening|oplevering|afronding|vaststelling",
        rf"\b{_SENDING}\b[^;.]{{0,110}}?\b(?:geschiedt|vindt\b[^;.]{{0,60}}\bplaats)\b"
        rf"|\b(?:streefdatum|planning|(?:beoogde|nieuwe|verwachte)\s+datum)\b[^;.]{{0,60}}?\b{_SENDING}\b[^;.]{{0,60}}?\bis\b",
        PromiseKind.ACT,
        "toezending",
        dated=False,
    ),
    _shape(
        "volgt|volgen|verschijnt",
        r"\b(?:tussen)?(?:evaluatie|[a-zë]*monitor|nulmeting|actualisatie|tranche|aanbesteding|pilot|campagne|herziening|verkenning)\b[^,;.]{0,60}?\b(?:volgt|volgen|verschijnt)\b",
        PromiseKind.ACT,
        "stap volgt",
    ),
    _shape(
        "volgen",
        r"\b(?:cijfers|gegevens|resultaten|uitkomsten|stukken|details|overige\s+antwoorden)\b[^,;.]{0,40}?\bvolgen\b",
        PromiseKind.INFORM,
        "stuk volgt",
        dated=False,
    ),
    _shape(
        "gesprek|rondetafel|werkbezoek|bestuurlijk overleg",
        r"\b(?:vindt|vinden)\b[^,;.]{0,60}?\b(?:een|het|de)\s+(?:[\wë-]+\s+)?(?:(?:vervolg|start|kennismakings)?gesprek|rondetafel\w*|werkbezoek|bestuurlijk\s+overleg)\b[^,;.]{0,80}?\bplaats\b"
        r"|\b(?:(?:vervolg|start)?gesprek|rondetafel\w*|werkbezoek|bestuurlijk\s+overleg)\s+vindt\b[^,;.]{0,80}?\bplaats\b",
        PromiseKind.ACT,
        "gesprek",
    ),
    _shape(
        "valt|besluit|beslissing|keuze",
        r"\bvalt\b[^,;.]{0,40}?\b(?:besluit|beslissing)\b|\b(?:besluit|beslissing|keuze)\b[^,;.]{0,24}?\b(?:neem|nemen|neemt|maak|maken|maakt)\s+(?:ik|wij|we|het\s+kabinet)\b",
        PromiseKind.ACT,
        "neemt besluit",
    ),
    _shape(
        "verwacht",
        rf"\b{_OUTCOME}\b[^,;.]{{0,40}}?\bverwacht(?:en)?\s+(?:ik|wij|we|het\s+kabinet)\b|\b(?:ik|wij|we|het\s+kabinet)\s+verwacht(?:en)?\b[^,;.]{{0,60}}?\b{_OUTCOME}\b[^,;.]{{0,60}}?\bte\s+ontvangen\b",
        PromiseKind.ACT,
        "verwacht uitkomsten",
    ),
    _shape(
        "werking",
        r"\b(?:wet|[a-zë]*regeling|besluit|maatregel|(?:wets)?wijziging|verhoging|verbod)\b(?!\s+van\s+de\s+(?:europese|eu)\b)[^,;.]{0,60}?\b(?:treedt|treden)\b[^,;.]{0,80}?\bin\s+werking\b",
        PromiseKind.ACT,
        "treedt in werking",
    ),
    _shape(
        "resultaten|uitkomsten|bevindingen",
        r"\b(?:resultaten|uitkomsten|bevindingen)\b[^,;.]{0,60}?\bzullen\b[^,;.]{0,40}?\b(?:beschikbaar|bekend)\b",
        PromiseKind.ACT,
        "beschikbaar",
    ),
    _shape(
        "in werking",
        r"\b(?:wet|[a-zë]*regeling|besluit|maatregel|(?:wets)?wijziging|verhoging|verbod)\b(?!\s+van\s+de\s+(?:europese|eu)\b)(?:(?!\b(?:dat|die)\b)[^,;.]){0,60}?\bin\s+werking\s+(?:treedt|treden)\b",
        PromiseKind.ACT,
        "treedt in werking",
    ),
    _shape(
        "van kracht",
        r"\b(?:wet|[a-zë]*regels?|[a-zë]*regeling|besluit|maatregel|(?:wets)?wijziging|verhoging|verbod|norm|tarief|tarieven)\b(?!\s+van\s+de\s+(?:europese|eu)\b)[^,;.]{0,60}?\b(?:wordt|worden)\b[^,;.]{0,80}?\bvan\s+kracht\b",
        PromiseKind.ACT,
        "wordt van kracht",
    ),
    _shape(
        "bereik",
        rf"\bbereik(?:t|en)\s+(?:{_CHAMBER})\b|\b(?:{_CHAMBER})\s[^,;.]{{0,90}}?\bbereik(?:t|en)(?=\s*(?:[.,;]|$))",
        PromiseKind.INFORM,
        "bereikt de Kamer",
        dated=False,
    ),
    _shape(
        "verschijn|uitkom|uitgebracht",
        r"\b(?:[a-zë]*plan|[a-zë]*programma|[a-zë]*agenda|[a-zë-]*brief|[a-zë]*nota|[a-zë]*visie|[a-zë]*strategie|[a-zë]*monitor|[a-zë]*rapportage|[a-zë]*kader|[a-zë]*handreiking)\b[^,;.]{0,60}?,?\s+(?:die|dat|welke)\s[^,;.]{0,80}?\b(?:verschijnt|verschijnen|uitkomt|uitkomen|uitgebracht)(?=\s*(?:[.,;]|$))",
        PromiseKind.INFORM,
        "verschijnt",
    ),
    _shape(
        "gebeurt",
        r"\bgebeurt\s+(?:dit|dat)\b|\b(?:dit|dat)\s+gebeurt\b",
        PromiseKind.ACT,
        "gebeurt",
    ),
    _shape(
        "aangepast|gewijzigd|aangevuld|verduidelijkt|herzien|aangescherpt|gecorrigeerd|geactualiseerd",
        rf"\b{_TEXT}\b[^,;.]{{0,80}}?\b(?:zal|zullen|wordt|worden)\b[^,;.]{{0,40}}?\b{_ON_THIS}\b[^,;.]{{0,40}}?\b{_AMENDED}\b"
        rf"|\b{_ON_THIS}\b[^,;.]{{0,20}}?\b(?:zal|wordt)\b[^,;.]{{0,60}}?\b{_TEXT}\b[^,;.]{{0,40}}?\b{_AMENDED}\b",
        PromiseKind.ACT,
        "wordt aangepast",
        dated=False,
        termless=True,
    ),
    _shape(
        "volgt|volgen",
        r"\b(?:antwoord(?:en)?|beantwoording|reactie|appreciatie)\b[^,;.]{0,140}?\b(?:volgt|volgen)\s+(?:\w+\s+){0,2}?(?:separaat|later|apart|nader|spoedig|afzonderlijk)\b",
        PromiseKind.INFORM,
        "stuk volgt",
        dated=False,
        termless=True,
    ),
    _shape(
        "leest|hoort|verneemt",
        r"\b(?:leest|hoort|verneemt)\s+(?:u|uw\s+kamer|de\s+kamer)\b[^;.]{0,60}?\bin\s+(?:mijn|de|het|een|onze)\s+(?:(?:eerst)?volgende|komende|aangekondigde|nieuwe|aparte|afzonderlijke|separate)\b",
        PromiseKind.INFORM,
        "leest u",
        dated=False,
        termless=True,
    ),
    _shape(
        "van mij",
        r"\b(?:krijgt|ontvangt|hoort)\b[^.;]{0,40}?\bvan\s+mij\b",
        PromiseKind.INFORM,
        "krijgt van mij",
        dated=False,
    ),
    _shape(
        "van mij",
        r"\b(?:krijgt|ontvangt)\b[^.;]{0,40}?\bvan\s+mij\b(?:(?!\b(?:geen|niet)\b)[^.;]){0,60}?\b(?:cijfers|brief|overzicht|reactie|gegevens|[a-zë]*rapport(?:age)?|lijst|stukken|notitie|informatie|verslag|antwoorden|jaarcijfers)\b",
        PromiseKind.INFORM,
        "krijgt van mij",
        dated=False,
        termless=True,
    ),
    _shape(
        "gaat|gaan|stijg|daal|daalt",
        r"\b(?:gaat|gaan|stijgt|stijgen|daalt|dalen)\b[^,;.]{0,80}?\b(?:van\s[^,;.]{1,30}\s)?naar\s+(?:[\w.]+\s+)?(?:[\d€][\d.,]*|[a-z]+)\s+(?:euro|procent|dagen|weken|maanden|jaar|uur|plaatsen)\b",
        PromiseKind.ACT,
        "gaat naar",
    ),
    _shape(
        "geldt|gelden",
        r"\b(?:verplichting|verbod|norm|eis|regel|regeling|tarief|grens|[a-zë]*plicht|wet)\b[^,;.]{0,40}?\b(?:geldt|gelden|gaat\s+gelden)\b|\b(?:geldt|gelden)\b[^,;.]{0,40}?\b(?:de|het|een)\s+(?:nieuwe\s+)?(?:verplichting|verbod|norm|eis|regel|regeling|tarief|grens|[a-zë]*plicht)\b",
        PromiseKind.ACT,
        "gaat gelden",
    ),
    _shape(
        "van kracht",
        r"\A(?:het|de|dit|deze)\s+(?:\w+\s)?(?:besluit|regeling|wet|verbod|norm|maatregel|wijziging|verplichting)\b[^;]{0,140}?\b(?:wordt|worden)\s+(?:\w+\s+){0,4}?van\s+kracht\b",
        PromiseKind.ACT,
        "wordt van kracht",
    ),
    _shape(
        "reken",
        r"\b(?:reken\s+(?:er\s*)?op|er(?:\s+\w+)?\s+op\s+rekenen|erop\s+rekenen)\b[^;.]{0,20}?\bdat\b",
        PromiseKind.ACT,
        "reken erop",
    ),
    _shape(
        "in huis",
        r"\bhebt\s+u\b[^.;]{0,80}?\bin\s+huis\b",
        PromiseKind.INFORM,
        "in huis",
        dated=False,
    ),
    _shape(
        "ter inzage",
        r"\b(?:ligt|liggen|komt|komen)\b[^,;.]{0,60}?\bter\s+inzage\b|\bter\s+inzage\s+(?:ligt|liggen|komt|komen|zal)\b",
        PromiseKind.ACT,
        "ter inzage",
    ),
    _shape(
        "operationeel|beschikbaar|gereed|bereikbaar|in gebruik|in bedrijf|in de lucht",
        r"\b(?:zal|zullen)\b[^,;.]{0,80}?\b(?:operationeel|beschikbaar|gereed|bereikbaar|in\s+gebruik|in\s+bedrijf|in\s+de\s+lucht)\s+(?:zijn|komen)\b",
        PromiseKind.ACT,
        "zal klaar zijn",
        dated=False,
    ),
    _shape(
        "operationeel|beschikbaar|bereikbaar|in gebruik|in bedrijf|in de lucht",
        r"\b(?:is|zijn)\s(?:(?!\b(?:deze\s+maand|sinds|inmiddels|al|reeds|nu|thans|budget|middelen|geld|euro|miljoen|miljard|financiering|bedrag)\b)[^,;.]){0,80}?\b(?:operationeel|beschikbaar|bereikbaar|in\s+gebruik|in\s+bedrijf|in\s+de\s+lucht)(?=\s*(?:[.,;]|$))",
        PromiseKind.ACT,
        "is dan klaar",
    ),
    _shape(
        "tegemoet",
        r"\bkan\s+(?:hij|zij|het\s+lid\s+[^,;]{2,40}?)\s[^;]{0,120}?\btegemoet\s*zien\b",
        PromiseKind.INFORM,
        "tegemoetzien",
        dated=False,
    ),
    _shape(
        "briefing",
        r"\b(?:bied|bieden)\b[^;.]{0,60}?\bbriefing\b[^;.]{0,30}?\baan\b",
        PromiseKind.ACT,
        "briefing",
        dated=False,
        termless=True,
    ),
)
_CHOICE = Choice((shape.needs, shape) for shape in _SHAPES)
_READY = ("is dan klaar", "zal klaar zijn")
_THAT = re.compile(r"\bdat\s+(?:het|de|een|deze|dit)\s+\Z")
_BACK = re.compile(r"(?:Dit|Deze|Dat|Die|Hij|Zij|Het)\s+(?:gaat|gaan|komt|komen)\b")
_PAST = re.compile(r"\b(?:heb|heeft|hebben|had|hadden|werd|werden|was|waren)\b")
_MODAL = re.compile(r"\b(?:zou|zouden|moet|moeten|mag|mogen|kon|konden|wilde|wilden)\b")
_REQUESTED = re.compile(r"\bop\s+(?:mijn|ons)\s+verzoek\b", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:zal|zullen|gaat|gaan|voert|doet|start|levert|onderzoekt|brengt|komt|stelt|evalueert|inventariseert)\b"
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
    r"\b(?P<verb>spreek|spreken|overleg|overleggen)\b[^,;.]{0,80}?(?:\bmet\s|\b(?:mijn|onze)\s+(?:[\wë-]+\s+){0,2}(?:collega|ambtgenoot|ambtgenote)\b)"
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
        if is_denied(said, 0, match.end()) or _MODAL.search(said.text, 0, match.end()):
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
        kind = PromiseKind.INFORM if match[0].startswith(_HANDED) else shape.kind
        yield Found(match.start(), match.end(), kind, shape.cue)
        return


def _is_ahead(said: Said, shape: _Shape) -> bool:
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
    subject = find_subject(said.text, *match.span("verb" if match["verb"] else "have"))
    own = subject is not None and subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS)
    dated = said.term_in(0, len(said.text), dated=True) is not None
    if own and dated and subject is not None and subject.order is not Order.SUBORDINATE:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "gesprek", subject)
