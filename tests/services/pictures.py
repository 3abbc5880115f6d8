"""All of a register that the order in which papers came in must not change."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.documents import CitedPaper, Document, MotionMentionRow, Passage, Statement
from app.store.items import Candidate, Item, ItemTerm, Motion
from app.store.links import Suggestion


def picture(session: Session) -> dict[str, Any]:
    """Give every fact of the register under the keys and numbers that people see."""
    numbers = {item.id: item.number for item in session.scalars(select(Item))}
    keys: dict[int | None, str] = {row.id: row.key for row in session.scalars(select(Document))}
    return _papers(session, keys) | _items(session, numbers, keys)


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
        "motions": {
            (numbers[row.item_id], row.canonical) for row in session.scalars(select(Motion))
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
