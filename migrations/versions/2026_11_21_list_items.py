"""Keep what lists show in narrow tables beside the items, in step by the database itself."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = (
    "item_id, kind, number, created_at, standing, done, term_counts, latest, day, responsible, "
    "ministry_id, committee_id, member, document_id, postponed"
)
JUDGED = "suggestion_id, item_id, document_id, day"
INDEXES = {
    "ix_listed_term": ("done", "latest", "number"),
    "ix_listed_day": ("day", "number"),
    "ix_listed_newest": ("created_at", "number"),
    "ix_listed_desk": ("kind", "standing", "day", "document_id"),
    "ix_listed_standing": ("kind", "standing", "term_counts", "latest", "postponed"),
    "ix_listed_responsible": ("responsible", "standing"),
    "ix_listed_ministry": ("ministry_id", "standing"),
    "ix_listed_committee": ("committee_id", "standing"),
    "ix_listed_member": ("member", "standing"),
    "ix_listed_document_id": ("document_id",),
}
NO_DAY, NO_TERM = "0001-01-01", "9999-12-31"


def named(table: str) -> str:
    """Say who answers: the office put down, else whoever the words name, with a capital."""
    actor = f"{table}.actor"
    capital = f"upper(substr({actor}, 1, 1)) || substr({actor}, 2)"
    return f"coalesce({table}.responsible, {capital})"


def day(value: str) -> str:
    """Write a day as a literal of its own type."""
    return f"'{value}'" if is_sqlite() else f"DATE '{value}'"


def view() -> str:
    """Say what the row of each item holds."""
    paper = f"coalesce(documents.date, documents.not_before, documents.not_after, {day(NO_DAY)})"
    text, whole = ("NULL", "NULL") if is_sqlite() else ("NULL::varchar", "NULL::integer")
    yes, no = ("1", "0") if is_sqlite() else ("true", "false")
    neither = "NULL" if is_sqlite() else "NULL::boolean"
    return f"""
    CREATE VIEW listed_now ({COLUMNS}) AS
    SELECT candidates.item_id, 'candidate', items.number, items.created_at,
      CASE candidates.state WHEN 'afgewezen' THEN 'afgewezen' ELSE 'nog niet beoordeeld' END,
      candidates.state = 'afgewezen', candidates.state <> 'afgewezen',
      coalesce(candidates.term_latest, {day(NO_TERM)}), {paper}, {named("candidates")},
      {whole}, candidates.committee_id, {text}, candidates.document_id, {no}
    FROM candidates JOIN items ON items.id = candidates.item_id
    LEFT JOIN documents ON documents.id = candidates.document_id
    WHERE candidates.state IN ('wacht', 'afgewezen') AND candidates.repeats_id IS NULL
    UNION ALL
    SELECT commitments.item_id, 'commitment', items.number, items.created_at, commitments.status,
      commitments.status IN ('afgedaan', 'vervallen'),
      commitments.status IN ('openstaand', 'deels afgedaan'),
      coalesce(commitments.deadline, {day(NO_TERM)}), {paper}, {named("commitments")},
      commitments.ministry_id, coalesce(commitments.committee_id, -1),
      coalesce(commitments.member, ''), items.document_id,
      CASE WHEN commitments.deadline > commitments.first_deadline THEN {yes} ELSE {no} END
    FROM commitments JOIN items ON items.id = commitments.item_id
    LEFT JOIN documents ON documents.id = items.document_id
    WHERE commitments.withdrawn_at IS NULL
    UNION ALL
    SELECT motions.item_id, 'motion', items.number, items.created_at,
      CASE WHEN motions.settled_by IS NOT NULL THEN 'afgedaan' ELSE (
        SELECT CASE max(CASE motion_mentions.stance WHEN 'uitgevoerd' THEN 2
            WHEN 'in uitvoering' THEN 1 WHEN 'toegezegd' THEN 1 ELSE 0 END)
          WHEN 2 THEN 'uitvoering gemeld' WHEN 1 THEN 'in uitvoering'
          ELSE 'nog niets gemeld' END
        FROM mentioned_motions
        JOIN motion_mentions ON motion_mentions.id = mentioned_motions.mention_id
        WHERE mentioned_motions.item_id = motions.item_id) END,
      CASE WHEN motions.settled_by IS NOT NULL THEN {yes} ELSE {no} END, {neither}, {day(NO_TERM)},
      (SELECT max({paper}) FROM mentioned_motions
        JOIN motion_mentions ON motion_mentions.id = mentioned_motions.mention_id
        JOIN documents ON documents.id = motion_mentions.document_id
        WHERE mentioned_motions.item_id = motions.item_id),
      {text}, {whole}, {whole}, {text}, {whole}, {no}
    FROM motions JOIN items ON items.id = motions.item_id
    WHERE motions.same_as_id IS NULL AND motions.replaced_by_id IS NULL
      AND EXISTS (SELECT 1 FROM mentioned_motions
        WHERE mentioned_motions.item_id = motions.item_id)
    """


def judged_view() -> str:
    """Say which suggestions wait for a verdict: of an open item, in a paper that was not withdrawn."""
    paper = f"coalesce(documents.date, documents.not_before, documents.not_after, {day(NO_DAY)})"
    return f"""
    CREATE VIEW to_judge_now ({JUDGED}) AS
    SELECT suggestions.id, suggestions.item_id, suggestions.document_id, {paper}
    FROM suggestions JOIN documents ON documents.id = suggestions.document_id
    WHERE suggestions.verdict IS NULL AND suggestions.relation <> 'zelfde'
      AND documents.withdrawn_at IS NULL AND (
        EXISTS (SELECT 1 FROM candidates WHERE candidates.item_id = suggestions.item_id
          AND candidates.state = 'wacht' AND candidates.repeats_id IS NULL)
        OR EXISTS (SELECT 1 FROM commitments WHERE commitments.item_id = suggestions.item_id
          AND commitments.withdrawn_at IS NULL
          AND commitments.status IN ('openstaand', 'deels afgedaan', 'voorgesteld: afdoen'))
        OR EXISTS (SELECT 1 FROM motions WHERE motions.item_id = suggestions.item_id
          AND motions.settled_by IS NULL))
    """


# Which change of which table touches which items: the table, the deed, the condition, the items.
_OF_MENTION = "SELECT item_id FROM mentioned_motions WHERE mention_id = {row}.id"
_OF_PAPER = """
SELECT id FROM items WHERE document_id = {row}.id
UNION SELECT item_id FROM candidates WHERE document_id = {row}.id
UNION SELECT mentioned_motions.item_id FROM mentioned_motions
  JOIN motion_mentions ON motion_mentions.id = mentioned_motions.mention_id
  WHERE motion_mentions.document_id = {row}.id
