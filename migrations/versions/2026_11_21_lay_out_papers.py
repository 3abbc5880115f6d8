"""Lay out papers and what stands in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


BLOCKKIND = words("blockkind", "paragraph", "heading", "list_item", "footnote")
FULFILMENTSTATUS = words("fulfilmentstatus", "voldaan", "deels", "in uitvoering")
PAPERKIND = words(
    "paperkind", "brief", "verslag-schriftelijk-overleg", "verslag-debat", "motie", "other"
)
REFERENCEKIND = words("referencekind", "kamerstuk", "handelingen", "aanhangsel", "documentnummer")
TARGETKIND = words("targetkind", "toezegging", "motie", "verzoek")
ZONE = words(
    "zone", "head", "body", "question", "answer", "speech", "signature", "footnote", "annex"
)


# Full-text search over `stems`, kept in step by the database; app/store/fts.py asks it.
SQLITE_SEARCH = (
    (
        "CREATE VIRTUAL TABLE passages_fts USING fts5(stems, content='passages', "
        "content_rowid='id', tokenize='ascii')"
    ),
    (
        "CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN INSERT INTO "
        "passages_fts (rowid, stems) VALUES (new.id, new.stems); END"
    ),
    (
        "CREATE TRIGGER passages_fts_delete AFTER DELETE ON passages BEGIN INSERT INTO "
        "passages_fts (passages_fts, rowid, stems) VALUES ('delete', old.id, old.stems); END"
    ),
    (
        "CREATE TRIGGER passages_fts_update AFTER UPDATE OF stems ON passages BEGIN INSERT INTO "
        "passages_fts (passages_fts, rowid, stems) VALUES ('delete', old.id, old.stems); INSERT "
        "INTO passages_fts (rowid, stems) VALUES (new.id, new.stems); END"
    ),
)
POSTGRESQL_SEARCH = (
    (
        "ALTER TABLE passages ADD COLUMN tsv tsvector GENERATED ALWAYS AS "
        "(to_tsvector('simple', stems)) STORED"
    ),
    "CREATE INDEX ix_passages_tsv ON passages USING gin (tsv)",
)

# A paper's own words never change.
SQLITE_FIXED = (
    (
        "CREATE TRIGGER documents_text_is_fixed BEFORE UPDATE OF key, source, text ON documents "
        "BEGIN SELECT RAISE(ABORT, 'the text of a paper never changes'); END"
    ),
)
POSTGRESQL_FIXED = (
    (
        "CREATE FUNCTION refuse_new_text() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the text of a paper never changes'; END $$"
    ),
    (
        "CREATE TRIGGER documents_text_is_fixed BEFORE UPDATE OF key, source, text ON documents "
        "FOR EACH ROW EXECUTE FUNCTION refuse_new_text()"
    ),
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def create_papers() -> None:
    """Make the tables of papers and what the reader saw in them."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("reader", sa.String(40), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.Column("kind", PAPERKIND, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("not_before", sa.Date),
        sa.Column("not_after", sa.Date),
        sa.Column("place", sa.String(120)),
        sa.Column("dossier", sa.String(40)),
        sa.Column("number", sa.String(40)),
        sa.Column("canonical", sa.String(80)),
        sa.Column("title", sa.Text),
        sa.Column("addressee", sa.Text),
        sa.Column("from_functions", JSON, nullable=False),
        sa.Column("signatories", JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        # Last, because SQLite walks through what stands before a column to reach it.
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reading", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
        sa.CheckConstraint("length(key) = 64", name=op.f("ck_documents_key_is_sha256")),
    )
    op.create_index("ix_documents_canonical", "documents", ["canonical"])
    op.create_index("ix_documents_date", "documents", ["date"])
    op.create_index("ix_documents_dossier", "documents", ["dossier"])
    op.create_table(
        "cited_papers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("citation", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", REFERENCEKIND, nullable=False),
        sa.Column("annex", sa.Boolean, nullable=False),
        sa.Column("canonical", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cited_papers")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_cited_papers_document_id")
        ),
        sa.UniqueConstraint(
            "document_id",
            "citation",
            "ordinal",
            name=op.f("uq_cited_papers_document_id_citation_ordinal"),
        ),
    )
    op.create_index("ix_cited_papers_canonical", "cited_papers", ["canonical"])
    op.create_index("ix_cited_papers_document_id", "cited_papers", ["document_id"])
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", BLOCKKIND, nullable=False),
        sa.Column("zone", ZONE, nullable=False),
        sa.Column("label", sa.String(40)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_passages_document_id")
        ),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_passages_document_id_ordinal")),
    )
    op.create_index("ix_passages_document_id", "passages", ["document_id"])
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("target_kind", TARGETKIND, nullable=False),
        sa.Column("target", JSON, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("status", FULFILMENTSTATUS, nullable=False),
        sa.Column("by_ids", JSON, nullable=False),
        sa.Column("cue", sa.String(80), nullable=False),
        sa.Column("implicit", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_statements_document_id")
        ),
        sa.UniqueConstraint(
            "document_id", "ordinal", name=op.f("uq_statements_document_id_ordinal")
        ),
    )
    op.create_index("ix_statements_document_id", "statements", ["document_id"])


def upgrade() -> None:
    create_papers()
    searched = SQLITE_SEARCH if is_sqlite() else POSTGRESQL_SEARCH
    fixed = SQLITE_FIXED if is_sqlite() else POSTGRESQL_FIXED
    for statement in (*searched, *fixed):
        op.execute(statement)


def downgrade() -> None:
    if is_sqlite():
        op.execute("DROP TABLE passages_fts")
    op.drop_table("statements")
    op.drop_table("passages")
    op.drop_table("cited_papers")
    op.drop_table("documents")
    if not is_sqlite():
        op.execute("DROP FUNCTION refuse_new_text")
