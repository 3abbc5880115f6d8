import pytest

from app.domain.spelling import distance


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("kade", "kade", 0),
        ("kade", "kades", 1),
        ("kade", "kda", 2),
        ("stikstof", "stikstfo", 1),
        ("brug", "burg", 1),
        ("brug", "sluis", 3),
        ("brug", "onderzoek", 3),
    ],
)
def test_letters_added_dropped_replaced_and_swapped_count(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == apart
