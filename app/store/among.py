"""Rows by ids that are known and few: databases go to each of them, and read nothing else.

Left to itself PostgreSQL thinks of what a selection gives as of a table, and reads all of a large
one to find two thousand of its rows. Ids as one value, however many, keep a statement the same.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, SQLColumnExpression, false, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Condition(FunctionElement[bool]):
    """A condition as it is written here: compared with true once more, it would use no index."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> ColumnElement[bool]:  # type: ignore[override] # noqa: ARG002 (as SQLAlchemy calls it)
        """Stand among other conditions."""
        return self


class _Among(_Condition):
    """Say whether a column is one of some ids, written as "3,5,8"."""

    inherit_cache = True


class _AmongSelected(_Condition):
    """Say whether a column is one of the ids that a selection gives."""

    inherit_cache = True


def among(column: SQLColumnExpression[int], ids: Iterable[int]) -> ColumnElement[bool]:
    """Keep these ids."""
    known = ",".join(str(one) for one in sorted(ids))
    return _Among(column, literal(known)) if known else false()


def among_few(column: SQLColumnExpression[int], ids: Select[int]) -> ColumnElement[bool]:
    """Keep the ids of a selection that gives few, of very many rows."""
    return _AmongSelected(column, ids.correlate(None).scalar_subquery())


@compiles(_Among)
def _among(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each('[' || {ids} || ']'))"  # noqa: S608 (made of parts of statements)


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY (CAST('{{' || {ids} || '}}' AS INTEGER[]))"


@compiles(_AmongSelected)
def _among_selected(element: _AmongSelected, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN {ids}"


@compiles(_AmongSelected, "postgresql")
def _among_selected_postgresql(
    element: _AmongSelected, compiler: SQLCompiler, **options: Any
) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY (ARRAY{ids})"
