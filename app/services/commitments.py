"""What a person does to a commitment: enter it by hand, amend it, set it aside."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Status
from app.domain.errors import AlreadyThere, Invalid, NotFound, RestsOnIt, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import Term
from app.domain.text import CleanText, Span
from app.services.deciding import need_reason, take_item, tell
from app.services.fields import (
    CommitmentChanges,
    CommitmentFields,
    change,
    check,
    differences,
    fields_of,
    write,
)
from app.services.lookup import Shelf
from app.services.numbers import number_of_promise
from app.services.papers import get_listed, text_of
from app.services.registers import lock_intake
from app.services.responsible import UNSIGNED, load_tables, member_in, signed_of, with_answering
from app.services.standing import Standing, check_alone, find_standing
from app.services.suggesting import keep_terms, suggest_for_item
from app.services.undone import undoing
from app.services.values import encode
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item


@dataclass(frozen=True, slots=True)
class Ground:
    """The words of a letter on which a decision rests."""

    document_id: int
    span: Span | None = None


def enter_commitment(
    session: Session,
    *,
    document_id: int,
    span: Span,
    fields: CommitmentFields,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> str:
    """Make a commitment of words that no machine found, and give its number.

    `span` are the words chosen, in the clean text. Later papers are searched for it at
    once. Raises NotFound, WrongState for a withdrawn paper, Invalid for words that are not in the paper or fields that no
    commitment can have, and AlreadyThere when most of the words are an item already.
    """
    lock_intake(session)
    document = get_listed(session, document_id)
    check(fields)
    item = _add_item(session, document, span, at)
    fields = with_answering(
        load_tables(session),
        replace(fields, member=fields.member or member_in(item.words)),
        before=None,
        changes=None,
        paper=signed_of(document),
        today=at.date(),
    )
    row = Commitment(
        item_id=item.id,
        start=span.start,
        end=span.end,
        first_deadline=fields.term.latest,
        status=Status.OPEN,
        status_by_hand=False,
        entered_by=actor,
        entered_at=at,
    )
    write(session, item, row, fields)
    session.add(row)
    _tell_entered(session, item, fields, actor=actor, at=at, reason=reason)
    keep_terms(session, item)
    suggest_for_item(session, item, Shelf(), at=at)
    return item.number


def amend_commitment(
    session: Session,
    number: str,
    changes: CommitmentChanges,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Change what a commitment says; give the item's new version.

    Raises NotFound, Stale, WrongState for a withdrawn one, and Invalid.
    """
    item, row = take_standing(session, number, seen)
    before = fields_of(row)
    paper = session.get(Document, item.document_id)
    after = with_answering(
        load_tables(session),
        before,
        before=before,
        changes=changes,
        paper=signed_of(paper) if paper is not None else UNSIGNED,
        today=at.date(),
    )
    _rewrite(
        session,
        item,
        row,
        after,
        Action.COMMITMENT_AMENDED,
        actor=actor,
        at=at,
        reason=reason,
    )
    return item.version


def move_deadline(
    session: Session,
    number: str,
    term: Term,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
    ground: Ground | None = None,
    told: dict[str, Any] | None = None,
) -> int:
    """Give a commitment another term, and why; give the item's new version.

    The first deadline stays known. `ground` is the letter that moves it, `told` what
    history keeps beside it. Raises NotFound,
    Stale, WrongState, and Invalid without a reason or for a term that cannot be.
    """
    reason = need_reason(reason)
    item, row = take_standing(session, number, seen)
    _rewrite(
        session,
        item,
        row,
        change(fields_of(row), CommitmentChanges(term=term)),
        Action.DEADLINE_MOVED,
        actor=actor,
        at=at,
        reason=reason,
        ground=ground,
        told=told,
    )
    return item.version


