"""Invisible signs with which a format that knows the page tells the cleaner what is what.

A text that was read from print has its notes and margins in it, at the foot of the last
paragraph that ends on their page; these signs say where they are, so that the cleaner
needs no guess. They are no letters, and XML allows them. Source:
docs/decisions/0008-pdf-by-geometry.md.
"""

RAISED = "\u2063"
"""Stands on both sides of the number of a note in the running text, and after it at the note."""

NOTE = "\u2064"
"""Begins the line on which a note begins, or goes on from the page before."""

BESIDE = "\u2062"
"""Begins a line that stands beside the running text: page heads and feet, side columns."""

_SIGNS = str.maketrans("", "", RAISED + NOTE + BESIDE)


def without_signs(text: str) -> str:
    """Give a text without the signs in it."""
    return text.translate(_SIGNS)
