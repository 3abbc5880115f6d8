"""Fit what each sign of a statement weighs, and say whether weighing pays.

    .venv/bin/python -m scripts.fit_statement_weights           # figures only
    .venv/bin/python -m scripts.fit_statement_weights --write   # also writes lexicon/statement_weights.toml

Learns from written sentences of the government that name a motion, promise or request, or
follow one that does: of the annotated papers that were looked at (`scripts/gold.py`), and of our
own passages in `tests/golden/passages.toml`. The signs are those of
`app/reading/weighed_statements.py`. The figures are of ten folds by paper: each sentence is
weighed with weights that never saw its paper. They count only sentences of which no cue makes a
statement, for only those are weighed.
"""

import argparse
import tomllib
from collections.abc import Iterator

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.reading.statement_parts import Paper
from app.reading.weighed_statements import CUE, find_weighable, sentences_of
from app.seeds import read_seeds
from scripts.fitting import Row, fit, is_one, letters, report, weigh_unseen, words_of, write
from scripts.gold import ROOT, find_annotated

WEIGHTS = ROOT / "app" / "reading" / "lexicon" / "statement_weights.toml"
PASSAGES = ROOT / "tests" / "golden" / "passages.toml"
SAYS = (
    "What each sign of `statement_signs.toml` and `weighed_statements.py` weighs. "
    "Written by scripts/fit_statement_weights.py."
)
SHRINK = 3.3  # how strongly weights are drawn to nothing
LEAST = 1.0  # odds of nearly three to one: what is suggested in vain costs a clerk a key stroke, what is missed a search
FOLD = 8  # passages that are weighed together
LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 12 november 2025

Geachte voorzitter,

{}

De Minister van Water en Wegen,
A. de Wit
"""


def read_rows(
    calendar: Calendar, source: str, marks: dict[str, bool], name: tuple[str, str]
) -> Iterator[Row]:
    """Give the sentences of a paper that can be weighed, without those whose mark is doubtful.

    `marks` are the letters of what is marked as statement, and whether that is sure.
    """
    reading = read_paper(source, calendar)
    paper = Paper(reading.text, reading.references, reading.metadata, reading.metadata.date)
    spans = [one.span for one in reading.statements if one.cue != CUE]
    known = {span for one in spans for span in sentences_of(paper, one)}
    for one in find_weighable(paper, known):
        own = letters(one.words)
        sure = [is_sure for words, is_sure in marks.items() if is_one(words, own)]
        if all(sure):
            yield Row(*name, bool(sure), one.sentence.span in known, one.signs)


def read_annotated(calendar: Calendar) -> Iterator[Row]:
    """Give the sentences of annotated papers that were looked at."""
    for paper in find_annotated():
        if paper.looked_at:
            source = paper.text.read_bytes().decode("utf-8")
            marks = {
                letters(words_of(mark, source)): not (mark.get("doubtful") or mark.get("implicit"))
                for mark in paper.gold["fulfilments"]
            }
            yield from read_rows(calendar, source, marks, (paper.set, paper.name))


def read_passages(calendar: Calendar) -> Iterator[Row]:
    """Give the sentences of our own passages, without those of the letter around them."""
    for number, case in enumerate(tomllib.loads(PASSAGES.read_text("utf-8"))["case"]):
        marks = {letters(statement["words"]): True for statement in case["statements"]}
        name = ("passages", str(number // FOLD))
        yield from read_rows(calendar, LETTER.format(case["text"]), marks, name)


def main() -> None:
    """Fit, measure, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write lexicon/statement_weights.toml")
    asked = parser.parse_args()
    calendar = read_seeds(ROOT / "seeds").calendar
    rows = [*read_annotated(calendar), *read_passages(calendar)]
    for line in report(rows, weigh_unseen(rows, SHRINK), (0.0, 0.5, LEAST, 1.5)):
        print(line)
    if asked.write:
        write(fit(rows, SHRINK), LEAST, WEIGHTS, SAYS)


if __name__ == "__main__":
    main()
