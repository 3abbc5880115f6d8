"""A promise that a clerk puts with another: it says that again, adds to it, or changes it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Place, PlaceKind
from app.domain.errors import Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.domain.reading import Term
from app.domain.text import Span
from app.services.commitments import Ground, move_deadline, rewrite
from app.services.deciding import get_for_update, need_reason, take_item, tell
from app.services.fields import fields_of, restored
from app.services.lookup import Shelf
from app.services.papers import promise_of
from app.services.repeats import follow_repeats
from app.services.undone import check_undoable, find_undone, load_told
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item

BELONGS = "belongs"  # in `after` of a moved term: the promise that moved it


def join_promise(
    session: Session,
    number: str,
    to: str,
    kind: PlaceKind,
    *,
    seen: int,
    to_seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Put a candidate with an item that stands, where it counts; give its own new version.

    It becomes a place of that item. One that changes a commitment gives it its own term,
    where it has a day, with its paper as the ground. Raises NotFound, Stale, Invalid for
    itself, and WrongState for a candidate that was judged or put somewhere, for an item that
    does not stand, and for a change of what nobody accepted yet.
    """
    if number == to:
        raise Invalid("to", "the promise itself")
    item, head = _take_both(session, {number: seen, to: to_seen})
    candidate = _get_free(session, item)
    _check_head(session, head, kind)
    before = {"place": candidate.place.value} if candidate.place else None
    candidate.place, candidate.place_kind, candidate.place_of_id = Place.SAME, kind, head.id
    tell(
        session,
        Action.PLACE_JUDGED,
        actor=actor,
        at=at,
        item=item.id,
        before=before,
        after={"place": kind.value, "belongs_to": head.number},
        reason=reason,
    )
    session.flush()
    if kind is PlaceKind.CHANGE:
        _move_term(session, item, candidate, head, actor=actor, at=at)
    follow_repeats(session, [item.id, head.id], Shelf(), at=at)
    return item.version


def reopen_place(
    session: Session, number: str, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Take back what was said of a place, and why; give the item's new version.

    A term that the promise changed is as before. Raises NotFound, Stale, Invalid without a
    reason, WrongState when nothing was said, or the candidate was judged as a promise of its
    own meanwhile, and RestsOnIt when a later decision rests on the term.
    """
    reason = need_reason(reason)
    item = take_item(session, number, seen)
    candidate = session.get(Candidate, item.id)
    if candidate is None:
        raise NotFound("candidate", number)
    if candidate.place is None or candidate.state is not CandidateState.WAITING:
        raise WrongState(number, "no word on a repeat to take back")
    _take_back_term(session, item, candidate, reason=reason, actor=actor, at=at)
    kind, head_id = candidate.place_kind, candidate.place_of_id
    before = {"place": kind.value if kind else candidate.place.value}
    earlier = _before_joining(session, item) if kind else None
    candidate.place, candidate.place_kind, candidate.place_of_id = earlier, None, None
    tell(
        session,
        Action.PLACE_REOPENED,
        actor=actor,
        at=at,
        item=item.id,
        before=before,
        after={"place": earlier.value} if earlier else None,
        reason=reason,
    )
    session.flush()
    follow_repeats(session, [item.id, *([head_id] if head_id else [])], Shelf(), at=at)
    return item.version


def _before_joining(session: Session, item: Item) -> Place | None:
    """Give what was said of a promise before it was put with another."""
    told = load_told(session, item.id)
    line = next(one for one in reversed(told) if one.action is Action.PLACE_JUDGED)
    before = (line.before or {}).get("place")
    return Place(before) if before else None


def _take_back_term(
    session: Session,
    item: Item,
    candidate: Candidate,
    *,
    reason: str,
    actor: str,
    at: datetime,
) -> None:
    """Give the commitment of which a promise changed the term its old one back."""
    if candidate.place_kind is not PlaceKind.CHANGE or candidate.place_of_id is None:
        return
    head = get_for_update(session, Item, candidate.place_of_id)
    entry = _find_moved(session, head, item.number)
    row = session.get(Commitment, head.id)
    if entry is None or row is None:
        return
    check_undoable(session, entry)
    rewrite(
        session,
        head.number,
        restored(fields_of(row), entry.before or {}),
        Action.DEADLINE_MOVED,
        undoes=entry.id,
        seen=head.version,
        actor=actor,
        at=at,
        reason=reason,
    )


def _take_both(session: Session, seen: dict[str, int]) -> tuple[Item, Item]:
    """Take both items in one order for everybody, the first counted up; NotFound and Stale."""
    rows = session.execute(select(Item.number, Item.id).where(Item.number.in_(list(seen))))
    ids: dict[str, int] = {row.number: row.id for row in rows}
    missing = next((number for number in seen if number not in ids), None)
    if missing is not None:
        raise NotFound("item", missing)
    taken = {key: get_for_update(session, Item, key) for key in sorted(ids.values())}
    item, head = (taken[ids[number]] for number in seen)
    for one in (item, head):
        if one.version != seen[one.number]:
            raise Stale("item", seen[one.number], one.version)
    item.version += 1
    return item, head


def _get_free(session: Session, item: Item) -> Candidate:
    """Give a candidate that waits and that nobody put anywhere."""
    candidate = session.get(Candidate, item.id)
    if candidate is None:
        raise NotFound("candidate", item.number)
    if candidate.state is not CandidateState.WAITING or candidate.place is Place.SAME:
        raise WrongState(item.number, candidate.place or candidate.state)
    return candidate


def _check_head(session: Session, head: Item, kind: PlaceKind) -> None:
    """Refuse what nothing can belong to."""
    commitment = session.get(Commitment, head.id)
    candidate = session.get(Candidate, head.id)
    if commitment is not None and commitment.withdrawn_at is None:
        return
    waits = candidate is not None and candidate.state is CandidateState.WAITING
    if commitment is not None or candidate is None or not waits or candidate.repeats_id is not None:
        raise WrongState(head.number, "does not stand")
    if kind is PlaceKind.CHANGE:
        raise WrongState(head.number, "not accepted yet")


def _move_term(
    session: Session, item: Item, candidate: Candidate, head: Item, *, actor: str, at: datetime
) -> None:
    """Give the commitment the term that the promise gives it, where that has another day."""
    term = promise_of(candidate).term
    row = session.get_one(Commitment, head.id)
    if term.latest is None or term.latest == row.deadline:
        return
    move_deadline(
        session,
        head.number,
        Term(term.kind, term.text, None, term.latest, term.rule),
        seen=head.version,
        reason=f"Gewijzigd door {item.number}.",
        actor=actor,
        at=at,
        ground=Ground(candidate.document_id, Span(candidate.start, candidate.end)),
        told={BELONGS: item.number},
    )


def _find_moved(session: Session, head: Item, number: str) -> HistoryEntry | None:
    """Give the line of the term that a promise moved, unless it was undone."""
    told = load_told(session, head.id)
    undone = find_undone(told)
    moved = (one for one in reversed(told) if (one.after or {}).get(BELONGS) == number)
    return next((one for one in moved if one.id not in undone), None)
