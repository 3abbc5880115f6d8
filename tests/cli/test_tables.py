"""`tables`: read in, given, and followed, by an operator."""

from pathlib import Path

from tests.cli.conftest import Gestand

HEAD = "office,name,from,until\n"


def write(folder: Path, text: str) -> str:
    file = folder / "tabel.csv"
    file.write_text(text, "utf-8")
    return str(file)


def test_a_table_is_given_and_read_in_again_without_change(own: Gestand, tmp_path: Path) -> None:
    given = own("tables", "export", "ambten")
    assert given.stdout.startswith("office,ministry,from,until,successors,also,")
    done = own("tables", "import", "ambten", write(tmp_path, given.stdout))
    assert done.exit_code == 0
    assert "0 nieuw, 0 gewijzigd" in done.stdout


def test_a_change_is_shown_first_and_then_made(own: Gestand, tmp_path: Path) -> None:
    file = write(tmp_path, HEAD + "Minister van Defensie,Ada Kadewal,2005-01-01,2006-01-01\n")
    asked = own("tables", "import", "bewindspersonen", file, "--dry-run")
    assert "nieuw: Minister van Defensie: Ada Kadewal" in asked.stdout
    assert "niets gewijzigd" in asked.stdout
    assert "Ada Kadewal" not in own("tables", "export", "bewindspersonen").stdout
    done = own("tables", "import", "bewindspersonen", file)
    assert "1 nieuw, 0 gewijzigd, 0 gelijk" in done.stdout
    assert "Ada Kadewal" in own("tables", "export", "bewindspersonen").stdout


def test_one_wrong_line_stops_all_with_a_line_each(own: Gestand, tmp_path: Path) -> None:
    lines = "Minister van Defensie,Ada Kadewal,gisteren,\nMinister van Wind,Bo Eb,2005-01-01,\n"
    done = own("tables", "import", "bewindspersonen", write(tmp_path, HEAD + lines))
    assert done.exit_code == 1
    assert "regel 2, kolom from: “gisteren” is geen dag" in done.output
    lines = "Minister van Wind,Bo Eb,2005-01-01,\n"
    done = own("tables", "import", "bewindspersonen", write(tmp_path, HEAD + lines))
    assert "regel 2, kolom office: ambt “Minister van Wind” staat niet" in done.output


def test_a_file_that_is_no_text_is_refused(own: Gestand, tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(b"\xff\xfe\x00")
    done = own("tables", "import", "ambten", str(file))
    assert done.exit_code == 1
    assert "geen leesbare tekst" in done.output


def test_without_open_commitments_there_is_nothing_to_follow(own: Gestand) -> None:
    assert "0 toezeggingen volgen" in own("tables", "follow", "--dry-run").stdout
    assert "0 toezeggingen volgen" in own("tables", "follow", "--reason", "wisseling").stdout
