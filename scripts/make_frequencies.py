"""Count how many short texts use each root, and write the matcher's table of word weights.

    .venv/bin/python -m scripts.make_frequencies CORPUS [--out app/matching/frequencies.tsv.gz]

CORPUS holds `groundtruth/pool_brieven_regering.jsonl.gz` (titles of letters),
`groundtruth/pool_moties.jsonl.gz` (motions in full) and `raw/` (letters, answers and
debates as text). Only counts go into the table, no sentences: a line per root with the
share of short texts that use it, in millionths, in the kind of text where it is used
most (titles, motions, running text). A root that stands in fewer than LEAST texts is
left out and counts as rare.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.matching.words import find_roots

LEAST = 4
_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+|\n\s*\n")
_PLACE = Path("app/matching/frequencies.tsv.gz")


def read_titles(corpus: Path) -> Iterator[str]:
    """Give the title of every letter, and each title of a dossier once."""
    dossiers: set[str] = set()
    with gzip.open(corpus / "groundtruth/pool_brieven_regering.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["title"] or ""
            dossiers.add(row["dossier_title"] or "")
    yield from sorted(dossiers)


def read_motions(corpus: Path) -> Iterator[str]:
    """Give every paragraph of every motion."""
    with gzip.open(corpus / "groundtruth/pool_moties.jsonl.gz", "rt") as lines:
        for line in lines:
            yield from (json.loads(line)["text"] or "").split("\n")


def read_running_text(corpus: Path) -> Iterator[str]:
    """Give every sentence of the letters, answers and debates that are there as text."""
    for folder in ("brieven", "antwoorden", "handelingen/rendered", "handelingen/vlos2025"):
        for path in sorted((corpus / "raw" / folder).glob("*.txt")):
            text = path.read_text("utf-8", errors="replace")
            yield from _SENTENCE_END.split(text)


def count_roots(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """Give in how many of the texts each root stands, and how many texts there are."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        roots = set(find_roots(text))
        if roots:
            total += 1
            counts.update(roots)
    return counts, total


def make_table(corpus: Path) -> dict[str, int]:
    """Give the share in millionths of every root that stands in LEAST texts or more."""
    whole: Counter[str] = Counter()
    shares: dict[str, int] = {}
    for texts in (read_titles(corpus), read_motions(corpus), read_running_text(corpus)):
        counts, total = count_roots(texts)
        whole.update(counts)
        for root, count in counts.items():
            shares[root] = max(shares.get(root, 1), round(1_000_000 * count / total))
        print(f"{total} texts, {len(counts)} roots")
    return {root: shares[root] for root in sorted(shares) if whole[root] >= LEAST}


def main() -> None:
    """Read the corpus that the caller names and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=_PLACE)
    arguments = parser.parse_args()
    table = make_table(arguments.corpus)
    lines = "".join(f"{root}\t{share}\n" for root, share in table.items())
    arguments.out.write_bytes(gzip.compress(lines.encode("utf-8"), 9, mtime=0))
    print(f"{len(table)} roots, {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
