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


DECISIONS = """Den Haag, 12 november 2024

1. Agendapunt:  Reactie op het verzoek van het lid Jansen over de sluis

   Zaak:        Brief regering - minister van Water en Wegen, A.B. de Wit - 4 november 2024
                Reactie op het verzoek van het lid Jansen, gedaan tijdens de regeling van
                werkzaamheden van 5 oktober 2024, over de sluis - 36543-67
   Besluit:     Voor kennisgeving aangenomen.

   Zaak:        Brief regering - minister van Water en Wegen, A.B. de Wit - 5 november 2024
                Toezeggingen, gedaan in het commissiedebat Water (36543, nr. 60) - 36543-68
   Besluit:     Betrekken bij het debat.

   Zaak:        Brief regering - minister van Water en Wegen, A.B. de Wit - 6 november 2024
                Stand van zaken toezeggingen over de dijken - 36543-69
   Besluit:     Betrekken bij het debat.

   Zaak:        Brief regering - minister van Water en Wegen, A.B. de Wit - 7 november 2024
                Uitstel beantwoording vragen van het lid Jansen over de brug - 36543-70
   Besluit:     Voor kennisgeving aangenomen.

   Zaak:        Brief derden - Bond van Schippers te Rietveld - 8 november 2024
                Reactie op het verzoek van de commissie - 2024Z12345
   Besluit:     Voor kennisgeving aangenomen.
"""


def test_a_list_of_decisions_tells_by_the_titles_of_letters_what_they_meet() -> None:
    text = clean_text(DECISIONS)
    found = [
        (s.target_kind, s.status, s.target.ids, s.by_ids, s.span.of(text.text)[:20])
        for s in read(DECISIONS)
    ]
    assert found == [
        ("verzoek", "voldaan", (), ("kst-36543-67",), "Reactie op het verzo"),
        ("toezegging", "voldaan", ("kst-36543-60",), ("kst-36543-68",), "Toezeggingen, gedaan"),
        ("toezegging", "in uitvoering", (), ("kst-36543-69",), "Stand van zaken toez"),
    ]


def test_a_day_tells_which_paper_told_the_chamber() -> None:
    (told,) = read("Op 17 oktober 2024 is uw Kamer geïnformeerd over de stand van zaken.")
    assert (told.implicit, told.by_ids, told.target.date) == (True, (), date(2024, 10, 17))
    assert read("Op 17 oktober heeft de Rekenkamer de Kamer geïnformeerd over de kosten.") == ()
    assert read("De kans is klein, zoals op 17 oktober ook aan uw Kamer gemeld.") == ()


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


def test_an_answer_on_this_motion_speaks_of_the_one_in_the_question() -> None:
    (statement,) = read(
        "Vraag 1\n\nHoe staat het met de motie van het lid Jansen (Kamerstuk 12 345, nr. 6)?\n\n"
        "Antwoord 1\n\nMet de nieuwe regeling is deze motie uitgevoerd.\n"
    )
    assert (statement.target_kind, statement.status) == ("motie", "voldaan")
    assert statement.target.ids == ("kst-12345-6",)
