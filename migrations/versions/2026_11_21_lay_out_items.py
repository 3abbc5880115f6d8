"""Lay out items: candidates, commitments and motions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


CANDIDATESTATE = words("candidatestate", "wacht", "aanvaard", "afgewezen")
ITEMKIND = words("itemkind", "candidate", "commitment", "motion")
MADE = words("made", "hier", "eerder")
PROMISEKIND = words("promisekind", "informatie", "actie")
STANCE = words("stance", "uitgevoerd", "in uitvoering", "toegezegd", "genoemd")
STATUS = words("status", "openstaand", "deels afgedaan", "afgedaan", "vervallen")
TERMKIND = words("termkind", "datum", "vaag", "geen")


# Full-text search over `stems`, kept in step by the database; app/store/fts.py asks it.
SQLITE_SEARCH = (
    (
        "CREATE VIRTUAL TABLE items_fts USING fts5(stems, content='items', content_rowid='id', "
        "tokenize='ascii')"
    ),
    (
        "CREATE TRIGGER items_fts_insert AFTER INSERT ON items BEGIN INSERT INTO items_fts "
        "(rowid, stems) VALUES (new.id, new.stems); END"
    ),
    (
        "CREATE TRIGGER items_fts_delete AFTER DELETE ON items BEGIN INSERT INTO items_fts "
        "(items_fts, rowid, stems) VALUES ('delete', old.id, old.stems); END"
    ),
    (
        "CREATE TRIGGER items_fts_update AFTER UPDATE OF stems ON items BEGIN INSERT INTO "
        "items_fts (items_fts, rowid, stems) VALUES ('delete', old.id, old.stems); INSERT INTO "
        "items_fts (rowid, stems) VALUES (new.id, new.stems); END"
    ),
)
POSTGRESQL_SEARCH = (
    (
        "ALTER TABLE items ADD COLUMN tsv tsvector GENERATED ALWAYS AS (to_tsvector('simple', "
        "stems)) STORED"
    ),
    "CREATE INDEX ix_items_tsv ON items USING gin (tsv)",
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def create_items() -> None:
    """Make the tables of items, candidates and motions."""
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("kind", ITEMKIND, nullable=False),
        sa.Column("document_id", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_items_document_id")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_items_number")),
    )
    op.create_index("ix_items_document_id", "items", ["document_id"])
    op.create_index("ix_items_kind", "items", ["kind"])
    op.create_table(
        "motion_mentions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("ids", JSON, nullable=False),
        sa.Column("canonical", sa.String(80)),
        sa.Column("number", sa.String(40)),
        sa.Column("movers", JSON, nullable=False),
        sa.Column("cosigned", sa.Boolean, nullable=False),
        sa.Column("changed", sa.Boolean, nullable=False),
        sa.Column("stance", STANCE, nullable=False),
        sa.Column("subject", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_mentions")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_motion_mentions_document_id")
        ),
        sa.UniqueConstraint(
            "document_id", "ordinal", name=op.f("uq_motion_mentions_document_id_ordinal")
        ),
    )
    op.create_index("ix_motion_mentions_canonical", "motion_mentions", ["canonical"])
    op.create_index("ix_motion_mentions_document_id", "motion_mentions", ["document_id", "start"])
    op.create_index("ix_motion_mentions_number", "motion_mentions", ["number"])
    op.create_table(
        "candidates",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("kind", PROMISEKIND, nullable=False),
        sa.Column("made", MADE, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("responsible", sa.Text),
        sa.Column("addressee", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("term_kind", TERMKIND, nullable=False),
        sa.Column("term_text", sa.Text),
        sa.Column("term_earliest", sa.Date),
        sa.Column("term_latest", sa.Date),
        sa.Column("term_rule", sa.String(80)),
        sa.Column("conditional", sa.Boolean, nullable=False),
        sa.Column("condition", sa.Text),
        sa.Column("cue", sa.String(80), nullable=False),
        sa.Column("promise", JSON, nullable=False),
        sa.Column("reader", sa.String(40), nullable=False),
        sa.Column("state", CANDIDATESTATE, nullable=False),
        sa.Column("judged_by", sa.String(255)),
        sa.Column("judged_at", MOMENT),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_candidates")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_candidates_document_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_candidates_item_id")),
        sa.CheckConstraint(
            "(judged_by IS NULL) = (judged_at IS NULL)", name=op.f("ck_candidates_judged_by_and_at")
        ),
        sa.CheckConstraint(
            "(state = 'wacht') = (judged_by IS NULL)", name=op.f("ck_candidates_judged_whole")
        ),
    )
    op.create_index("ix_candidates_document_id", "candidates", ["document_id", "sentence_start"])
    op.create_index("ix_candidates_state", "candidates", ["state"])
    op.create_index("ix_candidates_term_latest", "candidates", ["term_latest"])
    op.create_table(
        "item_terms",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("term", sa.String(80), nullable=False),
        sa.Column("weight", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "term", name=op.f("pk_item_terms")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_terms_item_id")),
    )
    op.create_index("ix_item_terms_term", "item_terms", ["term"])
    op.create_table(
        "mentioned_motions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("mention_id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentioned_motions")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_mentioned_motions_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["motion_mentions.id"], name=op.f("fk_mentioned_motions_mention_id")
        ),
        sa.UniqueConstraint(
            "mention_id", "item_id", name=op.f("uq_mentioned_motions_mention_id_item_id")
        ),
    )
    op.create_index("ix_mentioned_motions_item_id", "mentioned_motions", ["item_id"])
    op.create_index("ix_mentioned_motions_mention_id", "mentioned_motions", ["mention_id"])
    op.create_table(
        "motions",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("canonical", sa.String(80), nullable=False),
        sa.Column("settled_by", sa.String(255)),
        sa.Column("settled_at", MOMENT),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_motions")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_motions_item_id")),
        sa.UniqueConstraint("canonical", name=op.f("uq_motions_canonical")),
        sa.CheckConstraint(
            "(settled_by IS NULL) = (settled_at IS NULL)", name=op.f("ck_motions_settled_by_and_at")
        ),
    )


def create_commitments() -> None:
    """Make the table of commitments, and who answers for them."""
    op.create_table(
        "committees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("abbreviation", sa.String(20)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
        sa.UniqueConstraint("slug", name=op.f("uq_committees_slug")),
    )
    op.create_table(
        "ministries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("abbreviation", sa.String(20)),
        sa.Column("chapter", sa.String(20)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministries")),
        sa.UniqueConstraint("slug", name=op.f("uq_ministries_slug")),
    )
    op.create_table(
        "commitments",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("kind", PROMISEKIND, nullable=False),
        sa.Column("made", MADE, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("responsible", sa.Text),
        sa.Column("ministry_id", sa.Integer),
        sa.Column("committee_id", sa.Integer),
        sa.Column("addressee", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("term_kind", TERMKIND, nullable=False),
        sa.Column("term_text", sa.Text),
        sa.Column("term_rule", sa.String(80)),
        sa.Column("deadline", sa.Date),
        sa.Column("first_deadline", sa.Date),
        sa.Column("conditional", sa.Boolean, nullable=False),
        sa.Column("condition", sa.Text),
        sa.Column("status", STATUS, nullable=False),
        sa.Column("status_by_hand", sa.Boolean, nullable=False),
        sa.Column("entered_by", sa.String(255), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_commitments")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_commitments_committee_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_commitments_item_id")),
        sa.ForeignKeyConstraint(
            ["ministry_id"], ["ministries.id"], name=op.f("fk_commitments_ministry_id")
        ),
    )
    op.create_index("ix_commitments_committee_id", "commitments", ["committee_id"])
    op.create_index("ix_commitments_deadline", "commitments", ["deadline"])
    op.create_index("ix_commitments_ministry_id", "commitments", ["ministry_id"])
    op.create_index("ix_commitments_status", "commitments", ["status"])


def upgrade() -> None:
    create_items()
    create_commitments()
    for statement in SQLITE_SEARCH if is_sqlite() else POSTGRESQL_SEARCH:
        op.execute(statement)


def downgrade() -> None:
    if is_sqlite():
        op.execute("DROP TABLE items_fts")
    op.drop_table("commitments")
    op.drop_table("ministries")
    op.drop_table("committees")
    op.drop_table("motions")
    op.drop_table("mentioned_motions")
    op.drop_table("item_terms")
    op.drop_table("candidates")
    op.drop_table("motion_mentions")
    op.drop_table("items")
