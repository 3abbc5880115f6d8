"""The forms of a promise in the present tense: "ik informeer u nader", "uw Kamer ontvangt"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied, is_retold, to_others
from app.reading.clauses import Head, Said, clause_end, each
from app.reading.definite import LOOSE
from app.reading.kinds import TELLING, is_therein
from app.reading.promise_forms import Found
from app.reading.subjects import (
    Order,
    Subject,
    SubjectClass,
    find_agent,
    find_shared,
    find_subject,
)
from app.reading.verbs import Verb, VerbClass, load_verbs

# "Het is van belang dat uw Kamer tijdig wordt geïnformeerd": a wish, not a promise.
_WISHED = re.compile(
    r"\b(?:belang\w*|hecht\w*|vind\w*|wens\w*|verzoek\w*|verzocht|vraagt|vragen|gevraagd|voorkomen|essentieel|cruciaal|noodzak\w*|logisch|terecht)\b[^.;]{0,120}\bdat\s[^.;]*\Z"
)
# A particle that is a preposition too is none before these: "deelt … op maandag".
_PREPOSITIONS = ("aan", "af", "door", "in", "na", "om", "op", "over", "uit", "voor")
_DAYS = r"|maandag|dinsdag|woensdag|donderdag|vrijdag|basis|grond|dit|dat|deze|die|welke|\d+"
# Another verb between "wordt" and a participle: the participle is not its own.
OTHER_FINITE = re.compile(r"\b(?:kan|kunnen|moet|moeten|zal|zullen|mag|mogen|heeft|hebben)\b")
_TAKE = re.compile(r"\b(?:neem|neemt|nemen)\b", re.IGNORECASE)
_SHALL = re.compile(r"\b(?:zal|zullen|zult)\b", re.IGNORECASE)
_GET = re.compile(r"\b(?:ontvangen|krijgen)\b", re.IGNORECASE)
BECOMES = re.compile(r"\b(?:wordt|worden)\b", re.IGNORECASE)
_RECEIVES = re.compile(r"\b(?:ontvangt|ontvangen|krijgt|krijgen)\b", re.IGNORECASE)
_CHAMBER = r"(?:uw\s+(?:tweede\s+)?kamer|u|de\s+(?:tweede\s+)?kamer)"
_CHAMBER_BEFORE = re.compile(
    rf"(?:^|[;:,–]\s*|[.»”]\s*|\b(?:en|ook|dat)\s+){_CHAMBER}(?:\s+ook)?\s*$", re.IGNORECASE
)
_CHAMBER_AFTER = re.compile(rf"\s+(?:hier\w*\s+|daar\w*\s+)?{_CHAMBER}(?![\wà-ÿ])", re.IGNORECASE)
_TO_CHAMBER = re.compile(rf"\b(?:aan|naar|met)\s+{_CHAMBER}(?![\wà-ÿ])")
_WHICH_GETS = re.compile(
    rf"\b(?:die|dat|welke)\s+{_CHAMBER}\s[^,;]{{0,80}}?\b(?:ontvangt|krijgt|tegemoet\s+kan\s+zien)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\b(?:op|hierop|daarop|erop|ermee|daarmee)\s+(?:(?:nog|graag|zeker|uiteraard|dan|later|schriftelijk|bij\s+(?:uw\s+kamer|de\s+kamer|u))\s+){0,3}terug\b"
    r"|\bbij\s+(?:uw\s+kamer|de\s+kamer|u|jullie)\s+(?:\w+\s+)?terug\b"
)
_ON_THIS = re.compile(
    r"(?:^|[,;:]\s*|\b(?:en|maar|dus)\s+)op\s+(?:die|dat|deze|dit|al\s+die)\b[^,;]{0,80}$"
)
_OWN_PAPER = re.compile(
    r"(?:\s+(?:uw\s+kamer|de\s+kamer|u))?\s+(?:(?:hier\w*|daar\w*|nog|ook|dus|dan|binnenkort)\s+){0,3}"
    r"(?:een|mijn|onze)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|overzicht|rapportage|terugkoppeling|antwoord|appreciatie|[\w-]*fiche)\b",
    re.IGNORECASE,
)
_A_PAPER = re.compile(
    r"\b(?:een|mijn)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|notitie|overzicht|rapportage|terugkoppeling|appreciatie)\b",
    re.IGNORECASE,
)
_ON_THAT = re.compile(r"\b(?:daarover|hierover)\b|\b(?:daar|hier)\b.{0,40}\bover\b")
_IN_LETTER = re.compile(r"\bin\s+(?:de|die|mijn|een)\s+(?:\w+\s+)?\w*brief\b")
_WHAT = re.compile(r"\bweten\s*,?\s+(?:dat|hoe|wat|of|waarom)\b")
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
_JUST_BEFORE = 80  # characters in which "maar goed, dan" stands before a verb
_RUNNING = re.compile(
    r"\b(?:momenteel|op\s+(?:dit|het)\s+moment|thans|reeds|inmiddels|al)\b", re.IGNORECASE
)
_RAISES = re.compile(
    r"\b(?P<verb>breng|brengt|brengen)\b[^,;]{0,120}?\bonder\s+(?:de|hun|zijn|haar)\s+aandacht\b(?!\s+van\s+(?:uw|de)\s+kamer)",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:ga|gaan)\b[^,;.]{0,40}?\bna(?=\s*(?:[.,;]|$)|\s+(?:of|hoe|wat|welke?|waarom|in\s+hoeverre|en)\b)"
    r"|\b(?:zoek|zoeken)\b[^,;.]{0,60}?\buit(?=\s*(?:[.,;]|$)|\s+(?:of|hoe|wat|welke?|waarom|en)\b)"
    r"|\b(?:doe|doen|vraag)\b[^,;.]{0,40}?\bna(?:vraag)?(?=\s*(?:[.,;]|$)|\s+(?:of|bij|hoe|wat)\b)",
    re.IGNORECASE,
)
_THEN_TELLS = re.compile(
    r"\ben\s+(?:zal\s+|ik\s+)?(?:informe|kom|laat|bericht|stuur|meld|koppel|deel|ga)\w*\b"
)
_OFTEN = re.compile(
    r"\b(?:regelmatig|regelmaat|voortdurend|steeds|telkens|continu|doorlopend|actief|blijvend|blijf|momenteel|altijd)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\bcontact\s+op\s+met\b|\bcontact\b[^,;]{0,60}\bop\b", re.IGNORECASE)
SUBORDINATED = re.compile(
    r"\b(?:die|dat|waar\w*|als|indien|of|hoe|wanneer|zodra|omdat|hoewel|terwijl|zoals|nadat|welke)\s[^,;]*$",
    re.IGNORECASE,
)
MODAL_BEFORE = re.compile(
    r"\bte\s+$|\b(?:kan|kunnen|moet|moeten|dient|dienen|zou|zouden|mag|mogen|hoeft|hoeven|zal|zullen)\b[^,;]*$",
    re.IGNORECASE,
)


# What comes of work that is still to be done, or goes on.
_OUTCOME = re.compile(
    r"\b(?:uitkomst|resulta|bevinding|conclusie|inzichten|rapport|evaluatie|analyse|verkenning|cijfers|informatie|afloop|vervolg)"
)
_WORK = re.compile(
    r"\b(?:(?:ga|zal|gaat|zullen|gaan)\b|laat\b|onderzoek(?!en\b)|bezie\b|beziet\b|verken\b|verkent\b|inventariseer|bespreek|bekijk|werk\b|werkt\b|evalueer|toets\b|breng\b|vraag\b|treed\b"
    r"|voer\b|doe\b|spreek\b|analyseer|start\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\ben\s+(?:ik\s+|zal\s+)?\Z")


def has_term(said: Said) -> bool:
    """Say whether the sentence has a term that points ahead; a bare meeting is none."""
    return any(term.rule not in LOOSE for term in said.terms)


def points_ahead(said: Said) -> bool:
    """Say whether a term, a condition or a word such as "nader" points ahead."""
    return has_term(said) or said.has("future") or said.has("condition")


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
    more = _DAYS if verb.particle in _PREPOSITIONS else ""
    particle = re.compile(
        rf"\b{verb.particle}\b(?!\s+(?:de|het|een|te|mijn|uw|gesprek|overleg|dialoog|debat{more})\b)"
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
        written = "schriftelijk" in said.lower or _IN_LETTER.search(said.lower) is not None
        return timed or returns or back or written or said.has("paper", match.end())
    if verb.kind is VerbClass.ANSWER:
        return timed or (is_therein(said) and not said.spoken)
    if not said.has("chamber"):
        paper = said.has("paper") or said.has("product")
        return (timed and paper) or _sends_new(said, match, verb)
    if verb.infinitive == "op de hoogte houden":
        return True
    tells = verb.infinitive in ("informeren", "berichten", "inlichten")
    lets = verb.infinitive == "laten weten" and _WHAT.search(said.lower, match.end()) is None
    lets = lets or (verb.infinitive == "delen" and _OUTCOME.search(said.lower) is not None)
    lets = lets or (tells and _is_outcome(said, match))
    ahead = said.has("future") or said.has("condition")
    ahead = ahead or (said.spoken and _ON_THAT.search(said.lower) is not None)
    return timed or lets or (tells and ahead) or _sends_new(said, match, verb)


def _is_outcome(said: Said, match: re.Match[str]) -> bool:
    """Say whether the outcome is told of what is still to be done: "Ik ga dit na en informeer u"."""
    if _AND.search(said.text[: match.start()]) is not None:
        return _WORK.search(said.text, 0, match.start()) is not None
    told = _OUTCOME.search(said.lower) is not None and not said.before_has("here")
    return told and _WORK.search(said.before) is not None


def sends_paper(said: Said) -> bool:
    """Say whether a paper is named as new: "een brief"."""
    return _A_PAPER.search(said.text) is not None


def _sends_new(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a paper is sent that is named as new: "daar stuur ik een brief over"."""
    sends = verb.infinitive in ("sturen", "zenden", "schrijven", "toesturen", "toezenden")
    return sends and _A_PAPER.search(said.text, match.end()) is not None


