"""The grammars of verbatim reports, written questions and document numbers."""

import re
from dataclasses import dataclass

from app.domain.references import ReferenceKind
from app.reading.kamerstukken import YEAR

_CHAMBER = r"(?:(?:van\sde\s|der\s)?(?P<chamber>II|I|TK|EK|(?:Tweede|Eerste)\sKamer)(?:\sder\sStaten-Generaal)?)"
_NUMBER = r"(?:nrs?\b\.?|no\b\.?|nummers?)"
_LIST = r"\d{1,4}(?:(?:,\s?|\s?en\s|\s?t/m\s)(?:nr\.\s?)?\d{1,4}(?![\w]|\s\d{3}\b)){0,20}"

# The expressions begin with the character that they are found by, and look behind it then.
_HANDELINGEN = re.compile(
    rf"""
    Handelingen(?<![^\W\d_]Handelingen)(?:\s{_CHAMBER})?\s?,?\s?
    (?:vergaderjaar\s)?(?P<year>{YEAR})\s?,?\s?
    (?:{_NUMBER}\s?)?(?P<number>\d{{1,3}})(?!\d)
    (?: \s?,?\s?(?:items?(?:nr\.?)?|agendapunt)\s(?:nrs?\.\s)?(?P<items>\d{{1,3}}(?:(?:,\s|\sen\s)\d{{1,3}}(?!\w))*)
      | [-–](?P<item>\d{{1,3}})(?!\d)
      | ,\s(?P<what>[^().;]{{3,160}})(?=\))
    )?
    """,
    re.VERBOSE,
)
_AANHANGSEL = re.compile(
    rf"""
    [Aa](?<![^\W\d_].)anhang-?sel\)?(?:nummer)?(?:\s(?:van\sde|bij\sde|der))?(?:\sHandelingen)?
    (?:\s?,?\s?{_CHAMBER})?\s?,?\s?
    (?:vergaderjaar\s)?(?:(?P<year>{YEAR})\s?,?\s?)?
    (?:(?:{_NUMBER}\s?)?(?P<numbers>{_LIST})(?!\d))
    (?:\s?,\s?(?:vergaderjaar\s)?(?P<after>{YEAR}))?
    """,
    re.VERBOSE,
)
# What may stand before it: "Tweede Kamer, vergaderjaar 2021–2022, ", "Kamervragen (".
_BEFORE_AANHANGSEL = re.compile(
    rf"(?<![^\W\d_])(?:(?:Tweede\sKamer|Eerste\sKamer|TK|EK|Handelingen(?:\s(?:II|I|TK|EK))?)\s?,?\s?"
    rf"(?:vergaderjaar\s)?(?P<year>{YEAR})\s?,\s?(?<![^\W\d_])(?:Kamervragen\s\()?|Kamervragen\s\()\Z"
)
_LONGEST_BEFORE = 90
_AANHANGSEL_NUMBER = re.compile(
    r"[Aa](?<!\w.)anhangsel(?:nummer)?\s(?P<years>\d{4})(?P<number>\d{5})(?!\w)"
)
_DOCUMENT = re.compile(  # its rarest letter first: quick; the year stands before it
    r"(?P<kind>[DZ])(?<=(?P<year>(?:19|20)\d\d).)(?<![\w-].{5})\s?(?P<number>\d{5})(?!\w)"
)
_IDENTIFIER = re.compile(
    r"(?<![\w-])(?:kst-\d{5}(?:-(?:\d{2}|\(?R\d{3,4}\)?|[IVX]{1,5}|[A-Z]))?(?:-(?:\d{1,4}|[A-Z]{1,3}))"
    r"|h-(?:tk|ek)-\d{8}-\d{1,3}(?:-\d{1,3})?|ah-(?:tk|ek)-\d{8}[-–]\d{1,5})(?![\w-])"
)
_SIGNS = ("kst-", "-tk-", "-ek-")  # one of these is in every identifier
_KINGDOM = re.compile(r"-\(?R\d{3,4}\)?")
_NUMBERS = re.compile(r"\d+")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a citation stands, its series and its ids."""

    start: int
    end: int
    kind: ReferenceKind
    ids: tuple[str, ...]


def find_handelingen(text: str) -> list[Mention]:
    """Find "Handelingen II 2021/22, nr. 44, item 22", with or without an item."""
    if "Handelingen" not in text:
        return []
    found: list[Mention] = []
    for match in _HANDELINGEN.finditer(text):
        base = f"h-{_chamber(match['chamber'])}-{year_digits(match['year'])}-{match['number']}"
        items = _NUMBERS.findall(match["items"] or match["item"] or "")
        ids = tuple(f"{base}-{item}" for item in items) or (base,)
        found.append(Mention(match.start(), match.end(), ReferenceKind.HANDELINGEN, ids))
    return found


def find_aanhangsels(text: str) -> list[Mention]:
    """Find written questions with answers: "Aanhangsel Handelingen II 2021/22, nr. 1717".

    The year may stand before, between or after; without one there is no id.
    """
    if "anhang" not in text:
        return []
    found = [
        Mention(
            match.start(),
            match.end(),
            ReferenceKind.AANHANGSEL,
            (f"ah-tk-{_nine_digits(match['years'])}-{int(match['number'])}",),
        )
        for match in _AANHANGSEL_NUMBER.finditer(text)
    ]
    end = 0
    for match in _AANHANGSEL.finditer(text):
        low = max(end, match.start() - _LONGEST_BEFORE)
        lead = _BEFORE_AANHANGSEL.search(text, low, match.start())
        start, end = match.start() if lead is None else lead.start(), match.end()
        year = match["year"] or (lead and lead["year"]) or match["after"]
        if year is None:
            continue
        base = f"ah-{_chamber(match['chamber'])}-{year_digits(year)}"
        ids = tuple(f"{base}-{number}" for number in _NUMBERS.findall(match["numbers"]))
        found.append(Mention(start, end, ReferenceKind.AANHANGSEL, ids))
    return found


def find_documents(text: str) -> list[Mention]:
    """Find numbers of documents and cases: "2021D50613", "2024Z 17972"."""
    return [
        Mention(
            match.start("year"),
            match.end(),
            ReferenceKind.DOCUMENT,
            (f"{match['year']}{match['kind']}{match['number']}",),
        )
        for match in _DOCUMENT.finditer(text)
    ]


def find_identifiers(text: str) -> list[Mention]:
    """Find identifiers of publications written out: "kst-29754-708"."""
    if not any(sign in text for sign in _SIGNS):
        return []
    kinds = {
        "k": ReferenceKind.KAMERSTUK,
        "h": ReferenceKind.HANDELINGEN,
        "a": ReferenceKind.AANHANGSEL,
    }
    return [
        Mention(
            match.start(),
            match.end(),
            kinds[match[0][0]],
            (_KINGDOM.sub("", match[0]).replace("–", "-"),),
        )
        for match in _IDENTIFIER.finditer(text)
    ]


def year_digits(year: str) -> str:
    """Write a parliamentary year as identifiers do: 2021/22 becomes 20212022."""
    first, second = _NUMBERS.findall(year)
    if len(second) == 4:
        return f"{first}{second}"
    century = int(first) // 100 + (second == "00")
    return f"{first}{century}{second}"


def _nine_digits(years: str) -> str:
    """Write the "2425" of 242502391 in full."""
    return f"{_CENTURY + int(years[:2])}{_CENTURY + int(years[2:])}"


def _chamber(name: str | None) -> str:
    """Give the chamber as identifiers write it; unnamed, it is the Tweede Kamer."""
    return "ek" if name in {"I", "EK", "Eerste Kamer"} else "tk"
