"""Lines become paragraphs, headings and list items."""

import re
from dataclasses import dataclass

from app.domain.text import BlockKind
from app.reading.lines import PAGE_BLANKS, Line, ends_sentence

_PLACE = r"(?:Den\sHaag|[’'‘]?s-Gravenhage|Amsterdam|Rotterdam|Utrecht|Brussel)"
DATE = (
    r"(?:\d{1,2}\s(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december)\s\d{4})"
)
"""A day as Dutch letters write it."""

QUESTION_LABEL = re.compile(
    r"(?P<what>Vraag|Vragen|Antwoord|Antwoorden|Mededeling)(?:\s(?:op|bij|vraag|vragen|de|van|het\skabinet))*"
    r"(?:\s(?P<label>\d{1,3}[a-z]?(?:(?:\s?[,;]|\s?(?:en|t/m|tot\sen\smet|[-–]))\s?\d{1,3}[a-z]?){0,40}))?\s?[:.]?",
)
"""The line above a question or an answer: "Vraag 3", "Antwoord op vraag 1 en 2"."""

ANSWER_HEADING = re.compile(
    r"(?P<label>\d{1,3})[.)]?\s(?P<what>Antwoord|Reactie)(?:\s(?:van|door)\s(?P<speaker>.{3,60}?))?\s?[:.]?",
)
"""The line above an answer in a written consultation: "12. Antwoord van het kabinet"."""

_NAME = (
    r"(?:(?:van|de|der|den|ter|ten|te|in|en|voor|op|[’']t|el|al|von|la|le)\s|[dl][’'])*"
    r"[A-ZÀ-Ý][\w’'-]*,?"
)
TURN = re.compile(
    rf"(?P<speaker>(?:De\sheer|Mevrouw|Minister(?:-[Pp]resident)?|Staatssecretaris|Het\slid|De\s(?:minister|staatssecretaris))"
    rf"\s{_NAME}(?:\s{_NAME}){{0,6}}(?:\s\([^()]{{2,60}}\))?|De\s(?:\w+\s)?voorzitter)\s?:"
)
"""Who speaks, before a turn of a debate: a name and no sentence ("Mevrouw Jansen vroeg: …")."""

CELL_MARK = " | "
"""What parts the cells of a table's row, which is one line."""

