"""A title for a promise: what it is about, in the words of its own clause.

The sentence always stands beside the title, so the title leaves out what the reader of a list
knows already: who promises, the verb that says no more than that something will be told, meant
or done, and words that only join the sentence to the one before. The name of what is promised
stays, though the grammars leave out what stands between quotation marks.
"""

import re
from collections.abc import Sequence

from app.domain.text import Span
from app.reading.subjects import Subject
from app.reading.wording import Wording

WORDS = 20  # a title, not a quotation

_QUOTED = re.compile(r"«»|“”|\"\"")  # what the wording leaves of a quotation
_FIRST_SIGN = 0xF0000  # of those that no paper prints
_NAME_WORDS = 12
_CHAMBER = r"(?:(?:uw|de) (?:Eerste |Tweede |Eerste en Tweede )?Kamer|u)"
_WHO = (
    r"(?:ik|wij|we|nederland|defensie|het\s+(?:kabinet|ministerie)|de\s+regering"
    r"|de\s+(?:minister|staatssecretaris)(?:-president)?(?:\s+(?:van|voor)\s+[\w-]+(?:\s+en\s+[A-Z][\w-]+)?)?)"
)
_TOLD = (
    r"(?:te\s+)?(?:zal|zullen|wordt|worden|informe\w+|berichten?|kom|komt|stuurt?|zendt?|ontvangt?|krijgt"
    r"|rapporteren|terugkomen|sturen|zenden|toezenden|toesturen|geïnformeerd|toegezegd|gestuurd|verzonden"
    r"|toegezonden|nader|separaat|schriftelijk|om\s+(?:de|uw)\s+Kamer)"
)
_WHAT = (
    r"\s+(?P<what>(?:de|het|een|hoe|wat|welke|mijn|deze|dit)\b[^,;]{3,160}?)"
    rf"(?=\s+{_TOLD}\b|[,;]|$)"
)
_GOES_INTO = re.compile(
    r"\b(?:(?:in|nader|verder|uitgebreider|uitgebreid)\s+(?:wordt\s+|zal\s+|worden\s+)?"
    r"(?:ingegaan|ingaan|in\s+te\s+gaan|in)?\s*op|(?:ingegaan|ingaan)\s+op"
    r"|terug\s+(?:te\s+komen\s+)?op)" + _WHAT,
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:over|inzake|omtrent)" + _WHAT, re.IGNORECASE)
# An occasion, an earlier word or a finding is about something too; that is no title.
_OTHERS = re.compile(
    r"\b\w*(?:debat|overleg|moties?|ibo|vragenuur|bevindingen)(?:\s[^\s,;]+)?\s\Z",
    re.IGNORECASE,
)
_NEAR = 40  # characters in which such a word stands
_OPENED = re.compile(r"\b(?:hoe|wat|welke|waarom|of|die|dat|waar[a-z]+|wanneer)\b")
_GAP = re.compile(
    r"\A(?:het|de|een)\s+(?=(?:in\s+reactie\s+op|naar\s+aanleiding\s+van)\b)"
)  # a quoted name
_REST = re.compile(r"[^,;]*")
_LABEL = re.compile(
    r"\A(?:de\s+)?(?:minister|staatssecretaris|voorzitter|heer|mevrouw)\b[^:.]{0,60}:\s+",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:(?:en|maar|want|ook|tevens|daarnaast|daarbij|daarom|daartoe|daarmee|hiermee|hiertoe|hiervoor"
    r"|daarvoor|bovendien|verder|voorts|tot slot|ten slotte|tenslotte|in aanvulling (?:hier|daar)op"
    r"|aanvullend|vervolgens|echter|eveneens|bijgevolg|dus|zo|ten eerste|ten tweede|ten derde)\b,?\s*)+",
    re.IGNORECASE,
)
_FUTURE = r"\b(?:zal|zullen|ga|gaat|gaan)\b"
_BEFORE_SUBJECT = re.compile(rf"{_FUTURE}\s*$")
_AFTER_SUBJECT = re.compile(rf"\s*{_FUTURE}")
_OPENING_VERB = re.compile(r"\A(?:zal|zullen|wordt|worden|is|zijn)\s+", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:de|het|een|in|op|bij|voor|na|met|tijdens|alle|deze|dit|mijn|onze?|hun|\d+)\b",
    re.IGNORECASE,
)
_LIGHT = re.compile(
    r"(?:\s*\b(?:dan|nu|ook|nog|daarom|echter|daarnaast|bovendien|tevens|verder|voorts)\b)*\s*"
)
_TO_CHAMBER = re.compile(rf"\b(?:(?:aan|bij|naar) )?{_CHAMBER}\b{_LIGHT.pattern}")
_AT_HEAD = re.compile(rf"\A{_CHAMBER}\s+", re.IGNORECASE)
_ENOUGH = 4  # words that are left when the addressee goes: "de Kamer informeren" stays
_VOWED = re.compile(
    r"\b(?:toegezegd|zeg|zegt|zegde|zegden)\b(?:[^,;]{0,40}?\btoe)?\s*,?\s+(?:om\s+)?",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:besloten|voornemens(?:\s+(?:is|zijn))?|van\s+plan|(?:streven|voornemen|bedoeling|inzet)\s+is(?:\s+het)?"
    rf"|(?:\A{_WHO}\s+)(?:verwacht(?:en)?|hoop|streeft?\s+er\s?naar)|verwacht(?:en)?\s+(?:ik|wij|we|het\s+kabinet))"
    r"\s*,?\s+(?:om\s+|(?P<thing>tot\s+))?",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\bte\b", re.IGNORECASE)
_SAYS = re.compile(
    rf"\A(?:[^,;]{{0,60}}?\b)??{_WHO}\b(?:(?!\b(?:of|om|te)\b)[^,;]){{0,80}}?\b(?:bevestig|meld|informeer|bericht|zeg|beloof|deel|stel|ga|kan|kondig|geef|heb|heeft"
    rf"|bevestigt|meldt|informeert|zegt|belooft|deelt|stelt|kondigt|geeft|kunnen)\b(?:(?!\b(?:of|om|te)\b)[^,;]){{0,60}}?"
    r"\b(?:dat|mee\s+dat)\s+"
    rf"(?:{_WHO}\b\s+)?{_LIGHT.pattern}(?=[^,;]*\b(?:zal|zullen|ga|gaat|gaan|word\w*|kom\w*|stuur\w*|voornemens|neem|nemen|meenemen)\b)",
    re.IGNORECASE,
)
_INNER_FUTURE = re.compile(r"\b(?:zal|zullen|ga|gaat|gaan)\s+(?=[a-zà-ÿ]+en\b)")
_GETS = re.compile(
    rf"\A(?:{_CHAMBER}\s+(?:ontvangt|krijgt|ontvangen)|(?:\w+\s+){{0,4}}(?:ontvangt|krijgt)\s+{_CHAMBER})\b{_LIGHT.pattern}",
    re.IGNORECASE,
)
_THING_SENT = re.compile(
    r"\A(?P<thing>(?:de|het|een)\s+[^,;]{8,140}?)\s+(?:zal|zullen|wordt|worden|komt|komen)\b[^;]{0,80}?"
    r"(?:toegaan|toekomen|gestuurd|toegestuurd|toegezonden|verzonden|verstuurd|aangeboden|naar\s+(?:de|uw)\s+Kamer)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    rf"\s+(?:naar|aan)\s+{_CHAMBER}(?:\s+(?:toe\s+)?(?:te\s+)?(?:sturen|zenden|verzenden))?\.?$"
)
_TELLING = re.compile(
    r"\s+(?:te\s+)?(?:informeren|berichten|rapporteren|terugkomen|en\s+(?:hier|daar)(?:over|op|van)|gaat)\.?$"
)
_ASIDE = re.compile(r",\s+(?:waar[a-z]+|die|dat|zoals|welke|mede|onder\s+meer)\b[^,;]{3,200},\s*")
_DANGLING = re.compile(
    r"(?:(?<![\s,;:–-])[\s,;:–-]+(?:en|of|om|te|de|het|een|van|voor|op|in|aan|met|bij|door|over|naar|tot|uit|zoals|die|dat"
    r"|waarmee|waarbij|als|dan|per|tussen|onder|ter|tegen|zowel|mijn|zijn|haar|hun|onze?|deze|dit))+$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\bc\.s)(?<!\ba\.s)(?<!\bjl)\.$")
_TALK = re.compile(r"(?:ik|wij|we|er|dat|die|dit|mij|ja|nee)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:hier|daar)(?:over|op|van|omtrent)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:hier|daar|er)(?:over|op|van|omtrent|in|mee|naar)?\b|\A(?:dat|die|deze|dit)\b"
    r"|\b(?:dat|hem|hierop|daarop)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:uw|de|het|een|kamer|zal|zullen|zult|ik|wij|we|kabinet|u|is|wordt|worden|ben|heb|hebben|heeft|(?:hier|daar|er)(?:over|op|van|omtrent|in|mee)?"
    r"|separaat|nader|nog|ook|te|zijn|verder|schriftelijk|zo|spoedig|snel|mogelijk|tijdig|uiteraard|vanzelfsprekend|absoluut"
    r"|per|in|bij|via|brief|bericht|briefje|aparte|afzonderlijke|volgende|geïnformeerd|informeren|informeer|informeert|berichten|geven"
    r"|ontvangt|ontvangen|krijgt|kom|komt|komen|terug|terugkomen|teruggekomen|minister|staatssecretaris|hoogte"
    r"|op|gesteld|stellen|stel|houden|gehouden|blijven|nadere|informatie|toesturen|sturen|stuur|toe|rapporteren"
    r"|dat|die|dit|deze|hem|dan|en|maar|dus|ja|wel|heel|graag|zeg|zeggen|toezeggen|toegezegd|kan|kunnen|wil|doen|doe|gaan|ga"
    r"|allemaal|meen|over|aan|met|voor|na|om|van|er|later|straks|binnenkort|korte|termijn|week|zomer|najaar|reces|richting"
    r"|verwacht|verwachten|hoop|streven|uiterlijk|eerste|tweede|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|kwartaal"
    r"|antwoord|mijn|daarna|meer|moeten|even|inderdaad|voorzitter|mevrouw|heer)"
)


def mark_names(clean: str, wording: Wording, names: list[str]) -> str:
    """Give a wording with a sign for each quotation that it left out, as long as its marks were.

    The quotations are added to `names`; `put_names` puts them in the place of their signs.
    """

    def mark(match: re.Match[str]) -> str:
        words = clean[wording.at[match.start()] : wording.at[match.start() + 1] + 1].split()
        names.append(
            " ".join(words[:_NAME_WORDS]) + (f" …{words[-1][-1]}" if words[_NAME_WORDS:] else "")
        )
        return chr(_FIRST_SIGN + len(names) - 1) * 2

    return _QUOTED.sub(mark, wording.text)


def put_names(title: str, names: Sequence[str]) -> str:
    """Put quotations in the place of their signs."""
    for at, name in enumerate(names):
        title = title.replace(chr(_FIRST_SIGN + at) * 2, name)
    return title


def make_title(text: str, subject: Subject | None, before: str = "") -> str:
    """Give a title of at most 20 words for the clause `text`.

    `subject` is who promises, its places counted in `text`. Where the clause itself only
    points back ("Ik informeer u hierover."), the title comes from the sentence `before`.
    """
    label = _LABEL.match(text)
    if label is not None:
        subject = _moved(subject, label.end())
        text = text[label.end() :]
    sent = _THING_SENT.match(text)
    if sent is not None and not _says_nothing(sent["thing"]):
        return _shorten(sent["thing"])
    about = _find_about(text)
    if about is not None:
        return _shorten(about)
    if _says_nothing(text):
        return _from_before(text, before) or _shorten(text)
    return _shorten(_SENT.sub("", _core(text, subject)))


def _from_before(text: str, before: str) -> str | None:
    """Give the title of the sentence before, where the clause points back to it and it has one."""
    if not before or _POINTER.search(text) is None:
        return None
    about = _find_about(before)
    if about is not None:
        return _shorten(about)
    is_talk = _TALK.match(before) is not None  # then what stands before may be anything
    return make_title(before, None) if _BACK.search(text) and not is_talk else None


def _core(text: str, subject: Subject | None) -> str:
    """Give what is said to be done, without who says it and that it is said, meant or vowed."""
    said = _SAYS.match(text)
    if said is not None:
        return _core(_INNER_FUTURE.sub("", text[said.end() :], count=1), None)
    got = _GETS.match(text)
    if got is not None and len(text[got.end() :].split()) > 1:
        return text[got.end() :]
    for frame in (_VOWED, _MEANT):
        found = [match for match in frame.finditer(text) if _leads(frame, match, text)]
        rest = _AT_HEAD.sub("", text[found[-1].end() :]) if found else ""
        if rest and not _says_nothing(rest):
            return rest
    return _without_frame(text, subject)


def _leads(frame: re.Pattern[str], match: re.Match[str], text: str) -> bool:
    """Say whether what is vowed or meant follows: something to do, or "tot" a thing."""
    is_thing = frame is _MEANT and match["thing"] is not None
    return is_thing or _TO_DO.search(text, match.end()) is not None


def _find_about(text: str) -> str | None:
    """Give what is told about, up to the words that it will be told; None where that is not said."""
    abouts = (*_GOES_INTO.finditer(text), *_ABOUT.finditer(text))
    about = next((one for one in abouts if not _is_of_another(text, one)), None)
    if about is None:
        return None
    what = about["what"]
    if _OPENED.search(what):  # a clause of its own goes on past the verbs that end a phrase
        rest = _REST.match(text, about.start("what"))
        assert rest is not None  # it matches the empty text too
        what = rest[0]
    return _SENT.sub("", _TELLING.sub("", _GAP.sub("", what.rstrip())))


def _is_of_another(text: str, about: re.Match[str]) -> bool:
    """Say whether an earlier word, and not what is promised, is about it."""
    return _OTHERS.search(text, max(0, about.start() - _NEAR), about.start()) is not None


def _moved(subject: Subject | None, by: int) -> Subject | None:
    """Give who promises with places counted from further on; None where it stood before that."""
    if subject is None or subject.start < by:
        return None
    return Subject(subject.kind, subject.text, subject.start - by, subject.end - by, subject.order)


def _says_nothing(text: str) -> bool:
    """Say whether a clause tells that something will be told, and not what."""
    words = re.findall(r"[^\W\d_]+", text)
    return sum(_EMPTY.fullmatch(word.lower()) is None for word in words) <= 1


def _without_frame(text: str, subject: Subject | None) -> str:
    """Leave out "zal het kabinet" or "het kabinet zal", and what joins it to the line before."""
    frame = _find_frame(text, subject) if subject is not None else None
    if frame is None:
        return text if subject is not None else _without_opening(text)
    end = _LIGHT.match(text, frame.end)
    assert end is not None  # it matches the empty text too
    rest = text[end.end() :]
    told = _TO_CHAMBER.sub("", rest, count=1)
    rest = told if len(told.split()) >= _ENOUGH else rest
    return _JOINED.sub("", f"{text[: frame.start].rstrip()} {rest}".strip(), count=1)


def _without_opening(text: str) -> str:
    """Leave out what joins a clause without a subject of ours to the line before."""
    rest = _JOINED.sub("", text)
    plain = _OPENING_VERB.sub("", rest)
    return plain if plain != rest or _NAMES.match(rest) else text


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
    plain = text.strip(" ,;:–-")
    if len(plain.split()) > WORDS:
        plain = _ASIDE.sub(" ", plain)
    words = plain.split()
    kept = _STOP.sub("", _DANGLING.sub("", " ".join(words[:WORDS])).strip(" ,;:–-"))
    return f"{kept} …" if len(words) > WORDS else kept
