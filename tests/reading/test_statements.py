"""Statements that something earlier is met: the lexicon's examples, cases, and any text."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.papers import Metadata, PaperKind
from app.domain.reading import FulfilmentStatement, TargetKind
from app.reading.cleaning import clean_text
from app.reading.cues import load_cues
from app.reading.motions import find_motions
from app.reading.references import find_references
from app.reading.statements import find_statements

DAY = date(2024, 11, 15)
LETTER = Metadata(PaperKind.LETTER, DAY, from_functions=("Minister van Water en Wegen",))
GOLDEN = tomllib.loads(
    Path(__file__).parents[1].joinpath("golden/statements.toml").read_text("utf-8")
)


def read(source: str) -> tuple[FulfilmentStatement, ...]:
    """Find the statements of a text that stands alone."""
    text = clean_text(source)
    references = find_references(text)
    motions = find_motions(text, references)
    return find_statements(text, references, motions, LETTER, Calendar(), DAY)


CUES = load_cues("statements").values()
YES = [pytest.param(text, id=text) for cue in CUES for text in cue.yes]
NO = [pytest.param(text, id=text) for cue in CUES for text in cue.no]


@pytest.mark.parametrize("sentence", YES)
def test_every_cue_has_sentences_with_a_statement(sentence: str) -> None:
    assert len(read(sentence)) == 1


@pytest.mark.parametrize("sentence", NO)
def test_every_cue_has_sentences_without_one(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["name"])
def test_golden_statements(case: dict[str, Any]) -> None:
    found = [
        [
            statement.target_kind,
            statement.status,
            list(statement.target.ids),
            list(statement.by_ids),
            statement.implicit,
        ]
        for statement in read(case["text"])
    ]
    assert found == case["finds"]


def test_one_sentence_can_meet_a_promise_and_a_request() -> None:
    statements = read(
        "Gezien de toezeggingen in het commissiedebat (Kamerstuk 12 345, nr. 6) en het verzoek van het "
        "lid Jansen (Handelingen II 2023/24, nr. 12, item 4) ga ik hierbij in op de sluis."
    )
    assert [(s.target_kind, s.target.ids) for s in statements] == [
        (TargetKind.PROMISE, ("kst-12345-6",)),
        (TargetKind.REQUEST, ("h-tk-20232024-12-4",)),
    ]


def test_the_target_says_who_asked_where_and_when() -> None:
    (statement,) = read(
        "Zoals toegezegd in het commissiedebat Water van 3 oktober jl. stuur ik uw Kamer hierbij de cijfers."
    )
    assert statement.target.by == "Minister van Water en Wegen"
    assert statement.target.date == date(2024, 10, 3)
    assert statement.target.where is not None
    assert "commissiedebat Water" in statement.target.where


def test_a_citation_in_a_footnote_counts_for_its_sentence() -> None:
    source = (
        "Uw Kamer is hierover in februari geïnformeerd.1 Daarna is het werk begonnen en is de sluis "
        "weer open voor alle schepen.\n\n1 Kamerstuk 12 345, nr. 6\n"
    )
    assert [statement.by_ids for statement in read(source)] == [("kst-12345-6",)]


WORDS = st.sampled_from(
    [
        *("toezegging", "toegezegd", "verzoek", "van", "de", "commissie", "uw Kamer", "hierbij"),
        *(
            "is",
            "heb",
            "geïnformeerd",
            "beantwoord",
            "vragen",
            ".",
            ",",
            "(Kamerstuk 12 345, nr. 6)",
        ),
        *("conform", "de motie Jansen", "op", "naar aanleiding van", "ik", "3 oktober jl."),
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_words_give_statements_inside_the_text(source: str) -> None:
    text = clean_text(source)
    for statement in read(source):
        assert statement.sentence.contains(statement.span)
        assert statement.span.end <= len(text.text)
