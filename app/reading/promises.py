"""Promises: what the government says it will do for, or accountable to, the Chamber.

A sentence is laid out (`clauses`), the forms of a promise look at it (`promise_forms`,
`earlier`), and what they find becomes a `Promise` with its actor, term and condition.
docs/reading-promises.md says what counts and why.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import Calendar
from app.domain.papers import Metadata
from app.domain.reading import Made, MotionMention, Promise, PromiseKind
from app.domain.references import Reference
from app.domain.text import CleanText, Span
from app.reading.blockers import is_retold
from app.reading.clauses import Said
from app.reading.deadlines import LITERALS as TERMS
from app.reading.decision_rows import is_decision_list
from app.reading.earlier import NO_PROMISE, find_earlier, is_bare
from app.reading.forms import forms_for
from app.reading.intent_forms import item_of_list
from app.reading.kinds import lays_bill
from app.reading.laying_out import lay_out
from app.reading.literals import find_literals, needed
from app.reading.moments import Moment
from app.reading.naming import name_actor
from app.reading.planned_forms import is_planned
from app.reading.promise_forms import Found
from app.reading.promise_terms import choose_term, find_condition
from app.reading.references import cited_in
from app.reading.subjects import SPEAKER, Subject, SubjectClass, find_last
from app.reading.titles import make_title, mark_names, put_names
from app.reading.verbs import load_verbs
from app.reading.weighing import weighed

# A sentence without one of these holds no promise: a cheap look before it is laid out. The strong
# ones promise by themselves; the weak ones only with a word that points ahead.
_STRONG = needed(
    "zal|zullen|zult|beloof|belofte|beloofd|aangekondigd|afgesproken|zou |zouden|toezeg|toegezeg|zegde|vooruitzicht|geschiedt|streefdatum|"
    "zeg |gestand|voornemen|beslo|beslui|ontvang|krijg|verwachting|laat |laten |gesprek|"
    "dialoog|van plan|contact op|kom met|komt met|komen met|kom ik|komen we|komen wij|"
    "aangeboden de |aangeboden het |aangeboden om |aangeboden een |er komt|komt er|ga ik|gaan we|gaan wij|ik ga|we gaan|wij gaan|kabinet gaat|"
    "regering gaat|minister gaat|staatssecretaris gaat|stel ik|stelt het kabinet|"
    "kabinet stelt|ik stel|ik blijf|blijf ik|blijven wij|ik stuur|stuur ik|schrijf|ik doe|"
    "doe ik|volgt|over om|over tot|mij voor|zich voor|ons voor|er wordt|hiervoor wordt|hiertoe wordt|daarvoor wordt|daartoe wordt|te zullen|treed|aandacht|ik richt|richt ik|richten wij|toegaan|toekomen|tegemoet|hoort|dat doe|dit doe|zoek |navraag|opdracht|betrek|bezien"
)
_WEAK = needed(
    "bereik|gebeurt|kom|ga|word|strev|streef|bedoeling|planning|verwacht|hoop|beoog|voorzien|gepland|volg|"
    "verschijn|wil|kan|kunnen|neem|nemen|informe|vindt|vinden|ligt|bereid|betrek|deel|delen|"
    "start|begin|open|zorg|heeft u|u heeft|heeft de kamer|initiatief|tafel|rekenen|reken |dat er een|online|staatscourant|meegezonden|meegestuurd|paraat|gereed|klaar|beschikbaar|afgerond|leg|bied"
)
_AHEAD = needed(
    "onmiddellijk|direct|meteen|terstond|nader|nog|separaat|afzonderlijk|apart|later|vervolgens|daarna|terug|hoogte|mee|blij|"
    "nota|dan|daarin|daar in|daar ook in|daar nog in|brief|schriftelijk|kamer|parlement|evaluatie|rapportage|uitwerking"
)
# With a term, whoever of the government may do something by it, in any verb (`dated_forms`).
_GOVERNMENT = needed(
    "kabinet|regering|ministerie|minister |staatssecretaris|rijkswaterstaat|belastingdienst|nvwa|uwv|duo|rivm|defensie"
)
_NO_POINTS = str.maketrans("", "", ".,;:!")
_POINTING = _AHEAD.union(TERMS)
_IMPLIED = (
    SubjectClass.SPEAKER,
    SubjectClass.SPEAKERS,
    SubjectClass.STATE,
)  # of the sentence before
_OWN_CLAUSE = re.compile(r"\ben\s+(?P<own>(?:daarna|vervolgens|dan|daarom|daarnaast)?\s*)$")
_JOINT = re.compile(r"\b(?:en|maar|waarna|waarop|terwijl)\b|;")
_APART = re.compile(r"[;:]|maar|waarna|waarop|terwijl")  # what begins a clause for certain
_ALWAYS = re.compile(
    r"(?:\AStel\s+dat\b|te allen tijde|normaliter|doorgaans|gewoonlijk|in de regel\b)",
    re.IGNORECASE,
)
# Who has the floor, before what is said: "Minister De Wit: ".
_LABEL = re.compile(r"\A(?:De\s+)?(?:[Mm]inister|[Ss]taatssecretaris)\b[^:.,]{0,60}:\s")
_THEY_ASK = re.compile(
    r",\s+(?:zo\s+)?vra(?:gen|agt)\s+(?:zij|hij|deze\s+leden|de\s+leden)\b[^.]{0,60}\W*\Z"
)
# What the paper itself will now do, and what somebody only wants: no promise of the government.
_OPENS = re.compile(
    r"\A\W*(?:Hieronder|In\s+het\s+(?:navolgende|onderstaande|hiernavolgende|vervolg\s+van\s+deze\s+brief)|Achtereenvolgens)\b"
    r"|\A\W*(?:Tot\s+slot|Ten\s+slotte|Allereerst|Eerst)\s+(?:kom|ga)\s+(?:ik|wij)\s+(?:\w+\s+)?(?:terug|in)\b(?![^.]*\b(?:later|nader|volgende|aparte)\b)"
    r"|\b(?:vragen|vraag)\b[^.;]{0,40}\bin\s+(?:de(?:zelfde)?\s+)?(?:volgorde|samenhang)\b"
    r"|\b(?:wil|wilde|wens|graag|vraag|vragen)\b[^.;]{0,40}\btoezegging\b[^.;]{0,24}\bdat\b"
    r"|\A\W*(?:Daar\s+)?[Ww]aar\s+(?:dat\s+)?(?:kan|mogelijk)\b(?![^.]*\b20\d\d\b)"
)
_OPENS_NEED = needed(
    "tot slot|ten slotte|allereerst|eerst |hieronder|navolgende|onderstaande|vervolg van|achtereenvolgens|volgorde|samenhang|toezegging|waar "
)
# Whose paper comes, where nobody is named as giving it: "u krijgt van mij", "mijn reactie volgt".
_BY_ME = re.compile(
    r"\bvan\s+mij\b|\b[Mm]ijn\s+(?:\w+\s+)?(?:reactie|brief|antwoord|beleidsreactie|appreciatie|standpunt|voorstel|voorstellen|beoordeling|oordeel|visie|plannen|bevindingen)\b"
)
_GENERAL = needed("stel|tijde|normaliter|doorgaans|gewoonlijk|regel")


_THIS_ONE = re.compile(r"\b(?:deze|die)\s+(?:toezegging(?:en)?|belofte)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What every promise of one paper needs."""

    text: CleanText
    references: Sequence[Reference]
    metadata: Metadata
    reports: bool  # a list of decisions: what letters promise was promised in them


