"""Measure how well papers are read and linked, and write it down.

    ./run accuracy

Reads every annotated paper at hand (`scripts/gold.py` says where they lie), scores what was read
with the gold set's own scorer, and writes `docs/accuracy.json` (figures) and `docs/accuracy.md`
(the same, to read); the website shows the first. Intervals hold 95 % of 2,000 draws of as many
papers with replacement, so that many marks in one paper do not make a figure look surer than it is.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.clock import today
from app.domain.calendar import Calendar
from app.reading import READER, extract_text, read_paper
from app.seeds import read_seeds
from app.services.readings import reading_as_json
from scripts.accuracy_page import page_of
from scripts.gold import KINDS, ROOT, Annotated, find_annotated, load_scorer
from scripts.link_accuracy import measure_links

FIGURES = ROOT / "docs" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
FIRST = ROOT / "docs" / "accuracy-first.json"  # what papers showed before they were looked at
DRAWS = 2000
SEED = 2022  # any number: the same papers give the same intervals


@dataclass(frozen=True, slots=True)
class Score:
    """What one paper's reading was worth: counts, which add up over papers."""

    paper: Annotated
    counts: Counter[str]
    failures: Counter[str] = field(default_factory=Counter)


def score_paper(paper: Annotated, calendar: Calendar) -> Score:
    """Read one paper and count what was found, right, missed and false."""
    text = extract_text(paper.text.read_bytes(), "txt")
    seen = reading_as_json(paper.name, read_paper(text, calendar))
    with tempfile.TemporaryDirectory() as folder:
        gold, guess = Path(folder, "gold"), Path(folder, "read")
        for path, content in ((gold, paper.gold), (guess, seen)):
            path.mkdir()
            (path / f"{paper.text.stem}.json").write_text(json.dumps(content, default=str), "utf-8")
        figures, missed, wrong = load_scorer().score_marks(gold, paper.text.parent, guess)
    counts: Counter[str] = Counter()
    for kind, row in figures["classes"].items():
        counts.update({f"{kind}.{name}": row[name] for name in ("gold", "predicted", "found")})
        both = row["gold"] + row["predicted"]
        counts[f"{kind}.right"] += round(row["f1_with_identity"] * both / 2)
        for name, share in row["fields"].items():
            counts[f"{kind}.{name}"] += round((share or 0) * row["found"])
    counts.update({f"terms.{k}": v for k, v in figures["terms_on_found_commitments"].items()})
    for name, row in figures["metadata"].items():
        counts.update({f"metadata.{name}": row["right"], f"metadata.{name}.of": row["of"]})
        counts.update({"metadata": row["right"], "metadata.of": row["of"]})
    taken, of = figures["distractors_taken"]
    counts.update({"look_alikes": taken, "look_alikes.of": of})
    failures = Counter(f"{kind}: {what}" for _, kind, what, _ in missed)
    failures.update(f"{kind}: {name}" for _, kind, names, *_ in wrong for name in names)
    return Score(paper, counts, failures)


def share(part: str, whole: str) -> Callable[[Counter[str]], float | None]:
    """Give the figure that is one count divided by another."""
    return lambda counts: counts[part] / counts[whole] if counts[whole] else None


def f1(part: str, first: str, second: str) -> Callable[[Counter[str]], float | None]:
    """Give the F1 of what is right among what is asked and what was given."""

    def figure(counts: Counter[str]) -> float | None:
        both = counts[first] + counts[second]
        return 2 * counts[part] / both if both else None

    return figure


FIELDS = {
    "references": ("ids",),
    "motions": ("ids", "movers", "cosigned", "stance"),
    "commitments": ("kind", "made", "deadline", "actor", "conditional"),
    "fulfilments": ("target_kind", "status", "target_ids"),
}
METRICS: dict[str, Callable[[Counter[str]], float | None]] = {
    **{
        f"{kind}.{name}": metric
        for kind in KINDS
        for name, metric in {
            "precision": share(f"{kind}.found", f"{kind}.predicted"),
            "recall": share(f"{kind}.found", f"{kind}.gold"),
            "f1": f1(f"{kind}.found", f"{kind}.gold", f"{kind}.predicted"),
            "f1_with_identity": f1(f"{kind}.right", f"{kind}.gold", f"{kind}.predicted"),
            **{f"field.{one}": share(f"{kind}.{one}", f"{kind}.found") for one in FIELDS[kind]},
        }.items()
    },
    "terms.f1": f1("terms.found", "terms.gold", "terms.predicted"),
    "terms.day": share("terms.dated_right", "terms.dated"),
    "metadata": share("metadata", "metadata.of"),
    "look_alikes": share("look_alikes", "look_alikes.of"),
}


def add_up(scores: Iterable[Score]) -> Counter[str]:
    """Add the counts of several papers."""
    total: Counter[str] = Counter()
    for score in scores:
        total.update(score.counts)
    return total


def summarize(scores: Sequence[Score]) -> dict[str, Any]:
    """Give each figure of a set of papers, with its interval and what one paper can move it."""
    total = add_up(scores)
    draw = random.Random(SEED)  # noqa: S311 (it draws papers, no secrets)
    samples = [add_up(draw.choices(scores, k=len(scores))) for _ in range(DRAWS)]
    without = [add_up(one for one in scores if one is not left) for left in scores]
    figures: dict[str, Any] = {}
    for name, metric in METRICS.items():
        value = metric(total)
        if value is None:
            continue
        spread = sorted(one for one in map(metric, samples) if one is not None)
        others = [one for one in map(metric, without) if one is not None]
        figures[name] = {
            "value": round(value, 4),
            "low": round(spread[int(len(spread) * 0.025)], 4),
            "high": round(spread[min(len(spread) - 1, int(len(spread) * 0.975))], 4),
            "without_one": [round(min(others), 4), round(max(others), 4)] if others else None,
        }
    marks = {kind: total[f"{kind}.gold"] for kind in KINDS}
    marks["look_alikes"] = total["look_alikes.of"]
    found = {kind: total[f"{kind}.found"] for kind in KINDS}
    found |= {"terms": total["terms.gold"], "terms.day": total["terms.dated"]}
    failures: Counter[str] = Counter()
    for score in scores:
        failures.update(score.failures)
    return {
        "papers": len(scores),
        "marks": marks,
        "found": found,
        "figures": figures,
        "failures": dict(sorted(failures.items())),
    }


def group(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """Group papers by who annotated them, whether rules were written with them, and by kind."""
    groups: dict[str, list[Score]] = {}
    for score in scores:
        paper = score.paper
        seen = "looked_at" if paper.looked_at else "blind"
        name = f"{paper.set}.{seen}" if paper.set in ("own", "letters") else paper.set
        groups.setdefault(name, []).append(score)
        groups.setdefault(f"kind.{paper.kind}", []).append(score)
    return groups


def main() -> int:
    """Measure, write both files, and print the page."""
    calendar = read_seeds(ROOT / "seeds").calendar
    try:
        scores = [score_paper(paper, calendar) for paper in find_annotated()]
        links = measure_links()
    except FileNotFoundError as error:
        print(
            f"no annotated papers: {error.filename or error} is not there; set GESTAND_GOLD",
            file=sys.stderr,
        )
        return 1
    figures: dict[str, Any] = {
        "measured": today().isoformat(),
        "reader": READER,
        "groups": {name: summarize(members) for name, members in group(scores).items()},
        "links": links,
    }
    figures["groups"]["letters.first"] = json.loads(FIRST.read_text("utf-8"))["group"]
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    page = page_of(figures)
    PAGE.write_text(page, "utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
