"""The forms of a promise with "zal" and "ga": a finite auxiliary and the verb that it rests on.

Every function looks at one sentence and gives what it found as `Found`: where the verb
stands, what is promised, and who is named. What counts, with examples:
docs/reading-promises.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.reading import Made, PromiseKind, TermKind
from app.reading.clauses import Head, Said, clause_end, each, find_head
from app.reading.kinds import TELLING, also_tells, as_told, is_carried, is_written, kind_of
from app.reading.subjects import (
    Order,
    Subject,
    SubjectClass,
    find_agent,
    find_last,
    find_shared,
    find_subject,
)
from app.reading.verbs import VerbClass

_FOLLOWS = re.compile(
    r"(?:Dit|Deze|Dat|Die|Hij|Het|Ook|Daarna|Daarnaast|Vervolgens|Naar verwachting)\b"
)
# Those to whom something goes, or with whom it is done, are not its doers.
_TO_OTHERS = re.compile(
    r"\b(?:aan|bij|naar|met|voor|richting|tussen)\s+(?:(?:de|het|alle|andere|betrokken|afdeling|advisering|van)\s+){0,5}\Z"
)
_HEARD = re.compile(
    r"\b(?:aan|bij|naar)\s+(?:de|het)\s+(?:(?:afdeling\s+)?(?:advisering\s+van\s+de\s+)?raad\s+van\s+state|europese\s+commissie|ministerraad|toezichthouder|autoriteit\w*|adviescollege\w*)\b"
)
BY_OTHERS = re.compile(r"\bdoor\s+(?:de|het|een|[A-Z])")

_SHALL = re.compile(r"\b(?:zal|zullen|zult)\b", re.IGNORECASE)
_GO = re.compile(r"\b(?:ga|gaat|gaan|treed|treedt|treden)\b", re.IGNORECASE)
_MEET = re.compile(
    r"\b(?:in\s+gesprek|met\s+(?:de|het|onze|mijn|alle|die)\s+[^,;.]{2,60}?\s(?:praten|spreken|overleggen)|het\s+gesprek\b[^,;.]{0,120}?\baan(?!\s+(?:de|het)\b)|op\s+werkbezoek|de\s+dialoog\s+aan"
    r"|(?:om|rond)\s+(?:de\s+)?tafel|in\s+overleg(?=[^,;.]{0,120}\b(?:gaan|treden)\b)|op\s+bezoek|op\s+reis)\b(?![^,;.]{0,80}\bblijven\b)",
    re.IGNORECASE,
)
_CONSULT = re.compile(
    r"\b(?:ga|gaat|gaan|treed|treden)\s+(?:(?!om\b)\w+\s+){0,4}?in\s+overleg\b", re.IGNORECASE
)
_WITH = re.compile(r"\bmet\s+(?:(?:de|het|mijn|onze|alle|deze|die|beide)\s+)?(?!elkaar|u\b|uw\b)\w")
# "in de brief is gemeld dat", "heb ik u geïnformeerd dat": what follows was said before.
_RETOLD = re.compile(
    r"\b(?:heb|heeft|hebben|is|zijn|werd)\b[^;]{0,160}\b(?:aangegeven|aangekondigd|gemeld|benoemd|vermeld|geïnformeerd"
    r"|medegedeeld|meegedeeld|bericht|geschreven|opgenomen|bevestigd)\b[^;]{0,40}\bdat\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:een|het|de|\d+|voorstel|bijdrage|gebruik|opdracht|mogelijkheid|uitvoering|gevolg|opvolging|afspraken|navraag|onderzoek|voorstellen|aangifte)\b"
)
# A clause of its own inside the sentence; after a subject "dat" is the object: "zal ik dat niet".
_SUBORDINATE = re.compile(
    r"\b(?!(?:ik|wij|we|u|hij|zij|het|kabinet|minister|staatssecretaris|regering|kamer|nederland)\s)"
    r"\w+\s+(?:dat|die)\s|\b(?:wat|wie|welke?|waar\w*|of|hoe|waarom|indien|als|omdat|zodat)\s",
    re.IGNORECASE,
)
# What is founded is definite without a term: "er zal een onafhankelijk onderzoek worden uitgevoerd".
_FOUNDED = re.compile(
    r"\bonderzoek\s+(?:zal\s+)?(?:worden\s+(?:gedaan|uitgevoerd|verricht)|(?:gedaan|uitgevoerd|verricht)\s+worden)\b|\been\s+(?:[a-zë-]+\s+){0,3}?[a-zë-]*(?:onderzoek|evaluatie|commissie|verkenner|gezant|meldpunt|loket|platform|register|werkgroep|taskforce|toets"
    r"|pilot|campagne|handreiking|leidraad|(?:actie)?plan|verkenning)\b[^,;]{0,80}"
    r"\b(?:worden\s+)?(?:ingesteld|ingericht|uitgevoerd|verricht|aangesteld|opgericht|opgezet|opgesteld|ontwikkeld|gestart|uitgezet|gedaan|benoemd|gelanceerd)\b",
    re.IGNORECASE,
)
_BY_PAPER = re.compile(
    r"\bbij\s+(?:nota\s+van\s+wijziging|(?:ministeriële\s+regeling|algemene\s+maatregel\s+van\s+bestuur|amvb)\s+zal)\b"
)
_REQUESTED = re.compile(
    r"[^,;.]{0,120}?\b(?:worden\s+(?:verzocht|gevraagd|uitgenodigd)|(?:verzocht|gevraagd|uitgenodigd)\s+(?:zal\s+)?worden)\b"
)
_WHETHER = re.compile(
    r"\b(?:informeren|weten|gevraagd|verzocht|vragen|vraagt|verzoeken|aangeven)\s*,?\s+(?:wanneer|of|hoe|wat|welke?|waarom)\b[^,;]*\Z"
)
_KEEPS = re.compile(r"\b(?:toezegging|motie|verzoek|afspraak)", re.IGNORECASE)
_TO_THE_CHAMBER = re.compile(r"\b(?:aan|bij|met|naar)\s+(?:uw|de|beide)\s+(?:tweede\s+)?kamers?\b")
_ROUNDS = 8  # reporting verbs of one sentence that are looked at
# Terms that by themselves do not lead out of this debate or paper.
LOOSE = ("vague_meeting", "vague_then", "vague_with")
_LIGHT = ("doen", "geven", "maken", "brengen")
# What somebody only supposes: "ik ga ervan uit dat de minister … zal".
_SUPPOSED = re.compile(
    r"\b(?:ervan\s+uit|aan|vermoed|denk|vind|hoop|neem\s+aan|weet)\s*,?\s+dat\b[^,;]*$",
    re.IGNORECASE,
)
_LOOKING = ("onderzoeken", "verkennen", "analyseren", "nagaan", "inventariseren")
_POSSIBLE = re.compile(r"\bmogelijkhe(?:id|den)\b", re.IGNORECASE)
_GIVING = ("bijdragen", "steunen", "ondersteunen", "versterken", "inzetten")
WEIGHING = ("bezien", "overwegen", "heroverwegen")  # with a day only
_RAISING = (
    *("onderstrepen", "benadrukken", "bepleiten", "pleiten", "aankaarten"),
    *("aandringen", "aanspreken"),
)
_OTHERS_TOLD = re.compile(
    r"\b(?:gemeenten|burgers|inwoners|ouders|bedrijven|betrokkenen|partijen)$"
)
_SECOND = re.compile(
    r"[^.;:]{0,120}?,?\s+en,?\s+(?P<start>(?:bij\s[^,]{3,80},\s*|in\s[^,]{3,40},\s*)?(?:een|het|de)\s)"
)
_OPENER = re.compile(r"(\w+)\s+(?:ook\s+|dan\s+)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A promise in a sentence: `at` is where its verb stands, `end` where that ends."""

    at: int
    end: int
    kind: PromiseKind
    cue: str
    subject: Subject | None = None
    made: Made = Made.HERE


