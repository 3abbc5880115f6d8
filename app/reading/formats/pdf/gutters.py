"""The white between two columns of running text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.formats.pdf.print import Stretch

_COUNTED = 12  # characters: shorter stretches say nothing of columns
_FEW = 16  # such stretches on a page with columns
_SIDE = 0.25  # of them stand in each column, at least
_CROSSING = 0.15  # of them may run over both
_FULL, _FILLED = 0.8, 0.3  # of the column's width, of its lines: running text fills its lines
_NARROW = 12  # times the size: a narrower column is that of a table
_STEP = 3.0  # points within which the left edge of a column may move


@dataclass(frozen=True, slots=True)
class Gutter:
    """The white between two columns, from the end of the left one to where the right begins."""

    left: float
    right: float


def find_gutter(stretches: Sequence[Stretch], body: float) -> Gutter | None:
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
            return Gutter(max(s.right for s in left), min(s.left for s in right))
    return None


def fits(gutter: Gutter | None, stretches: Sequence[Stretch]) -> bool:
    """Say whether the stretches of a page keep clear of a gutter, but for a few headings."""
    if gutter is None:
        return False
    crossing = sum(s.right > gutter.right and s.left < gutter.left for s in stretches)
    return crossing <= _CROSSING * len(stretches)


def _is_filled(column: Sequence[Stretch], body: float) -> bool:
    """Say whether the lines of a column fill it as running text does."""
    left, right = min(s.left for s in column), max(s.right for s in column)
    full = sum(s.right - left >= _FULL * (right - left) for s in column)
    return right - left >= _NARROW * body and full >= _FILLED * len(column)
