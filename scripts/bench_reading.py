"""Measure the reader: megabytes of text a second on one core, per stage and whole.

    .venv/bin/python scripts/bench_reading.py FOLDER [--rounds 3]

Reads every .txt under FOLDER first, then times each stage alone over all of them; the
best of the rounds counts. A megabyte is a million bytes of UTF-8.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable
from app.reading import READER, clean_text, extract_text, read_paper
from app.reading.metadata import read_metadata
from app.reading.motions import find_motions
from app.reading.references import find_references


def read_folder(folder: Path) -> list[str]:
    """Give the texts of a folder and those under it; what is no text is named and left out."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        try:
            texts.append(extract_text(path.read_bytes(), "txt"))
        except Unreadable as refusal:
            print(f"left out {path.name}: {refusal}", file=sys.stderr)
    return texts


def measure(work: Callable[[], object], rounds: int) -> float:
    """Give the processor seconds of the fastest round."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> int:
    """Measure and print one line per stage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    texts = read_folder(arguments.folder)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    if not texts:
        print(f"no .txt files under {arguments.folder}", file=sys.stderr)
        return 1
    calendar = Calendar()
    cleaned = [clean_text(text) for text in texts]
    cited = [(clean, find_references(clean)) for clean in cleaned]
    stages: dict[str, Callable[[], object]] = {
        "clean text": lambda: [clean_text(text) for text in texts],
        "references": lambda: [find_references(clean) for clean in cleaned],
        "motions": lambda: [find_motions(clean, references) for clean, references in cited],
        "metadata": lambda: [read_metadata(clean) for clean in cleaned],
        "everything": lambda: [read_paper(text, calendar) for text in texts],
    }
    print(f"reader {READER}: {len(texts)} texts, {megabytes:.2f} MB, best of {arguments.rounds}")
    for name, work in stages.items():
        seconds = measure(work, arguments.rounds)
        print(f"{name:<12} {seconds:8.3f} s  {megabytes / seconds:8.2f} MB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
