"""Fit what each sign of a promise weighs, and say whether weighing pays.

    .venv/bin/python -m scripts.fit_weights           # figures only
    .venv/bin/python -m scripts.fit_weights --write   # also writes lexicon/weights.toml

Learns from sentences in which the government writes: of the annotated papers that were looked
at (`scripts/gold.py`), of the papers in `fit_weights.json` (of which only hashes of the sentences
that promise stand there), and of our own in `tests/golden/`. A logistic regression over named
signs (`app/reading/weighing.py`), in plain Python. The figures are of ten folds by paper: each
sentence is weighed with weights that never saw its paper. They count only sentences of which no
form of the grammar makes a promise, for only those are weighed.
"""

import argparse
import hashlib
import json
import math
import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.reading.clauses import Said
from app.reading.laying_out import lay_out
from app.reading.moments import Moment
from app.reading.weighing import CUE, NEVER, find_signs, is_weighed
from app.seeds import read_seeds
from scripts.gold import PAPERS, ROOT, find_annotated

WEIGHTS = ROOT / "app" / "reading" / "lexicon" / "weights.toml"
LABELS = Path(__file__).with_suffix(".json")
DAY = date(2024, 11, 15)  # of our own sentences, and of papers that print none
LEAST = 3.0  # odds of twenty to one: what is proposed in vain costs a clerk a key stroke
FOLDS = 10
SHRINK = 2.0  # how strongly weights are drawn to nothing
ROUNDS = 60
PACE = 0.15
SLIGHT = 0.05  # weights below this are left out
SHORT = 12  # letters; what is shorter is no sentence
LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 15 november 2024

Geachte voorzitter,

{}

De Minister van Water en Wegen,
A. de Wit
"""
DEBATE = """Commissiedebat Dijken

De voorzitter: Ik open de vergadering.

Minister De Wit: Dank, voorzitter.
{}

De heer Jansen (Vrij): Dank.

De voorzitter: Dank.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its paper, whether it promises, whether a form finds that, and its signs."""

    set: str
    paper: str
    promises: bool
    known: bool
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs, and what a sentence without any does."""

    bias: float
    signs: dict[str, float]

    def weigh(self, signs: Iterable[str]) -> float:
        """Give the logarithm of the odds that a sentence with these signs promises."""
        return self.bias + math.fsum(self.signs.get(sign, 0.0) for sign in signs)


def letters(text: str) -> str:
    """Give the letters and digits of a text, in small letters."""
    return "".join(char for char in text.casefold() if char.isalnum())


def hash_of(text: str) -> str:
    """Give the name of a sentence that does not tell its words."""
    return hashlib.sha256(letters(text).encode()).hexdigest()[:16]


def _any(words: str) -> bool:
    """Let every sentence through."""
    return bool(words)


def sentences(source: str, calendar: Calendar) -> Iterator[tuple[Said, bool]]:
    """Give every sentence of the government, and whether a form of the grammar finds a promise."""
    paper = read_paper(source, calendar)
    moment = Moment(paper.metadata.date or DAY, calendar)
    spans = [promise.sentence for promise in paper.promises if promise.cue != CUE]
    for said in lay_out(paper.text, moment, _any):
        if len(letters(said.text)) >= SHORT and is_weighed(said):
            own = said.sentence
            yield said, any(span.start < own.end and own.start < span.end for span in spans)


def read_annotated(calendar: Calendar) -> Iterator[Row]:
    """Give the sentences of annotated papers that were looked at, without the doubtful ones."""
    for paper in find_annotated():
        if not paper.looked_at:
            continue
        source = paper.text.read_bytes().decode("utf-8")
        marks = paper.gold["commitments"]
        sure = [letters(_words(mark, source)) for mark in marks if not mark.get("doubtful")]
        unsure = [letters(_words(mark, source)) for mark in marks if mark.get("doubtful")]
        for said, known in sentences(source, calendar):
            own = letters(said.text)
            if not any(_is_one(words, own) for words in unsure):
                promises = any(_is_one(words, own) for words in sure)
                yield Row(paper.set, paper.name, promises, known, find_signs(said) - NEVER)


def _words(mark: dict[str, Any], source: str) -> str:
    """Give the words of a mark: its quotation, or what stands at its places."""
    quote = mark.get("quote")
    if quote is None:
        return " ".join(source[start:end] for start, end in mark["spans"])
    return quote if isinstance(quote, str) else " ".join(quote)


def _is_one(mark: str, sentence: str) -> bool:
    """Say whether a mark and a sentence are the same, or one holds the other."""
    return len(mark) > SHORT and (mark in sentence or (len(sentence) > SHORT and sentence in mark))


