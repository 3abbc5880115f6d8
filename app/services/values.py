"""Frozen values as JSON, and back: what the machine saw is kept exactly as it saw it.

A value of the domain becomes a dictionary of its fields, without those that have their
default; the small ones that a paper has by the thousand (`Span`, `Run`, `PageTurn`) become lists. Enums
and days are kept as their words. What comes back equals what went in.
"""

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Hashable
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.domain.text import PageTurn, Run, Span

V = TypeVar("V")
Decoder = Callable[[Any], Any]
_AS_LIST = (Span, Run, PageTurn)


def encode(value: Any) -> Any:
    """Make JSON of a value of the domain; raises TypeError for anything else."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):  # an enum is its word
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(one) for one in value]
    if isinstance(value, _AS_LIST):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: encode(one) for field, one in fields if not _is_default(field, one)}
    raise TypeError(f"not a value of the domain: {type(value).__name__}")


def decode(kind: type[V], json: Any) -> V:
    """Make the value of this kind that `encode` made JSON of."""
    return cast("V", _decoder(cast("Hashable", kind))(json))


def _is_default(field: "dataclasses.Field[Any]", value: Any) -> bool:
    """Say whether a field may be left out."""
    default = field.default
    return default is not dataclasses.MISSING and type(default) is type(value) and default == value


@lru_cache(maxsize=200)
def _decoder(kind: Any) -> Decoder:
    """Make the function that reads one kind of value."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        one = _decoder(get_args(kind)[0])
        return lambda json: tuple(one(part) for part in json)
    if kind in _AS_LIST:
        return lambda json: kind(*json)
    if dataclasses.is_dataclass(kind):
        return _of_fields(kind)
    if issubclass(kind, StrEnum):
        return cast("Decoder", kind)
    if kind is dt.date:
        return dt.date.fromisoformat
    return lambda json: json


def _optional(kind: Any) -> Decoder:
    """Read a value that may be absent."""
    (present,) = (part for part in get_args(kind) if part is not types.NoneType)
    some = _decoder(present)
    return lambda json: None if json is None else some(json)


def _of_fields(kind: Any) -> Decoder:
    """Read a dictionary of fields; one that is not there has its default."""
    hints = get_type_hints(kind)
    readers = {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda json: kind(**{name: readers[name](value) for name, value in json.items()})
