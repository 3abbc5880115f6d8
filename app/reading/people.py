"""Who signed a paper, who answered, and who asked."""

import re

from app.domain.papers import Signatory
from app.reading.words import load_lexicon

_OFFICE = r"(?:[Mm]inister(?:-[Pp]resident)?|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS|[Gg]riffier|[Aa]djunct-griffier|(?:[Ff]ungerend\s|[Oo]ndervoorzitter\s)?[Vv]oorzitter)"
_DE = r"(?:[Dd]e|DE)"
# Where a name begins without a comma before it: at its initials.
_AT_INITIALS = r"\s(?=(?:(?:drs|dr|mr|ir|ing|prof|jhr|mw)\.\s)*[A-ZÀ-Ý][a-zà-ÿ]?\.)"
_SIGNATURE = re.compile(
    rf"(?:Hoogachtend,?\s|Met\s\w+\sgroet(?:en)?,?\s|Namens\s|Mede\snamens\s(?:(?:.*?,\s|.*?\s)(?={_DE}\s{_OFFICE}))?)?{_DE}\s(?P<function>{_OFFICE}\b.*?)"
    rf"(?:(?:,\s?|{_AT_INITIALS})(?P<name>[^,]{{2,60}}?))?(?=\s{_DE}\s{_OFFICE}\b|\s?$)"
)
# The name above the office, with or without a line between them.
_NAME_FIRST = re.compile(
    rf"(?:(?:Hoogachtend|Met\s\w+\sgroet(?:en)?),?\s)?(?P<name>[^,:;?!]{{3,60}}?)\s(?:[Dd]e\s)?(?P<function>{_OFFICE}\s(?:van|voor)\s[A-Z][^.?!:;]{{3,120}})"
)
_OFFICE_ONLY = re.compile(rf"{_OFFICE}\s(?:van|voor)\s[A-Z][^.?!:;]{{3,120}}")
# A signature inside a line: its initials tell it from a minister who is spoken of.
_WITHIN = re.compile(
    r"\bDe\s(?P<function>(?:Minister|Staatssecretaris)\s(?:van|voor)\s[A-Z][\w-]+(?:(?:\s?,\s|\sen\s|\s)[A-Z][\w-]+){0,6}?)\s?,\s"
    r"(?P<name>(?:[A-Z]\.\s?){1,4}(?:(?:van|de|den|der|ten|ter)\s){0,2}[A-Z][\w’-]+)"
)
# Those for whom another signs: "De Minister van X, mede namens de Minister van Y, A.B. Naam".
_ON_BEHALF = re.compile(r"(?<=\S)[\s,(]+mede\snamens\s(?:de|het)\s[^,()]*?(?=,|\)|$)\)?")
_NAMELIKE = re.compile(r"[^,:;?!]{2,60}")
_ANSWERING = re.compile(
    r"\b(?:van|namens|en)\s(?:de\s)?(?P<office>(?:[Mm]inister|[Ss]taatssecretaris)\s(?:van|voor)\s[A-ZÀ-Ý][^.;()]{2,100}?)"
    r"(?=,?\s(?:mede\snamens|en\s(?:van\s)?de\s(?:[Mm]inister|[Ss]taatssecretaris))|\s?\(|\sop\s(?:de\s)?(?:schriftelijke\s)?vragen|[.;]|$)"
)
_ANSWER = re.compile(
    r"(?:^|,\s|\sen\s)(?:(?:Nader\s)?(?:[Aa]ntwoord(?:en)?|[Mm]ededeling)\svan\s)?(?:de\s)?"
    r"(?P<office>[Mm]inister|[Ss]taatssecretaris)\s(?P<name>[A-ZÀ-Ý][^(),]{1,50}?)\s?\((?P<portfolio>[^()]{3,90}?)(?:\)|\s\(ontvangen)"
)
_MEMBER = re.compile(
    r"(?P<name>(?:(?:van|de|den|der|ten|ter|’t)\s)*[A-ZÀ-Ý][^(),]{0,40}?)(?:\s?\((?P<party>[^()]{2,40})\)|(?=,\s|\sen\s|$))"
)
_BOTH = re.compile(r"(?:beiden|allen)\s")
_SMALL = frozenset(("van", "voor", "en", "de", "der", "den", "het", "in", "aan"))
_PARTICLES = frozenset(("van", "von", "de", "der", "den", "te", "ten", "ter", "het", "el", "al"))
_WORD = re.compile(r"[^\W\d_][^-]*")
_OFFICES = re.compile(
    r"BRIEF\sVAN\s(?P<who>(?:DE\s)?(?:MINISTERS?|STAATSSECRETARIS(?:SEN)?)\b[^\n]{2,260})"
)
_PART = re.compile(
    r"(?:(?P<office>MINISTERS?|STAATSSECRETARIS(?:SEN)?)\s)?(?P<link>VAN|VOOR)\s(?P<name>.+?)(?=,\s(?:VAN|VOOR)\s|\sEN\s(?:VAN|VOOR|DE)\s|$)"
)


