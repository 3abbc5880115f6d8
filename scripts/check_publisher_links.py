"""Compare the papers that the reader finds with the links that the publisher put in.

    .venv/bin/python -m scripts.check_publisher_links PAIRS.jsonl

PAIRS has one JSON object a line: `before`, `text` and `after` (the words of the link and those
around it), `target` (what the publisher says it is) and `paper` (where it stands). A target
"kst-…" must be found where the link stands; other targets (a dossier alone, a law, an address)
must give no Kamerstuk. Every miss is printed. The exit status is 1 when fewer than 99 in 100
are found, or when a paper is invented.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.reading import clean_text
from app.reading.references import find_references

_ENOUGH = 0.99


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the publisher put it in, with the words around it."""

    paper: str
    target: str
    before: str
    text: str
    after: str

    @property
    def names_paper(self) -> bool:
        """Whether it leads to a Kamerstuk."""
        return self.target.startswith("kst-")


def read_links(lines: Iterable[str]) -> list[Link]:
    """Read the pairs, one a line; spaces at the ends of a target are none of its own."""
    pairs = [json.loads(line) for line in lines if line.strip()]
    return [
        Link(
            pair["paper"],
            pair["target"].strip(),
            pair.get("before") or "",
            pair["text"],
            pair.get("after") or "",
        )
        for pair in pairs
    ]


def find_ids(link: Link) -> tuple[str, ...]:
    """Give the papers that the reader finds in the words of a link."""
    source = link.before + link.text + link.after
    clean = clean_text(source)
    start = len(link.before)
    end = start + len(link.text)
    found: list[str] = []
    for reference in find_references(clean):
        stretches = clean.to_source(reference.span)
        if any(span.start < end and start < span.end for span in stretches):
            found += reference.ids
    return tuple(found)


def main() -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    links = read_links(parser.parse_args().pairs.read_text("utf-8").splitlines())
    papers = [link for link in links if link.names_paper]
    others = [link for link in links if not link.names_paper]
    missed = [link for link in papers if link.target not in find_ids(link)]
    invented = [link for link in others if any(id_.startswith("kst-") for id_ in find_ids(link))]
    found = len(papers) - len(missed)
    print(f"papers: {found} of {len(papers)} found ({found / max(len(papers), 1):.3f})")
    for link in missed:
        print(f"  missed {link.target} in {link.paper}: {link.before[-30:]}[{link.text}]")
    print(f"other targets: {len(others)}, of which {len(invented)} taken for a paper")
    for link in invented:
        print(f"  invented {' '.join(find_ids(link))} in {link.paper}: [{link.text}]")
    return int(found < _ENOUGH * len(papers) or bool(invented))


if __name__ == "__main__":
    raise SystemExit(main())
