"""A small press: letters of our own set in type, with notes, columns, margins and broken words.

In the text of a letter `{3}` calls note 3 and `~` says where a word may be broken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF

SHEET = (595.0, 842.0)
BODY, SMALL, RAISED = 10.0, 8.0, 5.8
LEADING = 1.25
_CALL = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set, with the numbers of the notes that it calls."""

    text: str
    calls: tuple[str, ...] = ()


@dataclass(slots=True)
class Form:
    """The form of a page: where the text stands, what stands round it; `{n}` is the page."""

    left: float = 85.0
    right: float = 425.0
    top: float = 760.0
    foot: float = 90.0
    heads: Sequence[str] = ()
    feet: Sequence[str] = ()
    side: Sequence[str] = ()
    side_everywhere: Sequence[str] = ()
    columns: int = 1
    gutter: float = 20.0
    by_row: bool = False  # prints the columns line by line, not one after the other
    raise_numbers: bool = True
    note_size: float = SMALL


@dataclass(slots=True)
class Press:
    """Sets pages with exact places; measures grow upward, as PDF has them."""

    pdf: FPDF = field(default_factory=lambda: FPDF(unit="pt", format=SHEET))

    def __post_init__(self) -> None:
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_font("Helvetica", size=BODY)

    def page(self) -> None:
        self.pdf.add_page()

    def put(self, text: str, left: float, base: float, size: float = BODY) -> float:
        """Print a text and give where it ends."""
        self.pdf.set_font("Helvetica", size=size)
        self.pdf.text(left, SHEET[1] - base, text)
        return left + float(self.pdf.get_string_width(text))

    def width(self, text: str, size: float = BODY) -> float:
        self.pdf.set_font("Helvetica", size=size)
        return float(self.pdf.get_string_width(text))

    def line(self, words: Iterable[Word], left: float, base: float, size: float, form: Form) -> None:
        """Print a line; the numbers of notes are raised, smaller, and stand against the word."""
        at = left
        for word in words:
            at = self.put(word.text, at, base, size)
            if word.calls:
                at = self.call(",".join(word.calls), at, base, size, form)
            at += self.width(" ", size)

    def call(self, number: str, left: float, base: float, size: float, form: Form) -> float:
        if form.raise_numbers:
            return self.put(number, left, base + 0.33 * size, 0.58 * size)
        return self.put(number, left, base, size)

    def finish(self) -> bytes:
        return bytes(self.pdf.output())


def words_of(paragraph: str) -> list[Word]:
    """Cut a paragraph into words."""
    return [
        Word(_CALL.sub("", part), tuple(_CALL.findall(part))) for part in paragraph.split()
    ]


def wrap(press: Press, paragraph: str, width: float, size: float) -> list[list[Word]]:
    """Fill lines of a width, breaking words where `~` allows it."""
    lines: list[list[Word]] = [[]]
    room = width
    space = press.width(" ", size)
    for word in words_of(paragraph):
        rest = word
        for head, tail in _breaks(rest):
            taken = press.width(head.text, size) + 0.4 * size * len(head.calls)
            if taken <= room:
                lines[-1].append(head)
                room -= taken + space
                rest = tail
                break
        else:
            lines.append([])
            room = width
        if rest.text:
            if rest is not word:
                lines.append([])
                room = width
            whole = Word(rest.text.replace("~", ""), rest.calls)
            lines[-1].append(whole)
            room -= press.width(whole.text, size) + space
    return [line for line in lines if line]


def _breaks(word: Word) -> Iterator[tuple[Word, Word]]:
    """Give the ways to part a word, the whole word first."""
    parts = word.text.split("~")
    for count in range(len(parts), 0, -1):
        head, tail = "".join(parts[:count]), "~".join(parts[count:])
        if not tail:
            yield Word(head, word.calls), Word("")
        else:
            yield Word(f"{head}-"), Word(tail, word.calls)


@dataclass(slots=True)
class _Column:
    """A column as it fills: lines from above, the notes that they call from below."""

    lines: list[tuple[float, list[Word]]]
    notes: list[tuple[str, list[list[Word]]]]


def set_letter(paragraphs: Sequence[str], notes: dict[str, str], form: Form | None = None) -> bytes:
    """Set a letter in the form given, and give the PDF."""
    form = form or Form()
    press = Press()
    press.page()
    width = (form.right - form.left - form.gutter * (form.columns - 1)) / form.columns
    step = LEADING * BODY
    columns: list[_Column] = []
    base, floor = 0.0, 0.0
    for paragraph in paragraphs:
        lines = wrap(press, paragraph, width, BODY)
        for at, line in enumerate(lines):
            called = [number for word in line for number in word.calls]
            set_notes = [(number, wrap(press, notes[number], width - 8, form.note_size)) for number in called]
            need = sum(len(rows) for _, rows in set_notes) * LEADING * form.note_size
            if not columns or base - step < floor + need + step:
                columns.append(_Column([], []))
                base, floor = form.top, form.foot
                at = max(at, 0)
            columns[-1].lines.append((base, line))
            columns[-1].notes += set_notes
            floor += need
            base -= step
        base -= 0.7 * step
    _print(press, columns, width, form)
    return press.finish()


def _print(press: Press, columns: Sequence[_Column], width: float, form: Form) -> None:
    """Print the columns, page after page."""
    for number, first in enumerate(range(0, len(columns), form.columns), 1):
        if number > 1:
            press.page()
        on_page = columns[first : first + form.columns]
        lefts = [form.left + at * (width + form.gutter) for at in range(form.columns)]
        rows = [
            (base, left, line)
            for left, column in zip(lefts, on_page, strict=False)
            for base, line in column.lines
        ]
        if form.by_row:
            rows.sort(key=lambda row: (-row[0], row[1]))
        _print_round(press, form, number)
        for base, left, line in rows:
            press.line(line, left, base, BODY, form)
        for left, column in zip(lefts, on_page, strict=False):
            _print_notes(press, column, left, form)


def _print_notes(press: Press, column: _Column, left: float, form: Form) -> None:
    """Print the notes of a column at its foot."""
    size = form.note_size
    base = form.foot + sum(len(rows) for _, rows in column.notes) * LEADING * size - LEADING * size
    for number, rows in column.notes:
        for at, row in enumerate(rows):
            start = left if at else press.call(number, left, base, size, form) + 3
            press.line(row, start, base, size, form)
            base -= LEADING * size


def _print_round(press: Press, form: Form, number: int) -> None:
    """Print what stands round the text of a page."""
    for at, head in enumerate(form.heads):
        press.put(head.format(n=number), form.left, 800 - 10 * at, SMALL)
    for at, foot in enumerate(form.feet):
        press.put(foot.format(n=number), form.left, 50 - 10 * at, SMALL)
    side = form.side if number == 1 else form.side_everywhere
    for at, words in enumerate(side):
        press.put(words.format(n=number), form.right + 25, 690 - 9 * at, 7)
