"""What stands printed on a page: stretches of characters, each with its place and size."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SAME_ROW = 0.2
"""Times the size of type: what differs less in height stands on one line."""


@dataclass(slots=True)
class Piece:
    """Characters that one instruction of the page prints, in one size.

    `base` is the height of the line they stand on and grows upward, `left` and `right`
    are the ends; all in points. `raised` is set on what stands above its line.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    raised: bool = False


@dataclass(slots=True)
class Stretch:
    """Pieces that stand side by side on one line, with their own spaces.

    `size` and `base` are those of most of its characters. `aside` is set on what does
    not run with the page: slanted or upright print, and what lies outside the sheet.
    """

    pieces: list[Piece]
    left: float
    right: float
    base: float
    size: float
    aside: bool = False

    @property
    def text(self) -> str:
        """Give the characters."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def length(self) -> int:
        """Count the characters."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(slots=True)
class Page:
    """The stretches of a page, in the order in which it prints them; its size in points.

    `drawn` counts all that the page draws, text or not.
    """

    width: float
    height: float
    drawn: int = 0
    stretches: list[Stretch] = field(default_factory=list)


def make_stretch(pieces: list[Piece], *, aside: bool = False) -> Stretch:
    """Put pieces of one line together; what is small and stands higher is raised."""
    main = max(pieces, key=_weight)
    for piece in pieces:
        piece.raised = _is_raised(piece, main)
    return Stretch(
        pieces,
        min(piece.left for piece in pieces),
        max(piece.right for piece in pieces),
        main.base,
        main.size,
        aside,
    )


_SMALL = 0.86  # of the size of its line
_RAISED = 0.12  # of that size, above its line


def _weight(piece: Piece) -> tuple[float, int]:
    """Rank pieces: words in the largest print set the line, else the most figures do."""
    words = any(char.isalpha() for char in piece.text)
    return (piece.size if words else 0.0, sum(char.isalnum() for char in piece.text))


def _is_raised(piece: Piece, main: Piece) -> bool:
    """Say whether a piece stands above the line of another, in smaller type."""
    return piece.size <= _SMALL * main.size and piece.base >= main.base + _RAISED * main.size


def group_rows(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Group stretches by the line that they stand on, from the head of the page down."""
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda s: -s.base):
        if rows and rows[-1][0].base - stretch.base <= SAME_ROW * stretch.size:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    for row in rows:
        row.sort(key=lambda s: s.left)
    return rows
