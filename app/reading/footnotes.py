"""Footnotes: which lines at the foot of a page are notes, and where their numbers stood.

A note is a line that begins with the running number, at the end of a page, whose
number also stands in the text before it or which begins as notes do. Numbers in the
text are glued to the word before them ("een plan.3 Het"), or, where a program lost
the superscript, printed alone or first on the next line.
"""

import re
from dataclasses import dataclass, field

from app.reading.lines import PAGE_BLANKS, Line, ends_sentence
from app.reading.signs import RAISED

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_START = re.compile(
    rf"\[?(?P<label>\d{{1,3}})\]?(?P<gap>\s+|(?=[^\d\s.,:;)°%/-]|20\d\d[DZ]\d))(?!(?:{_MONTHS})\b)(?P<rest>\S.*)",
    re.DOTALL,
)
# How notes begin that cite or refer; enough evidence where the number was lost.
_CONTENT = re.compile(
    r"(?:Zie|Bijlage|Kamerst|Kamerbrief|Handelingen|Aanhangsel|Tweede Kamer|Eerste Kamer|TK|EK|Motie|"
    r"https?:|www\.|Stcrt|Stb|Trb|PbEU|COM|ECLI|Idem|Ibid)"
)
# A number glued to a line's text starts a note only when a word or address follows it:
# not "3D-printers", "2e kwartaal", "5G".
_GLUED_REST = re.compile(r"20\d\d[DZ]|[«“\"'(‘]|https?:|www\.|[A-ZÀ-Ý][\w’'.-]|[a-z]{3}")
# How running text goes on after notes: no address, list or small letter.
_RESUMES = re.compile(r"[«“‘\"'(]?[A-ZÀ-Ý](?!\w+://)")
_NOTE_ENDS = re.compile(r"[.;)\d»”/]\s*$")
_BEFORE_YEAR = rf"{_MONTHS}|in|eind|begin|medio|sinds|van|voor|en|tot|uit"
_AFTER_DISPLACED = re.compile(
    rf"$|[,.;:?)]|\s+(?!(?:{_MONTHS}|procent|euro|miljoen|miljard|jaar)\b)[A-Za-zÀ-ÿ]"
)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a dot or comma before a number may belong to, when the number is no footnote.
_NOT_BEFORE = re.compile(
    r"(?:(?<!\b(?:19|20)\d)\d[.,:]|\b(?:nrs?|art|artt|blz|pag|par|hfst|vol|no|lid|ca|max|min|Stb|Stcrt|p|EUR|€)\.?)$",
    re.IGNORECASE,
)


# What a number of a note may stand behind with a space: the end of a sentence, a clause or a name.
_APART_AFTER = re.compile(r"(?:[a-zà-ÿ)»”][.?!,;:]|c\.s\.|[a-zà-ÿ]{3}|[)»”])$")
# What a number belongs to that is none of a note: "vraag 2", "artikel 3".
_COUNTED = re.compile(
    r"\b(?:vra(?:ag|gen)|antwoord(?:en)?|artikel(?:en)?|leden|lid|bijlagen?|stap|fase|punt|paragraaf|hoofdstuk|categorie|niveau"
    r"|tabel|figuur|spoor|level|groep|deel|pijler|scenario|variant|optie|jaar|kwartaal|maatregel|ronde|cluster|item|zaal|box|top|nummer"
    r"|motie|en|of|tot|de|het|een|van|in|op|voor|na|met|circa|ruim|bijna|onder|boven|minder|meer|onderdeel|nr\.|nrs\.|art\.|par\.|p\.|blz\.|agendapunt|vierkant|klasse|type|week|dag|begroting|actie|doel|spoor|lijn|perceel|kolom|sub|alinea)$",
    re.IGNORECASE,
)


_INLINE = re.compile(
    r"(?<=\s)(?P<label>\d{1,2})\s(?P<note>(?:Raadpleegbaar\svia\swww\.tweedekamer\.nl"
    r"|Ter\sinzage\sgelegd\sbij\shet\sCentraal\sInformatiepunt(?:\svan\sde)?\sTweede\sKamer)\s\.)"
)


@dataclass(slots=True)
class Note:
    """One footnote: its number as printed, its lines, and where its number stood.

    `body` is the offset of its text on the first line. `mark` is the stretch of the
    prepared text that its number in the running text takes, None where it is lost.
    """

    label: str
    lines: list[Line]
    body: int
    mark: tuple[int, int] | None = None


@dataclass(slots=True)
class Footnotes:
    """The notes in order, and the stretches of numbers that no note belongs to."""

    notes: list[Note] = field(default_factory=list)
    orphans: list[tuple[int, int]] = field(default_factory=list)


_TRIES = 20  # lines of one page that may be tried as the first of its notes


