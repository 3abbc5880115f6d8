"""The migrations run up and down, and leave nothing for autogenerate to find."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from app.services.registers import NewerRegister, is_up_to_date, upgrade_register
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
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step = command.downgrade if target == "base" else command.upgrade
        step(config, target)


def test_down_and_up_again(opened: Engine) -> None:
    migrate(opened, "base")
    assert inspect(opened).get_table_names() == ["alembic_version"]
    migrate(opened, "head")
    assert {table.name for table in Base.metadata.sorted_tables} <= set(
        inspect(opened).get_table_names()
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
