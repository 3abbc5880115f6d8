"""Measure the ranking of letters for motions and promises, beside plain BM25 in the same run.

    .venv/bin/python -m scripts.measure_ranking CORPUS [--quick]

CORPUS is the public folder of real pairs (`groundtruth/`, `chains.jsonl`, `raw/`). Printed
are recall@1, recall@3 and the mean reciprocal rank of the first right letter among the ten
best, each with a 95 % interval (bootstrap over motions or debates), the seconds of indexing
and the milliseconds a query, in time of the processor. Cross-validated means: of VECTORS sets of weights, drawn at
random far around those in use, each tenth of the motions is ranked with the set that is
best on the other nine tenths; the weights in use are not among them. `--quick` leaves that
out.
"""

import argparse
import gc
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from app.domain.ranking import RankQuery
from app.matching import PaperIndex, rank_papers
from app.matching.letters import TITLE_WEIGHTS, TitleWeights
from app.services.ranking import BEST, index_letters, rank_letters, read_query
from scripts.ranking_tasks import (
    PlainBm25,
    Task,
    make_chains,
    make_motions,
    make_promises,
    read_pool,
)

VECTORS = 80
FOLDS = 10
SAMPLES = 2000
_SEED = 20261121
_NEAREST, _FARTHEST = 0.4, 1.8  # by how much a drawn weight differs from the one in use

Ranks = list[int]
Ranker = Callable[[RankQuery], Sequence[str]]


def find_ranks(tasks: list[Task], rank: Ranker) -> Ranks:
    """Give for each task the place of the first right letter from 1, 0 when it is not there."""
    return [
        next((at for at, key in enumerate(rank(task.query), 1) if key in task.right), 0)
        for task in tasks
    ]


def measure(ranks: Sequence[int]) -> tuple[float, float, float]:
    """Give recall@1, recall@3 and the mean reciprocal rank."""
    total = max(len(ranks), 1)
    return (
        sum(rank == 1 for rank in ranks) / total,
        sum(1 <= rank <= 3 for rank in ranks) / total,
        sum(1 / rank for rank in ranks if rank) / total,
    )


def describe(tasks: list[Task], ranks: Ranks) -> str:
    """Give the three figures with their intervals in one line."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for task, rank in zip(tasks, ranks, strict=True):
        groups[task.group].append(rank)
    pools = list(groups.values())
    drawing = random.Random(_SEED)  # noqa: S311 (a figure that comes out the same, no secret)
    drawn = [
        measure([rank for group in drawing.choices(pools, k=len(pools)) for rank in group])
        for _ in range(SAMPLES)
    ]
    parts: list[str] = []
    for at, (name, value) in enumerate(zip(("@1", "@3", "MRR"), measure(ranks), strict=True)):
        values = sorted(sample[at] for sample in drawn)
        low, high = values[SAMPLES // 40], values[-SAMPLES // 40]
        parts.append(f"{name} {value:.3f} [{low:.3f}-{high:.3f}]")
    return "  ".join(parts)


def draw_weights(count: int) -> list[TitleWeights]:
    """Draw sets of weights far around those in use; always the same ones."""
    drawing = random.Random(_SEED)  # noqa: S311 (a figure that comes out the same, no secret)
    drawn: list[TitleWeights] = []
    for _ in range(count):
        values = {
            one.name: getattr(TITLE_WEIGHTS, one.name) * drawing.uniform(_NEAREST, _FARTHEST)
            for one in fields(TITLE_WEIGHTS)
        }
        capped = {
            name: value if name == "enough_phrases" else max(min(value, 0.95), -0.95)
            for name, value in values.items()
        }
        drawn.append(replace(TITLE_WEIGHTS, **capped))
    return drawn


def cross_validate(tasks: list[Task], index: PaperIndex) -> tuple[Ranks, list[float]]:
    """Give the ranks of each tenth by what is best elsewhere, and recall@1 of every set."""
    items = {task.query.id: read_query(task.query) for task in tasks}

    def rank_with(weights: TitleWeights) -> Ranks:
        def rank(query: RankQuery) -> list[str]:
            found = rank_papers(items[query.id], index, BEST, weights)
            return [one.paper for one in found]

        return find_ranks(tasks, rank)

    table = [rank_with(weights) for weights in draw_weights(VECTORS)]
    motions = sorted({task.group for task in tasks})
    fold_of = {motion: at % FOLDS for at, motion in enumerate(motions)}
    ranks = [0] * len(tasks)
    for fold in range(FOLDS):
        inside = [fold_of[task.group] == fold for task in tasks]
        best = max(
            table,
            key=lambda row: measure(
                [rank for rank, held in zip(row, inside, strict=True) if not held]
            )[2],
        )
        ranks = [new if held else old for old, new, held in zip(ranks, best, inside, strict=True)]
    return ranks, [measure(row)[0] for row in table]


def report(name: str, tasks: list[Task], index: PaperIndex, plain: PlainBm25) -> None:
    """Print the figures of one task for both rankers."""
    print(f"\n{name}: {len(tasks)}")
    rankers: tuple[tuple[str, Ranker], ...] = (
        ("gestand", lambda query: [one.paper for one in rank_letters(query, index)]),
        ("BM25", lambda query: plain.rank(query, BEST)),
    )
    for label, rank in rankers:
        begin = time.process_time()
        ranks = find_ranks(tasks, rank)
        each = 1000 * (time.process_time() - begin) / max(len(tasks), 1)
        print(f"  {label:8} {describe(tasks, ranks)}  {each:.1f} ms a query")
        if label == "gestand":
            missed = [
                f"{task.query.id} ({rank or '-'})"
                for task, rank in zip(tasks, ranks, strict=True)
                if rank != 1
            ]
            print(f"           not first: {', '.join(missed[:12])}{' …' if missed[12:] else ''}")


def main() -> None:
    """Measure every task of the folder that the caller names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    pool = read_pool(arguments.corpus)
    gc.disable()
    begin = time.process_time()
    index = index_letters(pool)
    indexed = time.process_time()
    plain = PlainBm25(pool)
    print(f"{len(pool)} letters; index {indexed - begin:.1f} s, ", end="")
    print(f"BM25 {time.process_time() - indexed:.1f} s")
    gc.enable()
    gc.freeze()
    motions = make_motions(arguments.corpus, pool, all_known=False)
    report("motions by their request and day alone", motions, index, plain)
    if not arguments.quick:
        ranks, spread = cross_validate(motions, index)
        print(f"  cross-validated {describe(motions, ranks)}")
        low, middle, high = min(spread), sorted(spread)[len(spread) // 2], max(spread)
        print(f"  {VECTORS} random sets of weights: @1 {low:.3f} to {high:.3f}, half {middle:.3f}")
    known = make_motions(arguments.corpus, pool, all_known=True)
    report("motions with number, movers and title", known, index, plain)
    report("promises by subject and day", make_promises(arguments.corpus, pool), index, plain)
    report("promises quoted from debates", make_chains(arguments.corpus, pool), index, plain)


if __name__ == "__main__":
    main()
