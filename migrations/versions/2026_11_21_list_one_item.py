"""Let lists go along indexes: of one kind, of papers, and in SQLite of one item at a time."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

LISTED = (
    "item_id, kind, number, created_at, standing, done, term_counts, latest, day, responsible, "
    "ministry_id, committee_id, member, document_id, postponed"
)
JUDGED = "suggestion_id, item_id, document_id, day"
OWN = ("candidates", "commitments", "motions", "mentioned_motions", "suggestions")


def anew(item: str) -> str:
    """Take the rows of one item anew.

    An item is named by a value alone: with a list of them SQLite would go through all items.
    """
    return (
        f"DELETE FROM listed WHERE item_id = {item}; "
        f"INSERT OR REPLACE INTO listed ({LISTED}) SELECT {LISTED} FROM listed_now "
        f"WHERE item_id = {item} ORDER BY kind; "
        f"DELETE FROM to_judge WHERE item_id = {item}; "
        f"INSERT INTO to_judge ({JUDGED}) SELECT {JUDGED} FROM to_judge_now "
        f"WHERE item_id = {item};"
    )


def follow(name: str, change: str, deeds: str) -> None:
    """Put a trigger in the place of the one with this name."""
    op.execute(f"DROP TRIGGER IF EXISTS {name}")
    op.execute(f"CREATE TRIGGER {name} AFTER {change} BEGIN {deeds} END")


def upgrade() -> None:
    op.create_index("ix_listed_kind", "listed", ["kind", "done", "latest", "number"])
    op.create_index("ix_history_conflict_id", "history", ["conflict_id"])
    days = ["date", "not_before", "not_after"]
    op.create_index("ix_documents_listed", "documents", ["withdrawn_at", "media", *days])
    if op.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL takes them one by one already
    for table in OWN:
        for deed, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
            follow(f"listed_{table}_{deed}", f"{deed} ON {table}", anew(f"{row}.item_id"))
    follow(
        "listed_items_update",
        "update OF number, created_at, document_id ON items",
        anew("new.id"),
    )
    # What touches several items touches their rows, so that the trigger on items does the rest.
    follow(
        "listed_motion_mentions_update",
        "update OF stance, document_id ON motion_mentions",
        "UPDATE items SET number = number WHERE id IN "
        "(SELECT item_id FROM mentioned_motions WHERE mention_id = new.id);",
    )
    follow(
        "listed_documents_update",
        "update OF date, not_before, not_after, withdrawn_at ON documents",
        "UPDATE items SET number = number WHERE id IN ("
        "SELECT id FROM items WHERE document_id = new.id "
        "UNION SELECT item_id FROM candidates WHERE document_id = new.id "
        "UNION SELECT mentioned_motions.item_id FROM mentioned_motions "
        "JOIN motion_mentions ON motion_mentions.id = mentioned_motions.mention_id "
        "WHERE motion_mentions.document_id = new.id "
        "UNION SELECT item_id FROM suggestions WHERE document_id = new.id);",
    )


def downgrade() -> None:
    """Keep the triggers: they do the same, and the step before takes them away by name."""
    op.drop_index("ix_documents_listed", "documents")
    op.drop_index("ix_history_conflict_id", "history")
    op.drop_index("ix_listed_kind", "listed")
