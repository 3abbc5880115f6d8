"""Note papers that come in, and let people follow a list of letters."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

LISTS = ("follows", "subscription_requests")


def upgrade() -> None:
    op.create_table(
        "paper_news",
        sa.Column("document_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_paper_news_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["round"], ["news_rounds.number"], name=op.f("fk_paper_news_round")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_paper_news")),
    )
    op.create_index("ix_paper_news_round", "paper_news", ["round"])
    # What is there already is news to nobody.
    op.execute(
        "INSERT INTO paper_news (document_id, round) "
        "SELECT documents.id, newest.number FROM documents, "
        "(SELECT max(number) AS number FROM news_rounds) AS newest "
        "WHERE newest.number IS NOT NULL"
    )
    for table in LISTS:
        op.add_column(
            table, sa.Column("of_letters", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    # Without the column such a list would be taken for one of the register.
    op.execute("DELETE FROM follows WHERE of_letters")
    op.execute("UPDATE subscription_requests SET expires_at = asked_at WHERE of_letters")
    for table in LISTS:
        op.drop_column(table, "of_letters")
    op.drop_table("paper_news")
