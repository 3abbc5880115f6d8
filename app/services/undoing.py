"""Any decision taken back by the line of history that tells it."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status
from app.domain.errors import NotFound, Stale, WrongState
from app.domain.history import Action
from app.services.belonging import reopen_place
from app.services.candidates import reopen_candidate
from app.services.commitments import reinstate_commitment, rewrite, withdraw_commitment
from app.services.deciding import need_reason, take_item, tell
from app.services.documents import Corrections, correct_document
from app.services.fields import fields_of, restored
from app.services.manual_links import withdraw_link
from app.services.meetings.releasing import release
from app.services.merging import part_commitments
from app.services.motion_facts import restored_facts, tell_motion
from app.services.motions import reopen_motion, settle_motion
from app.services.splitting import join_again
from app.services.standing import settle, standing_of
from app.services.suggestions import reopen_suggestion
from app.services.undone import UNDOES, check_undoable
from app.services.values import encode
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who takes a decision back, when and why. `seen` is the version of item or paper."""

    seen: int
    actor: str
    at: datetime
    reason: str


Undo = Callable[[Session, HistoryEntry, Undoing], object]


def undo(
    session: Session,
    entry_id: int,
    *,
    seen: int,
    reason: str,
    calendar: Calendar,
    actor: str,
    at: datetime,
) -> None:
    """Take back what a line of history tells, and why; the history then shows both.

    `seen` is the version of the item that the line is about, or of the paper for a
    correction. Raises NotFound, Stale, Invalid without a reason, WrongState for what
    cannot be taken back or was already, and RestsOnIt when later decisions rest on it.
    """
    how = Undoing(seen, actor, at, need_reason(reason))
    entry = session.get(HistoryEntry, entry_id)
    if entry is None:
        raise NotFound("entry", entry_id)
    if not can_undo(entry.action):
        raise WrongState(f"entry {entry_id}", f"no decision but {entry.action}")
    check_undoable(session, entry)
    if entry.action is Action.DOCUMENT_CORRECTED:
        _correct_back(session, entry, how, calendar)
    else:
        _UNDO[entry.action](session, entry, how)
        release(session, entry)


def can_undo(action: Action) -> bool:
    """Say whether a deed is a decision that can be taken back."""
    return action in _UNDO or action is Action.DOCUMENT_CORRECTED


def _by_number(service: Callable[..., object]) -> Undo:
    """Undo with a service that takes the item by its number."""

    def take_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
        return service(session, _get_item(session, entry).number, **dataclasses.asdict(how))

    return take_back


def _with_line(service: Callable[..., object]) -> Undo:
    """Undo with a service that takes the line itself."""

    def take_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
        return service(session, entry, **dataclasses.asdict(how))

    return take_back


def _write_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Give the fields that an amendment or another term changed their old values."""
    item = _get_item(session, entry)
    row = session.get(Commitment, item.id)
    if row is None or entry.before is None:
        raise WrongState(item.number, "no commitment")
    fields = restored(fields_of(row), entry.before)
    asked = dataclasses.asdict(how)
    return rewrite(session, item.number, fields, entry.action, undoes=entry.id, **asked)


def _hold_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Give what followed a rule its old value, and keep it from that rule from now on."""
    item = _get_item(session, entry)
    row = session.get(Commitment, item.id)
    if row is None or entry.before is None:
        raise WrongState(item.number, "no commitment")
    fields = restored(fields_of(row), entry.before)
    told = entry.before.keys()
    fields = dataclasses.replace(
        fields,
        committee_by_hand=fields.committee_by_hand or "committee_id" in told,
        responsible_by_hand=fields.responsible_by_hand or bool(told - {"committee_id"}),
    )
    asked = dataclasses.asdict(how)
    action = Action.COMMITMENT_AMENDED
    return rewrite(session, item.number, fields, action, undoes=entry.id, **asked)


