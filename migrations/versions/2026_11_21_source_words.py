"""Keep what other registers call the state of an item, in their own words."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SOURCES = "'tweede-kamer', 'tweede-kamer-oud', 'eerste-kamer'"


def upgrade() -> None:
    op.create_table(
        "source_words",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(120), nullable=False),
        sa.Column("word", sa.String(120), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_words")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_source_words_item_id")),
        sa.CheckConstraint(f"source IN ({SOURCES})", name=op.f("ck_source_words_source")),
    )
    op.create_index("ix_source_words_item_id", "source_words", ["item_id", "source"])


def downgrade() -> None:
    op.drop_table("source_words")
