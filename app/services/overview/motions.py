"""A motion's line of execution: every paper that says something of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.domain.commitments import execution_of
from app.domain.motions import Facts
from app.domain.reading import Stance
from app.domain.text import Zone
from app.services.overview.conflicts import ConflictRows, load_conflicts, show_conflicts
from app.services.overview.papers import (
    Place,
    day_of,
    load_letters,
    print_canonical,
)
from app.services.overview.relations import RelationRows, load_relations, show_relations
from app.services.overview.rows.common import LetterRef, Quote
from app.services.overview.rows.stories import (
    MotionMentionView,
    MotionView,
)
from app.store.documents import CitedPaper, Document, MentionedMotion, MotionMentionRow, Passage
from app.store.items import Motion

_STRENGTHS = {Stance.CARRIED_OUT: 2, Stance.UNDER_WAY: 1, Stance.PROMISED: 1}
OWN_PAPER = (  # of a statement about Motion: the paper that is the motion itself
    select(func.min(Document.id))
    .where(Document.canonical == Motion.canonical)
    .correlate(Motion)
    .scalar_subquery()
    .label("own_paper_id")
)
FACTS = (Motion.outcome, Motion.outcome_on, Motion.votes, Motion.advice)  # what was told of it


@dataclass(frozen=True, slots=True)
class MotionRows:
    """What the register holds of one motion: the row itself, its mentions, its other citations."""

    motion: Any
    mentions: tuple[Any, ...]
    citations: tuple[Any, ...]
    conflicts: ConflictRows
    relations: RelationRows

    @property
    def strength(self) -> int:
        """The strongest thing that any paper says of it, as `listing.STRENGTH` counts."""
        return max((_STRENGTHS.get(row.stance, 0) for row in self.mentions), default=0)

    @property
    def places(self) -> list[Place]:
        """Give the words to quote, for `load_quotes`: sentences, and citations outside them."""
        own = [*map(_sentence, self.mentions), *map(_place, self.citations)]
        return [*own, *self.conflicts.places, *self.relations.places]


def load_motion_rows(session: Session, motion: Any) -> MotionRows:
    """Load the rows of a motion; `motion` has its item_id and canonical."""
    mentions = session.execute(
        select(
            MotionMentionRow.document_id,
            MotionMentionRow.start,
            MotionMentionRow.end,
            MotionMentionRow.sentence_start,
            MotionMentionRow.sentence_end,
            MotionMentionRow.ids,
            MotionMentionRow.movers,
            MotionMentionRow.cosigned,
            MotionMentionRow.changed,
            MotionMentionRow.stance,
            MotionMentionRow.subject,
        )
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id == motion.item_id)
    )
    citations = session.execute(_citations_beside_mentions(motion))
    return MotionRows(
        motion,
        tuple(mentions),
        tuple(citations),
        load_conflicts(session, [motion.canonical]),
        load_relations(session, motion),
    )


def show_motion(session: Session, rows: MotionRows, quotes: Mapping[Place, Quote]) -> MotionView:
    """Make the motion's part of its page, with its own paper, conflicts and other numbers.

    `quotes` are those of `rows.places`, with their notes.
    """
    motion = rows.motion
    best = min(rows.mentions, key=says_most, default=None)
    stances = (row.stance for row in rows.mentions)
    shown = [_mention(row, quotes[_sentence(row)]) for row in rows.mentions]
    shown += [
        MotionMentionView(quote.letter, quote, stance=None)
        for quote in (quotes[_place(row)] for row in rows.citations)
    ]
    shown.sort(key=lambda one: (one.letter.id, one.quote.start))
    shown.sort(key=lambda one: day_of(one.letter), reverse=True)
    return MotionView(
        canonical=motion.canonical,
        kamerstuk=print_canonical(motion.canonical),
        movers=tuple(best.movers) if best else (),
        cosigned=best.cosigned if best else False,
        subject=best.subject if best else None,
        execution=execution_of(stances, settled=motion.settled_by is not None),
        settled_by=motion.settled_by,
        settled_at=motion.settled_at,
        mentions=tuple(shown),
        conflicts=show_conflicts(rows.conflicts, quotes),
        paper=_find_paper(session, motion.own_paper_id, quotes),
        relations=show_relations(rows.relations, quotes),
        facts=Facts(motion.outcome, motion.outcome_on, motion.votes, motion.advice),
    )


def _citations_beside_mentions(motion: Any) -> Select[*tuple[Any, ...]]:
    """Select where papers cite the motion's number without naming the motion.

    A number in a paragraph that names the motion belongs to that mention, and so does one
    in a footnote of a paper that names it.
    """
    mentioned = (
        select(MotionMentionRow.id)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(
            MentionedMotion.item_id == motion.item_id,
            MotionMentionRow.document_id == CitedPaper.document_id,
        )
    )
    in_paragraph = mentioned.where(
        MotionMentionRow.start >= Passage.start, MotionMentionRow.start < Passage.end
    )
    in_footnote = and_(Passage.zone == Zone.FOOTNOTE, mentioned.exists())
    return (
        select(CitedPaper.document_id, CitedPaper.start, CitedPaper.end)
        .join(
            Passage,
            and_(
                Passage.document_id == CitedPaper.document_id,
                Passage.start <= CitedPaper.start,
                Passage.end > CitedPaper.start,
            ),
        )
        .where(CitedPaper.canonical == motion.canonical, ~in_paragraph.exists(), ~in_footnote)
        .distinct()
    )


def _find_paper(
    session: Session, document_id: int | None, quotes: Mapping[Place, Quote]
) -> LetterRef | None:
    """Give the paper that is the motion itself, where the register has it; mostly it is quoted."""
    known = (quote.letter for quote in quotes.values() if quote.letter.id == document_id)
    if (quoted := next(known, None)) is not None:
        return quoted
    return None if document_id is None else load_letters(session, [document_id])[document_id]


def _mention(row: Any, quote: Quote) -> MotionMentionView:
    return MotionMentionView(
        letter=quote.letter,
        quote=quote,
        stance=row.stance,
        movers=tuple(row.movers),
        cosigned=row.cosigned,
        changed=row.changed,
        subject=row.subject,
        kamerstukken=tuple(map(print_canonical, row.ids)),
    )


def says_most(row: Any) -> tuple[int, int, str]:
    """Order mentions by how much they say of the motion: movers, then subject."""
    return -len(row.movers), -len(row.subject or ""), row.subject or ""


def _sentence(row: Any) -> Place:
    return Place(row.document_id, row.sentence_start, row.sentence_end)


def _place(row: Any) -> Place:
    return Place(row.document_id, row.start, row.end)
