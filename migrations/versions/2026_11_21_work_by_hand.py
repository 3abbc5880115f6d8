"""Let clerks share work, withdraw papers, and put down what became of motions."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NEW_ACTIONS = (
    "document_withdrawn",
    "document_replaced",
    "document_reinstated",
    "item_assigned",
    "note_added",
    "motion_told",
)
OUTCOMES = (
    "aangenomen",
    "zonder stemming aangenomen",
    "verworpen",
    "gestaakt",
    "aangehouden",
    "ingetrokken",
    "overgenomen",
    "vervallen",
)
ADVICE = (
    "oordeel Kamer",
    "ontraden",
    "ontraden, tenzij gewijzigd",
    "overgenomen",
    "verzocht aan te houden",
    "ontijdig",
    "overbodig",
    "nog te ontvangen",
    "nog niet bekend",
    "geen",
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def create_work() -> None:
    """Make the table of who works on what."""
    op.create_table(
        "item_work",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("assigned_to_id", sa.Integer),
        sa.Column("taken_by_id", sa.Integer),
        sa.Column("taken_until", MOMENT),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_item_work")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_work_item_id")),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"], ["accounts.id"], name=op.f("fk_item_work_assigned_to_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["accounts.id"], name=op.f("fk_item_work_taken_by_id")
        ),
        sa.CheckConstraint(
            "(taken_by_id IS NULL) = (taken_until IS NULL)", name=op.f("ck_item_work_taken_whole")
        ),
    )
    op.create_index("ix_item_work_assigned_to_id", "item_work", ["assigned_to_id"])
    op.create_index("ix_item_work_taken_by_id", "item_work", ["taken_by_id"])


def widen_papers() -> None:
    """Let papers be withdrawn and replaced."""
    op.add_column("documents", sa.Column("withdrawn_at", MOMENT))
    op.create_index("ix_documents_withdrawn_at", "documents", ["withdrawn_at"])
    op.execute(
        "ALTER TABLE documents ADD COLUMN replaced_by_id INTEGER "
        "CONSTRAINT fk_documents_replaced_by_id REFERENCES documents (id)"
    )
    op.create_index("ix_documents_replaced_by_id", "documents", ["replaced_by_id"])


def widen_motions() -> None:
    """Let motions say what became of them."""
    for name, kind, known in (("outcome", "outcome", OUTCOMES), ("advice", "advice", ADVICE)):
        values = ", ".join(f"'{one}'" for one in known)
        op.execute(
            f"ALTER TABLE motions ADD COLUMN {name} VARCHAR(40) "
            f"CONSTRAINT ck_motions_{kind} CHECK ({name} IN ({values}))"
        )
    op.add_column("motions", sa.Column("outcome_on", sa.Date))
    op.add_column("motions", sa.Column("votes", sa.Text))


def rebuild_history(actions: list[str]) -> None:
    """Make the table anew on SQLite, which keeps a check with its table; rows and guards stay."""
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'history' AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in op.get_bind().execute(sa.text(query))]
    table = next(sql for kind, sql in parts if kind == "table")
    known = ", ".join(f"'{action}'" for action in actions)
    anew = re.sub(r"action IN \([^)]*\)", f"action IN ({known})", table, count=1)
    anew = re.sub(r"CREATE TABLE \"?\w+\"?", "CREATE TABLE history_anew", anew, count=1)
    columns = [row.name for row in op.get_bind().execute(sa.text("PRAGMA table_info(history)"))]
    names = ", ".join(columns)
    op.execute(anew)
    op.execute(f"INSERT INTO history_anew ({names}) SELECT {names} FROM history")  # noqa: S608 (names of columns)
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
    """Give the deeds that history knows without ours."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'history'"
    if not is_sqlite():
        told = find_check()["sqltext"]
    else:
        (told,) = re.findall(
            r"action IN \(([^)]*)\)", op.get_bind().execute(sa.text(query)).scalar_one()
        )
    return [word for word in re.findall(r"'([a-z_]+)'", told) if word not in NEW_ACTIONS]


def upgrade() -> None:
    create_work()
    widen_papers()
    widen_motions()
    actions = [*known_actions(), *NEW_ACTIONS]
    if is_sqlite():
        rebuild_history(actions)
    else:
        check_actions(actions)


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
    if is_sqlite():
        rebuild_history(known_actions())
    else:
        check_actions(known_actions())
    for column in ("votes", "outcome_on", "advice", "outcome"):
        op.drop_column("motions", column)
    op.drop_index("ix_documents_replaced_by_id", "documents")
    op.drop_column("documents", "replaced_by_id")
    op.drop_index("ix_documents_withdrawn_at", "documents")
    op.drop_column("documents", "withdrawn_at")
    op.drop_table("item_work")
