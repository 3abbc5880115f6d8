"""What all tests share: registers on SQLite and PostgreSQL, migrated once and copied per test.

The process that starts the run (with pytest-xdist: the controller) looks at the collected tests.
Where one of them asks for a database it makes a template of each kind before any test starts; the
workers copy it. Without PostgreSQL the run fails, unless GESTAND_TEST_POSTGRES=off says that this
is known; then its tests are skipped, and the head of the run says so.
"""

import itertools
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.orm import Session
from xdist.workermanage import WorkerController

from app.services.accounts import passwords
from app.services.registers import upgrade_register
from app.store.connect import make_engine
from app.store.fts import SEARCHED
from app.store.guard import watch
from app.store.listed import compare_kept
from tests import postgres

KEPT = (
    "GESTAND_TEST_POSTGRES",
    "GESTAND_TEST_PG_BIN",
    "GESTAND_TEST_CHROMIUM",
    "GESTAND_GOLD",
)
TEMPLATE = "gestand_template"
ASKED = re.compile(r"(?<=[\[-])(sqlite|postgresql)(?=[-\]])")  # a parameter in a test's id
OFF = os.environ.get("GESTAND_TEST_POSTGRES") == "off"
BACKENDS = ("sqlite", "postgresql")
FOLDERS = pytest.StashKey[dict[str, Path]]()
SERVER = pytest.StashKey[postgres.Server]()
NUMBERS = itertools.count(1)
LONG = ("test_processes.py", "tests/browser/", "test_tool_finds_nothing")  # begun first

strong_hasher = passwords._hasher


def pytest_configure(config: pytest.Config) -> None:
    """Forget the caller's own register, and name the folders of this run."""
    for name in [name for name in os.environ if name.startswith("GESTAND_")]:
        if name not in KEPT:
            del os.environ[name]  # a test must never open somebody's register
    slow = [hypothesis.HealthCheck.too_slow]  # a busy machine is no failure
    hypothesis.settings.register_profile(
        "gestand", deadline=None, print_blob=True, suppress_health_check=slow
    )
    hypothesis.settings.load_profile("gestand")
    handed: dict[str, str] | None = getattr(config, "workerinput", {}).get("gestand_folders")
    if handed is None:
        postgres.sweep()
        config.stash[FOLDERS] = {name: postgres.make_folder() for name in BACKENDS}
    else:
        config.stash[FOLDERS] = {name: Path(path) for name, path in handed.items()}
    worker: str = getattr(config, "workerinput", {}).get("workerid", "main")
    os.environ["GESTAND_DATA_FOLDER"] = str(config.stash[FOLDERS]["sqlite"] / worker)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left waiting for it at the end."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker where the templates will be."""
    folders = node.config.stash[FOLDERS]
    node.workerinput["gestand_folders"] = {name: str(path) for name, path in folders.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: WorkerController, ids: list[str]) -> None:
    """Make the templates when the first worker has collected, before any test is handed out."""
    make_templates(node.config, ids)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Do the same in a run without workers."""
    if not is_worker(session.config):
        make_templates(session.config, [item.nodeid for item in session.items])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if is_worker(config):
        return
    if server := config.stash.get(SERVER, None):
        server.stop()
    for folder in config.stash.get(FOLDERS, {}).values():
        shutil.rmtree(folder, ignore_errors=True)


def pytest_report_header() -> str:
    """Say which databases this run covers."""
    if OFF:
        return "databases: SQLite only; PostgreSQL SKIPPED (GESTAND_TEST_POSTGRES=off)"
    return "databases: SQLite and PostgreSQL"


def is_worker(config: pytest.Config) -> bool:
    """Say whether this process is one of pytest-xdist's workers."""
    return hasattr(config, "workerinput")


def make_templates(config: pytest.Config, ids: Iterable[str]) -> None:
    """Make an empty, migrated register of each kind that the collected tests ask for."""
    wanted = {found for test in ids for found in ASKED.findall(test)}
    folders = config.stash[FOLDERS]
    file = folders["sqlite"] / "template.sqlite"
    if "sqlite" in wanted and not file.exists():
        migrate(f"sqlite:///{file}")
    if "postgresql" in wanted and not OFF and SERVER not in config.stash:
        try:
            config.stash[SERVER] = postgres.start(folders["postgresql"])
        except postgres.NoPostgres as error:
            pytest.exit(f"PostgreSQL does not start:\n{error}", returncode=1)
        tell_postgres(folders["postgresql"], f"CREATE DATABASE {TEMPLATE}")
        migrate(postgres.database_url(folders["postgresql"], TEMPLATE))


def migrate(url: str) -> None:
    """Bring an empty database to the newest form, and let go of it.

    With its last connection SQLite folds the write-ahead log into the one file that is copied.
    """
    engine = make_engine(url)
    upgrade_register(engine)
    engine.dispose()


def tell_postgres(folder: Path, statement: str) -> None:
    """Carry out one statement of the server's own, outside any transaction."""
    engine = create_engine(postgres.database_url(folder, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def copy_register(config: pytest.Config, backend: str, folder: Path) -> Iterator[str]:
    """Give the URL of an empty, migrated register of its own, and drop it afterwards."""
    folders = config.stash[FOLDERS]
    if backend == "sqlite":
        shutil.copy(folders["sqlite"] / "template.sqlite", folder / "register.sqlite")
        yield f"sqlite:///{folder / 'register.sqlite'}"
        return
    if OFF:
        pytest.skip("PostgreSQL is switched off (GESTAND_TEST_POSTGRES=off)")
    name = f"t{os.getpid()}_{next(NUMBERS)}"
    tell_postgres(folders["postgresql"], f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield postgres.database_url(folders["postgresql"], name)
    tell_postgres(folders["postgresql"], f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hash passwords quickly: their strength is the library's, and one test looks at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: PasswordHasher.from_parameters(CHEAPEST))
        yield


@pytest.fixture(scope="session", params=BACKENDS)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Give one migrated, empty register per worker; see `session`, which leaves it empty."""
    folder = tmp_path_factory.mktemp("engine")
    for url in copy_register(request.config, request.param, folder):
        made = make_engine(url)
        yield made
        made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a guarded session on `engine`; whatever a test does in it is undone afterwards."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            watch(opened)
            yield opened
        check_listed(connection)
        outer.rollback()


def check_listed(connection: Connection) -> None:
    """See that what lists show and search knows is still what the tables say, whatever a test did."""
    for compared, query in compare_kept():
        assert connection.execute(text(query)).all() == [], compared
    if connection.dialect.name == "sqlite":
        for name in SEARCHED:
            whole = f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('integrity-check', 1)"
            connection.execute(text(whole))  # raises where the index says other than the table


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give a migrated, empty register of the test's own, for tests that commit themselves."""
    yield from copy_register(request.config, request.param, tmp_path)


@pytest.fixture(params=BACKENDS[:1])
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give a migrated, empty SQLite register, where the kind of database makes no difference."""
    yield from copy_register(request.config, request.param, tmp_path)
