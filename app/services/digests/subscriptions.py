"""Stopping the weekly digest from the message itself, without signing in."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.history import Action
from app.services.deciding import tell
from app.store.accounts import Account


def is_subscription(session: Session, token: str) -> bool:
    """Say whether an unsubscribe address was given out."""
    found = session.scalar(select(Account.id).where(Account.unsubscribe_token == token))
    return found is not None


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
    if not account.digest:
        return
    account.digest = False
    before, after = {"digest": "True"}, {"digest": "False"}
    tell(
        session,
        Action.ACCOUNT_CHANGED,
        actor=account.name,
        at=at,
        account=account.id,
        before=before,
        after=after,
        reason="afgemeld met het adres in het weekbericht",
    )
