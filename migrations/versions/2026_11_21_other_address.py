"""Let a link confirm another address of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PURPOSE = "ck_account_links_linkpurpose"
CONFIRMS = "ck_account_links_address_to_confirm"


def upgrade() -> None:
    with op.batch_alter_table("account_links") as table:
        table.add_column(sa.Column("email", sa.String(255)))
        table.drop_constraint(op.f(PURPOSE), type_="check")
        table.create_check_constraint(
            op.f(PURPOSE), "purpose IN ('uitnodiging', 'herstel', 'adres')"
        )
        table.create_check_constraint(op.f(CONFIRMS), "email IS NULL OR purpose = 'adres'")


def downgrade() -> None:
    op.execute(
        "UPDATE account_links SET purpose = 'herstel', email = NULL, "
        "ended_at = coalesce(ended_at, made_at) WHERE purpose = 'adres'"
    )
    with op.batch_alter_table("account_links") as table:
        table.drop_constraint(op.f(CONFIRMS), type_="check")
        table.drop_constraint(op.f(PURPOSE), type_="check")
        table.create_check_constraint(op.f(PURPOSE), "purpose IN ('uitnodiging', 'herstel')")
        table.drop_column("email")
