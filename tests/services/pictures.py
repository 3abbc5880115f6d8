"""All of a register that the order in which papers came in must not change."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.documents import (
    CitedPaper,
    Document,
    MentionedMotion,
    MotionMentionRow,
    Passage,
    Statement,
)
from app.store.items import Candidate, Item, ItemTerm, Motion
from app.store.links import Suggestion
from app.store.motions import ConflictMention, MotionConflict


def picture(session: Session) -> dict[str, Any]:
    """Give every fact of the register under the keys and numbers that people see."""
    numbers = {item.id: item.number for item in session.scalars(select(Item))}
    keys: dict[int | None, str] = {row.id: row.key for row in session.scalars(select(Document))}
    return (
        _papers(session, keys) | _items(session, numbers, keys) | _motions(session, numbers, keys)
    )


def _papers(session: Session, keys: dict[int | None, str]) -> dict[str, Any]:
    return {
        "papers": {
            (
                row.key,
                row.date,
                row.not_before,
                row.dossier,
                row.canonical,
                row.text,
                str(row.reading),
            )
            for row in session.scalars(select(Document))
        },
        "passages": {
            (keys[row.document_id], row.ordinal, row.stems)
            for row in session.scalars(select(Passage))
        },
        "mentions": {
            (keys[row.document_id], row.ordinal, row.canonical, row.stance)
            for row in session.scalars(select(MotionMentionRow))
        },
        "citations": {
            (keys[row.document_id], row.citation, row.ordinal, row.canonical)
            for row in session.scalars(select(CitedPaper))
        },
        "statements": {
            (keys[row.document_id], row.ordinal, str(row.target), row.status)
            for row in session.scalars(select(Statement))
        },
    }


def _items(
    session: Session, numbers: dict[int, str], keys: dict[int | None, str]
) -> dict[str, Any]:
    return {
        "items": {
            (row.number, row.kind, row.words, row.stems) for row in session.scalars(select(Item))
        },
        "candidates": {
            (numbers[row.item_id], row.state, row.term_latest, str(row.promise))
            for row in session.scalars(select(Candidate))
        },
        "terms": {
            (numbers[row.item_id], row.term, row.weight)
            for row in session.scalars(select(ItemTerm))
        },
        "suggestions": {
            (
                numbers[row.item_id],
                keys[row.from_document_id],
                row.from_start,
                row.from_end,
                keys[row.document_id],
                row.start,
                row.end,
                row.relation,
                row.score,
                str(row.reasons),
                row.verdict,
            )
            for row in session.scalars(select(Suggestion))
        },
    }


def _motions(
    session: Session, numbers: dict[int, str], keys: dict[int | None, str]
) -> dict[str, Any]:
    sides: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    query = select(ConflictMention, MotionMentionRow).join(
        MotionMentionRow, MotionMentionRow.id == ConflictMention.mention_id
    )
    for one, row in session.execute(query):
        sides[one.conflict_id].append((keys[row.document_id], row.ordinal, one.side))
    return {
        "motions": {
            (
                numbers[row.item_id],
                row.canonical,
                numbers.get(row.same_as_id or 0),
                numbers.get(row.replaced_by_id or 0),
            )
            for row in session.scalars(select(Motion))
        },
        "counted": {
            (keys[row.document_id], row.ordinal, numbers[tie.item_id])
            for tie, row in session.execute(
                select(MentionedMotion, MotionMentionRow).join(
                    MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id
                )
            )
        },
        "conflicts": {
            (
                row.key,
                row.kind,
                row.likely,
                str(row.numbers),
                str(row.reasons),
                str(row.sides),
                row.verdict,
                row.right,
                tuple(sorted(sides[row.id])),
            )
            for row in session.scalars(select(MotionConflict))
        },
    }
