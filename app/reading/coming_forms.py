"""The forms of a promise in which a paper or a step comes: "er komt een brief", "de verwachting is dat"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.clauses import Said, each
from app.reading.kinds import TELLING
from app.reading.present_forms import has_term
from app.reading.promise_forms import BY_OTHERS, Found, is_denied, is_of_others
from app.reading.subjects import find_agent, find_subject
from app.reading.verbs import VerbClass, load_verbs

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
_ELSEWHERE = re.compile(r"^(?:\s+(?:ik|wij|we))?\s+(?:van|bij|op|aan|toe|tot|uit|nu)\b")
_ANSWERS = re.compile(
    r"(?:De|Een|Mijn)\s+(?:\w+\s+)?(?:antwoorden|antwoord|beantwoording|reactie|overzicht|terugkoppeling)\b"
)
_TELLS = re.compile(
    r"\b(?:toegaan|toekomen|ingaan|verschijnen|volgen|komen|uitgaan|schetsen|bevatten|worden)\b"
)
_TO_COME = re.compile(
    r"\b(?:opvolger|volgende|eerstvolgende|nieuwe|definitieve|nadere|aangekondigde|toegezegde|een)\b"
)
_CHAMBER = r"(?:uw|de|beide)\s+(?:tweede\s+)?kamers?"
_ANNOUNCED = re.compile(
    r"\b(?:er|daar(?:over)?|hier(?:over)?|dan)\s+(?:komt|volgt|verschijnt)\s+(?:\w+\s+){0,6}?(?:een|de|mijn)\s+(?:\w+\s+){0,2}?"
    r"(?:\w*brief|\w*reactie|\w*nota|overzicht|rapportage|terugkoppeling|antwoord|appreciatie)\b"
    r"|\b(?:komt|volgt)\s+er\s+(?:(?:nog|ook|dan|dus)\s+)*een\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|rapportage)\b",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:[Ee]r|[Dd]aartoe|[Hh]iertoe|[Dd]aarom|[Dd]aarvoor)\s+(?:komt|komen)\s+(?:er\s+)?(?:(?:nog|ook|dus|daarom)\s+){0,2}een\s+(?:[a-zë-]+\s+){0,2}?"
    r"[a-zë-]*(?:onderzoek|evaluatie|commissie|meldpunt|wetsvoorstel|wet|werkgroep|taskforce|actieplan|loket|register|fonds)\b"
    r"|\b[Ee]r\s+wordt\s+(?:\w+\s+){0,2}?een\s+(?:[a-zë-]+\s+){0,2}?[a-zë-]*(?:onderzoek|evaluatie|commissie|meldpunt|werkgroep|taskforce)\s+"
    r"(?:ingesteld|gestart|opgezet|opgericht|uitgevoerd)\b"
    r"|\bstel(?:t|len)?\b[^,;.]{0,60}?\been\s+(?:[a-zë-]+\s+){0,3}?[a-zë-]*(?:commissie|werkgroep|verkenner|taskforce|gezant|kwartiermaker)\s+(?:in|aan)\b"
)
_DECIDES = re.compile(
    r"\b(?:neem|neemt|nemen)\b[^,;.]{0,100}?\b(?:besluit|beslissing)\b|\b(?:besluit|beslissing)\b[^,;.]{0,60}?\b(?:wordt|zal)\b[^,;.]{0,80}?\bgenomen\b",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\b(?:gaat|start|begint|treedt|treden|ligt)\b[^,;.]{0,100}?\b(?:in\s+(?:internet)?consultatie|van\s+start|in\s+werking|naar\s+de\s+(?:Afdeling\s+advisering\s+van\s+de\s+)?Raad\s+van\s+State"
    r"|bij\s+(?:uw|de)\s+Kamer)\b|\b(?:internet)?consultatie\s+(?:start|begint)\b|\bbeoogde\s+(?:datum\s+van\s+)?(?:inwerkingtreding|invoering|publicatie|start)\b[^,;.]{0,60}?\bis\b"
    r"|\bzal\b[^,;.]{0,100}?\bin\s+werking\s+treden\b|\bin\s+(?:internet)?consultatie\s+(?:gaat|gaan)\b",
    re.IGNORECASE,
)
_OWN_STEP = re.compile(
    r"\b(?:naar\s+verwachting|zal|beoogde?|voornemen|planning|\w*consultatie|Raad\s+van\s+State|Kamer)\b"
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
_EXPECTED = re.compile(
    r"\b(?:de\s+verwachting\s+is(?:\s+(?:nu|wel|thans|nog\s+steeds))?|is\s+(?:nu\s+)?(?:de|mijn)\s+verwachting"
    r"|(?:ik|wij|we|het\s+kabinet)\s+verwacht(?:en)?|verwacht(?:en)?\s+(?:ik|wij|we|het\s+kabinet))\s*,?\s+dat\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:kan|kunnen|zal|zullen|wordt|worden|is|zijn)\b", re.IGNORECASE)
_GETS = re.compile(r"\b(?:ontvangt|ontvangen|krijgt)\b")
_STEP = re.compile(
    r"\b(?:gereed|klaar|afgerond|gestart|van\s+start|in\s+werking|in\s+consultatie|plaatsvind\w+)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:zal|zullen)\b[^;]{0,200}?\b(?:plaatsvinden|gereed\s+zijn|klaar\s+zijn)\b|\b(?:vindt|vinden)\b[^;]{0,200}?\bplaats\b",
    re.IGNORECASE,
)


def paper_comes(said: Said) -> Iterator[Found]:
    """Read a paper to come as subject: "Een volgende brief zal uw Kamer in mei toegaan"."""
    if said.has("here"):
        return
    for match in each(_COMES, said.text):
        new = _paper_is_subject(said, match.start())
        if new is None or said.has("not", match.end()):
            continue
        if match[0].lower() in ("zal", "zullen"):
            promised = new and _TELLS.search(said.text, match.end()) is not None
        else:
            promised = has_term(said)
        if promised:
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "stuk volgt")


def _paper_is_subject(said: Said, at: int) -> bool | None:
    """Say whether the paper before the verb is named as still to come; None without a paper."""
    paper = said.find("paper", 0, at) or _ANSWERS.match(said.text)
    if paper is None or said.has("annexed", 0, at) or re.search(r"[,;]", said.text[:at]):
        return None
    head = said.lower[: paper.start()]
    if len(head.split()) > 8 or find_subject(said.text, at, at + 1) is not None:
        return None
    return _TO_COME.search(head) is not None


def comes_with(said: Said) -> Iterator[Found]:
    """Read "ik kom voor de zomer met een plan": with a term, or what comes is a paper."""
    if said.has("here") or said.has("same_debate"):
        return
    for match in each(_COME, said.text):
        subject = find_subject(said.text, *match.span())
        brought = _BROUGHT.search(said.text, match.end())
        if subject is None or brought is None or is_denied(said, match.end(), brought.start()):
            continue
        if _ELSEWHERE.search(said.text[match.end() : brought.start()]) is not None:
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


def founded(said: Said) -> Iterator[Found]:
    """Read "er komt een onderzoek" and "daartoe stel ik een commissie in": a thing that was not there."""
    match = _FOUNDED.search(said.text)
    if match is None or said.has("here") or said.has("not") or BY_OTHERS.search(said.text):
        return
    subject = find_subject(said.text, match.start(), match.start() + len(match[0].split()[0]))
    if subject is not None or match[0][0] in "EeDdHh":
        yield Found(match.start(), match.end(), PromiseKind.ACT, "er komt", subject)


def step_taken(said: Said) -> Iterator[Found]:
    """Read a decision or a step of a bill with a day: "neemt in mei een besluit", "gaat in consultatie"."""
    if said.has("here") or said.has("not") or said.term_in(0, len(said.text), dated=True) is None:
        return
    match = _DECIDES.search(said.text)
    if match is not None:
        verb = match[0].split()[0]
        subject = find_subject(said.text, match.start(), match.start() + len(verb))
        passive = "genomen" in match[0] and not is_of_others(said, match.end())
        if subject is not None or passive:
            yield Found(match.start(), match.end(), PromiseKind.ACT, "neemt besluit", subject)
        return
    match = _STEPS.search(said.text)
    if match is None or said.has("others") or not _OWN_STEP.search(said.text):
        return
    if find_subject(said.text, match.start(), match.start() + 1) is None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "stap")


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


def expected(said: Said) -> Iterator[Found]:
    """Read "de verwachting is dat de regeling in mei kan worden gepubliceerd": with a day only."""
    match = _EXPECTED.search(said.text)
    if match is None or said.has("not", match.start()) or is_of_others(said, len(said.text)):
        return
    if said.term_in(match.end(), len(said.text), dated=True) is None:
        return
    if _FINITE.search(said.text, match.end()) is None and not _GETS.search(said.text):
        return
    book = load_verbs()
    done = book.participle.search(said.text, match.end())
    step = _STEP.search(said.text, match.end())
    if done is not None:
        verb = book.participles[" ".join(done[0].lower().split())]
        if verb.kind in TELLING or verb.kind is VerbClass.ACT:
            told = verb.kind in TELLING and (said.has("chamber") or said.has("paper"))
            kind = PromiseKind.INFORM if told else PromiseKind.ACT
            yield Found(match.start(), done.end(), kind, "verwachting", find_agent(said.text))
    elif said.has("chamber") and _GETS.search(said.text, match.end()):
        yield Found(match.start(), match.end(), PromiseKind.INFORM, "verwachting")
    elif step is not None and (said.has("foreseen") or said.has("paper")):
        yield Found(match.start(), step.end(), PromiseKind.ACT, "verwachting")


def held(said: Said) -> Iterator[Found]:
    """Read "de evaluatie zal in 2026 plaatsvinden": a step of the state, with a day."""
    match = _HELD.search(said.text)
    if match is None or not said.has("foreseen") or is_denied(said, match.start(), match.end()):
        return
    if said.has("here") or said.has("others") or find_subject(said.text, *match.span()) is not None:
        return
    if said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(match.start(), match.end(), PromiseKind.ACT, "vindt plaats")
