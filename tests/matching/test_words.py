import gzip
import tomllib
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.lexicon import is_product, load_acts
from app.matching.likeness import compare_texts
from app.matching.weights import load_weights
from app.matching.words import find_roots, fold, load_common, root_of
from tests.reading.golden import FOLDER

ROOTS = tomllib.loads((FOLDER / "roots.toml").read_text("utf-8"))


@pytest.mark.parametrize("words", ROOTS["same"], ids=" ".join)
def test_forms_of_one_word_share_a_root(words: list[str]) -> None:
    assert len({root_of(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("words", ROOTS["apart"], ids=" ".join)
def test_different_words_keep_different_roots(words: list[str]) -> None:
    for one, other in combinations(words, 2):
        assert root_of(fold(one)) != root_of(fold(other))


@given(st.text())
def test_any_text_gives_folded_roots_and_no_error(text: str) -> None:
    for root in find_roots(text):
        assert root
        assert root == fold(root)


def test_words_of_the_trade_tell_nothing() -> None:
    assert find_roots("De minister zal de Kamer op 3 mei 2030 nader informeren.") == ()
    assert all(word == fold(word) for word in load_common())


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    weights = load_weights()
    assert 0 <= weights.of("onderzoek") < weights.of("sancti") < weights.of("kraanbrug") == 1


def test_the_table_of_weights_is_small_and_holds_roots_and_counts_only() -> None:
    packed = (files("app.matching") / "frequencies.tsv.gz").read_bytes()
    assert len(packed) < 300_000
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        root, share = line.split("\t")
        assert " " not in root
        assert 0 < int(share) < 1_000_000


def test_texts_are_alike_by_their_rare_words() -> None:
    likeness, shared = compare_texts("de Kraanbrug bij Lith", "gestremde kraanbruggen")
    assert shared == (root_of("kraanbrug"),)
    assert 0 < likeness < 1
    assert compare_texts("", "") == (0.0, ())
    assert compare_texts("Kraanbrug", "Kraanbrug")[0] == pytest.approx(1)


def test_each_group_of_acts_joins_its_own_example() -> None:
    groups = tomllib.loads(
        (Path(__file__).parents[2] / "app" / "matching" / "acts.toml").read_text("utf-8")
    )["group"]
    acts = load_acts()
    assert groups
    for group in groups:
        for sentence in group["example"]:
            assert group["name"] in acts.find(sentence), sentence


@pytest.mark.parametrize("word", ["havennota", "defensienota", "dijkenplan", "visserijwet"])
def test_a_compound_names_a_product(word: str) -> None:
    assert is_product(word)


@pytest.mark.parametrize(
    "word", ["nota", "brief", "actieplan", "evaluatierapport", "voortgangsrapportages", "dijken"]
)
def test_a_bare_word_names_no_product(word: str) -> None:
    assert not is_product(word)
