"""Accounts closed, and names taken out of the register; what was done stays."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, Text, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from app.domain.accounts import ANONYMOUS
from app.domain.errors import WrongState
from app.domain.history import Action
from app.services.accounts.links import end_links
from app.services.accounts.managing import lock_administrators, refuse_last
from app.services.accounts.rows import (
    AccountView,
    get_open,
    take_account,
    tell_account,
    view,
)
from app.services.accounts.sessions import clear_sessions
from app.services.accounts.signing_in import forget_attempts
from app.services.accounts.tokens import clear_tokens
from app.services.digests.subscriptions import forget_reader
from app.store import Base
from app.store.accounts import Account, AccountCommittee, AccountLink, AccountVisit
from app.store.history import HistoryEntry
from app.store.outbox import OutboxMessage


def close_account(session: Session, email: str, *, actor: str, at: datetime) -> AccountView:
    """Close an account for good and end its sessions; name and address stay.

    Raises NotFound when no open one has this address, and LastAdministrator where nobody
    would be left to manage the register.
    """
    administrators = lock_administrators(session)
    account = get_open(session, email)
    refuse_last(administrators, account)
    account.closed_at = at
    clear_sessions(session, account.id)
    end_links(session, account.id, at=at)
    session.execute(delete(AccountVisit).where(AccountVisit.account_id == account.id))
    clear_tokens(session, account.id)
    tell_account(session, account, Action.ACCOUNT_CLOSED, actor, at)
    return view(account)


def anonymise_account(
    session: Session, account_id: int, *, actor: str, at: datetime
) -> AccountView:
    """Take a person's name and address out of the register; the account is closed with it.

    Wherever the name, or one that the person had before, stood as the one who did or decided something, it says "voormalig
    medewerker" and the number of the account: in the history, on items, letters and links,
    and as a value in what the history tells. Free text that somebody typed stays as it is.
    Raises NotFound, LastAdministrator, and WrongState for an account that was anonymised
    before, or whose name another account has too, as older registers allow.
    """
    account = take_account(session, account_id)
    if account.anonymised_at is not None:
        raise WrongState("account", "anonymised")
    shared = select(Account.id).where(Account.name == account.name, Account.id != account.id)
    if session.scalar(shared.limit(1)) is not None:
        raise WrongState("account", "known by a name that another has too")
    was, name = account.name, f"{ANONYMOUS} {account.id}"
    actor = name if actor == was else actor
    if account.closed_at is None:
        close_account(session, account.email, actor=actor, at=at)
    _forget(session, account)
    account.name, account.email = name, f"voormalig-medewerker-{account.id}@gesloten.invalid"
    account.anonymised_at = at
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after={"name": "anonymised"})
    for one in (was, *account.former_names):
        for table, column in columns_with_names():
            session.execute(update(table).where(column == one).values({column: name}))
        _rename_in_history(session, one, name)
    account.former_names = []
    session.flush()
    session.expire_all()
    return view(account)


def columns_with_names() -> Iterator[tuple[Table, Column[Any]]]:
    """Give the columns that name the person who did something: by convention `…_by`.

    And of the history `actor`; an `actor` elsewhere is who promises, and stays.
    """
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_by") or (table.name, column.name) == ("history", "actor"):
                yield table, column


def _forget(session: Session, account: Account) -> None:
    """Take away all that an account knows of its person, but for name and address."""
    forget_attempts(session, account.email)
    session.execute(delete(AccountCommittee).where(AccountCommittee.account_id == account.id))
    asked = update(AccountLink).where(AccountLink.account_id == account.id)
    session.execute(asked.values(email=None))
    sent = update(OutboxMessage).where(OutboxMessage.account_id == account.id)
    session.execute(sent.values(recipient="", html="", text=""))
    account.password_hash = account.identity = None
    account.language = account.fractie = None
    forget_reader(session, account.id)


def _rename_in_history(session: Session, was: str, name: str) -> None:
    """Let a name leave what deeds tell, such as to whom an item was given."""
    history = HistoryEntry.__table__
    assert isinstance(history, Table)
    sides = (history.c.before, history.c.after)
    quoted = json.dumps(was)
    found = session.execute(
        select(history.c.id, *sides).where(
            or_(*(cast(side, Text).contains(quoted, autoescape=True) for side in sides))
        )
    ).all()
    for key, before, after in found:
        told = {
            side.name: _without(value, was, name)
            for side, value in zip(sides, (before, after), strict=True)
        }
        session.execute(update(history).where(history.c.id == key).values(told))


def _without(told: dict[str, Any] | None, was: str, name: str) -> dict[str, Any] | None:
    """Give one side of a deed with another name for a person."""
    if told is None:
        return None
    return {key: name if value == was else value for key, value in told.items()}
