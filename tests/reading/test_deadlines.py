"""Terms: every form's own examples, the table of the documentation, and what is never a term."""

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar, Recess, RecessKind
from app.domain.reading import TermKind
from app.reading.deadlines import TermForm, find_terms, load_forms

RECESSES = Calendar(
    tuple(
        sorted(
            Recess(date.fromisoformat(first), date.fromisoformat(last), kind)
            for kind, first, last in [
                (RecessKind.SUMMER, "2024-07-05", "2024-09-02"),
                (RecessKind.AUTUMN, "2024-10-25", "2024-11-04"),
                (RecessKind.CHRISTMAS, "2024-12-20", "2025-01-13"),
                (RecessKind.SPRING, "2025-02-21", "2025-03-03"),
                (RecessKind.MAY, "2025-04-25", "2025-05-12"),
                (RecessKind.SUMMER, "2025-07-04", "2025-09-01"),
            ]
        )
    )
)
EXAMPLES = [
    pytest.param(form, *example, id=f"{form.key}: {' | '.join(example)}")
    for form in load_forms()
    for example in form.examples
]
NEVER = [(form, words) for form in load_forms() for words in form.never]
GOLDEN = tomllib.loads(Path(__file__).parents[1].joinpath("golden/terms.toml").read_text("utf-8"))


def frame(form: TermForm, words: str) -> str:
    """Put words in a sentence; those of a form for the head of a row stand there."""
    return (
        f"{words} Start" if r"(?:\A|" in form.pattern.pattern else f"Ik stuur {words}, een brief."
    )


@pytest.mark.parametrize("form, words, day, last", EXAMPLES)
def test_form_finds_its_own_examples(form: TermForm, words: str, day: str, last: str) -> None:
    (term,) = find_terms(frame(form, words), date.fromisoformat(day), RECESSES)
    assert (term.text, term.rule) == (words, form.key)
    assert term.latest == (date.fromisoformat(last) if last else None)
    assert term.kind is (TermKind.DATE if last else TermKind.VAGUE)


@pytest.mark.parametrize("form, words", NEVER, ids=[words for _, words in NEVER])
def test_form_leaves_its_counterexamples_alone(form: TermForm, words: str) -> None:
    terms = find_terms(frame(form, words), date(2024, 11, 15), RECESSES)
    assert form.key not in {term.rule for term in terms}


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["name"])
def test_golden_terms(case: dict[str, Any]) -> None:
    day = date.fromisoformat(case["day"]) if case["day"] else None
    terms = find_terms(case["text"], day, RECESSES)
    found = [[term.text, term.latest.isoformat() if term.latest else ""] for term in terms]
    assert found == case["finds"]


def test_spans_give_back_the_words() -> None:
    text = "Dat doe ik uiterlijk 1 juli, en het overige begin 2026."
    terms = find_terms(text, date(2024, 11, 15), Calendar())
    assert [t.span.of(text) for t in terms if t.span] == ["uiterlijk 1 juli", "begin 2026"]


def test_without_a_calendar_a_recess_has_no_day() -> None:
    (term,) = find_terms("voor het zomerreces", date(2024, 3, 1), Calendar())
    assert (term.kind, term.latest, term.rule) == (TermKind.VAGUE, None, "recess")


@given(st.text(alphabet="0123456789 janrifebumtplogskvcdwz-–.,e", max_size=60))
def test_any_text_gives_terms_in_order(text: str) -> None:
    terms = find_terms(text, date(2024, 11, 15), RECESSES)
    spans = [term.span for term in terms if term.span is not None]
    assert len(spans) == len(terms)
    assert all(a.end <= b.start for a, b in pairwise(spans))
