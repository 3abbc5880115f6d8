"""The forms of a promise in the present tense: "ik informeer u nader", "uw Kamer ontvangt"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind, TermKind
from app.reading.clauses import Head, Said, clause_end, each
from app.reading.kinds import TELLING
from app.reading.promise_forms import LOOSE, Found, is_denied, is_of_others
from app.reading.subjects import (
    Order,
    Subject,
    SubjectClass,
    find_agent,
    find_shared,
    find_subject,
)
from app.reading.verbs import Verb, VerbClass, load_verbs

_TAKE = re.compile(r"\b(?:neem|neemt|nemen)\b", re.IGNORECASE)
_SHALL = re.compile(r"\b(?:zal|zullen)\b", re.IGNORECASE)
_GET = re.compile(r"\b(?:ontvangen|krijgen)\b", re.IGNORECASE)
_BECOMES = re.compile(r"\b(?:wordt|worden)\b", re.IGNORECASE)
_RECEIVES = re.compile(r"\b(?:ontvangt|ontvangen|krijgt|krijgen)\b", re.IGNORECASE)
_CHAMBER = r"(?:uw\s+(?:tweede\s+)?kamer|u|de\s+(?:tweede\s+)?kamer)"
_CHAMBER_BEFORE = re.compile(
    rf"(?:^|[;:,–]\s*|[.»”]\s*|\b(?:en|ook|dat)\s+){_CHAMBER}(?:\s+ook)?\s*$", re.IGNORECASE
)
_CHAMBER_AFTER = re.compile(rf"\s+(?:hier\w*\s+|daar\w*\s+)?{_CHAMBER}(?![\wà-ÿ])", re.IGNORECASE)
_TO_CHAMBER = re.compile(rf"\b(?:aan|naar|met)\s+{_CHAMBER}(?![\wà-ÿ])")
_RETURNS = re.compile(
    r"\b(?:op|hierop|daarop|erop|ermee|daarmee)\s+(?:(?:nog|graag|zeker|uiteraard|dan|later|schriftelijk|bij\s+(?:uw\s+kamer|de\s+kamer|u))\s+){0,3}terug\b"
    r"|\bbij\s+(?:uw\s+kamer|de\s+kamer|u|jullie)\s+(?:\w+\s+)?terug\b"
)
_ON_THIS = re.compile(
    r"(?:^|[,;:]\s*|\b(?:en|maar|dus)\s+)op\s+(?:die|dat|deze|dit|al\s+die)\b[^,;]{0,80}$"
)
_OWN_PAPER = re.compile(
    r"(?:\s+(?:uw\s+kamer|de\s+kamer|u))?\s+(?:(?:hier\w*|daar\w*|nog|ook|dus|dan|binnenkort)\s+){0,3}"
    r"(?:een|mijn|onze)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|overzicht|rapportage|terugkoppeling|antwoord|appreciatie)\b",
    re.IGNORECASE,
)
_A_PAPER = re.compile(
    r"\b(?:een|mijn)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|notitie|overzicht|rapportage|terugkoppeling|appreciatie)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(r"\bweten\s*,?\s+(?:dat|hoe|wat|of|waarom)\b")
_BACK_IN = re.compile(r"\b(?:neem|nemen|doe|doen|betrek|betrekken)\b", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:mee|op)\b|\b(?:betrek|betrekken|doe|doen)\b", re.IGNORECASE)
# What goes out into the world is definite with "binnenkort" too: "wordt spoedig gepubliceerd".
_OUTWARD = ("publiceren", "openbaar maken", "bekendmaken", "indienen", "voorhangen", "openstellen")
_SEE = re.compile(
    rf"(?:\b{_CHAMBER}\s+(?:kan|kunt|mag)|\b(?:kan|kunt|mag)\s+{_CHAMBER})\b[^;]{{0,160}}?\b(?:tegemoet\s*zien|verwachten)\b",
    re.IGNORECASE,
)
_LETS = re.compile(r"\b(?:laat|laten)\b", re.IGNORECASE)
_DONE_FOR = re.compile(
    r"\b(?:onderzoek\w*|evaluatie|verkenning|analyse|inventarisatie|toets|doorlichting|peiling|studie)\s+(?:\w+\s+){0,4}?(?:doen|uitvoeren|verrichten)\b"
    r"|\b(?:onderzoeken|uitzoeken|evalueren|doorlichten|inventariseren|toetsen|doorrekenen|in\s+kaart\s+brengen|uitvoeren)\b",
    re.IGNORECASE,
)
_ADHORTING = re.compile(
    r"(?:^|[.;:,]\s*)\W*(?:(?:maar|en|dan|dus|nou|ja|goed),?\s*)*$", re.IGNORECASE
)
_RUNNING = re.compile(
    r"\b(?:momenteel|op\s+(?:dit|het)\s+moment|thans|reeds|inmiddels|al)\b", re.IGNORECASE
)
_CONTACT = re.compile(r"\bcontact\s+op\s+met\b|\bcontact\b[^,;]{0,60}\bop\b", re.IGNORECASE)
_PRODUCT = re.compile(
    r"\b(?:uitgewerkt|opgenomen|meegenomen|verwerkt|toegelicht|betrokken|ingegaan|geadresseerd|gerapporteerd|teruggekomen)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(?:in|bij|met)\s+(?:de|het|een|mijn|onze)\s+(?:\w+\s+){0,2}$")
_SUBORDINATED = re.compile(
    r"\b(?:die|dat|waar\w*|als|indien|of|hoe|wanneer|zodra|omdat|hoewel|terwijl|zoals|nadat|welke)\s[^,;]*$",
    re.IGNORECASE,
)
_MODAL_BEFORE = re.compile(
    r"\bte\s+$|\b(?:kan|kunnen|moet|moeten|dient|dienen|zou|zouden|mag|mogen|hoeft|hoeven|zal|zullen)\b[^,;]*$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"\b(?:en|maar)\s+(?:zal|zullen|heeft|hebben|is|zijn|wordt|worden|was|waren|kan|kunnen)\b|;"
)


def has_term(said: Said) -> bool:
    """Say whether the sentence has a term that points ahead; a bare meeting is none."""
    return any(term.rule not in LOOSE for term in said.terms)


def points_ahead(said: Said) -> bool:
    """Say whether a term or a word such as "nader" points ahead."""
    return has_term(said) or said.has("future")


def inform_now(said: Said) -> Iterator[Found]:
    """Read a present tense that tells the Chamber something later."""
    book = load_verbs()
    for match in said.finites:
        verbs = [verb for verb in book.finites[match[0]] if verb.kind in TELLING]
        if not verbs:
            continue
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        if subject is None or subject.kind is SubjectClass.AGENCY:
            continue
        if _describes(said, subject) and not _dates(said, subject, match):
            continue
        for verb in verbs:
            if _informs(said, match, verb):
                cue = f"nu {verb.infinitive}"
                yield Found(match.start(), match.end(), PromiseKind.INFORM, cue, subject)
                break


def _describes(said: Said, subject: Subject) -> bool:
    """Say whether a subordinate clause only describes: any but one after "dat" or "waarna"."""
    opener = re.search(r"(\w+)\s+(?:ook\s+|dan\s+)?$", said.text[: subject.start])
    word = opener[1].lower() if opener is not None else ""
    return subject.order is Order.SUBORDINATE and word not in ("dat", "waarna")


def _dates(said: Said, subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a clause that describes has a day of its own: "een brief die ik u in mei stuur"."""
    return said.term_in(subject.start, match.end(), dated=True) is not None


