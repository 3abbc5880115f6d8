"""What stops a promise: others who do it, a denial, a question, what somebody reports."""

import re

from app.reading.clauses import Said
from app.reading.subjects import find_last, find_subject

_FOLLOWS = re.compile(
    r"(?:Dit|Deze|Dat|Die|Hij|Het|Ook|Daarna|Daarnaast|Vervolgens|Naar verwachting)\b"
)
# Those to whom something goes, or with whom it is done, are not its doers.
_TO_OTHERS = re.compile(
    r"\b(?:aan|bij|naar|met|voor|richting|tussen)\s+(?:(?:de|het|alle|andere|betrokken|afdeling|advisering|van)\s+){0,5}\Z"
)
# "in drie gemeenten" is where it is done.
_PLACES = ("gemeente", "provincie", "bedrijven")
_TOPIC = re.compile(r"\b(?:over|inzake|betreffende)\b[^,;.]{0,50}\Z")  # what a paper is about
_IN = re.compile(r"\b(?:in|binnen|over|onder|per)\s+(?:\w+\s+){0,2}\Z")
_HEARD = re.compile(
    r"\b(?:aan|bij|naar)\s+(?:de|het)\s+(?:(?:afdeling\s+)?(?:advisering\s+van\s+de\s+)?raad\s+van\s+state|europese\s+commissie|ministerraad|toezichthouder|autoriteit\w*|adviescollege\w*)\b"
    r"|\bter\s+(?:internet)?(?:consultatie|advisering|toetsing)\b|\bvoor\s+advies\b|\bin\s+(?:internet)?consultatie\b"
)
BY_OTHERS = re.compile(
    r"\bdoor\s+(?:de|het|een|[A-Z])|\bvolgens\s+(?:de|het)\s+(?!(?:huidige|laatste|nieuwe)?\s*(?:planning|verwachting|prognose|plan|minister|kabinet|staatssecretaris|regering)\b)[a-zë]"
)
# "in de brief is gemeld dat", "heb ik u geïnformeerd dat": what follows was said before.
_RETOLD = re.compile(
    r"\b(?:heb|heeft|hebben|is|zijn|werd)\b[^;]{0,160}\b(?:aangegeven|aangekondigd|gemeld|benoemd|vermeld|geïnformeerd|gezegd|verteld|laten\s+weten"
    r"|medegedeeld|meegedeeld|bericht|geschreven|opgenomen|bevestigd)\b[^;]{0,40}\bdat\b",
    re.IGNORECASE,
)
# A clause of its own inside the sentence; after a subject "dat" is the object: "zal ik dat niet".
_SUBORDINATE = re.compile(
    r"\b(?!(?:ik|wij|we|u|hij|zij|het|kabinet|minister|staatssecretaris|regering|kamer|nederland)\s)"
    r"\w+\s+(?:dat|die)\s|\b(?:wat|wie|welke?|waar\w*|of|hoe|waarom|indien|als|omdat|zodat)\s",
    re.IGNORECASE,
)
_REQUESTED = re.compile(
    r"(?:(?!\b(?:die|waar\w*|welke|wie)\b)[^,;.]){0,120}?\b(?:worden\s+(?:verzocht|gevraagd|uitgenodigd)|(?:verzocht|gevraagd|uitgenodigd)\s+(?:zal\s+)?worden)\b"
)
_WHETHER = re.compile(
    r"\b(?:vernemen|verneemt|horen|begrijpen)\b[^,;]{0,60}\b(?:wanneer|of|hoe|wat|welke?|waarom)\b[^,;]*\Z|\b(?:informeren|weten|gevraagd|verzocht|vragen|vraagt|verzoeken|aangeven)\s*,?\s+(?:wanneer|of|hoe|wat|welke?|waarom)\b[^,;]*\Z"
)
_GOVERNS = re.compile(r"\b(?:dat|te|aan)\b")
_AND_THEN = re.compile(r",\s+(?:waarna|waarop)\s")
_ROUNDS = 8  # reporting verbs of one sentence that are looked at


def is_retold(before: str) -> bool:
    """Say whether what follows is told of an earlier paper: "in de brief is benoemd dat"."""
    return _RETOLD.search(before) is not None


def is_of_others(said: Said, end: int) -> bool:
    """Say whether a passive without an agent is likely done by others: they are named here.

    "door de Commissie" names them; so does a sentence about the Commission, or one that
    follows it with "dit" or "deze", when the government is not named before `end`.
    """
    if BY_OTHERS.search(said.text) is not None:
        return True
    if find_last(said.text[:end]) is not None:
        return False
    follows = _FOLLOWS.match(said.text) is not None and find_last(said.before) is None
    return names_others(said) or (follows and said.before_has("others"))


def to_others(said: Said) -> bool:
    """Say whether something goes to a body that has to be heard first: "aan de Raad van State"."""
    return _HEARD.search(said.lower) is not None


def names_others(said: Said) -> bool:
    """Say whether others stand in a sentence as doers, not as those to whom something goes."""
    match, rounds = said.find("others"), 0
    while match is not None and rounds < _ROUNDS:
        begin = max(0, match.start() - 60)
        place = match[0].startswith(_PLACES) and _IN.search(said.lower, begin, match.start())
        place = place or _TOPIC.search(said.lower, begin, match.start())
        if not place and _TO_OTHERS.search(said.lower, begin, match.start()) is None:
            return True
        match, rounds = said.find("others", match.end()), rounds + 1
    return match is not None


def is_denied(said: Said, start: int, end: int) -> bool:
    """Say whether "niet" or "geen" stands in a stretch, and denies the verb itself.

    In "informeer ik de Kamer over websites die nog niet voldoen" it denies what is told
    of the websites.
    """
    end = max(start, end)
    match = said.find("not", start, end)
    return match is not None and _SUBORDINATE.search(said.text, start, match.start()) is None


def is_reported(said: Said, at: int) -> bool:
    """Say whether somebody else is quoted as saying what follows."""
    match, rounds = said.find("third", 0, at), 0
    while match is not None and rounds < _ROUNDS:
        rounds += 1
        between = said.text[match.end() : at]  # "verwacht het in mei af te ronden, waarop ik": no
        governed = _GOVERNS.search(between) is not None and _AND_THEN.search(between) is None
        if governed and find_subject(said.text, match.start(), match.end()) is None:
            return True
        match = said.find("third", match.end(), at)
    return False


def is_asked(said: Said, match: re.Match[str]) -> bool:
    """Say whether it is a request, or what is asked: "zal worden verzocht", "informeren wanneer … zal"."""
    if _REQUESTED.match(said.text, match.end()) is not None:
        return True
    return _WHETHER.search(said.text[: match.start()]) is not None
