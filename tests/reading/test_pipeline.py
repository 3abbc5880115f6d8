import os
import subprocess
import sys
import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable
from app.domain.text import CleanText, Span
from app.reading import READER, extract_text, read_paper
from tests.reading.clean import LETTER
from tests.reading.test_cleaning import FRAGMENTS, TEXTS

CALENDAR = Calendar()
PHRASES = (
    "De minister zal de Kamer voor de zomer informeren. ", "Conform de motie Jansen (12 345, nr. 6) gebeurt dit. ",
    "Hiermee doe ik mijn toezegging gestand. ", "Ik zeg toe dat er een brief komt ", "in het najaar van 2022",
    "\nMinister Van Dorp:\n", "\nDe heer Jansen (ABC):\n", "\nDe voorzitter:\n", "\n8 mei 2020\nTK 40\n\n40-6-1\n",
    "Deze motie is voorgesteld door het lid Jansen. ", "Zij krijgt nr. 6 (12345). ", "De motie op stuk nr. 6 ontraad ik. ",
    "\nMede namens de Minister van Water,\nde Minister van Dijken,\n", "\nMOTIE VAN HET LID JANSEN\n", "36410-V-70\n",
    "(Kamerstuk 12 345, nr. 7). ", "De leden vragen of de minister dat toezegt. ", "vóór 1 juli a.s. ",
)  # fmt: skip
SPOKEN = st.sampled_from(PHRASES)


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
        assert is_within(span.of(reading.text.text), reading.text, span)


READ_IT = """
import sys
from app.domain.calendar import Calendar
from app.reading import read_paper
print(ascii(read_paper(sys.stdin.read(), Calendar())))
"""


def test_the_order_of_sets_changes_nothing() -> None:
    source = LETTER + "".join(PHRASES)
    seen = {
        subprocess.run(
            [sys.executable, "-c", READ_IT],
            input=source,
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "77")
    }
    assert seen == {ascii(read_paper(source, CALENDAR)) + "\n"}


READ_FIRST = """
from datetime import date
from app.domain.calendar import Calendar
from app.domain.papers import Metadata, PaperKind
from app.reading.cleaning import clean_text
from app.reading.statements import find_statements
text = clean_text("Deze brief is de uitwerking van mijn toezegging aan het lid Jansen.")
letter, day = Metadata(PaperKind.LETTER), date(2026, 3, 2)
twice = [find_statements(text, (), (), letter, Calendar(), day) for _ in range(2)]
print(len(twice[0]), twice[0] == twice[1])
"""


def test_the_first_sentence_of_a_process_is_read_like_any_other() -> None:
    asked = [sys.executable, "-c", READ_FIRST]
    told = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8")
    assert told.stdout == "1 True\n"


def is_within(quote: str, text: CleanText, span: Span) -> bool:
    """Say whether the letters of a quote stand in its source, in order.

    Numbers of footnotes may stand between them.
    """
    source = "".join(piece.of(text.source) for piece in text.to_source(span))
    printed = iter(unicodedata.normalize("NFD", source))
    # Of a letter that the source writes in parts a run holds the first: "e" of "é".
    first = (unicodedata.normalize("NFD", letter)[0] for letter in quote)
    return all(letter in printed for letter in first if letter.isalnum())


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_that_are_text_can_be_read(content: bytes) -> None:
    with suppress(Unreadable):
        read_paper(extract_text(content, "txt"), CALENDAR)


@given(
    st.integers(0, len(LETTER)),
    st.integers(0, len(LETTER)),
    st.sampled_from(["", "\f", "1", "\n\n", "(", "é"]),
)
@settings(max_examples=100, deadline=None)
def test_a_damaged_letter_can_be_read(start: int, end: int, instead: str) -> None:
    read_paper(LETTER[:start] + instead + LETTER[end:], CALENDAR)


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
