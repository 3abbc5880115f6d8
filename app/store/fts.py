"""Full-text search over the `stems` columns: SQLite FTS5 and PostgreSQL tsvector alike.

Both search the same words, because Python makes the stems (services/stemming.py). The two
back ends differ in their parts in the database (made by the first migrations, kept in step
by the database itself: triggers in SQLite, a generated column in PostgreSQL) and in the syntax of an expression; `select_hits` hides the former,
`render_any` and the query parser of services/search.py the latter.
"""

from collections.abc import Iterable
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

Searched = Literal["passages", "items"]
SEARCHED: tuple[Searched, ...] = ("passages", "items")

_FTS = {
    name: sa.table(f"{name}_fts", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    for name in SEARCHED
}
_TSV = {
    name: sa.table(name, sa.column("id", sa.Integer), sa.column("tsv", TSVECTOR))
    for name in SEARCHED
}


def is_search_part(name: str | None, kind: str) -> bool:
    """Say whether a table, column or index belongs to search; autogenerate leaves those alone."""
    if name is None:
        return False
    if kind == "table":
        return any(name == f"{s}_fts" or name.startswith(f"{s}_fts_") for s in SEARCHED)
    return (kind == "column" and name == "tsv") or (
        kind == "index" and name in {f"ix_{s}_tsv" for s in SEARCHED}
    )


def select_hits(
    dialect: str, searched: Searched, expression: str, among: sa.Select[int] | None = None
) -> sa.Select[tuple[int, float]]:
    """Select (id, score) of the rows that an expression finds, in the back end's own syntax.

    `among` keeps to some rows, by their ids: a few, of very many that may be found.

    A higher score is better; scores compare within one back end only. `expression` is
    rendered from tokens that the stemming made, never from what a person typed.
    """
    if dialect == "postgresql":
        table = _TSV[searched]
        query = sa.cast(sa.literal(expression), TSQUERY)
        score = sa.func.ts_rank_cd(table.c.tsv, query, 1, type_=sa.Float)
        hits = sa.select(table.c.id.label("id"), score.label("score")).where(
            table.c.tsv.bool_op("@@")(query)
        )
        return hits if among is None else hits.where(table.c.id.in_(among))
    fts = _FTS[searched]
    found: sa.ColumnElement[Any] = sa.literal_column(fts.name, sa.Text).bool_op("MATCH")(
        sa.literal(expression)
    )
    hits = sa.select(fts.c.rowid.label("id"), (-fts.c.rank).label("score")).where(found)
    if among is None:
        return hits
    # Going through all that is found takes FTS5 less than to look it up for each id; hence the 0.
    return hits.where((fts.c.rowid + 0).in_(among))


def render_any(dialect: str, tokens: Iterable[str]) -> str:
    """Render "any of these tokens" for `select_hits`; tokens are letters and digits only."""
    if dialect == "postgresql":
        return " | ".join(f"'{token}'" for token in tokens)
    return " OR ".join(f'"{token}"' for token in tokens)