def set_status(
    session: Session,
    number: str,
    status: Status,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> int:
    """Set the status by hand, and why; give the item's new version.

    It stands until another is set or a letter is judged to meet the commitment. Raises
    NotFound, Stale, WrongState, and Invalid without a reason.
    """
    reason = need_reason(reason)
    item, row = take_standing(session, number, seen)
    before = Standing(row.status, row.status_by_hand)
    row.status, row.status_by_hand = status, True
    tell(
        session,
        Action.STATUS_SET,
        actor=actor,
        at=at,
        item=item.id,
        before=before.told(),
        after=Standing(status, by_hand=True).told(),
        reason=reason,
    )
    session.flush()
    return item.version


def withdraw_commitment(
    session: Session, number: str, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Take back a commitment that was entered by hand, and why; give the item's new version.

    It leaves every list and stays in the history. Raises NotFound, Stale, Invalid without
    a reason, WrongState for one that came from a candidate (reopen that) or by splitting
    (undo that), and RestsOnIt as long as a passage or another commitment hangs on it.
    """
    reason = need_reason(reason)
    item, row = take_standing(session, number, seen)
    if session.get(Candidate, item.id) is not None:
        raise WrongState(item.number, "made of a candidate")
    if row.split_from_id is not None:
        raise WrongState(item.number, "a part of another; undo the splitting")
    check_alone(session, item)
    if find_standing(session, item.id):
        raise RestsOnIt(item.number, "a link to a later paper")
    row.withdrawn_at = at
    tell(session, Action.COMMITMENT_WITHDRAWN, actor=actor, at=at, item=item.id, reason=reason)
    session.flush()
    return item.version


def reinstate_commitment(
    session: Session, number: str, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Undo a withdrawal, and why; give the item's new version.

    Raises NotFound, Stale, Invalid without a reason, and WrongState when it stands.
    """
    reason = need_reason(reason)
    item = take_item(session, number, seen)
    row = session.get(Commitment, item.id)
    if row is None or row.withdrawn_at is None:
        raise WrongState(item.number, "not withdrawn")
    if row.merged_into_id is not None or row.split_from_id is not None:
        raise WrongState(item.number, "gone otherwise than by withdrawing")
    row.withdrawn_at = None
    tell(session, Action.COMMITMENT_ENTERED, actor=actor, at=at, item=item.id, reason=reason)
    session.flush()
    return item.version


def rewrite(
    session: Session,
    number: str,
    fields: CommitmentFields,
    action: Action,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None,
    undoes: int | None = None,
) -> int:
    """Make a commitment say all of this; give the item's new version. Raises as amending does.

    `undoes` is the line of history that this takes back, if any.
    """
    item, row = take_standing(session, number, seen)
    _rewrite(session, item, row, fields, action, actor=actor, at=at, reason=reason, undoes=undoes)
    return item.version


def take_standing(session: Session, number: str, seen: int) -> tuple[Item, Commitment]:
    """Take a standing commitment and count it up; raises NotFound, Stale and WrongState."""
    item = take_item(session, number, seen)
    row = session.get(Commitment, item.id)
    if row is None:
        raise NotFound("commitment", number)
    if row.withdrawn_at is not None:
        raise WrongState(number, "withdrawn")
    return item, row


def _tell_entered(
    session: Session,
    item: Item,
    fields: CommitmentFields,
    *,
    actor: str,
    at: datetime,
    reason: str | None,
) -> None:
    """Write down that a commitment was made by hand."""
    tell(
        session,
        Action.COMMITMENT_ENTERED,
        actor=actor,
        at=at,
        item=item.id,
        document=item.document_id,
        after=encode(fields),
        reason=reason,
    )
    session.flush()


def _add_item(session: Session, document: Document, span: Span, at: datetime) -> Item:
    """Make the item of words that a person chose; raises Invalid and AlreadyThere."""
    text = text_of(document)
    if not span.of(text.text).strip() or span.end > len(text.text):
        raise Invalid("span", "no words of this paper")
    _refuse_double(session, document.id, span)
    place = f"hand:{span.start}"
    item = Item(
        number=number_of_promise(session, document.key, place, document.date, frozenset()),
        kind=ItemKind.COMMITMENT,
        document_id=document.id,
        words=_sentences_around(text, span),
        stems="",
        created_at=at,
    )
    session.add(item)
    session.flush()
    return item


def _rewrite(
    session: Session,
    item: Item,
    row: Commitment,
    fields: CommitmentFields,
    action: Action,
    *,
    actor: str,
    at: datetime,
    reason: str | None,
    ground: Ground | None = None,
    undoes: int | None = None,
    told: dict[str, Any] | None = None,
) -> None:
    """Write the fields and what changed in them."""
    before, after = differences(fields_of(row), fields)
    write(session, item, row, fields)
    if ground is not None and ground.span is not None:
        after |= {"ground": encode(ground.span)}
    tell(
        session,
        action,
        actor=actor,
        at=at,
        item=item.id,
        document=ground.document_id if ground is not None else None,
        before=before,
        after=after | undoing(undoes) | (told or {}),
        reason=reason,
    )
    session.flush()


def _refuse_double(session: Session, document_id: int, span: Span) -> None:
    """Refuse words of which at least half is an item already."""
    candidates = (
        select(Item.number, Candidate.start, Candidate.end)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(Candidate.document_id == document_id, Candidate.state != CandidateState.DISMISSED)
    )
    by_hand = (
        select(Item.number, Commitment.start, Commitment.end)
        .join(Commitment, Commitment.item_id == Item.id)
        .where(Item.document_id == document_id, Commitment.withdrawn_at.is_(None))
    )
    for number, start, end in (*session.execute(candidates), *session.execute(by_hand)):
        if start is None or end is None:
            continue
        shared = min(end, span.end) - max(start, span.start)
        if shared * 2 >= min(len(span), end - start):
            raise AlreadyThere("commitment", number)


def _sentences_around(text: CleanText, span: Span) -> str:
    """Give the sentences in which chosen words stand, whole."""
    touched = [one.span for one in text.sentences if one.span.overlaps(span)]
    if not touched:
        return span.of(text.text).strip()
    start = min(span.start, touched[0].start)
    return Span(start, max(span.end, touched[-1].end)).of(text.text).strip()
