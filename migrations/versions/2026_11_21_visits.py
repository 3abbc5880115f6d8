"""Keep of each person when they were last here, and when before that visit."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "account_visits",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("before_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_visits_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_visits")),
    )


def downgrade() -> None:
    op.drop_table("account_visits")
