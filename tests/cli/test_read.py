"""`read`: one JSON for each paper, its spans in the text as it came in."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Gestand
from tests.cli.files import BAD, LETTER, make_pdf, write_bad


def load(file: Path) -> dict[str, Any]:
    """Read one output."""
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def marks(seen: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the marks of all four lists."""
    lists = ("references", "motions", "commitments", "fulfilments")
    return [mark for name in lists for mark in seen[name]]


def test_a_text_gives_one_file_whose_spans_index_it(gestand: Gestand, tmp_path: Path) -> None:
    content = ("\ufeff" + LETTER.replace("\n", "\r\n")).encode()
    (tmp_path / "brief.txt").write_bytes(content)
    done = gestand("read", tmp_path / "brief.txt", "--json", tmp_path / "uit")
    assert (done.exit_code, done.output) == (0, "")
    assert [file.name for file in (tmp_path / "uit").iterdir()] == ["brief.json"]
    seen = load(tmp_path / "uit" / "brief.json")
    assert seen["document"] == "brief"
    assert seen["reader"]
    assert seen["metadata"]["date"] == "2025-03-03"
    assert seen["references"][0]["ids"] == ["kst-39501-4"]
    assert seen["commitments"][0]["deadline"]["latest"] == "2025-06-30"
    source = content.decode()
    for mark in marks(seen):
        words = " ".join(source[start:end] for start, end in mark["spans"])
        assert " ".join(words.split()) == mark["quote"]


def test_windows_1252_counts_characters_not_bytes(gestand: Gestand, tmp_path: Path) -> None:
    content = LETTER.replace("veerboten", "één café’s").encode("windows-1252")
    (tmp_path / "oud.txt").write_bytes(content)
    gestand("read", tmp_path / "oud.txt", "--json", tmp_path)
    source = content.decode("windows-1252")
    (promise,) = load(tmp_path / "oud.json")["commitments"]
    assert "één café’s" in " ".join(source[slice(*promise["spans"][0])].split())


def test_a_pdf_gives_its_text_beside_it(gestand: Gestand, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(make_pdf(LETTER))
    assert gestand("read", tmp_path / "brief.pdf", "--json", tmp_path / "uit").exit_code == 0
    written = sorted(file.name for file in (tmp_path / "uit").iterdir())
    assert written == ["brief.pdf.json", "brief.pdf.txt"]
    seen = load(tmp_path / "uit" / "brief.pdf.json")
    source = (tmp_path / "uit" / "brief.pdf.txt").read_bytes().decode()
    assert seen["document"] == "brief.pdf"
    (promise,) = seen["commitments"]
    assert "Ik zal uw Kamer" in source[slice(*promise["spans"][0])]


def test_a_file_that_cannot_be_read_stops_no_other(gestand: Gestand, tmp_path: Path) -> None:
    write_bad(tmp_path)
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    named = [tmp_path / name for name in (*BAD, "nergens.txt", "brief.txt")]
    done = gestand("read", *named, "--json", tmp_path / "uit")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == len(BAD) + 1
    assert [file.name for file in (tmp_path / "uit").iterdir()] == ["brief.json"]


@pytest.mark.parametrize(
    "names",
    [("a/x.txt", "b/x.txt"), ("x.pdf", "x.pdf.txt"), ("a/x.pdf", "b/x.pdf"), ("x.txt", "x.txt")],
)
def test_two_papers_of_one_name_are_refused_before_anything_is_written(
    gestand: Gestand, tmp_path: Path, names: tuple[str, str]
) -> None:
    for name in ("eerst.txt", *names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(make_pdf("x") if name.endswith("pdf") else LETTER.encode())
    named = [tmp_path / name for name in ("eerst.txt", *names)]
    done = gestand("read", *named, "--json", tmp_path / "uit")
    assert done.exit_code == 2
    assert "geven allebei" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_what_is_not_read_takes_no_name(gestand: Gestand, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    (tmp_path / "brief").write_text(LETTER, "utf-8")
    done = gestand("read", tmp_path / "brief.txt", tmp_path / "brief", "--json", tmp_path / "uit")
    assert done.exit_code == 1
    assert (tmp_path / "uit" / "brief.json").exists()


def test_a_folder_is_no_file(gestand: Gestand, tmp_path: Path) -> None:
    done = gestand("read", tmp_path, "--json", tmp_path / "uit")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{tmp_path}: is een map; noem de bestanden zelf")


def test_a_folder_that_cannot_be_made_gets_one_line(gestand: Gestand, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    done = gestand("read", tmp_path / "brief.txt", "--json", tmp_path / "brief.txt" / "uit")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_it_needs_no_register(gestand: Gestand, tmp_path: Path, data_folder: Path) -> None:
    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    gestand("read", tmp_path / "brief.txt", "--json", tmp_path)
    assert not data_folder.exists()
