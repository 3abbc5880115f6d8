"""The start: what `./run` installs, keeps and says, without installing anything here."""

import importlib.util
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load `run` as a module that installs into an empty folder, and writes down what it would."""
    loader = SourceFileLoader("gestand_run", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("gestand_run", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, value in (
        ("TOOLS", tmp_path / ".tools"),
        ("VENV", venv),
        ("PYTHON", venv / "python"),
        ("STAMP", venv / "stamp.txt"),
        ("find_uv", lambda _env: "uv"),
    ):
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the sets of each installation in place of carrying it out."""
    made: list[list[str]] = []

    def install(_uv: str, sets: list[str], _env: dict[str, str]) -> bool:
        run.VENV.mkdir(exist_ok=True)
        run.PYTHON.touch()
        made.append(sets)
        return True

    monkeypatch.setattr(run, "install_with_uv", install)
    return made


def test_a_second_start_installs_nothing(run: ModuleType, installed: list[list[str]]) -> None:
    run.prepare(["run"], {})
    run.prepare(["run"], {})
    assert installed == [["run"]]


def test_a_server_keeps_what_tests_added(run: ModuleType, installed: list[list[str]]) -> None:
    run.prepare(["run"], {})
    run.prepare(run.TESTED_SETS, {})
    run.prepare(["run"], {})
    assert installed == [["run"], ["run", "test", "browser"]]


def test_a_broken_environment_is_made_anew(run: ModuleType, installed: list[list[str]]) -> None:
    run.prepare(["run"], {})
    run.PYTHON.unlink()
    run.prepare(["run"], {})
    assert installed == [["run"], ["run"]]


def test_changed_requirements_are_installed(
    run: ModuleType, installed: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run.txt").write_text("flask==1\n")
    monkeypatch.setattr(run, "REQUIREMENTS", tmp_path)
    run.prepare(["run"], {})
    (tmp_path / "run.txt").write_text("flask==2\n")
    run.prepare(["run"], {})
    assert len(installed) == 2


def test_pip_takes_over_where_uv_fails(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def with_pip(sets: list[str], _env: dict[str, str]) -> bool:
        run.VENV.mkdir()
        asked.append(sets)
        return True

    monkeypatch.setattr(run, "install_with_uv", lambda *_: False)
    monkeypatch.setattr(run, "install_with_pip", with_pip)
    run.prepare(["run"], {})
    assert asked == [["run"]]


@pytest.mark.usefixtures("installed")
def test_nothing_is_stamped_when_both_fail(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "install_with_uv", lambda *_: False)
    monkeypatch.setattr(run, "install_with_pip", lambda *_: False)
    with pytest.raises(SystemExit, match="installeren lukte niet"):
        run.prepare(["run"], {})
    assert not run.STAMP.exists()


@pytest.mark.parametrize(("command", "status"), [("--help", 0), ("onzin", 1)])
def test_help_names_every_command(command: str, status: int, tmp_path: Path) -> None:
    asked = [sys.executable, str(ROOT / "run"), command]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == status
    words = done.stdout.decode()
    assert [
        word for word in ("serve", "gestand", "test", "check") if f"./run {word}" not in words
    ] == []
