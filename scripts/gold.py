"""Where the annotated papers are, and the scorer that comes with them.

Four sets: `seeds` and `dev`, which come with their texts and scorer in the gold folder
(`GESTAND_GOLD`, else `../shared/gold`); `own`, annotated by this project: places and values in
`tests/gold/`, the texts in `../corpus/raw` beside the gold folder, known by their hash; and
`letters`, which we made up: texts and marks in `tests/letters/`.
"""

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ANNOTATIONS = ROOT / "tests" / "gold"
LETTERS = ROOT / "tests" / "letters"
GOLD = Path(os.environ.get("GESTAND_GOLD") or ROOT.parent / "shared" / "gold")
PAPERS = GOLD.parent / "corpus" / "raw"
KINDS = ("references", "motions", "commitments", "fulfilments")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated paper: its set, name, text and marks.

    `looked_at` says that rules were written with this paper in view.
    """

    set: str
    name: str
    text: Path
    gold: dict[str, Any]
    looked_at: bool

    @property
    def kind(self) -> str:
        """The kind of paper, as annotated."""
        return str((self.gold.get("metadata") or {}).get("kind") or "other")


@cache
def load_scorer() -> Any:
    """Load `score.py` of the gold folder as a module; raises FileNotFoundError."""
    path = GOLD / "score.py"
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_annotated() -> Iterator[Annotated]:
    """Give every annotated paper whose text is at hand, set by set, in order of name.

    Raises FileNotFoundError where there is no gold folder, and ValueError where a text is not
    the one that was annotated.
    """
    if not GOLD.is_dir():
        raise FileNotFoundError(GOLD)
    for name, texts in (("seeds", GOLD.parent / "seeds"), ("dev", GOLD / "dev-texts")):
        for path in sorted((GOLD / name).glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            if isinstance(gold, dict) and "references" in gold:
                yield Annotated(name, path.stem, texts / f"{path.stem}.txt", gold, looked_at=True)
    for path in sorted(ANNOTATIONS.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = PAPERS / gold["source"]
        if not text.exists():
            continue
        if hashlib.sha256(text.read_bytes()).hexdigest() != gold["sha256"]:
            raise ValueError(f"{text} is not the text that {path.name} annotates")
        yield Annotated("own", path.stem, text, gold, looked_at=gold["looked_at"])
    for path in sorted(LETTERS.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt")
        yield Annotated("letters", path.stem, text, gold, looked_at=gold["looked_at"])
