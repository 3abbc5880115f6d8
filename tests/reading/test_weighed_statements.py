"""Weighing of statements: the signs with their own examples, the weights that belong to them, and what they find."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.calendar import Calendar
from app.domain.reading import Reading, Stance, TargetKind
from app.reading import read_paper
from app.reading.statement_parts import Paper
from app.reading.weighed_statements import (
    CUE,
    NEVER,
    Weighable,
    find_weighable,
    load_scales,
    sentences_of,
)
from app.reading.words import load_lexicon
from tests.reading.golden import FOLDER

SIGNS = load_lexicon("statement_signs")["sign"]
PASSAGES = tomllib.loads((FOLDER / "passages.toml").read_text("utf-8"))["case"]
FOUND = 0.87  # of the sentences that careful readers mark
TAKEN = 0.03  # statements for each passage that are none
STANCES = 0.84  # of what is done with a motion
LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 12 november 2025

Geachte voorzitter,

{}

Hoogachtend,

De Minister van Water en Wegen,
A. de Wit
"""
# Signs that a letter of one paragraph cannot show.
OF_WHOLE_PAPERS = frozenset(
    ("after a question", "after what is met", "block before", "footnote", "heading")
)
TOLD = "Ik heb het lid Jansen een loket toegezegd. "


def read(text: str) -> Reading:
    """Read a letter that holds this text alone."""
    return read_paper(LETTER.format(text), Calendar())


def weighable(text: str) -> list[Weighable]:
    """Give the sentences of a letter that can be weighed."""
    reading = read(text)
    paper = Paper(reading.text, reading.references, reading.metadata, reading.metadata.date)
    return list(find_weighable(paper, set()))


def signs(sentence: str) -> frozenset[str]:
    """Give the signs of a sentence that stands behind a promise."""
    return weighable(TOLD + sentence)[-1].signs


def weighed(text: str) -> list[tuple[str, str, str]]:
    """Give the statements that weighing alone finds: words, kind and status."""
    reading = read(text)
    return [
        (one.span.of(reading.text.text), one.target_kind.value, one.status.value)
        for one in reading.statements
        if one.cue == CUE
    ]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign["key"])
def test_every_sign_shows_in_its_examples_alone(sign: dict[str, Any]) -> None:
    assert all(sign["key"] in signs(text) for text in sign["yes"])
    assert not any(sign["key"] in signs(text) for text in sign["no"])


def sentences_of_passages() -> Iterator[Weighable]:
    """Give what can be weighed of our own passages."""
    for case in PASSAGES:
        yield from weighable(case["text"])


def test_every_weight_belongs_to_a_sign_that_there_is() -> None:
    seen = {sign for one in sentences_of_passages() for sign in one.signs}
    seen |= {sign["key"] for sign in SIGNS}
    named = {name.rpartition(": ")[2] for name in load_scales().weights}
    strange = named - {name.rpartition(": ")[2] for name in seen} - OF_WHOLE_PAPERS
    assert not strange
    assert seen | {"only tells"} >= NEVER


def test_what_has_come_of_it_is_told_in_the_next_sentence() -> None:
    text = (
        "In het debat heb ik het lid Jansen een meldpunt voor kapotte sluizen toegezegd. "
        "Sinds 1 september jl. kan iedereen kapotte sluizen melden bij dat meldpunt, dat met drie mensen is geopend."
    )
    reading = read(text)
    (statement,) = reading.statements
    assert statement.target_kind is TargetKind.PROMISE
    assert statement.span.of(reading.text.text).startswith("Sinds 1 september")


def test_a_motion_takes_its_stance_from_what_is_weighed() -> None:
    text = (
        "De motie van het lid Jansen (Kamerstuk 12 345, nr. 6) verzoekt de regering om een verkenning naar hogere sluizen. "
        "Een bureau legt daar sinds september de laatste hand aan: het veldwerk van de verkenning is in gang."
    )
    reading = read(text)
    assert [mention.stance for mention in reading.motions] == [Stance.UNDER_WAY]
    assert [one.target.ids for one in reading.statements] == [("kst-12345-6",)]


def test_a_motion_far_before_takes_no_stance_from_what_is_weighed() -> None:
    text = (
        "De motie van het lid Bakker (Kamerstuk 12 345, nr. 6) gaat over bruggen. "
        + "De bruggen zijn oud. " * 6
        + "Het lid Jansen vroeg om een verkenning naar fietspaden. "
        "Een bureau legt daar sinds september de laatste hand aan: het veldwerk van de verkenning is in gang."
    )
    assert [mention.stance for mention in read(text).motions] == [Stance.MENTIONED]


def test_a_motion_is_promised_what_the_next_sentence_promises_about_it() -> None:
    text = (
        "De motie van het lid Bakker (Kamerstuk 12 345, nr. 6) verzoekt om een verkenning naar hogere bruggen. "
        "Ik start die verkenning in mei 2026."
    )
    assert [mention.stance for mention in read(text).motions] == [Stance.PROMISED]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik vertrouw erop u hiermee voldoende over mijn toezegging te hebben geïnformeerd.",
        "De leden van de ABC-fractie vragen hoe het met die toezegging staat.",
        "Hiermee is de toezegging aan uw Kamer nog niet afgedaan.",
        "Het loket is niet nodig.",
    ],
)
def test_what_tells_of_nothing_met_is_not_weighed(sentence: str) -> None:
    assert weighed(TOLD + sentence) == []


def test_speech_is_not_weighed() -> None:
    debate = (
        "Commissiedebat Dijken\n\nDe voorzitter: Ik open de vergadering.\n\nMinister De Wit: "
        + TOLD
        + "Dat loket is geopend.\n\nDe voorzitter: Dank.\n"
    )
    reading = read_paper(debate, Calendar())
    paper = Paper(reading.text, reading.references, reading.metadata, reading.metadata.date)
    assert list(find_weighable(paper, set())) == []


def test_a_stretch_takes_in_the_sentences_that_it_lies_in() -> None:
    reading = read(TOLD + "Dat loket is geopend.")
    paper = Paper(reading.text, reading.references, reading.metadata, reading.metadata.date)
    (statement,) = reading.statements
    (inside,) = sentences_of(paper, statement.span)
    assert inside.of(reading.text.text) == "Dat loket is geopend."


def test_of_varied_passages_most_statements_are_found_and_few_others() -> None:
    asked = found = extra = stances = right = 0
    for case in PASSAGES:
        reading = read(case["text"])
        text = reading.text.text
        told = [one.span.of(text) for one in reading.statements]
        wanted = [" ".join(one["words"].split()) for one in case["statements"]]
        met = [
            words for words in wanted if any(words[:30] in " ".join(one.split()) for one in told)
        ]
        asked, found = asked + len(wanted), found + len(met)
        extra += max(0, len(told) - len(met))
        for motion, mention in zip(case["motions"], reading.motions, strict=False):
            stances, right = stances + 1, right + (mention.stance == motion["stance"])
    assert found >= FOUND * asked
    assert extra <= TAKEN * len(PASSAGES)
    assert right >= STANCES * stances
