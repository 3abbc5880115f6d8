"""The comparison with the links of the publisher, on made-up pairs."""

import json
import sys
from pathlib import Path

import pytest

from scripts.check_publisher_links import find_ids, main, read_links

PAIRS = [
    {"paper": "kst-1", "target": " kst-12345-6", "before": "zie (", "text": "12 345, nr. 6", "after": ")"},
    {"paper": "kst-1", "target": "kst-12345-7", "before": "zie (12 345, nr. ", "text": "7", "after": ")"},
    {"paper": "kst-1", "target": "12345", "before": "de wet (", "text": "12 345", "after": ")"},
]  # fmt: skip


def lines(pairs: list[dict[str, str]]) -> str:
    return "\n".join(json.dumps(pair) for pair in pairs) + "\n"


def test_a_link_is_found_where_it_stands() -> None:
    first, second, other = read_links(lines(PAIRS).splitlines())
    assert find_ids(first) == ("kst-12345-6",)
    assert find_ids(second) == ("kst-12345-7",)
    assert (other.names_paper, find_ids(other)) == (False, ())


@pytest.mark.parametrize("wrong", [False, True])
def test_misses_and_inventions_are_printed(
    wrong: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoilt = [
        *PAIRS,
        {"paper": "kst-2", "target": "kst-12345-8", "text": "nr. 8"},
        {"paper": "kst-2", "target": "trb-2021-9", "text": "12 345, nr. 9"},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text(lines(spoilt if wrong else PAIRS), "utf-8")
    monkeypatch.setattr(sys, "argv", ["check_publisher_links", str(file)])
    assert main() == int(wrong)
    out = capsys.readouterr().out
    assert ("missed kst-12345-8 in kst-2" in out) == wrong
    assert ("invented kst-12345-9 in kst-2" in out) == wrong
