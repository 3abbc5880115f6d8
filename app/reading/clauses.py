"""A sentence laid out for reading: its wording, its place, and the verb that carries it.

`Said` is what every rule of a promise looks at. The functions here answer what a rule
asks: which verb does "zal" rest on, where does a clause end, is it denied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from app.domain.reading import Term, TermKind
from app.domain.text import Block, Span, Zone
from app.reading.cues import load_cues
from app.reading.deadlines import find_terms
from app.reading.literals import find_literals, needed
from app.reading.moments import Moment
from app.reading.subjects import Subject, find_referred
from app.reading.verbs import VerbClass, load_verbs
from app.reading.wording import Wording, make_wording
from app.reading.words import to_small

# After these a clause is over for the verb that "zal" rests on, unless none was found yet.
_SOFT_END = re.compile(
    r"[;:]|,\s+(?:maar|terwijl|waar\w*|zodat|omdat|want|die|dat|zoals|hoewel|mits|tenzij|waarna)\b"
    r"|\b(?:zodra|indien|nadat|wanneer|omdat|zodat|hoewel|om\s+te|waarbij|waarmee)\b"
)
# What an infinitive that no lexicon knows is followed by.
_VERB_END = (
    r"(?=\s*(?:$|[.,;:!?»”]|\b(?:en|of|om|dat|in|op|met|voor|vóór|bij|aan|van|naar|over|ten|tijdens|tot|nadat|zodra|zodat"
    r"|door|via|binnen|per|vanaf|rond|als|zoals|middels|conform|uiterlijk|samen|onder|tegen|uit|tussen|zonder|wanneer|indien"
    r"|terwijl|omdat|waar\w*|hoe|welke|gedurende|richting|na)\b))"
)
_UNKNOWN = re.compile(
    r"(?<![\wà-ÿ-])(?P<verb>[a-zà-ÿ]{3,}(?:en|aan|oen|ien))(?![\wà-ÿ-])" + _VERB_END
)
# A clause put in between: "zal ik, zodra dat is afgerond, verslag doen".
_RESUMED = re.compile(
    r"(?:,\s+)?(?:zodra|indien|nadat|wanneer|omdat|hoewel|die|zoals|waar\w*)\b[^,;:]{3,160},\s+"
)
_PARTICLE = re.compile(
    r"\b(?P<particle>aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|vast|voor|vrij)\s+"
    r"(?:zal|zullen|zult|wil|willen|kan|kunnen|ga|gaan|gaat)\Z"
)
_BASE = re.compile(r"\s+(?P<base>[a-zà-ÿ]+en|gaan|doen)\b")
# A participle that no lexicon knows, in a passive; not what only happens to somebody.
_DONE = re.compile(
    r"\b(?:worden|zijn)\s+(?P<done>(?!(?:ge(?:confronteerd|troffen|dwongen|acht|zien|raakt|bruikt|vormd|noodzaakt|baat|richt|steld)|ingericht|ver(?:wacht|oorzaakt|schillend|bonden|vuld|plicht)|be(?:schouwd|reikt|paald|ïnvloed|kend|last|staand)|on\w+)\b)"
    r"(?:[a-zë]{0,10}ge[a-zë]{2,}(?:d|t|en)|(?:be|ver|ont|her)[a-zë]{3,}(?:d|t)))\b"
)
_BECOME_BEFORE = re.compile(r"\b(?:worden|zijn)\s+\Z")
_BECOME_AFTER = re.compile(r"\s+(?:zal\s+|zullen\s+)?(?:worden|zijn)\b")
_BEFORE_SHALL = re.compile(r"\s+(?:zal|zullen)\s+(?:worden|zijn)\b")
_ENDS = re.compile(_VERB_END)
# Forms that are other words as well: verbs only where a phrase ends.
_DOUBTFUL = frozenset(
    (
        *("zijn", "hebben", "wegen", "delen", "volgen", "besluiten", "plaatsen"),
        *("vragen", "antwoorden", "weten", "staan", "leiden"),
    )
)
# "de inspectie vragen hier onderzoek naar te doen"
_ASKS_TO = re.compile(
    r"\s+(?:hier|daar|dit|dat|deze|haar|hem|hen|een|nader|onderzoek|mij|ons|om|over|de|het|alle)\w*\b[^,;.]{0,120}\bte\s"
)
_ASKED_TO = re.compile(r"\s+(?:om|of|dit|dat|hier|daar)\b")
_HER = re.compile(r"\b(?:haar|zijn|hun)\s+\Z")
_NOUNS = frozenset(
    ("vragen", "antwoorden", "besluiten", "delen", "wegen", "plaatsen", "werken", "leveren")
)
_NOMINAL = re.compile(
    r"\b(?:de|het|een|deze|die|dit|alle|enkele|meer|minder|veel|uw|zijn|haar|hun|mijn|onze?|geen|van|diverse"
    r"|verschillende|(?!(?:19|20)\d\d\s)\d[\d.]*|\w+(?:ijke|ige|ende|elle|ische|ieve|ale|ste|se|ieuwe|vende))\s+$",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:met\s+het\s+oog\s+op|(?<!nota\s)naar\s+aanleiding\s+van|in\s+verband\s+met|gezien|vanwege)\b[^,;.]*$",
    re.IGNORECASE,
)
# "Het lukt niet om dit jaar te antwoorden", "is het niet gelukt u in mei te informeren".
_FAILS = re.compile(
    r"\b(?:lukt|lukte|gelukt|mogelijk|haalbaar)\b(?:\s+het)?(?:\s+(?:helaas|mij|ons))?\s+niet\s+(?:om\s+)?\Z|\bniet\s+(?:gelukt|mogelijk|haalbaar)\s+(?:om\s+)?(?:u\s+|uw\s+kamer\s+)?\Z",
    re.IGNORECASE,
)
_EVENT = re.compile(r"nota\b|begroting|belastingplan|jaarverslag")
_NEAR = re.compile(r"spoedig|snel|kort|binnenkort|afzienbare|eerdaags|moment")
_ARTICLE = re.compile(r"\b(?:het|een|mijn|geen|dit|uw|ons)\s+\Z")  # "het antwoord" is no verb
_CLAUSE = re.compile(r"\b(?:dat|die|of|hoe|welke?|wat|wie|waar\w*|zoals)\b")
_MOST = 12
_AUXILIARY = frozenset(("gaan", "laten", "doen"))
_ASKING = frozenset(("vragen", "verzoeken"))  # "zal haar moeten vragen om" is a promise too
_MODAL = frozenset(("moeten", "kunnen", "mogen", "willen"))
_TO_INFINITIVE = re.compile(
    r"\bte\s+(?:kunnen\s+)?(?P<lasting>blijven\s+)?(?P<let>laten\s+|doen\s+(?!toekomen))?(?P<verb>[a-zà-ÿ]+(?:\s+toekomen)?)"
)
_TO = re.compile(r"\bte\s+(?:\w+\s+)?$")


@dataclass
class Said:
    """A sentence as the rules see it, none of which changes it.

    `previous` is the sentence before it in the same block, None at the head of one. `clean`
    is the text that the spans of sentences index. `text` is the plain wording, `lower` the
    same in small letters and of the same length; `held` are the needed words that it holds
    (`literals`). What not every sentence is asked for is made when it is.
    """

    clean: str
    sentence: Span
    wording: Wording
    block: Block
    previous: Span | None
    moment: Moment
    listed: bool = False  # an item of the list of promises that a chair reads out
    item: bool = False  # an item of a printed list of promises made before

    def __post_init__(self) -> None:
        """Make what every rule asks for."""
        self.text = self.wording.text
        self.lower = to_small(self.text)
        self.held = find_literals(self.text)
        self._seen: dict[str, re.Match[str] | None] = {}  # what was found in the whole so far

    @cached_property
    def earlier(self) -> Wording | None:
        """The wording of the sentence before it; None at the head of a block."""
        return make_wording(self.clean, self.previous) if self.previous is not None else None

    @property
    def before(self) -> str:
        """The plain wording of the sentence before it; empty at the head of a block."""
        return self.earlier.text if self.earlier is not None else ""

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the sentence; their spans index the wording."""
        terms = find_terms(self.text, self.moment.day, self.moment.calendar)
        return tuple(
            term for term in terms if not self._is_occasion(term) and not self._is_replaced(term)
        )

    def _is_replaced(self, term: Term) -> bool:
        """Say whether a term is named as the one that is missed: "niet in mei maar in juni"."""
        if term.span is None:
            return False
        if _FAILS.search(self.text, 0, term.span.start) is not None:
            return True
        if not self.text[: term.span.start].endswith("niet "):
            return False
        return self.text[term.span.end :].lstrip(" ,").startswith("maar ")

    def _is_occasion(self, term: Term) -> bool:
        """Say whether a day belongs to what gave occasion to the paper, and is no term."""
        start = term.span.start if term.span is not None else 0
        return _OCCASION.search(self.text, max(0, start - 140), start) is not None

    def term_in(self, start: int, end: int, *, dated: bool = False) -> Term | None:
        """Find a term in a stretch: a day to come, or unless `dated` a word like "spoedig"."""
        for term in self.terms:
            if term.span is None or not start <= term.span.start < end:
                continue
            words = (term.text or "").lower()
            near = term.rule == "vague" and _NEAR.search(words) is not None
            # An event of every year is as good as a day: "bij de Voorjaarsnota".
            event = term.rule == "vague" and _EVENT.search(words) is not None
            if term.kind is TermKind.DATE or event or (near and not dated):
                return term
        return None

    @cached_property
    def finites(self) -> tuple[re.Match[str], ...]:
        """The words that are finite forms of verbs of promises, in small letters."""
        found = (
            match
            for match in load_verbs().finite.finditer(self.lower)
            if not _ARTICLE.search(self.text, max(0, match.start() - 7), match.start())
        )
        return tuple(islice(found, 2 * _MOST))

    @property
    def spoken(self) -> bool:
        """Whether it is said in a debate."""
        return self.block.zone is Zone.SPEECH

    def has(self, key: str, start: int = 0, end: int | None = None) -> bool:
        """Say whether the wording holds words of a kind ("chamber", "here")."""
        if start == 0 and end is None:
            return self.find_all(key) is not None
        return self.find(key, start, end) is not None

    def find_all(self, key: str) -> re.Match[str] | None:
        """Find the first words of a kind in the whole wording, looking once."""
        if key not in self._seen:
            self._seen[key] = load_cues("promises")[key].look(self.lower, self.held)
        return self._seen[key]

    def before_has(self, key: str) -> bool:
        """Say whether the sentence before it holds words of a kind."""
        return load_cues("promises")[key].search(self.before) is not None

    def find(self, key: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the first words of a kind in the wording."""
        return load_cues("promises")[key].look(self.lower, self.held, start, end)


_PRONOUNS = needed("hij|zij")


def find_meant(said: Said, start: int, end: int) -> Subject | None:
    """Find the minister whom "hij" or "zij" as subject of a finite verb means (`find_referred`)."""
    if _PRONOUNS.isdisjoint(said.held):
        return None
    return find_referred(said.text, start, end, "" if said.spoken else said.before)


@dataclass(frozen=True, slots=True)
class Head:
    """The verb that a clause rests on; `kind` None for a verb that the lexicon lacks."""

    verb: str
    start: int
    end: int
    kind: VerbClass | None
    passive: bool = False
    lasting: bool = False  # blijven + verb


def each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give the first matches in a sentence; no sentence that promises has more verbs."""
    return islice(pattern.finditer(text), _MOST)


def clause_end(text: str, start: int) -> int:
    """Give the end of the clause that begins before `start`."""
    match = _SOFT_END.search(text, start)
    return match.start() if match is not None else len(text)


def find_head(text: str, start: int) -> Head | None:
    """Find the infinitive that "zal", ending at `start`, rests on.

    "Zal … gaan leveren" rests on "leveren", "zal … blijven" on "blijven" unless a
    known verb follows at once, "zal … worden geleverd" on the participle. Of verbs that
    the lexicon lacks, the last before the end of the clause. None without any.
    """
    parted = _find_parted(text, start)
    if parted is not None:
        return parted
    edge = clause_end(text, start)
    stretches = [(start, edge)]
    resumed = _RESUMED.match(text, edge) if edge < len(text) else None
    if resumed is not None:
        stretches.append((resumed.end(), clause_end(text, resumed.end())))
    if edge < len(text):
        stretches.append((start, len(text)))
    for begin, stop in stretches:
        passive, known = find_passive(text, begin, stop), _find_known(text, begin, stop)
        if passive is not None and known is not None and _governs(text, known, passive):
            return known
        head = passive or known or _find_unknown(text, begin, stop)
        if head is not None:
            return head
    return None


def _find_parted(text: str, start: int) -> Head | None:
    """Find a separable verb parted by the auxiliary that ends at `start`: "terug zal komen"."""
    before = _PARTICLE.search(text, max(0, start - 40), start)
    base = _BASE.match(text, start) if before is not None else None
    if before is None or base is None:
        return None
    verb = load_verbs().infinitives.get(before["particle"].lower() + base["base"].lower())
    if verb is None or not verb.particle:
        return None
    return Head(verb.infinitive, base.start("base"), base.end(), verb.kind)


def _governs(text: str, known: Head, passive: Head) -> bool:
    """Say whether a passive stands in a clause of its own: "zorgen dat het wordt opgenomen"."""
    return known.kind is not None and _CLAUSE.search(text, known.end, passive.start) is not None


def find_passive(text: str, start: int, stop: int) -> Head | None:
    """Find "worden geleverd", "geleverd worden" or "zijn afgerond" in a stretch."""
    book = load_verbs()
    for match in book.participle.finditer(to_small(text), max(0, start - 40), stop):
        if match.end() <= start and not _BEFORE_SHALL.match(text, match.end()):
            continue
        if " worden " not in match[0] and not _is_become(text, match):
            continue
        verb = book.participles[" ".join(match[0].split())]
        return Head(verb.infinitive, match.start(), match.end(), verb.kind, passive=True)
    any_done = _DONE.search(text, start, stop)
    if any_done is None:
        return None
    return Head(
        any_done.group("done"), any_done.start("done"), any_done.end("done"), None, passive=True
    )


def _is_become(text: str, participle: re.Match[str]) -> bool:
    """Say whether "worden" or "zijn" stands beside a participle."""
    begin, end = participle.span()
    before = _BECOME_BEFORE.search(text, max(0, begin - 10), begin)
    return before is not None or _BECOME_AFTER.match(text, end, end + 22) is not None


def _find_known(text: str, start: int, stop: int) -> Head | None:
    """Find the first infinitive of the lexicon that stands where a verb can."""
    book = load_verbs()
    lasting = False
    modal = False
    for match in book.infinitive.finditer(to_small(text), start, stop):
        name = " ".join(match[0].split())
        verb = book.infinitives[name]
        if _TO.search(text, 0, match.start()) or _is_nominal(text, match):
            continue
        ends = _ENDS.match(text, match.end()) is not None
        if name in _DOUBTFUL and not ends and not _asks(text, match):
            continue
        if name in _MODAL:
            modal = True
        elif name == "blijven":
            lasting = True
        elif name not in _AUXILIARY or not _followed(text, match.end(), stop):
            told = verb.kind in (VerbClass.INFORM, VerbClass.ANSWER) or name in _ASKING
            kind = VerbClass.EFFORT if modal and not told else verb.kind
            return Head(name, match.start(), match.end(), kind, lasting=lasting)
    if lasting or modal:
        return Head("blijven" if lasting else "kunnen", start, start, VerbClass.EFFORT)
    return None


def _asks(text: str, match: re.Match[str]) -> bool:
    """Say whether somebody is asked to do something: "de inspectie vragen dit te onderzoeken"."""
    return match[0] == "vragen" and _ASKS_TO.match(text, match.end()) is not None


def _followed(text: str, end: int, stop: int) -> bool:
    """Say whether another infinitive follows an auxiliary at once."""
    return re.match(r"\s+(?:\w+\s+)?[a-zà-ÿ]{3,}en\b", text[end:stop]) is not None


def _is_nominal(text: str, match: re.Match[str]) -> bool:
    """Say whether what looks like an infinitive is a noun: "de vragen", "het sturen van"."""
    start, end = match.span()
    if match[0] in _NOUNS:
        if _ASKED_TO.match(text, end) is not None and _HER.search(text, 0, start) is not None:
            return False  # "zal haar vragen om"
        return _NOMINAL.search(text, max(0, start - 30), start) is not None
    of = re.compile(r"\s+(?:van|door)\b").match(text, end) is not None
    return (
        of
        and re.search(r"\b(?:het|de)\s+(?:\w+\s+)?$", text[max(0, start - 30) : start]) is not None
    )


def _find_unknown(text: str, start: int, stop: int) -> Head | None:
    """Find the last word that looks like an infinitive at the end of a phrase."""
    last: re.Match[str] | None = None
    for match in _UNKNOWN.finditer(text, start, stop):
        before = text[max(0, match.start() - 30) : match.start()]
        if (
            _NOMINAL.search(before)
            or _TO.search(before)
            or match["verb"]
            in ("worden", "tussen", "buiten", "binnen", "samen", "alleen", "volgens", "zullen")
        ):
            continue
        last = match
    if last is None:
        return None
    return Head(last["verb"], last.start(), last.end(), None)


def find_infinitive(text: str, start: int) -> Head | None:
    """Find the verb after "te": "te verhogen", "toe te sturen", "te laten uitvoeren"."""
    book = load_verbs()
    match = _TO_INFINITIVE.search(text, start)
    apart = book.to_infinitive.search(to_small(text), start)
    if apart is not None and (match is None or apart.start() <= match.start()):
        verb = book.infinitives[" ".join(apart[0].split())]
        return Head(verb.infinitive, apart.start(), apart.end(), verb.kind)
    if match is None:
        return None
    name = " ".join(match["verb"].lower().split())
    found = book.infinitives.get(name)
    kind = found.kind if found is not None else None
    if match["let"] is not None:
        name = f"laten {name}"
    return Head(name, match.start(), match.end(), kind, lasting=match["lasting"] is not None)
