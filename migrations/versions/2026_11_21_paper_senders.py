"""Let the list of papers be narrowed by who sent them and by their kind, along indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

SQLITE = """
    INSERT OR IGNORE INTO paper_senders (document_id, sender)
    SELECT documents.id, substr(lower(replace(replace(trim(one.value), 'Ë', 'ë'), 'É', 'é')), 1, 400)
    FROM documents, json_each(documents.from_functions) AS one
    WHERE documents.withdrawn_at IS NULL AND documents.media <> 'mondeling' AND trim(one.value) <> ''
"""
POSTGRESQL = """
    INSERT INTO paper_senders (document_id, sender)
    SELECT documents.id, left(lower(trim(one.value)), 400)
    FROM documents, json_array_elements_text(documents.from_functions) AS one(value)
    WHERE documents.withdrawn_at IS NULL AND documents.media <> 'mondeling' AND trim(one.value) <> ''
    ON CONFLICT DO NOTHING
"""
LISTED = ["withdrawn_at", "media", "date", "not_before", "not_after"]


def upgrade() -> None:
    op.create_table(
        "paper_senders",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_paper_senders_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", "sender", name=op.f("pk_paper_senders")),
    )
    op.create_index("ix_paper_senders_sender", "paper_senders", ["sender", "document_id"])
    op.execute(SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL)
    op.drop_index("ix_documents_listed", "documents")
    op.create_index("ix_documents_listed", "documents", [*LISTED, "kind"])


def downgrade() -> None:
    op.drop_index("ix_documents_listed", "documents")
    op.create_index("ix_documents_listed", "documents", LISTED)
    op.drop_table("paper_senders")
