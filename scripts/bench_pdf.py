"""Measure the reading of PDF: pages a second on one core, plain and by geometry.

    .venv/bin/python -m scripts.bench_pdf FOLDER [--rounds 3]

For each .pdf under FOLDER: its pages, pdfium's plain text alone, and the text by
geometry that the reader takes; the best of the rounds counts. The last line has the
most memory that the process took.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2

from app.reading import extract_text


def read_plain(content: bytes) -> int:
    """Take pdfium's plain text of every page, and give the number of pages."""
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        textpage.get_text_range(errors="replace")
        textpage.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def measure(work: Callable[[], object], rounds: int) -> float:
    """Give the processor seconds of the fastest round."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> int:
    """Measure and print one line per file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.rglob("*.pdf"))
    if not files:
        print(f"no .pdf files under {arguments.folder}", file=sys.stderr)
        return 1
    print(f"{'pages':>6} {'plain/s':>9} {'geometry/s':>11}")
    for file in files:
        content = file.read_bytes()
        pages = read_plain(content)
        plain = pages / measure(partial(read_plain, content), arguments.rounds)
        placed = pages / measure(partial(extract_text, content, "pdf"), arguments.rounds)
        print(f"{pages:>6} {plain:>9.0f} {placed:>11.0f}  {file.name}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
