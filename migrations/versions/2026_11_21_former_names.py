"""Keep the names that people had before, under which they did what they did."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names = sa.Column(
        "former_names", sa.JSON(none_as_null=True), nullable=False, server_default="[]"
    )
    op.add_column("accounts", names)


def downgrade() -> None:
    op.drop_column("accounts", "former_names")