Form = Callable[[Said], Iterator[Found]]


def is_retold(before: str) -> bool:
    """Say whether what follows is told of an earlier paper: "in de brief is benoemd dat"."""
    return _RETOLD.search(before) is not None


def is_of_others(said: Said, end: int) -> bool:
    """Say whether a passive without an agent is likely done by others: they are named here.

    "door de Commissie" names them; so does a sentence about the Commission, or one that
    follows it with "dit" or "deze", when the government is not named before `end`.
    """
    if BY_OTHERS.search(said.text) is not None:
        return True
    if find_last(said.text[:end]) is not None:
        return False
    follows = _FOLLOWS.match(said.text) is not None and find_last(said.before) is None
    return names_others(said) or (follows and said.before_has("others"))


def to_others(said: Said) -> bool:
    """Say whether something goes to a body that has to be heard first: "aan de Raad van State"."""
    return _HEARD.search(said.lower) is not None


def names_others(said: Said) -> bool:
    """Say whether others stand in a sentence as doers, not as those to whom something goes."""
    match, rounds = said.find("others"), 0
    while match is not None and rounds < _ROUNDS:
        if _TO_OTHERS.search(said.lower, max(0, match.start() - 60), match.start()) is None:
            return True
        match, rounds = said.find("others", match.end()), rounds + 1
    return match is not None


