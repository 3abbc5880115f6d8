"""How a numbered paper is named, and read back from its identifier."""

import pytest

from app.domain.references import Kamerstuk, parse_canonical

PAPERS = [
    ("kst-39204-12", "39 204, nr. 12"),
    ("kst-39501-02-2433", "39 501-02, nr. 2433"),
    ("kst-39925-V-72", "39 925 V, nr. 72"),
    ("kst-39328-AI", "39 328, AI"),
]


@pytest.mark.parametrize("identifier, printed", PAPERS, ids=[row[0] for row in PAPERS])
def test_an_identifier_is_read_and_printed_as_papers_do(identifier: str, printed: str) -> None:
    paper = parse_canonical(identifier)
    assert paper is not None
    assert (paper.canonical, str(paper)) == (identifier, printed)


@pytest.mark.parametrize("other", ["ah-tk-20212022-1717", "2026Z00085", "kst-12-3", ""])
def test_other_papers_are_no_kamerstuk(other: str) -> None:
    assert parse_canonical(other) is None


def test_a_number_in_letters_belongs_to_the_senate() -> None:
    assert str(Kamerstuk("39099", "D")) == "39 099, D"
