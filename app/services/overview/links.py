"""Suggestions and fulfilments as rows: two passages, one item."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from app.domain.matching import ItemKind, Reason, Relation
from app.services.overview.listing import STRENGTH
from app.services.overview.papers import Place
from app.services.overview.printed import print_reasons, text_of
from app.services.overview.promises import standing_of
from app.services.overview.rows.common import FulfilmentView, Quote, SuggestionView
from app.services.values import decode
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion

# What waits for a verdict on its own. A passage that only returns to the same subject is shown
# on the item's page and answers nothing, so no list counts it.
_WITHDRAWN = select(Document.id).where(Document.withdrawn_at.is_not(None))
_SHOWN = or_(Suggestion.verdict.is_not(None), Suggestion.document_id.not_in(_WITHDRAWN))
WAITS = and_(Suggestion.verdict.is_(None), Suggestion.relation != Relation.SAME, _SHOWN)
# The strongest thing that papers say of a motion, 0 of anything else; for a statement about Item.
STRENGTH_OF_ITEM = case(
    (
        Item.kind == ItemKind.MOTION,
        select(func.coalesce(func.max(STRENGTH), 0))
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery(),
    ),
    else_=0,
)


def select_suggestions(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select suggestions with what is shown of their item; `where` may name Item's tables."""
    return (
        select(
            Suggestion.id,
            Suggestion.version,
            Suggestion.item_id,
            Suggestion.from_document_id,
            Suggestion.from_start,
            Suggestion.from_end,
            Suggestion.document_id,
            Suggestion.start,
            Suggestion.end,
            Suggestion.relation,
            Suggestion.score,
            Suggestion.reasons,
            Suggestion.matcher,
            Suggestion.verdict,
            Suggestion.judged_by,
            Suggestion.judged_at,
            Suggestion.reason,
            Item.number,
            Item.kind,
            Item.version.label("item_version"),
            Candidate.state,
            Commitment.status,
            Motion.settled_by,
            STRENGTH_OF_ITEM.label("strength"),
        )
        .join(Item, Item.id == Suggestion.item_id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(where, _SHOWN)
    )


def places_of(rows: Iterable[Any]) -> list[Place]:
    """Give the passages on both sides of suggestions, for `load_quotes`."""
    places: list[Place] = []
    for row in rows:
        places.append(Place(row.document_id, row.start, row.end))
        if (earlier := _earlier(row)) is not None:
            places.append(earlier)
    return places


def keep_best(rows: Iterable[Any]) -> list[Any]:
    """Keep of the suggestions of one item to one passage the best, in the order of the rows.

    A motion that papers name often leads to each later paper from every earlier one. What
    was judged stays, and then nothing more is asked of that item and passage.
    """
    some = list(rows)
    judged = {_pair(row) for row in some if row.verdict is not None}
    best: dict[tuple[int, int, int, int], Any] = {}
    for row in sorted(some, key=lambda row: (-row.score, row.id)):
        best.setdefault(_pair(row), row)
    return [
        row
        for row in some
        if row.verdict is not None or (_pair(row) not in judged and best[_pair(row)] is row)
    ]


def _pair(row: Any) -> tuple[int, int, int, int]:
    """Give the item and the later passage that a suggestion brings together."""
    return row.item_id, row.document_id, row.start, row.end


def show_suggestions(
    rows: Sequence[Any], quotes: Mapping[Place, Quote]
) -> tuple[SuggestionView, ...]:
    """Make suggestions of rows of `select_suggestions`, in the same order."""
    return tuple(_show(row, quotes) for row in rows)


def _show(row: Any, quotes: Mapping[Place, Quote]) -> SuggestionView:
    place = _earlier(row)
    earlier = quotes.get(place) if place else None
    later = quotes[Place(row.document_id, row.start, row.end)]
    reasons = (decode(Reason, stored) for stored in row.reasons)
    return SuggestionView(
        id=row.id,
        version=row.version,
        number=row.number,
        item_kind=row.kind,
        item_version=row.item_version,
        standing=standing_of(row, row.strength),
        relation=row.relation,
        score=row.score,
        reasons=print_reasons(reasons, text_of(earlier), text_of(later)),
        earlier=earlier,
        later=later,
        matcher=row.matcher,
        verdict=row.verdict,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        note=row.reason,
    )


def _earlier(row: Any) -> Place | None:
    """Give where the earlier words stand; None for an item without a paper."""
    if row.from_document_id is None or row.from_start is None or row.from_end is None:
        return None
    return Place(row.from_document_id, row.from_start, row.from_end)


def select_fulfilments(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select links that a person made, the standing ones first, newest first."""
    return (
        select(
            Fulfilment.id,
            Fulfilment.version,
            Fulfilment.item_id,
            Fulfilment.document_id,
            Fulfilment.start,
            Fulfilment.end,
            Fulfilment.suggestion_id,
            Fulfilment.verdict,
            Fulfilment.reason,
            Fulfilment.made_by,
            Fulfilment.made_at,
            Fulfilment.withdrawn_by,
            Fulfilment.withdrawn_at,
        )
        .where(where)
        .order_by(
            Fulfilment.withdrawn_at.is_not(None), Fulfilment.made_at.desc(), Fulfilment.id.desc()
        )
    )


def show_fulfilments(
    rows: Iterable[Any], quotes: Mapping[Place, Quote]
) -> tuple[FulfilmentView, ...]:
    """Make fulfilments of rows of `select_fulfilments`, in the same order."""
    return tuple(
        FulfilmentView(
            id=row.id,
            version=row.version,
            verdict=row.verdict,
            quote=quotes[Place(row.document_id, row.start, row.end)],
            note=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            suggestion_id=row.suggestion_id,
            withdrawn_by=row.withdrawn_by,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    )
