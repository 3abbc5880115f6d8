"""Keep what clerks mark in a paper by hand, and the deeds that tell it."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEW_ACTIONS = ("document_marked", "document_unmarked")


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def told_actions() -> tuple[str, str]:
    """Give the name and the text of the check on the deeds of history."""
    bind = op.get_bind()
    if is_sqlite():
        query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'history'"
        found = re.search(r"action IN \([^)]*\)", bind.execute(sa.text(query)).scalar_one())
        assert found is not None
        return "", found[0]
    checks = sa.inspect(bind).get_check_constraints("history")
    check = next(one for one in checks if "action" in one["sqltext"])
    return str(check["name"]), check["sqltext"]


def set_actions(actions: list[str]) -> None:
    """Let history take exactly these deeds."""
    name, told = told_actions()
    anew = f"action IN ({', '.join(repr(one) for one in actions)})"
    if not is_sqlite():
        op.execute(f"ALTER TABLE history DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE history ADD CONSTRAINT {name} CHECK ({anew})")
        return
    # SQLite keeps a check with its table: the table is made anew, with its indexes and triggers.
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'history' AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in op.get_bind().execute(sa.text(query))]
    table = next(sql for kind, sql in parts if kind == "table").replace(told, anew, 1)
    op.execute(re.sub(r"CREATE TABLE \"?\w+\"?", "CREATE TABLE history_anew", table, count=1))
    op.execute("INSERT INTO history_anew SELECT * FROM history")
    op.execute("DROP TABLE history")
    op.execute("ALTER TABLE history_anew RENAME TO history")
    for kind, sql in parts:
        if kind != "table":
            op.execute(sql)


def known_actions() -> list[str]:
    """Give the deeds that history takes, without ours."""
    known = re.findall(r"'([a-z_]+)'", told_actions()[1])
    return [one for one in known if one not in NEW_ACTIONS]


def upgrade() -> None:
    op.add_column(
        "documents",
        sa.Column("marked", sa.JSON(none_as_null=True), nullable=False, server_default="{}"),
    )
    set_actions([*known_actions(), *NEW_ACTIONS])


def forget_deeds() -> None:
    """Take away the deeds that the register of before does not know."""
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


def downgrade() -> None:
    forget_deeds()
    set_actions(known_actions())
    op.drop_column("documents", "marked")
