"""Values from an address: read kindly, because people and links make mistakes."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

E = TypeVar("E", bound=StrEnum)
_MOST_DIGITS = 9


def chosen(kind: type[E], values: Iterable[str]) -> tuple[E, ...]:
    """Give the members that are named, each once; unknown words are left out."""
    found = (chosen_one(kind, value) for value in values)
    return tuple(dict.fromkeys(member for member in found if member is not None))


def chosen_one(kind: type[E], value: str | None) -> E | None:
    """Give the member with this word, or None."""
    return next((member for member in kind if member.value == value), None)


def whole_number(value: str | None) -> int | None:
    """Give a number from 0 up, or None."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > _MOST_DIGITS:
        return None
    return int(value)


def page_number(value: str | None) -> int:
    """Give the number of a page; the first for anything else."""
    return max(1, whole_number(value) or 1)


def changed_address(path: str, args: "MultiDict[str, str]", **changes: object) -> str:
    """Give an address with some of its values changed; None takes a value out."""
    values = {name: args.getlist(name) for name in args}
    values |= {name: [] if value is None else [str(value)] for name, value in changes.items()}
    return f"{path}?{urlencode(values, doseq=True)}"
