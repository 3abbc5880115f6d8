"""A person's verdict on a suggestion, and its withdrawal."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Execution, Status, Verdict
from app.domain.errors import AlreadyJudged, NotFound, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.candidates import accept, reopen
from app.services.deciding import see_item, take, tell
from app.services.standing import Standing, settle, standing_of
from app.services.undone import decides, find_undone, load_told
from app.store.items import Candidate, Item
from app.store.links import Fulfilment, Suggestion

ACCEPTED = "accepted"  # in `after` of a verdict or link: it accepted the candidate


def judge_suggestion(
    session: Session,
    suggestion_id: int,
    verdict: Verdict,
    *,
    seen: int,
    actor: str,
    at: datetime,
    item_seen: int | None = None,
    reason: str | None = None,
) -> Status | Execution | None:
    """Record a clerk's verdict and give where it leaves the item.

    A candidate that waits is accepted first, as the machine saw it, unless the verdict is
    "niet"; None for one that then still waits. `seen` is the suggestion's version and
    `item_seen` the item's; None for a file of decisions, of which nobody saw the item.
    Raises NotFound, Stale, AlreadyJudged, and WrongState for an item that was dismissed or
    withdrawn.
    """
    item = see_item(session, _item_of(session, suggestion_id), item_seen)
    suggestion = take(session, Suggestion, suggestion_id, seen)
    return judge(session, item, suggestion, verdict, actor=actor, at=at, reason=reason)


def judge(
    session: Session,
    item: Item,
    suggestion: Suggestion,
    verdict: Verdict,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> Status | Execution | None:
    """Judge a suggestion that was taken already, with its item; as `judge_suggestion`."""
    if suggestion.verdict is not None:
        raise AlreadyJudged(f"suggestion {suggestion.id}", suggestion.judged_by or "")
    stays_open = verdict is Verdict.UNRELATED
    accepted = not stays_open and ready(session, item, actor=actor, at=at)
    suggestion.verdict, suggestion.reason = verdict, reason
    suggestion.judged_by, suggestion.judged_at = actor, at
    before = _find_standing(session, item)
    after = before
    if not stays_open:
        session.add(_fulfilment_of(suggestion, verdict, reason, actor, at))
        session.flush()
        after = settle(session, item)
    told = {"verdict": verdict.value} | ({ACCEPTED: True} if accepted else {})
    tell(
        session,
        Action.SUGGESTION_JUDGED,
        actor=actor,
        at=at,
        item=item.id,
        document=suggestion.document_id,
        suggestion=suggestion.id,
        before=before.told() if before is not None else None,
        after=told | (after.told() if after is not None else {}),
        reason=reason,
    )
    session.flush()
    return after.status if after is not None else None


def reopen_suggestion(
    session: Session,
    suggestion_id: int,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> Status | Execution | None:
    """Withdraw a verdict: the suggestion waits again, the item stands as without it.

    A candidate that the verdict accepted waits again too (None), unless later decisions
    rest on the acceptance. Raises NotFound, Stale, and WrongState when nobody judged it.
    """
    item = see_item(session, _item_of(session, suggestion_id), None)
    suggestion = take(session, Suggestion, suggestion_id, seen)
    return reopen_taken(session, item, suggestion, actor=actor, at=at, reason=reason)


def reopen_taken(
    session: Session,
    item: Item,
    suggestion: Suggestion,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> Status | Execution | None:
    """Withdraw a verdict of which the item was taken already; as `reopen_suggestion`."""
    if suggestion.verdict is None:
        raise WrongState(f"suggestion {suggestion.id}", "not judged")
    verdict = suggestion.verdict
    suggestion.verdict = suggestion.judged_by = suggestion.judged_at = suggestion.reason = None
    before = _find_standing(session, item)
    after = before
    if verdict is not Verdict.UNRELATED:
        _withdraw(session, suggestion.id, actor, at)
        after = settle(session, item)
    tell(
        session,
        Action.SUGGESTION_REOPENED,
        actor=actor,
        at=at,
        item=item.id,
        document=suggestion.document_id,
        suggestion=suggestion.id,
        before={"verdict": verdict.value} | (before.told() if before is not None else {}),
        after=after.told() if after is not None else None,
        reason=reason,
    )
    session.flush()
    if take_back_acceptance(session, item, actor=actor, at=at, reason=reason):
        return None
    return after.status if after is not None else None


def ready(session: Session, item: Item, *, actor: str, at: datetime) -> bool:
    """See to it that a passage can be linked to an item; a candidate that waits is accepted.

    Say whether it was. Raises WrongState for a candidate that was dismissed, or a
    commitment withdrawn.
    """
    accepts = item.kind is ItemKind.CANDIDATE
    if accepts:
        candidate = session.get_one(Candidate, item.id)
        if candidate.state is CandidateState.DISMISSED:
            raise WrongState(item.number, candidate.state)
        accept(session, item, actor=actor, at=at)
    standing_of(session, item)
    return accepts


def take_back_acceptance(
    session: Session, item: Item, *, actor: str, at: datetime, reason: str | None
) -> bool:
    """Undo the acceptance that came of the verdict or link just withdrawn, and say whether.

    It stays when it was a decision of its own, or another decision that rests on it stands.
    """
    if item.kind is not ItemKind.COMMITMENT:
        return False
    told = load_told(session, item.id)
    undone = find_undone(told)
    came_along = any(one.id in undone and ACCEPTED in (one.after or {}) for one in told)
    standing = [one.action for one in told if one.id not in undone and decides(one)]
    if not came_along or standing != [Action.CANDIDATE_ACCEPTED]:
        return False
    reopen(session, item, actor=actor, at=at, reason=reason)
    return True


def _item_of(session: Session, suggestion_id: int) -> int:
    """Give the item that a suggestion is for; raises NotFound."""
    item_id = session.scalar(select(Suggestion.item_id).where(Suggestion.id == suggestion_id))
    if item_id is None:
        raise NotFound("suggestion", suggestion_id)
    return item_id


def _find_standing(session: Session, item: Item) -> Standing | None:
    """Say where an item stands; None for a candidate."""
    return None if item.kind is ItemKind.CANDIDATE else standing_of(session, item)


def _fulfilment_of(
    suggestion: Suggestion, verdict: Verdict, reason: str | None, actor: str, at: datetime
) -> Fulfilment:
    """Make the link that a verdict puts down."""
    return Fulfilment(
        item_id=suggestion.item_id,
        document_id=suggestion.document_id,
        start=suggestion.start,
        end=suggestion.end,
        suggestion_id=suggestion.id,
        verdict=verdict,
        reason=reason,
        made_by=actor,
        made_at=at,
    )


def _withdraw(session: Session, suggestion_id: int, actor: str, at: datetime) -> None:
    """Withdraw the links that a verdict put down."""
    query = select(Fulfilment).where(
        Fulfilment.suggestion_id == suggestion_id, Fulfilment.withdrawn_at.is_(None)
    )
    for row in session.scalars(query).all():
        row.withdrawn_by, row.withdrawn_at = actor, at
        row.version += 1
    session.flush()
