"""Keep the number that a commitment has in the register of the Chamber, as a clerk gives it."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("commitments", sa.Column("official_number", sa.String(20), nullable=True))
    op.create_index(op.f("ix_commitments_official_number"), "commitments", ["official_number"])


def downgrade() -> None:
    op.drop_index(op.f("ix_commitments_official_number"), "commitments")
    op.drop_column("commitments", "official_number")
