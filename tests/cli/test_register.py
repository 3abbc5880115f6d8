"""How commands open a register: once, whole, and with one line where that cannot be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.cli.register import as_marked, get_seeds, open_choice
from app.services.registers import mark_as_demo
from app.session import transaction
from app.settings import DEFAULTS, RegisterChoice, Settings, get_settings
from app.store.connect import make_engine
from app.store.documents import Document
from app.store.items import Committee, Ministry
from tests.cli.conftest import Gestand
from tests.cli.files import LETTER

AT_ONCE = 4


def test_several_first_starts_at_once_enter_the_fixed_lists_once(database_url: str) -> None:
    choice = RegisterChoice(database_url, is_demo=False, file=None)
    start = threading.Barrier(AT_ONCE)

    def open_it() -> None:
        start.wait()
        open_choice(choice).dispose()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for opened in [pool.submit(open_it) for _ in range(AT_ONCE)]:
            opened.result()
    engine = make_engine(database_url)
    with Session(engine) as session:
        for table, seeds in (
            (Ministry, get_seeds().ministries),
            (Committee, get_seeds().committees),
        ):
            assert session.scalar(select(func.count()).select_from(table)) == len(seeds)
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nergens://huis", "GESTAND_DATABASE_URL is geen adres"),
        ("geen adres", "GESTAND_DATABASE_URL is geen adres"),
        ("sqlite:///{folder}/nergens/register.sqlite", "gaat niet open"),
        ("sqlite:///{folder}/brief.txt", "gaat niet open"),
        ("postgresql+psycopg://x@/x?host={folder}", "gaat niet open"),
    ],
)
def test_a_register_that_does_not_open_gets_one_line(
    gestand: Gestand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    (tmp_path / "brief.txt").write_text("Geachte voorzitter", "utf-8")
    monkeypatch.setenv("GESTAND_DATABASE_URL", url.format(folder=tmp_path))
    get_settings.cache_clear()
    done = gestand("user", "list")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert words in done.stderr.splitlines()[0]


def test_a_setting_that_cannot_be_is_named(
    gestand: Gestand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GESTAND_SMTP_PORT", "vijf")
    get_settings.cache_clear()
    done = gestand("user", "list")
    assert done.exit_code == 1
    assert "\nsmtp_port: " in done.stderr


def test_a_file_with_settings_that_is_no_toml_is_named(
    gestand: Gestand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "local.toml").write_text("smtp_port: 25\n", "utf-8")
    monkeypatch.setitem(Settings.model_config, "toml_file", [DEFAULTS, tmp_path / "local.toml"])
    get_settings.cache_clear()
    done = gestand("user", "list")
    assert done.exit_code == 1
    assert "\nconfig/local.toml: " in done.stderr


@pytest.mark.parametrize(
    "command",
    [("import",), ("import", "--dry-run"), ("user", "list"), ("user", "add", "a@x.example")],
    ids=" ".join,
)
def test_the_demo_is_known_by_its_mark_wherever_it_lies(
    own: Gestand, database_url: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "een.txt").write_text(LETTER, "utf-8")
    engine = open_choice(RegisterChoice(database_url, is_demo=False, file=None))
    with transaction(engine) as session:
        mark_as_demo(session)
    name, *options = command
    paths = [tmp_path / "een.txt"] if name == "import" else []
    done = own(name, *options, *paths)
    assert done.exit_code == 1
    assert "Dit is het demonstratieregister" in done.stderr
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Document)) == 0
    assert as_marked(RegisterChoice(database_url, is_demo=False, file=None), engine).is_demo
    engine.dispose()


def test_the_preview_of_a_demo_says_so_wherever_it_lies(
    own: Gestand, database_url: str, tmp_path: Path
) -> None:
    engine = open_choice(RegisterChoice(database_url, is_demo=False, file=None))
    with transaction(engine) as session:
        mark_as_demo(session)
    engine.dispose()
    assert own("digest", "--preview", tmp_path).stdout.startswith("[Demonstratie] ")


def test_a_dry_upgrade_of_a_newer_register_gets_one_line(own: Gestand, database_url: str) -> None:
    assert "is bij" in own("upgrade", "--dry-run").stdout
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    engine.dispose()
    for options in ([], ["--dry-run"]):
        done = own("upgrade", *options)
        assert done.exit_code == 1
        assert "nieuwere versie" in done.stderr.splitlines()[0]


def test_a_dry_upgrade_of_what_does_not_open_gets_one_line(
    gestand: Gestand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GESTAND_DATABASE_URL", f"postgresql+psycopg://x@/x?host={tmp_path}")
    get_settings.cache_clear()
    done = gestand("upgrade", "--dry-run")
    assert done.exit_code == 1
    assert "gaat niet open" in done.stderr.splitlines()[0]


def test_a_new_register_is_its_owners_alone(
    gestand: Gestand, data_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "een.txt").write_text(LETTER, "utf-8")
    gestand("import", tmp_path / "een.txt")
    engine = make_engine(f"sqlite:///{data_folder / 'gestand.sqlite'}")
    with transaction(engine) as session:
        mark_as_demo(session)
        rights = {file.name: file.stat().st_mode & 0o777 for file in data_folder.iterdir()}
    engine.dispose()
    assert {"gestand.sqlite", "gestand.sqlite-wal", "gestand.sqlite-shm"} <= set(rights)
    assert set(rights.values()) == {0o600}
