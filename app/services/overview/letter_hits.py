"""The passages that a list of letters shows of each: the best of what was found, or the first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.services.overview.papers import anchor_of
from app.services.overview.rows.letters import PassageHit
from app.services.search import Query, find_excerpt, holds, select_found
from app.store.documents import Passage

HITS = 3  # passages shown of each letter
Hits = dict[int, tuple[PassageHit, ...]]


def load_best_hits(session: Session, query: Query, ids: Sequence[int]) -> Hits:
    """Load the best passages of each of these letters, the best first."""
    theirs = select(Passage.id).where(Passage.document_id.in_(ids))
    hits = select_found(session, "passages", query, theirs).subquery("hits")
    found = select(Passage.id).join(hits, hits.c.id == Passage.id)
    order = (hits.c.score.desc(), Passage.ordinal)
    return _load(session, query, found.where(Passage.document_id.in_(ids)), order)


def load_first_hits(session: Session, query: Query, ids: Sequence[int]) -> Hits:
    """Load the first passages of each of these letters: words that stand everywhere tell none apart."""
    found = select(Passage.id).where(
        Passage.document_id.in_(ids), holds(session, Passage.stems, query)
    )
    return _load(session, query, found, (Passage.ordinal,))


def _load(session: Session, query: Query, found: Select[int], order: Iterable[Any]) -> Hits:
    """Load some of the passages that were found, in their order within each letter."""
    place = func.row_number().over(partition_by=Passage.document_id, order_by=tuple(order))
    ranked = found.add_columns(place.label("place")).subquery("ranked")
    shown = (
        select(Passage.document_id, Passage.ordinal, Passage.text)
        .join(ranked, ranked.c.id == Passage.id)
        .where(ranked.c.place <= HITS)
        .order_by(Passage.document_id, ranked.c.place)
    )
    hits: defaultdict[int, list[PassageHit]] = defaultdict(list)
    for row in session.execute(shown):
        pieces = find_excerpt(row.text, query)
        hits[row.document_id].append(PassageHit(anchor_of(row.ordinal), pieces))
    return {id_: tuple(some) for id_, some in hits.items()}
