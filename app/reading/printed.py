"""Notes and margins of a text that was read from print: the signs in it say what they are."""

import re
from collections import defaultdict
from dataclasses import dataclass

from app.reading.footnotes import Footnotes, Note, find_mark
from app.reading.lines import Line
from app.reading.signs import BESIDE, NOTE, RAISED

_LABEL = re.compile(rf"{NOTE}(?P<label>\d{{1,3}}){RAISED}\s*")
_NUMBERS = re.compile(rf"{RAISED}[^{RAISED}\n]{{1,20}}{RAISED}")
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(slots=True)
class _Number:
    """A raised number in the running text: its stretch, with its share of the signs."""

    label: str
    line: Line
    start: int
    end: int


def is_printed(text: str) -> bool:
    """Say whether a text has the signs of one that was read from print."""
    return BESIDE in text or NOTE in text or RAISED in text


def without_numbers(text: str) -> str:
    """Give a line without the raised numbers on it, to look at; its place stays the same."""
    return _NUMBERS.sub("", text).replace(RAISED, "") if RAISED in text else text


def take_printed(lines: list[Line]) -> Footnotes:
    """Set `foot` and `note` on the lines that the signs name, and find their numbers.

    A note or margin ends at an empty line or page turn. The number of a note is the one
    raised on its page, else on the page before or after; where no such number is raised,
    one that is glued on. Where there are notes, raised numbers without one are left over;
    where there are none, they stay to be looked at.
    """
    found = Footnotes()
    aside: Note | None = None
    for line in lines:
        if line.blanks or line.new_page:
            aside = None
        label = _LABEL.match(line.text)
        if line.text.startswith(BESIDE):
            line.foot, aside = True, None
            _drop_sign(line)
        elif label is not None:
            line.note = True
            aside = Note(label["label"], [line], label.end())
            found.notes.append(aside)
        elif line.text.startswith(NOTE):
            line.note = True
            _drop_sign(line)
            aside = _go_on(found, line)
        elif aside is not None:
            line.note = True
            aside.lines.append(line)
    _leave_empty(found)
    _attach(found, lines)
    return found


def _drop_sign(line: Line) -> None:
    """Leave the sign at the head of a line out of it."""
    text = line.text[1:].lstrip()
    line.start, line.text = line.end - len(text), text


def _go_on(found: Footnotes, line: Line) -> Note:
    """Add a line to the note of the page before that it goes on."""
    if not found.notes:
        found.notes.append(Note("", [], 0))
    found.notes[-1].lines.append(line)
    return found.notes[-1]


def _leave_empty(found: Footnotes) -> None:
    """Leave out notes that say nothing: their lines count as margin."""
    for note in found.notes:
        first, *rest = note.lines
        if not first.text[note.body :] and not any(line.text for line in rest):
            for line in note.lines:
                line.note, line.foot = False, True
    found.notes = [note for note in found.notes if note.lines[0].note]


def _attach(found: Footnotes, lines: list[Line]) -> None:
    """Give each note the number in the text that it belongs to; keep what is left over."""
    by_label: defaultdict[str, list[_Number]] = defaultdict(list)
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.foot and not line.note:
            pages[line.page].append(line)
            for number in _numbers_of(line):
                by_label[number.label].append(number)
    for note in found.notes:
        page = note.lines[0].page
        free = [one for one in by_label[note.label] if abs(one.line.page - page) <= 1]
        if free:
            number = min(free, key=lambda one: (one.line.page != page, one.line.page > page))
            by_label[note.label].remove(number)
            note.mark = (number.start, number.end)
            _hide(number)
        elif note.label:
            note.mark = _find_glued(note.label, pages[page])
    left = [number for numbers in by_label.values() for number in numbers]
    found.orphans = [(number.start, number.end) for number in left]
    if found.notes:
        for number in left:
            _hide(number)


def _hide(number: _Number) -> None:
    """Keep a number that is known from being looked at again; its place stays the same."""
    line = number.line
    start, end = number.start - line.start, number.end - line.start
    line.text = f"{line.text[:start]}{RAISED * (end - start)}{line.text[end:]}"


def _find_glued(label: str, lines: list[Line]) -> tuple[int, int] | None:
    """Find a number that is not raised, on the page of its note."""
    hit = find_mark(label, lines, 0)
    if hit is None:
        return None
    line, start, end = hit
    return lines[line].start + start, lines[line].start + end


def _numbers_of(line: Line) -> list[_Number]:
    """Give the raised numbers on a line; together they take all that stands between the signs."""
    numbers: list[_Number] = []
    for match in _NUMBERS.finditer(line.text):
        at = match.start()
        digits = list(_NUMBER.finditer(line.text, match.start(), match.end()))
        for place, one in enumerate(digits):
            end = match.end() if place + 1 == len(digits) else one.end()
            numbers.append(_Number(one[0], line, line.start + at, line.start + end))
            at = end
    return numbers
