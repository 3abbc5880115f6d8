"""What is said of accuracy is what was measured, and our own annotations hold no words."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scripts.accuracy import FIGURES, PAGE, Score, summarize
from scripts.accuracy_page import page_of
from scripts.add_annotation import convert
from scripts.gold import ANNOTATIONS, GOLD, KINDS, Annotated


def test_the_page_says_what_was_measured() -> None:
    assert PAGE.read_text("utf-8") == page_of(json.loads(FIGURES.read_text("utf-8")))


def values(tree: Any) -> list[str]:
    """Give every text in a tree of JSON."""
    if isinstance(tree, dict):
        return [text for branch in tree.values() for text in values(branch)]
    if isinstance(tree, list):
        return [text for branch in tree for text in values(branch)]
    return [tree] if isinstance(tree, str) else []


def test_annotations_hold_places_and_values_only() -> None:
    files = sorted(ANNOTATIONS.glob("*.json"))
    assert len(files) >= 10
    for file in files:
        kept = json.loads(file.read_text("utf-8"))
        assert not {"quote", "text", "subject", "note"} & set(kept["metadata"]), file.name
        for kind in (*KINDS, "distractors"):
            for mark in kept[kind]:
                assert not {"quote", "text", "subject", "note", "why"} & set(mark), file.name
                assert all(start < end for start, end in mark["spans"]), file.name
                assert all(len(text.split()) <= 12 for text in values(mark)), file.name


def paper(name: str) -> Annotated:
    return Annotated("own", name, Path(name), {}, looked_at=False)


def test_figures_add_up_over_papers_and_say_how_far_they_reach() -> None:
    good = Counter({"references.gold": 4, "references.predicted": 4, "references.found": 4})
    bad = Counter({"references.gold": 4, "references.predicted": 2, "references.found": 1})
    found = summarize([Score(paper("a"), good), Score(paper("b"), bad)])
    recall = found["figures"]["references.recall"]
    assert recall["value"] == 0.625
    assert (recall["low"], recall["high"]) == (0.25, 1.0)
    assert recall["without_one"] == [0.25, 1.0]
    assert found["marks"]["references"] == 8
    assert "motions.f1" not in found["figures"]  # no marks, no figure


@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="no gold folder beside the checkout")
def test_an_annotation_loses_its_words_and_keeps_its_places() -> None:
    text = "Geachte voorzitter,\n\nIk stuur u de brief\nvoor 1 mei 2030.\n"
    mark = {
        "quote": "Ik stuur u de brief voor 1 mei 2030.",
        "kind": "informatie",
        "subject": "de brief",
        "deadline": {"text": "voor 1 mei 2030", "kind": "datum", "latest": "2030-04-30"},
    }
    made = convert({"commitments": [mark]}, text.encode(), "brieven/a.txt")
    [kept] = made["commitments"]
    assert "".join(text[start:end] for start, end in kept["spans"]).endswith("2030")
    assert kept["deadline"] == {"kind": "datum", "latest": "2030-04-30"}
    assert "subject" not in kept
    with pytest.raises(ValueError, match="not in the text"):
        convert({"commitments": [mark | {"quote": "staat er niet"}]}, text.encode(), "a.txt")
