"""Keep for each item all words that lead to it, so that one word is looked up without its paragraphs."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# Full-text search over `stems`, kept in step by the database; app/store/fts.py asks it for single
# words alone, and so it knows nothing of where they stand.
SQLITE_SEARCH = (
    (
        "CREATE VIRTUAL TABLE item_words_fts USING fts5(stems, content='item_words', "
        "content_rowid='item_id', tokenize='ascii', detail=none)"
    ),
    "INSERT INTO item_words_fts (item_words_fts) VALUES ('rebuild')",
    (
        "CREATE TRIGGER item_words_fts_insert AFTER INSERT ON item_words BEGIN "
        "INSERT INTO item_words_fts (rowid, stems) VALUES (new.item_id, new.stems); END"
    ),
    (
        "CREATE TRIGGER item_words_fts_delete AFTER DELETE ON item_words BEGIN "
        "INSERT INTO item_words_fts (item_words_fts, rowid, stems) "
        "VALUES ('delete', old.item_id, old.stems); END"
    ),
)
POSTGRESQL_SEARCH = ("CREATE INDEX ix_item_words_tsv ON item_words USING gin (stems)",)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def view() -> str:
    """Say which words lead to an item: its own, and those of the passages in which it stands."""
    theirs = "item_passages WHERE item_passages.item_id = items.id"
    beside = (
        f"SELECT group_concat(stems, ' ') FROM (SELECT stems FROM {theirs} ORDER BY passage_id)"
        if is_sqlite()
        else f"SELECT string_agg(stems, ' ' ORDER BY passage_id) FROM {theirs}"
    )
    stems = f"items.stems || coalesce(' ' || ({beside}), '')"
    if not is_sqlite():  # nothing but its words: the fewer pages are read to find many
        stems = f"strip(to_tsvector('simple', {stems}))"
    return f"CREATE VIEW item_words_now (item_id, stems) AS SELECT items.id, {stems} FROM items"


def anew(item: str) -> str:
    """Take the words of one item anew."""
    return (
        f"DELETE FROM item_words WHERE item_id = {item}; "
        "INSERT INTO item_words (item_id, stems) "
        f"SELECT item_id, stems FROM item_words_now WHERE item_id = {item};"
    )


def changes() -> tuple[tuple[str, str, str], ...]:
    """Say which change of which table does what: the table, the change, what is done then."""
    old, new = anew("old.item_id"), anew("new.item_id")
    return (
        ("items", "insert", anew("new.id")),
        ("items", "update OF stems", anew("new.id")),
        ("item_passages", "insert", new),
        ("item_passages", "update", old + new),
        ("item_passages", "delete", old),
    )


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_words_{table}_{deed.split(maxsplit=1)[0]}"


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
        "item_words",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("stems", sa.Text if is_sqlite() else TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_item_words")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_words_item_id"), ondelete="CASCADE"
        ),
    )
    op.execute(view())
    op.execute("INSERT INTO item_words (item_id, stems) SELECT item_id, stems FROM item_words_now")
    for statement in SQLITE_SEARCH if is_sqlite() else POSTGRESQL_SEARCH:
        op.execute(statement)
    for table, deed, deeds in changes():
        follow(table, deed, deeds)


def downgrade() -> None:
    for table, deed, _ in changes():
        name = name_of(table, deed)
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
        if not is_sqlite():
            op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW item_words_now")
    if is_sqlite():
        op.execute("DROP TABLE item_words_fts")
    op.drop_table("item_words")
