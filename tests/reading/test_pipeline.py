import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.text import Span
from app.reading import READER, read_paper
from tests.reading.clean import LETTER
from tests.reading.test_cleaning import FRAGMENTS, TEXTS

CALENDAR = Calendar()
SPOKEN = st.sampled_from(
    [
        "De minister zal de Kamer voor de zomer informeren. ", "Conform de motie Jansen (12 345, nr. 6) gebeurt dit. ",
        "Hiermee doe ik mijn toezegging gestand. ", "Ik zeg toe dat er een brief komt ", "in het najaar van 2022",
        "(Kamerstuk 12 345, nr. 7). ", "De leden vragen of de minister dat toezegt. ", "vóór 1 juli a.s. ",
    ]
)  # fmt: skip


@given(st.one_of(TEXTS, st.lists(st.one_of(SPOKEN, FRAGMENTS), max_size=20).map("".join)))
@settings(max_examples=200, deadline=None)
def test_reads_any_text_and_the_same_each_time(source: str) -> None:
    reading = read_paper(source, CALENDAR)
    assert reading == read_paper(source, CALENDAR)
    whole = Span(0, len(reading.text.text))
    spans = [reference.span for reference in reading.references]
    spans += [motion.span for motion in reading.motions]
    spans += [promise.span for promise in reading.promises]
    spans += [statement.span for statement in reading.statements]
    for span in spans:
        assert whole.contains(span)
        assert reading.text.to_source(span)


def test_names_its_version() -> None:
    reading = read_paper(LETTER, CALENDAR)
    assert reading.reader == READER
    assert [reference.ids for reference in reading.references] == [("kst-12345-6",)]
    assert [motion.ids for motion in reading.motions] == [("kst-12345-6",)]


@pytest.mark.parametrize("times", [10, 40])
def test_cost_grows_with_the_text_and_no_faster(times: int) -> None:
    begin = time.process_time()
    read_paper(LETTER * times, CALENDAR)
    once = time.process_time() - begin
    begin = time.process_time()
    read_paper(LETTER * times * 5, CALENDAR)
    assert time.process_time() - begin < 5 * once * 4 + 1
