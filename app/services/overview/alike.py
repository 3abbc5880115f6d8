"""Commitments that share rare words with one: what may be the same promise."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import CandidateState, Verdict
from app.domain.matching import ItemKind
from app.services.overview.register import find_names
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.register import RegisterRow
from app.services.search import parse_query
from app.store.items import Candidate, Commitment, Item, ItemTerm
from app.store.links import Suggestion

SIMILAR = 2  # items that a card shows as what it may repeat, add to or change


@dataclass(frozen=True, slots=True)
class Repeats:
    """What the words of a candidate may repeat, the likeliest first.

    `numbers` are all of it; `stands` are the ids of those that it could be put with.
    """

    numbers: tuple[str, ...] = ()
    stands: tuple[int, ...] = ()


def find_repeats(session: Session, ids: Sequence[int]) -> dict[int, Repeats]:
    """Give for each candidate the items of which a suggestion leads to its words."""
    if not ids:
        return {}
    itself, its_commitment = aliased(Candidate), aliased(Commitment)
    waits = and_(Item.kind == ItemKind.CANDIDATE, itself.state == CandidateState.WAITING)
    counts = and_(Item.kind == ItemKind.COMMITMENT, its_commitment.withdrawn_at.is_(None))
    stands = and_(itself.repeats_id.is_(None), or_(waits, counts))
    query = (
        select(Candidate.item_id, Item.id, Item.number, stands.label("stands"))
        .join(Suggestion, Suggestion.document_id == Candidate.document_id)
        .join(Item, Item.id == Suggestion.item_id)
        .outerjoin(itself, itself.item_id == Item.id)
        .outerjoin(its_commitment, its_commitment.item_id == Item.id)
        .where(
            Candidate.item_id.in_(ids),
            Suggestion.start < Candidate.end,
            Suggestion.end > Candidate.start,
            Suggestion.item_id != Candidate.item_id,
            or_(Suggestion.verdict.is_(None), Suggestion.verdict != Verdict.UNRELATED),
        )
        .order_by(Suggestion.score.desc(), Item.number)
    )
    found: defaultdict[int, dict[str, int | None]] = defaultdict(dict)
    for row in session.execute(query):
        found[row.item_id][row.number] = row.id if row.stands else None
    return {
        item_id: Repeats(tuple(some), tuple(one for one in some.values() if one is not None))
        for item_id, some in found.items()
    }


def find_similar(
    session: Session, repeats: Mapping[int, Repeats], names: Names, *, today: dt.date
) -> dict[int, tuple[RegisterRow, ...]]:
    """Give for each candidate the first items that it may repeat and could be put with."""
    first = {item_id: found.stands[:SIMILAR] for item_id, found in repeats.items()}
    ids = sorted({one for some in first.values() for one in some})
    if not ids:
        return {}
    loaded = load_rows(session, ids, parse_query(""), names, today=today)
    rows = dict(zip(ids, loaded, strict=True))
    return {item_id: tuple(rows[one] for one in some) for item_id, some in first.items()}


def find_alike(
    session: Session, number: str, *, most: int, today: dt.date
) -> tuple[RegisterRow, ...]:
    """Give the standing commitments most like this one, itself left out."""
    mine, theirs = aliased(ItemTerm), aliased(ItemTerm)
    key = select(Item.id).where(Item.number == number).scalar_subquery()
    query = (
        select(theirs.item_id)
        .join(mine, mine.term == theirs.term)
        .join(Commitment, Commitment.item_id == theirs.item_id)
        .where(mine.item_id == key, theirs.item_id != key, Commitment.withdrawn_at.is_(None))
        .group_by(theirs.item_id)
        .order_by(func.sum(theirs.weight).desc(), theirs.item_id)
        .limit(most)
    )
    ids = tuple(session.scalars(query))
    if not ids:
        return ()
    return load_rows(session, ids, parse_query(""), find_names(session), today=today)
