"""A commitment that turns out to hold two promises: each gets its own number."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.errors import Invalid, NotFound, RestsOnIt, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import PromiseKind, Term
from app.services.commitments import rewrite, take_standing
from app.services.deciding import need_reason, see_item, tell
from app.services.fields import CommitmentFields, differences, fields_of, restored, write
from app.services.lookup import Shelf
from app.services.numbers import number_of_promise
from app.services.standing import check_alone, find_standing
from app.services.suggesting import drop_unjudged, keep_terms, suggest_for_item
from app.services.undone import decides, find_undone, load_told
from app.services.values import encode
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Commitment, Item
from app.store.links import Suggestion


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two promises says; the rest they share."""

    subject: str
    kind: PromiseKind
    term: Term


def split_commitment(
    session: Session,
    number: str,
    stays: Part,
    goes: Part,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> str:
    """Make a commitment of its own of the second promise in one; give its number.

    Both stand in the same words of the same paper, and have actor, addressee, member and
    committee in common. What letters said so far stays with the first. Raises NotFound,
    Stale, WrongState, and Invalid without a reason, for an empty part or twice the same.
    """
    reason = need_reason(reason)
    if stays.subject.split() == goes.subject.split():
        raise Invalid("goes", "the same promise")
    item, row = take_standing(session, number, seen)
    before = fields_of(row)
    second = replace(_with(before, goes), official_number=None)  # the number names the first
    half = _add_half(session, item, row, second, actor=actor, at=at)
    after = _with(before, stays)
    old, new = differences(before, after)
    _write(session, item, row, after)
    for one, action, was, told in (
        (item, Action.COMMITMENT_SPLIT, old, new | {"split": half.number}),
        (half, Action.COMMITMENT_SPLIT_OFF, None, _told_of(session, half, item)),
    ):
        tell(
            session,
            action,
            actor=actor,
            at=at,
            item=one.id,
            before=was,
            after=told,
            reason=reason,
        )
    session.flush()
    keep_terms(session, half)
    suggest_for_item(session, half, Shelf(), at=at)
    return half.number


def join_again(
    session: Session, entry: HistoryEntry, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Undo a splitting by the line that tells it; give the new version of the first.

    The second leaves every list and keeps its number and history. Raises NotFound, Stale,
    Invalid without a reason, WrongState when it does not stand, and RestsOnIt as long as a
    letter or a decision hangs on it.
    """
    reason = need_reason(reason)
    number = (entry.after or {}).get("split")
    key = session.scalar(select(Item.id).where(Item.number == number))
    first = session.get(Item, entry.item_id)
    if key is None or first is None:
        raise NotFound("item", number)
    row = session.get_one(Commitment, first.id)
    moves = row.first_deadline == row.deadline
    version = rewrite(
        session,
        first.number,
        restored(fields_of(row), entry.before or {}),
        Action.COMMITMENT_UNSPLIT,
        undoes=entry.id,
        seen=seen,
        actor=actor,
        at=at,
        reason=reason,
    )
    row.first_deadline = row.deadline if moves else row.first_deadline
    half = see_item(session, key, None)
    _check_bare(session, half)
    session.get_one(Commitment, half.id).withdrawn_at = at
    tell(
        session,
        Action.COMMITMENT_UNSPLIT,
        actor=actor,
        at=at,
        item=half.id,
        after={"parted": first.number},
        reason=reason,
    )
    session.flush()
    drop_unjudged(session, Suggestion.item_id == half.id)
    return version


def _with(fields: CommitmentFields, part: Part) -> CommitmentFields:
    """Give what a commitment says with the words of a part."""
    return replace(fields, subject=part.subject, kind=part.kind, term=part.term)


def _told_of(session: Session, half: Item, item: Item) -> dict[str, object]:
    """Give what the history of the second promise begins with."""
    fields: dict[str, object] = encode(fields_of(session.get_one(Commitment, half.id)))
    return fields | {"split_from": item.number}


def _write(session: Session, item: Item, row: Commitment, fields: CommitmentFields) -> None:
    """Let the first say its part; a term that was never moved is so still."""
    moves = row.first_deadline == row.deadline
    write(session, item, row, fields)
    row.first_deadline = row.deadline if moves else row.first_deadline


def _add_half(
    session: Session,
    item: Item,
    row: Commitment,
    fields: CommitmentFields,
    *,
    actor: str,
    at: datetime,
) -> Item:
    """Make the second promise, in the same words as the first."""
    document = session.get(Document, item.document_id) if item.document_id else None
    earlier = select(func.count()).where(Commitment.split_from_id == item.id)
    half = Item(
        number=number_of_promise(
            session,
            document.key if document is not None else item.number,
            f"split:{item.number}:{session.scalars(earlier).one()}",
            document.date if document is not None else None,
            frozenset(),
        ),
        kind=ItemKind.COMMITMENT,
        document_id=item.document_id,
        words=item.words,
        stems="",
        created_at=at,
    )
    session.add(half)
    session.flush()
    made = Commitment(item_id=half.id, start=row.start, end=row.end, split_from_id=item.id)
    made.first_deadline, made.status, made.status_by_hand = fields.term.latest, Status.OPEN, False
    made.entered_by, made.entered_at = actor, at
    write(session, half, made, fields)
    session.add(made)
    session.flush()
    return half


def _check_bare(session: Session, half: Item) -> None:
    """Refuse to let a promise go on which anything rests."""
    if session.get_one(Commitment, half.id).withdrawn_at is not None:
        raise WrongState(half.number, "withdrawn")
    if find_standing(session, half.id):
        raise RestsOnIt(half.number, "a link to a later paper")
    check_alone(session, half)
    told = load_told(session, half.id)
    undone = find_undone(told)
    later = [one for one in told if one.id not in undone and decides(one)]
    if [one.action for one in later] != [Action.COMMITMENT_SPLIT_OFF]:
        raise RestsOnIt(half.number, later[-1].action)
