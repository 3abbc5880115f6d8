"""Links between an item and a passage that a person makes, because no machine finds all."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Execution, Status, Verdict
from app.domain.errors import AlreadyThere, Invalid, NotFound, WrongState
from app.domain.history import Action
from app.domain.text import Span
from app.services.deciding import get_for_update, need_reason, see_item, take, tell
from app.services.papers import get_listed
from app.services.standing import settle, standing_of
from app.services.suggestions import (
    ACCEPTED,
    judge,
    ready,
    reopen_taken,
    take_back_acceptance,
)
from app.store.items import Item
from app.store.links import Fulfilment, Suggestion


def link_passage(
    session: Session,
    number: str,
    *,
    document_id: int,
    span: Span,
    verdict: Verdict,
    actor: str,
    at: datetime,
    item_seen: int | None = None,
    reason: str | None = None,
) -> int:
    """Say that a passage meets an item, wholly or partly, or reports on it; give the link's id.

    A suggestion of the same words that waits is judged by it. A candidate that waits is
    accepted first. `item_seen` is the item's version; None for a file of decisions, of
    which nobody saw the item. Raises NotFound, Stale, Invalid for the verdict "niet" or
    words that are not in the paper, AlreadyThere when a link covers the words, WrongState
    for an item that was dismissed or withdrawn.
    """
    item_id = _check(session, number, document_id, span, verdict)
    item = see_item(session, item_id, item_seen)
    if find_link(session, item_id, document_id, span) is not None:
        raise AlreadyThere("link", number)
    waiting = _find_waiting(session, item_id, document_id, span)
    if waiting is not None:
        suggestion = take(session, Suggestion, waiting.id, waiting.version)
        judge(session, item, suggestion, verdict, actor=actor, at=at, reason=reason)
        return _of_suggestion(session, waiting.id)
    accepted = ready(session, item, actor=actor, at=at)
    before = standing_of(session, item)
    link = Fulfilment(item_id=item.id, document_id=document_id, start=span.start, end=span.end)
    link.verdict, link.reason = verdict, reason
    link.made_by, link.made_at = actor, at
    session.add(link)
    session.flush()
    told = settle(session, item).told() | ({ACCEPTED: True} if accepted else {})
    tell(
        session,
        Action.LINK_MADE,
        actor=actor,
        at=at,
        item=item.id,
        document=document_id,
        before=before.told(),
        after={"verdict": verdict.value, "link": link.id} | told,
        reason=reason,
    )
    session.flush()
    return link.id


def withdraw_link(
    session: Session, fulfilment_id: int, *, seen: int, reason: str, actor: str, at: datetime
) -> Status | Execution | None:
    """Take a link back, and why; give where that leaves the item.

    A link that a verdict made is taken back by withdrawing the verdict. A candidate that
    the link accepted waits again (None), unless later decisions rest on the acceptance.
    Raises NotFound, Stale, Invalid without a reason, and WrongState when it was taken back
    already.
    """
    reason = need_reason(reason)
    item_id = session.scalar(select(Fulfilment.item_id).where(Fulfilment.id == fulfilment_id))
    if item_id is None:
        raise NotFound("fulfilment", fulfilment_id)
    item = see_item(session, item_id, None)
    link = take(session, Fulfilment, fulfilment_id, seen)
    if link.withdrawn_at is not None:
        raise WrongState(f"link {fulfilment_id}", "withdrawn")
    if link.suggestion_id is not None:
        suggestion = get_for_update(session, Suggestion, link.suggestion_id)
        suggestion.version += 1
        link.version -= 1  # withdrawing the verdict counts it up
        return reopen_taken(session, item, suggestion, actor=actor, at=at, reason=reason)
    before = standing_of(session, item)
    link.withdrawn_by, link.withdrawn_at = actor, at
    session.flush()
    after = settle(session, item)
    tell(
        session,
        Action.LINK_WITHDRAWN,
        actor=actor,
        at=at,
        item=item.id,
        document=link.document_id,
        before={"verdict": link.verdict.value, "link": link.id} | before.told(),
        after=after.told(),
        reason=reason,
    )
    session.flush()
    if take_back_acceptance(session, item, actor=actor, at=at, reason=reason):
        return None
    return after.status


def find_link(session: Session, item_id: int, document_id: int, span: Span) -> Fulfilment | None:
    """Give a standing link of the item that shares words with the passage."""
    return session.scalar(
        select(Fulfilment)
        .where(
            Fulfilment.item_id == item_id,
            Fulfilment.document_id == document_id,
            Fulfilment.start < span.end,
            Fulfilment.end > span.start,
            Fulfilment.withdrawn_at.is_(None),
        )
        .limit(1)
    )


def _check(session: Session, number: str, document_id: int, span: Span, verdict: Verdict) -> int:
    """Refuse a link that cannot be; give the item's id."""
    if verdict is Verdict.UNRELATED:
        raise Invalid("verdict", "a link says that the two belong together")
    document = get_listed(session, document_id)
    if not span.of(document.text).strip() or span.end > len(document.text):
        raise Invalid("span", "no words of this paper")
    item_id = session.scalar(select(Item.id).where(Item.number == number))
    if item_id is None:
        raise NotFound("item", number)
    return item_id


def _find_waiting(
    session: Session, item_id: int, document_id: int, span: Span
) -> Suggestion | None:
    """Give the best suggestion of the item that waits and shares words with the passage."""
    return session.scalar(
        select(Suggestion)
        .where(
            Suggestion.item_id == item_id,
            Suggestion.document_id == document_id,
            Suggestion.start < span.end,
            Suggestion.end > span.start,
            Suggestion.verdict.is_(None),
        )
        .order_by(Suggestion.score.desc(), Suggestion.id)
        .limit(1)
    )


def _of_suggestion(session: Session, suggestion_id: int) -> int:
    """Give the id of the standing link that a verdict made."""
    return session.scalars(
        select(Fulfilment.id).where(
            Fulfilment.suggestion_id == suggestion_id, Fulfilment.withdrawn_at.is_(None)
        )
    ).one()
