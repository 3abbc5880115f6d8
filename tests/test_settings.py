"""Settings: the file that is the manual, what weighs more, and which register a command opens."""

import itertools
import stat
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from app import settings
from app.settings import Settings


@pytest.fixture(autouse=True)
def no_files_but_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what somebody may have set on this machine."""
    monkeypatch.delenv("GESTAND_DATA_FOLDER")
    monkeypatch.setitem(Settings.model_config, "toml_file", [settings.DEFAULTS])


def make_settings(**values: object) -> Settings:
    return Settings(**values)  # type: ignore[arg-type]  # the values are checked by the model


def test_the_manual_names_every_setting_and_no_other() -> None:
    manual = tomllib.loads(settings.DEFAULTS.read_text(encoding="utf-8"))
    assert sorted(manual) == sorted(Settings.model_fields)


def test_every_setting_is_explained_in_the_manual() -> None:
    lines = settings.DEFAULTS.read_text(encoding="utf-8").splitlines()
    explained = {
        line.split(" = ")[0]
        for before, line in itertools.pairwise(lines)
        if " = " in line and (before.startswith("#") or " = " in before)
    }
    assert set(Settings.model_fields) <= explained


def test_no_setting_has_a_second_default() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.is_required()] == []


def test_the_environment_wins_over_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAND_SESSION_HOURS", "3")
    assert make_settings().session_hours == 3


def test_a_file_of_ones_own_wins_over_the_manual(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "local.toml").write_text("session_hours = 4\n")
    files = [settings.DEFAULTS, tmp_path / "local.toml"]
    monkeypatch.setitem(Settings.model_config, "toml_file", files)
    assert make_settings().session_hours == 4


def test_an_unknown_name_in_a_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "local.toml").write_text("sesion_hours = 4\n")
    files = [settings.DEFAULTS, tmp_path / "local.toml"]
    monkeypatch.setitem(Settings.model_config, "toml_file", files)
    with pytest.raises(ValidationError, match="sesion_hours"):
        make_settings()


def test_the_demo_opens_until_there_is_a_register(tmp_path: Path) -> None:
    chosen = make_settings(data_folder=tmp_path)
    assert settings.current_register(chosen).is_demo
    assert not settings.real_register(chosen).exists
    (tmp_path / "gestand.sqlite").touch()
    assert not settings.current_register(chosen).is_demo
    assert settings.demo_register(chosen).url == f"sqlite:///{tmp_path / 'demo.sqlite'}"


def test_a_url_chooses_the_register(tmp_path: Path) -> None:
    chosen = make_settings(data_folder=tmp_path, database_url="postgresql+psycopg://h/g")
    register = settings.current_register(chosen)
    assert (register.url, register.is_demo, register.exists) == (
        "postgresql+psycopg://h/g",
        False,
        True,
    )


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    chosen = make_settings(data_folder=tmp_path / "new")
    first = settings.secret_key(chosen)
    assert len(first) >= 48
    assert settings.secret_key(chosen) == first
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_a_key_that_was_set_makes_no_file(tmp_path: Path) -> None:
    chosen = make_settings(data_folder=tmp_path, secret_key="set")
    assert settings.secret_key(chosen) == "set"
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    "address", ["https://bücher.example", "gestand.example", "https://g.example/", "https://g .nl"]
)
def test_an_address_that_no_mail_can_hold_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="alleen ASCII-tekens"):
        make_settings(site_url=address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "https://xn--bcher-kva.example/x"])
def test_an_address_of_a_website_does(address: str) -> None:
    assert make_settings(site_url=address).site_url == address
