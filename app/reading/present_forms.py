"""The forms of a promise in the present tense: "ik informeer u nader", "uw Kamer ontvangt"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied, is_retold, to_others
from app.reading.clauses import Said, clause_end, each, find_head, find_meant
from app.reading.definite import LOOSE
from app.reading.kinds import TELLING, is_therein
from app.reading.promise_forms import Found
from app.reading.subjects import Order, Subject, SubjectClass, find_shared, find_subject
from app.reading.verbs import Verb, VerbClass, load_verbs

# A particle is none before a noun of its own; one that is a preposition too, also before what
# says when: "deelt … op maandag".
_PREPOSITIONS = ("aan", "af", "door", "in", "na", "om", "op", "over", "uit", "voor")
_OWN = r"de|het|een|te|mijn|uw|gesprek|overleg|dialoog|debat"
_NOUN = re.compile(rf"\s+(?:{_OWN})\b")
_NOUN_OR_DAY = re.compile(
    rf"\s+(?:{_OWN}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|maandag|dinsdag|woensdag|donderdag|vrijdag|basis|grond|dit|dat|deze|die|welke|\d+)\b"
)
_REACH = 400  # characters behind a verb in which its particle stands
_TAKE = re.compile(r"\b(?:neem|neemt|nemen)\b", re.IGNORECASE)
_RETURNS = re.compile(
    r"\b(?:op|hierop|daarop|erop|ermee|daarmee)\s+(?:(?:nog|graag|zeker|uiteraard|dan|later|schriftelijk|bij\s+(?:uw\s+kamer|de\s+kamer|u))\s+){0,3}terug\b"
    r"|\bbij\s+(?:uw\s+kamer|de\s+kamer|u|jullie)\s+(?:\w+\s+)?terug\b"
)
_ON_THIS = re.compile(
    r"(?:^|[,;:]\s*|\b(?:en|maar|dus)\s+)op\s+(?:die|dat|deze|dit|al\s+die)\b[^,;]{0,80}$"
)
_A_PAPER = re.compile(
    r"\b(?:een|mijn)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|notitie|overzicht|rapportage|terugkoppeling|appreciatie)\b",
    re.IGNORECASE,
)
_ON_THAT = re.compile(r"\b(?:daarover|hierover)\b|\b(?:daar|hier)\b.{0,40}\bover\b")
_IN_LETTER = re.compile(r"\bin\s+(?:de|die|mijn|een)\s+(?:\w+\s+)?\w*brief\b")
_WHAT = re.compile(r"\bweten\s*,?\s+(?:dat|hoe|wat|of|waarom)\b")
_UNKNOWN = re.compile(
    r"\s+(?=[^,;.]{0,80}\b(?:daaruit|eruit|uitkomst|uitkomsten|uitkomt|oplevert|gaat\s+worden|mogelijk\s+is|lukt|verloopt|vervolg|verder)\b)"
)
_SENDING = (
    "sturen",
    "toesturen",
    "zenden",
    "toezenden",
    "verzenden",
    "versturen",
    "aanbieden",
    "doen toekomen",
    "delen",
    "voorleggen",
)
# A paper that is there already: "ik heb u een brief gestuurd", "de brief van vorige week".
_PAST_PAPER = re.compile(
    r"\b(?:heb|heeft|hebben|had|is|zijn|vorige?|gisteren|eerder|ontvangen)\b", re.IGNORECASE
)
_BILL = re.compile(
    r"\b(?:wetsvoorstel|beleidsregel|circulaire|nader\s+rapport|ontwerpbesluit|nota\s+van\s+wijziging)\b"
)
_FOR_YEAR = re.compile(r"\b(?:voor|in|vanaf|tot|tot\s+en\s+met)\s+(20\d\d)\b")
_ONLY_THEN = re.compile(
    r"\A(?!.*\b(?:nog|nader|later|separaat|gebruikelijk|zijner)\b).*\bdan\b", re.DOTALL
)
# Speech hands over without a day: "die cijfers doe ik u toekomen".
_HANDS = re.compile(
    r"\b(?:doe|doen)\b[^;.]{0,120}\btoekomen\b|\b(?:stuur|zend|sturen)\b[^;.]{0,60}\b(?:toe|op|na)\b"
)
_DONE = re.compile(r"\b(?:heb|heeft|hebben|had)\s\Z")  # "heb doen toekomen" is past
_LETS = re.compile(r"\b(?:laat|laten)\b", re.IGNORECASE)
_DONE_FOR = re.compile(
    r"\b(?:[a-zë]*onderzoek\w*|[a-zë]*evaluatie|verkenning|analyse|inventarisatie|toets|doorlichting|peiling|studie)\s+(?:\w+\s+){0,4}?(?:doen|uitvoeren|verrichten)\b"
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
    r"\ben\s+(?:(?:zal|ik|dat|daarover|u)\s+)?(?:informe|kom|laat|bericht|stuur|meld|koppel|deel|ga)\w*\b"
)
OFTEN = re.compile(
    r"\b(?:regelmatig|regelmaat|voortdurend|steeds|telkens|continu|doorlopend|actief|blijvend|blijf|momenteel|altijd)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\bcontact\s+op\s+met\b|\bcontact\b[^,;]{0,60}\bop\b", re.IGNORECASE)


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


# The ministers of Europe discuss what is on their agenda.
_COUNCIL = re.compile(r"(?:[Dd]e\s)?(?:Europese\s|EU-)?[Mm]inisters\b")
_DISCUSS = ("bespreken", "behandelen", "vergaderen", "spreken")


def has_term(said: Said) -> bool:
    """Say whether the sentence has a term that points ahead; a bare meeting is none."""
    return any(term.rule not in LOOSE for term in said.terms)


def points_ahead(said: Said) -> bool:
    """Say whether a term, a condition or a word such as "nader" points ahead."""
    return has_term(said) or said.has("future") or said.has("condition")


def inform_now(said: Said) -> Iterator[Found]:
    """Read a present tense that tells the Chamber something later."""
    if not said.finites or said.has("here") or said.has("same_debate"):
        return
    book = load_verbs()
    for match in said.finites:
        verbs = [
            verb
            for verb in book.finites[match[0]]
            if verb.kind in TELLING and has_particle(said, match, verb)
        ]
        if not verbs:
            continue
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        subject = subject or find_meant(said, *match.span())
        if subject is None or subject.kind is SubjectClass.AGENCY:
            continue
        if match[0] in ("doen", "laten") and _DONE.search(said.lower, 0, match.start()) is not None:
            continue
        if to_others(said) and not said.has("chamber"):
            continue  # "leg ik voor advies voor aan de Raad van State" is an act
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
    return subject.order is Order.SUBORDINATE and word not in ("dat", "waarna", "waarop", "voordat")


def _dates(said: Said, subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a clause that describes has a day of its own: "een brief die ik u in mei stuur"."""
    return said.term_in(subject.start, match.end(), dated=True) is not None


