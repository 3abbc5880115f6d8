"""What all deeds on accounts share: finding the row, telling the deed, showing the account."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, Role
from app.domain.errors import NotFound
from app.domain.history import Action
from app.domain.languages import Language
from app.services.deciding import tell
from app.store.accounts import Account


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as the doors see it, without its secrets."""

    id: int
    email: str
    name: str
    role: Role
    demo: bool
    created_at: datetime
    signed_in_at: datetime | None
    blocked_at: datetime | None
    closed_at: datetime | None
    anonymised_at: datetime | None
    has_password: bool
    language: Language | None = None  # None: never chosen
    former_names: tuple[str, ...] = ()  # oldest first
    fractie: str | None = None

    @property
    def state(self) -> AccountState:
        """Where the account stands."""
        if self.closed_at is not None:
            return AccountState.CLOSED
        if self.blocked_at is not None:
            return AccountState.BLOCKED
        if not self.has_password and self.signed_in_at is None:
            return AccountState.INVITED
        return AccountState.ACTIVE


def view(account: Account) -> AccountView:
    """Give the account without its secrets."""
    return AccountView(
        id=account.id,
        email=account.email,
        name=account.name,
        role=account.role,
        demo=account.demo,
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
        blocked_at=account.blocked_at,
        closed_at=account.closed_at,
        anonymised_at=account.anonymised_at,
        has_password=account.password_hash is not None,
        language=account.language,
        former_names=tuple(account.former_names),
        fractie=account.fractie,
    )


def find_open(session: Session, email: str) -> Account | None:
    """Give the account of this address, if it is not closed."""
    return session.scalar(
        select(Account).where(Account.email == email, Account.closed_at.is_(None))
    )


def get_open(session: Session, email: str) -> Account:
    """Give the same, or raise NotFound."""
    account = find_open(session, clean_email(email))
    if account is None:
        raise NotFound("account", email)
    return account


def take_account(session: Session, account_id: int) -> Account:
    """Give an account and keep others from it until the transaction ends; raises NotFound."""
    account = session.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is None:
        raise NotFound("account", account_id)
    return account


def take_open(session: Session, account_id: int) -> Account:
    """Give the same if it is not closed; raises NotFound."""
    account = take_account(session, account_id)
    if account.closed_at is not None:
        raise NotFound("open account", account_id)
    return account


def clean_email(email: str) -> str:
    """Write an address as the table holds it."""
    return email.strip().lower()


def new_token() -> str:
    """Make an unguessable token."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Give what a table keeps of a token: whoever reads the table can use none.

    A token is random and long, so that one fast hash of it is enough.
    """
    return sha256(token.encode()).hexdigest()


def tell_account(
    session: Session,
    account: Account,
    action: Action,
    actor: str,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Write down what happened to an account; never its name or address, which may leave."""
    tell(
        session,
        action,
        actor=actor,
        at=at,
        account=account.id,
        before=before,
        after=after,
        reason=reason,
    )
    session.flush()
