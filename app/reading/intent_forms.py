"""The forms of a promise that name it: toezeggen, voornemens, besloten, verwacht, voorzien."""

import re
from collections.abc import Iterator

from app.domain.reading import Made, PromiseKind
from app.reading.blockers import is_denied, is_of_others
from app.reading.clauses import Said, each, find_head, find_infinitive
from app.reading.definite import is_held, is_speaking
from app.reading.kinds import TELLING, as_told, kind_of
from app.reading.passive_forms import TALKS
from app.reading.present_forms import (
    has_particle,
    points_ahead,
    sends_paper,
)
from app.reading.promise_forms import Found
from app.reading.subjects import SPEAKER, Subject, SubjectClass, find_first, find_subject
from app.reading.verbs import VerbClass, load_verbs

_IS = re.compile(r"\b(?:is|zijn|ben|staat|staan|wordt|worden)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:is|zijn|ben|heeft|hebben|heb)\b")
_INTEND = re.compile(
    r"\b(?:voornemens|van\s+plan|het\s+voornemen|stel(?:t|len)?\s+(?:mij|zich|ons)\s+voor)\b",
    re.IGNORECASE,
)
_EXPECT = re.compile(
    r"\b(?:bereid|verwacht|verwachten|hoop|hopen|hoopt|streef|streeft|streven|beoog|beoogt|beogen|mik|probeer|wil|willen|wens)\b",
    re.IGNORECASE,
)
_TELLS_THAT = re.compile(r"\s*,?\s+dat\b")
_HANDED = ("sturen", "toesturen", "nasturen", "doen toekomen", "toezenden", "opsturen")
_CAN = re.compile(r"\b(?:kan|kunnen)\b", re.IGNORECASE)
_DECIDED = re.compile(r"\b(?:besloten|besloot|besluit)\b", re.IGNORECASE)
_DECIDED_NOUN = re.compile(
    r"\bbesloten\s+tot\s+(?:de|het|een)\s+(?:\w+\s+)?(?:aanstelling|oprichting|instelling|invoering|verhoging|benoeming"
    r"|verlenging|uitbreiding|afschaffing|aanschaf|levering|sluiting|opening)\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:in|sinds|op\s+\d{1,2}\s+\w+)\s+(?:19|20)\d\d\b|\b(?:destijds|eerder|eertijds|vorige?|voormalig)\b",
    re.IGNORECASE,
)
_SOFT_DECISIONS = ("nemen", "opstellen", "doen", "maken", "geven", "uitspreken")
_PROMISE_NOW = re.compile(
    r"\b(?P<verb>zeg|zegt|zeggen(?=\s+(?:wij|we)\b))\b[^;]{0,160}?\btoe\b(?!\s+te\b)"
    r"|\b(?P<modal>kan|kunnen|wil|ga|gaan|zal|zullen|durf)\b[^;,]{0,60}?\btoezeggen\b"
    r"|\b(?P<offer>kan|kunnen|wil)\b[^;,]{0,80}?\btoezegging\s+doen\b"
    r"|\b(?P<do>doe|doen|doet)\b[^;,]{0,40}?\btoezegging\b"
    r"|\b(?P<vow>beloof|beloven)\s+(?:ik|wij|we)\b"
    r"|\btoezegging\s+(?P<done>doe|doen|kan|wil|zal|ga)\s+(?:ik|wij|we)\b"
    r"|\A(?:(?:en|maar|dan|dus|nou),?\s+)?(?P<let>laat)\s+(?:ik|me|mij)\b[^;,]{0,40}?\b(?:toezeggen|beloven)\b"
    r"|\A(?:[^:]{3,60}:\s+)?(?:(?:zeker|ja|prima|nou|goed|akkoord),?\s+)?(?P<short>(?:bij\s+dezen?\s+|hierbij\s+)?toegezegd|dat\s+is\s+(?:dan|hierbij|bij\s+dezen)\s+toegezegd|dat\s+is\s+een\s+toezegging)\W*\Z"
    r"|\b(?P<ready>ben|zijn)\b[^;,]{0,40}?\bbereid\b[^;,]{0,60}?\btoe\s+te\s+zeggen\b"
    r"|\b[Ww]at\s+(?:ik|wij|we)\s+(?:\w+\s+){0,3}(?P<what>toezeg|toezeggen)\b",
    re.IGNORECASE,
)
_GOTTEN = re.compile(r"\b(?:krijgt|ontvangt|heeft|krijgen|ontvangen)\b")
_AIM = re.compile(
    r"\bwordt\s+(?:er\s*naar|er\s+naar|naar)\s+gestreefd\b|\b(?:streven|bedoeling|planning|voornemen|doel|inzet|ambitie|doelstelling)\s+(?:is|blijft)\b"
    r"|\bis\s+(?:het\s+)?(?:(?:nog\s+)?(?:steeds|altijd)\s+|nu\s+|ook\s+|wel\s+)?(?:het\s+streven|mijn\s+streven|de\s+bedoeling|de\s+planning|het\s+voornemen"
    r"|mijn\s+(?:voornemen|bedoeling|inzet)|(?:er\s?op|ernaar)\s+gericht)\b"
    r"|\bligt\s+(?:het\s+)?in\s+(?:mijn|ons|het)\s+voornemen\b",
    re.IGNORECASE,
)
# How every case is dealt with is a rule, no promise: "iedere aanvraag binnen een maand".
_EACH = re.compile(r"\b(?:iedere?|elke?)\s+(?!jaar|kwartaal|maand|half)", re.IGNORECASE)
_MY_AIM = re.compile(r"\b[Mm]ijn\s+(?:streven|voornemen|bedoeling|planning|inzet|ambitie|doel)\b")
_READY = re.compile(
    r"\bin\s+werking\s+te\s+(?:laten\s+)?treden\b|\bin\s+te\s+laten\s+gaan\b|\b(?:gereed|klaar|afgerond|voltooid)\s+(?:te\s+hebben|te\s+zijn|is|zijn)\b"
)
# A meeting that is planned is the agenda of others: "het overleg dat is gepland op".
_MEETS = re.compile(
    r"(?:overleg|debat|vergadering|bijeenkomst|hoorzitting|behandeling|gesprek|stemmingen|briefing)\b(?:[^,;.]{0,60}?\b(?:dat|die|welke)|\s+(?:van|over|in|met)\s[^,;.]{0,80})?\s*\Z"
)
_CHAIR_TALK = re.compile(
    r"(?:De voorzitter: )?(?:Misschien|De Kamer, gehoord|[a-z]+ende\b|Dank|Ik|U\b|Mevrouw|De heer|Dan|Nee|Ja|We\b|Wij|Dat|Maar|Er\b|Hartelijk|Daarmee|Mocht|Wilt)"
)
_ITEM = re.compile(
    r"\b(?:zal|zullen|stuurt|sturen|komt|komen|informeert|geeft|gaat|neemt|wordt|worden|ontvangt|krijgt|zegt|heeft|laat|bekijkt|kijkt"
    r"|onderzoekt|vraagt|bespreekt|deelt|doet|reageert|brengt|zendt|stelt|rapporteert)\b"
)
_ASKED = re.compile(r"\b(?:of|vroeg|vraag|vragen)\b[^;]{0,120}$", re.IGNORECASE)


