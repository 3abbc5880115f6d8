"""What a sentence says has come of what was asked or promised just before it, by its tense.

"Ik heb u een verkenning toegezegd. Die verkenning is in mei van start gegaan." The second
sentence names no promise: it points back, and its verb tells whether the thing is done,
under way or still to come. Source: docs/reading-promises.md.
"""

import re
from enum import StrEnum, unique
from functools import cache

from app.domain.reading import FulfilmentStatus
from app.reading.literals import find_literals, needed
from app.reading.statement_parts import HERE_BY
from app.reading.words import load_lexicon


@unique
class Outcome(StrEnum):
    """What has come of it."""

    DONE = "done"
    PARTLY = "partly"
    UNDER_WAY = "under way"
    AHEAD = "ahead"


STATUS = {
    Outcome.DONE: FulfilmentStatus.MET,
    Outcome.PARTLY: FulfilmentStatus.PARTLY,
    Outcome.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}
"""What an outcome is of a promise or request; one that is still to come is none."""

_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{6,}(?![\w-])")
_STEM = 6  # letters that tell whether two words are forms of one
_POINTS = re.compile(
    r"\b(?:[hd](?:ier|aar)(?:aan|mee|van|toe|op)|(?:de|het)\s(?:gevraagde|verzochte|gewenste|toegezegde|beloofde|aangekondigde)|sindsdien)\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:[Dd]ie|[Dd]at|[Dd]eze|[Dd]it)\s(?P<noun>[a-zà-ÿ-]{4,})")
