"""Lines that tell what other registers call the state of an item."""

import pytest

from app.domain.commitments import Status
from app.domain.statuses import (
    LONGEST_WORD,
    MOST_ROWS,
    Source,
    SourceRow,
    StatusFault,
    StatusWords,
    read_status_rows,
)

HEAD = "nummer;bron;kenmerk;status\n"
WORDS = StatusWords({Source.TWEEDE_KAMER: {"afgedaan": Status.SETTLED}})


def test_a_word_is_found_whatever_its_capitals_and_never_guessed() -> None:
    assert WORDS.find(Source.TWEEDE_KAMER, "  AFGEDAAN ") is Status.SETTLED
    assert WORDS.find(Source.TWEEDE_KAMER, "Afgedaan?") is None
    assert WORDS.find(Source.EERSTE_KAMER, "Afgedaan") is None


def test_a_line_keeps_the_word_as_it_stands() -> None:
    rows, faults = read_status_rows(HEAD + "G25-1;tweede-kamer;TZ202504-057; Deels  Afgedaan \n")
    assert faults == ()
    assert rows == (SourceRow(2, "G25-1", Source.TWEEDE_KAMER, "TZ202504-057", "Deels  Afgedaan"),)
    commas = read_status_rows("status,kenmerk,bron,nummer\nvoldaan,T01970,eerste-kamer,G25-1\n")
    assert commas[0][0].source is Source.EERSTE_KAMER


def test_without_our_number_the_sources_own_is_enough() -> None:
    expected = SourceRow(2, "", Source.TWEEDE_KAMER, "TZ202504-057", "Afgedaan")
    for text in (
        "bron;kenmerk;status\ntweede-kamer;TZ202504-057;Afgedaan\n",
        HEAD + ";tweede-kamer;TZ202504-057;Afgedaan\n",
        HEAD + "TZ202504-057;tweede-kamer;;Afgedaan\n",
    ):
        assert read_status_rows(text) == ((expected,), ())


@pytest.mark.parametrize(
    "text, fault",
    [
        ("nummer;status\n", StatusFault.NO_COLUMN),
        (HEAD + "G25-1;raad;1;Open\n", StatusFault.NO_SOURCE),
        (HEAD + "G25-1;tweede-kamer;;Open\n", StatusFault.EMPTY),
        (HEAD + ";tweede-kamer;;Open\n", StatusFault.EMPTY),
        (HEAD + "G25-1;tweede-kamer\n", StatusFault.EMPTY),
        (HEAD + f"G25-1;tweede-kamer;1;{'x' * (LONGEST_WORD + 1)}\n", StatusFault.TOO_LONG),
        (HEAD + 'G25-1;"tweede\n', StatusFault.BROKEN),
        (HEAD + "G25-1;tweede-kamer;1;Open\n" * (MOST_ROWS + 1), StatusFault.TOO_MANY),
    ],
)
def test_what_is_wrong_is_named(text: str, fault: StatusFault) -> None:
    assert [one.fault for one in read_status_rows(text)[1]] == [fault]
