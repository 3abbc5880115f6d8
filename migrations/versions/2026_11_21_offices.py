"""Lay out offices, who held them, and which committee leads a dossier; who answers today."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True)
NEW_ACTIONS = ("commitment_followed", "table_changed")


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def certainty() -> sa.Enum:
    """Make a column for how sure a line is, checked by the database."""
    return sa.Enum(
        "high",
        "medium",
        "low",
        name="certainty",
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def create_tables() -> None:
    """Make the three tables that people keep."""
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("ministry_id", sa.Integer),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("successors", JSON, nullable=False),
        sa.Column("also", JSON, nullable=False),
        sa.Column("certainty", certainty(), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministries.id"], name=op.f("fk_offices_ministry_id")
        ),
        sa.UniqueConstraint("name", "first", name=op.f("uq_offices_name_first")),
        sa.CheckConstraint(
            "first IS NULL OR last IS NULL OR first <= last", name=op.f("ck_offices_begins_first")
        ),
    )
    op.create_table(
        "officeholders",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("office", sa.String(200), nullable=False),
        sa.Column("portfolio", sa.String(200)),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("surname", sa.String(200), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date),
        sa.Column("certainty", certainty(), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officeholders")),
        sa.CheckConstraint(
            "last IS NULL OR first <= last", name=op.f("ck_officeholders_begins_first")
        ),
    )
    op.create_index("ix_officeholders_office", "officeholders", ["office", "first"])
    op.create_table(
        "dossier_committees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("dossier", sa.String(40), nullable=False),
        sa.Column("committee_id", sa.Integer, nullable=False),
        sa.Column("certainty", certainty(), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_committees")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_dossier_committees_committee_id")
        ),
        sa.UniqueConstraint("dossier", name=op.f("uq_dossier_committees_dossier")),
    )


def add_columns() -> None:
    """Let items say who answers now, who leads, and what of it a person set."""
    op.add_column("commitments", sa.Column("responsible_name", sa.Text))
    for name in ("responsible_by_hand", "committee_by_hand"):
        by_hand = sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
        op.add_column("commitments", by_hand)
    op.add_column("commitments", sa.Column("member", sa.String(200)))
    op.add_column("candidates", sa.Column("committee_id", sa.Integer))
    op.add_column("candidates", sa.Column("member", sa.String(200)))


def keep_what_people_set() -> None:
    """Mark what a person said of an office or committee before there was a rule."""
    op.execute("UPDATE commitments SET committee_by_hand = true WHERE committee_id IS NOT NULL")
    op.execute(
        "UPDATE commitments SET responsible_by_hand = true WHERE EXISTS (SELECT 1 FROM history "
        "WHERE history.item_id = commitments.item_id AND history.action IN "
        "('commitment_amended', 'candidate_accepted') AND CAST(history.after AS TEXT) LIKE "
        "'%\"responsible\"%' AND CAST(history.after AS TEXT) NOT LIKE '%\"actor\"%')"
    )


def set_actions(words: list[str]) -> None:
    """Let history know exactly these deeds."""
    known = ", ".join(f"'{word}'" for word in words)
    if not is_sqlite():
        name = find_constraint()
        op.execute(f"ALTER TABLE history DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE history ADD CONSTRAINT {name} CHECK (action IN ({known}))")
        return
    # SQLite keeps a check with its table: the table is made anew, with its indexes and triggers.
    bind = op.get_bind()
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'history' AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in bind.execute(sa.text(query))]
    table = next(sql for kind, sql in parts if kind == "table")
    anew = re.sub(r"action IN \([^)]*\)", f"action IN ({known})", table, count=1)
    anew = re.sub(r"CREATE TABLE \"?history\"?", "CREATE TABLE history_anew", anew, count=1)
    op.execute(anew)
    op.execute("INSERT INTO history_anew SELECT * FROM history")
    op.execute("DROP TABLE history")
    op.execute("ALTER TABLE history_anew RENAME TO history")
    for kind, sql in parts:
        if kind != "table":
            op.execute(sql)


def find_constraint() -> str:
    """Give the name of the check on the deeds."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("history")
    return next(str(check["name"]) for check in checks if "action" in check["sqltext"])


def known_actions() -> list[str]:
    """Give the deeds that history knows now."""
    if is_sqlite():
        query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'history'"
        table = op.get_bind().execute(sa.text(query)).scalar_one()
        match = re.search(r"action IN \(([^)]*)\)", table)
        assert match is not None
        told = match[1]
    else:
        checks = sa.inspect(op.get_bind()).get_check_constraints("history")
        told = next(check["sqltext"] for check in checks if "action" in check["sqltext"])
    return re.findall(r"'([a-z_]+)'", told)


def upgrade() -> None:
    create_tables()
    add_columns()
    keep_what_people_set()
    known = known_actions()
    set_actions([*known, *(word for word in NEW_ACTIONS if word not in known)])


def downgrade() -> None:
    set_actions([word for word in known_actions() if word not in NEW_ACTIONS])
    for column in ("member", "committee_id"):
        op.drop_column("candidates", column)
    for column in ("member", "committee_by_hand", "responsible_by_hand", "responsible_name"):
        op.drop_column("commitments", column)
    op.drop_table("dossier_committees")
    op.drop_table("officeholders")
    op.drop_table("offices")
