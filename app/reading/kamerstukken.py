"""The grammar of papers cited by dossier and number.

A citation is found at its dossier, five digits, and read forward to its number and
backward to the words before it ("Kamerstukken II 2021/22,"). Source: docs/reading.md,
"References"; every form has cases in tests/golden/references.toml.
"""

import re
from dataclasses import dataclass

from app.domain.references import Kamerstuk

YEAR = r"(?:19|20)\d\d\s?(?:[-–/]|/[-–])\s?(?:(?:19|20)\d\d|\d\d)"
"""A parliamentary year in any spelling: 2021/22, 2021-2022, 2021–2022, 2023/2024."""

DOSSIER = re.compile(r"\d(?<![\d.€].)\d[ .]?\d\d\d(?!\d)")
"""The literal that every citation has; the grammar is tried only there."""

_CHAPTER = (
    r"(?:(?:,\s(?=[IVX]{1,5}[AB]?(?:-\d|,?\snr))|\s?[-–]?\s?)"  # "33750, XVI-111"
    r"(?P<open>\()?(?:hoofdstuk\s)?(?P<chapter>[IVX]{1,5}[AB]?|[A-Z])(?(open)\))(?!\w))"
)
_KINGDOM = r"(?:\s?[-–]?\s?\(R\s?\d{3,4}\))"
# After a sub-dossier comes its number; else its two digits are the number.
_PART = (
    r"(?:\s?[-–]\s?(?P<part>\d\d)(?=\s?[,–-]|\s\(|\)|\s(?:nrs?|stuk|letter|no|en|\d)|,?\s[A-Z]))"
)
_DIGITS = r"(?P<dossier>\d\d[ .]?\d\d\d)(?!\d)"
_WITH_PART = re.compile(f"{_DIGITS}{_PART}{_CHAPTER}?{_KINGDOM}?")
_WITHOUT_PART = re.compile(f"{_DIGITS}{_CHAPTER}?{_KINGDOM}?")
_AND = re.compile(r"\s?(?:/|,?\s?en\s|,\s|;\s)\s?(?=\d\d ?\d\d\d(?!\d))")

_SIGN = r"(?:(?:stuk\s|onder\s)?(?:nrs?|Nrs?|NR|no)\b[.,]?|nummers?|letters?)"
# "V,1 nr. 72": a footnote's digit that no footnote belongs to.
_SIGNED = re.compile(
    rf"\s?(?:[,;]|\.(?=\s?nr))?(?:(?<=,)\d{{1,2}})?\s?{_SIGN}\s?(?P<number>\d{{1,4}}|[A-Z]{{1,3}})(?!\w)"
)
# "35099-D", a paper of the Senate without a sign. These letters are budget funds too, of
# which the dossiers end in 0 or 5: there a letter alone is a chapter.
_SENATE_PAPER = re.compile(rf"{_DIGITS}[-–](?P<number>[A-Z]{{1,2}})(?!\w|\s?[-–]?\s?\d|,?\snr|-)")
_FUNDS = frozenset("ABCFHJKLM")
_HYPHENED = re.compile(r"\s?[-–]\s?(?P<number>\d{1,4}|[A-Z]{1,3})(?![\w])(?!\s?[-–]\d)")
_SPACED_HYPHEN = re.compile(r"\s[-–]|[-–]\s")
_LETTERED = re.compile(r",\s(?P<number>[A-Z]{1,3})(?![\w/-])")
# "12 345, 6" and "12 345/6", after a word that says what it is.
_BARE = re.compile(
    r"(?:,\s|\s?/\s?)(?P<number>\d{1,4})(?=\s?[).;]|\s?$|,\s\D|\s(?:van|over|inzake)\s)"
)
_IN_BRACKETS = re.compile(r",\s(?P<number>\d{1,4})(?=(?:(?:,|\sen)\s\d{1,4})*\))")
# "nr. 1, 2 en 3": a list that closes with "en", though its sign is that of one number.
_CLOSES = re.compile(
    r"(?:,\s\d{1,4}){1,20},?\sen\s(?:nr\.\s)?\d{1,4}(?=\s?[),.;:]|\s?$|\s(?:van|over|inzake)\b)"
)
_MORE = re.compile(
    rf"\s?(?P<sep>,|;|en|t/m|tot\sen\smet|[-–])\s?(?:en\s)?(?P<again>{_SIGN}\s?)?(?P<number>\d{{1,4}}|[A-Z]{{1,2}})(?!\w|[.,]?\d)"
    r"(?P<after>(?=\s?[),.;:]|\s?$|\s(?:en|t/m|van|over|inzake|tot)\b)?)"
)
_NOT_A_NUMBER = re.compile(
    r"\s(?:\d{3}(?!\d)|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|%)"
)
_PLURAL = re.compile(r"(?:nrs|Nrs|nummers|letters)\b")
_LONGEST_RANGE = 60