class _Search:
    """The running text so far, and how far its footnote numbers have been found.

    A number is looked for on the page of its note and the page before, so the work
    grows with the text and no faster.
    """

    def __init__(self) -> None:
        self.body: list[Line] = []
        self.index = 0
        self.column = 0
        self._page = 0

    def turn(self) -> None:
        """Begin a page: what lies before the previous one is done with."""
        if self.index < self._page:
            self.index, self.column = self._page, 0
        self._page = len(self.body)

    def peek(self, label: str, ahead: list[Line], *, apart: bool) -> bool:
        """Say whether the number stands in the text still open, or in lines after it.

        `apart` lets a space stand before it.
        """
        lines = self.body[self.index :] + ahead
        if find_mark(label, lines, self.column) is not None:
            return True
        return apart and _find_apart(label, lines, self.column) is not None

    def find(self, label: str) -> tuple[int, int] | None:
        """Give the stretch that the number takes, and search on from there."""
        here = self.body[self.index :]
        hit = find_mark(label, here, self.column) or _find_apart(label, here, self.column)
        if hit is None:
            return None
        index, start, end = hit
        self.index += index
        self.column = end
        offset = self.body[self.index].start
        return offset + start, offset + end


def take_inline_notes(lines: list[Line]) -> tuple[list[Line], list[Note]]:
    """Take notes out of lines that a program printed them in, of tokenised papers.

    Only what such a note says word for word is known to be one: where a paper lies for
    inspection or can be read. The line goes on after it.
    """
    out: list[Line] = []
    notes: list[Note] = []
    for line in lines:
        at = 0
        for match in _INLINE.finditer(line.text):
            if int(match["label"]) != len(notes) + 1:
                continue
            out.append(_part(line, at, match.start("label"), goes_on=at > 0))
            note = _part(line, match.start("note"), match.end("note"), goes_on=False)
            note.note = True
            label = line.start + match.start("label")
            notes.append(Note(match["label"], [note], 0, (label, label + len(match["label"]))))
            out.append(note)
            at = match.end("note")
        out.append(_part(line, at, len(line.text), goes_on=True) if at else line)
    return [line for line in out if line.text], notes


def _part(line: Line, start: int, end: int, *, goes_on: bool) -> Line:
    """Give a part of a line as a line of its own."""
    text = line.text[start:end]
    begin = line.start + start + len(text) - len(text.lstrip())
    stripped = text.strip()
    blanks = 0 if goes_on else line.blanks
    part = Line(begin, begin + len(stripped), stripped, line.indent, blanks, line.page)
    part.goes_on = goes_on
    return part


def find_footnotes(lines: list[Line]) -> Footnotes:
    """Find the notes at the foot of each page; sets `note` on their lines.

    `lines` are those of the running text and its notes, without page feet.
    """
    found = Footnotes()
    search = _Search()
    label = 1
    for page in _pages(lines):
        search.turn()
        rest = page
        while rest:
            start = _find_region(rest, label, search)
            search.body += rest[:start]
            if start is None:
                break
            region, rest = _part_region(rest[start:], label)
            found.notes += _read_region(region, label, search)
            label = int(found.notes[-1].label) + 1
    _find_orphans(lines, found)
    return found


def _pages(lines: list[Line]) -> list[list[Line]]:
    """Group lines by page; three empty lines part pages too."""
    pages: list[list[Line]] = []
    for line in lines:
        if not pages or line.new_page or line.blanks >= PAGE_BLANKS:
            pages.append([])
        pages[-1].append(line)
    return pages


def _find_region(page: list[Line], label: int, search: _Search) -> int | None:
    """Give the index of the line where the notes of a page begin, if it has any."""
    wanted = str(label)
    tries = 0
    for index in range(len(page) - 1, -1, -1):
        line = page[index]
        if not line.text.lstrip("[").startswith(wanted):
            continue
        match = _START.fullmatch(line.text)
        if match and match["label"] == wanted:
            if _is_start(page, index, match, search):
                return index
            tries += 1
            if tries == _TRIES:
                break
    return None


def _is_start(page: list[Line], index: int, match: re.Match[str], search: _Search) -> bool:
    """Say whether the notes of a page begin here."""
    glued = not match["gap"]
    if glued and not _GLUED_REST.match(match["rest"]):
        return False
    parted = index == 0 or page[index].blanks > 0
    if not glued and not (parted or ends_sentence(page[index - 1].text)):
        return False
    if _CONTENT.match(match["rest"]) and (parted or glued):
        return True
    # A space before the number is enough where more notes follow.
    following = rf"{int(match['label']) + 1} "
    more = parted and any(line.text.startswith(following) for line in page[index + 1 :])
    return search.peek(match["label"], page[:index], apart=more)


