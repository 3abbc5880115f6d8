"""Commands as processes of their own: killed at any moment, stopped by hand, two at a time."""

import email
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.seeds import read_seeds
from app.services.accounts import AccountView, add_account, set_digest
from app.services.intake import store_prepared
from app.services.preparing import prepare_many
from app.services.registers import upgrade_register
from app.session import transaction
from app.settings import HOME
from app.sources.folder import MEGABYTE, read_file
from app.store.connect import make_engine
from app.store.digests import DigestRun
from app.store.documents import Document
from app.store.items import Item
from app.store.links import Suggestion
from tests.cli.conftest import find_free_port
from tests.cli.files import LATER, LETTER
from tests.factories import AT, CLERK
from tests.signing_in import try_door

PATIENCE = 240  # seconds; a slow machine is not a failure
SUBJECTS = ("walstroom", "sluizen", "kades", "boeien", "steigers", "radar")
YEARS = (2012, 2013)
MANY_YEARS = range(2007, 2013)  # so many that a stop comes before the end
READ_HERE = {"GESTAND_READ_PROCESSES": "1"}  # where it does not matter who reads

Picture = tuple[list[str], list[str], int]


@contextmanager
def started(
    *arguments: str,
    env: dict[str, str],
    log: Path | None = None,
    program: tuple[str, ...] = ("-m", "app.cli"),
) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a process group of its own; whatever is left of it is ended.

    What it says on standard error goes to `log`, where one is named.
    """
    with Path(log or os.devnull).open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=HOME,
            env={**os.environ, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if log is None else out,
            text=True,
            start_new_session=True,
            preexec_fn=hear_interrupts,  # noqa: PLW1509 (no threads are held here)
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def hear_interrupts() -> None:
    """Let Ctrl-C stop a command also where the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_until(happened: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait for something to happen; fails when it does not, or when the process ends first."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it took too long"
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    """Say whether a process group has a process left that runs.

    One that ended counts no more; whoever collects the dead may take seconds over it.
    """
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    if not sys.platform.startswith("linux"):
        return True
    return any(
        int(number) == group and state != "Z" for state, _, number, *_ in find_process_states()
    )


def find_process_states() -> Iterator[list[str]]:
    """Give what Linux tells of each process after its name: state, parent, group and more."""
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            with suppress(OSError):  # it may be gone by now
                yield (one / "stat").read_text().rpartition(")")[2].split()


def write_letters(folder: Path, years: Iterable[int] = YEARS) -> Path:
    """Write letters in pairs, each pair on a subject of its own."""
    folder.mkdir()
    for year in years:
        for subject in SUBJECTS:
            for name, letter in (("a", LETTER), ("b", LATER)):
                words = letter.replace("walstroom", f"{subject} van {year}").replace(
                    "2025", str(year)
                )
                (folder / f"{year}-{subject}-{name}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Give a folder of letters."""
    return write_letters(tmp_path / "brieven")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """Give the picture of a register that took the letters in one by one, undisturbed."""
    folder = tmp_path_factory.mktemp("heel")
    engine = make_engine(f"sqlite:///{folder / 'register.sqlite'}")
    upgrade_register(engine)
    put_down(engine, *sorted(write_letters(folder / "brieven").iterdir()))
    seen = picture(engine)
    engine.dispose()
    assert len(seen[0]) == 2 * len(SUBJECTS) * len(YEARS)
    assert seen[2] >= len(SUBJECTS) * len(YEARS)
    return seen


def put_down(engine: Engine, *files: Path) -> None:
    """Take letters in within this process."""
    papers = [read_file(file, MEGABYTE) for file in files]
    for one in prepare_many(papers, read_seeds(HOME / "seeds").calendar):
        assert not isinstance(one.result, Exception)
        with transaction(engine) as session:
            store_prepared(session, one.result, actor=CLERK, at=AT)


@pytest.fixture
def register(database_url: str) -> Iterator[Engine]:
    """Look into the register that the processes work on."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def count(register: Engine) -> int:
    """Count the papers."""
    with Session(register) as session:
        return session.scalar(select(func.count()).select_from(Document)) or 0


def picture(register: Engine) -> Picture:
    """Give what an import must bring exactly once."""
    with Session(register) as session:
        return (
            sorted(session.scalars(select(Document.key))),
            sorted(session.scalars(select(Item.number))),
            session.scalar(select(func.count()).select_from(Suggestion)) or 0,
        )


def import_to_the_end(url: str, letters: Path) -> str:
    """Import everything and give the report."""
    with started("import", str(letters), env={**READ_HERE, "GESTAND_DATABASE_URL": url}) as process:
        told, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, "")
    return told


def test_an_import_that_is_killed_loses_and_doubles_nothing(
    database_url: str, register: Engine, letters: Path, whole: Picture
) -> None:
    with started("import", str(letters), env={"GESTAND_DATABASE_URL": database_url}) as process:
        wait_until(lambda: count(register) >= 4, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        wait_until(lambda: not is_alive(process.pid))
    assert count(register) < len(whole[0])
    import_to_the_end(database_url, letters)
    assert picture(register) == whole


def test_an_import_that_is_stopped_by_hand_says_how_to_go_on(
    sqlite_url: str, tmp_path: Path
) -> None:
    letters = write_letters(tmp_path / "brieven", MANY_YEARS)
    register = make_engine(sqlite_url)
    with started("import", str(letters), env={"GESTAND_DATABASE_URL": sqlite_url}) as process:
        wait_until(lambda: count(register) >= 3, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the readers too
        told, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "nog niet gelezen" in told
    assert complaints.startswith("Gestopt.")
    assert "gaat verder waar het ophield" in complaints
    assert "Traceback" not in complaints
    here = count(register)
    register.dispose()
    told = import_to_the_end(sqlite_url, letters)
    assert f"al bekend         {here:6}" in told


def test_two_imports_at_once_bring_everything_once(
    database_url: str, register: Engine, letters: Path, whole: Picture
) -> None:
    env = {**READ_HERE, "GESTAND_DATABASE_URL": database_url}
    with (
        started("import", str(letters), env=env) as one,
        started("import", str(letters), env=env) as other,
    ):
        for process in (one, other):
            _, complaints = process.communicate(timeout=PATIENCE)
            assert (process.returncode, complaints) == (0, "")
    assert picture(register) == whole


class Mailbox:
    """Keeps whom a message was for."""

    def __init__(self) -> None:
        self.recipients: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        message = email.message_from_bytes(envelope.original_content)
        self.recipients.append(str(message["To"]))
        return "250 OK"


@contextmanager
def listening(mailbox: Mailbox) -> Iterator[dict[str, str]]:
    """Let a mail server run; gives the settings by which it is reached."""
    port = find_free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield {"GESTAND_SMTP_HOST": "127.0.0.1", "GESTAND_SMTP_PORT": str(port)}
    finally:
        controller.stop()


def test_two_schedulers_send_one_digest_in_their_first_round(
    database_url: str, register: Engine, letters: Path, tmp_path: Path
) -> None:
    put_down(register, letters / "2012-radar-a.txt")
    with transaction(register) as session:
        reader = add_account(
            session,
            email="lezer@voorbeeld.example",
            name="L",
            role=Role.READER,
            password="een-lang-wachtwoord",
            actor=CLERK,
            at=AT,
        )
        set_digest(session, reader.email, wanted=True, actor=CLERK, at=AT)
    mailbox = Mailbox()
    logs = (tmp_path / "een.log", tmp_path / "ander.log")
    with listening(mailbox) as server:
        env = {**server, "GESTAND_DATABASE_URL": database_url, "GESTAND_LOG_LEVEL": "DEBUG"}
        with (
            started("scheduler", env=env, log=logs[0]) as one,
            started("scheduler", env=env, log=logs[1]) as other,
        ):
            for process, log, sign in (
                (one, logs[0], signal.SIGINT),
                (other, logs[1], signal.SIGTERM),
            ):
                wait_until(lambda: "send-mail" in finished_jobs(log), process)  # noqa: B023 (called at once)
                process.send_signal(sign)
                told, _ = process.communicate(timeout=PATIENCE)
                assert (process.returncode, told) == (0, "Gestopt.\n")
    assert mailbox.recipients == ["lezer@voorbeeld.example"]
    with Session(register) as session:
        assert session.scalar(select(func.count()).select_from(DigestRun)) == 1


def finished_jobs(log: Path) -> list[str]:
    """Give the jobs that a scheduler's log tells the good end of."""
    return re.findall(r'Job "([\w-]+) .*executed successfully', log.read_text("utf-8"))


def test_on_an_empty_machine_serve_opens_the_demo(tmp_path: Path) -> None:
    port, folder, log = find_free_port(), tmp_path / "gegevens", tmp_path / "serve.log"
    folder.mkdir()
    env = {"GESTAND_DATA_FOLDER": str(folder)}
    page = f"http://127.0.0.1:{port}/aanmelden"
    with started("serve", "--port", str(port), env=env, log=log) as process:
        wait_until(lambda: "demonstratieregister" in fetch(page), process)
        complaints = log.read_text("utf-8")  # workers stopped while they begin complain as well
        os.killpg(process.pid, signal.SIGINT)
        told, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/" in told
    (password,) = re.findall(r"griffier@demo\.example +wachtwoord: (\S+)", told)
    engine = make_engine(f"sqlite:///{folder / 'demo.sqlite'}")
    with transaction(engine) as session:
        found = try_door(session, "griffier@demo.example", password, is_local=True)
    engine.dispose()
    assert isinstance(found, AccountView)
    assert "./run gestand import MAP" in told
    assert complaints == "Het demonstratieregister wordt gemaakt …\n"
    assert sorted(file.name for file in folder.iterdir()) == ["demo.sqlite", "secret_key"]


def test_the_command_in_the_manual_serves_the_register_of_ones_own(
    database_url: str, tmp_path: Path
) -> None:
    manual = (HOME / "docs" / "operations.md").read_text("utf-8")
    (line,) = re.findall(r"^\.venv/bin/gunicorn .+$", manual, re.MULTILINE)
    arguments = shlex.split(line)[1:]
    port = find_free_port()
    arguments[arguments.index("--bind") + 1] = f"127.0.0.1:{port}"
    env = {"GESTAND_DATABASE_URL": database_url, "GESTAND_DATA_FOLDER": str(tmp_path / "var")}
    page = f"http://127.0.0.1:{port}/aanmelden"
    log = tmp_path / "log"
    with started(*arguments, env=env, log=log, program=("-m", "gunicorn")) as process:
        wait_until(lambda: "E-mailadres" in fetch(page), process)
        assert "verzonnen" not in fetch(page)
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log.read_text("utf-8")


def fetch(page: str) -> str:
    """Give a page, "" as long as nobody answers."""
    try:
        with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def test_a_taken_port_gets_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        env = {"GESTAND_DATA_FOLDER": str(tmp_path)}
        with started("serve", "--port", port, env=env) as process:
            _, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "--port" in complaints
    assert list(tmp_path.iterdir()) == []