def read_signatures(blocks: list[str]) -> tuple[Signatory, ...]:
    """Read "De Minister van X, A.B. Naam" from the blocks of the signature, in order.

    The name may stand in the block after the function, or above it. A function without a name is
    kept with an empty name; one for which another signs ("Mede namens de Minister van X,") is
    left out.
    """
    found: list[Signatory] = []
    waiting: list[str] = []
    above = ""
    for printed in blocks:
        block = _ON_BEHALF.sub("", printed)
        begins = re.match(rf"\S*\s?\S*\s?(?:groet(?:en)?,?\s)?{_DE}\s", block)
        matches = list(_SIGNATURE.finditer(block)) if begins else []
        if not matches:
            first = _NAME_FIRST.fullmatch(block)
            if waiting and _NAMELIKE.fullmatch(block):
                found.append(Signatory(waiting.pop(0), block.strip()))
            elif above and _OFFICE_ONLY.fullmatch(block):
                found.append(Signatory(block.strip(" ,"), above))
            elif first is not None:
                found.append(Signatory(first["function"].strip(" ,"), first["name"].strip()))
            above = block.strip() if _NAMELIKE.fullmatch(block) else ""
            continue
        for match in matches:
            function = _write_office(match["function"].strip(" ,"))
            if match["name"]:
                found.append(Signatory(function, match["name"].strip()))
            else:
                waiting.append(function)
    return (*found, *(Signatory(function, "") for function in waiting))


def _write_office(function: str) -> str:
    """Write an office that is printed in capitals as offices are written."""
    return _capitals(function) if function.isupper() else function


def find_signature_within(text: str) -> tuple[Signatory, ...]:
    """Find "De Minister van X, A.B. Naam" in the middle of a text that lost its lines.

    Two different people are none: one of them is only spoken of.
    """
    found = {
        Signatory(" ".join(match["function"].split()), " ".join(match["name"].split()))
        for match in _WITHIN.finditer(text)
    }
    return tuple(found) if len(found) == 1 else ()


def read_answerers(line: str, year: int | None) -> tuple[Signatory, ...]:
    """Read "Antwoord van Minister Naam (Portefeuille)" as who signed.

    `year` is that of the paper: some portfolios became ministries.
    """
    return tuple(
        Signatory(_function(match["office"], match["portfolio"], year), match["name"].strip())
        for match in _ANSWER.finditer(line)
    )


def read_answering_offices(line: str) -> tuple[str, ...]:
    """Read "Antwoord van de Minister van Portefeuille (ontvangen …)", where nobody is named."""
    return tuple(" ".join(match["office"].split()) for match in _ANSWERING.finditer(line))


def _function(office: str, portfolio: str, year: int | None) -> str:
    """Write a function in full: "Minister van Financiën"."""
    words = load_lexicon("functions")
    until = words["no_longer_for"].get(portfolio)
    special = portfolio in words["minister_for"] and not (until and year and year >= until)
    link = "voor" if special and office.lower() == "minister" else "van"
    return f"{office[0].upper()}{office[1:]} {link} {portfolio}"


def read_members(names: str) -> tuple[Signatory, ...]:
    """Read "Jansen (ABC) en De Wit (XYZ)" as members; "(beiden ABC)" holds for both."""
    found: list[Signatory] = []
    for match in _MEMBER.finditer(names):
        party = _BOTH.sub("", match["party"]) if match["party"] else ""
        found.append(Signatory(f"lid ({party})" if party else "lid", match["name"].strip()))
        if match["party"] and _BOTH.match(match["party"]):
            found = [
                Signatory(f"lid ({party})", one.name) if one.function == "lid" else one
                for one in found
            ]
    return tuple(found)


def read_heading_offices(text: str) -> tuple[str, ...]:
    """Read who writes from "BRIEF VAN DE MINISTERS VAN X EN VOOR Y"."""
    match = _OFFICES.search(text)
    if match is None:
        return ()
    found: list[str] = []
    office = "Minister"
    for part in _PART.finditer(match["who"]):
        if part["office"]:
            office = "Minister" if part["office"].startswith("MIN") else "Staatssecretaris"
        found.append(f"{office} {part['link'].lower()} {_capitals(part['name'])}")
    return tuple(found)


def _capitals(name: str) -> str:
    """Write a name of capitals as names are written."""
    words = name.strip(" .").lower().split(" ")
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words)


def write_name(capitals: str) -> str:
    """Write a member's name of capitals as names are written: "Van der Meer", "De Wit"."""
    words = [_WORD.sub(_capital, word.lower()) for word in capitals.split(" ")]
    small = [word.lower() if word.lower() in _PARTICLES else word for word in words[1:]]
    return " ".join((*words[:1], *small))


def _capital(match: re.Match[str]) -> str:
    """Write one word, or one half of a double name, with a capital."""
    return match[0][0].upper() + match[0][1:]
