"""Fitting what named signs weigh: a logistic regression in plain Python, in a fixed order, the same each time.

`fit_weights.py` does so for promises and `fit_statement_weights.py` for statements that something is met.
"""

import hashlib
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDS = 10
ROUNDS = 60
PACE = 0.15
SLIGHT = 0.05  # weights below this are left out
SHORT = 12  # letters; what is shorter is no sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its paper, whether it is one of those sought, whether a form finds it, and its signs."""

    set: str
    paper: str
    sought: bool
    known: bool
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs, and what a sentence without any does."""

    bias: float
    signs: dict[str, float]

    def weigh(self, signs: Iterable[str]) -> float:
        """Give the logarithm of the odds that a sentence with these signs is one of those sought."""
        return self.bias + math.fsum(self.signs.get(sign, 0.0) for sign in signs)


def letters(text: str) -> str:
    """Give the letters and digits of a text, in small letters."""
    return "".join(char for char in text.casefold() if char.isalnum())


def hash_of(text: str) -> str:
    """Give the name of a sentence that does not tell its words."""
    return hashlib.sha256(letters(text).encode()).hexdigest()[:16]


def words_of(mark: dict[str, Any], source: str) -> str:
    """Give the words of a mark: its quotation, or what stands at its places."""
    quote = mark.get("quote")
    if quote is None:
        return " ".join(source[start:end] for start, end in mark["spans"])
    return quote if isinstance(quote, str) else " ".join(quote)


def is_one(mark: str, sentence: str) -> bool:
    """Say whether a mark and a sentence are the same, or one holds the other."""
    return len(mark) > SHORT and (mark in sentence or (len(sentence) > SHORT and sentence in mark))


def fit(rows: Sequence[Row], shrink: float) -> Weights:
    """Fit the weights: each row in turn moves those of its signs, by less the more they moved.

    `shrink` says how strongly weights are drawn to nothing.
    """
    names = sorted({sign for row in rows for sign in row.signs})
    weights, moved = dict.fromkeys(names, 0.0), dict.fromkeys(names, 1e-6)
    bias, bias_moved = -2.0, 1e-6
    order, chance = list(rows), random.Random(1)  # noqa: S311 (an order, no secret)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for row in order:
            odds = bias + sum(weights[sign] for sign in row.signs)
            off = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - row.sought
            bias_moved += off * off
            bias -= PACE * off / math.sqrt(bias_moved)
            for sign in row.signs:
                step = off + shrink * weights[sign] / len(rows)
                moved[sign] += step * step
                weights[sign] -= PACE * step / math.sqrt(moved[sign])
    kept = {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= SLIGHT}
    return Weights(round(bias, 2), kept)


def weigh_unseen(rows: Sequence[Row], shrink: float) -> list[float]:
    """Weigh each sentence with weights that were fitted without its paper."""
    papers = sorted({(row.set, row.paper) for row in rows})
    random.Random(3).shuffle(papers)  # noqa: S311 (an order, no secret)
    folds = {paper: place % FOLDS for place, paper in enumerate(papers)}
    unseen = [
        fit([row for row in rows if folds[row.set, row.paper] != fold], shrink)
        for fold in range(FOLDS)
    ]
    return [unseen[folds[row.set, row.paper]].weigh(row.signs) for row in rows]


def report(rows: Sequence[Row], weights: Sequence[float], leasts: Sequence[float]) -> Iterator[str]:
    """Say for each set what weighing adds: sentences that no form knows, and false ones, for some measures."""
    for name in dict.fromkeys(row.set for row in rows):
        own = [(row, weight) for row, weight in zip(rows, weights, strict=True) if row.set == name]
        found = sum(row.sought for row, _ in own)
        left = [(row, weight) for row, weight in own if not row.known]
        missed = sum(row.sought for row, _ in left)
        parts = [f"{name}: {len(own)} sentences, {found} sought, forms miss {missed};"]
        for least in leasts:
            taken = [row.sought for row, weight in left if weight >= least]
            parts.append(f"{least}: +{sum(taken)} and {len(taken) - sum(taken)} false;")
        yield " ".join(parts)


def write(weights: Weights, least: float, path: Path, says: str) -> None:
    """Write the weights for the reader, under a line that says whose they are."""
    lines = [
        f"# {says}",
        f"bias = {weights.bias}",
        f"least = {least}",
        "",
        "[weight]",
        *(f'"{name}" = {weight}' for name, weight in sorted(weights.signs.items())),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