_OPENER = re.compile(
    rf"""
    Vergaderjaar\s\d{{4}}
    | Vragen\sgesteld\sdoor\sde\sleden | Vragen\svan\s(?:het\slid|de\sleden)\s
    | Antwoord(?:en)?\svan\s(?:de\s)?(?:[Mm]inister|[Ss]taatssecretaris)
    | (?:Mede\s)?[Nn]amens\sde\s(?:[Mm]inister|[Ss]taatssecretaris)\b[^.?!]{{2,150}},$
    | Mededeling\svan | Aan\sde\s[Vv]oorzitter\svan\sde\s | Geachte\s
    | {_PLACE}\s?,\s{DATE}$ | (?:Datum|Betreft|Onderwerp)\s*:?\s
    | (?:BRIEF|VERSLAG|LIJST|MOTIE|GEWIJZIGDE|NADER\sGEWIJZIGDE|NOTA|VERSLAG)\s
    | (?:Zaak|Besluit|Noot|Agendapunt|Volgcommissie\(s\))\s?:\s
    | \d{{4}}Z\s?\d{{5}}$ | Voorgesteld\s(?:\d|tijdens\s|in\s) | Ontvangen\s\d | Nr\.\s\d
    """,
    re.VERBOSE,
)
# A line of a plan, its columns apart: "April 2026      Start van de campagne".
_PLANNED = re.compile(
    r"(?:[A-Z][a-zë]+|[1-4]e|Q[1-4]|\d{1,2}\s[a-z]+)(?:\s[a-zë]+){0,3}\s\d{4}(?:\s{3,}|\t\s*)[A-Z]"
)
_ALONE = re.compile(
    r"\d{1,4}|\d{5}(?:-(?:\d\d|[IVX]{1,5}[AB]?|[A-Z]))?-\d{1,4}|\d{4}Z\s?\d{5}|[Nn]r\.\s\d{1,4}"
)
_FIELD = re.compile(
    r"(?:Datum|Onderwerp|Betreft|(?:Ons|Uw|Onze)\s(?:kenmerk|referentie)|Bijlagen?)\s?:?"
)
_GREETING = re.compile(r"(?:Zeer\s)?[Gg]eachte\s[^.?!]{3,60},")
_ITEM = re.compile(
    r"(?:[-–—•●▪◦∙·*§]|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,3}\)|[ivx]{1,4}[.)])\s+(?=\S)"
)
# A citation that goes on with its number: "(12 345, nr." and "67) van" on the next line.
_AWAITS_NUMBER = re.compile(r"\b(?:[Nn]rs?|[Aa]rtt?|blz|p)\.$|\([^()]{0,200}$")
_CLOSES = re.compile(r"\d{1,4}[.)]")
_BULLET = re.compile(r"[-–—•●▪◦∙·*§]\s+\S")
_OFFICE = re.compile(
    r"(?:De|DE)\s(?:[Mm]inister|[Ss]taatssecretaris)\s(?:van|voor)\s[A-Z][^.?!:;]{3,120},"
)
_SIGNER = re.compile(
    r"(?:(?:drs|dr|mr|ir|ing|prof)\.\s?)*(?:[A-Z]\.\s?){1,5}(?:(?:van|de|den|der|ten|ter)\s)*[A-ZÀ-Ý][\w’'-]+(?:\s[\w’'-]+){0,3}"
)
_LABEL_STARTS = frozenset("VAM")  # besides figures
_LONGEST_ALONE = 80
_SHORT = 0.6  # of a full line: a paragraph ended here
_HEADING_LENGTH = 120
_HEADING_LINES = 3


