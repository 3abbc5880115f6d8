"""Let a person belong to a fractie, and share with it what they follow."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("fractie", sa.String(100), nullable=True))
    op.add_column(
        "follows",
        sa.Column("for_fractie", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("follows", "for_fractie")
    op.drop_column("accounts", "fractie")
