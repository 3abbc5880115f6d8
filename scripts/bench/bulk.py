"""Many rows into a register at once: as SQLAlchemy would write them, without its work per row."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Engine, Table, text
from sqlalchemy.engine import Dialect

from app.services.registers import look_over
from app.store import Base
from app.store.listed import KEPT

_LOT = 5000  # rows of one table that are kept before they are written
Row = dict[str, Any]


class Writer:
    """Takes rows of mapped tables and writes them in lots, tables in the order given.

    A table comes after those that it refers to. Columns that a row does not have get the
    default of the table.
    """

    def __init__(self, engine: Engine, tables: Sequence[Any]) -> None:
        self.engine = engine
        self.waiting: dict[str, list[tuple[Any, ...]]] = {one.__tablename__: [] for one in tables}
        self.counts = dict.fromkeys(self.waiting, 0)
        self._makers: dict[str, _Maker] = {}
        self._connection = engine.raw_connection()
        self._is_postgres = engine.dialect.name == "postgresql"
        self._aside: list[str] = []  # what to carry out at the end
        self._followed: list[str] = []  # and then
        self._begin()

    def put(self, table: Any, row: Row) -> None:
        """Take one row."""
        name = table.__tablename__
        if name not in self._makers:
            self._makers[name] = _Maker(table.__table__, row, self.engine.dialect)
        self.waiting[name].append(self._makers[name].make(row))
        self.counts[name] += 1
        if len(self.waiting[name]) >= _LOT:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        cursor = self._connection.cursor()
        for name, rows in self.waiting.items():
            if not rows:
                continue
            columns = list(self._makers[name].givers)
            listed = ", ".join(f'"{column}"' for column in columns)
            if self._is_postgres:
                with cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                places = ", ".join("?" * len(columns))
                cursor.executemany(f"INSERT INTO {name} ({listed}) VALUES ({places})", rows)  # noqa: S608 (names of our own tables)
            rows.clear()

    def finish(self) -> None:
        """Write the rest, put back what was put aside, and let the database look at what it holds."""
        self.write()
        cursor = self._connection.cursor()
        if self._is_postgres:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for name, maker in self._makers.items():
                if "id" in maker.givers:
                    serial = f"pg_get_serial_sequence('{name}', 'id')"
                    cursor.execute(f"SELECT setval({serial}, max(id)) FROM {name}")  # noqa: S608 (names of our own tables)
        for statement in self._aside:
            cursor.execute(statement)
        for table in KEPT:
            names = [column.name for column in Base.metadata.tables[table].columns]
            columns = ", ".join(name for name in names if name != "id")
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT DISTINCT {columns} FROM {table}_now"  # noqa: S608 (names of our own tables)
            )
        for statement in self._followed:
            cursor.execute(statement)
        if self._is_postgres:
            self._connection.commit()
            self._connection.close()
            whole = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            with whole.connect() as connection:
                connection.execute(text("VACUUM ANALYZE"))
            return
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._connection.close()
        look_over(self.engine)

    def _begin(self) -> None:
        """Open the one transaction of all rows.

        What the database would do for each row is put aside, to be done once at the end: the
        tables of lists, and on PostgreSQL the indexes.
        """
        cursor = self._connection.cursor()
        if not self._is_postgres:
            cursor.execute("PRAGMA cache_size = -400000")
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'listed_*'"
            )
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
                self._followed.append(definition)
            return
        for name in (*self.counts, "listed", "listed_values", "item_passages"):
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            self._followed.append(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
        for name, definition in cursor.fetchall():
            cursor.execute(f"DROP INDEX {name}")
            self._aside.append(definition)


class _Maker:
    """Turns rows of one table into the values that the driver of this database takes.

    An `id` that the first row does not have is left to the database.
    """

    def __init__(self, table: Table, first: Row, dialect: Dialect) -> None:
        columns = [one for one in table.columns if one.name != "id" or "id" in first]
        self.givers = {one.name: _value_of(one, dialect) for one in columns}

    def make(self, row: Row) -> tuple[Any, ...]:
        """Give the values of one row, in the order of the columns."""
        assert row.keys() <= self.givers.keys(), row.keys() - self.givers.keys()
        return tuple(give(row.get(name)) for name, give in self.givers.items())


def _value_of(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    """Make what turns a value of one column into the driver's own; None is the default."""
    default = getattr(column.default, "arg", None)
    if callable(default):
        default = default(None)
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)

    def give(value: Any) -> Any:
        value = default if value is None else value
        if value is None:
            return None
        return value if bind is None else bind(value)

    return give
