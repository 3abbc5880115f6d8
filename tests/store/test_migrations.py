"""The migrations run up and down, and leave nothing for autogenerate to find."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.services.registers import (
    BrokenReferences,
    NewerRegister,
    is_up_to_date,
    migrating,
    upgrade_register,
)
from app.session import open_register
from app.store import Base
from app.store.fts import is_search_part

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def opened(database_url: str) -> Iterator[Engine]:
    engine = open_register(database_url)
    yield engine
    engine.dispose()


def migrate(engine: Engine, target: str) -> None:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    with migrating(engine) as connection:
        config.attributes["connection"] = connection
        step = command.upgrade if target == "head" else command.downgrade
        step(config, target)


def test_down_and_up_again(opened: Engine) -> None:
    migrate(opened, "base")
    assert inspect(opened).get_table_names() == ["alembic_version"]
    migrate(opened, "head")
    assert {table.name for table in Base.metadata.sorted_tables} <= set(
        inspect(opened).get_table_names()
    )


def test_a_filled_register_keeps_its_history_and_its_guards(opened: Engine) -> None:
    migrate(opened, "0005")
    entry = (
        "INSERT INTO history (at, actor, action) VALUES ('2026-11-21 10:00:00+00:00', 'B.', :deed)"
    )
    with opened.begin() as connection:
        connection.execute(text(entry), {"deed": "status_set"})
    migrate(opened, "head")
    with opened.begin() as connection:
        connection.execute(text(entry), {"deed": "conflict_settled"})
    for refused in (
        "UPDATE history SET actor = 'X'",
        "DELETE FROM history",
        entry.replace(":deed", "'nothing_known'"),
    ):
        with pytest.raises(DatabaseError), opened.begin() as connection:
            connection.execute(text(refused))
    migrate(opened, "0005")
    with opened.begin() as connection:
        told = connection.execute(text("SELECT action FROM history")).scalars().all()
        assert told == ["status_set"]
        with pytest.raises(DatabaseError):
            connection.execute(text("DELETE FROM history"))
    migrate(opened, "head")


def test_accounts_and_messages_of_before_are_kept_and_the_history_forgets_their_names(
    opened: Engine,
) -> None:
    migrate(opened, "0004")
    with opened.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement))
    migrate(opened, "head")
    with opened.connect() as connection:

        def one(query: str) -> tuple[Any, ...]:
            return tuple(connection.execute(text(query)).one())

        told = one("SELECT after FROM history")[0]
        assert (json.loads(told) if isinstance(told, str) else told) == {"role": "griffier"}
        assert one("SELECT name, password_hash, blocked_at FROM accounts") == ("G", "hash", None)
        sent = one("SELECT id, run_id, link_id, recipient, state FROM outbox")
        assert sent == (3, 3, None, "g@kamer.example", "sent")
        reader = one("SELECT account_id, token, began_at, told FROM subscriptions")
        assert reader == (1, "u", None, 0)
        run = one(
            "SELECT r.week, s.account_id FROM digest_runs AS r JOIN subscriptions AS s ON s.id = r.subscription_id"
        )
        assert run == ("2026-W46", 1)
    migrate(opened, "0016")
    with opened.connect() as connection:
        query = text("SELECT digest, unsubscribe_token FROM accounts")
        assert tuple(connection.execute(query).one()) in ((False, "u"), (0, "u"))
    migrate(opened, "base")


MOMENT = "'2026-11-20 09:00:00+00:00'"
MADE = '{"name": "G", "email": "g@kamer.example", "role": "griffier"}'
ACCOUNT = "id, email, name, role, password_hash, token, created_at, demo, digest, unsubscribe_token"
MESSAGE = (
    "id, run_id, account_id, recipient, subject, html, text, message_id, unsubscribe_url, state, "
    "attempts, next_attempt_at"
)
OLD = (
    (
        f"INSERT INTO accounts ({ACCOUNT}) VALUES (1, 'g@kamer.example', 'G', 'griffier', 'hash', "
        f"'t', {MOMENT}, false, false, 'u')"
    ),
    (
        "INSERT INTO history (id, at, actor, action, account_id, after) VALUES "
        f"(1, {MOMENT}, 'tests', 'account_added', 1, '{MADE}')"
    ),
    "INSERT INTO digest_runs (id, week) VALUES (1, '2026-W46')",
    (
        f"INSERT INTO digest_deliveries ({MESSAGE}) VALUES (3, 1, 1, 'g@kamer.example', 's', 'h', "
        f"'t', 'm', 'u', 'sent', 1, {MOMENT})"
    ),
)


def test_autogenerate_finds_nothing(opened: Engine) -> None:
    with opened.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _object, name, kind, _reflected, _other: (
                    not is_search_part(name, kind)
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_again_does_nothing(opened: Engine) -> None:
    assert is_up_to_date(opened)
    assert not upgrade_register(opened)


def test_an_upgrade_that_would_break_a_reference_keeps_nothing(opened: Engine) -> None:
    if opened.dialect.name == "postgresql":
        return  # it watches its references meanwhile
    orphan = "INSERT INTO account_committees (account_id, committee_id) VALUES (1, 99)"
    with (
        pytest.raises(BrokenReferences, match="account_committees"),
        migrating(opened) as connection,
    ):
        connection.execute(text(orphan))
    with opened.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM account_committees")).scalar_one() == 0
        with pytest.raises(IntegrityError):
            connection.execute(text(orphan))


def test_a_register_of_a_newer_program_is_left_alone(opened: Engine) -> None:
    with opened.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerRegister):
        upgrade_register(opened)


def test_migrations_never_import_the_program() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    for script in scripts.walk_revisions():
        assert "app" not in Path(script.path).read_text("utf-8").split("import ")[1].split()[0]
        assert "from app" not in Path(script.path).read_text("utf-8")
        assert Path(script.path).name.startswith("20")
