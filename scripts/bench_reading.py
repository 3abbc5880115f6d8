"""Measure the reader: megabytes of text a second on one core, per stage, whole, and beside others.

    ./run bench reading [FOLDER] [--rounds 3] [--growth 0.1 1 10]

Reads every .txt under FOLDER first (the demo's letters without one), then times the whole and each
stage alone over all of them, in a new process each round, so that every text is new to it; the
best of the rounds counts. The whole is read as an import reads it, without the collector, and with
it; what the lexicon costs to load is in both, and not in the third line. On the same texts in the same run: a plain scan for
citations with `re`, and the citation and date finders that others made, with what they found; and
how the cost of one text grows with its size. A megabyte is a million bytes of UTF-8.
"""

import argparse
import contextlib
import io
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from dateparser.search import search_dates
from eyecite import get_citations
from nllegalcit import parse_citations

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable
from app.reading import READER, clean_text, extract_text, read_paper
from app.reading.metadata import read_metadata
from app.reading.motions import find_motions
from app.reading.references import find_references
from app.seeds import read_seeds
from app.services.preparing import uncollected

FRESH = get_context("fork")
ROOT = Path(__file__).resolve().parent.parent
PLAIN = re.compile(r"\b\d{2}\s?\d{3}(?:-\d{2})?(?:\s[IVX]+)?,?\s(?:nrs?\.?)\s?\d+", re.IGNORECASE)


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
    """Give the processor seconds of the fastest round; what one round remembers dies with it."""
    best = float("inf")
    for _ in range(rounds):
        here, there = FRESH.Pipe(duplex=False)
        process = FRESH.Process(target=send_seconds, args=(work, there))
        process.start()
        there.close()
        best = min(best, here.recv())  # EOFError where the work itself failed, as it printed
        process.join()
    return best


def send_seconds(work: Callable[[], object], there: Connection) -> None:
    """Do the work and send the processor seconds that it took."""
    begin = time.process_time()
    work()
    there.send(time.process_time() - begin)


def count(found: object) -> int:
    """Count what somebody else's finder gave; None is nothing."""
    return len(found) if isinstance(found, list) else 0


def report(name: str, megabytes: float, seconds: float, found: int | None = None) -> None:
    """Print one line."""
    finds = "" if found is None else f"  {found:6} found"
    print(f"{name:<30} {seconds:9.3f} s  {megabytes / seconds:9.3f} MB/s{finds}")


def read_all(texts: list[str], calendar: Calendar) -> None:
    """Read texts one after the other, keeping none, as each process of an import does."""
    for text in texts:
        with uncollected():
            read_paper(text, calendar)


def time_stages(texts: list[str], calendar: Calendar, megabytes: float, rounds: int) -> None:
    """Time the reader's own stages."""
    whole: dict[str, Callable[[], object]] = {
        "everything, as an import": partial(read_all, texts, calendar),
        "everything, with collector": lambda: [read_paper(text, calendar) for text in texts],
    }
    for name, work in whole.items():
        report(name, megabytes, measure(work, rounds))
    demo = min((ROOT / "seeds" / "demo").rglob("*.txt"))
    read_paper(extract_text(demo.read_bytes(), "txt"), calendar)  # what begins now has the lists
    ready = measure(partial(read_all, texts, calendar), rounds)
    report("everything, word lists loaded", megabytes, ready)
    cleaned = [clean_text(text) for text in texts]
    cited = [(clean, find_references(clean)) for clean in cleaned]
    stages: dict[str, Callable[[], object]] = {
        "clean text": lambda: [clean_text(text) for text in texts],
        "references": lambda: [find_references(clean) for clean in cleaned],
        "motions": lambda: [find_motions(clean, references) for clean, references in cited],
        "metadata": lambda: [read_metadata(clean) for clean in cleaned],
    }
    found = sum(len(references) for _, references in cited)
    for name, work in stages.items():
        report(name, megabytes, measure(work, rounds), found if name == "references" else None)


def find_dutch_citations(text: str) -> list[object]:
    """Ask nllegalcit, which prints what it sees on the way."""
    with contextlib.redirect_stdout(io.StringIO()):
        return list(parse_citations(text))


def time_others(texts: list[str], megabytes: float) -> None:
    """Time what others made, once; each with what it found in the same texts."""
    finders: dict[str, Callable[[str], object]] = {
        "plain re, citations": PLAIN.findall,
        "nllegalcit, citations": find_dutch_citations,
        "eyecite, citations": get_citations,
        "dateparser, dates": lambda text: search_dates(text, languages=["nl"]),
    }
    for name, find in finders.items():
        begin = time.process_time()
        found = sum(count(find(text)) for text in texts)
        report(name, megabytes, time.process_time() - begin, found)


def time_growth(texts: list[str], calendar: Calendar, sizes: list[float]) -> None:
    """Time one text of each size, made of all texts over and over."""
    whole = "\n\n".join(texts)
    for size in sizes:
        text = (whole * (int(size * 1e6 / len(whole.encode())) + 1))[: int(size * 1e6)]
        seconds = measure(partial(read_paper, text, calendar), 1)
        report(f"one text of {size:g} MB", len(text.encode()) / 1e6, seconds)


def main() -> int:
    """Measure and print one line per stage."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "seeds" / "demo")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=float, nargs="*", default=[0.1, 1.0, 10.0])
    arguments = parser.parse_args()
    texts = read_folder(arguments.folder)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    if not texts:
        print(f"no .txt files under {arguments.folder}", file=sys.stderr)
        return 1
    calendar = read_seeds(ROOT / "seeds").calendar
    print(f"reader {READER}: {len(texts)} texts, {megabytes:.2f} MB, best of {arguments.rounds}")
    time_stages(texts, calendar, megabytes, arguments.rounds)
    time_growth(texts, calendar, arguments.growth)
    time_others(texts, megabytes)  # last: what they leave in memory weighs on whoever comes after
    return 0


if __name__ == "__main__":
    sys.exit(main())
