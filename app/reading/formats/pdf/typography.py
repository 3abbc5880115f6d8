"""How a paper is set: the size of its text, its lines, its column, and what each page repeats."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.reading.formats.pdf.gutters import Gutter, find_gutter
from app.reading.formats.pdf.print import Page, Stretch

_LONG = 30  # characters: shorter stretches say nothing of the column
_ENOUGH = 12  # long stretches: a page may have a column of its own
_SET = 0.93  # of the size of the text: what is smaller is not set as the text is
_TIGHT, _LOOSE = 0.9, 1.7  # times the size: lines of one paragraph
_USUAL_LEADING = 1.2
_SOME = 0.3  # of the pages: so many in columns make a paper in columns
_OFTEN = 0.4  # of the pages: what stands there on so many is no part of the text
_STEP = 4.0  # points within which a repeated line may move
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of the running text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Typography:
    """What holds for the pages of a paper.

    `body` is the size of its text, `leading` the distance of its lines as a multiple of
    their size. `gutter` is the white between two columns, None where pages have one.
    `repeated` holds the words, figures made alike, and the height of what many pages
    print in one place.
    """

    body: float
    leading: float
    column: Column
    gutter: Gutter | None
    repeated: frozenset[tuple[str, int]]

    def repeats(self, stretch: Stretch) -> bool:
        """Say whether many pages have this in the same place."""
        key = _place(stretch)
        return any((key[0], key[1] + step) in self.repeated for step in (-1, 0, 1))


def study(pages: Sequence[Page]) -> Typography:
    """Find how a paper is set, from some of its pages."""
    stretches = [stretch for page in pages for stretch in page.stretches if not stretch.aside]
    body = usual_size(stretches) or 10.0
    return Typography(
        body=body,
        leading=_find_leading(pages, body),
        column=find_column(stretches, body, enough=1) or Column(0.0, 10_000.0),
        gutter=_find_usual_gutter(pages, body),
        repeated=_find_repeated(pages),
    )


def usual_size(stretches: Iterable[Stretch]) -> float | None:
    """Give the size of most characters, to half a point; None where there are none."""
    sizes: Counter[float] = Counter()
    for stretch in stretches:
        for piece in stretch.pieces:
            sizes[round(piece.size * 2) / 2] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else None


def find_column(
    stretches: Iterable[Stretch], body: float, *, enough: int = _ENOUGH
) -> Column | None:
    """Give the edges of the running text; None where too little is set in its size."""
    long = [s for s in stretches if s.length >= _LONG and s.size >= _SET * body and not s.aside]
    if len(long) < enough:
        return None
    few = len(long) // 20
    lefts = sorted(stretch.left for stretch in long)
    rights = sorted(stretch.right for stretch in long)
    return Column(lefts[few], rights[-1 - few])


def _find_usual_gutter(pages: Sequence[Page], body: float) -> Gutter | None:
    """Give the gutter of a paper in columns, None where few pages have one."""
    set_pages = [[s for s in p.stretches if s.size >= _SET * body and not s.aside] for p in pages]
    found = [find_gutter(stretches, body) for stretches in set_pages]
    gutters = sorted((gutter for gutter in found if gutter), key=lambda gutter: gutter.left)
    return gutters[len(gutters) // 2] if len(gutters) >= _SOME * len(pages) and gutters else None


def _find_leading(pages: Iterable[Page], body: float) -> float:
    """Give the usual distance of lines in paragraphs, as a multiple of the size."""
    steps: Counter[float] = Counter()
    for page in pages:
        for before, after in pairwise(page.stretches):
            step = (before.base - after.base) / body
            if abs(before.size - body) + abs(after.size - body) < 0.1 * body:
                steps[round(step, 2)] += _TIGHT <= step <= _LOOSE
    usual = max(steps, key=lambda step: steps[step], default=0.0)
    return usual if steps[usual] else _USUAL_LEADING


def _find_repeated(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Find what stands in one place on many pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(stretch) for stretch in page.stretches})
    often = max(2.0, _OFTEN * len(pages))
    near = (-1, 0, 1)
    return frozenset(
        (shape, step)
        for shape, step in seen
        if sum(seen[shape, step + beside] for beside in near) >= often
    )


def _place(stretch: Stretch) -> tuple[str, int]:
    """Give the words of a stretch with its figures made alike, and its height in steps."""
    words = " ".join(_DIGITS.sub("#", stretch.text).casefold().split())
    return words, round(stretch.base / _STEP)
