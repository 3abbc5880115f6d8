"""The search through everything at once: the best commitments, motions and letters for words."""

import datetime as dt

from sqlalchemy import func, select
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


def find_everywhere(session: Session, text: str, *, today: dt.date) -> Everywhere:
    """Give the best of what words find, and how much there is of each kind.

    Where nothing is found, it gives what comes near. Nothing typed finds nothing.
    """
    query = find_query(session, text)
    letters = find_letters(session, LetterFilter(q=text, size=BEST, facets=False), query)
    items = () if query.is_empty or query.problem else _find_best(session, query, today=today)
    found = Everywhere(query, items, letters, Nearest())
    if query.is_empty or query.problem or found.total:
        return found
    return Everywhere(query, (), letters, find_nearest(session, query), _count_held(session))


def _find_best(session: Session, query: Query, *, today: dt.date) -> tuple[Found, ...]:
    """Give the best items of each kind."""
    scope = find_items(session, query)
    assert scope.scored is not None
    ranked = (
        select(
            Listed.item_id.label("id"),
            Listed.kind,
            func.count().over(partition_by=Listed.kind).label("total"),
            func.row_number()
            .over(partition_by=Listed.kind, order_by=(scope.score().desc(), Listed.number))
            .label("place"),
        )
        .outerjoin_from(Listed, scope.scored, scope.scored.c.id == Listed.item_id)
        .where(*(Listed.item_id.in_(ids) for ids in scope.ids))
        .where(Listed.standing != Standing.DISMISSED.value)
        .subquery("ranked")
    )
    best = session.execute(
        select(ranked).where(ranked.c.place <= BEST).order_by(ranked.c.place)
    ).all()
    names = Names((), ())
    rows = load_rows(session, [row.id for row in best], query, names, today=today) if best else ()
    found = []
    for kind in _KINDS:
        some = [
            (row.total, shown) for row, shown in zip(best, rows, strict=True) if row.kind is kind
        ]
        if some:
            found.append(Found(kind, some[0][0], tuple(shown for _, shown in some)))
    return tuple(found)


def _count_held(session: Session) -> tuple[int, int]:
    """Count the items and papers that were searched through."""
    items = select(func.count()).select_from(Item).scalar_subquery()
    papers = select(func.count()).select_from(Document).where(LISTED).scalar_subquery()
    row = session.execute(select(items, papers)).one()
    return row[0], row[1]
