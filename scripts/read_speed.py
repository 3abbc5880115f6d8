"""Measure how fast one core reads papers.

    .venv/bin/python -m scripts.read_speed PATH... [--rounds 3]

PATH is a file or folder with what the reader takes. Each paper is read whole, from its bytes to its
promises, the word lists loaded before; the fastest of the rounds counts. Printed are megabytes of
text (UTF-8) per second, and the papers that are slowest for their size.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable
from app.reading import extract_text, read_paper
from app.reading.formats import MEDIA
from app.seeds import read_seeds

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Timed:
    """One paper, how large its text is, and how long reading took."""

    name: str
    bytes: int
    seconds: float

    @property
    def speed(self) -> float:
        """Give megabytes per second."""
        return self.bytes / 1e6 / self.seconds


def find_papers(paths: list[Path]) -> Iterator[Path]:
    """Give every file that the reader takes, in order of name."""
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.suffix.lower().lstrip(".") in MEDIA)


def time_paper(file: Path, calendar: Calendar, rounds: int) -> Timed | None:
    """Read one paper a few times; None, with a line, where it cannot be read."""
    content, media = file.read_bytes(), file.suffix.lower().lstrip(".")
    best, size = float("inf"), 0
    for _ in range(rounds):
        begun = time.perf_counter()
        try:
            text = extract_text(content, media)
        except Unreadable as error:
            print(f"left out: {file.name}: {error}")
            return None
        read_paper(text, calendar)
        best, size = min(best, time.perf_counter() - begun), len(text.encode())
    return Timed(file.name, size, best)


def main() -> None:
    """Time the papers that were named, and print the whole and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    calendar = read_seeds(SEEDS).calendar
    read_paper("De Kamer wordt geïnformeerd.", calendar)  # loads the word lists
    timed = [
        one
        for file in find_papers(asked.paths)
        if (one := time_paper(file, calendar, asked.rounds)) is not None
    ]
    if not timed:
        raise SystemExit("nothing to read there")
    size, seconds = sum(one.bytes for one in timed), sum(one.seconds for one in timed)
    print(
        f"{len(timed)} papers, {size / 1e6:.2f} MB, {seconds:.2f} s: {size / 1e6 / seconds:.2f} MB/s"
    )
    for one in sorted(timed, key=lambda one: one.speed)[:SLOWEST]:
        print(f"  {one.speed:5.2f} MB/s  {one.bytes / 1e3:7.0f} kB  {one.name}")


if __name__ == "__main__":
    main()
