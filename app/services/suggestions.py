"""A person's verdict on a suggestion, and its withdrawal."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Execution, Status, Verdict
from app.domain.errors import AlreadyJudged, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.candidates import accept
from app.services.deciding import get_for_update, take, tell
from app.services.standing import Standing, settle, standing_of, unsettle
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item
from app.store.links import Fulfilment, Suggestion


def judge_suggestion(
    session: Session,
    suggestion_id: int,
    verdict: Verdict,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> Status | Execution | None:
    """Record a clerk's verdict and give where it leaves the item.

    A candidate that waits is accepted first, as the machine saw it, unless the verdict is
    "niet"; None for one that then still waits. `seen` is the suggestion's version. Raises
    NotFound, Stale, AlreadyJudged, and WrongState for an item that was dismissed or
    withdrawn.
    """
    suggestion = take(session, Suggestion, suggestion_id, seen)
    if suggestion.verdict is not None:
        raise AlreadyJudged(f"suggestion {suggestion_id}", suggestion.judged_by or "")
    item = get_for_update(session, Item, suggestion.item_id)
    item.version += 1
    stays_open = verdict is Verdict.UNRELATED
    if not stays_open:
        ready(session, item, actor=actor, at=at)
    suggestion.verdict, suggestion.reason = verdict, reason
    suggestion.judged_by, suggestion.judged_at = actor, at
    before = _find_standing(session, item)
    after = before
    if not stays_open:
        session.add(_fulfilment_of(suggestion, verdict, reason, actor, at))
        session.flush()
        after = settle(session, item, verdict, actor=actor, at=at)
    tell(
        session,
        Action.SUGGESTION_JUDGED,
        actor=actor,
        at=at,
        item=item.id,
        document=suggestion.document_id,
        suggestion=suggestion.id,
        before=before.told() if before is not None else None,
        after={"verdict": verdict.value} | (after.told() if after is not None else {}),
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

    A candidate that the verdict accepted stays accepted; that has its own undo. Raises
    NotFound, Stale, and WrongState when nobody judged it.
    """
    suggestion = take(session, Suggestion, suggestion_id, seen)
    if suggestion.verdict is None:
        raise WrongState(f"suggestion {suggestion_id}", "not judged")
    verdict = suggestion.verdict
    item = get_for_update(session, Item, suggestion.item_id)
    item.version += 1
    suggestion.verdict = suggestion.judged_by = suggestion.judged_at = suggestion.reason = None
    before = _find_standing(session, item)
    after = before
    if verdict is not Verdict.UNRELATED:
        _withdraw(session, suggestion.id, actor, at)
        after = unsettle(session, item, _stood_before(session, suggestion.id))
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
    return after.status if after is not None else None


def ready(session: Session, item: Item, *, actor: str, at: datetime) -> None:
    """See to it that a passage can be linked to an item; a candidate that waits is accepted.

    Raises WrongState for a candidate that was dismissed, or a commitment withdrawn.
    """
    if item.kind is ItemKind.CANDIDATE:
        candidate = session.get_one(Candidate, item.id)
        if candidate.state is CandidateState.DISMISSED:
            raise WrongState(item.number, candidate.state)
        accept(session, item, actor=actor, at=at)
    standing_of(session, item)


def stands(told: dict[str, object] | None) -> Standing | None:
    """Read where an item stood from what history kept."""
    if not told or "status" not in told:
        return None
    word = told["status"]
    kinds: tuple[type[Status] | type[Execution], ...] = (Status, Execution)
    for kind in kinds:
        if word in {one.value for one in kind}:
            return Standing(kind(word), by_hand=bool(told.get("by_hand")))
    return None


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


def _stood_before(session: Session, suggestion_id: int) -> Standing | None:
    """Give where the item stood when the verdict was given."""
    query = (
        select(HistoryEntry.before)
        .where(
            HistoryEntry.suggestion_id == suggestion_id,
            HistoryEntry.action == Action.SUGGESTION_JUDGED,
        )
        .order_by(HistoryEntry.id.desc())
        .limit(1)
    )
    return stands(session.scalar(query))
