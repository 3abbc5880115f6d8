"""The forms of a promise with "zal" and "ga": a finite auxiliary and the verb that it rests on.

Every function looks at one sentence and gives what it found as `Found`: where the verb
stands, what is promised, and who is named. What counts, with examples:
docs/reading-promises.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.reading import Made, PromiseKind, TermKind
from app.reading.blockers import (
    is_asked,
    is_denied,
    is_of_others,
    is_reported,
    is_retold,
    to_others,
)
from app.reading.clauses import Head, Said, clause_end, each, find_head, find_meant
from app.reading.definite import LOOSE, OPENING, WEIGHING, is_contents, is_definite, is_held, meets
from app.reading.kinds import TELLING, as_told, is_carried, is_written, kind_of
from app.reading.subjects import (
    Order,
    Subject,
    SubjectClass,
    find_agent,
    find_shared,
    find_subject,
)
from app.reading.verbs import VerbClass

_SHALL = re.compile(r"\b(?:zal|zullen|zult)\b", re.IGNORECASE)
_GO = re.compile(r"\b(?:ga|gaat|gaan|treed|treedt|treden)\b", re.IGNORECASE)
# What is founded is definite without a term: "er zal een onafhankelijk onderzoek worden uitgevoerd".
_FOUNDED = re.compile(
    r"\bonderzoek\s+(?:zal\s+)?(?:worden\s+(?:gedaan|uitgevoerd|verricht)|(?:gedaan|uitgevoerd|verricht)\s+worden)\b|\been\s+(?:[a-zë-]+\s+){0,3}?[a-zë-]*(?:onderzoek|evaluatie|commissie|verkenner|gezant|meldpunt|loket|platform|register|werkgroep|taskforce|toets"
    r"|pilot|campagne|handreiking|leidraad|(?:actie)?plan|verkenning)\b[^,;]{0,80}"
    r"\b(?:worden\s+)?(?:ingesteld|ingericht|uitgevoerd|verricht|aangesteld|opgericht|opgezet|opgesteld|ontwikkeld|gestart|uitgezet|gedaan|benoemd|gelanceerd)\b",
    re.IGNORECASE,
)
_BY_PAPER = re.compile(
    r"\bbij\s+(?:nota\s+van\s+wijziging|(?:koninklijk\s+besluit|ministeriële\s+regeling|algemene\s+maatregel\s+van\s+bestuur|amvb)\s+zal)\b|\bzal\b[^,;.]{0,60}?\bbij\s+(?:koninklijk\s+besluit|ministeriële\s+regeling|algemene\s+maatregel\s+van\s+bestuur|amvb)\b"
)
_TO_THE_CHAMBER = re.compile(r"\b(?:aan|bij|met|naar)\s+(?:uw|de|beide)\s+(?:tweede\s+)?kamers?\b")
# What somebody only supposes: "ik ga ervan uit dat de minister … zal".
_SUPPOSED = re.compile(
    r"\b(?:ervan\s+uit|aan|vermoed|denk|vind|hoop|neem\s+aan|weet)\s*,?\s+dat\b[^,;]*$",
    re.IGNORECASE,
)
_OTHERS_TOLD = re.compile(
    r"\b(?:gemeenten|burgers|inwoners|ouders|bedrijven|betrokkenen|partijen)$"
)
# The Chamber plans its own meetings.
_PLANNED = ("verplaatsen", "agenderen", "plaatsen", "op de agenda zetten", "op de agenda plaatsen")
_MEETING = re.compile(r"\b\w*(?:debat|overleg|behandeling|vergadering|stemming(?:en)?)\b")
_STUDY = re.compile(
    r"\b(?:onderzoek|evaluatie|verkenning|inventarisatie|analyse)\b[^,;.]{0,60}\b(?:doen|uitvoeren|verrichten|starten|instellen)\b"
)
# "Zal worden onderzocht of …": what there is to find out is named.
_WHAT = re.compile(r"\s*,?\s+(?:of|wanneer|hoe|welke?|in\s+hoeverre|waarom|wat)\b")
_AND = re.compile(r"\ben\s+")
_AGAIN = re.compile(r"\b(?:zal|zullen|ga|gaan|kom|komen|ik|wij|we|om)\b")
# "Ik ga ervan uit dat": nothing is done.
_ASSUMES = re.compile(r"[^,;.]{0,60}?\b(?:ervan\b[^,;.]{0,30}\buit|er\b[^,;.]{0,40}\bvan\s+uit)\b")
_SPEECH = re.compile(
    r"\b(?:vra(?:ag|gen)|blok\w*|onderwerp\w*|punt\w*|antwoord\w*|reactie|termijn)\b"
)
_SECOND = re.compile(
    r"[^.;:]{0,120}?,?\s+en,?\s+(?P<start>(?:bij\s[^,]{3,80},\s*|in\s[^,]{3,40},\s*)?(?:een|het|de)\s)"
)


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


def shall(said: Said) -> Iterator[Found]:
    """Read "zal" with the government as its subject."""
    for match in each(_SHALL, said.text):
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        subject = subject or find_meant(said, *match.span())
        if subject is None or is_reported(said, match.start()) or is_asked(said, match):
            continue
        undated = said.term_in(0, len(said.text), dated=True) is None
        studied = _STUDY.search(said.text, match.end()) is not None
        if subject.kind is SubjectClass.AGENCY and undated and not studied:
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
        if is_contents(said, head, subject):
            continue
        if is_definite(said, match.end(), head, subject):
            cue = f"zal {head.kind or 'act'}"
            yield Found(match.start(), head.end, kind_of(said, head), cue, subject)
            yield from _second_act(said, head, subject)
        elif head.kind is VerbClass.EFFORT:
            yield from _after_effort(said, head, subject)


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


def _after_effort(said: Said, head: Head, subject: Subject) -> Iterator[Found]:
    """Read what "zal" promises after an effort: "zal hierop toezien en in juni een bijeenkomst beleggen"."""
    edge = clause_end(said.text, head.end)
    joint = _AND.search(said.text, head.end, edge)
    second = find_head(said.text, joint.end()) if joint is not None else None
    if joint is None or second is None or second.end > edge or second.passive or second.lasting:
        return
    second = as_told(said, second, joint.end())
    if _AGAIN.search(said.text, joint.end(), second.start) is not None:
        return
    if is_denied(said, joint.end(), second.start) or said.has("same_debate"):
        return
    told = second.kind in TELLING and said.has("chamber", joint.end(), edge)
    timed = said.term_in(joint.end(), edge, dated=True) is not None
    if told or (timed and second.kind is VerbClass.ACT):
        yield Found(joint.end(), second.end, kind_of(said, second), "zal act", subject)


def shall_passive(said: Said) -> Iterator[Found]:
    """Read "zal worden" + participle, the government implied or named by "door"."""
    for match in each(_SHALL, said.text):
        head = find_head(said.text, match.end())
        if head is None or not head.passive or is_denied(said, match.end(), head.start):
            continue
        if is_asked(said, match):
            continue
        retold = is_retold(said.text[: match.start()])
        if is_reported(said, match.start()) or (said.has("here") and not retold):
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
    if head.verb in _PLANNED and _MEETING.search(said.text, 0, match.start()) is not None:
        return False
    if head.kind is VerbClass.ACT or is_held(said, head):
        founded = _FOUNDED.search(said.text, 0, head.end) is not None
        founded = founded or _TO_THE_CHAMBER.search(said.lower) is not None
        # An evaluation is a thing to be had; a bill is changed by a paper of its own.
        founded = founded or head.verb == "evalueren" or _BY_PAPER.search(said.lower) is not None
        founded = founded or (
            head.verb == "onderzoeken" and _WHAT.match(said.text, head.end) is not None
        )
        timed = any(term.rule not in LOOSE for term in said.terms)
        return retold or founded or timed or is_written(said, head) or is_carried(said, head)
    if head.verb in WEIGHING or head.kind is None:
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
        if head is None or head.passive or _ASSUMES.match(said.text, match.end()) is not None:
            continue
        dated = said.term_in(0, len(said.text), dated=True) is not None
        if said.spoken and head.verb in OPENING and (not dated or _SPEECH.search(said.text)):
            continue
        head = as_told(said, head, match.end())
        soft = head.kind in (None, VerbClass.EFFORT) and not is_held(said, head)
        weighs = head.verb in WEIGHING
        if soft and not (weighs or is_written(said, head) or is_carried(said, head)):
            continue
        timed = any(term.rule == "vague" or term.kind is TermKind.DATE for term in said.terms)
        timed = timed or (head.kind is VerbClass.INFORM and said.has("chamber"))
        told_here = head.kind in TELLING and (said.has("here") or not timed)
        if not told_here and is_definite(said, match.end(), head, subject):
            yield Found(match.start(), head.end, kind_of(said, head), f"ga {head.kind}", subject)
