"""Meetings of committees with their decisions, rappels, and a status between open and settled."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)
NEW_ACTIONS = ("reminded", "reminder_withdrawn", "committee_changed")
PROPOSED = "voorgesteld: afdoen"
PLACES = (
    "beantwoord",
    "termijn verstreken",
    "termijn loopt af voor de vergadering",
    "nieuw sinds de vorige vergadering",
)
PROPOSALS = ("afdoen", "deels", "openhouden", "nieuwe termijn", "rappelleren")


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def check_of(table: str, column: str) -> tuple[str, str]:
    """Give the name and the text of the check on the words of a column."""
    if is_sqlite():
        query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"
        made = op.get_bind().execute(sa.text(query), {"name": table}).scalar_one()
        match = re.search(rf"CHECK \({column} IN \([^)]*\)\)", made)
        assert match is not None
        return "", match[0]
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    found = next(one for one in checks if re.match(rf"\(?{column}\b", one["sqltext"]))
    return str(found["name"]), found["sqltext"]


def known_words(table: str, column: str) -> list[str]:
    """Give the words that a column takes now."""
    return re.findall(r"'([^']+)'", check_of(table, column)[1])


def set_words(table: str, column: str, known: list[str]) -> None:
    """Let a column take exactly these words."""
    name, told = check_of(table, column)
    listed = ", ".join(f"'{word}'" for word in known)
    if not is_sqlite():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN ({listed}))")
        return
    # SQLite keeps a check with its table: the table is made anew, with its indexes and triggers.
    bind = op.get_bind()
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL"
    parts = [(row.type, row.sql) for row in bind.execute(sa.text(query), {"name": table})]
    made = next(sql for kind, sql in parts if kind == "table")
    anew = made.replace(told, f"CHECK ({column} IN ({listed}))", 1)
    anew = re.sub(rf"CREATE TABLE \"?{table}\"?", f"CREATE TABLE {table}_anew", anew, count=1)
    op.execute(sa.text(anew.replace(":", r"\:")))
    op.execute(f"INSERT INTO {table}_anew SELECT * FROM {table}")  # noqa: S608 (one of two tables)
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for kind, sql in parts:
        if kind != "table":
            op.execute(sa.text(sql.replace(":", r"\:")))


def create_meetings() -> None:
    """Make the tables of meetings and what is put to them."""
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("committee_id", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("made_by", sa.String(255), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_meetings_committee_id")
        ),
        sa.UniqueConstraint("committee_id", "date", name=op.f("uq_meetings_committee_id_date")),
    )
    op.create_table(
        "meeting_items",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("place", words("place", PLACES), nullable=False),
        sa.Column("proposal", words("proposal", PROPOSALS), nullable=False),
        sa.Column("term", sa.Date),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("decision", words("decision", PROPOSALS)),
        sa.Column("decided_term", sa.Date),
        sa.Column("note", sa.Text),
        sa.Column("decided_by", sa.String(255)),
        sa.Column("decided_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_items")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_items_meeting_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_meeting_items_item_id")),
        sa.UniqueConstraint(
            "meeting_id", "item_id", name=op.f("uq_meeting_items_meeting_id_item_id")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_by IS NULL)", name=op.f("ck_meeting_items_decided_whole")
        ),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_meeting_items_decided_by_and_at"),
        ),
        sa.CheckConstraint(
            "decided_term IS NULL OR decision = 'nieuwe termijn'",
            name=op.f("ck_meeting_items_term_with_its_decision"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_items_item_id", "meeting_items", ["item_id"])


def create_reminders() -> None:
    """Make the tables of rappels and what they ask for."""
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("ministry_id", sa.Integer),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("reply_before", sa.Date, nullable=False),
        sa.Column("horizon", sa.Date, nullable=False),
        sa.Column("made_by", sa.String(255), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by", sa.String(255)),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministries.id"], name=op.f("fk_reminders_ministry_id")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_reminders_number")),
        sa.CheckConstraint(
            "(withdrawn_by IS NULL) = (withdrawn_at IS NULL)",
            name=op.f("ck_reminders_withdrawn_whole"),
        ),
    )
    op.create_index("ix_reminders_office", "reminders", ["office"])
    op.create_table(
        "reminder_items",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reminder_id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("overdue", sa.Boolean, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("term_text", sa.Text),
        sa.Column("deadline", sa.Date, nullable=False),
        sa.Column("first_deadline", sa.Date),
        sa.Column("earlier", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_items")),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name=op.f("fk_reminder_items_reminder_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_reminder_items_item_id")),
        sa.UniqueConstraint(
            "reminder_id", "item_id", name=op.f("uq_reminder_items_reminder_id_item_id")
        ),
    )
    op.create_index("ix_reminder_items_item_id", "reminder_items", ["item_id"])


def upgrade() -> None:
    no = sa.false()
    op.add_column("committees", sa.Column("decides", sa.Boolean, nullable=False, server_default=no))
    known = known_words("commitments", "status")
    set_words("commitments", "status", [*known, PROPOSED])
    actions = known_words("history", "action")
    set_words("history", "action", [*actions, *(one for one in NEW_ACTIONS if one not in actions)])
    create_meetings()
    create_reminders()


def downgrade() -> None:
    for table in ("reminder_items", "reminders", "meeting_items", "meetings"):
        op.drop_table(table)
    actions = known_words("history", "action")
    set_words("history", "action", [one for one in actions if one not in NEW_ACTIONS])
    op.execute(f"UPDATE commitments SET status = 'openstaand' WHERE status = '{PROPOSED}'")  # noqa: S608 (the word stands above)
    known = known_words("commitments", "status")
    set_words("commitments", "status", [one for one in known if one != PROPOSED])
    op.drop_column("committees", "decides")
