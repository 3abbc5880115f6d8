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
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.reading.clauses import Said
from app.reading.laying_out import lay_out
from app.reading.moments import Moment
from app.reading.weighing import CUE, NEVER, find_signs, is_weighed
from app.seeds import read_seeds
from scripts.fitting import (
    SHORT,
    Row,
    fit,
    hash_of,
    is_one,
    letters,
    report,
    weigh_unseen,
    words_of,
    write,
)
from scripts.gold import PAPERS, ROOT, find_annotated

WEIGHTS = ROOT / "app" / "reading" / "lexicon" / "weights.toml"
LABELS = Path(__file__).with_suffix(".json")
DAY = date(2024, 11, 15)  # of our own sentences, and of papers that print none
SAYS = "What each sign of `signs.toml` and `weighing.py` weighs. Written by scripts/fit_weights.py."
SHRINK = 2.0  # how strongly weights are drawn to nothing
LEAST = 2.0  # odds of seven to one: what is proposed in vain costs a clerk a key stroke, what is missed a search
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
        sure = [letters(words_of(mark, source)) for mark in marks if not mark.get("doubtful")]
        unsure = [letters(words_of(mark, source)) for mark in marks if mark.get("doubtful")]
        for said, known in sentences(source, calendar):
            own = letters(said.text)
            if not any(is_one(words, own) for words in unsure):
                promises = any(is_one(words, own) for words in sure)
                yield Row(paper.set, paper.name, promises, known, find_signs(said) - NEVER)


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


def main() -> None:
    """Fit, measure, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write lexicon/weights.toml")
    asked = parser.parse_args()
    calendar = read_seeds(ROOT / "seeds").calendar
    rows = [*read_annotated(calendar), *read_labelled(calendar), *read_own(calendar)]
    for line in report(rows, weigh_unseen(rows, SHRINK), (1.5, LEAST, 2.5, 3.0)):
        print(line)
    if asked.write:
        write(fit(rows, SHRINK), LEAST, WEIGHTS, SAYS)


if __name__ == "__main__":
    main()