def has_particle(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a finite form has the particle of its verb behind it."""
    particle = verb.particle
    if not particle:
        return True
    text, stop = said.text, match.end() + _REACH
    noun = _NOUN_OR_DAY if particle in _PREPOSITIONS else _NOUN
    at = text.find(particle, match.end(), stop)
    while at >= 0:
        end = at + len(particle)
        alone = not (text[at - 1].isalnum() or text[end : end + 1].isalnum())
        if alone and noun.match(text, end, stop) is None:
            return True
        at = text.find(particle, end, stop)
    return False


def _informs(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a finite form tells the Chamber something that is still to come."""
    if is_denied(said, match.end(), clause_end(said.text, match.end())):
        return False
    timed = has_term(said)
    if verb.infinitive == "terugkomen":
        returns = _RETURNS.search(said.lower, match.end(), match.end() + 80) is not None
        back = _ON_THIS.search(said.lower[: match.start()]) is not None
        written = "schriftelijk" in said.lower or _IN_LETTER.search(said.lower) is not None
        return timed or returns or back or written or said.has("paper", match.end())
    if verb.kind is VerbClass.ANSWER:
        return timed or (is_therein(said) and not (said.spoken and _PAST_PAPER.search(said.before)))
    if not said.has("chamber"):
        paper = said.has("paper") or said.has("product")
        return (timed and paper) or _sends_new(said, match, verb)
    if verb.infinitive == "op de hoogte houden":
        return True
    tells = verb.infinitive in ("informeren", "berichten", "inlichten")
    tells = tells or (verb.infinitive in ("melden", "meedelen") and said.has("condition"))
    lets = verb.infinitive == "laten weten" and _lets_know(said, match)
    lets = lets or (verb.infinitive == "delen" and _OUTCOME.search(said.lower) is not None)
    lets = lets or (tells and _is_outcome(said, match))
    ahead = said.has("future") or said.has("condition")
    later = ahead and not (said.spoken and _ONLY_THEN.search(said.lower))
    handed = said.spoken and _HANDS.search(said.lower) is not None
    sends = verb.infinitive in _SENDING and (later or handed)
    ahead = ahead or (said.spoken and _ON_THAT.search(said.lower) is not None)
    return timed or lets or sends or (tells and ahead) or _sends_new(said, match, verb)


def _is_outcome(said: Said, match: re.Match[str]) -> bool:
    """Say whether the outcome is told of what is still to be done: "Ik ga dit na en informeer u"."""
    if _AND.search(said.text[: match.start()]) is not None:
        return _WORK.search(said.text, 0, match.start()) is not None
    told = _OUTCOME.search(said.lower) is not None and not said.before_has("here")
    return told and _WORK.search(said.before) is not None


def _lets_know(said: Said, match: re.Match[str]) -> bool:
    """Say whether the Chamber is to know what is not known yet: "laat weten wat daaruit komt"."""
    what = _WHAT.search(said.lower, match.end())
    that = what is not None and what[0].endswith("dat")
    if said.terms and not that:
        return True
    return what is None or _UNKNOWN.match(said.lower, what.end()) is not None


def sends_paper(said: Said) -> bool:
    """Say whether a paper is named as new: "een brief"."""
    return _A_PAPER.search(said.text) is not None


def _sends_new(said: Said, match: re.Match[str], verb: Verb) -> bool:
    """Say whether a paper is sent that is named as new: "daar stuur ik een brief over"."""
    sends = verb.infinitive in ("sturen", "zenden", "schrijven", "toesturen", "toezenden")
    return sends and _A_PAPER.search(said.text, match.end()) is not None


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
        verbs = [verb for verb in verbs if has_particle(said, match, verb)]
        if not verbs:
            continue
        ahead = said.term_in(0, len(said.text)) is not None
        if not ahead and not _is_funded_ahead(said) and not _awaits(said):
            return
        subject = find_subject(said.text, *match.span()) or find_shared(said.text, match.start())
        if subject is not None and _COUNCIL.match(subject.text) and match[0] in _DISCUSS:
            continue
        if ahead and said.term_in(0, _next_clause(said, match.end())) is None:
            continue
        if subject is not None and subject.order is not Order.SUBORDINATE:
            cue = f"nu {verbs[0].infinitive}"
            yield Found(match.start(), match.end(), PromiseKind.ACT, cue, subject)


def _awaits(said: Said) -> bool:
    """Say whether something definite waits for something else: "zodra het advies er is, dienen wij het in"."""
    waits = any(term.rule == "vague_when" and term.text for term in said.terms)
    return waits and _BILL.search(said.text) is not None


def _is_funded_ahead(said: Said) -> bool:
    """Say whether an amount is named for a year to come: "stel voor 2026 tien miljoen euro beschikbaar"."""
    day = said.moment.day
    if day is None or not said.has("measured"):
        return False
    years = [int(year) for year in _FOR_YEAR.findall(said.text)]
    return any(year > day.year for year in years)


def _next_clause(said: Said, start: int) -> int:
    """Give where a second verb after "en" has its own clause; the end without one."""
    for other in said.finites:
        if other.start() > start and said.text[: other.start()].endswith((" en ", "waarna ")):
            return other.start()
    return len(said.text)


def _end_of_deed(said: Said, start: int, edge: int) -> int | None:
    """Give where it ends what somebody is let do: a known work, or by a day any act.

    "laat ik onderzoek doen", "laat ik uiterlijk in mei registreren"; None without one.
    """
    work = _DONE_FOR.search(said.text, start, edge)
    if work is not None:
        return work.end()
    if said.term_in(0, edge, dated=True) is None:
        return None
    head = find_head(said.text[:edge], start)
    if head is None or head.passive or head.kind not in (VerbClass.ACT, None):
        return None
    known = load_verbs().infinitives.get(head.verb)
    return None if known is not None and not known.first else head.end


def has_things_done(said: Said) -> Iterator[Found]:
    """Read "ik laat onderzoek doen": somebody else does it, for the government."""
    if said.has("here") or _RUNNING.search(said.text) is not None:
        return
    for match in each(_LETS, said.text):
        subject = find_subject(said.text, *match.span())
        end = _end_of_deed(said, match.end(), clause_end(said.text, match.end()))
        if subject is None or subject.order is Order.SUBORDINATE or end is None:
            continue
        begin = max(0, match.start() - _JUST_BEFORE)
        if _ADHORTING.search(said.text, begin, match.start()) is not None:
            continue
        if not is_denied(said, match.end(), end):
            yield Found(match.start(), end, PromiseKind.ACT, "laat doen", subject)


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
    if match is None or OFTEN.search(said.text) or said.has("same_debate") or said.has("not"):
        return
    subject = find_subject(said.text, *match.span("verb"))
    if subject is None or subject.order is Order.SUBORDINATE:
        return
    inside = match.end() <= clause_end(said.text, match.start())
    if inside and not is_retold(said.text[: match.start()]):
        yield Found(match.start(), match.end(), PromiseKind.ACT, "onder de aandacht", subject)
