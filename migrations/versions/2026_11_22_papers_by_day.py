"""Let PostgreSQL order papers by day along an index alone, as SQLite does."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SHOWN = ["withdrawn_at", "media", "date", "not_before", "not_after", "kind"]


def make_anew(columns: list[str]) -> None:
    """Make the index of listed papers anew."""
    op.drop_index("ix_documents_listed", "documents")
    op.create_index("ix_documents_listed", "documents", columns)


def upgrade() -> None:
    make_anew([*SHOWN, "id"])


def downgrade() -> None:
    make_anew(SHOWN)
