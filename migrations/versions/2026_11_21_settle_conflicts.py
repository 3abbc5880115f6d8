"""Keep which numbers are one motion's, and conflicts between papers with what clerks said."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)
NEW_ACTIONS = ("conflict_settled", "conflict_reopened")
COLUMN = "conflict_id INTEGER CONSTRAINT fk_history_conflict_id REFERENCES motion_conflicts (id)"
# What the trigger compares on SQLite; on PostgreSQL it compares whole rows.
KEPT = "NEW.account_id IS OLD.account_id"
KEPT_TOO = f"{KEPT} AND NEW.conflict_id IS OLD.conflict_id"


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def create_conflicts() -> None:
    """Make the tables of ties and conflicts."""
    op.create_table(
        "motion_ties",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", words("tiekind", "zelfde", "vervangt"), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("other", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_ties")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_motion_ties_document_id")
        ),
        sa.UniqueConstraint(
            *("document_id", "start", "kind", "number", "other"),
            name=op.f("uq_motion_ties_document_id_start_kind_number_other"),
        ),
    )
    for column in ("document_id", "number", "other"):
        op.create_index(f"ix_motion_ties_{column}", "motion_ties", [column])
    kinds = ("two_numbers", "two_motions", "wrong_name", "no_such_number")
    op.create_table(
        "motion_conflicts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("kind", words("conflictkind", *kinds), nullable=False),
        sa.Column("numbers", JSON, nullable=False),
        sa.Column("likely", sa.Text),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("sides", JSON, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("verdict", words("conflictverdict", "nummer", "verschrijving", "geen")),
        sa.Column("right", sa.String(80)),
        sa.Column("wrong", JSON, nullable=False),
        sa.Column("judged_by", sa.String(255)),
        sa.Column("judged_at", MOMENT),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_conflicts")),
        sa.UniqueConstraint("key", name=op.f("uq_motion_conflicts_key")),
        sa.CheckConstraint(
            "(verdict IS NULL) = (judged_by IS NULL)", name=op.f("ck_motion_conflicts_judged_whole")
        ),
        sa.CheckConstraint(
            "(judged_by IS NULL) = (judged_at IS NULL)",
            name=op.f("ck_motion_conflicts_judged_by_and_at"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_motion_conflicts_verdict", "motion_conflicts", ["verdict"])
    op.create_table(
        "conflict_numbers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conflict_id", sa.Integer, nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_numbers")),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["motion_conflicts.id"], name=op.f("fk_conflict_numbers_conflict_id")
        ),
        sa.UniqueConstraint(
            "conflict_id", "number", name=op.f("uq_conflict_numbers_conflict_id_number")
        ),
    )
    op.create_index("ix_conflict_numbers_number", "conflict_numbers", ["number"])
    op.create_table(
        "conflict_mentions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conflict_id", sa.Integer, nullable=False),
        sa.Column("mention_id", sa.Integer, nullable=False),
        sa.Column("side", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_mentions")),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["motion_conflicts.id"], name=op.f("fk_conflict_mentions_conflict_id")
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["motion_mentions.id"], name=op.f("fk_conflict_mentions_mention_id")
        ),
        sa.UniqueConstraint(
            "conflict_id", "mention_id", name=op.f("uq_conflict_mentions_conflict_id_mention_id")
        ),
    )
    op.create_index("ix_conflict_mentions_mention_id", "conflict_mentions", ["mention_id"])


def widen_motions() -> None:
    """Let motions point to each other, and mentions tell more."""
    for name in ("same_as_id", "replaced_by_id"):
        op.execute(
            f"ALTER TABLE motions ADD COLUMN {name} INTEGER "
            f"CONSTRAINT fk_motions_{name} REFERENCES items (id)"
        )
        op.create_index(f"ix_motions_{name}", "motions", [name])
    op.add_column(
        "motion_mentions",
        sa.Column("own", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "motion_mentions",
        sa.Column("replaces", JSON, nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column("motion_mentions", sa.Column("misprint", sa.String(120)))
    op.create_index("ix_motion_mentions_misprint", "motion_mentions", ["misprint"])


def rebuild_history(actions: list[str], *, with_column: bool) -> None:
    """Make the table anew on SQLite, which keeps a check with its table; rows and guards stay."""
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'history' AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in op.get_bind().execute(sa.text(query))]
    table = next(sql for kind, sql in parts if kind == "table")
    known = ", ".join(f"'{action}'" for action in actions)
    anew = re.sub(r"action IN \([^)]*\)", f"action IN ({known})", table, count=1)
    anew = re.sub(r"CREATE TABLE \"?\w+\"?", "CREATE TABLE history_anew", anew, count=1)
    columns = [row.name for row in op.get_bind().execute(sa.text("PRAGMA table_info(history)"))]
    if not with_column:
        anew = re.sub(rf",\s*{re.escape(COLUMN)}", "", anew, count=1)
        columns.remove("conflict_id")
    names = ", ".join(columns)
    op.execute(anew)
    op.execute(f"INSERT INTO history_anew ({names}) SELECT {names} FROM history")  # noqa: S608 (names of columns)
    op.execute("DROP TABLE history")
    op.execute("ALTER TABLE history_anew RENAME TO history")
    for kind, sql in parts:
        if kind != "table":
            guarded = sql.replace(KEPT_TOO, KEPT)
            op.execute(guarded.replace(KEPT, KEPT_TOO) if with_column else guarded)


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
    """Give the deeds that history knows now."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'history'"
    if not is_sqlite():
        told = find_check()["sqltext"]
    else:
        (told,) = re.findall(
            r"action IN \(([^)]*)\)", op.get_bind().execute(sa.text(query)).scalar_one()
        )
    return [word for word in re.findall(r"'([a-z_]+)'", told) if word not in NEW_ACTIONS]


def upgrade() -> None:
    create_conflicts()
    widen_motions()
    actions = [*known_actions(), *NEW_ACTIONS]
    op.execute(f"ALTER TABLE history ADD COLUMN {COLUMN}")
    if is_sqlite():
        rebuild_history(actions, with_column=True)
    else:
        check_actions(actions)


def downgrade() -> None:
    ours = ", ".join(f"'{action}'" for action in NEW_ACTIONS)
    unknown = f"DELETE FROM history WHERE action IN ({ours})"  # noqa: S608 (fixed words)
    if is_sqlite():
        query = "SELECT sql FROM sqlite_master WHERE name = 'history_is_not_removed'"
        guard = op.get_bind().execute(sa.text(query)).scalar_one()
        op.execute("DROP TRIGGER history_is_not_removed")
        op.execute(unknown)
        op.execute(guard)
        rebuild_history(known_actions(), with_column=False)
    else:
        op.execute("ALTER TABLE history DISABLE TRIGGER USER")
        op.execute(unknown)
        op.execute("ALTER TABLE history ENABLE TRIGGER USER")
        check_actions(known_actions())
        op.drop_column("history", "conflict_id")
    op.drop_index("ix_motion_mentions_misprint", "motion_mentions")
    for column in ("misprint", "replaces", "own"):
        op.drop_column("motion_mentions", column)
    for name in ("same_as_id", "replaced_by_id"):
        op.drop_index(f"ix_motions_{name}", "motions")
        op.drop_column("motions", name)
    for table_name in ("conflict_mentions", "conflict_numbers", "motion_conflicts", "motion_ties"):
        op.drop_table(table_name)
