"""The search through everything at once: the best commitments, motions and letters for words."""

import datetime as dt
from typing import Any

from sqlalchemy import Integer, Select, String, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.nearest import Nearest, find_nearest
from app.services.overview.finding import find_items
from app.services.overview.letters import find_letters
from app.services.overview.papers import LISTED
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.common import Standing
from app.services.overview.rows.everywhere import Everywhere, Found
from app.services.overview.rows.letters import LetterFilter
from app.services.search import Query
from app.services.widening import find_query
from app.store.documents import Document
from app.store.items import Item
from app.store.listed import Listed

BEST = 5  # shown of each kind
_KINDS = (ItemKind.COMMITMENT, ItemKind.CANDIDATE, ItemKind.MOTION)


def find_everywhere(
    session: Session, text: str, *, today: dt.date, exact: bool = False
) -> Everywhere:
    """Give the best of what words find, and how much there is of each kind.

    Where nothing is found, it gives what comes near. Nothing typed finds nothing. `exact` counts
    letters however many there are.
    """
    query = find_query(session, text)
    wanted = LetterFilter(q=text, size=BEST, facets=False, exact=exact)
    letters = find_letters(session, wanted, query)
    items = () if query.is_empty or query.problem else _find_best(session, query, today=today)
    found = Everywhere(query, items, letters, Nearest())
    if query.is_empty or query.problem or found.total:
        return found
    return Everywhere(query, (), letters, find_nearest(session, query), _count_held(session))


def _find_best(session: Session, query: Query, *, today: dt.date) -> tuple[Found, ...]:
    """Give the best items of each kind."""
    scope = find_items(session, query)
    assert scope.scored is not None
    kind = cast(Listed.kind, String).label("kind")
    shown = select(Listed.item_id, kind, Listed.number, scope.score().label("score"))
    shown = shown.outerjoin_from(Listed, scope.scored, scope.scored.c.id == Listed.item_id)
    shown = shown.where(*(Listed.item_id.in_(ids) for ids in scope.ids))
    shown = shown.where(Listed.standing != Standing.DISMISSED.value)
    hits = shown.cte("hits").prefix_with("MATERIALIZED")
    order = (hits.c.score.desc(), hits.c.number)
    parts: list[Select[*tuple[Any, ...]]] = [
        select(literal(None, Integer), hits.c.kind, func.count()).group_by(hits.c.kind)
    ]
    for one in _KINDS:
        first = select(hits).where(hits.c.kind == one.value).order_by(*order).limit(BEST)
        best = first.subquery(f"best_{one.value}")
        place = func.row_number().over(order_by=(best.c.score.desc(), best.c.number))
        parts.append(select(best.c.item_id, best.c.kind, place))
    totals: dict[str, int] = {}
    places: dict[tuple[str, int], int] = {}
    for item_id, of, number in session.execute(union_all(*parts)):
        if item_id is None:
            totals[of] = number
        else:
            places[of, number] = item_id
    ids = [places[key] for key in sorted(places)]
    names = Names((), ())
    rows = load_rows(session, ids, query, names, today=today) if ids else ()
    return tuple(
        Found(one, totals[one.value], tuple(row for row in rows if row.kind is one))
        for one in _KINDS
        if one.value in totals
    )


def _count_held(session: Session) -> tuple[int, int]:
    """Count the items and papers that were searched through."""
    items = select(func.count()).select_from(Item).scalar_subquery()
    papers = select(func.count()).select_from(Document).where(LISTED).scalar_subquery()
    row = session.execute(select(items, papers)).one()
    return row[0], row[1]