_WONDERS = re.compile(r"\b(?:vernemen|weten|vraag\w*|vragen|vroeg\w*|horen)\b[^;]{0,60}\bof\b")
_NOT_SO = re.compile(r"\s+(?:\w+\s){0,2}?(?:niet|geen)\b(?!\s+alleen)")
_REFUSES = re.compile(r"\b(?:niet|geen)\s+(?:doen|geven|toezeggen)\b")


def promise_now(said: Said) -> Iterator[Found]:
    """Read "zeg ik toe", "kan ik toezeggen", "doe ik de toezegging"."""
    match = _PROMISE_NOW.search(said.text)
    if match is None or said.has("not", max(0, match.start() - 12), match.end()):
        return
    if match["vow"] or match["verb"]:
        nothing = _NOT_SO.match(said.text, match.end()) is not None  # "beloof ik u niet"
        if nothing:
            return
    if match["done"] and _REFUSES.search(said.text, match.end()) is not None:
        return
    if _ASKED.search(said.text[: match.start()]):
        return
    form = match["verb"] or match["modal"] or match["offer"] or match["do"] or match["done"]
    form = form or match["ready"] or match["vow"]
    if match["let"] is not None:
        subject: Subject | None = SPEAKER
    elif match["short"] is not None:
        subject = SPEAKER if said.spoken else None
    elif form is None:
        subject = find_first(match[0])
    else:
        at = match.start("done") if match["done"] else match.start()
        subject = find_subject(said.text, at, at + len(form))
    if subject is None:
        return
    book = load_verbs()
    verbs = (book.infinitives[" ".join(m[0].split())] for m in book.infinitive.finditer(said.lower))
    finite = (
        v
        for m in said.finites
        for v in book.finites[m[0]]
        if m.start() > match.start() and v.infinitive != "antwoorden" and has_particle(said, m, v)
    )
    done = (
        book.participles[" ".join(m[0].split())]
        for m in book.participle.finditer(said.lower, match.end())
    )
    told = (
        said.has("paper")
        or said.has("product")
        or (said.has("chamber") and _GOTTEN.search(said.text, match.end()) is not None)
        or (said.has("chamber") and any(verb.kind is VerbClass.INFORM for verb in done))
        or any(verb.kind in TELLING for verb in (*verbs, *finite))
    )
    kind = PromiseKind.INFORM if told else PromiseKind.ACT
    yield Found(match.start(), match.end(), kind, "zeg toe", subject)


