"""Which lines of an item's history were undone, and which later ones rest on a line."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import Verdict
from app.domain.errors import RestsOnIt, WrongState
from app.domain.history import MACHINE, Action
from app.store.history import HistoryEntry

WITH_PAPER = "with_paper"  # in `after` of a dismissal: the paper was withdrawn
UNDOES = "undoes"  # in `after` of a deed that undoes another: that one's id

# Deeds that by their nature undo the latest of another kind that stands.
_OPPOSITES = {
    Action.CANDIDATE_REOPENED: frozenset({Action.CANDIDATE_ACCEPTED, Action.CANDIDATE_DISMISSED}),
    Action.PLACE_REOPENED: frozenset({Action.PLACE_JUDGED}),
    Action.COMMITMENT_ENTERED: frozenset({Action.COMMITMENT_WITHDRAWN}),
    Action.COMMITMENT_WITHDRAWN: frozenset({Action.COMMITMENT_ENTERED}),
    Action.SUGGESTION_REOPENED: frozenset({Action.SUGGESTION_JUDGED}),
    Action.LINK_WITHDRAWN: frozenset({Action.LINK_MADE}),
    Action.MOTION_REOPENED: frozenset({Action.MOTION_SETTLED}),
    Action.MOTION_SETTLED: frozenset({Action.MOTION_REOPENED}),
}


_WITHDRAWING = frozenset({Action.SUGGESTION_REOPENED, Action.LINK_WITHDRAWN, Action.PLACE_REOPENED})
BESIDE = frozenset(  # what says nothing of the item, or only asks a minister for it
    {Action.NOTE_ADDED, Action.ITEM_ASSIGNED, Action.REMINDED, Action.REMINDER_WITHDRAWN}
)
_BY_RULE = frozenset({Action.COMMITMENT_FOLLOWED})  # what no person decided, and any may undo


def undoing(entry_id: int | None) -> dict[str, Any]:
    """Give what `after` keeps of a deed that undoes another; nothing for one that does not."""
    return {} if entry_id is None else {UNDOES: entry_id}


def load_told(session: Session, item_id: int) -> tuple[HistoryEntry, ...]:
    """Give what people decided of an item, oldest first.

    What was decided of a commitment before its acceptance was undone is left out.
    """
    told = _load(session, HistoryEntry.item_id == item_id)
    reopened = [one.id for one in told if one.action is Action.CANDIDATE_REOPENED]
    return tuple(one for one in told if one.id > max(reopened, default=0))


def find_undone(told: Sequence[HistoryEntry]) -> frozenset[int]:
    """Give the ids of what was undone, by a deed that was not undone itself."""
    deeds = _find_undoing(told)
    undone: set[int] = set()
    for later in sorted(deeds, reverse=True):
        if later not in undone:
            undone.add(deeds[later])
    return frozenset(undone)


def decides(entry: HistoryEntry) -> bool:
    """Say whether a deed decides something: what only withdraws or follows a rule does not."""
    after = entry.after or {}
    unrelated = after.get("verdict") == Verdict.UNRELATED.value
    return (
        entry.action not in _WITHDRAWING | _BY_RULE | BESIDE
        and UNDOES not in after
        and not unrelated
    )


def check_undoable(session: Session, entry: HistoryEntry) -> None:
    """Refuse to undo a deed twice, or one on which a later deed rests.

    Raises WrongState for what was undone already, and RestsOnIt when a later decision on
    the same item (of a correction: on the same paper) stands.
    """
    about = (
        HistoryEntry.document_id == entry.document_id
        if entry.action is Action.DOCUMENT_CORRECTED
        else HistoryEntry.item_id == entry.item_id
    )
    told = _load(session, about)
    if entry.action is Action.DOCUMENT_CORRECTED:
        told = [one for one in told if one.action is Action.DOCUMENT_CORRECTED]
    undone, deeds = find_undone(told), _find_undoing(told)
    if entry.id in undone:
        raise WrongState(f"entry {entry.id}", "undone")
    for later in told:
        if later.id <= entry.id or later.id in undone:
            continue
        marked = (later.after or {}).get(UNDOES)
        rests = decides(later) if marked is None else marked < entry.id
        if rests and deeds.get(later.id, 0) < entry.id:
            raise RestsOnIt(f"entry {entry.id}", later.action)


def _load(session: Session, about: ColumnElement[bool]) -> list[HistoryEntry]:
    """Give what people did, and what followed by rule, oldest first."""
    told = or_(HistoryEntry.actor != MACHINE, HistoryEntry.action.in_(_BY_RULE))
    query = select(HistoryEntry).where(about, told)
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def _find_undoing(told: Iterable[HistoryEntry]) -> dict[int, int]:
    """Give for each deed that undoes another the id of that one."""
    deeds: dict[int, int] = {}
    open_: list[HistoryEntry] = []
    for one in told:
        marked = (one.after or {}).get(UNDOES)
        found = marked if marked is not None else _find_opposite(open_, one)
        if found is not None:
            deeds[one.id] = found
            open_ = [other for other in open_ if other.id != found]
        open_.append(one)
    return deeds


def _find_opposite(earlier: Sequence[HistoryEntry], one: HistoryEntry) -> int | None:
    """Give the latest of the earlier deeds that one undoes by its nature."""
    kinds = _OPPOSITES.get(one.action, frozenset())
    return next(
        (other.id for other in reversed(earlier) if other.action in kinds and _is_same(other, one)),
        None,
    )


def _is_same(earlier: HistoryEntry, later: HistoryEntry) -> bool:
    """Say whether two deeds are about the same suggestion and the same link."""
    if later.action is Action.SUGGESTION_REOPENED:
        return earlier.suggestion_id == later.suggestion_id
    return later.action is not Action.LINK_WITHDRAWN or _link(earlier.after) == _link(later.before)


def _link(told: dict[str, Any] | None) -> object:
    """Give the link that a deed names."""
    return (told or {}).get("link")
