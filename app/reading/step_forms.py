"""The forms of a promise in which a step is taken: a decision, a start, a result, something founded."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import BY_OTHERS, is_denied, is_of_others, names_others
from app.reading.clauses import Said, find_infinitive
from app.reading.kinds import TELLING, kind_of
from app.reading.literals import needed
from app.reading.promise_forms import Found
from app.reading.subjects import Order, SubjectClass, find_agent, find_last, find_subject
from app.reading.verbs import VerbClass, load_verbs

_FOUNDED = re.compile(
    r"\b(?:[Ee]r|[Dd]aartoe|[Hh]iertoe|[Dd]aarom|[Dd]aarvoor|[Vv]oor\s+(?:deze|dit|die|de|het)\s+[\wë-]+)\s+(?:komt|komen)\s+(?:er\s+)?(?:(?:nog|ook|dus|daarom)\s+){0,2}een\s+(?:[a-zë-]+\s+){0,2}?"
    r"[a-zë-]*(?:onderzoek|evaluatie|commissie|meldpunt|wetsvoorstel|wet|werkgroep|taskforce|actieplan|loket|register|fonds|handreiking|leidraad|campagne|pilot|platform|regeling|grondslag|verbod|meldplicht|subsidie|steunpunt)\b"
    r"|\b(?:[Ee]r|[Dd]aartoe|[Hh]iertoe|[Dd]aarom|[Dd]aarvoor|[Hh]iervoor)\s+wordt\s+(?:(?!momenteel|nu|thans|al|reeds)\w+\s+){0,2}?een\s+(?:[a-zë-]+\s+){0,2}?"
    r"[a-zë-]*(?:onderzoek|evaluatie|commissie|meldpunt|werkgroep|taskforce|handreiking|leidraad|plan|loket|platform)\s+"
    r"(?:ingesteld|ingericht|gestart|opgezet|opgericht|opgesteld|ontwikkeld|uitgevoerd)\b"
    r"|\b(?:[Oo]ok|[Vv]erder|[Tt]evens|[Dd]aarnaast|[Bb]ovendien|[Zz]o|[Dd]aarom)\s+(?:komt\s+er|zal\s+er)\s+een\s+(?:[a-zë-]+\s+){0,2}?"
    r"[a-zë-]*(?:onderzoek|evaluatie|commissie|meldpunt|wetsvoorstel|wet|werkgroep|taskforce|actieplan|loket|register|fonds|handreiking|leidraad|campagne|pilot|platform|regeling|verbod|meldplicht|steunpunt)\b(?:[^,;.]{0,40}\bkomen\b)?"
    r"|\b[Ee]r\s+(?:zal|zullen)\s+een\s+(?:[a-zë-]+\s+){0,2}?[a-zë-]*(?:meldpunt|loket|platform|register|werkgroep|taskforce)\b[^,;.]{0,60}?"
    r"\b(?:worden\s+ingericht|ingericht\s+worden)\b"
    r"|\b[Ss]tel(?:t|len)?\b[^,;.]{0,60}?\been\s+(?:[a-zë-]+\s+){0,3}?[a-zë-]*(?:commissie|werkgroep|verkenner|taskforce|gezant|kwartiermaker)\s+(?:in|aan)\b"
    r"|\b[Rr]icht(?:en)?\b[^,;.]{0,60}?\been\s+(?:[a-zë-]+\s+){0,3}?[a-zë-]*(?:meldpunt|loket|taskforce|werkgroep|platform|fonds|register)\s+(?:in|op)\b"
)
_THINGS = needed(
    "onderzoek|evaluatie|commissie|meldpunt|wet|werkgroep|taskforce|plan|loket|register|fonds|handreiking|leidraad|campagne|pilot|platform|regeling"
    "|grondslag|verbod|meldplicht|subsidie|steunpunt|verkenner|gezant|kwartiermaker"
)


_DECISION = needed("beslui|beslissing|keuze")
_DECIDES = re.compile(
    r"\b(?:neem|neemt|nemen)\b[^,;.]{0,100}?\b(?:besluit|beslissing)\b|\b(?:besluit|beslissing)\b[^,;.]{0,60}?\b(?:wordt|zal)\b[^,;.]{0,80}?\bgenomen\b"
    r"|\b(?:wordt|zal|worden|zullen)\b[^,;.]{0,80}?\b(?:besluit|beslissing|keuze)\b[^,;.]{0,80}?\b(?:genomen|gemaakt)\b",
    re.IGNORECASE,
)


_STEPS = re.compile(
    r"\bgaat\b[^;.]{0,100}?\bin\s+(?:internet)?consultatie\b|\b(?:gaat|start|begint|treedt|treden|ligt)\b[^,;.]{0,100}?\b(?:in\s+(?:internet)?consultatie|van\s+start|in\s+werking|naar\s+de\s+(?:Afdeling\s+advisering\s+van\s+de\s+)?Raad\s+van\s+State"
    r"|bij\s+(?:uw|de)\s+Kamer)\b|\b(?:internet)?consultatie\b[^,;.]{0,60}?\b(?:start|begint)\b|\bbeoogde\s+(?:datum\s+van\s+)?(?:inwerkingtreding(?:sdatum)?|invoering(?:sdatum)?|publicatie|start)\b[^,;.]{0,60}?\bis\b"
    r"|\bzal\b[^,;.]{0,100}?\bin\s+werking\s+treden\b|\bkan\b[^;.]{0,160}?\bin\s+werking\s+treden\b|\b(?:die|dat|welke)\b[^,;.]{0,40}?\b(?:naar\s+verwachting|volgens\s+planning)\b[^,;.]{0,60}?\bin\s+werking\s+(?:treedt|treden)\b|\bin\s+(?:internet)?consultatie\s+(?:gaat|gaan)\b",
    re.IGNORECASE,
)


_TAKES_EFFECT = re.compile(
    r"\b(?:gaat|gaan)\b[^,;.]{0,60}?\b(?:in|open|live)(?=[.,;]|$|\s+(?:met\s+ingang|per|vanaf|op)\b)"
)
# "Per 1 januari gaat de bijdrage omhoog".
_RISES = re.compile(r"\b(?:gaat|gaan)\b[^,;.]{0,80}\b(?:omlaag|omhoog)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:per|met\s+ingang\s+van|vanaf)\s", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?:genomen|gemaakt)\b")
# "Ik streef naar indiening van het wetsvoorstel in mei".
_STRIVES = re.compile(
    r"\b(?P<verb>streef|streeft|streven|gestreefd|mik|mikt)\b[^,;.]{0,60}?\bnaar\s+(?:(?:de|het|een|spoedige|tijdige)\s+){0,2}"
    r"(?:inwerkingtreding|indiening|publicatie|afronding|invoering|besluitvorming|oplevering|openstelling|start|aanbieding|verzending|ondertekening|implementatie|ingangsdatum)\b",
    re.IGNORECASE,
)
# An order or request to look into something: "ik geef het RIVM opdracht om …".
_ORDERS = re.compile(
    r"\b(?P<verb>geef|geeft|geven|verleen|verleent)\b[^,;.]{0,80}?\b(?:opdracht|de\s+opdracht)\b(?!\s+(?:aan|voor)\s+(?:de\s+)?(?:uitvoering|toepassing))"
    r"|\b[Dd]e\s+opdracht\b[^,;.]{0,40}?\b(?P<gives>verstrek|verstrekken|verstrekt|geef|verleen)\b"
    r"|\b(?P<asks>vraag|vraagt|verzoek|verzoekt)\b[^,;.]{0,100}?\bom\b[^;.]{0,160}?\bte\b",
    re.IGNORECASE,
)
# Money for a time to come: "in 2025 komt 20 miljoen euro beschikbaar".
_FUNDS = needed("beschikbaar")
_FUNDED = re.compile(r"\b(?:komt|komen)\b[^;]{0,100}?\bbeschikbaar\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:middelen|gelden|budget|financiering)\b", re.IGNORECASE)
# "In het voorjaar volgt een aanbesteding".
_FOLLOWS = re.compile(
    r"\b(?:volgt|volgen)\s+(?:(?:er|dan|nog|ook)\s+){0,2}(?:een|de|het)\s+(?:[\wë-]+\s+){0,2}?(?=[a-zë])",
    re.IGNORECASE,
)
# "Ik neem het initiatief om de partijen bijeen te brengen", "neem de suggestie over om".
_INITIATIVE = re.compile(
    r"\b(?P<verb>neem|neemt|nemen)\b[^,;.]{0,60}?\b(?:(?:het\s+)?initiatief|(?:suggestie|aanbeveling|advies|voorstel|idee|oproep)\b[^,;.]{0,40}\bover)\b[^;.]{0,60}?\b(?:om|tot)\b",
    re.IGNORECASE,
)
_OWN_STEP = re.compile(
    r"\b(?:[Nn]aar\s+verwachting|zal|[Bb]eoogde?|voornemen|planning|\w*consultatie|Raad\s+van\s+State|Kamer)\b"
)


_EXPECTED = re.compile(
    r"\b(?:het\s+is\s+de\s+bedoeling|de\s+bedoeling\s+is|is\s+de\s+bedoeling|(?:het\s+streven|de\s+planning|het\s+plan|het\s+voornemen|(?:mijn|de|onze)\s+inzet|mijn\s+verwachting)\s+is|de\s+verwachting\s+is(?:\s+(?:nu|wel|thans|nog\s+steeds))?|is\s+(?:nu\s+)?(?:de|mijn)\s+verwachting"
    r"|is\s+het\s+(?:(?:nog\s+(?:steeds|altijd)|wel|ook|nu|dan|daarbij)\s+){0,2}(?:de\s+bedoeling|het\s+streven|het\s+voornemen|de\s+verwachting)|ligt\s+het\s+in\s+de\s+bedoeling|het\s+ligt\s+in\s+de\s+bedoeling"
    r"|(?:het\s+)?(?:is\s+)?(?:nu\s+)?voorzien\s+is"
    r"|(?:ik|wij|we|het\s+kabinet)\s+verwacht(?:en)?|verwacht(?:en)?\s+(?:ik|wij|we|het\s+kabinet))\s*,?\s+dat\b",
    re.IGNORECASE,
)


# One of what was just named: "de laatste daarvan".
_OF_IT = re.compile(
    r"\b(?:de|het)\s+(?:eerste|tweede|laatste|andere|overige|rest)\s+(?:daarvan|hiervan|ervan)\b"
)
_FINITE = re.compile(r"\b(?:kan|kunnen|zal|zullen|wordt|worden|is|zijn)\b", re.IGNORECASE)


_STEP = re.compile(
    r"\b(?:gereed|klaar|afgerond|gestart|van\s+start|in\s+werking|in\s+consultatie|plaatsvind\w+)\b",
    re.IGNORECASE,
)


_TREADS = re.compile(r"\b(?:treedt|treden|start|starten|gaat|gaan|verschijnt|komt)\b")
_GETS = re.compile(r"\b(?:ontvangt|ontvangen|krijgt)\b")
# "De pilot start in mei", "in mei gaat de campagne van start", "de handreiking is in mei gereed".
_STARTS = re.compile(
    r"\b(?<!\bvan\s)(?P<verb>start|starten|begint|beginnen|opent|openen|gaat|gaan|zal|zullen)\b(?P<rest>[^,;]*)",
    re.IGNORECASE,
)
# What begins, right behind its verb: "start een onafhankelijk onderzoek".
_BEHIND = re.compile(r"\s+(?:ook\s+)?(?:de|het|een)\s+(?:[\wë-]+\s+)?[\wë-]+")
# With words between when something else stands first: "Op mijn verzoek start binnenkort een onderzoek".
_FAR_BEHIND = re.compile(r"[^,;.]{0,60}?\s(?:de|het|een)\s+(?:[\wë-]+\s+)?[\wë-]+")
_ADVERB_FIRST = re.compile(
    r"(?:In|Op|Vanaf|Per|Begin|Medio|Eind|Daarom|Daartoe|Binnenkort|Voor|Na|Volgend|Dit|Met)\s"
)
_UNREAL = re.compile(
    r"\b(?:zou|zouden|kan|kunnen|kon|konden|moet|moeten|moest|mag|mogen|te)\s+(?:\w+\s+)?\Z"
)
_STARTED = re.compile(r"\b(?:van\s+start|starten|beginnen|aanvangen)\b", re.IGNORECASE)
_READY = re.compile(
    r"\b(?:is|zijn|komt|komen|zal|zullen|wordt|worden)\b[^,;]{0,120}?\b(?:beschikbaar|gereed|klaar|afgerond|verwacht|opgeleverd)\b"
    r"|\b(?:komt|komen)\b[^,;]{0,60}?\buit(?=\s*(?:[.,;]|$))"
    r"|\b(?:dat|die)\b[^,;]{0,80}?\b(?:beschikbaar|gereed|klaar|afgerond)\s+(?:is|zijn|komt|komen|zal|zullen|moet)\b"
)
_RESULT = re.compile(
    r"\b(?:[a-zë-]*(?:onderzoek|evaluatie|verkenning|inventarisatie|studie|handreiking|leidraad|rapport|actieplan|analyse|monitor|routekaart|pilot|campagne|wetsvoorstel|toets|website|uitwerking|gedragscode|convenant|richtsnoer|protocol|kader|visie|agenda|strategie|akkoord|wetgeving|voorstel|systeem|portaal|register|dashboard)"
    r"|plan\s+van\s+aanpak|resultaten\s+van|uitkomsten\s+van)\b",
    re.IGNORECASE,
)
# Answers that are given: "de beantwoording zal zo spoedig mogelijk plaatsvinden".
_CLOSE = 24  # characters between "volgt een" and the step
_ANSWERING = re.compile(r"\b(?:beantwoording|toezending|verzending)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:zal|zullen)\b[^;]{0,200}?\b(?:plaatsvinden|gereed\s+zijn|klaar\s+zijn)\b|\b(?:vindt|vinden)\b[^;]{0,200}?\bplaats\b",
    re.IGNORECASE,
)


def founded(said: Said) -> Iterator[Found]:
    """Read "er komt een onderzoek" and "daartoe stel ik een commissie in": a thing that was not there."""
    match = None if _THINGS.isdisjoint(said.held) else _FOUNDED.search(said.text)
    if match is None or said.has("here") or said.has("not") or BY_OTHERS.search(said.text):
        return
    subject = find_subject(said.text, match.start(), match.start() + len(match[0].split()[0]))
    if subject is not None or match[0][0] in "EeDdHhVvOoTtBbZz":
        yield Found(match.start(), match.end(), PromiseKind.ACT, "er komt", subject)


def step_taken(said: Said) -> Iterator[Found]:
    """Read a decision or a step of a bill with a day: "neemt in mei een besluit", "gaat in consultatie"."""
    if said.has("here") or said.has("not") or said.term_in(0, len(said.text)) is None:
        return
    dated = said.term_in(0, len(said.text), dated=True) is not None
    decides = not _DECISION.isdisjoint(said.held)
    match = _DECIDES.search(said.text) if decides and (dated or find_last(said.text)) else None
    if match is not None:
        verb = match[0].split()[0]
        subject = find_subject(said.text, match.start(), match.start() + len(verb))
        passive = _TAKEN.search(match[0]) is not None and not is_of_others(said, match.end())
        if subject is not None or (passive and dated):
            yield Found(match.start(), match.end(), PromiseKind.ACT, "neemt besluit", subject)
        return
    if not dated:
        return
    rise = _RISES.search(said.text)
    since = rise is not None and _FROM.search(said.text) is not None
    if rise is not None and since and not names_others(said) and not BY_OTHERS.search(said.text):
        yield Found(rise.start(), rise.end(), PromiseKind.ACT, "stap")
        return
    match = _STEPS.search(said.text) or _TAKES_EFFECT.search(said.text)
    if match is not None and match.re is _TAKES_EFFECT and said.has("foreseen", 0, match.start()):
        if not names_others(said):
            yield Found(match.start(), match.end(), PromiseKind.ACT, "stap")
        return
    if match is None or said.has("others") or not _OWN_STEP.search(said.text):
        return
    if find_subject(said.text, match.start(), match.start() + 1) is None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "stap")


def expected(said: Said) -> Iterator[Found]:
    """Read "de verwachting is dat de regeling in mei kan worden gepubliceerd": with a day only."""
    match = _EXPECTED.search(said.text)
    if match is None or is_denied(said, max(0, match.start() - 20), len(said.text)):
        return
    if is_of_others(said, len(said.text)):
        return
    if said.term_in(match.end(), len(said.text), dated=True) is None:
        return
    verbal = _FINITE.search(said.text, match.end()) or _TREADS.search(said.text, match.end())
    if verbal is None and not _GETS.search(said.text):
        return
    book = load_verbs()
    done = book.participle.search(said.lower, match.end())
    step = _STEP.search(said.text, match.end())
    if done is not None:
        verb = book.participles[" ".join(done[0].split())]
        if verb.kind in TELLING or verb.kind is VerbClass.ACT:
            kind = kind_of(said, verb)
            yield Found(match.start(), done.end(), kind, "verwachting", find_agent(said.text))
    elif said.has("chamber") and _GETS.search(said.text, match.end()):
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "verwachting")
    elif step is not None and (
        said.has("foreseen") or said.has("paper") or _OF_IT.search(said.text)
    ):
        yield Found(match.start(), step.end(), PromiseKind.ACT, "verwachting")


def strives(said: Said) -> Iterator[Found]:
    """Read "ik streef naar indiening van het wetsvoorstel in mei": a step aimed at, with a day."""
    match = _STRIVES.search(said.text)
    if match is None or said.has("here") or is_denied(said, 0, match.end()):
        return
    passive = match["verb"].lower() == "gestreefd"
    subject = find_subject(said.text, *match.span("verb"))
    if (subject is None and not passive) or (passive and BY_OTHERS.search(said.text)):
        return
    if said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "streven", subject)


def orders(said: Said) -> Iterator[Found]:
    """Read "ik geef het RIVM opdracht" and, with a day, "ik vraag de inspectie om … te"."""
    match = _ORDERS.search(said.text)
    if match is None or said.has("here") or said.spoken or is_denied(said, 0, match.end()):
        return
    verb = next(name for name in ("verb", "gives", "asks") if match[name] is not None)
    subject = find_subject(said.text, *match.span(verb))
    official = subject is not None and subject.kind is not SubjectClass.AGENCY
    if subject is None or not official or subject.order is Order.SUBORDINATE:
        return
    dated = said.term_in(0, len(said.text), dated=True) is not None
    if dated or match["verb"] is not None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "opdracht", subject)


def starts(said: Said) -> Iterator[Found]:
    """Read "de pilot start in september": work of the state that begins, with a day."""
    if said.has("here") or said.has("not") or not said.has("foreseen") or names_others(said):
        return
    dated = said.term_in(0, len(said.text), dated=True) is not None
    soon = said.term_in(0, len(said.text)) is not None and _RESULT.search(said.text) is not None
    if not (dated or soon) or BY_OTHERS.search(said.text):
        return
    for match in _STARTS.finditer(said.text):
        start, end = match.span("verb")
        if _UNREAL.search(said.text, 0, start) is not None:
            continue
        begun = match["verb"][0] in "sSbBoO" or _STARTED.search(match["rest"]) is not None
        far = _ADVERB_FIRST.match(said.text) is not None and match["verb"][0] not in "zZgG"
        behind = (_FAR_BEHIND if far else _BEHIND).match(said.text, end)
        named = said.has("foreseen", 0, start) or (
            behind is not None and said.has("foreseen", end, behind.end())
        )
        if begun and named and find_subject(said.text, start, end) is None:
            yield Found(start, end, PromiseKind.ACT, "start")
            return


def follows(said: Said) -> Iterator[Found]:
    """Read "in het voorjaar volgt een aanbesteding": a step of the state, with a day."""
    match = _FOLLOWS.search(said.text)
    if match is None or said.has("here") or said.has("not") or said.spoken or names_others(said):
        return
    step = said.find("foreseen", match.end())
    near = step is not None and step.start() - match.end() < _CLOSE
    paper = said.find("paper", match.end(), match.end() + _CLOSE)
    if near and paper is None and said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "stap")


def takes_initiative(said: Said) -> Iterator[Found]:
    """Read "ik neem het initiatief om" and "ik neem de aanbeveling over om": an act is taken up."""
    match = _INITIATIVE.search(said.text)
    if match is None or said.has("here") or is_denied(said, 0, match.end()):
        return
    subject = find_subject(said.text, *match.span("verb"))
    head = find_infinitive(said.text, match.end())
    if subject is None or head is None or subject.order is Order.SUBORDINATE:
        return
    if head.kind in (VerbClass.ACT, *TELLING):
        yield Found(match.start(), head.end, kind_of(said, head), "neem over", subject)


def results(said: Said) -> Iterator[Found]:
    """Read "de handreiking is in mei gereed": a result of the state that is there by a day."""
    funded = None if _FUNDS.isdisjoint(said.held) else _FUNDED.search(said.text)
    if funded is not None and _is_amount_by_a_day(said) and not names_others(said):
        yield Found(funded.start(), funded.end(), PromiseKind.ACT, "beschikbaar")
        return
    match = _READY.search(said.lower)
    if match is None or said.has("here") or is_denied(said, 0, match.end()):
        return
    if is_of_others(said, match.end()) or names_others(said):
        return
    begin, end = said.text.rfind("; ", 0, match.start()) + 1, said.text.find("; ", match.end())
    dated = said.term_in(begin, end if end > 0 else len(said.text), dated=True) is not None
    around = said.text[: match.start()] + match[0]
    if dated and _RESULT.search(around):
        yield Found(match.start(), match.end(), PromiseKind.ACT, "gereed")


def _is_amount_by_a_day(said: Said) -> bool:
    """Say whether money is named, and a day to come."""
    if said.term_in(0, len(said.text), dated=True) is None:
        return False
    return said.has("measured") or _MONEY.search(said.text) is not None


def held(said: Said) -> Iterator[Found]:
    """Read "de evaluatie zal in 2026 plaatsvinden": a step of the state, with a day."""
    match = _HELD.search(said.text)
    answers = match is not None and _ANSWERING.search(said.text, 0, match.start()) is not None
    if match is not None and answers and said.term_in(0, len(said.text)) is not None:
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "vindt plaats")
        return
    if match is None or not said.has("foreseen") or is_denied(said, match.start(), match.end()):
        return
    if said.has("here") or said.has("others") or find_subject(said.text, *match.span()) is not None:
        return
    if said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "vindt plaats")
