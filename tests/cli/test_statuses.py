"""`statuses import`: what other registers call the state of our items."""

from pathlib import Path

from tests.cli.conftest import Gestand

HEAD = "nummer;bron;kenmerk;status\n"


def write(folder: Path, text: str) -> str:
    file = folder / "standen.csv"
    file.write_text(f"{HEAD}{text}", "utf-8-sig")
    return str(file)


def test_an_item_that_is_not_here_is_named(own: Gestand, tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Den Haag, 3 maart 2026\n\nIk zal de Kamer informeren.\n", "utf-8")
    own("import", str(letter))
    file = write(tmp_path, "G26-NERGENS;tweede-kamer;TZ202504-057;Afgedaan\n")
    tried = own("statuses", "import", file, "--dry-run")
    assert (tried.exit_code, "niets gewijzigd" in tried.stdout) == (0, True)
    done = own("statuses", "import", file)
    assert "niet in het register: G26-NERGENS" in done.stdout
    assert "0 bewaard, 0 gelijk, 1 niet in het register, 0 onbekende woorden" in done.stdout


def test_one_wrong_line_stops_all(own: Gestand, tmp_path: Path) -> None:
    done = own("statuses", "import", write(tmp_path, "G26-1;raad;1;Open\nG26-1;tweede-kamer;;\n"))
    assert done.exit_code == 1
    assert "regel 2: 'raad' is geen bron; kies uit: tweede-kamer" in done.output
    assert "regel 3: de kolom kenmerk is leeg" in done.output
    file = tmp_path / "standen.csv"
    file.write_bytes(b"\xff\xfe\x00")
    assert "geen leesbare tekst" in own("statuses", "import", str(file)).output
