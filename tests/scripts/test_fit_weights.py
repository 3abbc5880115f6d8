"""Weights follow the sentences that they are fitted to, and papers are named by hashes alone."""

import json
import re

from scripts.fit_weights import LABELS
from scripts.fitting import Row, fit, hash_of, report, weigh_unseen

SHRINK = 2.0
ROWS = [
    Row(
        "made",
        str(paper),
        promises,
        known=False,
        signs=frozenset(("dated", "told" if promises else "past")),
    )
    for paper in range(20)
    for promises in (True, False)
]


def test_a_sign_weighs_what_it_tells() -> None:
    weights = fit(ROWS, SHRINK)
    assert weights.signs["told"] > 1 > -1 > weights.signs["past"]
    assert weights.weigh(("dated", "told")) > 0 > weights.weigh(("dated", "past"))
    assert weights == fit(ROWS, SHRINK)


def test_weights_that_never_saw_a_paper_know_its_sentences_by_others() -> None:
    (line,) = report(ROWS, weigh_unseen(ROWS, SHRINK), (1.5,))
    assert line.startswith("made: 40 sentences, 20 sought, forms miss 20; 1.5: +20 and 0 false;")


def test_labels_hold_no_words() -> None:
    papers = json.loads(LABELS.read_text("utf-8"))
    names = [name for paper in papers for name in (*paper["promises"], *paper["unsure"])]
    assert names
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in names)
    assert hash_of("Een brief, in mei.") == hash_of("een brief in mei")
