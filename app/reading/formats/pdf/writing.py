"""A page becomes text: its lines in reading order, its notes and margins at a break in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.reading.formats.pdf.notes import Note, labels_of
from app.reading.formats.pdf.order import Line
from app.reading.formats.pdf.typography import Typography
from app.reading.lines import ends_sentence
from app.reading.signs import BESIDE, NOTE, RAISED

_FULL = 0.85  # of the width of the column
_PARAGRAPH = 1.28  # times the usual distance: more white parts paragraphs


@dataclass(slots=True)
class Written:
    """A page in words: its lines, each with whether white parts it from the one before.

    `aside` holds its notes and margins; `full` says that its last line fills the column,
    `room` how many characters more would have stood on it.
    """

    rows: list[tuple[bool, str]]
    aside: list[str]
    full: bool
    room: float = 0.0

    def put(self, following: "Written | None") -> str:
        """Give the page as text.

        Its notes and margins stand at the foot. Where the text goes on on the following
        page in the middle of a sentence, they stand before the paragraph that does so,
        when the page has another before it: then the sentence stays whole.
        """
        place = len(self.rows)
        if self.aside and following is not None and self._goes_on(following):
            parted = (at for at in range(place - 1, 0, -1) if self.rows[at][0])
            place = next(parted, place)
        parts = (_join(self.rows[:place]), "\n".join(self.aside), _join(self.rows[place:]))
        return "\n\n".join(part for part in parts if part)

    def ends_paragraph(self, following: "Written") -> bool:
        """Say whether the last line ends a paragraph, with room left on the line.

        It ends a sentence, or the following page begins with a capital, in a word for
        which there was room: so a subject line ends.
        """
        if not self.rows or self.full:
            return False
        if ends_sentence(self.rows[-1][1]):
            return True
        first = following.rows[0][1].split()[0] if following.rows else ""
        return first[:1].isupper() and len(first) + 1 < self.room

    def _goes_on(self, following: "Written") -> bool:
        """Say whether the last sentence of the page goes on on the following one."""
        if not self.rows or not following.rows or ends_sentence(self.rows[-1][1]):
            return False
        return self.full or not following.rows[0][1][0].isupper()


def write_page(
    columns: Sequence[Sequence[Line]],
    notes: Sequence[Note],
    beside: Sequence[Line],
    typography: Typography,
) -> Written:
    """Write the lines of a page, its notes and what stands beside its text."""
    rows: list[tuple[bool, str]] = []
    for column in columns:
        rows += _write_column(column, typography)
    aside = [_write_note(note) for note in notes]
    aside += [BESIDE + words for line in beside if (words := _words(line))]
    room, full = _room(columns[-1]) if columns and columns[-1] else (0.0, False)
    return Written(rows, aside, full, room)


def _room(column: Sequence[Line]) -> tuple[float, bool]:
    """Give how many characters more fit on the last line of a column, and if it is full."""
    left, right = min(line.left for line in column), max(line.right for line in column)
    last = column[-1]
    width = (last.right - last.left) / max(len(last.text.strip()), 1)
    room = (right - last.right) / width if width > 0 else 0.0
    return room, last.right >= left + _FULL * (right - left)


def _join(rows: Sequence[tuple[bool, str]]) -> str:
    """Put lines below each other, with an empty line where white parts them."""
    return "".join(
        f"{'' if not at else chr(10) * (1 + parted)}{text}"
        for at, (parted, text) in enumerate(rows)
    )


def _write_column(column: Sequence[Line], typography: Typography) -> list[tuple[bool, str]]:
    """Write the lines of a column, each with whether white parts it from the one before."""
    rows: list[tuple[bool, str]] = []
    for before, line in pairwise((None, *column)):
        words = _words(line) if line else ""
        if words:
            rows.append(
                (
                    before is not None
                    and line is not None
                    and _is_parted(before, line, typography),
                    words,
                )
            )
    return rows


def _is_parted(before: Line, line: Line, typography: Typography) -> bool:
    """Say whether more white lies between two lines than within a paragraph.

    A line that stands higher than the one before it begins a cell beside it.
    """
    usual = typography.leading * max(before.size, line.size)
    step = before.base - line.base
    return step > _PARAGRAPH * usual or step < -0.5 * line.size


def _write_note(note: Note) -> str:
    """Write a note: its number between signs, and its lines."""
    words = "\n".join(filter(None, map(_words, note.lines)))
    return f"{NOTE}{note.label}{RAISED} {words}" if note.label else f"{NOTE}{words}"


def _words(line: Line) -> str:
    """Give the words of a line, with signs round the raised numbers of notes."""
    out: list[str] = []
    for before, piece in pairwise((None, *line.pieces)):
        assert piece is not None
        if before is not None and labels_of(piece, before.text):
            out.append(f"{RAISED}{piece.text.strip()}{RAISED}")
        else:
            out.append(piece.text)
    return " ".join("".join(out).split())
