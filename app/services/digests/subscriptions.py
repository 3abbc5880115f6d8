"""Who gets the weekly digest: asked for on one's own page, stopped with one click."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.history import Action
from app.store.accounts import Account
from app.store.history import HistoryEntry


def get_subscription(session: Session, account_id: int) -> bool:
    """Say whether a person gets the digest; raises NotFound for an unknown account."""
    return _get(session, account_id).digest


def set_subscription(
    session: Session, account_id: int, *, wanted: bool, actor: str, at: datetime
) -> None:
    """Start or stop a person's digest; raises NotFound for an unknown account."""
    _set(session, _get(session, account_id), wanted=wanted, actor=actor, at=at)


def unsubscribe(session: Session, token: str, *, at: datetime) -> None:
    """Stop the digest that a message's own address belongs to; twice does no harm.

    Raises NotFound for an address that was never given out. The address proves the
    right to stop this one subscription and nothing else.
    """
    account = session.scalar(
        select(Account).where(Account.unsubscribe_token == token).with_for_update()
    )
    if account is None:
        raise NotFound("subscription", token)
    _set(session, account, wanted=False, actor=account.email, at=at)


def is_subscription(session: Session, token: str) -> bool:
    """Say whether an unsubscribe address was given out."""
    found = session.scalar(select(Account.id).where(Account.unsubscribe_token == token))
    return found is not None


def _get(session: Session, account_id: int) -> Account:
    account = session.scalar(select(Account).where(Account.id == account_id).with_for_update())
    if account is None:
        raise NotFound("account", account_id)
    return account


def _set(session: Session, account: Account, *, wanted: bool, actor: str, at: datetime) -> None:
    """Change it and write that down; nothing when it is so already."""
    if account.digest is wanted:
        return
    entry = HistoryEntry(
        at=at,
        actor=actor,
        action=Action.ACCOUNT_CHANGED,
        account_id=account.id,
        before={"digest": account.digest},
        after={"digest": wanted},
    )
    account.digest = wanted
    session.add(entry)