# What a motion or request is, said again; and "daar kom ik op terug".
_ASKED = re.compile(
    r"\b(?:[Dd]eze|[Dd]ie|[Dd]it|[Dd]at)\s(?:uitspraak|oproep|wens|vraag|verzoek|gedachte|suggestie|opdracht|aansporing|strekking)\b"
    r"|\A\W*Daar\b[^;.]{0,120}\bop\sterug\b"
)
_COUNTED = re.compile(r"\A\W*(?:Dat|Dit)\s(?:zijn|is|waren|was)\s(?:er\s)?\d")
_PARTS = re.compile(
    r"\A\W*(?:[Hh]et|[Dd]e|[Aa]an\s(?:het|de))\s(?:eerste|tweede|laatste)\s(?:\w+\s)?(?:onderdelen|onderdeel|delen|deel|dictum|dicta|verzoek|vraag)\b"
)
_THING = re.compile(
    r"(?:overleg|gesprek(?:ken)?|onderzoek|verkenning|evaluatie|rapport|overzicht|analyse|inventarisatie|toets|regeling|wijziging|aanpassing"
    r"|campagne|pilot|proef|meting|voorstel|plan|kader|handreiking|uitsplitsing|reactie|toelichting|raming|studie|werkgroep|bezoek|cijfers|notitie|scan)\Z"
)
_BE = r"(?:is|zijn|heb|heeft|hebben|werd|werden)"
_PARTICIPLE = (
    r"(?:(?!gevraagd|verzocht|toegezegd|aangenomen|verworpen|ontraden|gezegd|gesteld|gericht|bedoeld|genoemd|gemeld|gewezen|nodig)"
    r"(?:ge[a-zà-ÿ]{3,}(?:d|t|en)|(?:aan|af|bij|in|mee|op|over|terug|toe|uit|vast|voor|vrij|door|om|rond|plaats|samen)ge[a-zà-ÿ]{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her|onder)[a-zà-ÿ]{3,}(?:d|t|en)))"
)
_DONE = re.compile(
    rf"\b{_BE}\s[^;:]{{0,160}}?\b(?<!niet\s)(?<!te\s){_PARTICIPLE}\b|\b{_PARTICIPLE}\s(?:is|zijn|heb|heeft|hebben)\b"
    r"|\b(?:is|zijn)\s(?:(?!niet\b)\w+\s){0,3}?(?:gereed|klaar|binnen|beschikbaar|van\skracht|in\swerking|openbaar|operationeel|er)(?=\s*[.,;:]|$)",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:momenteel|op\sdit\smoment|thans|bezig|gaande|onderweg|onderhanden|vordert|vorderen|sindsdien|stapsgewijs|geleidelijk"
    r"|in\s(?:de\smaak|voorbereiding|uitvoering|behandeling|ontwikkeling|consultatie|gang|volle\sgang|de\s\w+fase)|loopt|lopen"
    r"|(?:ligt|liggen)\s(?:\w+\s){0,4}?(?:voor\s(?:advies|toetsing|consultatie|commentaar|bij)|ter\s(?:consultatie|toetsing)|bij\sde\s(?:Afdeling|Raad\svan\sState))|nader(?:t|en)\s(?:hun|zijn|haar)\s(?:einde|afronding)|achter\sde\srug"
    r"|van\sstart\sgegaan|aan\s(?:het\swerk|de\sslag)|ter\shand\sgenomen|opgepakt|werk\sgemaakt\svan"
    r"|en\s(?:ontwikkelt|beziet|werkt|onderzoekt|verkent|toetst|bereidt|inventariseert)"
    r"|gestart|begonnen|aangevangen|op\sgang|eerste\s(?:versie|stap\w*|tranche|fase|bijeenkomst))\b",
    re.IGNORECASE,
)
_BECOMES = re.compile(rf"\b(?:wordt|worden)\b[^;:]{{0,160}}?\b{_PARTICIPLE}\b", re.IGNORECASE)
_WORKS = re.compile(
    r"\b(?:ik|wij|we|het\skabinet|nederland|de\sminister|de\sstaatssecretaris|mijn\sministerie)\s(?:werk|werkt|werken|verken|verkent|onderzoek|onderzoekt|bezie|beziet|bereid|bereidt|voer|voert|laat|breng|brengt)\b"
    r"|\b(?:werk|verken|onderzoek|bezie|bereid|voer|laat|breng|werkt|brengt)\s(?:ik|wij|we|het\skabinet|nederland)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bnog\s(?:(?:steeds|altijd)\s)?(?:niet|geen|te|moet|moeten|vergt|loopt|lopen|volgt|volgen|wacht|wachten|wordt|worden|in)\b"
    r"|\b(?:ontbreekt|ontbreken|loopt|lopen|vergt|vergen|volgt|volgen|wordt|worden|moet|moeten|wacht|wachten|duurt)\b[^;:.]{0,60}\bnog\b"
    r"|\bniet\s(?:volledig|geheel|compleet|helemaal)\b|\bvolledig\s(?:is|zijn)\s\w+\s(?:nog\s)?niet\b|\bpas\s[^;:.]{0,40}\b(?:nadat|zodra|wanneer|als)\b"
    r"|\bde\s(?:andere|overige|resterende)\s(?:\w+\s){0,3}?(?:volg|kom|word|zijn\snog)\w*\b",
    re.IGNORECASE,
)
_SHALL = re.compile(
    r"\b(?:zal|zullen|zou|zouden|wil|willen|ga|gaat|gaan|zodra|voornemens|kom|komt|komen|reageer|reageert|ontvangt|verwacht|streef|streeft)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:in|per|voor|vóór|na|uiterlijk|medio|eind|begin|rond|vanaf|met\singang\svan)\s(?:(?:de|het|dit|volgend|komend|eind|begin|medio|loop\svan)\s){0,3}"
    r"(?:20\d\d|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|voorjaar|najaar|zomer\w*|winter|kwartaal|\w+\skwartaal|\w*reces)\b"
    r"|\b(?:binnenkort|spoedig|volgend\sjaar|later|op\stermijn|dit\s(?:voorjaar|najaar|jaar))\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:niet|geen|evenmin|nooit)\b[^;:.]{0,80}\b(?:mogelijk|haalbaar|wenselijk|opportuun|gelukt|lukt|kunnen|nodig|voornemens|bereid|overnemen|bevoegd\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:niet(?!\salleen)|geen|evenmin|nooit)\b", re.IGNORECASE)
