"""Keep the dossier, source, years and fracties of each item in a narrow table, to count by."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

STATE = "standing, kind, term_counts, latest, postponed"
COLUMNS = f"item_id, field, value, {STATE}"
PAPER = "coalesce(papers.date, papers.not_before, papers.not_after)"
NO_DAY = "0001-01-01"
OWN = (("insert", "new"), ("update", "new"), ("delete", "old"))


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def year_of(day: str) -> str:
    """Give the year of a day in four digits."""
    return f"substr({day}, 1, 4)" if is_sqlite() else f"to_char({day}, 'YYYY')"


def sat_on(day: str) -> str:
    """Say that a member sat for a fractie on a day."""
    return f"members.first <= {day} AND (members.last IS NULL OR members.last >= {day})"


def view() -> str:
    """Say which values each listed item has; a motion has those of all papers that mention it.

    Who asked for what has no day belongs to the fractie for which they sit now.
    """
    state = ", ".join(f"listed.{name}" for name in STATE.split(", "))
    no_day = f"'{NO_DAY}'" if is_sqlite() else f"DATE '{NO_DAY}'"
    head = "rtrim(motions.canonical, replace(motions.canonical, '-', ''))"  # "kst-21501-02-"
    mentions = """
      JOIN mentioned_motions ON mentioned_motions.item_id = listed.item_id
      JOIN motion_mentions ON motion_mentions.id = mentioned_motions.mention_id
      JOIN documents AS papers ON papers.id = motion_mentions.document_id"""
    return f"""
    CREATE VIEW listed_values_now ({COLUMNS}) AS
    SELECT listed.item_id, 'dossier', papers.dossier, {state}
    FROM listed JOIN documents AS papers ON papers.id = listed.document_id
    WHERE papers.dossier IS NOT NULL
    UNION ALL
    SELECT listed.item_id, 'dossier', substr({head}, 5, length({head}) - 5), {state}
    FROM listed JOIN motions ON motions.item_id = listed.item_id
    WHERE listed.kind = 'motion' AND motions.canonical LIKE 'kst-%-%'
    UNION ALL
    SELECT listed.item_id, 'bron', CASE
      WHEN papers.media = 'mondeling' OR papers.kind = 'verslag-debat' THEN 'mondeling'
      ELSE 'schriftelijk' END, {state}
    FROM listed JOIN documents AS papers ON papers.id = listed.document_id
    UNION ALL
    SELECT listed.item_id, 'jaar', {year_of("listed.day")}, {state}
    FROM listed WHERE listed.kind <> 'motion' AND listed.day <> {no_day}
    UNION ALL
    SELECT listed.item_id, 'jaar', {year_of(PAPER)}, {state}
    FROM listed {mentions} WHERE listed.kind = 'motion' AND {PAPER} IS NOT NULL
    UNION ALL
    SELECT listed.item_id, 'fractie', members.fractie, {state}
    FROM listed LEFT JOIN candidates ON candidates.item_id = listed.item_id
    JOIN members ON members.name = coalesce(listed.member, candidates.member)
    WHERE listed.kind <> 'motion' AND CASE listed.day WHEN {no_day} THEN members.last IS NULL
      ELSE {sat_on("listed.day")} END
    UNION ALL
    SELECT listed.item_id, 'fractie', members.fractie, {state}
    FROM listed JOIN motion_movers ON motion_movers.item_id = listed.item_id
    JOIN members ON members.name = motion_movers.name {mentions}
    WHERE listed.kind = 'motion'
      AND CASE WHEN {PAPER} IS NULL THEN members.last IS NULL ELSE {sat_on(PAPER)} END
    """


def anew(item: str) -> str:
    """Take the values of one item anew; what several papers give it counts once."""
    ignore = ("OR IGNORE ", "") if is_sqlite() else ("", " ON CONFLICT DO NOTHING")
    return (
        f"DELETE FROM listed_values WHERE item_id = {item}; "
        f"INSERT {ignore[0]}INTO listed_values ({COLUMNS}) SELECT {COLUMNS} "
        f"FROM listed_values_now WHERE item_id = {item}{ignore[1]};"
    )


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_value_{table}_{deed.split(maxsplit=1)[0]}"


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
    kinds = sa.Enum(
        *("candidate", "commitment", "motion"),
        name="itemkind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "listed_values",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("term_counts", sa.Boolean),
        sa.Column("latest", sa.Date, nullable=False),
        sa.Column("postponed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "field", "value", name=op.f("pk_listed_values")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_listed_values_item_id"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(view())
    op.execute(
        f"INSERT INTO listed_values ({COLUMNS}) SELECT DISTINCT {COLUMNS} FROM listed_values_now"
    )
    op.create_index(
        "ix_listed_values_counted",
        "listed_values",
        ["field", "value", *STATE.split(", "), "item_id"],
    )
    for deed, row in OWN:
        follow("listed", deed, anew(f"{row}.item_id"))
        follow("motion_movers", deed, anew(f"{row}.item_id"))
    follow(
        "documents",
        "update OF dossier, media, kind",
        "UPDATE items SET number = number WHERE document_id = new.id;",
    )


def downgrade() -> None:
    changes = [(table, deed) for table in ("listed", "motion_movers") for deed, _ in OWN]
    for table, deed in (*changes, ("documents", "update")):
        name = name_of(table, deed)
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
        if not is_sqlite():
            op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW listed_values_now")
    op.drop_table("listed_values")
