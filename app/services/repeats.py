"""One promise, one candidate: which ones only say again what is in the register already.

It follows from the papers and from what people judged, and is made anew for every promise that a
paper or a decision touches, with all that repeat each other directly or not; so the order in
which they come makes no difference.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import CandidateState, Place
from app.domain.errors import NotFound, WrongState
from app.domain.history import Action
from app.domain.matching import Timing
from app.domain.reading import Made, Promise, TermKind
from app.matching.repeats import NEAR, PlacedPromise, find_heads, find_repeats
from app.services.deciding import take_item, tell
from app.services.lookup import Shelf
from app.services.suggesting import drop_unjudged, suggest_for_item
from app.services.values import decode
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item, ItemTerm
from app.store.links import Suggestion

_ENOUGH = 0.5  # weight of the rare words that two must share to be compared


def settle_repeats(session: Session, item_ids: Collection[int]) -> frozenset[int]:
    """Let each promise that repeats another belong to it; give the items that this changed."""
    placed = _gather(session, item_ids)
    heads = _heads(session, placed)
    changed: set[int] = set()
    for item_id in sorted(placed):
        candidate = session.get_one(Candidate, item_id)
        head = heads.get(item_id)
        if candidate.repeats_id != head:
            changed |= {item_id, *(known for known in (candidate.repeats_id, head) if known)}
            candidate.repeats_id = head
    session.flush()
    return frozenset(changed)


def _heads(session: Session, placed: Mapping[int, PlacedPromise]) -> dict[int, int]:
    """Give for each promise that belongs to another the item where it counts in the end.

    What a clerk put somewhere belongs there, with all that repeats it.
    """
    keys = {one.key: item_id for item_id, one in placed.items()}
    found = find_heads(placed.values())
    direct = {keys[one]: keys[head] for one, head in found.items()}
    said = _said(session, placed)
    direct |= said
    for head in said.values():
        if head not in said and _end(direct, head) is None:
            del direct[head]  # it stands: what only its words say would lead round in a circle
    ends = {item_id: _end(direct, item_id) for item_id in direct}
    return {
        item_id: end if end in placed else _known(session, end)
        for item_id, end in ends.items()
        if end is not None
    }


def _said(session: Session, placed: Mapping[int, PlacedPromise]) -> dict[int, int]:
    """Give where clerks put promises that wait, as far as what they put them with stands."""
    rows = [session.get_one(Candidate, item_id) for item_id in placed]
    said = {
        row.item_id: row.place_of_id
        for row in rows
        if row.place_of_id is not None and row.state is CandidateState.WAITING
    }
    others = _load(session, set(said.values()) - placed.keys())
    return {
        item_id: head
        for item_id, head in said.items()
        if head in placed or head in others or session.get(Commitment, head) is not None
    }


def _end(direct: Mapping[int, int], item_id: int) -> int | None:
    """Follow what belongs to what to the end; None where that leads back to itself."""
    passed = {item_id}
    while (following := direct.get(item_id)) is not None:
        if following in passed:
            return None
        passed.add(following)
        item_id = following
    return item_id


def _known(session: Session, item_id: int) -> int:
    """Give the item itself, or what it belongs to by what the register knows already."""
    candidate = session.get(Candidate, item_id)
    return item_id if candidate is None else candidate.repeats_id or item_id


def follow_repeats(
    session: Session, item_ids: Collection[int], shelf: Shelf, *, at: datetime
) -> int:
    """Settle what repeats what, and propose anew for what changed; give how many more there are."""
    changed = settle_repeats(session, item_ids)
    if not changed:
        return 0
    dropped = drop_unjudged(session, Suggestion.item_id.in_(sorted(changed)))
    added = 0
    for item in _with_places(session, changed):
        added += suggest_for_item(session, item, shelf, at=at)
    return added - len(dropped)


def count_repeats(session: Session, document_id: int) -> int:
    """Count the candidates of a paper that only say again what the register has."""
    query = select(func.count()).where(
        Candidate.document_id == document_id, Candidate.repeats_id.is_not(None)
    )
    return session.scalars(query).one()


def judge_place(
    session: Session,
    number: str,
    place: Place,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Say whether a candidate only repeats another, or is a promise of its own; its new version.

    Raises NotFound, Stale, and WrongState for a candidate that repeats none, or of which it
    was said already.
    """
    item, candidate = _take(session, number, seen)
    if candidate.repeats_id is None or candidate.place is not None:
        raise WrongState(number, "repeats nothing that waits for a word")
    head = session.get_one(Item, candidate.repeats_id).number
    candidate.place = place
    tell(
        session,
        Action.PLACE_JUDGED,
        actor=actor,
        at=at,
        item=item.id,
        after={"place": place.value, "repeats": head},
        reason=reason,
    )
    session.flush()
    follow_repeats(session, [item.id, candidate.repeats_id], Shelf(), at=at)
    return item.version