def has_particle(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a finite form has the particle of its verb behind it."""
    if not verb.particle:
        return True
    particle = re.compile(
        rf"\b{verb.particle}\b(?!\s+(?:de|het|een|te|mijn|uw|gesprek|overleg|dialoog|debat)\b)"
    )
    return particle.search(said.text, match.end(), match.end() + 400) is not None


def _informs(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a finite form tells the Chamber something that is still to come."""
    if said.has("here") or not has_particle(said, match, verb):
        return False
    if is_denied(said, match.end(), clause_end(said.text, match.end())):
        return False
    if said.has("same_debate"):
        return False
    timed = has_term(said)
    if verb.infinitive == "terugkomen":
        returns = _RETURNS.search(said.lower, match.end(), match.end() + 80) is not None
        back = _ON_THIS.search(said.lower[: match.start()]) is not None
        return timed or returns or back or said.has("paper", match.end())
    if verb.kind is VerbClass.ANSWER:
        return timed
    if not said.has("chamber"):
        paper = said.has("paper") or said.has("product")
        return (timed and paper) or (said.spoken and _sends_new(said, match, verb))
    if verb.infinitive == "op de hoogte houden":
        return True
    tells = verb.infinitive in ("informeren", "berichten", "inlichten")
    lets = verb.infinitive == "laten weten" and _WHAT.search(said.lower, match.end()) is None
    return timed or lets or (tells and said.has("future")) or _sends_new(said, match, verb)


def sends_paper(said: Said) -> bool:
    """Say whether a paper is named as new: "een brief"."""
    return _A_PAPER.search(said.text) is not None


def _sends_new(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a paper is sent that is named as new: "daar stuur ik een brief over"."""
    sends = verb.infinitive in ("sturen", "zenden", "schrijven", "toesturen", "toezenden")
    return sends and _A_PAPER.search(said.text, match.end()) is not None


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
        paper = _into(said)
        if paper is not None and _KEPT.search(said.text, match.start()) is not None:
            yield Found(match.start(), match.end(), paper, "neem mee", subject)


def _into(said: Said) -> PromiseKind | None:
    """Say what a point is taken into: a paper tells the Chamber, an evaluation is an act."""
    for key, kind in (("paper", PromiseKind.INFORM), ("vehicle", PromiseKind.ACT)):
        paper = said.find(key)
        while paper is not None:
            if _INTO.search(said.lower[max(0, paper.start() - 40) : paper.start()]):
                return kind
            paper = said.find(key, paper.end())
    return None


def chamber_told(said: Said) -> Iterator[Found]:
    """Read "Uw Kamer wordt geïnformeerd" and "Uw Kamer ontvangt", with a word that points ahead."""
    if said.has("here"):
        return
    if not points_ahead(said):
        yield from _gets_paper(said)
        return
    sees = _SEE.search(said.text)
    if sees is not None and not is_denied(said, sees.start(), sees.end()):
        yield Found(sees.start(), sees.end(), PromiseKind.INFORM, "tegemoetzien")
    for match in each(_SHALL, said.text):
        gets = _GET.search(said.text, match.end())
        if gets is not None and _chamber_is_subject(said, match):
            yield Found(match.start(), gets.end(), PromiseKind.INFORM, "zal ontvangen")
    for match in each(_RECEIVES, said.text):
        gives = match[0].lower().startswith("ontvang") or said.has("paper") or said.has("product")
        gives = gives or said.term_in(0, len(said.text), dated=True) is not None
        if gives and _chamber_is_subject(said, match):
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "ontvangt")
    for match in each(_BECOMES, said.text):
        head = _becomes_told(said, match)
        if head is not None and not is_denied(said, match.end(), head.start):
            agent = find_agent(said.text)
            yield Found(match.start(), head.end, PromiseKind.INFORM, f"wordt {head.verb}", agent)


def _gets_paper(said: Said) -> Iterator[Found]:
    """Read "daar krijgt u een brief over": a paper named as new needs no term."""
    for match in each(_RECEIVES, said.text):
        paper = _OWN_PAPER.match(said.text, match.end())
        if paper is not None and _chamber_is_subject(said, match):
            yield Found(match.start(), paper.end(), PromiseKind.INFORM, "ontvangt")


def _chamber_is_subject(said: Said, match: re.Match[str]) -> bool:
    """Say whether the Chamber stands right before or after the verb."""
    after = _CHAMBER_AFTER.match(said.text, match.end())
    return after is not None or _CHAMBER_BEFORE.search(said.text[: match.start()]) is not None


def _becomes_told(said: Said, match: re.Match[str]) -> Head | None:
    """Find the participle of telling that "wordt" rests on, when it is the Chamber that is told."""
    book = load_verbs()
    found = book.participle.search(said.text, match.end(), match.end() + 300)
    if found is None:
        return None
    verb = book.participles[" ".join(found[0].lower().split())]
    if verb.infinitive == "beantwoorden" and "vragen" in said.lower and has_term(said):
        return Head(verb.infinitive, found.start(), found.end(), verb.kind, passive=True)
    if verb.kind is not VerbClass.INFORM:
        return None
    if _chamber_is_subject(said, match) or _TO_CHAMBER.search(said.lower):
        return Head(verb.infinitive, found.start(), found.end(), verb.kind, passive=True)
    return None


def act_now(said: Said) -> Iterator[Found]:
    """Read a present tense of an act by the government, with a day to come or a near word."""
    if not said.finites or said.has("here") or said.has("not"):
        return
    if said.term_in(0, len(said.text)) is None:
        return
    book = load_verbs()
    for match in said.finites:
        verbs = [verb for verb in book.finites[match[0].lower()] if verb.kind is VerbClass.ACT]
        if not any(has_particle(said, match, verb) for verb in verbs):
            continue
        subject = find_subject(said.text, *match.span())
        if subject is not None and subject.order is not Order.SUBORDINATE:
            cue = f"nu {verbs[0].infinitive}"
            yield Found(match.start(), match.end(), PromiseKind.ACT, cue, subject)


def has_things_done(said: Said) -> Iterator[Found]:
    """Read "ik laat onderzoek doen": somebody else does it, for the government."""
    if said.has("here") or _RUNNING.search(said.text) is not None:
        return
    for match in each(_LETS, said.text):
        subject = find_subject(said.text, *match.span())
        done = _DONE_FOR.search(said.text, match.end(), clause_end(said.text, match.end()))
        if subject is None or subject.order is Order.SUBORDINATE or done is None:
            continue
        if _ADHORTING.search(said.text[: match.start()]) is not None:
            continue
        if not is_denied(said, match.end(), done.end()):
            yield Found(match.start(), done.end(), PromiseKind.ACT, "laat doen", subject)


def reaches_out(said: Said) -> Iterator[Found]:
    """Read "ik neem contact op met de gemeente": somebody to be spoken to, by name."""
    for match in each(_TAKE, said.text):
        subject = find_subject(said.text, *match.span())
        edge = clause_end(said.text, match.end())
        contact = _CONTACT.search(said.text, match.end(), edge)
        if subject is None or contact is None or subject.order is Order.SUBORDINATE:
            continue
        if " met " in said.text and not is_denied(said, match.end(), contact.end()):
            yield Found(match.start(), contact.end(), PromiseKind.ACT, "neem contact op", subject)


def passive_now(said: Said) -> Iterator[Found]:
    """Read "wordt" + participle of an act with a day to come, or into a paper to come."""
    becomes = list(each(_BECOMES, said.text))
    if not becomes or said.has("here") or said.has("annexed"):
        return
    agent = find_agent(said.text)
    for match in becomes:
        before = said.text[: match.start()]
        if _SUBORDINATED.search(before) or _MODAL_BEFORE.search(before):
            continue
        if agent is None and is_of_others(said, match.end()):
            continue
        yield from _into_paper(said, match, agent) or _done_by(said, match, agent)


def _into_paper(said: Said, match: re.Match[str], agent: Subject | None) -> tuple[Found, ...]:
    """Read "wordt verder uitgewerkt in de Waternota": a paper of the government to come."""
    edge = clause_end(said.text, match.end())
    product = _PRODUCT.search(said.text, match.end(), edge)
    paper = said.find("paper", match.end())
    if product is None or paper is None or is_denied(said, match.end(), product.start()):
        return ()
    if _INTO.search(said.lower[max(0, paper.start() - 40) : paper.start()]) is None:
        return ()
    at, end = match.start(), product.end()
    return (Found(at, end, PromiseKind.INFORM, "wordt uitgewerkt", agent),)


def _done_by(said: Said, match: re.Match[str], agent: Subject | None) -> Iterator[Found]:
    """Read a participle of an act with a day to come in the same clause."""
    book = load_verbs()
    found = book.participle.search(said.text, match.end())
    if found is None or is_denied(said, match.end(), found.start()):
        return
    verb = book.participles[" ".join(found[0].lower().split())]
    if verb.kind is not VerbClass.ACT or not (verb.first or said.has("measured")):
        return
    if re.compile(r"\s+op\b").match(said.text, found.end()) and verb.infinitive == "inzetten":
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
