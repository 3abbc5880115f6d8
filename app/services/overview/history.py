"""What was done, by whom and why, as lines."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.history import MACHINE
from app.services.overview.papers import load_letters
from app.services.overview.rows.common import FieldChange, HistoryLine
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion


def load_history(session: Session, where: ColumnElement[bool]) -> tuple[HistoryLine, ...]:
    """Give the deeds that `where` (over `HistoryEntry`) picks, newest first: two statements.

    A deed done to a suggestion rests on the paper of that suggestion.
    """
    letter_id = func.coalesce(HistoryEntry.document_id, Suggestion.document_id)
    query = (
        select(
            HistoryEntry.id,
            HistoryEntry.at,
            HistoryEntry.actor,
            HistoryEntry.action,
            HistoryEntry.reason,
            HistoryEntry.before,
            HistoryEntry.after,
            HistoryEntry.suggestion_id,
            Item.number,
            letter_id.label("letter_id"),
        )
        .outerjoin(Item, Item.id == HistoryEntry.item_id)
        .outerjoin(Suggestion, Suggestion.id == HistoryEntry.suggestion_id)
        .where(where)
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
    )
    rows = session.execute(query).all()
    letters = load_letters(session, (row.letter_id for row in rows))
    return tuple(
        HistoryLine(
            id=row.id,
            at=row.at,
            actor=row.actor,
            by_machine=row.actor == MACHINE,
            action=row.action,
            reason=row.reason,
            changes=changes_between(row.before, row.after),
            number=row.number,
            letter=letters.get(row.letter_id),
            suggestion_id=row.suggestion_id,
        )
        for row in rows
    )


def changes_between(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> tuple[FieldChange, ...]:
    """Give the fields that differ, in the order in which they were written down."""
    old, new = before or {}, after or {}
    fields = dict.fromkeys([*old, *new])
    return tuple(
        FieldChange(field, _as_text(old.get(field)), _as_text(new.get(field)))
        for field in fields
        if old.get(field) != new.get(field)
    )


def _as_text(value: Any) -> str | None:
    """Print a stored value; lists with commas, nothing as None."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_as_text(part) or '–'}" for key, part in value.items())
    return str(value)
