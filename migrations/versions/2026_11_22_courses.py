"""Keep how each commitment went in a narrow table, in step by the database itself."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COLUMNS = "item_id, status, term, ministry_id, made, answered, done"
NAMES = {
    "ix_listed_responsible": "responsible",
    "ix_listed_ministry": "ministry_id",
    "ix_listed_committee": "committee_id",
    "ix_listed_member": "member",
}
STATE = ["standing", "kind", "term_counts", "latest", "postponed"]
# Which change of which table touches which commitments: the table, the deed, the items.
_OF_PAPER = """
SELECT id FROM items WHERE document_id = new.id
UNION SELECT item_id FROM fulfilments WHERE document_id = new.id
"""
OWN = (
    ("commitments", "insert", "new"),
    ("commitments", "update", "new"),
    ("commitments", "delete", "old"),
    ("fulfilments", "insert", "new"),
    ("fulfilments", "update", "new"),
    ("fulfilments", "delete", "old"),
)
TOLD = "new.action = 'status_set' AND new.item_id IS NOT NULL"
OTHERS = (
    ("history", "insert", "SELECT new.item_id"),
    ("items", "update OF document_id", "SELECT new.id"),
    ("documents", "update OF date, not_before, not_after", _OF_PAPER),
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def day_of(moment: str) -> str:
    """Give the day of a moment, in universal time as it is kept."""
    return (
        f"substr({moment}, 1, 10)" if is_sqlite() else f"CAST({moment} AT TIME ZONE 'UTC' AS date)"
    )


def view() -> str:
    """Say what the row of each commitment holds."""
    paper = "coalesce({0}.date, {0}.not_before, {0}.not_after)"
    answered = f"""(
      SELECT min({paper.format("answers")}) FROM fulfilments
      JOIN documents AS answers ON answers.id = fulfilments.document_id
      WHERE fulfilments.item_id = commitments.item_id
        AND fulfilments.withdrawn_at IS NULL AND fulfilments.verdict = 'voldaan')"""
    entered = day_of("commitments.entered_at")
    said = f"""coalesce((
      SELECT {day_of("max(history.at)")} FROM history
      WHERE history.item_id = commitments.item_id AND history.action = 'status_set'), {entered})"""
    return f"""
    CREATE VIEW courses_now ({COLUMNS}) AS
    SELECT commitments.item_id, commitments.status, commitments.deadline, commitments.ministry_id,
      coalesce({paper.format("documents")}, {entered}), {answered},
      CASE commitments.status WHEN 'afgedaan' THEN coalesce({answered}, {said})
        WHEN 'vervallen' THEN {said} END
    FROM commitments JOIN items ON items.id = commitments.item_id
    LEFT JOIN documents ON documents.id = items.document_id
    WHERE commitments.withdrawn_at IS NULL
    """


def anew(item: str) -> str:
    """Take the row of one item anew."""
    return (
        f"DELETE FROM courses WHERE item_id = {item}; "
        f"INSERT INTO courses ({COLUMNS}) SELECT {COLUMNS} FROM courses_now WHERE item_id = {item};"
    )


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_course_{table}_{deed.split(maxsplit=1)[0]}"


def follow(table: str, deed: str, when: str, deeds: str) -> None:
    """Do something after each change of a table."""
    name, when = name_of(table, deed), f"WHEN ({when}) " if when else ""
    if is_sqlite():
        op.execute(f"CREATE TRIGGER {name} AFTER {deed} ON {table} {when}BEGIN {deeds} END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {deeds} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {deed} ON {table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION {name}()"
    )


def widen_names(columns: list[str]) -> None:
    """Make the indexes of names anew, with these columns after the name."""
    for name, column in NAMES.items():
        op.drop_index(name, "listed")
        op.create_index(name, "listed", [column, *columns])


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("term", sa.Date),
        sa.Column("ministry_id", sa.Integer),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("answered", sa.Date),
        sa.Column("done", sa.Date),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_courses")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_courses_item_id"), ondelete="CASCADE"
        ),
    )
    op.execute(view())
    op.execute(f"INSERT INTO courses ({COLUMNS}) SELECT {COLUMNS} FROM courses_now")
    for table, deed, row in OWN:
        follow(table, deed, "", anew(f"{row}.item_id"))
    for table, deed, items in OTHERS:  # the trigger on commitments does the rest
        deeds = f"UPDATE commitments SET status = status WHERE item_id IN ({items});"
        follow(table, deed, TOLD if table == "history" else "", deeds)
    widen_names(STATE)
    op.create_index("ix_history_action", "history", ["action"])


def downgrade() -> None:
    op.drop_index("ix_history_action", "history")
    widen_names(["standing"])
    for table, deed, _ in (*OWN, *OTHERS):
        name = name_of(table, deed)
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
        if not is_sqlite():
            op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW courses_now")
    op.drop_table("courses")
