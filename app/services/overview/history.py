"""What was done, by whom and why, as lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.history import MACHINE
from app.services.overview.papers import PAPER_COLUMNS, letter_ref
from app.services.overview.rows.common import FieldChange, HistoryLine
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Committee, Item, Ministry
from app.store.links import Suggestion

# What history keeps to take a deed back, or for those who keep the program: ids, codes of rules.
_KEPT_FOR_UNDOING = frozenset(
    {
        "accepted",
        "belongs",
        "canonical",
        "committee_by_hand",
        "cue",
        "ground",
        "link",
        "links",
        "meeting_item",
        "reader",
        "responsible_by_hand",
        "term_rule",
        "undoes",
        "with_paper",
    }
)
_NAMED: dict[str, type[Ministry | Committee]] = {
    "ministry_id": Ministry,
    "committee_id": Committee,
}
_TERM = "term"
_NOTHING = {None, str(False)}  # from nothing to "no" is no news


def load_history(session: Session, where: ColumnElement[bool]) -> tuple[HistoryLine, ...]:
    """Give the deeds that `where` (over `HistoryEntry`) picks, newest first.

    One statement, and one more where deeds name ministries or committees.

    A deed done to a suggestion rests on the paper of that suggestion.
    """
    letter_id = func.coalesce(HistoryEntry.document_id, Suggestion.document_id)
    query = (
        select(
            HistoryEntry.id.label("entry_id"),
            HistoryEntry.at,
            HistoryEntry.actor,
            HistoryEntry.action,
            HistoryEntry.reason,
            HistoryEntry.before,
            HistoryEntry.after,
            HistoryEntry.suggestion_id,
            Item.number,
            *PAPER_COLUMNS,
        )
        .outerjoin(Item, Item.id == HistoryEntry.item_id)
        .outerjoin(Suggestion, Suggestion.id == HistoryEntry.suggestion_id)
        .outerjoin(Document, Document.id == letter_id)
        .where(where)
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
    )
    rows = session.execute(query).all()
    names = _load_names(session, rows)
    return tuple(
        HistoryLine(
            id=row.entry_id,
            at=row.at,
            actor=row.actor,
            by_machine=row.actor == MACHINE,
            action=row.action,
            reason=row.reason,
            changes=changes_between(row.before, row.after, names),
            number=row.number,
            letter=None if row.id is None else letter_ref(row),
            suggestion_id=row.suggestion_id,
        )
        for row in rows
    )


def changes_between(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    names: Mapping[tuple[str, int], str],
) -> tuple[FieldChange, ...]:
    """Give the fields that differ, in the order in which they were written down.

    A term gives a field for its words and one for its last day. `names` has those of the
    ministries and committees, by field and id. What only the program needs is left out.
    """
    old, new = _flat(before or {}, names), _flat(after or {}, names)
    changes = (FieldChange(name, old.get(name), new.get(name)) for name in {**old, **new})
    return tuple(
        change
        for change in changes
        if change.before != change.after and not {change.before, change.after} <= _NOTHING
    )


def _flat(told: Mapping[str, Any], names: Mapping[tuple[str, int], str]) -> dict[str, str | None]:
    """Give the fields of one side of a deed as text."""
    flat: dict[str, str | None] = {}
    for name, value in told.items():
        if name == _TERM and value is not None:
            flat |= {"term_text": value.get("text"), "term_latest": value.get("latest")}
        elif name in _NAMED and value is not None:
            flat[name] = names.get((name, value))
        elif name not in _KEPT_FOR_UNDOING:
            flat[name] = _as_text(value)
    return flat


def _load_names(session: Session, rows: Iterable[Any]) -> dict[tuple[str, int], str]:
    """Load the names of the ministries and committees that deeds keep by their ids."""
    told = [side for row in rows for side in (row.before, row.after) if side]
    parts = []
    for field, body in _NAMED.items():
        ids = {side[field] for side in told if side.get(field) is not None}
        if ids:
            named = select(literal(field).label("field"), body.id, body.name)
            parts.append(named.where(body.id.in_(ids)))
    found = session.execute(union_all(*parts)).all() if parts else ()
    return {(row.field, row.id): row.name for row in found}


def _as_text(value: Any) -> str | None:
    """Print a stored value; lists with commas; nothing and an empty list as None."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value)))
    return str(value)