def intend(said: Said) -> Iterator[Found]:
    """Read "voornemens" with a term, a telling of the Chamber or a meeting to come."""
    for match in each(_INTEND, said.text):
        subject = _subject_around(said, match)
        head = find_infinitive(said.text, match.end())
        if subject is None or head is None or head.lasting or is_denied(said, 0, head.start):
            continue
        if _WONDERS.search(said.text, 0, match.start()) is not None:
            continue
        told = head.kind in TELLING and said.has("chamber")
        timed = any(term.rule != "vague_when" for term in said.terms) or said.has("meeting")
        goes_on = head.verb in ("voortzetten", "zetten", "doorgaan")
        known = load_verbs().infinitives.get(head.verb)
        acts = known is not None and known.kind is VerbClass.ACT
        acts = (
            acts
            and known is not None
            and (bool(known.first) or known.infinitive in ("vragen", "verzoeken"))
        )
        definite = acts and subject.kind is not SubjectClass.STATE
        if told or (timed and not goes_on) or definite:
            yield Found(match.start(), head.end, kind_of(said, head), "voornemens", subject)


def _subject_around(said: Said, match: re.Match[str]) -> Subject | None:
    """Find the government as subject of the verb before "voornemens" or "besloten"."""
    best: Subject | None = None
    for verb in _HAS.finditer(said.text, 0, match.end() + 12):
        best = find_subject(said.text, *verb.span()) or best
    return best or find_subject(said.text, match.start(), match.end())


def expect(said: Said) -> Iterator[Found]:
    """Read "verwacht … te kunnen sturen", "hoop", "streef ernaar", with a word that points ahead."""
    if said.has("here"):
        return
    for match in each(_EXPECT, said.text):
        ready = match[0].lower() == "bereid"
        subject = _subject_around(said, match) if ready else find_subject(said.text, *match.span())
        head = find_infinitive(said.text, match.end())
        if match[0].lower() in ("wil", "willen"):
            head = find_head(said.text, match.end())
        if head is not None:
            head = as_told(said, head, match.end())
        if subject is None or head is None or is_denied(said, match.end(), head.start):
            continue
        if ready and _ASKED.search(said.text[: match.start()]):
            continue
        named = said.has("chamber") or said.has("paper") or head.kind is VerbClass.ANSWER
        if ready and not said.spoken and not (said.has("chamber") or said.has("condition")):
            continue
        ahead = (
            points_ahead(said)
            or ((ready or said.spoken) and said.has("chamber"))
            or (match[0].lower() in ("wil", "willen") and sends_paper(said))
        )
        speaks = subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS)
        sends = speaks and head.kind is VerbClass.INFORM and not said.spoken  # "haar te verzenden"
        if said.spoken and head.kind is VerbClass.ANSWER and is_speaking(said, head):
            continue
        dated = said.term_in(0, len(said.text), dated=True) is not None
        acts = head.kind is VerbClass.ACT or is_held(said, head)
        talked = said.spoken and head.kind is VerbClass.ACT and TALKS.search(said.text) is not None
        told = head.kind in TELLING and ((named and ahead) or (sends and dated))
        if told or (dated and not ready and acts) or (talked and not said.has("same_debate")):
            kind = PromiseKind.INFORM if sends and dated else kind_of(said, head)
            yield Found(match.start(), head.end, kind, "verwacht", subject)


def aim(said: Said) -> Iterator[Found]:
    """Read "het streven is om het wetsvoorstel in mei in te dienen": with a day, or telling soon."""
    match = _AIM.search(said.text)
    if match is None or said.has("here") or said.term_in(0, len(said.text)) is None:
        return
    if _EACH.search(said.text) is not None:
        return
    dated = said.term_in(0, len(said.text), dated=True) is not None
    ready = _READY.search(said.text, match.end())
    subject = SPEAKER if _MY_AIM.search(said.text) is not None else None
    if ready is not None and dated and not is_denied(said, match.end(), ready.start()):
        yield Found(match.start(), ready.end(), PromiseKind.ACT, "streven", subject)
        return
    head = find_infinitive(said.text, match.end())
    if head is None or is_denied(said, match.end(), head.start) or is_of_others(said, head.end):
        return
    if head.kind in TELLING or (dated and head.kind is VerbClass.ACT):
        yield Found(match.start(), head.end, kind_of(said, head), "streven", subject)


