"""A small press: letters of our own set in type, with notes, columns, margins and broken words.

In the text of a letter `{3}` calls note 3 and `~` says where a word may be broken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF

SHEET = (595.0, 842.0)
BODY, SMALL, TINY = 10.0, 8.0, 7.0
LEADING = 1.25
_CALL = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set, with the numbers of the notes that it calls."""

    text: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Where the text of a page stands, and what stands round it; `{n}` is the page."""

    left: float = 85.0
    right: float = 425.0
    heads: Sequence[str] = ()
    feet: Sequence[str] = ()
    side: Sequence[str] = ()  # of the first page
    side_after: Sequence[str] = ()
    columns: int = 1
    by_row: bool = False  # prints the columns line by line, not one after the other
    raised: bool = True  # the numbers of notes
    note_size: float = SMALL
    top: float = 760.0
    foot: float = 90.0
    gutter: float = 20.0

    @property
    def width(self) -> float:
        return (self.right - self.left - self.gutter * (self.columns - 1)) / self.columns


@dataclass(slots=True)
class _Column:
    """A column as it fills: lines from above, the notes that they call from below."""

    lines: list[tuple[float, list[Word]]] = field(default_factory=list)
    notes: list[tuple[str, list[list[Word]]]] = field(default_factory=list)
    floor: float = 0.0


class Press:
    """Prints at exact places; heights grow upward, as PDF has them."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format=SHEET)
        self.pdf.set_auto_page_break(auto=False)

    def put(self, text: str, left: float, base: float, size: float = BODY) -> float:
        """Print a text and give where it ends."""
        width = self.width(text, size)
        self.pdf.text(left, SHEET[1] - base, text)
        return left + width

    def width(self, text: str, size: float = BODY) -> float:
        self.pdf.set_font("Helvetica", size=size)
        return float(self.pdf.get_string_width(text))

    def call(self, number: str, left: float, base: float, size: float, form: Form) -> float:
        """Print the number of a note."""
        if form.raised:
            return self.put(number, left, base + 0.33 * size, 0.58 * size)
        return self.put(number, left, base, size)

    def line(
        self, words: Iterable[Word], left: float, base: float, size: float, form: Form
    ) -> None:
        """Print a line; the numbers of notes stand against their words."""
        at = left
        for word in words:
            at = self.put(word.text, at, base, size)
            if word.calls:
                at = self.call(",".join(word.calls), at, base, size, form)
            at += self.width(" ", size)


def set_letter(
    paragraphs: Sequence[str], notes: Mapping[str, str], form: Form | None = None
) -> bytes:
    """Set a letter in the form given, and give the PDF."""
    form = form or Form()
    press = Press()
    columns = _fill(press, paragraphs, notes, form)
    for number, first in enumerate(range(0, len(columns), form.columns), 1):
        press.pdf.add_page()
        _print_round(press, form, number)
        _print(press, columns[first : first + form.columns], form)
    return bytes(press.pdf.output())


def _fill(
    press: Press, paragraphs: Sequence[str], notes: Mapping[str, str], form: Form
) -> list[_Column]:
    """Put lines and their notes into columns, as many as it takes."""
    columns: list[_Column] = []
    base = 0.0
    step, small = LEADING * BODY, LEADING * form.note_size
    for paragraph in paragraphs:
        for line in _wrap(press, paragraph, form.width, BODY):
            called = [number for word in line for number in word.calls]
            below = [(n, _wrap(press, notes[n], form.width - 8, form.note_size)) for n in called]
            need = small * sum(len(rows) for _, rows in below)
            if not columns or base < columns[-1].floor + need + 2 * step:
                columns.append(_Column(floor=form.foot))
                base = form.top
            columns[-1].lines.append((base, line))
            columns[-1].notes += below
            columns[-1].floor += need
            base -= step
        base -= 0.7 * step
    return columns


def _wrap(press: Press, paragraph: str, width: float, size: float) -> list[list[Word]]:
    """Fill lines of a width, breaking words where `~` allows it."""
    lines: list[list[Word]] = [[]]
    room = width
    words = [Word(_CALL.sub("", part), tuple(_CALL.findall(part))) for part in paragraph.split()]
    while words:
        word = words.pop(0)
        for head, tail in _breaks(word):
            taken = press.width(head.text, size) + 0.4 * size * len(head.calls)
            if taken <= room or (not lines[-1] and not tail.text):
                lines[-1].append(head)
                room -= taken + press.width(" ", size)
                if tail.text:
                    words.insert(0, tail)
                    lines.append([])
                    room = width
                break
        else:
            words.insert(0, word)
            lines.append([])
            room = width
    return [line for line in lines if line]


def _breaks(word: Word) -> Iterator[tuple[Word, Word]]:
    """Give the ways to part a word, the whole word first."""
    parts = word.text.split("~")
    yield Word("".join(parts), word.calls), Word("")
    for count in range(len(parts) - 1, 0, -1):
        yield Word("".join(parts[:count]) + "-"), Word("~".join(parts[count:]), word.calls)


def _print(press: Press, columns: Sequence[_Column], form: Form) -> None:
    """Print the columns of a page, and the notes at the foot of each."""
    lefts = [form.left + at * (form.width + form.gutter) for at in range(len(columns))]
    placed = list(zip(lefts, columns, strict=True))
    rows = [(base, left, line) for left, column in placed for base, line in column.lines]
    if form.by_row:
        rows.sort(key=lambda row: (-row[0], row[1]))
    for base, left, line in rows:
        press.line(line, left, base, BODY, form)
    for left, column in placed:
        base = column.floor - LEADING * form.note_size
        for number, lines in column.notes:
            start = press.call(number, left, base, form.note_size, form) + 3
            for line in lines:
                press.line(line, start, base, form.note_size, form)
                base -= LEADING * form.note_size
                start = left


def _print_round(press: Press, form: Form, number: int) -> None:
    """Print what stands round the text of a page."""
    for at, head in enumerate(form.heads):
        press.put(head.format(n=number), form.left, 800 - 10 * at, SMALL)
    for at, foot in enumerate(form.feet):
        press.put(foot.format(n=number), form.left, 50 - 10 * at, SMALL)
    for at, words in enumerate(form.side if number == 1 else form.side_after):
        press.put(words.format(n=number), form.right + 25, 690 - 9 * at, TINY)