def read_labelled(calendar: Calendar) -> Iterator[Row]:
    """Give the sentences of papers of which we looked at what might promise."""
    for paper in json.loads(LABELS.read_text("utf-8")):
        path = PAPERS / paper["source"]
        if not path.exists():
            continue
        raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() != paper["sha256"]:
            raise ValueError(f"{path} is not the text that {LABELS.name} speaks of")
        for said, known in sentences(raw.decode("utf-8", "replace"), calendar):
            name = hash_of(said.text)
            if name not in paper["unsure"]:
                promises = known or name in paper["promises"]
                yield Row("labelled", paper["source"], promises, known, find_signs(said) - NEVER)


def read_own(calendar: Calendar) -> Iterator[Row]:
    """Give our own sentences."""
    folder = ROOT / "tests" / "golden"
    for name, frame in (("promises", LETTER), ("promises_spoken", DEBATE)):
        cases = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))["case"]
        for number, case in enumerate(cases):
            rows = _own_sentences(frame, case["text"], calendar)
            if case["finds"] and len(rows) > 1:
                continue  # which of them promises is not said
            for said, known in rows:
                yield Row(
                    "golden",
                    f"{name} {number // 25}",
                    bool(case["finds"]),
                    known,
                    find_signs(said) - NEVER,
                )
    cases = tomllib.loads((folder / "sentences.toml").read_text("utf-8"))["case"]
    for number, case in enumerate(cases):
        frame = DEBATE if case["genre"] == "debate" else LETTER
        for said, known in _own_sentences(frame, case["text"], calendar):
            yield Row(
                "sentences", str(number // 10), case["promises"], known, find_signs(said) - NEVER
            )


def _own_sentences(frame: str, text: str, calendar: Calendar) -> list[tuple[Said, bool]]:
    """Lay out the sentences of a text of our own, without those of the frame around it."""
    whole = letters(text)
    rows = sentences(frame.format(text), calendar)
    return [(said, known) for said, known in rows if letters(said.text) in whole]


def fit(rows: Sequence[Row]) -> Weights:
    """Fit the weights: each row in turn moves those of its signs, by less the more they moved."""
    names = sorted({sign for row in rows for sign in row.signs})
    weights, moved = dict.fromkeys(names, 0.0), dict.fromkeys(names, 1e-6)
    bias, bias_moved = -2.0, 1e-6
    order, chance = list(rows), random.Random(1)  # noqa: S311 (an order, no secret)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for row in order:
            odds = bias + sum(weights[sign] for sign in row.signs)
            off = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - row.promises
            bias_moved += off * off
            bias -= PACE * off / math.sqrt(bias_moved)
            for sign in row.signs:
                step = off + SHRINK * weights[sign] / len(rows)
                moved[sign] += step * step
                weights[sign] -= PACE * step / math.sqrt(moved[sign])
    kept = {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= SLIGHT}
    return Weights(round(bias, 2), kept)


def weigh_unseen(rows: Sequence[Row]) -> list[float]:
    """Weigh each sentence with weights that were fitted without its paper."""
    papers = sorted({(row.set, row.paper) for row in rows})
    random.Random(3).shuffle(papers)  # noqa: S311 (an order, no secret)
    folds = {paper: place % FOLDS for place, paper in enumerate(papers)}
    unseen = [
        fit([row for row in rows if folds[row.set, row.paper] != fold]) for fold in range(FOLDS)
    ]
    return [unseen[folds[row.set, row.paper]].weigh(row.signs) for row in rows]


def report(rows: Sequence[Row], weights: Sequence[float]) -> Iterator[str]:
    """Say for each set what weighing adds: promises that no form knows, and false ones."""
    for name in dict.fromkeys(row.set for row in rows):
        own = [(row, weight) for row, weight in zip(rows, weights, strict=True) if row.set == name]
        found = sum(row.promises for row, _ in own)
        left = [(row, weight) for row, weight in own if not row.known]
        missed = sum(row.promises for row, _ in left)
        parts = [f"{name}: {len(own)} sentences, {found} promise, forms miss {missed};"]
        for least in (1.5, 2.0, 2.5, LEAST):
            taken = [row.promises for row, weight in left if weight >= least]
            parts.append(f"{least}: +{sum(taken)} and {len(taken) - sum(taken)} false;")
        yield " ".join(parts)


def write(weights: Weights) -> None:
    """Write the weights for the reader."""
    lines = [
        "# What each sign of `signs.toml` and `weighing.py` weighs. Written by scripts/fit_weights.py.",
        f"bias = {weights.bias}",
        f"least = {LEAST}",
        "",
        "[weight]",
        *(f'"{name}" = {weight}' for name, weight in sorted(weights.signs.items())),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Fit, measure, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write lexicon/weights.toml")
    asked = parser.parse_args()
    calendar = read_seeds(ROOT / "seeds").calendar
    rows = [*read_annotated(calendar), *read_labelled(calendar), *read_own(calendar)]
    for line in report(rows, weigh_unseen(rows)):
        print(line)
    if asked.write:
        write(fit(rows))


if __name__ == "__main__":
    main()
