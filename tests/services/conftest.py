"""What tests of services share."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.calendar import Calendar
from app.seeds import read_seeds
from app.services.accounts import AccountView
from app.store.guard import watch
from tests.conftest import check_listed
from tests.services.harbour import fill
from tests.services.people import BOSS, add

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """Give the recesses of the seeds."""
    return read_seeds(SEEDS).calendar


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a module that asks for both `harbour` and `session`: SQLite knows one writer."""
    asked: defaultdict[object, set[str]] = defaultdict(set)
    for item in items:
        if isinstance(item, pytest.Function):
            asked[item.module].update({"harbour", "session"}.intersection(item.fixturenames))
    both = [str(module) for module, names in asked.items() if len(names) > 1]
    if both:
        raise pytest.UsageError(f"give `session` and `harbour` a module each: {', '.join(both)}")


@pytest.fixture(scope="module")
def harbour(engine: Engine) -> Iterator[Connection]:
    """Fill a register with the harbour once for a module; it is emptied afterwards.

    No test of such a module may ask for `session` too.
    """
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as opened:
            watch(opened)
            fill(opened)
        yield connection
        outer.rollback()


@pytest.fixture
def register(harbour: Connection) -> Iterator[Session]:
    """Give a guarded session on the harbour; whatever a test does in it is undone afterwards."""
    inner = harbour.begin_nested()
    with Session(
        harbour, join_transaction_mode="create_savepoint", expire_on_commit=False
    ) as opened:
        watch(opened)
        yield opened
    check_listed(harbour)
    inner.rollback()


@pytest.fixture
def boss(session: Session) -> AccountView:
    """Give an administrator."""
    made = add(session, BOSS, Role.ADMINISTRATOR)
    session.commit()
    return made


@pytest.fixture
def clerk(session: Session, boss: AccountView) -> AccountView:
    """Give a clerk, beside an administrator."""
    assert boss.role is Role.ADMINISTRATOR
    made = add(session, "G. Réffier", Role.CLERK)
    session.commit()
    return made


@pytest.fixture
def guest(session: Session, boss: AccountView) -> AccountView:
    """Give somebody who is invited, beside an administrator."""
    assert boss.role is Role.ADMINISTRATOR
    made = add(session, "N. Ieuw", Role.STAFF, None)
    session.commit()
    return made
