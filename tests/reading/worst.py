"""Every expression of the reader, and texts that are the worst for each: its own beginnings, again and again.

An expression is slow on what begins as it does and goes on so. What one looks for is written from
its own parts, so that a new expression is tried as soon as it is there.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from random import Random
from types import ModuleType
from typing import Any

import app.reading
from app.reading.cues import load_cues
from app.reading.deadlines import load_forms
from app.reading.motion_stance import load_cues as load_stances
from app.reading.plain_shapes import SHAPES
from app.reading.verbs import load_verbs
from app.reading.weighed_statements import load_scales
from app.reading.words import load_lexicon

LEXICA = ("promises", "statements", "earlier")
VARIANTS = 2  # so many of the alternatives are written

# The parser of `re` gives the parts of an expression; nothing public does.
_parse = importlib.import_module("re._parser").parse
_LETTERS = "a eA1.,-(§"
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
_OTHERS = {"CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": " "}


def find_patterns() -> dict[str, re.Pattern[str]]:
    """Give every expression of the reader by module and name, those of the lexicon too."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(app.reading.__path__, "app.reading."):
        module = importlib.import_module(info.name)
        found.update(_patterns_of(module))
    for name in LEXICA:
        found.update({f"{name}.toml {key}": cue.pattern for key, cue in load_cues(name).items()})
    forms = enumerate(load_forms())
    found.update({f"deadlines.toml {number} {form.key}": form.pattern for number, form in forms})
    for table, rows in load_lexicon("motions").items():
        if isinstance(rows, list) and "pattern" in rows[0]:
            stances = load_stances(table)
            found.update({f"motions.toml {table} {n}": c.pattern for n, c in enumerate(stances)})
    found.update({f"plain_shapes {n} {s.cue}": s.pattern for n, s in enumerate(SHAPES)})
    signs = load_scales().signs
    found.update({f"statement_signs.toml {sign.key}": sign.pattern for sign in signs})
    book = load_verbs()
    for name in ("infinitive", "participle", "to_infinitive", "finite"):
        found[f"promises_verbs.toml {name}"] = getattr(book, name)
    return found


def _patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give the expressions of a module: its names, and what its functions without arguments make."""
    short = module.__name__.removeprefix("app.reading.")
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            yield f"{short}.{name}", value
        elif isinstance(value, tuple):
            some = [one for one in value if isinstance(one, re.Pattern)]
            yield from ((f"{short}.{name} {n}", one) for n, one in enumerate(some))
        elif callable(value) and getattr(value, "__module__", "") == module.__name__:
            made = inspect.signature(value)
            if made.return_annotation == re.Pattern[str] and not made.parameters:
                yield f"{short}.{name}", value()


def write_beginnings(pattern: re.Pattern[str]) -> list[str]:
    """Give what an expression looks for, whole and broken off, in a few of its forms."""
    pieces: dict[str, None] = {}
    for whole in write_wholes(pattern, VARIANTS):
        for piece in (f"{whole} ", whole[:-1], whole[: len(whole) // 2], whole.split(" ")[0] + " "):
            pieces[piece] = None
    return [piece for piece in pieces if piece.strip()] or [" "]


def write_wholes(pattern: re.Pattern[str], variants: int) -> list[str]:
    """Give what an expression looks for, with other alternatives each time."""
    tree = _parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    return list(dict.fromkeys(_write(tree, Random(variant)) for variant in range(variants)))


def _write(tree: Any, random: Random) -> str:
    """Write one text for the parts of an expression."""
    return "".join(_write_part(str(kind), value, random) for kind, value in tree)


def _write_part(kind: str, value: Any, random: Random) -> str:
    """Write one part; what only looks around is nothing."""
    match kind:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "ANY":
            return "a"
        case "IN":
            return _write_class([(str(one), what) for one, what in value], random)
        case "BRANCH":
            return _write(random.choice(value[1]), random)
        case "SUBPATTERN" | "ATOMIC_GROUP":
            return _write(value[-1] if isinstance(value, tuple) else value, random)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            low, high, inner = value
            times = max(int(low), min(random.randint(0, 2), int(high)))
            written = "".join(_write(inner, random) for _ in range(times))
            # White space that may be absent stands between words.
            return " " if int(high) > 1 and not _write(inner, random).strip() else written
    return ""


def _write_class(items: list[tuple[str, Any]], random: Random) -> str:
    """Write one character of a class."""
    if items[0][0] == "NEGATE":
        barred = {chr(what) for kind, what in items[1:] if kind == "LITERAL"}
        kinds = {_CATEGORIES.get(str(what)) for kind, what in items if kind == "CATEGORY"}
        return next(sign for sign in _LETTERS if sign not in barred | kinds)
    kind, what = random.choice(items)
    if kind == "CATEGORY":
        return (_CATEGORIES | _OTHERS)[str(what)]
    return chr(what[0]) if kind == "RANGE" else chr(what)