def find_promises(
    text: CleanText,
    references: Sequence[Reference],
    motions: Sequence[MotionMention],
    metadata: Metadata,
    calendar: Calendar,
    day: date | None,
) -> tuple[Promise, ...]:
    """Find the promises that a paper makes or reports, in reading order.

    `day` is the day of the paper, or for an undated one the latest day that its text
    says is past; terms count from it. Spans index `text.text`. Two promises of one
    sentence have a clause each and do not overlap. Questions of members, letterheads
    and signatures hold no promises. Source: docs/reading-promises.md.
    """
    del motions  # a promise to carry out a motion is found by its verb
    paper = _Paper(text, references, metadata, is_decision_list(text.text))
    promises: list[Promise] = []
    for said in lay_out(text, Moment(day, calendar), _is_cued):
        if not (promises and _is_same(said, promises[-1])):
            promises.extend(_read_sentence(paper, said))
    return tuple(promises)


def _is_same(said: Said, last: Promise) -> bool:
    """Say whether a sentence only points back to the earlier promise just reported: "mijn toezegging"."""
    near = said.block.span.contains(last.span) and last.made is Made.EARLIER
    return near and is_bare(said)


def _only_points(said: Said) -> bool:
    """Say whether a sentence says of "deze toezegging" that it is met, and not what was promised."""
    return is_bare(said) and _THIS_ONE.search(said.text) is not None and not said.terms


