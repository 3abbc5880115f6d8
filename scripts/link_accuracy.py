"""Measure the suggested links among the five papers of the gold set, in a register of their own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.gold import GOLD, ROOT, load_scorer

GESTAND = "from app.cli import main; main()"


def measure_links() -> dict[str, Any]:
    """Import the five papers as an operator does, and score the links that come of it.

    Gives per relation the number of annotated pairs, recall at 1 and 3, and over all the
    precision and how many links stand at most under one item.
    """
    papers = GOLD.parent / "seeds"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "links.json")
        env = {
            **os.environ,
            "GESTAND_DATABASE_URL": f"sqlite:///{Path(folder, 'register.sqlite')}",
            "GESTAND_DATA_FOLDER": folder,
            "PYTHONPATH": str(ROOT),
        }
        for command in (("import", str(papers)), ("links", "--json", str(file))):
            subprocess.run(
                [sys.executable, "-c", GESTAND, *command], env=env, check=True, capture_output=True
            )
        figures, _ = load_scorer().score_links(GOLD / "seeds" / "links.json", papers, file)
    rows = {name: row for name, row in figures.items() if isinstance(row, dict)}
    return {
        "pairs": figures["gold"],
        "suggested": figures["predicted"],
        "precision": round(figures["precision"], 4),
        "relations": {
            name: {
                "pairs": row["n"],
                "recall@1": round(row["recall@1"], 4),
                "recall@3": round(row["recall@3"], 4),
                "mrr": round(row["mrr"], 4),
            }
            for name, row in rows.items()
        },
    }
