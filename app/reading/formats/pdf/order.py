"""In which order the stretches of a page are read: lines, columns, what was printed out of turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.reading.formats.pdf.print import Piece, Stretch, group_rows

_SAME_ROW = 0.25  # times the size: stretches so near in height are one line
_UP = 0.5  # times the size: a line so much higher does not follow below
_COUNTED = 12  # characters: shorter stretches say nothing of columns
_FEW = 16  # such stretches on a page with columns
_SIDE = 0.25  # of them stand in each column, at least
_CROSSING = 0.15  # of them may run over both
_FULL, _FILLED = 0.8, 0.3  # of the column's width, of its lines: running text fills its lines
_NARROW = 12  # times the size: a narrower column is that of a table
_STEP = 3.0  # points within which the left edge of a column may move
_MANY = 1500  # lines on one page: more is no page to read, and is only sorted


@dataclass(slots=True)
class Line:
    """One line as it is read: the pieces on it, and where it stands."""

    pieces: list[Piece]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """Give the characters."""
        return "".join(piece.text for piece in self.pieces)


def order_lines(stretches: Sequence[Stretch], body: float) -> list[list[Line]]:
    """Give the columns of a page in reading order, each with its lines from top to foot.

    A page without columns of running text gives one. There the order in which the page
    prints counts, which keeps the cells of a table whole, except where a line is printed
    after one that stands below it.
    """
    gutter = _find_gutter(stretches, body)
    if gutter is None:
        lines = join_rows(stretches)
        return [_put_in_turn(lines)] if lines else []
    return [join_rows(column) for column in _columns(stretches, gutter) if column]


def join_rows(stretches: Iterable[Stretch]) -> list[Line]:
    """Join stretches that follow each other on one line."""
    lines: list[Line] = []
    for stretch in stretches:
        before = lines[-1] if lines else None
        if before is not None and _continues(before, stretch):
            first = stretch.pieces[0]
            if not first.text.startswith(" "):
                first.text = f" {first.text}"
            before.pieces += stretch.pieces
            before.right = stretch.right
            if stretch.size > before.size:
                before.size, before.base = stretch.size, stretch.base
        else:
            lines.append(
                Line(list(stretch.pieces), stretch.left, stretch.right, stretch.base, stretch.size)
            )
    return lines


def _continues(line: Line, stretch: Stretch) -> bool:
    """Say whether a stretch goes on to the right of a line."""
    size = max(line.size, stretch.size)
    level = abs(line.base - stretch.base) <= _SAME_ROW * size
    return level and stretch.left >= line.right - 0.1 * size


def _put_in_turn(lines: list[Line]) -> list[Line]:
    """Put lines that are printed after one that stands below them before it.

    Only where the two share some of the page's width: else they are cells side by side.
    """
    if len(lines) > _MANY:
        return sorted(lines, key=lambda line: (-line.base, line.left))
    out: list[Line] = []
    floor = float("inf")
    for line in lines:
        if line.base > floor + _UP * line.size:
            out.insert(_place(out, line), line)
        else:
            out.append(line)
        floor = min(floor, line.base)
    return out


def _place(out: Sequence[Line], line: Line) -> int:
    """Give where a line belongs among lines already in order."""
    for index, other in enumerate(out):
        below = other.base < line.base - _UP * line.size
        if below and other.left < line.right and line.left < other.right:
            return index
    return len(out)


def _find_gutter(stretches: Sequence[Stretch], body: float) -> tuple[float, float] | None:
    """Find the white between two columns of running text, None where there are none.

    Both sides must have lines that fill their column, as running text does and cells
    of a table do not.
    """
    counted = [s for s in stretches if s.length >= _COUNTED]
    if len(counted) < _FEW:
        return None
    edges = Counter(round(s.left / _STEP) for s in counted)
    first = min(s.left for s in counted)
    for edge in sorted(edge for edge, count in edges.items() if count >= _SIDE * len(counted) / 2):
        x = (edge - 0.5) * _STEP
        left = [s for s in counted if s.right <= x]
        right = [s for s in counted if s.left >= x]
        crossing = len(counted) - len(left) - len(right)
        if x <= first + _NARROW * body or crossing > _CROSSING * len(counted):
            continue
        if min(len(left), len(right)) < _SIDE * len(counted):
            continue
        if _is_filled(left, body) and _is_filled(right, body):
            return max(s.right for s in left), min(s.left for s in right)
    return None


def _is_filled(column: Sequence[Stretch], body: float) -> bool:
    """Say whether the lines of a column fill it as running text does."""
    left, right = min(s.left for s in column), max(s.right for s in column)
    full = sum(s.right - left >= _FULL * (right - left) for s in column)
    return right - left >= _NARROW * body and full >= _FILLED * len(column)


def _columns(stretches: Sequence[Stretch], gutter: tuple[float, float]) -> list[list[Stretch]]:
    """Give the columns of a page in reading order; what runs over both parts them."""
    columns: list[list[Stretch]] = []
    left: list[Stretch] = []
    right: list[Stretch] = []
    across: list[Stretch] = []
    for stretch in (stretch for row in group_rows(stretches) for stretch in row):
        crosses = stretch.right > gutter[1] and stretch.left < gutter[0]
        if crosses and (left or right):
            columns += (left, right)
            left, right = [], []
        elif across and not crosses:
            columns.append(across)
            across = []
        (across if crosses else left if stretch.right <= gutter[1] else right).append(stretch)
    return [*columns, across, left, right] if across else [*columns, left, right]
