"""In which order the stretches of a page are read: lines, columns, what was printed out of turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.reading.formats.pdf.gutters import Gutter, find_gutter, fits
from app.reading.formats.pdf.print import Piece, Stretch, group_rows

_SAME_ROW = 0.25  # times the size: stretches so near in height are one line
_UP = 0.5  # times the size: a line so much higher does not follow below
_MANY = 100_000  # lines times turns: such a page is no text to read, and is only sorted


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


def order_lines(
    stretches: Sequence[Stretch], body: float, usual: Gutter | None
) -> list[list[Line]]:
    """Give the columns of a page in reading order, each with its lines from top to foot.

    `usual` is the gutter of the paper, for pages with few lines. A page without columns of running text gives one. There the order in which the page
    prints counts, which keeps the cells of a table whole, except where a line is printed
    after one that stands below it.
    """
    gutter = find_gutter(stretches, body) or (usual if fits(usual, stretches) else None)
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
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.base <= runs[-1][-1].base + _UP * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    if len(runs) * len(lines) > _MANY:
        return sorted(lines, key=lambda line: (-line.base, line.left))
    out: list[Line] = []
    for run in runs:
        out = _merge(out, run)
    return out


def _merge(out: Sequence[Line], run: Sequence[Line]) -> list[Line]:
    """Merge lines that follow downwards into others in reading order."""
    merged: list[Line] = []
    done = 0
    for other in out:
        above = done
        while above < len(run) and run[above].base > other.base + _UP * other.size:
            above += 1
        if any(line.left < other.right and other.left < line.right for line in run[done:above]):
            merged += run[done:above]
            done = above
        merged.append(other)
    return [*merged, *run[done:]]


def _columns(stretches: Sequence[Stretch], gutter: Gutter) -> list[list[Stretch]]:
    """Give the columns of a page in reading order; what runs over both parts them."""
    columns: list[list[Stretch]] = []
    left: list[Stretch] = []
    right: list[Stretch] = []
    across: list[Stretch] = []
    for stretch in (stretch for row in group_rows(stretches) for stretch in row):
        crosses = stretch.right > gutter.right and stretch.left < gutter.left
        if crosses and (left or right):
            columns += (left, right)
            left, right = [], []
        elif across and not crosses:
            columns.append(across)
            across = []
        (across if crosses else left if stretch.right <= gutter.right else right).append(stretch)
    return [*columns, across, left, right] if across else [*columns, left, right]
