"""What takes back or limits that something is done: "nog niet", "deels", "zal", "zodra".

A letter that says "uitgevoerd" may say "nog niet uitgevoerd". Whoever reads that a motion,
promise or request is met asks here first. Source: docs/reading.md, "Motions".
"""

import re
from enum import StrEnum, unique

# The words that say that something is met; what limits it stands in their clause.
_DECIDING = re.compile(
    r"\b(?:uitgevoerd|uit\ste\svoeren|uitvoer(?:en|t)?|uitvoering|invulling|gehoor|gevolg|opvolging|afgedaan|afgehandeld|afgerond"
    r"|voldaan|voldoe(?:t|n)?|gestand|nagekomen|nakom(?:t|en)?|ingelost|ingewilligd|gehonoreerd|tegemoet(?:gekomen|komen)?"
    r"|beantwoord|geïnformeerd|overgenomen|informeren|reageren|ingaan|terug(?:komen)?|na(?=\s?(?:[.,;:]|$)|\s(?:om|die|dat|en)\b)|uit(?=\s?(?:[.,;:]|$)))(?![\w-])",
    re.IGNORECASE,
)
_FINITE = r"(?:is|zijn|wordt|worden|werd|werden|was|waren|heb|heeft|hebben|kan|kunnen|kon|zal|zullen|moet|moeten|mag)"
# Between a negation and the word that it denies: a few words, no other verb but one that belongs to that word.
_LITTLE = rf"(?:(?!(?:{_FINITE}|beschouw\w*|acht|te|die|dat|om|maar|en)\b)[\w()-]+\s){{0,7}}"
_CLUSTER = rf"(?:(?:{_FINITE}|te)\s){{0,3}}"
_NOT = (
    r"(?:(?<!\bover\s)niet(?!\s(?:alleen|slechts|enkel|eerder|anders\sdan|langer|\w+en\svan\b))|geen(?!szins\b)|nooit|geenszins|allerminst|evenmin|noch|nauwelijks|amper"
    r"|nergens|onvoldoende|zonder(?!\smeer))"
)
_ENTIRELY = r"(?:geheel|volledig|helemaal|ten\svolle|in\s(?:zijn|haar)\sgeheel|op\salle\s(?:punten|onderdelen))"
_DENIED = re.compile(rf"\b{_NOT}\s{_LITTLE}{_CLUSTER}$", re.IGNORECASE)
_NOT_ENTIRELY = re.compile(
    rf"\bniet\s(?:\w+\s){{0,2}}{_ENTIRELY}\s{_LITTLE}{_CLUSTER}$", re.IGNORECASE
)
# The whole is denied: "Geen van de moties is …", "Ik ben niet van mening dat …", "Ik betwijfel of …".
_FRONTED = re.compile(
    r"(?:^|[,;:.]\s)(?:geen\s(?:van|der|enkele)|evenmin|nooit|noch|nergens|nauwelijks)\b[^;:.]*$"
    r"|\b(?<!twijfel\ser\s)(?:niet|geen)\s(?:(?!anders\b|twijfel)\w+\s){0,5}dat\s[^;:.,]*$"
    r"|\bzonder\sdat\s[^;:.,]*$|\b(?<!geen\s)(?:betwijfel|twijfel)\w*\b(?!\ser\sniet\b)[^;:.]*$"
    r"|\bof\s(?:ik|het|de|deze|die|dit|dat|aan|mijn|zij|hij)\b[^;:.,]*$",
    re.IGNORECASE,
)
# It is done only when, or until: nothing is said to be done.
_WHEN = re.compile(
    r"\b(?:zodra|wanneer|indien|voordat|alvorens|nadat|totdat|mits|tenzij|zolang)\s[^;:.,]*$"
    r"|\btot\s(?:zij|hij|ze|deze|die|de|dit)\s[^;:.,]*$"
    r"|(?:^|,\s)als\s(?:de|deze|die|aan|mijn|ik|het|u)\s[^;:.,]*$"
    r"|^\W*(?:pas\s)?(?:zodra|indien|wanneer|mocht|mochten)\s[^;:.]*,\s[^;:.,]*$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(r"\b(?:beschouw\w*|gezien|geacht|aangemerkt|gezegd|gesteld)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:zal|zullen|zou|zouden|moet|moeten|(?:dient|dienen)(?!\s(?:\w+\s)?(?:ter|als)\b)|ga|gaat|gaan)\s(?:[^\s;:.]+\s){0,12}$",
    re.IGNORECASE,
)
_CAN = re.compile(
    r"\b(?:kan|kunnen|wil|willen|verwacht\w*|verwachting|streef\w*)\s[^;:.,]*$", re.IGNORECASE
)
_STILL_TO = re.compile(r"\bnog\s(?:te\s|(?:moet|moeten|dient|dienen)\b)[^;:.,]*$", re.IGNORECASE)
_PARTLY = re.compile(
    rf"\b(?:deels|gedeeltelijk|ten\sdele|voor\seen\s(?:groot\s)?(?:deel|gedeelte)|grotendeels|onvolledig|slechts"
    rf"|(?:een\s)?(?:eerste|begin\svan))\s{_LITTLE}{_CLUSTER}$",
    re.IGNORECASE,
)
_ALMOST = re.compile(
    rf"\b(?:vrijwel|bijna|zo\sgoed\sals|nagenoeg|haast)\s(?:{_ENTIRELY}\s)?(?:als\s|aan\s\w+\s)?{_CLUSTER}$",
    re.IGNORECASE,
)
# "wordt uitgevoerd" is work; with a time to come it is a plan. What is met "hereby" is met.
_BECOMES = re.compile(r"\b(?:wordt|worden)\b[^;:.]*$", re.IGNORECASE)
_HEREBY = re.compile(
    r"\b(?:(?:hier|daar|waar)mee|hiermede|hierbij|bij\sdezen|langs\sdeze\sweg|bijgaand|in\s(?:deze|dit|bijgaande)|met\s(?:de|het)\s(?:\w*rapportage|\w*nota|overzicht|verslag|indiening|toezending|aanbieding)|met\s(?:deze|dit|bijgaande?|bijgevoegde?|het\svoorgaande|(?:het\s)?bovenstaande|de\s\w*\s?brief))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:in|per|voor|vóór|na|uiterlijk|medio|eind|begin|rond|vanaf|met\singang\svan)\s(?:(?:de|het|dit|volgend|komend|eind|begin|medio|loop\svan)\s){0,3}"
    r"(?:20\d\d|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|voorjaar|najaar|zomer\w*|winter|herfst\w*|lente"
    r"|kerst\w*|jaar|kwartaal|\w+\skwartaal|\w*reces|toekomst|volgende\s\w+)\b"
    r"|\b(?:binnenkort|spoedig|volgend\sjaar|later|te\szijner\stijd|op\stermijn|komend\w*\s\w+)\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"\b(?:is|zijn)\s(?:\w+\s){0,3}in\suitvoering\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s(?:maar|want|doch|al|terwijl|hoewel|omdat)\b|\smaar\s")
_AFTER_VERB = re.compile(
    rf"^\S+\s(?:(?!{_FINITE}\b|te\b|die\b|dat\b|om\b|aan\b|maar\b|en\b)[\w-]+\s){{0,6}}?(?:(?P<part>deels|gedeeltelijk|ten\sdele|grotendeels|slechts)|(?P<not>{_NOT}))\b",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:]|\s(?:en|maar|dat|of|om|die)\s")
_TOLD_THAT = re.compile(
    r"\b(?:meld|melden|bericht|berichten|deel|mededelen|meedelen|zeggen|informeer|laat|schrijf|constateer)\b[^;:.]{0,80}\b(?:dat|of)\s",
    re.IGNORECASE,
)
_SOON_AFTER = 40  # characters after a deciding word that can say when: "wordt afgedaan in 2026"
_JUST_BEFORE = 24  # and before the verb: "dat zij in het voorjaar wordt afgedaan"
_REACH = 260  # characters on each side of a deciding word that can limit it
_TELLING = r"(?:sturen|zenden|aanbieden|informeren|berichten|geven|verstrekken|toekomen|beantwoorden|nakomen|toesturen|toezenden)"
_SAME = r"(?:(?!\b(?:dat|of|die|over|om|waarom)\b)[^;:.,])"  # one clause, and not what it is about
# What was asked or promised is put off: who should tell cannot, the answer is late, more time is needed.
_PUT_OFF = re.compile(
    rf"\b(?:ik|wij|het\skabinet|de\s(?:minister|staatssecretaris))\b{_SAME}{{0,60}}\b(?:niet(?!\salleen)|geen)\b{_SAME}{{0,90}}\b{_TELLING}\b"
    rf"|\b(?:vragen|antwoord(?:en)?|beantwoording|reactie|brief|\w*rapport|evaluatie|overzicht|onderzoek|nota|dit|termijn)\b{_SAME}{{0,100}}\b(?:niet(?!\salleen)|evenmin)\b"
    rf"{_SAME}{{0,80}}\b(?:lukt|lukken|gelukt|haalbaar|mogelijk|gehaald|gereed|beantwoord|gestuurd|gezonden|toegezonden|aangeboden|plaatsvinden)\b"
    rf"|\b(?:antwoord(?:en)?|beantwoording|reactie|brief|\w*rapport|evaluatie|overzicht|onderzoek|nota)\b{_SAME}{{0,80}}\b(?:vertraagd|vertraging|uitgesteld)\b"
    r"|\b(?:antwoord(?:en)?|beantwoording|reactie)\b[^.;]{0,160}\bvolg(?:t|en)\s(?:\w+\s){0,2}?(?:separaat|later|apart|nader|spoedig|afzonderlijk)\b"
    r"|\b(?:niet|evenmin)\s(?:binnen|vóór|voor)\s(?:de|het|drie|zes)\s(?:\w+\s){0,2}(?:termijn|weken|reces)\b"
    r"|\buitstel(?:bericht|brief)?\s(?:(?:voor|van|over|inzake)\s)?(?:de\s|het\s)?(?:beantwoording|toezending|reactie|uitvoering|antwoord\w*|\w*brief|aanbieding|toezegging\w*)\b|\bmeer\stijd\s(?:nodig|vergt|kost|vraagt)\b",
    re.IGNORECASE,
)


@unique
class Reservation(StrEnum):
    """Why what reads as done is not, or not wholly, done."""

    DENIED = "denied"
    PARTLY = "partly"
    UNDER_WAY = "under way"
    AHEAD = "ahead"


def find_reservation(text: str, start: int, end: int) -> Reservation | None:
    """Say what limits the deciding words in `text[start:end]`; None when nothing does.

    Of several deciding words the strongest limit counts: one that is denied is not met,
    whatever stands beside it. `text` is one sentence.
    """
    found = {_limit(text, word) for word in _DECIDING.finditer(text, start, end)}
    if Reservation.AHEAD in found and _BEGUN.search(text, start, end):
        found.add(Reservation.UNDER_WAY)
    return next((one for one in Reservation if one in found), None)


def decides(text: str) -> bool:
    """Say whether words hold one that says that something is, or is not, done."""
    return _DECIDING.search(text) is not None


def find_end(text: str, at: int) -> int:
    """Give the end of the clause that goes on at a place, as far as it can deny what stands before."""
    stop = _END.search(text, at)
    return stop.start() if stop is not None else len(text)


def is_put_off(text: str) -> bool:
    """Say whether a sentence says that something cannot be sent or answered yet."""
    return _PUT_OFF.search(text) is not None


def _limit(text: str, word: re.Match[str]) -> Reservation | None:
    """Say what limits one deciding word, looking back and forth in its clause."""
    begin = max(0, word.start() - _REACH)
    cuts = [cut.end() for cut in _CLAUSE.finditer(text, begin, word.start())]
    before = text[cuts[-1] if cuts else begin : word.start()]
    stop = min(len(text), word.end() + _REACH)
    follows = _CLAUSE.search(text, word.end(), stop)
    after = text[word.start() : follows.start() if follows is not None else stop]
    return _looking_back(text[begin : word.start()], before) or _looking_on(before, after)


def _looking_back(wide: str, before: str) -> Reservation | None:
    """Say what the words before a deciding word make of it."""
    if _ALMOST.search(before):
        return Reservation.UNDER_WAY
    if _NOT_ENTIRELY.search(before) or _PARTLY.search(before):
        return Reservation.PARTLY
    if _DENIED.search(before) or _FRONTED.search(wide) or _WHEN.search(before):
        return Reservation.DENIED
    if _STILL_TO.search(before):
        return Reservation.AHEAD
    return None


def _looking_on(before: str, after: str) -> Reservation | None:
    """Say what the rest of the clause makes of it: a verb that is denied, or a time to come."""
    verb = _AFTER_VERB.match(after) if after.lower().startswith(("voldoe", "uitvoer")) else None
    if verb is not None:
        return Reservation.PARTLY if verb["part"] else Reservation.DENIED
    told = _TOLD_THAT.search(before)
    before = before if told is None else before[told.end() :]
    clause = before + after
    if _SAYS_SO.search(clause):
        return None
    shall, becomes = _AHEAD.search(before), _BECOMES.search(before)
    if _HEREBY.search(clause):
        return Reservation.AHEAD if shall and _TIME.search(before) else None
    if shall or _CAN.search(before):
        return Reservation.AHEAD
    if becomes is None:
        return None
    around = before[max(0, becomes.start() - _JUST_BEFORE) :] + after[:_SOON_AFTER]
    return Reservation.AHEAD if _TIME.search(around) else Reservation.UNDER_WAY
