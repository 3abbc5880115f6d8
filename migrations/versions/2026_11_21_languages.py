"""Let an account remember the language that its person reads in."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE accounts ADD COLUMN language VARCHAR(40) "
        "CONSTRAINT ck_accounts_language CHECK (language IN ('nl', 'en'))"
    )


def downgrade() -> None:
    op.drop_column("accounts", "language")
