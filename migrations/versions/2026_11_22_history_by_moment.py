"""Let the index of history by moment hold which deed it was, and of which item or paper: what changed is read from it alone."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_history_at", "history"


def upgrade() -> None:
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["at", "action", "item_id", "document_id"])


def downgrade() -> None:
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["at"])