def _put_status_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Give a commitment the status that it has without this one."""
    item = take_item(session, _get_item(session, entry).number, how.seen)
    if session.get(Commitment, item.id) is None:
        raise WrongState(item.number, "no commitment")
    before = standing_of(session, item)
    _as_before(session, item, entry)
    standing = settle(session, item, but=entry.id)
    tell(
        session,
        Action.STATUS_SET,
        actor=how.actor,
        at=how.at,
        item=item.id,
        before=before.told(),
        after=standing.told() | {UNDOES: entry.id},
        reason=how.reason,
    )
    session.flush()
    return item.version


def _tell_motion_back(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Say of a motion in the Chamber what was said of it before."""
    item = _get_item(session, entry)
    motion = session.get_one(Motion, item.id)
    facts = restored_facts(motion, entry.before or {})
    asked = dataclasses.asdict(how)
    return tell_motion(session, item.number, facts, undoes=entry.id, **asked)


def _as_before(session: Session, item: Item, entry: HistoryEntry) -> None:
    """Let a commitment stand as before the setting, from where its other decisions are weighed."""
    if entry.before is not None:
        session.get_one(Commitment, item.id).status = Status(entry.before["status"])


def _reopen_suggestion(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Withdraw the verdict on a suggestion."""
    _see(_get_item(session, entry), how)
    suggestion = session.get_one(Suggestion, entry.suggestion_id)
    asked = dataclasses.replace(how, seen=suggestion.version)
    return reopen_suggestion(session, suggestion.id, **dataclasses.asdict(asked))


def _withdraw_link(session: Session, entry: HistoryEntry, how: Undoing) -> object:
    """Take back a link made by hand."""
    _see(_get_item(session, entry), how)
    link = session.get_one(Fulfilment, (entry.after or {})["link"])
    asked = dataclasses.replace(how, seen=link.version)
    return withdraw_link(session, link.id, **dataclasses.asdict(asked))


def _correct_back(
    session: Session, entry: HistoryEntry, how: Undoing, calendar: Calendar
) -> object:
    """Give a paper what it said of itself before."""
    document = session.get_one(Document, entry.document_id)
    told = entry.before or {}
    day = told.get("date", encode(document.date))
    corrections = Corrections(
        date=dt.date.fromisoformat(day) if day is not None else None,
        dossier=told.get("dossier", document.dossier),
        number=told.get("number", document.number),
        from_functions=tuple(told.get("from_functions", document.from_functions)),
    )
    return correct_document(
        session,
        document.id,
        corrections,
        calendar=calendar,
        undoes=entry.id,
        **dataclasses.asdict(how),
    )


def _get_item(session: Session, entry: HistoryEntry) -> Item:
    """Give the item that a line is about."""
    return session.get_one(Item, entry.item_id)


def _see(item: Item, how: Undoing) -> None:
    """Raise Stale when an item changed since the person saw it."""
    if item.version != how.seen:
        raise Stale("item", how.seen, item.version)


_UNDO: dict[Action, Undo] = {
    Action.CANDIDATE_ACCEPTED: _by_number(reopen_candidate),
    Action.CANDIDATE_DISMISSED: _by_number(reopen_candidate),
    Action.PLACE_JUDGED: _by_number(reopen_place),
    Action.COMMITMENT_ENTERED: _by_number(withdraw_commitment),
    Action.COMMITMENT_WITHDRAWN: _by_number(reinstate_commitment),
    Action.COMMITMENT_AMENDED: _write_back,
    Action.COMMITMENT_FOLLOWED: _hold_back,
    Action.COMMITMENT_MERGED: _with_line(part_commitments),
    Action.COMMITMENT_JOINED: _with_line(part_commitments),
    Action.COMMITMENT_SPLIT: _with_line(join_again),
    Action.DEADLINE_MOVED: _write_back,
    Action.STATUS_SET: _put_status_back,
    Action.SUGGESTION_JUDGED: _reopen_suggestion,
    Action.LINK_MADE: _withdraw_link,
    Action.MOTION_TOLD: _tell_motion_back,
    Action.MOTION_SETTLED: _by_number(reopen_motion),
    Action.MOTION_REOPENED: _by_number(settle_motion),
}
