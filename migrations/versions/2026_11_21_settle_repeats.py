"""Let a candidate be another place of a promise that is there already."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NEW_ACTIONS = ("place_judged", "place_reopened")
PLACE = "place VARCHAR(40) CONSTRAINT ck_candidates_place CHECK (place IN ('herhaling', 'eigen toezegging'))"


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def rebuild_history(actions: list[str]) -> None:
    """Make the table anew on SQLite, which keeps a check with its table; rows and guards stay."""
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'history' AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in op.get_bind().execute(sa.text(query))]
    table = next(sql for kind, sql in parts if kind == "table")
    known = ", ".join(f"'{action}'" for action in actions)
    anew = re.sub(r"action IN \([^)]*\)", f"action IN ({known})", table, count=1)
    anew = re.sub(r"CREATE TABLE \"?\w+\"?", "CREATE TABLE history_anew", anew, count=1)
    op.execute(anew)
    op.execute("INSERT INTO history_anew SELECT * FROM history")
    op.execute("DROP TABLE history")
    op.execute("ALTER TABLE history_anew RENAME TO history")
    for kind, sql in parts:
        if kind != "table":
            op.execute(sql)


def check_actions(actions: list[str]) -> None:
    """Let PostgreSQL know exactly these deeds."""
    known = ", ".join(f"'{action}'" for action in actions)
    name = find_check()["name"]
    op.execute(f"ALTER TABLE history DROP CONSTRAINT {name}")
    op.execute(f"ALTER TABLE history ADD CONSTRAINT {name} CHECK (action IN ({known}))")


def find_check() -> Any:
    """Give the check on the deeds."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("history")
    return next(check for check in checks if "action" in check["sqltext"])


def known_actions() -> list[str]:
    """Give the deeds that history knows now, without those of this migration."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'history'"
    if not is_sqlite():
        told = find_check()["sqltext"]
    else:
        (told,) = re.findall(
            r"action IN \(([^)]*)\)", op.get_bind().execute(sa.text(query)).scalar_one()
        )
    return [word for word in re.findall(r"'([a-z_]+)'", told) if word not in NEW_ACTIONS]


def set_actions(actions: list[str]) -> None:
    """Let history know exactly these deeds."""
    if is_sqlite():
        rebuild_history(actions)
    else:
        check_actions(actions)


def upgrade() -> None:
    op.execute(
        "ALTER TABLE candidates ADD COLUMN repeats_id INTEGER "
        "CONSTRAINT fk_candidates_repeats_id REFERENCES items (id)"
    )
    op.create_index("ix_candidates_repeats_id", "candidates", ["repeats_id"])
    op.execute(f"ALTER TABLE candidates ADD COLUMN {PLACE}")
    set_actions([*known_actions(), *NEW_ACTIONS])


def downgrade() -> None:
    ours = ", ".join(f"'{action}'" for action in NEW_ACTIONS)
    unknown = f"DELETE FROM history WHERE action IN ({ours})"  # noqa: S608 (fixed words)
    if is_sqlite():
        query = "SELECT sql FROM sqlite_master WHERE name = 'history_is_not_removed'"
        guard = op.get_bind().execute(sa.text(query)).scalar_one()
        op.execute("DROP TRIGGER history_is_not_removed")
        op.execute(unknown)
        op.execute(guard)
    else:
        op.execute("ALTER TABLE history DISABLE TRIGGER USER")
        op.execute(unknown)
        op.execute("ALTER TABLE history ENABLE TRIGGER USER")
    set_actions(known_actions())
    op.drop_index("ix_candidates_repeats_id", "candidates")
    for column in ("place", "repeats_id"):
        op.drop_column("candidates", column)
