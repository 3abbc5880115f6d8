"""How commands open a register: once, whole, and with one line where that cannot be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cli.register import get_seeds, open_choice
from app.settings import DEFAULTS, RegisterChoice, Settings, get_settings
from app.store.connect import make_engine
from app.store.items import Committee, Ministry
from tests.cli.conftest import Gestand

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
