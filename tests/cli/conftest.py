"""Commands as an operator gives them, on a register of the test's own."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.settings import get_settings

Gestand = Callable[..., Result]


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty data folder, where no register is yet."""
    monkeypatch.setenv("GESTAND_DATA_FOLDER", str(tmp_path / "var"))
    get_settings.cache_clear()
    yield tmp_path / "var"
    get_settings.cache_clear()


@pytest.fixture
def gestand(data_folder: Path) -> Gestand:  # noqa: ARG001 (the folder is empty because it is asked)
    """Give a function that runs a command; whatever it raises unexpectedly, the test sees."""

    def run(*arguments: str | Path, stdin: str | None = None) -> Result:
        given = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, given, input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def own(database_url: str, monkeypatch: pytest.MonkeyPatch, gestand: Gestand) -> Gestand:
    """Give the same, on an empty register of one's own; on SQLite and on PostgreSQL."""
    monkeypatch.setenv("GESTAND_DATABASE_URL", database_url)
    get_settings.cache_clear()
    return gestand


def find_free_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