def can_tell(said: Said) -> Iterator[Found]:
    """Read "naar verwachting kan ik uw Kamer in mei informeren": with a day only."""
    offers = said.spoken and said.has("chamber") and not said.has("same_debate")
    dated = said.term_in(0, len(said.text), dated=True) is not None
    if said.has("here") or not (dated or offers):
        return
    for match in each(_CAN, said.text):
        subject = find_subject(said.text, *match.span())
        head = find_head(said.text, match.end())
        head = as_told(said, head, match.end()) if head is not None else None
        if not dated and (head is None or head.verb not in _HANDED):
            continue
        says = head is not None and head.verb == "zeggen" and "meer" in said.lower
        if head is not None and _TELLS_THAT.match(said.text, head.end) is not None:
            continue  # "kan ik melden dat het in mei begint" tells it now
        if subject is None or head is None or not (head.kind in TELLING or says):
            continue
        if not is_denied(said, match.end(), head.start):
            cue = "kan informeren"
            yield Found(match.start(), head.end, PromiseKind.INFORM, cue, subject)


def decided(said: Said) -> Iterator[Found]:
    """Read "besloten te" + act and "besloten tot de aanstelling": decided, not yet done."""
    noun = _DECIDED_NOUN.search(said.text)
    if noun is not None and not _is_long_ago(said, noun.end()):
        subject = _subject_around(said, noun)
        yield Found(noun.start(), noun.end(), PromiseKind.ACT, "besloten tot", subject)
        return
    for match in each(_DECIDED, said.text):
        subject = find_subject(said.text, *match.span()) or _subject_around(said, match)
        head = find_infinitive(said.text, match.end())
        if subject is None or head is None or head.kind is not VerbClass.ACT or head.lasting:
            continue
        soft = head.verb.startswith("laten") or head.verb in _SOFT_DECISIONS
        soft = soft and not said.has("measured", match.end())
        if not soft and not _is_long_ago(said, head.end):
            yield Found(match.start(), head.end, PromiseKind.ACT, "besloten te", subject)


def _is_long_ago(said: Said, end: int) -> bool:
    """Say whether it was decided long before the paper; a year that is not past is what it is for."""
    match = _LONG_AGO.search(said.text, 0, end)
    day = said.moment.day
    if match is None or day is None:
        return match is not None
    year = re.search(r"\b(?:19|20)\d\d\Z", match[0])
    return year is None or int(year[0]) < day.year


_BILL = re.compile(r"\b(?:wetsvoorstel|regeling|besluit|begroting)\b")
_SENT_TO = re.compile(
    r"\b(?:[Tt]oezending|[Aa]anbieding|[Vv]erzending)\b[^;.]{0,80}\baan\s+(?:uw|de|beide)\s+Kamers?\b"
)
_REPORT = re.compile(r"\b\w*(?:rapportage|brief|nota|verslag|monitor|reactie|appreciatie)\b")


def foreseen(said: Said) -> Iterator[Found]:
    """Read "de inwerkingtreding is voorzien per 1 januari"."""
    match = re.search(r"\b(?:voorzien|gepland|beoogd|ingepland)\b", said.text, re.IGNORECASE)
    if match is None or said.has("here") or said.has("not"):
        return
    if not said.has("foreseen") and _REPORT.search(said.text) is None:
        return
    finite = list(_IS.finditer(said.text, 0, match.start()))
    if finite and _MEETS.search(said.text[: finite[-1].start()]) is not None:
        return
    if finite and said.term_in(0, len(said.text), dated=True) is not None:
        step = said.find("foreseen", 0, finite[-1].start())
        paper = said.find("paper", 0, finite[-1].start())
        told = paper is not None and (step is None or paper.end() == step.end())
        told = told or _SENT_TO.search(said.text, 0, finite[-1].start()) is not None
        kind = PromiseKind.INFORM if told and not _BILL.search(said.text) else PromiseKind.ACT
        yield Found(finite[-1].start(), match.end(), kind, "voorzien")


def listed(said: Said) -> Iterator[Found]:
    """Read an item of the list of promises that a chair reads out, in whatever words."""
    if not said.listed or _CHAIR_TALK.match(said.text) or said.has("not"):
        return
    subject = find_first(said.text)
    named = subject is not None and subject.kind is SubjectClass.MINISTER
    verb = _ITEM.search(said.text)
    if verb is not None and (named or said.has("chamber")):
        kind = PromiseKind.INFORM if said.has("chamber") or said.has("paper") else PromiseKind.ACT
        yield Found(verb.start(), verb.end(), kind, "lijst", subject)


def item_of_list(said: Said) -> Iterator[Found]:
    """Read an item of a printed list of promises, in whatever words."""
    verb = _ITEM.search(said.text)
    at = verb.span() if verb is not None else (0, 1)
    told = said.has("chamber") or said.has("paper") or "schriftelijk" in said.lower
    kind = PromiseKind.INFORM if told else PromiseKind.ACT
    yield Found(*at, kind, "lijst", find_first(said.text), Made.EARLIER)
