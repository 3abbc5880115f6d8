"""A title for a promise: what it is about, in the words of its own clause.

The sentence always stands beside the title, so the title leaves out what the reader of a list
knows already: who promises, the verb that says no more than that something will be done, and
words that only join the sentence to the one before.
"""

import re

from app.domain.text import Span
from app.reading.subjects import Subject

WORDS = 20  # a title, not a quotation

_TOLD = (
    r"(?:te\s+)?(?:zal|zullen|wordt|worden|informe\w+|berichten?|kom|komt|stuurt?|zendt?|ontvangt?|krijgt"
    r"|rapporteren|terugkomen|sturen|zenden|toezenden|toesturen|geïnformeerd|toegezegd|gestuurd|verzonden"
    r"|toegezonden|nader|separaat|schriftelijk|om\s+(?:de|uw)\s+Kamer)"
)
_ABOUT = re.compile(
    r"\b(?:over|inzake|omtrent|(?:nader|verder|uitgebreider|uitgebreid)\s+(?:wordt\s+|zal\s+|worden\s+)?"
    r"(?:ingegaan|ingaan|in\s+te\s+gaan)\s+op|terug\s+(?:te\s+komen\s+)?op)\s+"
    r"(?P<what>(?:de|het|een|hoe|wat|welke|mijn|deze|dit)\b[^,;]{3,160}?)"
    rf"(?=\s+{_TOLD}\b|[,;]|$)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:(?:en|maar|want|ook|tevens|daarnaast|daarbij|daarom|daartoe|daarmee|hiermee|hiertoe|hiervoor"
    r"|daarvoor|bovendien|verder|voorts|tot slot|ten slotte|tenslotte|in aanvulling (?:hier|daar)op"
    r"|aanvullend|vervolgens|echter|eveneens|bijgevolg|dus|zo|ten eerste|ten tweede|ten derde)\b,?\s*)+",
    re.IGNORECASE,
)
_FUTURE = r"\b(?:zal|zullen|gaat?|gaan)\b"
_BEFORE_SUBJECT = re.compile(rf"{_FUTURE}\s*$")
_AFTER_SUBJECT = re.compile(rf"\s*{_FUTURE}")
_LIGHT = re.compile(
    r"(?:\s*\b(?:dan|nu|ook|nog|daarom|echter|daarnaast|bovendien|tevens|verder|voorts)\b)*\s*"
)
_TO_CHAMBER = re.compile(rf"(?:(?:aan )?(?:uw|de) (?:Eerste |Tweede )?Kamer|u)\b{_LIGHT.pattern}")
_ENOUGH = 4  # words that are left when the addressee goes: "de Kamer informeren" stays
_VOWED = re.compile(
    r"\b(?:toegezegd|zeg|zegt|zegde|zegden)\b(?:[^,;]{0,40}?\btoe)?\s*,?\s+(?:om\s+)?",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\bte\b", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:(?<![\s,;:–-])[\s,;:–-]+(?:en|of|om|te|de|het|een|van|voor|op|in|aan|met|bij|door|over|naar|tot|uit|zoals|die|dat"
    r"|waarmee|waarbij|als|dan|per|tussen|onder|ter|tegen|zowel|mijn|zijn|haar|hun|onze?|deze|dit))+$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\bc\.s)(?<!\ba\.s)(?<!\bjl)\.$")
_POINTER = re.compile(r"\b(?:hier|daar)(?:over|op|van|omtrent)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:uw|de|het|een|kamer|zal|zullen|ik|wij|we|kabinet|u|is|wordt|worden|ben|heb|(?:hier|daar)(?:over|op|van|omtrent)"
    r"|separaat|nader|nog|ook|te|zijn|verder|schriftelijk|zo|spoedig|snel|mogelijk|tijdig|uiteraard|vanzelfsprekend"
    r"|per|in|bij|via|brief|aparte|afzonderlijke|geïnformeerd|informeren|informeer|informeert|bericht|berichten|geven"
    r"|ontvangt|ontvangen|krijgt|kom|komt|komen|terug|terugkomen|teruggekomen|minister|staatssecretaris|hoogte"
    r"|op|gesteld|stellen|houden|gehouden|blijven|nadere|informatie|toesturen|sturen|stuur|toe|rapporteren)"
)


def make_title(text: str, subject: Subject | None, before: str = "") -> str:
    """Give a title of at most 20 words for the clause `text`.

    `subject` is who promises, its places counted in `text`. Where the clause itself only
    points back ("Ik informeer u hierover."), the title comes from the sentence `before`.
    """
    about = _ABOUT.search(text)
    if about is not None:
        return _shorten(about["what"])
    if before and _POINTER.search(text) and _says_nothing(text):
        return make_title(before, None)
    vowed = [match.end() for match in _VOWED.finditer(text)]
    if vowed and _TO_DO.search(text, vowed[-1]):
        return _shorten(text[vowed[-1] :])
    return _shorten(_without_frame(text, subject))


def _says_nothing(text: str) -> bool:
    """Say whether a clause tells that something will be told, and not what."""
    words = re.findall(r"[^\W\d_]+", text)
    return sum(_EMPTY.fullmatch(word.lower()) is None for word in words) <= 1


def _without_frame(text: str, subject: Subject | None) -> str:
    """Leave out "zal het kabinet" or "het kabinet zal", and what joins it to the line before."""
    frame = _find_frame(text, subject) if subject is not None else None
    if frame is None:
        return text
    end = _LIGHT.match(text, frame.end)
    assert end is not None  # it matches the empty text too
    rest = text[end.end() :]
    told = _TO_CHAMBER.sub("", rest, count=1)
    rest = told if len(told.split()) >= _ENOUGH else rest
    return _JOINED.sub("", f"{text[: frame.start].rstrip()} {rest}".strip(), count=1)


def _find_frame(text: str, subject: Subject) -> Span | None:
    """Find the verb of the future with its subject, where the two stand together."""
    if text[subject.start : subject.end] != subject.text:
        return None  # named in another clause or sentence
    inverted = _BEFORE_SUBJECT.search(text, 0, subject.start)
    if inverted is not None:
        return Span(inverted.start(), subject.end)
    straight = _AFTER_SUBJECT.match(text, subject.end)
    head = text[: subject.start].strip()
    if straight is None or (head and _JOINED.fullmatch(head) is None):
        return None
    return Span(subject.start, straight.end())


def _shorten(text: str) -> str:
    """Cut after so many words, and leave no word behind that leads nowhere."""
    words = text.replace("«", "").replace("»", "").strip(" ,;:–-").split()
    kept = _STOP.sub("", _DANGLING.sub("", " ".join(words[:WORDS])).strip(" ,;:–-"))
    return f"{kept} …" if len(words) > WORDS else kept
