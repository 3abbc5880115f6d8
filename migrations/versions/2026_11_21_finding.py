"""Let search know words, abbreviations, members and movers of motions."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_words",
        sa.Column("token", sa.String(80), nullable=False),
        sa.Column("word", sa.String(80), nullable=False),
        sa.Column("head", sa.String(80)),
        sa.Column("tail", sa.String(80)),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_head", "search_words", ["head"])
    op.create_index("ix_search_words_tail", "search_words", ["tail"])
    op.create_table(
        "search_alike",
        sa.Column("tokens", sa.String(200), nullable=False),
        sa.Column("other", sa.String(200), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("tokens", "other", name=op.f("pk_search_alike")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("fractie", sa.String(80), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_index("ix_members_name", "members", ["name", "first"])
    op.create_index("ix_members_fractie", "members", ["fractie"])
    op.create_table(
        "motion_movers",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_motion_movers")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_motion_movers_item_id")),
    )
    op.create_index("ix_motion_movers_name", "motion_movers", ["name"])


def downgrade() -> None:
    for table in ("motion_movers", "members", "search_alike", "search_words"):
        op.drop_table(table)
