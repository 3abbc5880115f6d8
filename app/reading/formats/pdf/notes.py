"""Footnotes by size of type: the notes at the foot of a page, the numbers raised in its text."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.reading.formats.pdf.order import Line
from app.reading.formats.pdf.print import Piece
from app.reading.lines import ends_sentence

_SMALL = 0.94  # of the size of the text
_SET = 0.95  # of that size, at least: set as the text is
_PARTED = 1.9  # times the size: lines of one note in a margin stand nearer
_COLUMNS = 40  # columns and what parts them on one page: more is a drawing
_LABEL = re.compile(r"\s*\[?(\d{1,3})\]?(?=\s|[A-Z«“‘\"'(]|https?:|www\.|$)")
_RAISED = re.compile(r"\d{1,3}(?:\s?[,;]\s?\d{1,3})*[,;]?")
_NUMBERS = re.compile(r"\d{1,3}")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:[kcdm]?m|ha)$")  # m², km²: a power, not a note
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(slots=True)
class Note:
    """A note: its number, None where it goes on from the page before, and its lines.

    The number is no longer among the pieces of the first line.
    """

    label: str | None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class NoteFinder:
    """Finds the notes of one page after the other.

    `body` is the size of the paper's text, `last` the number of the last note so far;
    a note is open when it may go on on the next page, and the notes of some numbers may
    be waiting there.
    """

    body: float
    last: int = 0
    _open: bool = False
    _waiting: frozenset[str] = frozenset()

    def take(self, columns: Sequence[list[Line]], side: list[Line]) -> list[Note]:
        """Take the notes of a page out of its columns and side column, and give them in order."""
        lines = [line for column in columns for line in column]
        raised = {label for line in lines for label in raised_in(line.pieces)}
        small = self._small(lines)
        notes: list[Note] = []
        for column in columns if len(columns) <= _COLUMNS else ():
            region = _region(column, lines, small)
            notes += _out_of(column, self._read(region, raised | self._waiting))
        found = {note.label for note in notes}
        notes += _out_of(side, _read_side(side, raised - found))
        self._open = bool(notes) and not ends_sentence(notes[-1].lines[-1].text.rstrip())
        self._waiting = frozenset(raised - {note.label for note in notes})
        return notes

    def _small(self, lines: Sequence[Line]) -> float:
        """Give the size up to which the lines of a page are small print.

        A page without lines set as the text is may have only notes that wait from the
        page before; else its own largest lines are its text.
        """
        if any(line.size >= _SET * self.body for line in lines):
            return _SMALL * self.body
        largest = max((line.size for line in lines), default=0.0)
        only_notes = bool(lines) and label_of(lines[0].pieces) in self._waiting
        return largest if only_notes else _SMALL * largest

    def _read(self, region: Sequence[Line], raised: Collection[str]) -> list[Note]:
        """Cut small print into notes; none where no number begins one."""
        notes: list[Note] = []
        last = self.last
        for line in region:
            label = label_of(line.pieces)
            number = int(label) if label else 0
            sure = label in raised or line.pieces[0].raised
            if label and (number == last + 1 or (sure and (number > last or not notes))):
                _drop_label(line, label)
                notes.append(Note(label, [line]))
                last = number
            elif notes:
                notes[-1].lines.append(line)
            elif self._open:
                notes.append(Note(None, [line]))
        self.last = last
        return notes


def raised_in(pieces: Sequence[Piece]) -> list[str]:
    """Give the numbers of notes that are raised among the pieces of a line."""
    return [label for before, piece in pairwise(pieces) for label in labels_of(piece, before.text)]


def labels_of(piece: Piece, before: str) -> list[str]:
    """Give the numbers of notes that a piece is; none for what is no number, or a unit's power."""
    words = piece.text.strip()
    raised = piece.raised or _SUPERSCRIPT.fullmatch(words)
    words = words.translate(_SUPERSCRIPTS)
    if not raised or not _RAISED.fullmatch(words) or _UNIT.search(before.rstrip()):
        return []
    return _NUMBERS.findall(words)


def _region(column: Sequence[Line], page: Sequence[Line], small: float) -> list[Line]:
    """Give the small print of a column below the last line over it that is set as the text is."""
    if not any(line.size <= small for line in column):
        return []
    left, right = min(line.left for line in column), max(line.right for line in column)
    over = [
        line.base for line in page if line.size > small and line.left < right and line.right > left
    ]
    below = [line for line in column if line.base < min(over, default=math.inf)]
    return sorted(below, key=lambda line: (-line.base, line.left))


def _read_side(side: Sequence[Line], raised: Collection[str]) -> list[Note]:
    """Give the notes that stand in a side column: they begin with a number raised in the text."""
    notes: list[Note] = []
    before: Line | None = None
    for line in side:
        label = label_of(line.pieces)
        near = before is not None and 0 < before.base - line.base <= _PARTED * line.size
        if label in raised and label is not None:
            _drop_label(line, label)
            notes.append(Note(label, [line]))
            before = line
        elif before is not None and near:
            notes[-1].lines.append(line)
            before = line
        else:
            before = None
    return notes


def _out_of(lines: list[Line], notes: list[Note]) -> list[Note]:
    """Take the lines of notes out of others, and give the notes."""
    taken = {id(line) for note in notes for line in note.lines}
    lines[:] = [line for line in lines if id(line) not in taken]
    return notes


def label_of(pieces: Sequence[Piece]) -> str | None:
    """Give the number that a line of small print begins with."""
    first = pieces[0].text.strip().translate(_SUPERSCRIPTS).strip("[]")
    if len(pieces) > 1 and first.isdecimal() and len(first) <= 3:
        return first
    match = _LABEL.match("".join(piece.text for piece in pieces[:4]).translate(_SUPERSCRIPTS))
    return match[1] if match else None


def _drop_label(line: Line, label: str) -> None:
    """Take the number off the first line of a note."""
    first = line.pieces[0]
    words = first.text.lstrip().removeprefix("[")
    first.text = words[len(label) :].removeprefix("]").lstrip()
    if not first.text and len(line.pieces) > 1:
        del line.pieces[0]
