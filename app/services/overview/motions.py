"""A motion's line of execution, and what does not fit in how papers name motions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.domain.commitments import execution_of
from app.domain.matching import Conflict
from app.domain.text import Span, Zone
from app.services.mentions import find_motion_conflicts
from app.services.numbers import number_of_motion
from app.services.overview.papers import (
    PAPER_COLUMNS,
    Place,
    day_of,
    letter_ref,
    load_quotes,
    print_canonical,
)
from app.services.overview.printed import print_reasons, text_of
from app.services.overview.rows.common import LetterRef, Quote
from app.services.overview.rows.stories import (
    ConflictSide,
    ConflictView,
    MotionMentionView,
    MotionView,
)
from app.store.documents import CitedPaper, Document, MentionedMotion, MotionMentionRow, Passage


@dataclass(frozen=True, slots=True)
class MotionRows:
    """What the register holds of one motion: the row itself, its mentions, its other citations."""

    motion: Any
    mentions: tuple[Any, ...]
    citations: tuple[Any, ...]

    @property
    def places(self) -> list[Place]:
        """Give the words to quote, for `load_quotes`: sentences, and citations outside them."""
        return [*map(_sentence, self.mentions), *map(_place, self.citations)]


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
    return MotionRows(motion, tuple(mentions), tuple(citations))


def show_motion(session: Session, rows: MotionRows, quotes: Mapping[Place, Quote]) -> MotionView:
    """Make the motion's part of its page; one statement for its own paper, and its conflicts."""
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
        conflicts=find_conflict_views(session, [motion.canonical]),
        paper=_find_paper(session, motion.canonical),
    )


def find_conflict_views(
    session: Session, numbers: Collection[str] | None = None
) -> tuple[ConflictView, ...]:
    """Give what does not fit in how papers name motions; with numbers, only what concerns them.

    Without, every mention in the register is looked at: that takes its time in a large one.
    """
    conflicts = find_motion_conflicts(session, numbers)
    keys = {placed.document for conflict in conflicts for placed in conflict.mentions}
    if not keys:
        return ()
    known = select(Document.key, Document.id).where(Document.key.in_(sorted(keys)))
    ids = {row.key: row.id for row in session.execute(known)}
    places = {
        (placed.document, placed.mention.sentence): Place(
            ids[placed.document], placed.mention.sentence.start, placed.mention.sentence.end
        )
        for conflict in conflicts
        for placed in conflict.mentions
    }
    quotes = load_quotes(session, places.values(), with_notes=True)
    by_sentence = {key: quotes[place] for key, place in places.items()}
    return tuple(_conflict(conflict, by_sentence) for conflict in conflicts)


def _conflict(conflict: Conflict, quotes: Mapping[tuple[str, Span], Quote]) -> ConflictView:
    sides = [
        ConflictSide(
            number=number_of_motion(placed.mention.ids[0]),
            kamerstuk=print_canonical(placed.mention.ids[0]),
            movers=placed.mention.movers,
            subject=placed.mention.subject,
            quote=quotes[placed.document, placed.mention.sentence],
        )
        for placed in conflict.mentions
    ]
    sides.sort(key=lambda side: (day_of(side.quote.letter), side.quote.letter.id, side.quote.start))
    once = {
        (side.number, side.movers, side.subject, side.quote.letter.id): side
        for side in reversed(sides)
    }
    texts = " ".join(f"{side.subject or ''} {text_of(side.quote)}" for side in sides)
    return ConflictView(
        kind=conflict.kind,
        kamerstukken=tuple(print_canonical(number) for number in conflict.numbers),
        likely=print_canonical(conflict.likely) if conflict.likely else None,
        sides=tuple(reversed(once.values())),
        reasons=print_reasons(conflict.reasons, texts, texts),
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


def _find_paper(session: Session, canonical: str) -> LetterRef | None:
    """Give the paper that is the motion itself, where the register has it."""
    query = select(*PAPER_COLUMNS).where(Document.canonical == canonical).order_by(Document.id)
    row = session.execute(query).first()
    return letter_ref(row) if row else None


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
