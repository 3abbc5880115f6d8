"""`motions import`: what became of motions, from a CSV."""

from pathlib import Path

from tests.cli.conftest import Gestand

HEAD = "nummer;uitkomst;datum;stemmen;appreciatie\n"
LETTER = """Den Haag, 3 maart 2026

Geachte voorzitter,

Met deze brief geef ik uitvoering aan de motie van het lid Verzonnen (Kamerstuk 39 501, nr. 8).

De Minister van Havenzaken,
P. Verzonnen
"""


def write(folder: Path, text: str) -> str:
    file = folder / "moties.csv"
    file.write_text(f"{HEAD}{text}", "utf-8-sig")
    return str(file)


def test_a_file_is_tried_first_and_then_put_down(own: Gestand, tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text(LETTER, "utf-8")
    assert own("import", str(letter)).exit_code == 0
    file = write(
        tmp_path, "39 501, nr. 8;aangenomen;3-2-2026;;oordeel Kamer\nkst-39999-1;;;;geen\n"
    )
    tried = own("motions", "import", file, "--dry-run")
    assert "1 gewijzigd, 0 gelijk, 1 niet in het register" in tried.stdout
    assert "niets gewijzigd" in tried.stdout
    done = own("motions", "import", file)
    assert (done.exit_code, "gewijzigd: M-39501-8" in done.stdout) == (0, True)
    assert "0 gewijzigd, 1 gelijk" in own("motions", "import", file).stdout
    late = own("motions", "import", write(tmp_path, "39 501, nr. 8;aangenomen;3-2-2199;;\n"))
    assert (late.exit_code, "regel 2: deze dag moet nog komen" in late.output) == (1, True)


def test_one_wrong_row_stops_all_with_a_line_each(own: Gestand, tmp_path: Path) -> None:
    done = own("motions", "import", write(tmp_path, "39 501;gehaald;;;\nkst-39501-8;gehaald;;;\n"))
    assert done.exit_code == 1
    assert "regel 2: '39 501' is geen nummer" in done.output
    assert "regel 3: 'gehaald' is geen uitkomst; kies uit: aangenomen" in done.output


def test_a_file_that_is_no_text_is_refused(own: Gestand, tmp_path: Path) -> None:
    file = tmp_path / "moties.csv"
    file.write_bytes(b"\xff\xfe\x00")
    assert "geen leesbare tekst" in own("motions", "import", str(file)).output