def _is_cued(words: str) -> bool:
    """Say whether a sentence can hold a promise: a cue, or a finite form of a verb of promises."""
    held = find_literals(words)
    if not held.isdisjoint(_STRONG):
        return True
    if held.isdisjoint(_POINTING):
        return False
    return (
        not held.isdisjoint(_WEAK)
        or not held.isdisjoint(_GOVERNMENT)
        or not load_verbs().finites.keys().isdisjoint(words.lower().translate(_NO_POINTS).split())
        or is_planned(words)
    )


def _read_sentence(paper: _Paper, said: Said) -> Iterator[Promise]:
    """Read the promises of one sentence: the earlier one that it reports, or those it makes."""
    earlier = find_earlier(said)
    if earlier is not None and earlier.cue == "kept" and _only_points(said):
        return
    if earlier is not None and earlier.cue not in NO_PROMISE:
        made = Made.HERE if said.listed else Made.EARLIER
        found = Found(earlier.at, earlier.end, earlier.kind, earlier.cue, earlier.subject, made)
        yield _make(paper, said, found, said.sentence, 0, len(said.text))
        return
    if _THEY_ASK.search(said.text) is not None:
        return
    held = said.held
    if not held.isdisjoint(_OPENS_NEED) and _OPENS.search(said.text):
        return
    if not held.isdisjoint(_GENERAL) and _ALWAYS.search(said.text):
        return
    seen = [found for form in forms_for(held) for found in form(said)]
    if said.listed:
        seen = [found for found in seen if not _is_chair_speaking(found)]
    if said.item:
        seen = [replace(found, made=Made.EARLIER) for found in seen or item_of_list(said)]
    founds = _settle(said, seen)
    if not founds and not said.listed:
        founds = list(weighed(said))
    for place, found in enumerate(founds):
        start = (
            _cut(said.text, founds[place - 1], found) if place else _head_start(said.text, found)
        )
        end = (
            _cut(said.text, found, founds[place + 1]) if place + 1 < len(founds) else len(said.text)
        )
        yield _make(paper, said, found, _clause(said, start, end), start, end)


def _is_chair_speaking(found: Found) -> bool:
    """Say whether "ik" or "wij" in a list of promises is the chair."""
    speakers = (SubjectClass.SPEAKER, SubjectClass.SPEAKERS)
    return found.subject is not None and found.subject.kind in speakers


def _settle(said: Said, founds: list[Found]) -> list[Found]:
    """Keep one promise for each verb or stretch; the form that looks first counts.

    A second verb that no "en" or "maar" joins to the first stands inside its clause.
    """
    kept: list[Found] = []
    for found in founds:
        if not any(found.at <= other.end and other.at <= found.end for other in kept):
            kept.append(found)
    kept.sort(key=lambda found: found.at)
    apart: list[Found] = []
    for found in kept:
        if not apart or _JOINT.search(said.text, apart[-1].end, found.at + 1):
            apart.append(found)
    return apart


def _head_start(text: str, found: Found) -> int:
    """Give the begin of the first promise of a sentence: after "en" when its verb follows at once."""
    joint = _OWN_CLAUSE.search(text[: found.at])
    return joint.start("own") if joint is not None else 0


def _cut(text: str, first: Found, second: Found) -> int:
    """Give the place between two promises of a sentence where the second clause begins."""
    if second.at > first.end:
        joints = list(
            re.finditer(
                r"[;:]\s+|,?\s+(?:en|maar|waarna|waarop|terwijl),?\s+|,\s+",
                text[first.end : second.at + 1],
            )
        )
        strong = [joint for joint in joints if _APART.search(joint[0])]
        if joints:
            return first.end + (strong or joints)[-1].end()
    return second.at


