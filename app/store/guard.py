"""Refuses a commit in which something that people answer for changed without a history entry.

It checks and never writes. What counts as a change: a new or changed item (its candidate,
commitment or motion row included), paper or account, a verdict on a suggestion or conflict, a
link made or withdrawn. Rescoring what nobody judged is the machine's own business.
"""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from app.domain.matching import ItemKind
from app.store.accounts import Account
from app.store.base import Base
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion
from app.store.motions import MotionConflict

_JUDGED = (Suggestion, MotionConflict)
_GUARDED = (Item, Candidate, Commitment, Motion, Document, Account, Fulfilment, *_JUDGED)
_VERDICT = ("verdict", "judged_by", "judged_at", "reason")
_CHANGED = "gestand_changed"
_LOOKED = "gestand_looked"
_TOLD = "gestand_told"
Subject = tuple[str, int]


class UntoldChange(Exception):
    """A change without a history entry: a mistake in a service, never a person's."""


def watch(session: Session) -> None:
    """Put the guard on a session."""
    event.listen(session, "before_flush", _look)
    event.listen(session, "after_flush", _note)
    event.listen(session, "before_commit", check_told)
    event.listen(session, "after_rollback", _forget)
    event.listen(session, "do_orm_execute", _refuse_in_bulk)


def _look(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Remember which rows this flush will change; new ones have no key yet."""
    rows = (*session.new, *session.dirty, *session.deleted)
    session.info[_LOOKED] = [
        row for row in rows if isinstance(row, _GUARDED) and _needs_entry(row, session)
    ]


def _note(session: Session, _context: UOWTransaction) -> None:
    """Remember what this flush changed, and what its history tells."""
    changed: set[Subject] = session.info.setdefault(_CHANGED, set())
    told: set[Subject] = session.info.setdefault(_TOLD, set())
    changed.update(_subject_of(row) for row in session.info.pop(_LOOKED, ()))
    for row in session.new:
        if isinstance(row, HistoryEntry):
            told |= _told_by(row)


def _told_by(entry: HistoryEntry) -> set[Subject]:
    """Name all that one entry speaks of."""
    keys = {
        "item": entry.item_id,
        "document": entry.document_id,
        "suggestion": entry.suggestion_id,
        "account": entry.account_id,
        "conflict": entry.conflict_id,
    }
    return {(kind, key) for kind, key in keys.items() if key is not None}


def _subject_of(row: object) -> Subject:
    """Name what a changed row is about."""
    match row:
        case Suggestion():
            return ("suggestion", row.id)
        case MotionConflict():
            return ("conflict", row.id)
        case Document():
            return ("document", row.id)
        case Account():
            return ("account", row.id)
        case Item():
            return ("item", row.id)
        case Candidate() | Commitment() | Motion() | Fulfilment():
            return ("item", row.item_id)
        case _:
            raise TypeError(f"not a guarded row: {row!r}")


def _needs_entry(row: object, session: Session) -> bool:
    """Say whether what happens to a guarded row is told in the history."""
    if row in session.dirty and not session.is_modified(row):
        return False
    match row:
        case Suggestion() | MotionConflict():
            return _is_judged_now(row, session)
        case Item():
            derived = {"stems", "words"} if row.kind is ItemKind.MOTION else {"stems"}
            return _is_more_than(derived, row, session)
        case Candidate():
            return _is_more_than({"responsible", "committee_id", "repeats_id"}, row, session)
        case Motion():
            return _is_more_than({"same_as_id", "replaced_by_id"}, row, session)
        case Account():
            return _is_more_than({"signed_in_at"}, row, session)
        case _:
            return True


def _is_more_than(derived: set[str], row: Base, session: Session) -> bool:
    """Say whether an item's story goes on: what follows from the papers is derived.

    That is its stems, what a motion is called and kept under, who answers and leads for a
    candidate; of an account, when it was last used.
    """
    if row in session.new or row in session.deleted:
        return True
    attributes = inspect(row).attrs
    return any(one.history.has_changes() for one in attributes if one.key not in derived)


def _is_judged_now(row: Suggestion | MotionConflict, session: Session) -> bool:
    """Say whether the verdict on a row was given, changed or thrown away."""
    if row in session.new or row in session.deleted:
        return row.verdict is not None
    judged: Base = row
    attributes = inspect(judged).attrs
    return any(attributes[name].history.has_changes() for name in _VERDICT)


def check_told(session: Session) -> None:
    """Flush, and raise UntoldChange when a change is not told in the history."""
    session.flush()
    untold = session.info.pop(_CHANGED, set()) - session.info.pop(_TOLD, set())
    if untold:
        raise UntoldChange(f"changed without a history entry: {sorted(untold)}")


def _forget(session: Session) -> None:
    """Nothing happened after all."""
    session.info.pop(_CHANGED, None)
    session.info.pop(_TOLD, None)


def _refuse_in_bulk(state: ORMExecuteState) -> None:
    """Refuse an UPDATE or DELETE that would change guarded rows behind the guard's back."""
    if not (state.is_update or state.is_delete):
        return
    mapper = state.bind_mapper
    guarded: tuple[type[Any], ...] = (*_GUARDED, HistoryEntry)
    if mapper is not None and mapper.class_ in guarded and mapper.class_ not in _JUDGED:
        raise UntoldChange(f"changed in bulk: {mapper.class_.__name__}")
