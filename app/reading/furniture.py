"""Page feet, running heads and page numbers: what is on the page but not in the paper."""

import re
from collections import Counter, defaultdict

from app.reading.lines import Line, ends_sentence

_YEAR = r"(?:19|20)\d\d"
_PLACE = rf"[’'‘]?s-Gravenhage,?\s{_YEAR}"

# A whole line that is nothing but a page foot of an official publication.
_FOOT = re.compile(
    rf"""
    {_PLACE}
    | (?:{_PLACE}\s?)?(?:Tweede|Eerste)\sKamer(?:\sder\sStaten-Generaal)?,\s
        vergaderjaar\s\d{{4}}\s?[-–/]\s?\d{{2,4}},\s.{{1,60}}?\s\d{{1,4}}  # ends in the page number
    | (?:kst|ah-tk|kv-tk|h-tk|h-ek|nds-tk|blg)-[\dA-Za-z][\dA-Za-z-]{{0,40}}
    | ISSN\s?\d{{4}}\s?[-–]\s?\d{{3}}[\dX].{{0,160}}
    | (?:Pagina|Blad|pagina|blad)\s\d{{1,4}}(?:\s?(?:van|/)\s?\d{{1,4}})?
    | [-–]\s?\d{{1,4}}\s?[-–]
    | (?:Tweede|Eerste)\sKamer\s.{{0,80}}\s[TE]K\s\d{{1,3}}  # running head of the Handelingen
    """,
    re.VERBOSE,
)
# The same foot with the number of its paper last and the page number on another line:
# a citation looks just so, so it counts only beside another foot.
_BARE_FOOT = re.compile(
    r"(?:Tweede|Eerste)\sKamer,\svergaderjaar\s\d{4}[-–]\d{4},\s[\d\s-]{5,10}(?:\s?[IVXLA-Z]{1,5})?,\s"
    r"(?:nr\.\s\d{1,4}|[A-Z]{1,3})"
)
# The running head of the Handelingen, spread over lines of its own: chamber, subject, day,
# sitting and page ("TK 40", "40-6-9").
_SITTING = re.compile(r"[TE]K\s\d{1,3}")
_SITTING_PAGE = re.compile(r"\d{1,3}-\d{1,3}-\d{1,3}")
_CHAMBER = re.compile(r"(?:Tweede|Eerste)\sKamer")
_DAY = re.compile(r"\d{1,2}\s[a-z]{3,9}\s(?:19|20)\d\d")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_FOOT_STARTS = tuple("’'‘sTEkahnbIPBp-–")
_EDGE = 3  # lines at the head and foot of a page where running heads stand
_FEW_PAGES = 3
_FEW_TURNS = 2


def is_foot(text: str) -> bool:
    """Say whether a line is nothing but a page foot of an official publication."""
    return text.startswith(_FOOT_STARTS) and bool(_FOOT.fullmatch(text))


def mark_feet(lines: list[Line], *, printed: bool = False) -> None:
    """Set `foot` on lines that are page feet, running heads or page numbers.

    After an official page foot a new page begins, whether a form feed is there or not.
    A `printed` text already says what its pages repeat, and where they turn.
    """
    for line in lines:
        line.foot = line.foot or is_foot(line.text)
    if printed:
        return
    for number, line in enumerate(lines):
        if not line.foot and _BARE_FOOT.fullmatch(line.text):
            line.foot = any(beside.foot for beside in _beside(lines, number))
    _mark_sittings(lines)
    if lines and lines[-1].page > 0 and any(line.new_page for line in lines):
        _mark_numbers_and_heads(lines)
    _turn_pages_after_feet(lines)


def _beside(lines: list[Line], number: int) -> list[Line]:
    """Give the lines just before and after one."""
    return lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]


def _mark_sittings(lines: list[Line]) -> None:
    """Mark the running head of the Handelingen where it stands on lines of its own.

    Its subject is the line beside the others that stands there on several pages.
    """
    if sum(bool(_SITTING.fullmatch(line.text)) for line in lines) < _FEW_TURNS:
        return
    for number, line in enumerate(lines):
        if _SITTING.fullmatch(line.text):
            line.foot = True
            lines[number - 1].foot |= number > 0 and bool(_DAY.fullmatch(lines[number - 1].text))
        line.foot |= bool(_SITTING_PAGE.fullmatch(line.text) or _CHAMBER.fullmatch(line.text))
    beside = [
        line
        for number, line in enumerate(lines)
        if not line.foot and any(other.foot for other in _beside(lines, number))
    ]
    seen = Counter(line.text for line in beside)
    for line in beside:
        line.foot = seen[line.text] >= _FEW_TURNS and not ends_sentence(line.text)


def _mark_numbers_and_heads(lines: list[Line]) -> None:
    """Mark page numbers, and what most pages have in the same place."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    seen: Counter[str] = Counter()
    for page in pages.values():
        seen.update({_shape(line) for line in _edges(page)})
    often = max(_FEW_PAGES, (len(pages) * 3) // 5)
    for page in pages.values():
        for line in _edges(page):
            at_the_very_edge = line is page[0] or line is page[-1]
            line.foot |= at_the_very_edge and bool(_BARE_NUMBER.fullmatch(line.text))
            line.foot |= seen[_shape(line)] >= often and len(pages) >= _FEW_PAGES


def _edges(page: list[Line]) -> list[Line]:
    """Give the first and last lines of a page."""
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _shape(line: Line) -> str:
    """Give a line with its numbers made alike."""
    return _DIGITS.sub("#", line.text)


def _turn_pages_after_feet(lines: list[Line]) -> None:
    """Begin a new page after each group of official feet, in a text without page turns."""
    if any(line.new_page for line in lines):
        return
    page, after_foot = 0, False
    for line in lines:
        if after_foot and not line.foot:
            page += 1
            line.new_page = True
        line.page = page
        after_foot = line.foot