UNION SELECT item_id FROM suggestions WHERE document_id = {row}.id
"""
_OWN = "SELECT {row}.item_id"
TRIGGERS = (
    *(
        (table, deed, _OWN)
        for table in ("candidates", "commitments", "motions", "mentioned_motions", "suggestions")
        for deed in ("insert", "update", "delete")
    ),
    ("motion_mentions", "update OF stance, document_id", _OF_MENTION),
    ("documents", "update OF date, not_before, not_after, withdrawn_at", _OF_PAPER),
    ("items", "update OF number, created_at, document_id", "SELECT {row}.id"),
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_{table}_{deed.split(maxsplit=1)[0]}"


def follow_sqlite(table: str, deed: str, items: str) -> None:
    """Take the rows of the items that a change touches anew."""
    touched = items.format(row="old" if deed == "delete" else "new").strip()
    op.execute(
        f"CREATE TRIGGER {name_of(table, deed)} AFTER {deed} ON {table} BEGIN "
        f"DELETE FROM listed WHERE item_id IN ({touched}); "
        f"INSERT OR REPLACE INTO listed ({COLUMNS}) SELECT {COLUMNS} FROM listed_now "
        f"WHERE item_id IN ({touched}) ORDER BY kind; "
        f"DELETE FROM to_judge WHERE item_id IN ({touched}); "
        f"INSERT INTO to_judge ({JUDGED}) SELECT {JUDGED} FROM to_judge_now "
        f"WHERE item_id IN ({touched}); END"
    )


def follow_postgres(table: str, deed: str, items: str) -> None:
    """Do the same; each table has a function of its own."""
    touched = items.format(row="old" if deed == "delete" else "new").strip()
    name = name_of(table, deed)
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE one integer; "
        f"BEGIN FOR one IN {touched} LOOP PERFORM list_item(one); END LOOP; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def create_list_item() -> None:
    """Let PostgreSQL take one item's row anew.

    The item is locked first: whoever comes second then sees what the first one did. Of an item
    that is two things for a moment, in the middle of a deed, the later kind is kept.
    """
    names = COLUMNS.split(", ")[1:]
    anew = ", ".join(f"{name} = excluded.{name}" for name in names)
    op.execute(
        "CREATE FUNCTION list_item(one integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM 1 FROM items WHERE id = one FOR NO KEY UPDATE; "
        f"INSERT INTO listed ({COLUMNS}) SELECT {COLUMNS} FROM listed_now WHERE item_id = one "
        f"ORDER BY kind DESC LIMIT 1 ON CONFLICT (item_id) DO UPDATE SET {anew}; "
        "IF NOT FOUND THEN DELETE FROM listed WHERE item_id = one; END IF; "
        "DELETE FROM to_judge WHERE item_id = one; "
        f"INSERT INTO to_judge ({JUDGED}) SELECT {JUDGED} FROM to_judge_now WHERE item_id = one; "
        "END $$"
    )


def upgrade() -> None:
    kind = sa.Enum(
        "candidate",
        "commitment",
        "motion",
        name="itemkind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "listed",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("term_counts", sa.Boolean),
        sa.Column("latest", sa.Date, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("responsible", sa.Text),
        sa.Column("ministry_id", sa.Integer),
        sa.Column("committee_id", sa.Integer),
        sa.Column("member", sa.String(200)),
        sa.Column("document_id", sa.Integer),
        sa.Column("postponed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_listed")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_listed_item_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("number", name=op.f("uq_listed_number")),
    )
    op.create_table(
        "to_judge",
        sa.Column("suggestion_id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("suggestion_id", name=op.f("pk_to_judge")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestions.id"],
            name=op.f("fk_to_judge_suggestion_id"),
            ondelete="CASCADE",
        ),
    )
    op.execute(view())
    op.execute(judged_view())
    op.execute(f"INSERT INTO to_judge ({JUDGED}) SELECT {JUDGED} FROM to_judge_now")
    op.create_index("ix_to_judge_item_id", "to_judge", ["item_id"])
    op.create_index("ix_to_judge_day", "to_judge", ["day", "document_id"])
    op.create_index("ix_to_judge_document_id", "to_judge", ["document_id"])
    op.execute(f"INSERT INTO listed ({COLUMNS}) SELECT {COLUMNS} FROM listed_now")
    for name, columns in INDEXES.items():
        op.create_index(name, "listed", list(columns))
    op.create_index("ix_documents_imported_at", "documents", ["imported_at"])
    op.create_index("ix_documents_media", "documents", ["media"])
    op.execute(
        "CREATE INDEX ix_candidates_repeating ON candidates (repeats_id) "
        "WHERE repeats_id IS NOT NULL"
    )
    if not is_sqlite():
        create_list_item()
    follow = follow_sqlite if is_sqlite() else follow_postgres
    for table, deed, items in TRIGGERS:
        follow(table, deed, items)


def downgrade() -> None:
    for table, deed, _ in TRIGGERS:
        name = name_of(table, deed)
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
        if not is_sqlite():
            op.execute(f"DROP FUNCTION {name}()")
    if not is_sqlite():
        op.execute("DROP FUNCTION list_item(integer)")
    op.drop_index("ix_candidates_repeating", "candidates")
    op.drop_index("ix_documents_media", "documents")
    op.drop_index("ix_documents_imported_at", "documents")
    op.execute("DROP VIEW to_judge_now")
    op.execute("DROP VIEW listed_now")
    op.drop_table("to_judge")
    op.drop_table("listed")
