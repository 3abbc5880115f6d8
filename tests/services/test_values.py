"""What the machine saw comes back exactly as it was."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.matching import Reason
from app.domain.reading import Promise, Reading, Term, TermKind
from app.domain.text import CleanText, Span
from app.services.preparing import read_incoming
from app.services.values import decode, encode
from tests.services.letters import ALL, make_incoming


@pytest.mark.parametrize("name", ALL)
def test_a_reading_survives_json(name: str, calendar: Calendar) -> None:
    seen = read_incoming(make_incoming(ALL[name]), calendar).reading
    assert decode(Reading, json.loads(json.dumps(encode(seen)))) == seen
    assert decode(CleanText, encode(seen.text)) == seen.text


@given(
    st.builds(
        Term,
        st.sampled_from(TermKind),
        st.none() | st.text(max_size=5),
        st.none() | st.dates(),
        st.none() | st.dates(),
        st.none() | st.text(max_size=3),
        st.none()
        | st.builds(
            lambda start, size: Span(start, start + size), st.integers(0, 99), st.integers(0, 9)
        ),
    )
)
def test_any_term_survives(term: Term) -> None:
    assert decode(Term, json.loads(json.dumps(encode(term)))) == term


def test_what_has_its_default_is_left_out() -> None:
    assert encode(Term()) == {}
    assert encode(Reason("number", 0.5)) == {"code": "number", "weight": 0.5}
    assert encode(dt.date(2024, 2, 1)) == "2024-02-01"


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(object())
    with pytest.raises(TypeError):
        encode(Promise)
