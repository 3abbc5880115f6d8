"""Verdicts on all that one letter may settle, put down in one go and taken back in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Execution, Status, Verdict
from app.domain.errors import NotFound, SomeStale, Stale, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.deciding import take
from app.services.standing import standing_of
from app.services.suggestions import judge, reopen_taken
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict on one suggestion, and the versions that the clerk saw of it and of its item."""

    suggestion_id: int
    verdict: Verdict
    seen: int
    item_seen: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Where the answers leave an item; None for a candidate that waits. `verdicts` in their order."""

    number: str
    verdicts: tuple[Verdict, ...]
    before: Status | Execution | None
    after: Status | Execution | None

    @property
    def accepts(self) -> bool:
        """Say whether a candidate that waited becomes a commitment by it."""
        return self.before is None and self.after is not None


def judge_together(
    session: Session,
    document_id: int,
    answers: Sequence[Answer],
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> tuple[Effect, ...]:
    """Put these verdicts on suggestions of one letter down, all or nothing; give what they change.

    Items come in the order of their first answer. Raises NotFound for a suggestion that is
    not of this letter, SomeStale with every item of which something changed since the clerk
    looked, and what `judge_suggestion` raises.
    """
    items = _take_items(session, _of_letter(session, document_id, answers))
    _refuse_stale(session, items, answers)
    before = {item.id: _where(session, item) for item in items.values()}
    for one in answers:
        suggestion = take(session, Suggestion, one.suggestion_id, one.seen)
        item = items[one.suggestion_id]
        judge(session, item, suggestion, one.verdict, actor=actor, at=at, reason=reason)
    shown = dict.fromkeys(items[one.suggestion_id].id for one in answers)
    return tuple(
        Effect(
            number=next(item.number for item in items.values() if item.id == item_id),
            verdicts=tuple(
                one.verdict for one in answers if items[one.suggestion_id].id == item_id
            ),
            before=before[item_id],
            after=_where(session, session.get_one(Item, item_id)),
        )
        for item_id in shown
    )


def find_together(session: Session, entry_id: int) -> tuple[int, ...]:
    """Give the suggestions judged in one go with the verdict of this line of history that stand.

    One go is one letter, one clerk, one moment. Raises NotFound.
    """
    entry = session.get(HistoryEntry, entry_id)
    if entry is None or entry.action is not Action.SUGGESTION_JUDGED:
        raise NotFound("verdict", entry_id)
    query = (
        select(Suggestion.id)
        .join(HistoryEntry, HistoryEntry.suggestion_id == Suggestion.id)
        .where(
            HistoryEntry.action == Action.SUGGESTION_JUDGED,
            HistoryEntry.document_id == entry.document_id,
            HistoryEntry.actor == entry.actor,
            HistoryEntry.at == entry.at,
            Suggestion.judged_at == entry.at,
        )
        .order_by(Suggestion.id)
    )
    return tuple(session.scalars(query))


def reopen_together(
    session: Session, entry_id: int, *, reason: str, actor: str, at: datetime, seen: int
) -> int:
    """Take back the verdicts that were put down in one go; give how many.

    `seen` is how many of them stood when the clerk looked. Raises NotFound, WrongState when
    none stands any more, and Stale when one was taken back meanwhile.
    """
    ids = find_together(session, entry_id)
    if not ids:
        raise WrongState(f"verdicts of entry {entry_id}", "taken back")
    if len(ids) != seen:
        raise Stale("verdicts", seen, len(ids))
    query = select(Suggestion.id, Suggestion.item_id).where(Suggestion.id.in_(ids))
    items = _take_items(session, {row.id: row.item_id for row in session.execute(query)})
    _count_up(items)
    for key in reversed(ids):
        suggestion = session.get_one(Suggestion, key, with_for_update=True, populate_existing=True)
        suggestion.version += 1
        reopen_taken(session, items[key], suggestion, actor=actor, at=at, reason=reason)
    return len(ids)


def _of_letter(session: Session, document_id: int, answers: Iterable[Answer]) -> dict[int, int]:
    """Give the item of each suggestion; raises NotFound for one that is not of this letter."""
    wanted = [one.suggestion_id for one in answers]
    query = select(Suggestion.id, Suggestion.item_id).where(
        Suggestion.id.in_(wanted), Suggestion.document_id == document_id
    )
    found = {row.id: row.item_id for row in session.execute(query)}
    missing = next((one for one in wanted if one not in found), None)
    if missing is not None:
        raise NotFound("suggestion", missing)
    return found


def _take_items(session: Session, of_suggestions: dict[int, int]) -> dict[int, Item]:
    """Give the item of each suggestion, kept from others; always in one order."""
    query = (
        select(Item)
        .where(Item.id.in_(sorted(set(of_suggestions.values()))))
        .order_by(Item.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    items = {item.id: item for item in session.scalars(query)}
    return {key: items[item_id] for key, item_id in of_suggestions.items()}


def _refuse_stale(session: Session, items: dict[int, Item], answers: Sequence[Answer]) -> None:
    """Raise SomeStale with the items of which something changed; else count them up."""
    query = select(Suggestion.id, Suggestion.version).where(Suggestion.id.in_(sorted(items)))
    versions = {row.id: row.version for row in session.execute(query)}
    stale: dict[str, Stale] = {}
    for one in answers:
        item = items[one.suggestion_id]
        if item.version != one.item_seen or versions[one.suggestion_id] != one.seen:
            stale.setdefault(item.number, Stale("item", one.item_seen, item.version))
    if stale:
        raise SomeStale(tuple(stale.items()))
    _count_up(items)


def _count_up(items: dict[int, Item]) -> None:
    """Count the version of each item up, once."""
    for item in {item.id: item for item in items.values()}.values():
        item.version += 1


def _where(session: Session, item: Item) -> Status | Execution | None:
    """Say where an item stands; None for a candidate."""
    return None if item.kind is ItemKind.CANDIDATE else standing_of(session, item).status