def is_denied(said: Said, start: int, end: int) -> bool:
    """Say whether "niet" or "geen" stands in a stretch, and denies the verb itself.

    In "informeer ik de Kamer over websites die nog niet voldoen" it denies what is told
    of the websites.
    """
    end = max(start, end)
    match = said.find("not", start, end)
    return match is not None and _SUBORDINATE.search(said.text, start, match.start()) is None


def _is_reported(said: Said, at: int) -> bool:
    """Say whether somebody else is quoted as saying what follows."""
    match, rounds = said.find("third", 0, at), 0
    while match is not None and rounds < _ROUNDS:
        rounds += 1
        governed = re.search(r"\b(?:dat|te|aan)\b", said.text[match.end() : at]) is not None
        if governed and find_subject(said.text, match.start(), match.end()) is None:
            return True
        match = said.find("third", match.end(), at)
    return False


def _is_definite(said: Said, start: int, head: Head, subject: Subject) -> bool:
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
    if head.kind is VerbClass.EFFORT or head.verb == "inzetten" or said.has("stance", start, end):
        return _is_occasion(said, head) or (head.verb in _GIVING and said.has("measured", 0, end))
    if head.verb in _LOOKING and _POSSIBLE.search(said.text) is not None:
        return said.term_in(0, len(said.text)) is not None
    if head.verb in _LIGHT:
        start = subject.end if subject.order is Order.SUBORDINATE else start
        return _OBJECT.search(said.text, start, head.start) is not None
    return True


def is_speaking(said: Said, head: Head) -> bool:
    """Say whether "zal ingaan op" is what the speaker does in this very debate: nothing leads out of it."""
    if said.listed or head.verb in ("terugkomen", "reageren", "op papier zetten"):
        return False
    out = said.has("paper") or said.has("chamber") or "schriftelijk" in said.lower
    return not out and not any(term.rule not in LOOSE for term in said.terms)


def _is_definite_in_speech(said: Said, head: Head) -> bool:
    """Say whether an act named in a debate can be ticked off: speech needs a term or the Chamber."""
    if said.has("same_debate") or said.has("stance") or head.lasting:
        return False
    timed = any(term.rule not in LOOSE for term in said.terms)
    if head.verb in _LIGHT:  # "ik zal dat doen nadat ik iets over de top heb gezegd"
        timed = said.term_in(0, len(said.text)) is not None
    return (
        timed
        or said.has("chamber")
        or said.has("paper")
        or (head.kind is VerbClass.ACT and head.verb not in _LIGHT)
    )


def _is_occasion(said: Said, head: Head) -> bool:
    """Say whether a point is raised at a named meeting that is still to come."""
    if head.verb not in _RAISING and not (head.verb == "vragen" and "aandacht" in said.lower):
        return False
    return said.has("meeting") or any(
        term.rule in ("meeting", "vague_meeting") for term in said.terms
    )


def _is_contents(said: Said, head: Head, subject: Subject) -> bool:
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


def is_asked(said: Said, match: re.Match[str]) -> bool:
    """Say whether it is a request, or what is asked: "zal worden verzocht", "informeren wanneer … zal"."""
    if _REQUESTED.match(said.text, match.end()) is not None:
        return True
    return _WHETHER.search(said.text[: match.start()]) is not None


def shall(said: Said) -> Iterator[Found]:
    """Read "zal" with the government as its subject."""
    for match in each(_SHALL, said.text):
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        if subject is None or _is_reported(said, match.start()) or is_asked(said, match):
            continue
        undated = said.term_in(0, len(said.text), dated=True) is None
        if subject.kind is SubjectClass.AGENCY and undated:
            continue
        if subject.kind is not SubjectClass.SPEAKER and _SUPPOSED.search(
            said.text[: match.start()]
        ):
            continue
        if meets(said, match.end()):
            yield Found(match.start(), match.end(), PromiseKind.ACT, "zal in gesprek", subject)
            continue
        head = find_head(said.text, match.end())
        if head is None or head.passive:
            continue
        inverted = subject.order is Order.SUBORDINATE
        head = as_told(said, head, subject.end if inverted else match.end())
        if _is_contents(said, head, subject):
            continue
        if _is_definite(said, match.end(), head, subject):
            cue = f"zal {head.kind or 'act'}"
            yield Found(match.start(), head.end, kind_of(said, head), cue, subject)
            yield from _second_act(said, head, subject)