_CHAMBER = (
    r"(?:(?:van\sde\s|der\s)?(?:II|I|TK|EK|Tweede\sKamer|Eerste\sKamer)(?:\sder\sStaten-Generaal)?)"
)
_YEARS = rf"(?:(?:vergaderjaar|vergaderj\.|verg\.|vj\.?)\s)?{YEAR}"
LEAD = re.compile(
    rf"""
    (?<![^\W\d_])  # a footnote's digit may be glued on
    (?: (?:EK-stuk|(?:Eerste\s|EK-)?[Kk]amerst(?:uk(?:ken)?(?:nummers?|nrs?)?|\.)|KAMERSTUK(?:KEN)?|[Kk]st\.)\s?:?\s?,?\s?
          (?:{_CHAMBER}\s?,?\s?)?
          (?:{_YEARS}\s?,?\s?)?
      | (?:TK|EK)\s?,?\s(?:{_YEARS}\s?,\s?)?
      | (?:Tweede|Eerste)\sKamer(?:\sder\sStaten-Generaal)?(?:\s?,?\s?{_YEARS}\s?,\s?|,\s)
      | I{{1,2}}\s{_YEARS}\s?,\s?  # goes on after a semicolon
    )
    (?:(?:dossier(?:nummer)?|met\snummer|onder\snummer|nrs?\.|nummer)\s)?
    $
    """,
    re.VERBOSE,
)
"""The words before a dossier that belong to its citation."""

