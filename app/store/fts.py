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

Searched = Literal["passages", "items", "item_passages", "item_words"]
SEARCHED: tuple[Searched, ...] = ("passages", "items", "item_passages", "item_words")

# Whose a passage is: the column, and where SQLite finds it by which id.
_OWNERS = {
    "passages": ("document_id", "passages_fts_papers", "passage_id"),
    "item_passages": ("item_id", "item_passages", "id"),
}
_USUAL = ("tsv", "id")
# What searches and names a row in PostgreSQL, where these are not `tsv` and `id`.
_COLUMNS = {"item_words": ("stems", "item_id")}
_FTS = {
    name: sa.table(f"{name}_fts", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
    for name in SEARCHED
}
_TSV = {
    name: sa.table(
        name,
        sa.column(_COLUMNS.get(name, _USUAL)[0], TSVECTOR),
        sa.column(_COLUMNS.get(name, _USUAL)[1], sa.Integer),
        *(sa.column(_OWNERS[name][0], sa.Integer) for _ in range(name in _OWNERS)),
    )
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
        tsv, id_ = (table.c[name] for name in _COLUMNS.get(searched, _USUAL))
        score = sa.func.ts_rank_cd(tsv, query, 1, type_=sa.Float)
        hits = sa.select(id_.label("id"), score.label("score")).where(matches(tsv, expression))
        return hits if among is None else hits.where(id_.in_(among))
    fts = _FTS[searched]
    found: sa.ColumnElement[Any] = sa.literal_column(fts.name, sa.Text).bool_op("MATCH")(
        sa.literal(expression)
    )
    hits = sa.select(fts.c.rowid.label("id"), (-fts.c.rank).label("score")).where(found)
    if among is None:
        return hits
    # Going through all that is found takes FTS5 less than to look it up for each id; hence the 0.
    return hits.where((fts.c.rowid + 0).in_(among))


def select_led_to(
    dialect: str, searched: Literal["passages", "item_passages"], expression: str
) -> sa.Select[tuple[int, float]]:
    """Select (id, score) of the papers, or items, of the passages that an expression finds.

    As often as passages lead there; without a walk over the passages themselves.
    """
    owner, narrow, key = _OWNERS[searched]
    if dialect == "postgresql":
        hits = select_hits(dialect, searched, expression)
        return hits.with_only_columns(
            _TSV[searched].c[owner].label("id"), hits.selected_columns.score
        )
    hits_there = select_hits(dialect, searched, expression).subquery("hits_there")
    led = sa.table(narrow, sa.column(key, sa.Integer), sa.column(owner, sa.Integer))
    found = sa.select(led.c[owner].label("id"), hits_there.c.score)
    return found.join(hits_there, hits_there.c.id == led.c[key])


def contains(dialect: str, stems: Any, words: str) -> sa.ColumnElement[bool]:
    """Say whether words, with their spaces, stand in a `stems` column: for rows that are known already.

    A space stands before the first stem and after the last.
    """
    place = sa.func.strpos if dialect == "postgresql" else sa.func.instr
    padded = sa.literal(" ") + stems + sa.literal(" ")
    return place(padded, sa.literal(words), type_=sa.Integer) > 0


def matches(tsv: Any, expression: str) -> sa.ColumnElement[bool]:
    """Say whether a column that PostgreSQL searches matches an expression, row by row."""
    found: sa.ColumnElement[bool] = tsv.bool_op("@@")(sa.cast(sa.literal(expression), TSQUERY))
    return found


def render_any(dialect: str, tokens: Iterable[str]) -> str:
    """Render "any of these tokens" for `select_hits`; tokens are letters and digits only."""
    if dialect == "postgresql":
        return " | ".join(f"'{token}'" for token in tokens)
    return " OR ".join(f'"{token}"' for token in tokens)
