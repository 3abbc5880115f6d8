"""`import`: counts that add up, nothing twice, nothing lost, one line for what is refused."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from app.services import receiving
from app.services.intake import ImportResult, PreparedDocument, store_prepared
from app.settings import get_settings, real_register
from app.store.connect import make_engine
from app.store.documents import Document, MotionMentionRow, Statement
from app.store.items import Candidate
from app.store.links import Suggestion
from tests.cli.conftest import Gestand
from tests.cli.files import BAD, LATER, LETTER, make_pdf, write_bad

ROWS = {
    "nieuw": Document,
    "kandidaten": Candidate,
    "moties genoemd": MotionMentionRow,
    "uitspraken": Statement,
    "suggesties": Suggestion,
}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Give a folder with two letters that belong together."""
    folder = tmp_path / "brieven"
    folder.mkdir()
    (folder / "een.txt").write_text(LETTER, "utf-8")
    (folder / "twee.txt").write_text(LATER, "utf-8")
    return folder


def figures(report: str) -> dict[str, int]:
    """Read the numbers of a report."""
    found = re.findall(r"^ *([A-Za-z ]+?) +(\d+)(?: |$)", report, re.MULTILINE)
    return {name.lower(): int(number) for name, number in found}


def open_register() -> Engine:
    """Open what the commands of this test opened."""
    return make_engine(real_register(get_settings()).url)


def count_rows() -> dict[str, int]:
    """Count what stands in the register."""
    engine = open_register()
    with Session(engine) as session:
        counted = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in ROWS.items()
        }
    engine.dispose()
    return counted


def adds_up(told: dict[str, int]) -> bool:
    """Say whether every file seen was counted once."""
    ends = ("nieuw", "al bekend", "geweigerd", "overgeslagen")
    return told["bestanden gezien"] == sum(told[end] for end in ends)


def test_the_report_tells_what_stands_in_the_register(own: Gestand, letters: Path) -> None:
    done = own("import", letters)
    told = figures(done.stdout)
    assert (done.exit_code, told["nieuw"]) == (0, 2)
    assert adds_up(told)
    assert {name: told[name] for name in ROWS} == count_rows()
    assert told["kandidaten"] >= 1
    assert told["suggesties"] >= 1
    assert told["verwijzingen"] == 2


def test_a_second_import_changes_nothing(own: Gestand, letters: Path) -> None:
    own("import", letters)
    before = count_rows()
    done = own("import", letters)
    told = figures(done.stdout)
    assert (done.exit_code, told["nieuw"], told["al bekend"]) == (0, 0, 2)
    assert told["kandidaten"] == told["suggesties"] == 0
    assert count_rows() == before


def test_each_bad_file_gets_one_line_and_the_rest_goes_on(own: Gestand, letters: Path) -> None:
    write_bad(letters)
    done = own("import", letters)
    told = figures(done.stdout)
    assert done.exit_code == 1
    assert (told["nieuw"], told["geweigerd"]) == (2, len(BAD))
    assert adds_up(told)
    lines = done.stderr.splitlines()
    for name, (_, word) in BAD.items():
        (line,) = [line for line in lines if f"{name}: " in line]
        assert word in line
        assert ";" in line  # what to do about it


