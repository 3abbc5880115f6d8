"""Which items the searched words lead to: their own words, their paragraph, their number."""

import re
from typing import Any

from sqlalchemy import (
    CTE,
    Float,
    Select,
    Subquery,
    and_,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from app.services.search import Query, select_found
from app.store.documents import MentionedMotion, MotionMentionRow, Passage
from app.store.items import Candidate, Commitment, Item
from app.store.sources import SourceWord

# "G22-4F7K2M", "M-21501-02-2433", "TZ202412-116", "T02867"
_NUMBER = re.compile(r"[A-Z]{1,2}[0-9A-Z]*(?:-[0-9A-Z]+)+|T\d{5}")
_NUMBER_SCORE = 1000.0


def find_items(session: Session, query: Query, among: Select[int] | None = None) -> CTE:
    """Select (id, score) of the items that a query leads to, each once.

    An item is found by its own words, by its public number or another register's, and by the paragraph in which
    the machine found it (of a motion, every paragraph that mentions it). The query must
    have something to look for. `among` keeps to some items, by their ids.
    """
    own = select_found(session, "items", query, among)
    branches: list[Select[Any]] = [own]
    if among is None:
        hits = select_found(session, "passages", query).subquery("hit_passages")
        branches += _by_paragraph(hits)
    else:
        theirs = _paragraphs_of(among)
        hits = select_found(session, "passages", query, select(theirs.c.id)).subquery("hits_there")
        beside = type_coerce(literal(0.0), Float).label("score")
        branches.append(select(theirs.c.item_id, beside).join(hits, hits.c.id == theirs.c.id))
    typed = query.text.upper()
    if _NUMBER.fullmatch(typed):
        score = type_coerce(literal(_NUMBER_SCORE), Float)
        branches.append(select(Item.id, score).where(Item.number == typed))
        official = select(SourceWord.item_id, score).where(SourceWord.reference == typed)
        given = select(Commitment.item_id, score).where(Commitment.official_number == typed)
        branches += [official.distinct(), given]
    every = union_all(*branches).subquery("hits")
    return (
        select(every.c.id, func.sum(every.c.score).label("score")).group_by(every.c.id).cte("found")
    )


def _by_paragraph(hits: Subquery) -> list[Select[Any]]:
    """Select the items that stand in the found passages, each of which is looked up once."""
    found = select(Passage.document_id, Passage.start, Passage.end).join(
        hits, hits.c.id == Passage.id
    )
    passages = found.cte("hit_blocks").prefix_with("MATERIALIZED")
    score = type_coerce(literal(0.0), Float)  # words beside the sentence come after all in it

    def inside(start: Any) -> Any:
        return and_(passages.c.start <= start, start < passages.c.end)

    candidates = (
        select(Candidate.item_id.label("id"), score.label("score"))
        .select_from(passages)
        .join(
            Candidate,
            and_(
                Candidate.document_id == passages.c.document_id,
                inside(Candidate.sentence_start),
            ),
        )
    )
    motions = (
        select(MentionedMotion.item_id.label("id"), score.label("score"))
        .select_from(passages)
        .join(
            MotionMentionRow,
            and_(
                MotionMentionRow.document_id == passages.c.document_id,
                inside(MotionMentionRow.start),
            ),
        )
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
    )
    return [candidates, motions]


def _paragraphs_of(items: Select[int]) -> CTE:
    """Select (id, item_id) of the passages in which some items stand."""
    candidates = (
        select(Passage.id, Candidate.item_id)
        .join(
            Candidate,
            and_(
                Candidate.document_id == Passage.document_id,
                Passage.start <= Candidate.sentence_start,
                Candidate.sentence_start < Passage.end,
            ),
        )
        .where(Candidate.item_id.in_(items))
    )
    motions = (
        select(Passage.id, MentionedMotion.item_id)
        .join(
            MotionMentionRow,
            and_(
                MotionMentionRow.document_id == Passage.document_id,
                Passage.start <= MotionMentionRow.start,
                MotionMentionRow.start < Passage.end,
            ),
        )
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id.in_(items))
    )
    return union_all(candidates, motions).cte("their_blocks").prefix_with("MATERIALIZED")
