"""Keep the passages in which items stand, with an index of their own, and papers in narrow rows."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

COLUMNS = "item_id, passage_id, stems"
# Full-text search over `stems`, kept in step by the database; app/store/fts.py asks it.
SQLITE_SEARCH = (
    (
        "CREATE VIRTUAL TABLE item_passages_fts USING fts5(stems, content='item_passages', "
        "content_rowid='id', tokenize='ascii')"
    ),
    "INSERT INTO item_passages_fts (item_passages_fts) VALUES ('rebuild')",
    (
        "CREATE TRIGGER item_passages_fts_insert AFTER INSERT ON item_passages BEGIN "
        "INSERT INTO item_passages_fts (rowid, stems) VALUES (new.id, new.stems); END"
    ),
    (
        "CREATE TRIGGER item_passages_fts_delete AFTER DELETE ON item_passages BEGIN "
        "INSERT INTO item_passages_fts (item_passages_fts, rowid, stems) "
        "VALUES ('delete', old.id, old.stems); END"
    ),
)
POSTGRESQL_SEARCH = (
    (
        "ALTER TABLE item_passages ADD COLUMN tsv tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED"
    ),
    "CREATE INDEX ix_item_passages_tsv ON item_passages USING gin (tsv)",
)
VIEW = f"""
CREATE VIEW item_passages_now ({COLUMNS}) AS
SELECT candidates.item_id, passages.id, passages.stems
FROM passages JOIN candidates ON candidates.document_id = passages.document_id
  AND candidates.sentence_start >= passages.start AND candidates.sentence_start < passages."end"
UNION ALL
SELECT mentioned_motions.item_id, passages.id, passages.stems
FROM passages JOIN motion_mentions ON motion_mentions.document_id = passages.document_id
  AND motion_mentions.start >= passages.start AND motion_mentions.start < passages."end"
JOIN mentioned_motions ON mentioned_motions.mention_id = motion_mentions.id
"""

PAPERS = "document_id, kind, day, imported_at"
# SQLite walks over the long rows of passages to see whose they are; PostgreSQL has them at hand.
SQLITE_PASSAGES = (
    "CREATE TABLE passages_fts_papers (passage_id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL)",
    "INSERT INTO passages_fts_papers SELECT id, document_id FROM passages",
    (
        "CREATE TRIGGER passages_fts_papers_insert AFTER INSERT ON passages BEGIN "
        "INSERT INTO passages_fts_papers VALUES (new.id, new.document_id); END"
    ),
    (
        "CREATE TRIGGER passages_fts_papers_delete AFTER DELETE ON passages BEGIN "
        "DELETE FROM passages_fts_papers WHERE passage_id = old.id; END"
    ),
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def papers_view() -> str:
    """Say which papers lists show, and by what they sort and count them."""
    no_day = "'0001-01-01'" if is_sqlite() else "DATE '0001-01-01'"
    return f"""
    CREATE VIEW listed_papers_now ({PAPERS}) AS
    SELECT id, kind, coalesce(date, not_before, not_after, {no_day}), imported_at
    FROM documents WHERE withdrawn_at IS NULL AND media <> 'mondeling'
    """


def list_paper() -> str:
    """Take the row of one paper anew."""
    return (
        "DELETE FROM listed_papers WHERE document_id = new.id; "
        f"INSERT INTO listed_papers ({PAPERS}) SELECT {PAPERS} FROM listed_papers_now "
        "WHERE document_id = new.id;"
    )


def add(which: str) -> str:
    """Add the rows of an item or passage; one that names a motion twice counts once."""
    ignore = ("OR IGNORE ", "") if is_sqlite() else ("", " ON CONFLICT DO NOTHING")
    return (
        f"INSERT {ignore[0]}INTO item_passages ({COLUMNS}) SELECT {COLUMNS} "
        f"FROM item_passages_now WHERE {which}{ignore[1]};"
    )


def anew(which: str) -> str:
    """Take the rows of an item or passage anew."""
    return f"DELETE FROM item_passages WHERE {which}; {add(which)}"


def changes() -> tuple[tuple[str, str, str], ...]:
    """Say which change of which table does what: the table, the change, what is done then."""
    place = "start, document_id"
    return (
        ("candidates", "insert", add("item_id = new.item_id")),
        ("candidates", "update OF sentence_start, document_id", anew("item_id = new.item_id")),
        ("candidates", "delete", anew("item_id = old.item_id")),
        ("mentioned_motions", "insert", add("item_id = new.item_id")),
        (
            "mentioned_motions",
            "update",
            anew("item_id = old.item_id") + anew("item_id = new.item_id"),
        ),
        ("mentioned_motions", "delete", anew("item_id = old.item_id")),
        (
            "motion_mentions",
            f"update OF {place}",
            "UPDATE mentioned_motions SET item_id = item_id WHERE mention_id = new.id;",
        ),
        ("documents", "insert", list_paper()),
        (
            "documents",
            "update OF kind, date, not_before, not_after, withdrawn_at, media, imported_at",
            list_paper(),
        ),
        ("passages", "insert", add("passage_id = new.id")),
        ("passages", f'update OF stems, "end", {place}', anew("passage_id = new.id")),
    )


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_passage_{table}_{deed.split(maxsplit=1)[0]}"


def follow(table: str, deed: str, deeds: str) -> None:
    """Do something after each change of a table."""
    name = name_of(table, deed)
    if is_sqlite():
        op.execute(f"CREATE TRIGGER {name} AFTER {deed} ON {table} BEGIN {deeds} END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {deeds} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def upgrade() -> None:
    op.create_table(
        "item_passages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("passage_id", sa.Integer, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_passages")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_passages_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passages.id"],
            name=op.f("fk_item_passages_passage_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "item_id", "passage_id", name=op.f("uq_item_passages_item_id_passage_id")
        ),
    )
    op.execute(VIEW)
    op.execute(
        f"INSERT INTO item_passages ({COLUMNS}) SELECT DISTINCT {COLUMNS} FROM item_passages_now"
    )
    op.create_index("ix_item_passages_passage_id", "item_passages", ["passage_id"])
    for statement in SQLITE_SEARCH if is_sqlite() else POSTGRESQL_SEARCH:
        op.execute(statement)
    create_papers()
    for table, deed, deeds in changes():
        follow(table, deed, deeds)


def create_papers() -> None:
    """Make the table of papers that lists show."""
    op.create_table(
        "listed_papers",
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_listed_papers")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_listed_papers_document_id"),
            ondelete="CASCADE",
        ),
    )
    op.execute(papers_view())
    op.execute(f"INSERT INTO listed_papers ({PAPERS}) SELECT {PAPERS} FROM listed_papers_now")
    op.create_index("ix_listed_papers_day", "listed_papers", ["day", "document_id"])
    op.create_index("ix_listed_papers_kind", "listed_papers", ["kind", "day", "document_id"])
    op.create_index("ix_listed_papers_newest", "listed_papers", ["imported_at", "document_id"])
    for statement in SQLITE_PASSAGES if is_sqlite() else ():
        op.execute(statement)


def downgrade() -> None:
    for table, deed, _ in changes():
        name = name_of(table, deed)
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
        if not is_sqlite():
            op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW item_passages_now")
    op.execute("DROP VIEW listed_papers_now")
    op.drop_table("listed_papers")
    if is_sqlite():
        op.execute("DROP TRIGGER passages_fts_papers_insert")
        op.execute("DROP TRIGGER passages_fts_papers_delete")
        op.execute("DROP TABLE passages_fts_papers")
        op.execute("DROP TABLE item_passages_fts")
    op.drop_table("item_passages")
