import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import BadLine, LineFault, Unreadable
from app.domain.ranking import RankQuery, TitledLetter
from app.sources.json_lines import read_letters, read_queries

LETTER = {"id": "b1", "text": "De Kraanbrug", "date": "2030-06-01", "dossier_title": "Havens"}


def write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def test_a_letter_has_a_title_a_day_and_a_dossier(tmp_path: Path) -> None:
    path = write(tmp_path / "p.jsonl", LETTER | {"more": 1}, {"id": 7, "text": ""})
    assert list(read_letters(path)) == [
        TitledLetter("b1", "De Kraanbrug", date(2030, 6, 1), "Havens"),
        TitledLetter("7", ""),
    ]


def test_a_query_may_name_one_or_more_of_each(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {"id": "a", "text": "x", "date": "2030-06-01T12:00:00", "actor": "Jansma", "ids": None},
        {"id": "b", "text": "y", "date": None, "actor": ["Bos", ""], "ids": ["kst-1-2"]},
        {"id": "c", "text": "z", "date": "", "dossier": "Havens"},
    )
    assert list(read_queries(path)) == [
        RankQuery("a", "x", date(2030, 6, 1), ("Jansma",)),
        RankQuery("b", "y", None, ("Bos",), ("kst-1-2",)),
        RankQuery("c", "z", dossier="Havens"),
    ]


def test_a_packed_file_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "pool.data"
    path.write_bytes(gzip.compress(f"\ufeff\n\n{json.dumps(LETTER)}\n".encode()))
    assert [letter.id for letter in read_letters(path)] == ["b1"]


@pytest.mark.parametrize(
    "line, fault, field",
    [
        ("{", LineFault.NO_JSON, ""),
        ("[" * 100_000, LineFault.NO_JSON, ""),
        ("[1]", LineFault.NO_OBJECT, ""),
        ('{"text": "x"}', LineFault.MISSING, "id"),
        ('{"id": "", "text": "x"}', LineFault.MISSING, "id"),
        ('{"id": true, "text": "x"}', LineFault.WRONG, "id"),
        ('{"id": "b2"}', LineFault.MISSING, "text"),
        ('{"id": "b2", "text": 3}', LineFault.WRONG, "text"),
        ('{"id": "b2", "text": "x", "date": "1 mei"}', LineFault.WRONG, "date"),
        ('{"id": "b2", "text": "x", "date": "2030-06-012"}', LineFault.WRONG, "date"),
        ('{"id": "b2", "text": "x", "date": 2030}', LineFault.WRONG, "date"),
        ('{"id": "b2", "text": "x", "dossier_title": 1}', LineFault.WRONG, "dossier_title"),
        ('{"id": "b1", "text": "x"}', LineFault.TWICE, "id"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, fault: LineFault, field: str) -> None:
    path = tmp_path / "pool.jsonl"
    path.write_text(f"{json.dumps(LETTER)}\n\n{line}\n", "utf-8")
    with pytest.raises(BadLine) as caught:
        list(read_letters(path))
    error = caught.value
    assert (error.file, error.line, error.fault, error.field) == (str(path), 3, fault, field)


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", {"id": "a", "text": "x", "ids": [1]})
    with pytest.raises(BadLine, match=r"line 1: wrong ids"):
        list(read_queries(path))


def test_what_is_no_text_or_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pool.jsonl"
    path.write_bytes(b'{"id": "b1", "text": "x"}\n\xff\n')
    with pytest.raises(BadLine) as caught:
        list(read_letters(path))
    assert (caught.value.line, caught.value.fault) == (2, LineFault.NO_TEXT)
    path.write_bytes(gzip.compress(json.dumps(LETTER).encode() * 99)[:-9])
    with pytest.raises(BadLine, match="no_text"):
        list(read_letters(path))


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        list(read_letters(tmp_path / "none.jsonl"))