def meets(said: Said, start: int) -> bool:
    """Say whether a verb that ends at `start` goes to meet somebody: with a term, or by name."""
    match = _MEET.search(said.text, start) or _CONSULT.search(said.text, max(0, start - 7))
    if match is None or said.has("not", start, match.end()) or said.has("same_debate"):
        return False
    timed = any(term.rule == "vague" or term.kind is TermKind.DATE for term in said.terms)
    return timed or _WITH.search(said.text, start) is not None


def _second_act(said: Said, head: Head, subject: Subject) -> Iterator[Found]:
    """Read a second act after "en" with an object of its own: "… en een missie organiseren"."""
    match = _SECOND.match(said.text, head.end)
    if match is None or said.has("chamber", match.start("start"), match.end()):
        return
    second = find_head(said.text, match.end())
    if second is None or second.end > clause_end(said.text, match.end()):
        return
    if second.kind is VerbClass.ACT and not second.passive:
        yield Found(match.start("start"), second.end, PromiseKind.ACT, "zal act", subject)


def shall_passive(said: Said) -> Iterator[Found]:
    """Read "zal worden" + participle, the government implied or named by "door"."""
    for match in each(_SHALL, said.text):
        head = find_head(said.text, match.end())
        if head is None or not head.passive or is_denied(said, match.end(), head.start):
            continue
        if is_asked(said, match):
            continue
        retold = is_retold(said.text[: match.start()])
        if _is_reported(said, match.start()) or (said.has("here") and not retold):
            continue
        agent = find_agent(said.text)
        if agent is None and head.kind is not VerbClass.INFORM and is_of_others(said, head.end):
            continue
        if _passive_accepts(said, match, head, retold=retold):
            end = max(match.end(), head.end)
            cue = f"zal worden {head.kind}"
            yield Found(match.start(), end, kind_of(said, head), cue, agent)


def _passive_accepts(said: Said, match: re.Match[str], head: Head, *, retold: bool) -> bool:
    """Say whether a passive is a promise.

    The Chamber will be told, questions will be answered, or an act has a term or was
    announced in an earlier paper.
    """
    if head.kind is VerbClass.INFORM:
        before = said.lower[: match.start()].strip()
        if head.verb == "verslag doen" and said.spoken:
            return any(term.rule not in LOOSE for term in said.terms)
        if not said.has("chamber") and to_others(said):
            return said.term_in(0, len(said.text), dated=True) is not None
        return said.has("chamber") and _OTHERS_TOLD.search(before) is None
    if head.kind is VerbClass.ANSWER:
        return "vragen" in said.lower or said.has("paper")
    if head.kind is VerbClass.ACT:
        founded = _FOUNDED.search(said.text, 0, head.end) is not None
        founded = founded or _TO_THE_CHAMBER.search(said.lower) is not None
        # An evaluation is a thing to be had; a bill is changed by a paper of its own.
        founded = founded or head.verb == "evalueren" or _BY_PAPER.search(said.lower) is not None
        timed = any(term.rule not in LOOSE for term in said.terms)
        return retold or founded or timed or is_written(said, head) or is_carried(said, head)
    if head.verb in WEIGHING:
        return said.term_in(0, len(said.text), dated=True) is not None
    return is_written(said, head) or is_carried(said, head)


def go(said: Said) -> Iterator[Found]:
    """Read "ga" + infinitive as "zal", and "ga in gesprek" with a term."""
    for match in each(_GO, said.text):
        subject = find_subject(said.text, *match.span())
        if subject is None or subject.order is Order.SUBORDINATE:
            continue
        if meets(said, match.end()):
            yield Found(match.start(), match.end(), PromiseKind.ACT, "ga in gesprek", subject)
            continue
        head = find_head(said.text, match.end())
        if head is None or head.passive:
            continue
        head = as_told(said, head, match.end())
        soft = head.kind in (None, VerbClass.EFFORT)
        if soft and not (is_written(said, head) or is_carried(said, head)):
            continue
        timed = any(term.rule == "vague" or term.kind is TermKind.DATE for term in said.terms)
        timed = timed or (head.kind is VerbClass.INFORM and said.has("chamber"))
        told_here = head.kind in TELLING and (said.has("here") or not timed)
        if not told_here and _is_definite(said, match.end(), head, subject):
            yield Found(match.start(), head.end, kind_of(said, head), f"ga {head.kind}", subject)