def test_a_file_over_the_limit_is_refused(
    own: Gestand, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GESTAND_MAX_FILE_MEGABYTES", "1")
    get_settings.cache_clear()
    (letters / "groot.txt").write_text("Geachte voorzitter. " * 60_000, "utf-8")
    done = own("import", letters)
    assert done.exit_code == 1
    assert "groot.txt: is groter dan 1 MB; splits het stuk, of verhoog" in done.stderr
    assert adds_up(figures(done.stdout))


def test_what_a_folder_holds_besides_is_counted_by_reason(gestand: Gestand, letters: Path) -> None:
    (letters / ".verborgen.txt").write_text(LETTER, "utf-8")
    (letters / "bijlage.docx").write_bytes(b"PK")
    (letters / "lijst.XLSX").write_bytes(b"PK")
    (letters / "los").symlink_to(letters / "nergens")
    done = gestand("import", letters, letters / "een.txt")
    told = figures(done.stdout)
    assert done.exit_code == 0
    assert (told["bestanden gezien"], told["overgeslagen"]) == (7, 5)
    assert adds_up(told)
    (line,) = [line for line in done.stdout.splitlines() if "overgeslagen" in line]
    assert "verborgen: 1" in line
    assert ".docx 1, .xlsx 1" in line
    assert "dubbel genoemd: 1" in line
    assert "geen gewoon bestand: 1" in line


def test_a_file_of_another_form_that_is_named_is_refused(gestand: Gestand, letters: Path) -> None:
    (letters / "bijlage.docx").write_bytes(b"PK")
    done = gestand("import", letters / "bijlage.docx")
    assert done.exit_code == 1
    assert ".pdf of .txt" in done.stderr


def test_refusing_everything_makes_no_register(
    gestand: Gestand, data_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "leeg.txt").touch()
    assert gestand("import", tmp_path / "leeg.txt").exit_code == 1
    assert not data_folder.exists()


def test_the_first_import_makes_the_register_and_says_what_is_next(
    gestand: Gestand, letters: Path, data_folder: Path
) -> None:
    done = gestand("import", letters)
    assert (data_folder / "gestand.sqlite").exists()
    assert not (data_folder / "demo.sqlite").exists()
    assert "user add" in done.stdout
    assert "./run serve" in done.stdout
    gestand("user", "add", "b@voorbeeld.example", "--name", "B. Beheer", "--generate")
    assert "user add" not in gestand("import", letters).stdout


def test_a_dry_run_counts_and_changes_nothing(own: Gestand, letters: Path) -> None:
    done = own("import", letters, letters / "een.txt", "--dry-run")
    told = figures(done.stdout)
    assert told["nieuw"] == 2
    assert adds_up(told)
    assert sum(count_rows().values()) == 0
    own("import", letters / "een.txt")
    told = figures(own("import", letters, "--dry-run").stdout)
    assert (told["nieuw"], told["al bekend"]) == (1, 1)


def test_a_dry_run_makes_no_register(gestand: Gestand, letters: Path, data_folder: Path) -> None:
    assert figures(gestand("import", letters, "--dry-run").stdout)["nieuw"] == 2
    assert not data_folder.exists()


def test_a_date_is_for_papers_that_print_none(own: Gestand, letters: Path) -> None:
    undated = LETTER.replace("Den Haag, 3 maart 2025\n\n", "")
    (letters / "drie.txt").write_text(undated, "utf-8")
    own("import", letters)
    done = own("import", letters, "--date", "2025-03-04")
    assert "waarvan nu een datum kregen: 1" in done.stdout
    assert "een.txt: het stuk noemt zelf 3 maart 2025; 4 maart 2025 is niet gebruikt." in (
        done.stderr
    )
    assert "drie.txt" not in done.stderr
    assert adds_up(figures(done.stdout))


def test_pdf_and_text_of_one_letter_are_two_papers(own: Gestand, letters: Path) -> None:
    (letters / "een.pdf").write_bytes(make_pdf(LETTER))
    assert figures(own("import", letters).stdout)["nieuw"] == 3


def test_a_path_that_is_not_there_gets_one_line_and_the_rest_goes_on(
    gestand: Gestand, letters: Path, data_folder: Path
) -> None:
    done = gestand("import", letters / "nergens")
    assert done.exit_code == 1
    assert done.stderr == f"{letters / 'nergens'}: bestaat niet; kijk of de naam klopt.\n"
    assert not data_folder.exists()
    done = gestand("import", letters / "nergens", letters)
    told = figures(done.stdout)
    assert (done.exit_code, told["nieuw"], told["geweigerd"]) == (1, 2, 1)
    assert adds_up(told)


def test_a_name_that_is_no_utf8_is_kept_as_it_can_be_written(own: Gestand, letters: Path) -> None:
    folder = os.fsencode(letters)
    (letters / "een.txt").rename(os.fsdecode(folder + b"/brief-\xe9\xff.txt"))
    (letters / "leeg").touch()
    (letters / "leeg").rename(os.fsdecode(folder + b"/leeg-\xe9.txt"))
    (letters / "vreemd").touch()
    (letters / "vreemd").rename(os.fsdecode(folder + b"/x.\xe9"))
    done = own("import", letters)
    told = figures(done.stdout)
    assert (told["nieuw"], told["geweigerd"], told["overgeslagen"]) == (2, 1, 1)
    assert r"leeg-\udce9.txt: is leeg" in done.stderr
    assert r".\udce9 1" in done.stdout
    engine = open_register()
    with Session(engine) as session:
        names = set(session.scalars(select(Document.name)))
    engine.dispose()
    assert names == {r"brief-\udce9\udcff", "twee"}


def test_the_longest_name_fits(own: Gestand, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(LETTER, "utf-8")
    long = os.fsencode(tmp_path) + b"/" + b"\xe9" * 251 + b".txt"
    (tmp_path / "x").rename(os.fsdecode(long))
    assert figures(own("import", tmp_path).stdout)["nieuw"] == 1


def test_a_link_to_itself_is_passed_over(gestand: Gestand, letters: Path) -> None:
    (letters / "rond.txt").symlink_to(letters / "rond.txt")
    told = figures(gestand("import", letters).stdout)
    assert (told["nieuw"], told["overgeslagen"]) == (2, 1)
    done = gestand("import", letters / "rond.txt")
    assert done.exit_code == 1
    assert "rond.txt: is niet te openen" in done.stderr


def test_words_and_paragraphs_of_any_length_come_in(own: Gestand, letters: Path) -> None:
    word = "walstroom" * 16
    (letters / "woord.txt").write_text(LETTER.replace("proef", f"proef met {word}"), "utf-8")
    words = " ".join(f"haven{number:06}" for number in range(150_000))
    (letters / "alinea.txt").write_text(f"{LETTER}\n{words}\n", "utf-8")
    done = own("import", letters)
    told = figures(done.stdout)
    assert (done.exit_code, told["nieuw"]) == (0, 4), done.stderr


@pytest.mark.parametrize(
    "error",
    [
        DataError("INSERT", {}, ValueError("value too long\nCONTEXT: a table")),
        UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed"),
    ],
    ids=["too long", "no text"],
)
def test_what_the_database_does_not_take_is_refused_and_the_rest_goes_on(
    own: Gestand, letters: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    (letters / "dubbel.txt").write_text(LETTER.replace("3 maart", "4 maart"), "utf-8")

    def store(session: Session, prepared: PreparedDocument, **given: Any) -> ImportResult:
        result = store_prepared(session, prepared, **given)
        if prepared.name == "dubbel":
            raise error
        return result

    monkeypatch.setattr(receiving, "store_prepared", store)
    done = own("import", letters)
    told = figures(done.stdout)
    assert (done.exit_code, told["nieuw"], told["geweigerd"]) == (1, 2, 1)
    assert adds_up(told)
    (line,) = [line for line in done.stderr.splitlines() if "dubbel.txt: past niet" in line]
    assert "CONTEXT" not in line
    assert told["suggesties"] == count_rows()["suggesties"] == 1


def test_a_database_in_trouble_ends_the_import(
    own: Gestand, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(*_: Any, **__: Any) -> ImportResult:
        raise OperationalError("INSERT", {}, OSError("disk full"))

    monkeypatch.setattr(receiving, "store_prepared", store)
    done = own("import", letters)
    assert done.exit_code == 1
    assert "Het register gaf een fout: disk full" in done.stderr
