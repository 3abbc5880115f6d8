import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.references import parse_canonical
from app.reading import clean_text
from app.reading.references import find_references
from tests.reading.golden import golden

PIECES = st.sampled_from(
    [
        "Kamerstuk ", "Kamerstukken II ", "2021/22, ", "36 200", " XV", "-02", ", nr. 12", "-425", "en ", "/",
        "Handelingen II ", "Aanhangsel ", "nr. 7", ", item 3", "2021Z12345", " (R2114)", "nrs. 1, 2 en ", "(", ")",
        ", AI", "kst-12345-6", " t/m 9", "vergaderjaar ", "–", "21 501", "\n", "bijlage bij ", "206 (28 844)",
    ]
)  # fmt: skip


@pytest.mark.parametrize("case", golden("references"), ids=lambda case: str(case["name"]))
def test_finds_exactly_the_papers_cited(case: dict[str, Any]) -> None:
    clean = clean_text(case["text"])
    found = [
        [ref.span.of(clean.text), " ".join(ref.ids), *(["annex"] if ref.annex else [])]
        for ref in find_references(clean)
    ]
    assert found == case["finds"]


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=300)
def test_marks_do_not_overlap_and_every_id_can_be_read_back(source: str) -> None:
    clean = clean_text(source)
    references = find_references(clean)
    for before, after in pairwise(references):
        assert before.span.end <= after.span.start
    for reference in references:
        assert reference.ids
        assert len(set(reference.ids)) == len(reference.ids)
        for identifier in reference.ids:
            assert not identifier.startswith("kst") or parse_canonical(identifier)


def test_the_papers_own_number_is_no_citation() -> None:
    source = "Vragen gesteld door de leden der Kamer\n2024Z12345\nVragen van het lid Jansen (ABC).\nVraag 1\nZie 2023Z54321.\n"
    found = find_references(clean_text(source))
    assert [reference.ids for reference in found] == [("2023Z54321",)]


def test_a_page_foot_is_no_citation() -> None:
    source = "Dit is een zin die over de bladzijde\nTweede Kamer, vergaderjaar 2021–2022, 21 501-28, nr. 225 3\nheen loopt."
    assert find_references(clean_text(source)) == ()


@pytest.mark.parametrize(
    "prefix", ["12 345 en ", "Kamerstukken II ", "36 200, nrs. 1, ", "Aanhangsel ", "Handelingen II 2021/22, ", "12 345-", "206 (", "1 "]
)  # fmt: skip
def test_the_worst_prefixes_take_no_longer_than_plain_text(prefix: str) -> None:
    clean = clean_text(prefix * (200_000 // len(prefix)))
    begin = time.process_time()
    find_references(clean)
    assert time.process_time() - begin < 5