def chamber_told(said: Said) -> Iterator[Found]:
    """Read "Uw Kamer wordt geïnformeerd" and "Uw Kamer ontvangt", with a word that points ahead."""
    yield from _gets_dated(said)
    if said.has("here"):
        return
    if not points_ahead(said):
        yield from _gets_paper(said)
        yield from _is_told(said)
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
    for match in each(BECOMES, said.text):
        head = _becomes_told(said, match)
        wished = _WISHED.search(said.lower, 0, match.start()) is not None
        if head is not None and not wished and not is_denied(said, match.end(), head.start):
            agent = find_agent(said.text)
            yield Found(match.start(), head.end, PromiseKind.INFORM, f"wordt {head.verb}", agent)


def _gets_paper(said: Said) -> Iterator[Found]:
    """Read "daar krijgt u een brief over": a paper named as new needs no term."""
    for match in each(_RECEIVES, said.text):
        paper = _OWN_PAPER.match(said.text, match.end())
        if paper is not None and _chamber_is_subject(said, match):
            yield Found(match.start(), paper.end(), PromiseKind.INFORM, "ontvangt")


def _gets_dated(said: Said) -> Iterator[Found]:
    """Read "een reactie, die uw Kamer in december ontvangt": a clause that describes, with a day."""
    for match in each(_WHICH_GETS, said.text):
        if said.term_in(*match.span(), dated=True) is not None:
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "ontvangt")