def _take(session: Session, number: str, seen: int) -> tuple[Item, Candidate]:
    """Take a candidate; raises NotFound and Stale."""
    item = take_item(session, number, seen)
    candidate = session.get(Candidate, item.id)
    if candidate is None:
        raise NotFound("candidate", number)
    return item, candidate


def _gather(session: Session, item_ids: Collection[int]) -> dict[int, PlacedPromise]:
    """Give these promises with all that repeat each other, directly or not."""
    found = _load(session, item_ids)
    waiting = set(found)
    while waiting:
        near = {one: _near(session, one, found[one]) for one in sorted(waiting)}
        unknown = {other for others in near.values() for other in others} - found.keys()
        known = _load(session, unknown)
        reached: set[int] = set()
        for one, others in near.items():
            fresh = {known[other].key: other for other in others if other in known}
            alike = find_repeats(found[one], [known[other] for other in fresh.values()])
            reached |= {fresh[other.key] for other in alike}
        found |= {one: known[one] for one in reached}
        waiting = reached
    heads = sorted({*found, *item_ids})
    belonging = select(Candidate.item_id).where(Candidate.repeats_id.in_(heads))
    more = set(session.scalars(belonging)) - found.keys()
    return found | _load(session, more)


def _near(session: Session, item_id: int, placed: PlacedPromise) -> set[int]:
    """Give the promises that share enough rare words with one, and may repeat it.

    The database leaves out what `is_repeat` would by kind, condition and term: in a large
    register thousands share such words as those of a term.
    """
    mine, theirs = aliased(ItemTerm), aliased(ItemTerm)
    query = (
        select(theirs.item_id)
        .join(mine, mine.term == theirs.term)
        .join(Candidate, Candidate.item_id == theirs.item_id)
        .join(Document, Document.id == Candidate.document_id)
        .where(
            mine.item_id == item_id,
            theirs.item_id != item_id,
            Candidate.kind == placed.promise.kind,
            Candidate.conditional == placed.promise.conditional,
            _same_term(placed),
        )
        .group_by(theirs.item_id)
        .having(func.sum(theirs.weight) > _ENOUGH)
    )
    return set(session.scalars(query))


def _same_term(placed: PlacedPromise) -> ColumnElement[bool]:
    """Choose the candidates whose term can be that of a promise, as `is_repeat` compares them."""
    term, day = placed.promise.term, placed.timing.day
    told = and_(Candidate.term_kind == TermKind.NONE, Candidate.made == Made.EARLIER)
    if term.kind is TermKind.NONE and placed.promise.made is Made.EARLIER:
        told = or_(told, Candidate.term_kind != TermKind.NONE)
    if term.kind is TermKind.DATE:
        return or_(
            told, and_(Candidate.term_kind == TermKind.DATE, Candidate.term_latest == term.latest)
        )
    if day is None:
        return told
    near = Document.date.between(day - NEAR, day + NEAR)
    return or_(told, and_(Candidate.term_kind == term.kind, near))


def _load(session: Session, item_ids: Collection[int]) -> dict[int, PlacedPromise]:
    """Give promises as the matcher takes them.

    What never was a candidate is left out, and so is what stands in a withdrawn paper; but
    what was accepted from an older edition stands, and the newer one repeats it.
    """
    kept = and_(Document.replaced_by_id.is_not(None), Candidate.state == CandidateState.ACCEPTED)
    query = (
        select(
            *(Item.id, Item.number, Item.words),
            *(Candidate.promise, Candidate.state, Candidate.place),
            *(Document.key, Document.date, Document.not_before, Document.not_after),
            Document.from_functions,
        )
        .join(Candidate, Candidate.item_id == Item.id)
        .join(Document, Document.id == Candidate.document_id)
        .where(Candidate.item_id.in_(sorted(item_ids)), or_(Document.withdrawn_at.is_(None), kept))
    )
    return {row.id: _placed(row) for row in session.execute(query)}


def _placed(row: Any) -> PlacedPromise:
    """Make the value of a row."""
    timing = Timing(not_before=row.not_before, not_after=row.not_after)
    return PlacedPromise(
        row.number,
        row.key,
        timing if row.date is None else Timing(day=row.date),
        decode(Promise, row.promise),
        row.words,
        tuple(row.from_functions),
        judged=row.state is not CandidateState.WAITING,
        alone=row.place is Place.ALONE,
    )


def _with_places(session: Session, item_ids: Iterable[int]) -> tuple[Item, ...]:
    """Give items with all places of theirs."""
    wanted = sorted(item_ids)
    places = select(Candidate.item_id).where(Candidate.repeats_id.in_(wanted))
    query = select(Item).where(Item.id.in_({*wanted, *session.scalars(places)}))
    return tuple(session.scalars(query.order_by(Item.number)))