_LEAD_LENGTH = 90
_LONGEST_DOSSIER = 24
_DECIMAL = re.compile(r"\d,\d")
_OLDEST, _NEWEST = 15_000, 39_999  # dossiers that a bare "28676-382" may be
_NAMED_BEFORE = re.compile(r"\($|\b(?:moties?|t\.v\.v\.|stuk)\s$")  # "motie 28 325-190"
_PARTED = frozenset(("21501",))  # always with a sub-dossier: "21501-33" is no paper


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a citation stands, and the papers that it names, the first printed first."""

    start: int
    end: int
    papers: tuple[Kamerstuk, ...]


@dataclass(frozen=True, slots=True)
class _Dossier:
    dossier: str
    part: str | None
    chapter: str | None


def find_lead(text: str, at: int) -> int | None:
    """Give where the words before a dossier begin, None when there are none."""
    match = LEAD.search(text, max(at - _LEAD_LENGTH, 0), at)
    return match.start() if match else None


def read_kamerstuk(text: str, at: int) -> Citation | None:
    """Read the citation whose first dossier stands at `at`; None when it is none."""
    lead = find_lead(text, at)
    named = _NAMED_BEFORE.search(text, max(at - 10, 0), at) is not None
    if lead is None and (
        (text[at + 2] == "." and not named) or _DECIMAL.match(text, max(at - 2, 0))
    ):
        return None
    for pattern in (_WITH_PART, _WITHOUT_PART):
        dossiers, end = _read_dossiers(text, at, pattern)
        if not dossiers:
            continue
        found = _read_numbers(text, end, dossiers, lead is not None)
        if found is None and len(dossiers) > 1:
            dossiers, end = _read_dossiers(text, at, pattern, most=1)
            found = _read_numbers(text, end, dossiers, lead is not None)
        if found is not None:
            numbers, end, certain = found
            if lead is None and not (certain or _may_stand_bare(text, at, dossiers[0])):
                return None
            papers = tuple(
                Kamerstuk(one.dossier, number, one.chapter, one.part)
                for one in dossiers
                for number in numbers
            )
            return Citation(at if lead is None else lead, end, papers)
    return _read_senate(text, at, lead)


def _read_senate(text: str, at: int, lead: int | None) -> Citation | None:
    """Read "35099-D", a paper of the Eerste Kamer, whose letter could be a chapter."""
    match = _SENATE_PAPER.match(text, at)
    if match is None or set(match["number"]) <= set("IVX"):
        return None
    dossier = _digits(match["dossier"])
    if match["number"] in _FUNDS and dossier[-1] in "05":
        return None
    if lead is None and (" " in match["dossier"] or not _OLDEST <= int(dossier) <= _NEWEST):
        return None
    paper = Kamerstuk(dossier, match["number"])
    return Citation(at if lead is None else lead, match.end(), (paper,))


def _read_dossiers(
    text: str, at: int, pattern: re.Pattern[str], most: int = 4
) -> tuple[list[_Dossier], int]:
    """Read one dossier or several that share a number: "22 054 en 36 045"."""
    dossiers: list[_Dossier] = []
    end = at
    while len(dossiers) < most:
        match = pattern.match(text, end)
        if match is None:
            break
        dossiers.append(
            _Dossier(_digits(match["dossier"]), match.groupdict().get("part"), match["chapter"])
        )
        end = match.end()
        joint = _AND.match(text, end)
        if joint is None or len(dossiers) == most:
            return dossiers, end
        end = joint.end()
    return dossiers, end


def _digits(dossier: str) -> str:
    """Write a dossier without its space or dot."""
    return dossier[:2] + dossier[-3:]


def _read_numbers(
    text: str, at: int, dossiers: list[_Dossier], led: bool
) -> tuple[list[str], int, bool] | None:
    """Read the numbers after the dossiers: (numbers, end, whether a sign says so)."""
    signed = _SIGNED.match(text, at)
    if signed is not None:
        plural = bool(_PLURAL.search(signed[0]) or _CLOSES.match(text, signed.end()))
        numbers, end = _read_list(text, signed.end(), signed["number"], plural=plural)
        return numbers, end, True
    hyphened = _HYPHENED.match(text, at)
    if hyphened is not None and _is_number(hyphened, dossiers[0], led):
        numbers, end = [hyphened["number"]], hyphened.end()
        if led:  # "Kamerstuk 12 345-6 en 7"
            numbers, end = _read_list(text, end, hyphened["number"], plural=False)
        return numbers, end, False
    lettered = _LETTERED.match(text, at)
    if lettered is not None and (led or text[at - 1] == ")"):
        return [lettered["number"]], lettered.end(), True
    return _read_unsigned(text, at, dossiers[0], led)


def _read_unsigned(
    text: str, at: int, dossier: _Dossier, led: bool
) -> tuple[list[str], int, bool] | None:
    """Read a number without a sign: after a word that says what it is, or in brackets."""
    bare = _BARE.match(text, at) if led else None
    if bare is not None:
        return [bare["number"]], bare.end(), True
    opened = text.rfind("(", max(at - _LONGEST_DOSSIER, 0), at)
    inside = text[opened + 1 : at] if opened >= 0 else ""
    within = inside.startswith(dossier.dossier) and ")" not in inside
    bracketed = _IN_BRACKETS.match(text, at) if within else None
    if bracketed is None or not _OLDEST <= int(dossier.dossier) <= _NEWEST:
        return None
    numbers, end = _read_list(text, bracketed.end(), bracketed["number"], plural=True)
    return numbers, end, True


def _is_number(match: re.Match[str], dossier: _Dossier, led: bool) -> bool:
    """Say whether what follows a hyphen numbers a paper.

    "36600-V" is a budget chapter without a number, "35099-D" a paper of the Senate.
    """
    if dossier.dossier in _PARTED and dossier.part is None:
        return False
    if match["number"].isdigit():
        return led or not _SPACED_HYPHEN.match(match[0])
    return not (set(match["number"]) <= set("IVX") and dossier.chapter is None)


def _may_stand_bare(text: str, at: int, dossier: _Dossier) -> bool:
    """Say whether "28676-382" without a word before it is a paper and not a range."""
    if not _OLDEST <= int(dossier.dossier) <= _NEWEST:
        return dossier.chapter is not None
    if text[at + 2] == " ":
        named = _NAMED_BEFORE.search(text, max(at - 10, 0), at) is not None
        return named or dossier.chapter is not None or dossier.part is not None
    return text[max(at - 1, 0) : at] not in {"€", "$", "-", "–", "/"}


def _read_list(text: str, at: int, first: str, *, plural: bool) -> tuple[list[str], int]:
    """Read on in a list or range of numbers: "383, 348 en 309", "10 t/m 12"."""
    numbers, end = [first], at
    while True:
        match = _MORE.match(text, end)
        if match is None or _NOT_A_NUMBER.match(text, match.end()):
            return numbers, end
        range_sign = match["sep"] not in {",", ";", "en"}
        if not _goes_on(match, plural=plural, range_sign=range_sign):
            return numbers, end
        if range_sign:
            numbers += _between(numbers[-1], match["number"])
        numbers.append(match["number"])
        end = match.end()


def _goes_on(match: re.Match[str], *, plural: bool, range_sign: bool) -> bool:
    """Say whether a further number belongs to the list."""
    if match["number"].isalpha() and not (match["again"] or plural):
        return False
    if plural or match["again"]:
        return True
    if match["sep"] in {",", ";", "-", "–"}:
        return False
    return range_sign or match["after"] is not None


def _between(first: str, last: str) -> list[str]:
    """Give the numbers inside a range."""
    if not (first.isdigit() and last.isdigit()):
        return []
    low, high = int(first), int(last)
    return [str(n) for n in range(low + 1, high)] if 0 < high - low <= _LONGEST_RANGE else []


_YEAR = re.compile(r"(?:19|20)\d\d")
_REVERSED = re.compile(r"(?<![\w.,])(?P<number>\d{1,4})\s?\((?=\d\d ?\d\d\d)")


def read_reversed(text: str, at: int) -> Citation | None:
    """Read "206 (28 844)", number first, whose dossier stands at `at`."""
    begin = max(at - 8, 0)
    before = None
    for match in _REVERSED.finditer(text, begin, at + 6):
        if match.end() == at:
            before = match
    if before is None:
        return None
    for pattern in (_WITH_PART, _WITHOUT_PART):
        dossiers, end = _read_dossiers(text, at, pattern, most=1)
        if dossiers and text[end : end + 1] == ")":
            one = dossiers[0]
            if one.chapter is not None and _YEAR.fullmatch(before["number"]):
                return None  # the year of a budget: "de begroting voor 2024 (36 410 XV)"
            paper = Kamerstuk(one.dossier, before["number"], one.chapter, one.part)
            return Citation(before.start(), end + 1, (paper,))
    return None


_ALONE_ENDS = re.compile(r"\s?(?:\)|,\snrs?\b)")


def read_dossier(text: str, at: int) -> str | None:
    """Read the dossier that begins at `at` and goes to a bracket or a number.

    It is written as identifiers write it: "36200-XV" for "36 200 XV". None when there is none.
    """
    for pattern in (_WITH_PART, _WITHOUT_PART):
        match = pattern.match(text, at)
        if match is not None and _ALONE_ENDS.match(text, match.end()):
            part = match.groupdict().get("part")
            pieces = (_digits(match["dossier"]), part, match["chapter"])
            return "-".join(piece for piece in pieces if piece)
    return None
