from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments import TermLevel
from app.web.context import is_local_path, local_path
from app.web.dates import input_day, parse_day
from app.web.reading_args import chosen, page_number, whole_number


@pytest.mark.parametrize(
    "typed, day",
    [
        ("16-02-2022", date(2022, 2, 16)),
        ("16/2/2022", date(2022, 2, 16)),
        (" 16 februari 2022 ", date(2022, 2, 16)),
        ("1 mrt. 2022", date(2022, 3, 1)),
        ("1 sept 2022", date(2022, 9, 1)),
        ("2022-02-16", date(2022, 2, 16)),
        ("31-02-2022", None),
        ("16 feb", None),
        ("1 ju 2022", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert parse_day(typed) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_a_field_reads_back_as_itself(day: date) -> None:
    assert parse_day(input_day(day)) == day


@given(st.text(max_size=40))
def test_no_typing_breaks_the_reading_of_a_day(typed: str) -> None:
    parse_day(typed)


@pytest.mark.parametrize("value", ["-1", "", "1.5", "²", "9" * 10, None, "x"])
def test_what_is_no_number_is_none(value: str | None) -> None:
    assert whole_number(value) is None
    assert page_number(value) == 1


def test_values_from_an_address_are_known_and_named_once() -> None:
    assert chosen(TermLevel, ["loopt", "onzin", "loopt"]) == (TermLevel.AHEAD,)


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/a\nb"],
)
def test_a_page_elsewhere_is_never_returned_to(target: str) -> None:
    assert not is_local_path(target)
    assert local_path(target, "/register") == "/register"


def test_a_page_of_our_own_is_returned_to() -> None:
    assert (
        local_path("/bureau?pagina=2#kandidaat-G25-ABC", "/")
        == "/bureau?pagina=2#kandidaat-G25-ABC"
    )
