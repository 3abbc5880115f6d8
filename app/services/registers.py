"""The register as a whole: brought up to date, its fixed lists, its marks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from app.domain.tables import DossierLine, HolderLine, OfficeLine
from app.services import stemming
from app.services.restemming import restem
from app.services.tables import seed_tables
from app.services.vocabulary import NO_FINDING, FindingSeeds, prepare_finding
from app.store.connect import for_reading
from app.store.items import Committee, Ministry
from app.store.register import DEMO, INTAKE, NORMALISER, SIGN_IN, RegisterFact

_MIGRATIONS = Path(__file__).resolve().parent.parent.parent / "migrations"
_LOOKED_AT = 400  # rows of each index, as SQLite's manual advises
_UPGRADE_LOCK = 0x6765_7374  # PostgreSQL: any fixed number, held until the transaction ends


class NewerRegister(Exception):
    """The register was made by a newer version of the program; this one keeps off."""


class BrokenReferences(Exception):
    """An upgrade would have left rows that refer to others that are not there."""


class UnpreparedRegister(Exception):
    """A register without the rows that its first migration makes."""


@dataclass(frozen=True, slots=True)
class MinistrySeed:
    """A ministry as `seeds/ministries.csv` names it."""

    slug: str
    name: str
    abbreviation: str | None
    chapter: str | None


@dataclass(frozen=True, slots=True)
class TableSeeds:
    """The tables that people keep, as the seeds have them."""

    offices: tuple[OfficeLine, ...] = ()
    holders: tuple[HolderLine, ...] = ()
    dossiers: tuple[DossierLine, ...] = ()


NO_TABLES = TableSeeds()


@dataclass(frozen=True, slots=True)
class CommitteeSeed:
    """A committee of the Chamber as `seeds/committees.csv` names it."""

    slug: str
    name: str
    abbreviation: str | None


def upgrade_register(engine: Engine) -> bool:
    """Bring the tables to the newest form, and say whether there was anything to do.

    One at a time: whoever comes second waits and finds it done. Everything happens in
    one transaction, so that a register is never left between two forms. Raises
    NewerRegister when the tables are of a form that this program does not know.
    """
    if is_up_to_date(engine):
        return False
    with migrating(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        if _has_newest_form(connection):
            return False
        command.upgrade(_alembic(connection), "head")
    return True


def look_over(engine: Engine) -> None:
    """Let SQLite see how its rows are spread, so that it chooses the right indexes.

    Little work, however large the register; PostgreSQL does it by itself.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {_LOOKED_AT}").all()
        connection.exec_driver_sql("ANALYZE")


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction of an upgrade.

    SQLite changes a table by making it anew, and while rows of others refer to it that is
    allowed only where references are not watched. That is switched off before the transaction
    begins, as its manual says, and every reference is looked at before it ends. Raises
    BrokenReferences, and nothing is kept, when one leads nowhere.
    """
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        watch = connection.connection.cursor().execute if is_sqlite else None
        if watch is not None:
            watch("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    _check_references(connection)
        finally:
            if watch is not None:
                watch("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    """Raise BrokenReferences when a row refers to one that is not there (SQLite)."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        tables = sorted({row[0] for row in broken})
        raise BrokenReferences(f"references that lead nowhere in {', '.join(tables)}")


def is_up_to_date(engine: Engine) -> bool:
    """Say whether the tables have the newest form; raises NewerRegister as above."""
    with for_reading(engine).connect() as connection:
        return _has_newest_form(connection)


class WrongTable(Exception):
    """The tables of offices, holders or dossiers that a register starts with do not fit."""


def prepare_register(
    session: Session,
    ministries: Iterable[MinistrySeed],
    committees: Iterable[CommitteeSeed],
    tables: TableSeeds = NO_TABLES,
    finding: FindingSeeds = NO_FINDING,
) -> None:
    """Enter the fixed lists, and make stems anew when the way of stemming has changed.

    Ministries and committees are known by their slug: a new one is added, a known one
    gets its present name, and none is ever taken away. The tables of offices, holders
    and dossiers fill a register that has none; afterwards they are its own. Abbreviations
    and members are replaced by those of the seeds. One at a
    time: a second start at the same moment waits, and finds the lists there. Raises
    WrongTable for tables that do not fit together.
    """
    lock_intake(session)
    _load_ministries(session, ministries)
    _load_committees(session, committees)
    session.flush()
    faults = seed_tables(session, tables.offices, tables.holders, tables.dossiers)
    if faults:
        raise WrongTable("; ".join(f"{one.fault} {one.value}" for one in faults))
    if _get_fact(session, NORMALISER) != stemming.NORMALISER:
        restem(session)
        _set_fact(session, NORMALISER, stemming.NORMALISER)
    prepare_finding(session, finding)


def mark_as_demo(session: Session) -> None:
    """Say, inside the register, that it is the demo."""
    _set_fact(session, DEMO, "1")


def is_demo(session: Session) -> bool:
    """Say whether this register is the demo."""
    return _get_fact(session, DEMO) is not None


def lock_intake(session: Session) -> None:
    """Wait until no other import is under way; the lock ends with the transaction.

    Two papers that come in at once must see each other, or what links them is lost.
    """
    _lock(session, INTAKE)


def lock_sign_in(session: Session) -> None:
    """Wait until nobody else is signing in, so that failures are counted exactly."""
    _lock(session, SIGN_IN)


def _lock(session: Session, name: str) -> None:
    """Lock a row that is there for nothing else (on SQLite the transaction holds all)."""
    row = session.scalar(select(RegisterFact).where(RegisterFact.name == name).with_for_update())
    if row is None:
        raise UnpreparedRegister(f"no row {name!r}; the first migration makes it")


def _alembic(connection: Connection | None = None) -> Config:
    """Make Alembic's settings by hand: no file is needed to upgrade."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _has_newest_form(connection: Connection) -> bool:
    """Compare the form of the tables with the newest migration."""
    scripts = ScriptDirectory.from_config(_alembic())
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise NewerRegister(f"the register has form {current}, unknown here")
    return current == scripts.get_current_head()


def _load_ministries(session: Session, seeds: Iterable[MinistrySeed]) -> None:
    """Add or rename ministries."""
    known = {row.slug: row for row in session.scalars(select(Ministry))}
    for seed in seeds:
        row = known.get(seed.slug)
        if row is None:
            row = Ministry(slug=seed.slug)
            session.add(row)
        row.name, row.abbreviation, row.chapter = seed.name, seed.abbreviation, seed.chapter


def _load_committees(session: Session, seeds: Iterable[CommitteeSeed]) -> None:
    """Add or rename committees."""
    known = {row.slug: row for row in session.scalars(select(Committee))}
    for seed in seeds:
        row = known.get(seed.slug)
        if row is None:
            row = Committee(slug=seed.slug)
            session.add(row)
        row.name, row.abbreviation = seed.name, seed.abbreviation


def _get_fact(session: Session, name: str) -> str | None:
    """Give the value of a fact, if it is there."""
    row = session.get(RegisterFact, name)
    return None if row is None else row.value


def _set_fact(session: Session, name: str, value: str) -> None:
    """Write a fact down, new or not."""
    row = session.get(RegisterFact, name)
    if row is None:
        session.add(RegisterFact(name=name, value=value))
    else:
        row.value = value
