"""The search through everything at once: the best commitments, motions and letters for words."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.matching import ItemKind
from app.services.nearest import Nearest, find_nearest
from app.services.overview.finding import find_items
from app.services.overview.letters import find_letters
from app.services.overview.papers import LISTED
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.everywhere import Everywhere, Found
from app.services.overview.rows.letters import LetterFilter
from app.services.search import Query
from app.services.widening import find_query
from app.store.documents import Document, MentionedMotion
from app.store.items import Candidate, Commitment, Item, Motion

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
    hits = find_items(session, query)
    ranked = (
        select(
            Item.id,
            Item.kind,
            func.count().over(partition_by=Item.kind).label("total"),
            func.row_number()
            .over(partition_by=Item.kind, order_by=(hits.c.score.desc(), Item.number))
            .label("place"),
        )
        .join(hits, hits.c.id == Item.id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(_is_listed())
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


def _is_listed() -> ColumnElement[bool]:
    """Keep to what the register lists, without what a clerk dismissed."""
    return or_(
        and_(
            Item.kind == ItemKind.CANDIDATE,
            Candidate.state == CandidateState.WAITING,
            Candidate.repeats_id.is_(None),
        ),
        and_(Item.kind == ItemKind.COMMITMENT, Commitment.withdrawn_at.is_(None)),
        and_(
            Item.kind == ItemKind.MOTION,
            Motion.same_as_id.is_(None),
            Motion.replaced_by_id.is_(None),
            Item.id.in_(select(MentionedMotion.item_id)),
        ),
    )


def _count_held(session: Session) -> tuple[int, int]:
    """Count the items and papers that were searched through."""
    items = select(func.count()).select_from(Item).scalar_subquery()
    papers = select(func.count()).select_from(Document).where(LISTED).scalar_subquery()
    row = session.execute(select(items, papers)).one()
    return row[0], row[1]
