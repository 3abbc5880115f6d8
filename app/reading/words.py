"""The packaged word lists: one TOML file per subject, read once."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Give the word list `name` as its file writes it (docs/reading.md says what counts)."""
    path = files("app.reading.lexicon").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=16)
def to_small(text: str) -> str:
    """Give a text in small letters, of the same length: expressions need not look for capitals."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
