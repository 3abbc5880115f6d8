"""What the register holds at words of a paper that a person quotes."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.errors import Invalid, NotFound
from app.domain.text import Span
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item
from app.store.links import Suggestion


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a registered paper; `span` indexes its clean text."""

    document_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class ItemHere:
    """An item that stands at a place; `state` is None for one that is no candidate."""

    id: int
    number: str
    version: int
    state: CandidateState | None = None


@dataclass(frozen=True, slots=True)
class SuggestionHere:
    """A suggestion that waits."""

    id: int
    version: int


def get_place(session: Session, name: str, words: str) -> Place:
    """Find words in the paper of this name; any white space between two words will do.

    Raises NotFound for an unknown paper or words that it does not hold, and Invalid for
    words that it holds more than once.
    """
    row = session.execute(select(Document.id, Document.text).where(Document.name == name)).first()
    if row is None:
        raise NotFound("document", name)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, row.text)]
    if not found:
        raise NotFound("words", f"{words!r} in {name}")
    if len(found) > 1:
        raise Invalid("words", f"{words!r} stands {len(found)} times in {name}")
    return Place(row.id, Span(*found[0]))


def find_item_at(session: Session, place: Place) -> ItemHere | None:
    """Give the promise whose clause, or else whose sentence, shares most with the words."""
    candidates = session.execute(
        select(Item.id, Item.number, Item.version, Candidate)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(Candidate.document_id == place.document_id)
    )
    ranked = [
        (
            _shared(place.span, row.Candidate.start, row.Candidate.end),
            _shared(place.span, row.Candidate.sentence_start, row.Candidate.sentence_end),
            ItemHere(row.id, row.number, row.version, row.Candidate.state),
        )
        for row in candidates
    ]
    by_hand = session.execute(
        select(Item.id, Item.number, Item.version, Commitment.start, Commitment.end)
        .join(Commitment, Commitment.item_id == Item.id)
        .where(
            Item.document_id == place.document_id,
            Item.id.not_in(select(Candidate.item_id)),
            Commitment.withdrawn_at.is_(None),
        )
    )
    for row in by_hand:
        shared = _shared(place.span, row.start or 0, row.end or 0)
        ranked.append((shared, shared, ItemHere(row.id, row.number, row.version)))
    best = max(ranked, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[1] else None


def find_motion_at(session: Session, place: Place) -> ItemHere | None:
    """Give the motion that the words name by its number."""
    rows = session.execute(
        select(Item.id, Item.number, Item.version, MotionMentionRow.start, MotionMentionRow.end)
        .join(MentionedMotion, MentionedMotion.item_id == Item.id)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .where(MotionMentionRow.document_id == place.document_id)
        .order_by(MotionMentionRow.ordinal, Item.number)
    )
    for row in rows:
        if _shared(place.span, row.start, row.end):
            return ItemHere(row.id, row.number, row.version)
    return None


def find_suggestion_at(session: Session, item: ItemHere, place: Place) -> SuggestionHere | None:
    """Give the best suggestion that waits and leads from the item to these words."""
    row = session.execute(
        select(Suggestion.id, Suggestion.version)
        .where(
            Suggestion.item_id == item.id,
            Suggestion.document_id == place.document_id,
            Suggestion.start < place.span.end,
            Suggestion.end > place.span.start,
            Suggestion.verdict.is_(None),
        )
        .order_by(Suggestion.score.desc(), Suggestion.start)
        .limit(1)
    ).first()
    return None if row is None else SuggestionHere(row.id, row.version)


def _shared(span: Span, start: int, end: int) -> int:
    """Count the characters that two stretches share."""
    return max(0, min(span.end, end) - max(span.start, start))