def _clause(said: Said, start: int, end: int) -> Span:
    """Give the stretch of the clean text of a clause; the sentence when it is the whole."""
    if start == 0 and end == len(said.text):
        return said.sentence
    text = said.text[start:end]
    trimmed = re.sub(r"[\s,;:]*(?:\b(?:en|maar),?\s*)?$", "", text)
    return said.wording.to_clean(start, start + max(1, len(trimmed)))


def _make(paper: _Paper, said: Said, found: Found, span: Span, start: int, end: int) -> Promise:
    """Put a promise together from what was found in `said.text[start:end]`."""
    made = Made.EARLIER if paper.reports else _made(said, found)
    term = choose_term(said, found, made, start, end)
    condition = (
        find_condition(said, start, end) if made is Made.HERE or "zal" in found.cue else None
    )
    bill = made is Made.HERE and not said.spoken and lays_bill(said.text[start:end])
    return Promise(
        span=span,
        sentence=said.sentence,
        kind=PromiseKind.ACT if bill else found.kind,
        made=made,
        actor=_actor(paper, said, found),
        addressee="Kamer" if said.has("chamber") or found.kind is PromiseKind.INFORM else None,
        subject=_title(said, found.subject, start, end),
        term=term,
        conditional=condition is not None,
        condition=condition,
        cue=found.cue,
        ids=_ids(paper, said.sentence),
    )


def _made(said: Said, found: Found) -> Made:
    """Say whether a promise is made here or told of an earlier paper ("heb ik gemeld dat … zal")."""
    reported = is_retold(said.text[: found.at])
    return Made.EARLIER if reported else found.made


def _actor(paper: _Paper, said: Said, found: Found) -> str:
    """Name who promised, as printed; the cabinet when nobody is named.

    What a speaker in a debate says will be told, nobody named, is told by that one.
    """
    subject = found.subject
    if subject is None and _BY_ME.search(said.text) is not None:
        subject = SPEAKER
    if subject is None and found.kind is PromiseKind.INFORM and not said.spoken:
        subject = _speaker_here(said, found)
    elif subject is None:
        block = said.block.span
        near = said.clean[max(block.start, said.sentence.start - 500) : said.sentence.start]
        subject = find_last(said.before) or find_last(near)
        told = found.kind is PromiseKind.INFORM and found.made is Made.HERE
        if subject is not None and subject.kind not in _IMPLIED[: 2 if told else 3]:
            subject = None
        told = told and found.cue != "wordt uitgewerkt"  # a paper of the government as a whole
        told = told or found.made is Made.EARLIER
        if subject is None and told and _speaks_alone(said):
            subject = SPEAKER
    return name_actor(subject, paper.metadata, said)


def _speaker_here(said: Said, found: Found) -> Subject | None:
    """Give "ik" or "wij" where the same sentence has it before what is promised; a letter is the cabinet's else."""
    subject = find_last(said.text[: found.at])
    own = subject is not None and subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS)
    return subject if own else None


def _speaks_alone(said: Said) -> bool:
    """Say whether one person has the floor, and neither this sentence nor the one before names another."""
    if said.listed or not said.spoken:
        return False
    named = find_last(_LABEL.sub("", said.text)) or find_last(_LABEL.sub("", said.before))
    return named is None or named.kind in _IMPLIED


def _title(said: Said, subject: Subject | None, start: int, end: int) -> str:
    """Give the title of the promise in a clause of the sentence."""
    if subject is not None:
        subject = replace(subject, start=subject.start - start, end=subject.end - start)
        subject = subject if subject.start >= 0 else None
    names: list[str] = []
    text, before = (
        mark_names(said.clean, one, names) if one is not None else ""
        for one in (said.wording, said.earlier)
    )
    return put_names(make_title(text[start:end], subject, before), names)


def _ids(paper: _Paper, sentence: Span) -> tuple[str, ...]:
    """Give the papers that a sentence cites, each once."""
    cited = cited_in(paper.references, sentence)
    return tuple(dict.fromkeys(key for reference in cited for key in reference.ids))