def _is_told(said: Said) -> Iterator[Found]:
    """Read "uw Kamer wordt daarover geïnformeerd": the sentence itself, not what somebody wishes."""
    for match in each(BECOMES, said.text):
        before = said.text[: match.start()]
        if SUBORDINATED.search(before) or MODAL_BEFORE.search(before):
            continue
        if _OFTEN.search(said.text) is not None:
            continue
        head = _becomes_told(said, match)
        if head is not None and not is_denied(said, match.end(), head.start):
            agent = find_agent(said.text)
            yield Found(match.start(), head.end, PromiseKind.INFORM, f"wordt {head.verb}", agent)


def _chamber_is_subject(said: Said, match: re.Match[str]) -> bool:
    """Say whether the Chamber stands right before or after the verb."""
    after = _CHAMBER_AFTER.match(said.text, match.end())
    return after is not None or _CHAMBER_BEFORE.search(said.text[: match.start()]) is not None


def _becomes_told(said: Said, match: re.Match[str]) -> Head | None:
    """Find the participle of telling that "wordt" rests on, when it is the Chamber that is told."""
    book = load_verbs()
    found = book.participle.search(said.text, match.end(), match.end() + 300)
    if found is None or OTHER_FINITE.search(said.text, match.end(), found.start()) is not None:
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
    book = load_verbs()
    for match in said.finites:
        verbs = [
            verb
            for verb in book.finites[match[0].lower()]
            if verb.kind is VerbClass.ACT or (verb.kind is VerbClass.INFORM and to_others(said))
        ]
        if not any(has_particle(said, match, verb) for verb in verbs):
            continue
        if said.term_in(0, len(said.text)) is None:
            return
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        if said.term_in(0, _next_clause(said, match.end())) is None:
            continue
        if subject is not None and subject.order is not Order.SUBORDINATE:
            cue = f"nu {verbs[0].infinitive}"
            yield Found(match.start(), match.end(), PromiseKind.ACT, cue, subject)


