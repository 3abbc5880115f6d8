"""Two commitments that turn out to be one: one counts, the other points to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.domain.text import Span
from app.services.deciding import get_for_update, need_reason, tell
from app.services.lookup import Shelf
from app.services.manual_links import find_link, link_passage, withdraw_link
from app.services.standing import find_standing
from app.services.suggesting import drop_unjudged, suggest_for_item
from app.services.undone import UNDOES
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item
from app.store.links import Fulfilment, Suggestion


def merge_commitments(
    session: Session,
    number: str,
    into: str,
    *,
    seen: int,
    into_seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> int:
    """Say that a commitment is another one, and why; give the new version of the one that goes.

    It leaves every list and keeps its page, history and links. What letters said of it is
    linked to the other as well, and later papers are compared with the words of both.
    Raises NotFound, Stale, Invalid without a reason or for the commitment itself, and
    WrongState when either does not stand.
    """
    reason = need_reason(reason)
    if number == into:
        raise Invalid("into", "the commitment itself")
    gone, kept = _take_both(session, {number: seen, into: into_seen})
    made = _copy_links(session, gone, kept, actor=actor, at=at)
    row = session.get_one(Commitment, gone.id)
    row.withdrawn_at, row.merged_into_id = at, kept.id
    for item, action, after in (
        (kept, Action.COMMITMENT_JOINED, {"merged": gone.number, "links": made}),
        (gone, Action.COMMITMENT_MERGED, {"merged_into": kept.number}),
    ):
        tell(session, action, actor=actor, at=at, item=item.id, after=after, reason=reason)
    session.flush()
    _propose_anew(session, gone, kept, at=at)
    return gone.version


def part_commitments(
    session: Session, entry: HistoryEntry, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Undo a merger by the line that tells it, of either; give that one's new version.

    Both count again, and what was linked by merging is taken back. Raises NotFound, Stale,
    Invalid without a reason, and WrongState when they are not one any more.
    """
    reason = need_reason(reason)
    gone, kept, lines = _parties(session, entry)
    mine = gone if entry.item_id == gone.id else kept
    if mine.version != seen:
        raise Stale("item", seen, mine.version)
    row = session.get_one(Commitment, gone.id)
    if row.merged_into_id != kept.id:
        raise WrongState(gone.number, "not merged")
    gone.version += 1
    kept.version += 1
    row.withdrawn_at = row.merged_into_id = None
    session.flush()
    for link in _links_made(session, lines[kept.id]):
        withdraw_link(session, link.id, seen=link.version, reason=reason, actor=actor, at=at)
    for item, other in ((kept, gone), (gone, kept)):
        told = {"parted": other.number, UNDOES: lines[item.id].id}
        tell(
            session,
            Action.COMMITMENT_PARTED,
            actor=actor,
            at=at,
            item=item.id,
            after=told,
            reason=reason,
        )
    session.flush()
    _propose_anew(session, gone, kept, at=at)
    return mine.version


def _take_both(session: Session, seen: dict[str, int]) -> tuple[Item, Item]:
    """Take both, in one order for everybody; raises NotFound, Stale and WrongState."""
    ids = {
        row.number: row.id
        for row in session.execute(select(Item.number, Item.id).where(Item.number.in_(list(seen))))
    }
    for number in seen:
        if number not in ids:
            raise NotFound("item", number)
    taken = {key: get_for_update(session, Item, key) for key in sorted(ids.values())}
    items = [taken[ids[number]] for number in seen]
    for item in items:
        if item.version != seen[item.number]:
            raise Stale("item", seen[item.number], item.version)
        row = session.get(Commitment, item.id)
        if row is None or row.withdrawn_at is not None:
            raise WrongState(item.number, "no standing commitment")
        item.version += 1
    return items[0], items[1]


def _copy_links(session: Session, gone: Item, kept: Item, *, actor: str, at: datetime) -> list[int]:
    """Link what letters said of the one to the other too; give the ids of the new links."""
    made = []
    for link in find_standing(session, gone.id):
        span = Span(link.start, link.end)
        if find_link(session, kept.id, link.document_id, span) is None:
            made.append(
                link_passage(
                    session,
                    kept.number,
                    document_id=link.document_id,
                    span=span,
                    verdict=link.verdict,
                    reason=link.reason,
                    actor=actor,
                    at=at,
                )
            )
    return made


def _parties(session: Session, entry: HistoryEntry) -> tuple[Item, Item, dict[int, HistoryEntry]]:
    """Give the one that went, the one that stayed, and the line that tells it of each.

    Both are kept from others until the transaction ends.
    """
    told: dict[str, Any] = entry.after or {}
    number = told.get("merged") or told.get("merged_into")
    other_id = session.scalar(select(Item.id).where(Item.number == number))
    if other_id is None or entry.item_id is None:
        raise NotFound("item", number)
    is_gone = entry.action is Action.COMMITMENT_MERGED
    opposite = Action.COMMITMENT_JOINED if is_gone else Action.COMMITMENT_MERGED
    lines = session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.item_id == other_id, HistoryEntry.action == opposite)
        .order_by(HistoryEntry.id.desc())
    )
    taken = {key: get_for_update(session, Item, key) for key in sorted((entry.item_id, other_id))}
    mine, other = taken[entry.item_id], taken[other_id]
    line = next((one for one in lines if mine.number in (one.after or {}).values()), None)
    if line is None:
        raise WrongState(mine.number, "not merged")
    both = {mine.id: entry, other.id: line}
    return (mine, other, both) if is_gone else (other, mine, both)


def _links_made(session: Session, line: HistoryEntry) -> list[Fulfilment]:
    """Give what was linked by merging and still stands."""
    made = (line.after or {}).get("links", [])
    query = select(Fulfilment).where(Fulfilment.id.in_(made), Fulfilment.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(Fulfilment.id)))


def _propose_anew(session: Session, gone: Item, kept: Item, *, at: datetime) -> None:
    """Let what waits for either follow whether they are one; what was judged stays."""
    both = [gone.id, kept.id]
    drop_unjudged(session, Suggestion.item_id.in_(both))
    repeats = select(Candidate.item_id).where(Candidate.repeats_id.in_(both))
    merged = select(Commitment.item_id).where(Commitment.merged_into_id.in_(both))
    query = select(Item).where(or_(Item.id.in_(both), Item.id.in_(repeats), Item.id.in_(merged)))
    shelf = Shelf()
    for item in session.scalars(query.order_by(Item.number)).all():
        suggest_for_item(session, item, shelf, at=at)
