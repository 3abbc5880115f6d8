"""`rank`: letters for motions and promises, from files alone."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Gestand

QUERIES = [
    {"id": "m1", "text": "verzoekt de regering de Kraanbrug te openen", "date": "2030-05-01"},
    {"id": "m2", "text": "niets van dien aard", "date": "2030-05-01", "actor": "Jansma"},
]
LETTERS = [
    {"id": "b1", "text": "Haring in de Noordzee", "date": "2030-06-01", "dossier_title": None},
    {"id": "b2", "text": "Reactie op de motie over de Kraanbrug", "date": "2030-06-01"},
    {"id": "b3", "text": "De Kraanbrug in 2029", "date": "2029-06-01"},
    *({"id": f"c{n:02}", "text": f"Kraanbrug, deel {n}", "date": "2030-07-01"} for n in range(20)),
]


def write(path: Path, rows: list[Any]) -> Path:
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def test_every_query_has_its_ten_best(gestand: Gestand, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    queries = write(tmp_path / "q.jsonl", QUERIES)
    done = gestand("rank", queries, write(tmp_path / "p.jsonl.gz", LETTERS), "--json", out)
    assert done.exit_code == 0
    found = json.loads(out.read_text("utf-8"))
    assert list(found) == ["m1", "m2"]
    assert found["m2"] == []
    assert len(found["m1"]) == 10
    assert found["m1"][0][0] == "b2"
    scores = [score for _, score in found["m1"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert "b3" not in {key for key, _ in found["m1"]}
    assert re.search(r"^index: 23 brieven in \d+,\d s$", done.stderr, re.MULTILINE)
    assert re.search(r"^vragen: 2, \d+,\d ms per vraag$", done.stderr, re.MULTILINE)


def test_the_same_comes_out_whatever_the_order(gestand: Gestand, tmp_path: Path) -> None:
    queries = write(tmp_path / "q.jsonl.gz", QUERIES)
    outs = []
    for name, letters in (("a", LETTERS), ("b", LETTERS[::-1])):
        out = tmp_path / f"{name}.json"
        gestand("rank", queries, write(tmp_path / f"{name}.jsonl", letters), "--json", out)
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


@pytest.mark.parametrize(
    "line, says",
    [
        ("{", "regel 2 is geen JSON."),
        ("3", "regel 2 is geen JSON-object."),
        ('{"id": "x"}', "regel 2 mist “text”."),
        ('{"id": "x", "text": "x", "date": "gisteren"}', "regel 2 heeft een “date” die niet kan."),
        (json.dumps(QUERIES[0]), "regel 2 heeft een “id” die al eerder voorkwam."),
    ],
)
@pytest.mark.parametrize("bad", ["q.jsonl", "p.jsonl"])
def test_a_bad_line_ends_it_with_one_line(
    gestand: Gestand, tmp_path: Path, bad: str, line: str, says: str
) -> None:
    for name in ("q.jsonl", "p.jsonl"):
        write(tmp_path / name, QUERIES[:1])
    path = tmp_path / bad
    path.write_text(f"{json.dumps(QUERIES[0])}\n{line}\n", "utf-8")
    out = tmp_path / "out.json"
    done = gestand("rank", tmp_path / "q.jsonl", tmp_path / "p.jsonl", "--json", out)
    assert done.exit_code == 1
    assert done.stderr == f"Error: {path}: {says}\n"
    assert not out.exists()


def test_a_file_that_is_not_there_is_named(gestand: Gestand, tmp_path: Path) -> None:
    queries = write(tmp_path / "q.jsonl", QUERIES)
    done = gestand("rank", queries, tmp_path / "none.jsonl", "--json", tmp_path / "out.json")
    assert done.exit_code == 1
    assert "none.jsonl: bestaat niet" in done.stderr


def test_an_outcome_that_cannot_be_written_is_said(gestand: Gestand, tmp_path: Path) -> None:
    queries = write(tmp_path / "q.jsonl", QUERIES)
    letters = write(tmp_path / "p.jsonl", LETTERS)
    done = gestand("rank", queries, letters, "--json", tmp_path / "no" / "out.json")
    assert done.exit_code == 1
    assert "schrijven lukt niet" in done.stderr
