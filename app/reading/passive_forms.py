"""Promises in the passive of today, and into what is still to come: "wordt in mei gewijzigd", "neem ik mee in de brief"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind, TermKind
from app.reading.blockers import is_denied, is_of_others
from app.reading.chamber_forms import BECOMES, FAR_MODAL, MODAL_BEFORE, OTHER_FINITE, SUBORDINATED
from app.reading.clauses import Said, clause_end, each
from app.reading.definite import LOOSE, WEIGHING
from app.reading.kinds import is_therein
from app.reading.present_forms import points_ahead
from app.reading.promise_forms import Found
from app.reading.subjects import Order, Subject, find_agent, find_subject
from app.reading.verbs import VerbClass, load_verbs

_BACK_IN = re.compile(r"\b(?:neem|nemen|doe|doen|betrek|betrekken)\b", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:mee|op)\b|\b(?:betrek|betrekken|doe|doen)\b", re.IGNORECASE)
# What goes out into the world is definite with "binnenkort" too: "wordt spoedig gepubliceerd".
_OUTWARD = ("publiceren", "openbaar maken", "bekendmaken", "indienen", "voorhangen", "openstellen")
_PRODUCT = re.compile(
    r"\b(?:uitgewerkt|opgenomen|meegenomen|verwerkt|toegelicht|betrokken|ingegaan|geadresseerd|gerapporteerd|teruggekomen"
    r"|vermeld|beschreven|behandeld|beantwoord|benoemd|uiteengezet|stilgestaan)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?P<verb>zal|zullen|wordt|worden|besteed|besteedt)\b[^;.]{0,120}?\baandacht\b(?:[^;.]{0,60}?\b(?:besteden|besteed|besteed\s+worden)\b)?"
    r"|\b(?:zal|zullen|krijgt|krijgen)\b[^;.]{0,60}?\been\s+plek\b|\bd(?:at|it)\s+zal\s+(?:zijn|gebeuren)\b"
    r"|\b(?:zal|zullen)\b[^;.]{0,80}\b(?:onderdeel|deel)\s+(?:zijn|uitmaken|vormen)(?=\s+van\b)"
    r"|\b(?:onderdeel|deel)\s+(?:zal|zullen)\s+(?:zijn|uitmaken)(?=\s+van\b)|\b(?:zal|zullen)\s+een\s+onderdeel\s+(?:zijn|worden)(?=\s+van\b)"
    r"|\b(?P<comes>kom|komt|komen|zal|zullen)\b[^;.]{0,100}?\baan\s+(?:de\s+orde|bod)\b"
)
_CHAMBER_MEETS = re.compile(
    r"\b(?:algemeen\s+overleg|\w*debat|procedurevergadering|wetgevingsoverleg|schriftelijk\s+overleg)\b",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:in|bij|met|(?:zijn|uitmaken|vormen|worden)\s+van)\s+(?:de|het|een|mijn|onze)\s+(?:\w+\s+){0,2}$"
)
_BUDGET = re.compile(r"\bsuppletoire\s+begroting\b|\bbegroting\s+(?:voor|van)\s+20\d\d\b")
_CARRIED_OUT = re.compile(
    r"\b(?:uitvoering|invulling|gevolg|opvolging|gehoor)\s+(?:aan\s+)?gegeven\b"
)
_SPLIT_IN = re.compile(r"\b(?:daar|hier)\b[^,;.]{0,40}\bin\b|\b(?:daar|hier)in\b", re.IGNORECASE)
_PAPER_NEAR = re.compile(r"\b[a-zë]*(?:brief|rapportage|nota|reactie|evaluatie)\b", re.IGNORECASE)
_BACK = 600  # characters before a sentence in which the paper is named
TALKS = re.compile(
    r"\b(?:in|naar|bij)\s+(?:de|het|mijn|onze|die|dat|mijn\s+volgende)\s+(?:\w+\s+){0,2}?\w*(?:gesprek(?:ken)?|overleg(?:gen)?|onderhandelingen)\b[^,;.]{0,30}?\s(?:met|over|van)\b",
    re.IGNORECASE,
)
# A clause that its own verb ends: "Een wetsvoorstel dat hierin voorziet wordt".
_CLOSED = re.compile(
    r"(?:Een|Het|De|Deze|Dit)\s+(?:\w+\s+)?[\w-]+\s+(?:dat|die)\s+(?:\w+\s+){1,5}?\w+(?:t|en)\s+\Z"
)
_NEXT_CLAUSE = re.compile(
    r"\b(?:en|maar)\s+(?:zal|zullen|heeft|hebben|is|zijn|wordt|worden|was|waren|kan|kunnen)\b|;"
)


def take_along(said: Said) -> Iterator[Found]:
    """Read "dit neem ik mee in de voortgangsbrief": into a paper to come, or an evaluation."""
    if said.has("here") or said.has("annexed"):
        return
    for match in each(_BACK_IN, said.text):
        subject = find_subject(said.text, *match.span())
        if (
            subject is None
            or subject.order is Order.SUBORDINATE
            or is_denied(said, match.end(), clause_end(said.text, match.end()))
        ):
            continue
        paper = _into(said) or (PromiseKind.ACT if _into_talks(said) else None)
        if is_therein(said):
            paper = PromiseKind.INFORM
        if paper is not None and _KEPT.search(said.text, match.start()) is not None:
            yield Found(match.start(), match.end(), paper, "neem mee", subject)


def _into_talks(said: Said) -> bool:
    """Say whether a point is taken into talks to come: "neem ik mee in het overleg met de sector"."""
    return TALKS.search(said.text) is not None and not said.has("same_debate")


def _into(said: Said, start: int = 0) -> PromiseKind | None:
    """Say what a point is taken into: a paper tells the Chamber, an evaluation is an act."""
    for key, kind in (("paper", PromiseKind.INFORM), ("vehicle", PromiseKind.ACT)):
        paper = said.find(key, start)
        while paper is not None:
            if _INTO.search(said.lower[max(0, paper.start() - 40) : paper.start()]):
                return kind
            paper = said.find(key, paper.end())
    return None


def _earlier(said: Said) -> str:
    """Give what was said just before a sentence, by whoever: in a debate that is what it points to."""
    return said.clean[max(0, said.sentence.start - _BACK) : said.sentence.start]


def _fronted(said: Said, at: int) -> PromiseKind | None:
    """Say what a point is taken into that stands before the verb: "In de brief van maart wordt", "Daarin"."""
    if is_therein(said):
        return PromiseKind.INFORM
    if said.spoken and _SPLIT_IN.search(said.text) and _PAPER_NEAR.search(_earlier(said)):
        return PromiseKind.INFORM
    timed = any(term.rule not in LOOSE for term in said.terms)
    if not timed and _BUDGET.search(said.text, 0, at) is None:
        return None
    paper = said.find("paper", 0, at)
    into = paper is not None and _INTO.search(said.lower[: paper.start()]) is not None
    return PromiseKind.INFORM if into else None


def addressed(said: Said) -> Iterator[Found]:
    """Read "in de voortgangsbrief zal ik hier aandacht aan besteden": dealt with in what is to come."""
    match = _ADDRESSED.search(said.lower)
    if match is None or said.has("here") or said.has("annexed") or said.has("same_debate"):
        return
    kind = _into(said)
    subject = find_subject(said.text, match.start(), match.start() + len(match[0].split()[0]))
    if kind is not None and not is_denied(said, 0, match.end()):
        yield Found(match.start(), match.end(), kind, "komt aan de orde", subject)


_ALSO_TOLD = re.compile(
    r"[^;.]{0,100}\b(?:aan|met)\s(?:uw|de|beide)\skamers?\s(?:\w+\s){0,2}?(?:overgelegd|aangeboden|gezonden|gestuurd|toegezonden|toegestuurd|gedeeld|verstrekt|voorgelegd)\b"
)


def passive_now(said: Said) -> Iterator[Found]:
    """Read "wordt" + participle of an act with a day to come, or into a paper to come."""
    becomes = list(each(BECOMES, said.text))
    if not becomes or said.has("here") or said.has("annexed"):
        return
    for match in becomes:
        before = said.text[: match.start()]
        if SUBORDINATED.search(before) and _CLOSED.match(before) is None:
            continue
        if MODAL_BEFORE.search(before):
            continue
        inverted = before.rstrip().endswith(",")
        if match[0].lower() == "worden" and not inverted and FAR_MODAL.search(before) is not None:
            continue
        agent = find_agent(said.text)
        if agent is None and is_of_others(said, match.end()):
            continue
        yield from _into_paper(said, match, agent) or _done_by(said, match, agent)


def _into_paper(said: Said, match: re.Match[str], agent: Subject | None) -> tuple[Found, ...]:
    """Read "wordt verder uitgewerkt in de Waternota": a paper of the government to come."""
    edge = clause_end(said.text, match.end())
    product = _PRODUCT.search(said.text, match.end(), edge)
    if product is None or is_denied(said, match.end(), product.start()):
        return ()
    kind = _into(said, match.end()) or _fronted(said, match.start())
    if kind is None:
        return ()
    return (Found(match.start(), product.end(), kind, "wordt uitgewerkt", agent),)


def _done_by(said: Said, match: re.Match[str], agent: Subject | None) -> Iterator[Found]:
    """Read a participle of an act with a day to come in the same clause."""
    book = load_verbs()
    found = book.participle.search(said.lower, match.end())
    if found is None or is_denied(said, match.end(), found.start()):
        return
    if OTHER_FINITE.search(said.text, match.end(), found.start()) is not None:
        return
    verb = book.participles[" ".join(found[0].split())]
    carried = _CARRIED_OUT.search(said.text, match.end(), found.end()) is not None
    if verb.infinitive == "agenderen" and _CHAMBER_MEETS.search(said.text) is not None:
        return  # the Chamber sets its own agenda
    if verb.infinitive in WEIGHING and said.term_in(0, len(said.text), dated=True) is not None:
        yield Found(match.start(), found.end(), PromiseKind.ACT, "wordt bezien", agent)
        return
    if verb.kind is not VerbClass.ACT or not (verb.first or carried or said.has("measured")):
        return
    if re.compile(r"\s+op\b").match(said.text, found.end()) and verb.infinitive == "inzetten":
        return
    told = _ALSO_TOLD.search(said.lower, found.end(), found.end() + 160)
    if told is not None and points_ahead(said):  # "worden gebundeld en aan de Kamer overgelegd"
        yield Found(match.start(), told.end(), PromiseKind.INFORM, "wordt gedeeld", agent)
        return
    after = _NEXT_CLAUSE.search(said.text, found.end())
    edge = after.start() if after is not None else len(said.text)
    start = match.start() if re.search(r"\ben\s+$", said.text[: match.start()]) else 0
    dated = verb.infinitive not in _OUTWARD
    if said.term_in(start, edge, dated=dated) is not None:
        yield from _each_term(said, match.start(), found.end(), agent)


def _each_term(said: Said, at: int, end: int, agent: Subject | None) -> Iterator[Found]:
    """Give one promise per day to come: "in mei … en in september …" promises two things."""
    yield Found(at, end, PromiseKind.ACT, "wordt gedaan", agent)
    dated = [term for term in said.terms if term.kind is TermKind.DATE and term.span is not None]
    for term in dated[1:]:
        if term.span is not None and re.search(r"\ben\s+$", said.text[: term.span.start]):
            stop = len(said.text)
            yield Found(term.span.start, stop, PromiseKind.ACT, "wordt gedaan", agent)
