"""The words of things that come about by a day, one shape for each way of saying it.

`plain_forms.comes_about` reads them. docs/reading-promises.md says what counts and why.
"""

import re
from dataclasses import dataclass

from app.domain.reading import PromiseKind
from app.reading.literals import needed

_CHAMBER = r"(?:uw|de)\s+kamer|u"
_SENDING = r"(?:toezending|aanbieding|verzending|beantwoording|publicatie|openbaarmaking|indiening|oplevering|afronding|vaststelling)"
HANDED = ("toezending", "aanbieding", "verzending", "beantwoording")
_OUTCOME = r"(?:uitkomsten?|resultaten|bevindingen|cijfers|(?:eind|onderzoeks|tussen)?rapport(?:age)?|advies|evaluatie)"
_AMENDED = r"(?:aangepast|gewijzigd|aangevuld|verduidelijkt|herzien|aangescherpt|gecorrigeerd|geactualiseerd)"
_ON_THIS = r"(?:hierop|daarop|hierin|daarin|op\s+(?:dit|dat)\s+punt|op\s+(?:deze|die)\s+punten|dienovereenkomstig|in\s+die\s+zin|daartoe|hiertoe)"
_TEXT = r"(?:wet|wetsvoorstel|besluit|[a-zë]*regeling|toelichting|memorie\s+van\s+toelichting|protocol|model|handreiking|leidraad|circulaire|website|formulier|handleiding|artikel\s+\d+[a-z]?|passage|tekst|procedure|werkwijze|instructie|aanwijzing)"


@dataclass(frozen=True, slots=True)
class Shape:
    """Words of a thing that comes about; `dated` asks for a day, else any term; `termless` for none."""

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
) -> Shape:
    return Shape(needed(needs), re.compile(pattern), kind, cue, dated, termless)


SHAPES = (
    _shape(
        "van start|online|live|open|lucht in|deur uit|gebruik|uitkering|uitbetaling",
        r"\b(?:gaat|gaan|komt|komen)\b[^,;.]{0,90}?\b(?:van\s+start|online|live|open|de\s+lucht\s+in|de\s+deur\s+uit|in\s+gebruik|tot\s+(?:uitkering|uitbetaling))\b(?!\s+(?:voor|staan)\b)",
        PromiseKind.ACT,
        "gaat van start",
    ),
    _shape(
        "krijgt|krijgen|ontvangt|ontvangen",
        r"\b(?:de\s+heer|mevrouw|het\s+lid|de\s+leden)\s[^,;.]{0,60}?\b(?:krijgt|krijgen|ontvangt|ontvangen)\b[^;.]{0,110}?\b(?:brief|reactie|antwoord|overzicht|cijfers|notitie|toelichting)\b",
        PromiseKind.INFORM,
        "krijgt",
        dated=False,
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
        "ter inzage",
        r"\b(?:ligt|liggen|komt|komen)\b[^,;.]{0,60}?\bter\s+inzage\b|\bter\s+inzage\s+(?:ligt|liggen|komt|komen|zal)\b",
        PromiseKind.ACT,
        "ter inzage",
    ),
    _shape(
        "operationeel|beschikbaar|gereed|klaar|online|bereikbaar|in gebruik|in bedrijf|in de lucht",
        r"\b(?:zal|zullen)\b[^,;.]{0,80}?\b(?:operationeel|beschikbaar|gereed|klaar|online|bereikbaar|in\s+gebruik|in\s+bedrijf|in\s+de\s+lucht)\s+(?:zijn|komen|staan)\b",
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
    _shape(
        "werking",
        r"\A(?:de|het|deze|dit)\s+(?:\w+\s)?[a-zë]*(?:wet|regeling|besluit|maatregel|wijziging|verhoging|verbod)\b(?!\s+van\s+de\s+(?:europese|eu)\b)[^;.]{0,160}?,\s+(?:treedt|treden)\b[^,;.]{0,80}?\bin\s+werking\b",
        PromiseKind.ACT,
        "treedt in werking",
    ),
    _shape(
        "krijgt|krijgen|ontvangt|ontvangen",
        r"\b(?:krijgt|krijgen|ontvangt|ontvangen)\s+(?:de\s+leden|het\s+lid|deze\s+leden|de\s+fracties?)\b[^;.]{0,120}?\b(?:uitsluitsel|antwoord|duidelijkheid|bericht|uitkomsten?|cijfers|brief|overzicht|reactie)\b",
        PromiseKind.INFORM,
        "krijgt",
        dated=False,
    ),
    _shape(
        "rekenen",
        r"\b(?:mag|mogen|kan|kunt|kunnen)\s+(?:u|uw\s+kamer|de\s+kamer|(?:deze|de)\s+leden)\b[^;.]{0,60}?\brekenen\b",
        PromiseKind.INFORM,
        "rekenen op",
        dated=False,
    ),
    _shape(
        "reken",
        r"\A\W*reken\s+(?:u\s+)?(?:er\s*)?op\b",
        PromiseKind.INFORM,
        "rekenen op",
        dated=False,
    ),
    _shape(
        "staatscourant",
        r"\b(?:staat|staan|verschijnt|verschijnen|komt|komen)\b[^;.]{0,60}?\bin\s+de\s+staatscourant\b",
        PromiseKind.ACT,
        "in de Staatscourant",
    ),
    _shape(
        "gereed|klaar|online|paraat",
        r"\b(?:staat|staan)\b(?!\s+(?:al|reeds|nu|inmiddels|sinds)\b)[^;.,]{0,120}?\b(?:gereed|klaar|online|paraat)\b",
        PromiseKind.ACT,
        "is dan klaar",
    ),
    _shape(
        "meegezonden|meegestuurd|bijgevoegd",
        r"\b(?:wordt|worden)\b[^;.]{0,60}?\b(?:meegezonden|meegestuurd|bijgevoegd)\b[^;.]{0,30}?\b(?:met|in|bij)\s+(?:de|het)\s+(?:eerst)?volgende\b"
        r"|\b(?:wordt|worden)\b[^;.]{0,30}?\b(?:met|in|bij)\s+(?:de|het)\s+(?:eerst)?volgende\b[^;.]{0,60}?\b(?:meegezonden|meegestuurd|bijgevoegd)\b",
        PromiseKind.INFORM,
        "wordt meegezonden",
        dated=False,
        termless=True,
    ),
    _shape(
        "volgt|volgen",
        r"\b(?:afzonderlijke|aparte|separate|nadere)\s+(?:kamer)?(?:brief|brieven|reactie|notitie|rapportage)\b[^,;]{0,120}?\bvolg(?:t|en)\b(?!\s+(?:uit|op)\b)",
        PromiseKind.INFORM,
        "stuk volgt",
        dated=False,
        termless=True,
    ),
    _shape(
        "van mij",
        r"\bhoor(?:t)?\s+(?:u|uw\s+kamer|de\s+kamer)\b[^.;]{0,40}?\bvan\s+mij\b",
        PromiseKind.INFORM,
        "hoort van mij",
        dated=False,
        termless=True,
    ),
    _shape(
        "in huis",
        r"\b(?:heeft|hebt)\s+u\b[^.;]{0,80}?\bin\s+huis\b|\bu\s+(?:heeft|hebt)\b[^.;]{0,80}?\bin\s+huis\b",
        PromiseKind.INFORM,
        "in huis",
        dated=False,
    ),
)
