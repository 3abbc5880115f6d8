import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching import FLOOR, find_matches, profile
from tests.matching.making import make_item, make_paper

WORDS = st.sampled_from(
    [
        "Minister van Defensie",
        "havennota",
        "is geleverd",
        "pompwagens",
        "op 3 mei jl.",
        "hierover",
        "12 345, nr. 6",
        "Nederland heeft",
        "niet",
        "Malta",
        "bezoek",
        "reizen",
        ".",
        "zal",
        "É",
    ]
)
TEXT = st.lists(WORDS | st.text(max_size=8), max_size=25).map(" ".join)
# One megabyte of each must stay far from the bound, also on a busy machine.
WORST = [
    "Minister van Aa Bb, ",
    "minister minister ",
    "is ge ",
    "gege",
    "Aa ",
    "3 mei 2020 en 4 ",
    "hierover deze ",
    "planplan",
    "De Minister heeft pompwagens geleverd aan Malta. ",
]


@settings(max_examples=60)
@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_any_pair_gives_sound_matches(promise: str, paragraphs: list[str]) -> None:
    paper = make_paper([f"Zo {paragraph}" for paragraph in paragraphs])
    item = make_item(f"Wij {promise}", kind="actie", actor="Minister van Defensie")
    matches = find_matches(item, [profile(paper)])
    assert matches == find_matches(item, [profile(paper)])
    for match in matches:
        assert FLOOR <= match.score <= 1
        assert match.span.end <= len(paper.reading.text.text)
        assert match.reasons


@pytest.mark.parametrize("unit", WORST)
def test_no_text_takes_long(unit: str) -> None:
    paper = make_paper([unit * (1_000_000 // len(unit))])
    item = make_item("De Minister van Defensie zal pompwagens aan Malta leveren.", kind="actie")
    begin = time.perf_counter()
    find_matches(item, [profile(paper)])
    assert time.perf_counter() - begin < 20
