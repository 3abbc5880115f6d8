"""Find what another register says of an item by the number that it has there."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_source_words_reference", "source_words", ["reference"])


def downgrade() -> None:
    op.drop_index("ix_source_words_reference", "source_words")