# What gave occasion, not what has come of it.
_WHEN = re.compile(
    r"\A\W*(?:Nadat|Toen|Omdat|Hoewel|Als(?!\s(?:laatste|eerste|tweede|bijlage|gevolg|onderdeel))|Indien|Wanneer|Zodra|Aangezien|Ofschoon|Zoals)\b"
)
_HERE = re.compile(
    r"\b(?:als\svolgt|hieronder|hierna|bijgevoegd|bijgaand|in\s(?:de\s)?bijlage|(?:van|in)\sdeze\s\w*brief|in\s(?:de\s)?tabel|ligt\s(?:nu\s|thans\s)?voor\su)\b",
    re.IGNORECASE,
)
_TENSES = {
    "done": _DONE,
    "running": _RUNNING,
    "open": _OPEN,
    "worked on": _WORKS,
    "later": _LATER,
    "fails": _FAILS,
    "occasion": _WHEN,
    "here": _HERE,
    "hereby": HERE_BY,
    "points back": _POINTS,
    "asked again": _ASKED,
    "a part": _PARTS,
    "counted": _COUNTED,
}
_VERBS = needed("is |zijn |heb|heeft|word|loopt|lopen|werk|volgt|treft|vindt|zal|zullen|momenteel")


def find_outcome(told: str, after: str) -> Outcome | None:
    """Say what the sentence `after` tells of what the sentence `told` before it asks or promises.

    None when it does not point back to it, or tells nothing.
    """
    if after.rstrip().endswith("?") or _VERBS.isdisjoint(find_literals(after)):
        return None
    return read_outcome(after) if is_about(told, after) else None


def find_tenses(words: str) -> frozenset[str]:
    """Say by which of its tenses a sentence could tell what has come of something, whatever it is about."""
    return frozenset(name for name in _TENSES if _shows(name, words))


def read_outcome(words: str, tenses: frozenset[str] | None = None) -> Outcome | None:
    """Say what a sentence tells by its tense, whatever it is about.

    `tenses` are those of the sentence where they are known already (`find_tenses`).
    """

    def shows(name: str) -> bool:
        return name in tenses if tenses is not None else _shows(name, words)

    if shows("fails") or shows("occasion"):
        return None
    done, running = shows("done"), shows("running")
    if shows("open"):
        return Outcome.PARTLY if done else Outcome.UNDER_WAY if running else None
    if _NOT.search(words) is not None:
        return None
    if _SHALL.search(words) is not None and not done:
        return Outcome.AHEAD
    if running:
        return Outcome.UNDER_WAY
    if done or shows("counted") or shows("hereby") or shows("here"):
        return Outcome.DONE
    if _BECOMES.search(words) is not None or shows("worked on"):
        return Outcome.AHEAD if shows("later") else Outcome.UNDER_WAY
    return None


def _shows(name: str, words: str) -> bool:
    """Say whether a sentence shows one of its tenses."""
    return _TENSES[name].search(words) is not None


def share_words(told: str, after: str) -> int:
    """Count the words that two sentences share by their stems, not those that are said of everything."""
    return len(_stems(told) & _stems(after))


def is_about(told: str, after: str) -> bool:
    """Say whether a sentence points back, or shares a word with what was told."""
    if any(pattern.search(after) for pattern in (_POINTS, _PARTS, _COUNTED, _ASKED)):
        return True
    lower = told.lower()
    nouns = [match["noun"] for match in _THIS.finditer(after)]
    for noun in nouns:
        if noun not in _no_thing() and (_THING.search(noun) or noun[:_STEM] in lower):
            return True
    if not _stems(told).isdisjoint(_stems(after)):
        return True
    named = tuple(word for word in _WORD.findall(told) if word[:_STEM] not in _common())
    return any(word.endswith(named) for word in _WORD.findall(after))  # "havens", "zeehavens"


@cache
def _common() -> frozenset[str]:
    """Read how the words begin that are said of everything, once."""
    return frozenset(load_lexicon("outcomes")["common"])


@cache
def _no_thing() -> frozenset[str]:
    """Read the words that "deze" can point to without a thing to be done, once."""
    return frozenset(load_lexicon("outcomes")["no_thing"])


def _stems(words: str) -> set[str]:
    """Give how the long words begin that are no names, and not said of everything."""
    return {word[:_STEM] for word in _WORD.findall(words)} - _common()