def _part_region(lines: list[Line], label: int) -> tuple[list[Line], list[Line]]:
    """Part the notes at the foot of a page from running text that follows them.

    In a text without page turns the next page follows its notes after an empty line; so
    does the signature of a letter. What goes on in the middle of a sentence is a note's own.
    """
    for index, line in enumerate(lines):
        match = _START.fullmatch(line.text)
        if match and int(match["label"]) == label:
            label += 1
        elif index and line.blanks and _resumes(lines[index - 1], line):
            return lines[:index], lines[index:]
    return lines, []


def _resumes(before: Line, line: Line) -> bool:
    """Say whether running text may begin with a line, after a note that ends with another."""
    return bool(_RESUMES.match(line.text) and _NOTE_ENDS.search(before.text))


def _read_region(region: list[Line], label: int, search: _Search) -> list[Note]:
    """Cut the foot of a page into notes with running numbers, and find their numbers."""
    notes: list[Note] = []
    for line in region:
        line.note = True
        match = _START.fullmatch(line.text)
        if match and int(match["label"]) == label and (not notes or _continues(match)):
            mark = search.find(match["label"])
            notes.append(Note(match["label"], [line], match.start("rest"), mark))
            label += 1
        else:
            notes[-1].lines.append(line)
    return notes


def _continues(match: re.Match[str]) -> bool:
    """Say whether a line inside the notes begins the next one."""
    return bool(match["gap"]) or bool(_GLUED_REST.match(match["rest"]))


def find_mark(label: str, lines: list[Line], column: int) -> tuple[int, int, int] | None:
    """Find a note's number in the running text: (line, start, end), or None.

    Glued numbers come before those at the head of a line, and those before numbers
    glued to a year. The search in the first line begins at `column`.
    """
    raised = label.translate(_SUPERSCRIPTS)
    here = [n for n, line in enumerate(lines) if label in line.text or raised in line.text]
    glued = re.compile(
        rf"{RAISED}{label}{RAISED}|\[{label}\]|{raised}"
        rf"|(?:(?<=[a-zà-ÿ]{{2}})|(?<=[A-Z]{{4}})|(?<=[.,;:?!»”’\"')\]%])){label}(?![\w%])(?![.,]\d)(?=[\x00-\x7f«»“”‘’–—…]|$)"
    )
    year = re.compile(rf"\b(?:{_BEFORE_YEAR})\s(?:19|20)\d\d(?P<label>{label})(?![\w%])")
    for number in here:
        span = _find_glued(glued, lines[number].text, 0 if number else column)
        if span:
            return number, *span
    for number in here:
        if (number or not column) and _is_displaced(label, lines[number].text):
            return number, 0, len(label)
    for number in here:
        match = year.search(lines[number].text, 0 if number else column)
        if match:
            return number, *match.span("label")
    return None


def _find_apart(label: str, lines: list[Line], column: int) -> tuple[int, int, int] | None:
    """Find the number of a note that a program set a space behind its sentence: "gemeld. 2"."""
    pattern = re.compile(rf"(?<=\S)\s(?P<label>{label})(?=$|\s+[A-ZÀ-Ý«“])")
    for number, line in enumerate(lines):
        if label not in line.text:
            continue
        for match in pattern.finditer(line.text, 0 if number else column):
            before = line.text[max(match.start() - 24, 0) : match.start()]
            if _APART_AFTER.search(before) and not _COUNTED.search(before):
                return number, *match.span()
    return None


def _find_glued(pattern: re.Pattern[str], text: str, column: int) -> tuple[int, int] | None:
    """Find "woord1", "woord.1", "woord[1]" or "woord¹"."""
    for match in pattern.finditer(text, column):
        start = match.start()
        before = text[max(start - 8, 0) : start]
        if text[start] == RAISED or (before and not _NOT_BEFORE.search(before)):
            return match.span()
    return None


def _is_displaced(label: str, text: str) -> bool:
    """Say whether the number heads a line, where its superscript was lost."""
    return text.startswith(label) and bool(_AFTER_DISPLACED.match(text, len(label)))


_ORPHAN = re.compile(r"(\d(?<=[a-zà-ÿ][.»)].)\d?)(?=\s+[,.;A-ZÀ-Ý]|[,;]|$)")


def _find_orphans(lines: list[Line], found: Footnotes) -> None:
    """Find numbers glued on as notes are, whose note is not in the paper.

    Only in a paper that has notes, and only numbers that fit their count.
    """
    if not found.notes:
        return
    highest = max(int(note.label) for note in found.notes) + 3
    taken = {note.mark for note in found.notes}
    for line in lines:
        if line.note:
            continue
        for match in _ORPHAN.finditer(line.text):
            span = (line.start + match.start(1), line.start + match.end(1))
            before = line.text[max(match.start() - 8, 0) : match.start()]
            if span not in taken and int(match[1]) <= highest and not _NOT_BEFORE.search(before):
                found.orphans.append(span)
