"""What else a motion is called, what replaced it, and the sentences that say so."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.matching import TieKind
from app.services.overview.papers import Place, load_quotes, print_canonical
from app.services.overview.rows.stories import MotionRelation, MotionRelations, MotionTieView
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.items import Item, Motion
from app.store.motions import MotionTieRow


def load_relations(session: Session, motion: Any) -> MotionRelations:
    """Give the numbers that have to do with a motion: its item_id, canonical and pointers."""
    pointed = {one for one in (motion.same_as_id, motion.replaced_by_id) if one is not None}
    query = (
        select(
            Motion.item_id,
            Motion.canonical,
            Motion.same_as_id,
            Motion.replaced_by_id,
            Item.number,
            func.count(MotionMentionRow.document_id.distinct()).label("papers"),
        )
        .join(Item, Item.id == Motion.item_id)
        .outerjoin(MentionedMotion, MentionedMotion.item_id == Motion.item_id)
        .outerjoin(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .where(
            or_(
                Motion.item_id.in_(pointed),
                Motion.same_as_id == motion.item_id,
                Motion.replaced_by_id == motion.item_id,
            )
        )
        .group_by(
            Motion.item_id,
            Motion.canonical,
            Motion.same_as_id,
            Motion.replaced_by_id,
            Item.number,
        )
        .order_by(Motion.canonical)
    )
    rows = session.execute(query).all()
    by_id = {row.item_id: _relation(row) for row in rows}
    also = [row for row in rows if row.same_as_id == motion.item_id]
    numbers = {motion.canonical, *(row.canonical for row in also)}
    ties = _load_ties(session, numbers)
    replaces = {row.canonical: _relation(row) for row in rows if _is_older(row, motion)}
    for tie in ties:
        if tie.kind is TieKind.REPLACES and tie.number in numbers:
            replaces.setdefault(tie.other, MotionRelation(print_canonical(tie.other), None))
    return MotionRelations(
        kept_as=by_id.get(motion.same_as_id),
        also=tuple(_relation(row) for row in also),
        replaced_by=by_id.get(motion.replaced_by_id),
        replaces=tuple(replaces[number] for number in sorted(replaces)),
        ties=_show_ties(session, ties),
    )


def _is_older(row: Any, motion: Any) -> bool:
    return bool(row.replaced_by_id == motion.item_id)


def _relation(row: Any) -> MotionRelation:
    return MotionRelation(print_canonical(row.canonical), row.number, row.papers)


def _load_ties(session: Session, numbers: Collection[str]) -> list[Any]:
    """Load what papers say of these numbers; one that ties nothing by itself is left out."""
    wanted = sorted(numbers)
    query = (
        select(
            MotionTieRow.kind,
            MotionTieRow.number,
            MotionTieRow.other,
            MotionTieRow.document_id,
            MotionTieRow.start,
            MotionTieRow.end,
        )
        .where(or_(MotionTieRow.number.in_(wanted), MotionTieRow.other.in_(wanted)))
        .order_by(MotionTieRow.document_id, MotionTieRow.start, MotionTieRow.other)
    )
    return list(session.execute(query))


def _show_ties(session: Session, ties: list[Any]) -> tuple[MotionTieView, ...]:
    """Give the sentences in which papers tie numbers together."""
    quotes = load_quotes(session, [_place(row) for row in ties])
    return tuple(
        MotionTieView(
            kind=row.kind,
            newer=print_canonical(row.number) if row.number else None,
            older=print_canonical(row.other),
            quote=quotes[_place(row)],
        )
        for row in ties
    )


def _place(row: Any) -> Place:
    return Place(row.document_id, row.start, row.end)
