"""Words as search sees them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.stemming import (
    LONGEST_LINE,
    LONGEST_TOKEN,
    locate_tokens,
    paper_token,
    stem_of,
    stems,
    tokens,
)

PAIRS = [
    "toezegging/toezeggingen",
    "toezegging/toegezegd",
    "toezeggen/toegezegd",
    "motie/moties",
    "brief/brieven",
    "debat/debatten",
    "informeren/geïnformeerd",
    "informeren/informeert",
    "uitvoering/uitvoeren",
    "uitvoering/uitgevoerd",
    "onderzoek/onderzoeken",
    "onderzoeken/onderzocht",
    "afdoening/afgedaan",
    "nakomen/nagekomen",
    "evaluatie/evalueren",
    "wetsvoorstel/wetsvoorstellen",
    "gemeente/gemeenten",
    "maatregel/maatregelen",
    "verzoek/verzoeken",
    "verzoeken/verzocht",
    "sturen/gestuurd",
    "zenden/gezonden",
    "aanbieden/aangeboden",
    "schriftelijk/schriftelijke",
    "minister/ministers",
    "lid/leden",
    "foto/foto’s",
]
APART = [
    "gemeente/menen",
    "leden/lijden",
    "wel/geweld",
    "waar/waarde",
    "bieden/gebied",
    "minister/ministerie",
]


@pytest.mark.parametrize("pair", PAIRS)
def test_forms_of_one_word_meet(pair: str) -> None:
    one, other = pair.split("/")
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize("pair", APART)
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(
    ("printed", "token"),
    [
        ("35 925 V, nr. 77", "kst35925vn77"),
        ("35925 V nr. 77", "kst35925vn77"),
        ("kst-35925-V-77", "kst35925vn77"),
        ("21 501-02, nr. 2433", "kst2150102n2433"),
        ("21501-02-2433", "kst2150102n2433"),
        ("28 676-425", "kst28676n425"),
        ("35 099 (R2114), nr. 5", "kst35099n5"),
        ("2022Z00085", "x2022z00085"),
        ("2021D 50613", "x2021d"),
    ],
)
def test_a_papers_number_is_one_token_in_any_spelling(printed: str, token: str) -> None:
    assert tokens(printed)[0] == token


def test_a_canonical_id_and_its_spelling_meet() -> None:
    assert paper_token("kst-21501-02-2433") == stems("21 501-02, nr. 2433")
    assert paper_token("2022Z00085") == stems("2022Z00085")
    assert paper_token("h-tk-20212022-44-22") == "htk202120224422"


def test_accents_other_scripts_and_signs_cannot_split_a_token() -> None:
    assert stems("Oekraïne één x² Ж 5e") == "oekraine een x2 u436 x5e"


@given(st.text())
def test_any_text_gives_plain_tokens(text: str) -> None:
    assert tokens(text) == tuple(located.token for located in locate_tokens(text))
    assert all(re.fullmatch(r"[a-z0-9]+", token) for token in tokens(text))
    assert not any(re.match(r"\d+[a-z]", token) for token in tokens(text))


@given(st.text(alphabet="abcdefghij éüßØ’'-.,0123456789"))
def test_joined_texts_have_the_tokens_of_both(text: str) -> None:
    assert stems(f"{text}\n\nhaven") == " ".join([*tokens(text), stem_of("haven")]).strip()


def test_tokens_and_lines_are_bounded_alike_everywhere() -> None:
    word = "walstroom" * 16
    assert len(stem_of(word)) == LONGEST_TOKEN
    assert stems(f"{word} haven") == f"{stem_of(word)} {stem_of('haven')}"
    line = stems("haven " * 200_000)
    assert LONGEST_LINE - 10 < len(line) <= LONGEST_LINE
    assert set(line.split()) == {stem_of("haven")}
