"""No expression is slow on any text: each gets its own beginnings, as sentences and as a whole paper."""

import datetime as dt
from time import process_time

import pytest

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.reading.cues import Cue, load_cues
from app.reading.deadlines import TermForm, load_forms
from app.reading.literals import find_literals
from app.reading.motion_stance import load_cues as load_stances
from tests.reading.worst import LEXICA, find_patterns, write_beginnings, write_wholes

PATTERNS = find_patterns()
OPENING = "Ik zal uw Kamer over de motie Jansen in mei informeren en laat "
SENTENCE = 2_500  # characters; of those of 4,000 and more only the citations are read
PAPER = 20_000
MOST = 1.0  # second for a sentence or paper; the worst of all takes a fifth of that


def time_reading(text: str) -> float:
    """Give the processor seconds of reading a text."""
    begin = process_time()
    read_paper(text, Calendar(), date=dt.date(2025, 1, 1))
    return process_time() - begin


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_what_an_expression_begins_with_is_read_in_bounded_time(name: str) -> None:
    pieces = write_beginnings(PATTERNS[name])
    sentences = [OPENING + piece * (SENTENCE // len(piece)) + ".\n\n" for piece in pieces]
    assert max(map(time_reading, sentences)) < MOST
    assert time_reading(pieces[0] * (PAPER // len(pieces[0]))) < MOST


def test_every_grammar_is_tried() -> None:
    modules = {name.split(".")[0] for name in PATTERNS}
    assert {"sentences", "kamerstukken", "subjects", "deadlines", "promises", "motions"} <= modules
    assert len(PATTERNS) > 400


NEEDING: dict[str, Cue | TermForm] = {
    **{f"{name}.toml {key}": cue for name in LEXICA for key, cue in load_cues(name).items()},
    **{f"deadlines.toml {number} {form.key}": form for number, form in enumerate(load_forms())},
}


@pytest.mark.parametrize("name", NEEDING)
def test_what_an_expression_finds_holds_a_word_that_it_needs(name: str) -> None:
    cue = NEEDING[name]
    asked = [cue.needs, cue.names] if isinstance(cue, TermForm) else [cue.needs]
    wholes = [" ".join(words.split()) for words in write_wholes(cue.pattern, 300)]
    missed = [
        words
        for words in wholes
        if cue.pattern.search(words)
        and any(words_asked.isdisjoint(find_literals(words)) for words_asked in asked)
    ]
    assert missed == []


STANCES = {
    f"{table} {number}": cue
    for table in ("cue", "footnote", "after")
    for number, cue in enumerate(load_stances(table))
}


@pytest.mark.parametrize("name", STANCES)
def test_what_is_said_of_a_motion_holds_a_word_that_its_cue_needs(name: str) -> None:
    cue = STANCES[name]
    wholes = [" ".join(words.split()) for words in write_wholes(cue.pattern, 300)]
    found = [words for words in wholes if cue.pattern.search(words)]
    missed = [words for words in found if not any(need in words for need in cue.needs)]
    assert missed == [] or not cue.needs
