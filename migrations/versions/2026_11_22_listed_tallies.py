"""Keep how many listed items have each value, so that the whole list is counted without its rows."""

# ruff: noqa: S608 (the statements are made of parts of this file alone)

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = ("field", "value", "kind", "standing")
NAMED = ("responsible", "ministry_id", "committee_id", "member")
TABLES = {"listed_values": ("item_id", "field", "value"), "listed": ("item_id",)}  # and their keys
CHANGES = ("insert", "delete", "update")


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def view() -> str:
    """Say how many listed items have each value: what `listed_values` holds, and who answers."""
    key = ", ".join(KEY)
    named = (
        f"SELECT '{name}', cast({name} AS text), kind, standing FROM listed "
        f"WHERE {name} IS NOT NULL"
        for name in NAMED
    )
    every = " UNION ALL ".join((f"SELECT {key} FROM listed_values", *named))
    return f"""
    CREATE VIEW listed_tallies_now ({key}, many) AS
    SELECT {key}, count(*) FROM (SELECT field, value, kind, standing FROM ({every}) AS every) AS one
    GROUP BY {key}
    """


def add(more: int, field: str, value: str, row: str) -> str:
    """Count one more, or one less, of a value.

    In PostgreSQL others may count the same at this moment: a row that one of them holds is left
    alone, and another row of the same value takes the number, so that nobody waits for anybody.
    """
    values = (field, value, f"{row}.kind", f"{row}.standing")
    same = " AND ".join(f"{name} = {given}" for name, given in zip(KEY, values, strict=True))
    listed = ", ".join(values)
    if is_sqlite():
        return (
            f"UPDATE listed_tallies SET many = many + ({more}) WHERE {same}; "
            f"INSERT INTO listed_tallies ({', '.join(KEY)}, many) SELECT {listed}, {more} "
            f"WHERE {value} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM listed_tallies WHERE {same});"
        )
    return (
        f"IF {value} IS NOT NULL THEN "
        f"UPDATE listed_tallies SET many = many + ({more}) WHERE id = (SELECT id FROM listed_tallies "
        f"WHERE {same} LIMIT 1 FOR UPDATE SKIP LOCKED); "
        f"IF NOT FOUND THEN INSERT INTO listed_tallies ({', '.join(KEY)}, many) "
        f"VALUES ({listed}, {more}); END IF; END IF;"
    )


def counted(table: str, more: int, row: str) -> str:
    """Count all values of one row of a table."""
    if table == "listed_values":
        return add(more, f"{row}.field", f"{row}.value", row)
    cast = "cast({} AS text)"
    return " ".join(add(more, f"'{one}'", cast.format(f"{row}.{one}"), row) for one in NAMED)


def name_of(table: str, deed: str) -> str:
    """Name a trigger."""
    return f"listed_tally_{table}_{deed}"


def follow(table: str, deed: str) -> None:
    """Count anew after each change of a table."""
    less = counted(table, -1, "old") if deed != "insert" else ""
    more = counted(table, 1, "new") if deed != "delete" else ""
    name, deeds = name_of(table, deed), f"{less} {more}"
    if is_sqlite():
        op.execute(f"CREATE TRIGGER {name} AFTER {deed} ON {table} BEGIN {deeds} END")
        if deed == "insert":  # a row that another one replaces would go without a word
            same = " AND ".join(f"{column} = new.{column}" for column in TABLES[table])
            op.execute(
                f"CREATE TRIGGER {name}_first BEFORE {deed} ON {table} BEGIN "
                f"DELETE FROM {table} WHERE {same}; END"
            )
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
        "listed_tallies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("many", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_tallies")),
    )
    op.execute(view())
    columns = ", ".join((*KEY, "many"))
    op.execute(f"INSERT INTO listed_tallies ({columns}) SELECT {columns} FROM listed_tallies_now")
    op.create_index("ix_listed_tallies_value", "listed_tallies", list(KEY))
    for table in TABLES:
        for deed in CHANGES:
            follow(table, deed)


def downgrade() -> None:
    for table in TABLES:
        for deed in CHANGES:
            name = name_of(table, deed)
            if is_sqlite():
                op.execute(f"DROP TRIGGER IF EXISTS {name}_first")
            op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
            if not is_sqlite():
                op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW listed_tallies_now")
    op.drop_table("listed_tallies")