@dataclass(slots=True)
class Draft:
    """Lines that belong together, and what they are; its words are asked for when all are there."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    _text: str = ""

    @property
    def text(self) -> str:
        """Give the words, line ends as spaces; for looking at, not for keeping."""
        if not self._text:
            self._text = " ".join([line.text for line in self.lines])
        return self._text


@dataclass(frozen=True, slots=True)
class Print:
    """How a paper is printed: in lines of a width, or a paragraph to a line."""

    wrapped: bool
    width: int
    tokenised: bool


def group_lines(lines: list[Line], style: Print) -> list[Draft]:
    """Group the lines of the running text into blocks and say what each is.

    `new_page` must also be set on lines before which a note or page foot stood.
    """
    drafts: list[Draft] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if not drafts or _begins(drafts[-1], line, following, style):
            drafts.append(Draft([line]))
        else:
            drafts[-1].lines.append(line)
    for number, draft in enumerate(drafts):
        following_draft = drafts[number + 1] if number + 1 < len(drafts) else None
        draft.kind = _kind(draft, following_draft, style)
    return drafts


def is_label(text: str) -> bool:
    """Say whether a line is the label of a question or answer."""
    if len(text) > _HEADING_LENGTH or not (text[:1] in _LABEL_STARTS or text[:1].isdecimal()):
        return False
    return bool(QUESTION_LABEL.fullmatch(text) or ANSWER_HEADING.fullmatch(text))


def _stands_alone(text: str) -> bool:
    """Say whether a line that is a block by itself never goes on: a label, number or greeting."""
    if len(text) > _LONGEST_ALONE:
        return is_label(text)
    alone = (_ALONE, _FIELD, _GREETING)
    return is_label(text) or any(pattern.fullmatch(text) for pattern in alone)


def _begins(draft: Draft, line: Line, following: Line | None, style: Print) -> bool:
    """Say whether a line begins a new block."""
    before = draft.lines[-1]
    if is_label(line.text) or _OPENER.match(line.text) or _FIELD.fullmatch(line.text):
        return True
    if (line.text.endswith(":") and TURN.fullmatch(line.text)) or _signs(line, following):
        return True
    if line.goes_on:
        return False
    row = CELL_MARK in line.text or CELL_MARK in before.text or _PLANNED.match(line.text)
    if row or (len(draft.lines) == 1 and _stands_alone(before.text)):
        return True
    if _ALONE.fullmatch(line.text) and not style.tokenised and before.text[-1:] not in ",-–":
        return ends_sentence(before.text) or line.blanks > 0 or len(before.text) < style.width / 2
    if _ITEM.match(line.text):
        return _begins_item(before, line)
    if not style.wrapped:
        return _begins_unwrapped(before, line, style)
    if line.new_page or line.blanks >= PAGE_BLANKS:
        return _begins_after_turn(before, line, following, style)
    if line.blanks:
        return ends_sentence(before.text) or not _goes_on(line)
    return (
        ends_sentence(before.text)
        and len(before.text) < _SHORT * style.width
        and line.text[0].isupper()
    )


def _signs(line: Line, following: Line | None) -> bool:
    """Say whether a line is the office of who signs, with the initials of a name below it."""
    office = line.text.endswith(",") and _OFFICE.fullmatch(line.text) is not None
    return office and following is not None and _SIGNER.fullmatch(following.text) is not None


def _begins_item(before: Line, line: Line) -> bool:
    """Say whether a line that looks like a list item is one."""
    if not line.blanks and _CLOSES.match(line.text) and _AWAITS_NUMBER.search(before.text):
        return False
    return (
        line.blanks > 0
        or bool(_BULLET.match(line.text))
        or ends_sentence(before.text)
        or (before.text.endswith((",", " en", " of")) and bool(_ITEM.match(before.text)))
    )


def _goes_on(line: Line) -> bool:
    """Say whether a line can only be the middle of a sentence."""
    return line.text[0].islower() and not _ITEM.match(line.text)


def _begins_unwrapped(before: Line, line: Line, style: Print) -> bool:
    """Decide where each line is a paragraph, or a sentence of a tokenised text."""
    if not any(c.isalnum() for c in line.text):
        return False
    if _goes_on(line):
        return ends_sentence(before.text) and not style.tokenised
    cut_number = line.text[0].isdigit() and before.text.endswith(" .") and line.blanks == 0
    return not (style.tokenised and cut_number and before.text[:-2].rstrip()[-1:].isdigit())


def _begins_after_turn(before: Line, line: Line, following: Line | None, style: Print) -> bool:
    """Decide at a page turn, where empty lines say little."""
    if not ends_sentence(before.text):
        if _goes_on(line) or len(before.text) >= _SHORT * style.width:
            return False
        return line.blanks > 0
    if len(before.text) < _SHORT * style.width or (line.parted and not _goes_on(line)):
        return True
    heads = following is not None and following.blanks > 0 and not ends_sentence(line.text)
    return heads and len(line.text) < _HEADING_LENGTH and line.text[0].isupper()


def _kind(draft: Draft, following: Draft | None, style: Print) -> BlockKind:
    """Say whether a block is a heading, a list item or a paragraph."""
    first = draft.lines[0]
    if _ITEM.match(first.text) and not is_label(first.text):
        return BlockKind.LIST_ITEM
    if len(draft.lines) == 1 and is_label(first.text):
        return BlockKind.HEADING
    if style.tokenised or len(draft.lines) > _HEADING_LINES or following is None:
        return BlockKind.PARAGRAPH
    text = draft.text
    heads = (
        len(text) <= _HEADING_LENGTH
        and (text[0].isupper() or text[0].isdigit() or text[0] in "«“‘\"'")
        and text[-1] not in ".,;:?!"
        and following.lines[0].blanks + following.lines[0].new_page > 0
    )
    return BlockKind.HEADING if heads else BlockKind.PARAGRAPH
