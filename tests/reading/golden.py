"""The golden cases: data files with our own sentences, and what must be found in them."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "golden"


def golden(name: str) -> list[dict[str, Any]]:
    """Give the cases of one file; none is an error."""
    cases: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))[
        "case"
    ]
    assert cases
    return cases