def _next_clause(said: Said, start: int) -> int:
    """Give where a second verb after "en" has its own clause; the end without one."""
    for other in said.finites:
        if other.start() > start and said.text[: other.start()].endswith((" en ", "waarna ")):
            return other.start()
    return len(said.text)


def has_things_done(said: Said) -> Iterator[Found]:
    """Read "ik laat onderzoek doen": somebody else does it, for the government."""
    if said.has("here") or _RUNNING.search(said.text) is not None:
        return
    for match in each(_LETS, said.text):
        subject = find_subject(said.text, *match.span())
        done = _DONE_FOR.search(said.text, match.end(), clause_end(said.text, match.end()))
        if subject is None or subject.order is Order.SUBORDINATE or done is None:
            continue
        begin = max(0, match.start() - _JUST_BEFORE)
        if _ADHORTING.search(said.text, begin, match.start()) is not None:
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


def looks_into(said: Said) -> Iterator[Found]:
    """Read "dat ga ik na" and "ik zoek dit uit": to look into something is still to be done."""
    match = _LOOKS.search(said.text)
    if match is None or said.has("here") or _RUNNING.search(said.text) is not None:
        return
    if _THEN_TELLS.search(said.text, match.end()) is not None:
        return  # the telling is the promise
    subject = find_subject(said.text, match.start(), match.start() + len(match[0].split()[0]))
    if subject is None or subject.order is Order.SUBORDINATE or subject.kind is SubjectClass.AGENCY:
        return
    if not is_denied(said, match.start(), match.end()) and not said.has("same_debate"):
        yield Found(match.start(), match.end(), PromiseKind.ACT, "nu nagaan", subject)


def raises(said: Said) -> Iterator[Found]:
    """Read "ik breng dit onder de aandacht van de sector": once, not always."""
    match = _RAISES.search(said.text)
    if match is None or _OFTEN.search(said.text) or said.has("same_debate") or said.has("not"):
        return
    subject = find_subject(said.text, *match.span("verb"))
    if subject is None or subject.order is Order.SUBORDINATE:
        return
    inside = match.end() <= clause_end(said.text, match.start())
    if inside and not is_retold(said.text[: match.start()]):
        yield Found(match.start(), match.end(), PromiseKind.ACT, "onder de aandacht", subject)
