"""Put an annotated paper among the project's own, without any of its words.

    .venv/bin/python -m scripts.add_annotation ANNOTATION.json TEXT.txt --source PATH [--looked-at]

Reads an annotation in the form of the gold set, finds each quote in the text, and writes
`tests/gold/NAME.json`: the places, the values, and the hash of the text, no quotations. `--source`
says where the text lies among the papers, so that `./run accuracy` finds it; `--looked-at` that
rules were written with this paper in view. Needs the gold set's own scorer (`GESTAND_GOLD`).
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from scripts.gold import ANNOTATIONS, KINDS, load_scorer

# What is kept of a mark, beside its place: values, never words of the paper.
VALUES = {
    "references": ("type", "ids", "annex"),
    "motions": ("movers", "cosigned", "ids", "stance"),
    "commitments": ("kind", "made", "actor", "conditional"),
    "fulfilments": ("target_kind", "status"),
    "distractors": (),
}
ALWAYS = ("doubtful", "implicit")
METADATA = ("kind", "date", "dossier", "number", "from_functions", "signatories")


def place_of(text: Any, mark: dict[str, Any]) -> list[list[int]]:
    """Give the stretches of the text that a mark covers, in characters; ends are exclusive."""
    positions = sorted(text.locate(mark) or ())
    if not positions:
        raise ValueError(f"not in the text: {mark.get('quote')!r}")
    spans: list[list[int]] = []
    last = None
    for position in positions:
        start = text.back[position]
        if last is not None and position == last + 1:
            spans[-1][1] = start + 1
        else:
            spans.append([start, start + 1])
        last = position
    return spans


def strip(text: Any, kind: str, mark: dict[str, Any]) -> dict[str, Any]:
    """Keep a mark's place and values."""
    kept: dict[str, Any] = {"spans": place_of(text, mark)}
    kept |= {name: mark[name] for name in (*VALUES[kind], *ALWAYS) if mark.get(name) is not None}
    if kind == "commitments":
        term = mark.get("deadline") or {}
        kept["deadline"] = {"kind": term.get("kind", "geen"), "latest": term.get("latest")}
    if kind == "fulfilments":
        kept["target"] = {"ids": (mark.get("target") or {}).get("ids") or []}
    return kept


def convert(annotation: dict[str, Any], content: bytes, source: str) -> dict[str, Any]:
    """Give the annotation without words; raises ValueError for a quote that is not there."""
    text = load_scorer().Projection(content.decode("utf-8"))
    seen = annotation.get("metadata") or {}
    return {
        "source": source,
        "sha256": hashlib.sha256(content).hexdigest(),
        "metadata": {name: seen.get(name) for name in METADATA},
        **{
            kind: [strip(text, kind, mark) for mark in annotation.get(kind, [])]
            for kind in (*KINDS, "distractors")
        },
    }


def main() -> int:
    """Convert one annotation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotation", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--source", required=True)
    parser.add_argument("--looked-at", action="store_true")
    arguments = parser.parse_args()
    annotation = json.loads(arguments.annotation.read_text("utf-8"))
    try:
        made = convert(annotation, arguments.text.read_bytes(), arguments.source)
    except ValueError as error:
        print(f"{arguments.annotation}: {error}", file=sys.stderr)
        return 1
    made["looked_at"] = arguments.looked_at
    ANNOTATIONS.mkdir(exist_ok=True)
    target = ANNOTATIONS / f"{Path(arguments.source).stem}.json"
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
