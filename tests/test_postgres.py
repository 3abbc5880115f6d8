"""The tests' own PostgreSQL: it leaves nothing behind, not even after a kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
START = """
import time
from tests import postgres
server = postgres.start(postgres.make_folder())
print(server.folder, server.process.pid, flush=True)
time.sleep(60)
"""
OFF = os.environ.get("GESTAND_TEST_POSTGRES") == "off"


def is_running(process: int) -> bool:
    """Say whether a process runs; one that ended and waits to be collected does not."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_killed_run_leaves_no_server_and_the_next_sweeps_its_folder(backend: str) -> None:
    if OFF or not sys.platform.startswith("linux"):
        pytest.skip(f"{backend} is off, or this is not Linux, where a child can outlive its parent")
    starter = subprocess.Popen([sys.executable, "-c", START], cwd=ROOT, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    folder, _, process = starter.stdout.readline().decode().strip().rpartition(" ")
    assert is_running(int(process))
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    until = time.monotonic() + 20
    while is_running(int(process)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(int(process))
    assert Path(folder).exists()
    postgres.sweep()
    assert not Path(folder).exists()
    assert not (postgres.MEMORY / Path(folder).name).exists()


def test_a_folder_of_a_living_run_is_left_alone() -> None:
    folder = postgres.make_folder()
    postgres.sweep()
    assert folder.exists()
    folder.rmdir()


def test_without_room_in_memory_the_data_lie_on_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner = postgres.Owner(is_root=False)
    monkeypatch.setattr(postgres, "MEMORY", tmp_path)
    folder = tmp_path / "elders" / "gestand-test-1"
    for room, place in ((0, tmp_path / "gestand-test-1"), (1 << 60, folder)):
        monkeypatch.setattr(postgres, "ROOM", room)
        postgres._take_memory(folder, owner)
        assert postgres._find_data(folder) == place / "data"
        postgres._remove(folder)


def test_chosen_binaries_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GESTAND_TEST_PG_BIN", str(tmp_path))
    assert next(iter(postgres.find_binaries())) == tmp_path


def test_without_binaries_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "find_binaries", lambda: iter([tmp_path]))
    with pytest.raises(postgres.NoPostgres, match="no PostgreSQL binaries"):
        postgres.start(postgres.make_folder())
