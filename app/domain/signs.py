"""Signs that turn the order of print around: in a letter's text they are shown, not obeyed."""

import re
from typing import TypeVar

_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SHOWN = "\N{REPLACEMENT CHARACTER}"
T = TypeVar("T")


def shown(value: T) -> T:
    """Give a text with a mark in place of each sign that would turn its order around.

    Every sign keeps its place, so that what counts signs counts the same; a text of a special
    kind stays of that kind, and what is no text stays as it is.
    """
    if not isinstance(value, str) or not _TURNING.search(value):
        return value
    return type(value)(_TURNING.sub(_SHOWN, value))
