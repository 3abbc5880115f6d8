"""The packaged word lists: one TOML file per subject, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Give the word list `name` as its file writes it (docs/reading.md says what counts)."""
    path = files("app.reading.lexicon").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))
