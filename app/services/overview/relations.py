"""What else a motion is called, what replaced it, and the sentences that say so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.matching import TieKind
from app.services.overview.papers import Place, print_canonical
from app.services.overview.rows.common import Quote
from app.services.overview.rows.stories import MotionRelation, MotionRelations, MotionTieView
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.items import Item, Motion
from app.store.motions import MotionTieRow


@dataclass(frozen=True, slots=True)
class RelationRows:
    """What the register holds of a motion's other numbers: their rows, and those of sentences."""

    motion: Any
    others: Sequence[Any]
    ties: Sequence[Any]

    @property
    def places(self) -> list[Place]:
        """Give the sentences to quote, for `load_quotes`."""
        return [_place(row) for row in self.ties]


def load_relations(session: Session, motion: Any) -> RelationRows:
    """Load what has to do with a motion: a row with its item_id, canonical and pointers."""
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
    return RelationRows(motion, rows, _load_ties(session, _numbers(motion, rows)))


def show_relations(rows: RelationRows, quotes: Mapping[Place, Quote]) -> MotionRelations:
    """Give the numbers that have to do with a motion."""
    motion, numbers = rows.motion, _numbers(rows.motion, rows.others)
    by_id = {row.item_id: _relation(row) for row in rows.others}
    replaces = {row.canonical: _relation(row) for row in rows.others if _is_older(row, motion)}
    for tie in rows.ties:
        if tie.kind is TieKind.REPLACES and tie.number in numbers:
            replaces.setdefault(tie.other, MotionRelation(print_canonical(tie.other), None))
    return MotionRelations(
        kept_as=by_id.get(motion.same_as_id),
        also=tuple(_relation(row) for row in rows.others if _is_same(row, motion)),
        replaced_by=by_id.get(motion.replaced_by_id),
        replaces=tuple(replaces[number] for number in sorted(replaces)),
        ties=tuple(_show_tie(row, quotes) for row in rows.ties),
    )


def _numbers(motion: Any, others: Iterable[Any]) -> set[str]:
    """Give the number of a motion, and those that are kept under it."""
    return {motion.canonical, *(row.canonical for row in others if _is_same(row, motion))}


def _is_same(row: Any, motion: Any) -> bool:
    return bool(row.same_as_id == motion.item_id)


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


def _show_tie(row: Any, quotes: Mapping[Place, Quote]) -> MotionTieView:
    """Give a sentence in which a paper ties numbers together."""
    return MotionTieView(
        kind=row.kind,
        newer=print_canonical(row.number) if row.number else None,
        older=print_canonical(row.other),
        quote=quotes[_place(row)],
    )


def _place(row: Any) -> Place:
    return Place(row.document_id, row.start, row.end)
