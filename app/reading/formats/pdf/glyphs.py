"""What pdfium sees on a page becomes stretches of characters with their place and size.

The only module that speaks pdfium's own language. pdfium puts characters together into
words and lines; where they stand and how large they are comes from the text object that
prints them. Source: fpdf_text.h of pdfium.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from app.reading.formats.pdf.letters import clean_letters
from app.reading.formats.pdf.print import Page, Piece, Stretch, make_stretch

_HYPHENS = "\ufffe\x02"  # pdfium's mark for a hyphen that ends a line, in text and as a code
_GAP = 1.6  # times the size of type: what stands further apart is another stretch
_TOUCHING = 0.8  # times the size: what stands nearer on one line is one stretch
_WORD = 0.18  # times the size: so wide is a space between words
_LEAP = 0.7  # times the size: so far up or down is another line
_SLANT = math.radians(4)

# The address of the text object alone: a character in three is another object, and a
# pointer to look into would cost more than all other questions together.
_OWNER = ctypes.cast(
    pdfium.FPDFText_GetTextObject,
    ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
)


@dataclass(slots=True)
class _Run:
    """Characters of one text object, and where they begin and end on the page.

    `turn` counts quarter turns to the left, None when the print is slanted. `space`
    and `broken` say that a space or a line end comes before, as pdfium sees it.
    """

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    turn: int | None
    space: bool
    broken: bool


def read_page(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Page:
    """Give what stands on a page, turned upright as most of its characters are.

    A page whose sheet is turned, and one that is printed sideways, come out alike.
    """
    runs = list(_runs(textpage))
    turn = _usual_turn(runs)
    left, bottom, right, top = page.get_bbox()
    corners = [_turned(corner, turn) for corner in ((left, bottom), (right, top))]
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    sheet = Page(x1 - x0, y1 - y0, max(int(pdfium.FPDFPage_CountObjects(page)), 0))
    for stretch in _stretches(runs, turn, (x0, y0)):
        outside = stretch.right < 0 or stretch.left > sheet.width
        stretch.aside |= outside or not 0 <= stretch.base <= sheet.height
        sheet.stretches.append(stretch)
    return sheet


def _read_text(textpage: pypdfium2.PdfTextPage) -> str:
    """Give the characters of a page, one for each of pdfium's own."""
    count = max(int(pdfium.FPDFText_CountChars(textpage)), 0)
    text = str(textpage.get_text_range(errors="replace")) if count else ""
    if len(text) == count:
        return text
    codes = (int(pdfium.FPDFText_GetUnicode(textpage, index)) for index in range(count))
    return "".join(chr(code) if 0 < code <= 0x10FFFF else "\ufffd" for code in codes)


def _runs(textpage: pypdfium2.PdfTextPage) -> Iterator[_Run]:
    """Give the characters by the text object that prints them, in the order of the page."""
    text = _read_text(textpage)
    measure = _Measure(textpage)
    space, broken = False, True
    for start, end, printed in _objects(textpage, text):
        part = text[start:end]
        words = part.strip()
        if printed and words:
            first = start + part.index(words)
            space |= first > start
            yield measure.run(words, first, space=space, broken=broken)
            space, broken = not part.endswith(words), words[-1] in _HYPHENS
        else:
            space |= " " in part
            broken |= "\n" in part or "\r" in part


def _objects(textpage: pypdfium2.PdfTextPage, text: str) -> Iterator[tuple[int, int, bool]]:
    """Give the stretches of the text that one object prints, or that pdfium put in."""
    page = ctypes.cast(textpage.raw, ctypes.c_void_p)
    start, owner = 0, None
    for index in range(len(text)):
        found = _OWNER(page, index)
        if found != owner:
            if start < index:
                yield start, index, owner is not None
            start, owner = index, found
    if start < len(text):
        yield start, len(text), owner is not None


class _Measure:
    """Asks pdfium for places and sizes; where it writes its answers is made once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = textpage
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()

    def run(self, words: str, first: int, *, space: bool, broken: bool) -> _Run:
        """Measure characters of one object, of which the first and last are no spaces."""
        page, matrix, box = self._page, self._matrix, self._box
        pdfium.FPDFText_GetMatrix(page, first, matrix)
        pdfium.FPDFText_GetCharOrigin(page, first, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(page, first + len(words) - 1, box)
        turn = _turn_of(matrix.a, matrix.b)
        end = (box.left, box.bottom) if turn in {2, 3} else (box.right, box.top)
        size = pdfium.FPDFText_GetFontSize(page, first) * math.hypot(matrix.c, matrix.d)
        return _Run(words, (self._x.value, self._y.value), end, abs(size), turn, space, broken)


def _turn_of(a: float, b: float) -> int | None:
    """Give the quarter turns to the left of a line of print, by its matrix."""
    angle = math.atan2(b, a)
    turn = round(angle / (math.pi / 2))
    return turn % 4 if abs(angle - turn * math.pi / 2) <= _SLANT else None


def _usual_turn(runs: list[_Run]) -> int:
    """Give how most characters of a page are turned."""
    turns: Counter[int] = Counter()
    for run in runs:
        if run.turn is not None:
            turns[run.turn] += len(run.text)
    return turns.most_common(1)[0][0] if turns else 0


def _turned(point: tuple[float, float], turn: int | None) -> tuple[float, float]:
    """Give a place as it is when the page is turned back."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn or 0]


def _stretches(runs: list[_Run], turn: int, corner: tuple[float, float]) -> Iterator[Stretch]:
    """Put runs together that stand side by side; places are counted from the corner."""
    pieces: list[Piece] = []
    aside = False
    for run in runs:
        other = run.turn != turn
        piece = _piece(run, None if other else turn, corner)
        if pieces and (other != aside or (not other and not _goes_on(pieces[-1], piece, run))):
            yield make_stretch(pieces, aside=aside)
            pieces = []
        if pieces and (run.space or _apart(pieces[-1], piece)):
            piece.text = f" {piece.text}"
        pieces.append(piece)
        aside = other
    if pieces:
        yield make_stretch(pieces, aside=aside)


def _piece(run: _Run, turn: int | None, corner: tuple[float, float]) -> Piece:
    """Give a run as it stands on the page turned upright."""
    left, base = _turned(run.start, turn)
    right, _ = _turned(run.end, turn)
    text = run.text
    if text[-1] in _HYPHENS:
        text = f"{text[:-1]}-"
    x, y = corner
    return Piece(clean_letters(text), left - x, max(left, right) - x, base - y, run.size)


def _goes_on(before: Piece, piece: Piece, run: _Run) -> bool:
    """Say whether a piece stands on the line of the one before it, and near."""
    size = max(before.size, piece.size)
    gap = piece.left - before.right
    if abs(piece.base - before.base) > _LEAP * size or gap < -size:
        return False
    if run.broken:  # pdfium may take what is raised for a line of its own
        return gap < _TOUCHING * size and before.text[-1:] != "-"
    return gap <= _GAP * size


def _apart(before: Piece, piece: Piece) -> bool:
    """Say whether a space lies between two pieces that pdfium has none for."""
    return piece.left - before.right > _WORD * max(before.size, piece.size)
