"""Clerks share the work: an item is given to one of them, taken for a while, noted on."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.accounts import PERMISSIONS, Permission
from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.services.deciding import need_reason, take_item, tell
from app.services.overview.work import id_of
from app.store.accounts import Account
from app.store.items import Item
from app.store.work import ItemWork

WHILE = timedelta(minutes=30)


def add_note(
    session: Session, number: str, note: str, *, seen: int, actor: str, at: datetime
) -> int:
    """Write something down beside an item, for everybody to read; give its new version.

    A note stays: another one corrects it. Raises NotFound, Stale, and Invalid for an empty one.
    """
    note = need_reason(note)
    item = take_item(session, number, seen)
    tell(session, Action.NOTE_ADDED, actor=actor, at=at, item=item.id, reason=note)
    session.flush()
    return item.version


def assign_item(
    session: Session,
    number: str,
    account_id: int | None,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Give an item to a clerk, or with None to nobody; give its new version.

    Raises NotFound, Stale, and Invalid for who cannot decide on it.
    """
    item = take_item(session, number, seen)
    to = _get_clerk(session, account_id) if account_id is not None else None
    work = _work_on(session, item)
    before = session.get(Account, work.assigned_to_id) if work.assigned_to_id else None
    work.assigned_to_id = account_id
    tell(
        session,
        Action.ITEM_ASSIGNED,
        actor=actor,
        at=at,
        item=item.id,
        before={"assigned_to": before.name if before else None},
        after={"assigned_to": to.name if to else None},
        reason=reason,
    )
    session.flush()
    return item.version


def take_up(session: Session, number: str, account_id: int, *, at: datetime) -> datetime:
    """Let others know that a clerk has an item before them; give until when.

    It ends by itself, keeps nobody from deciding and is no deed: no version, no history. Who
    takes it later has it. Raises NotFound.
    """
    work = _work_on(session, session.get_one(Item, id_of(session, number)))
    work.taken_by_id, work.taken_until = account_id, at + WHILE
    session.flush()
    return work.taken_until


def let_go(session: Session, number: str, account_id: int) -> None:
    """End what taking an item up began, where it is still this clerk's; raises NotFound."""
    work = session.get(ItemWork, id_of(session, number))
    if work is not None and work.taken_by_id == account_id:
        work.taken_by_id = work.taken_until = None
    session.flush()


def _get_clerk(session: Session, account_id: int) -> Account:
    """Give somebody who may decide; raises Invalid for others."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    away = account.closed_at is not None or account.blocked_at is not None
    if away or Permission.JUDGE not in PERMISSIONS[account.role]:
        raise Invalid("account", "cannot decide")
    return account


def _work_on(session: Session, item: Item) -> ItemWork:
    """Give the row of who works on an item, made where there is none."""
    work = session.get(ItemWork, item.id, with_for_update=True, populate_existing=True)
    if work is None:
        work = ItemWork(item_id=item.id)
        session.add(work)
    return work
