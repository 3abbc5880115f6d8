"""Tokens with which a person's own programs ask the API."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.services.accounts.rows import AccountView, hash_token, take_open, tell_account, view
from app.store.accounts import Account, ApiToken

MOST_TOKENS = 10
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token as its owner sees it; what it is itself nobody can see again."""

    id: int
    name: str
    made_at: datetime
    used_on: date | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token was shown; `used_on` is the last day on which it was, before now."""

    account: AccountView
    token_id: int
    used_on: date | None


def make_token(
    session: Session, account_id: int, token: str, *, name: str, actor: str, at: datetime
) -> None:
    """Let a token ask the API in a person's name; raises NotFound, and Invalid for too many.

    Only its hash is kept.
    """
    account = take_open(session, account_id)
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise Invalid("name", "empty")
    if len(find_tokens(session, account_id)) >= MOST_TOKENS:
        raise Invalid("token", "too many")
    session.add(
        ApiToken(account_id=account_id, name=name, token_hash=hash_token(token), made_at=at)
    )
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after={"token": "made"})


def end_token(session: Session, account_id: int, token_id: int, *, actor: str, at: datetime) -> str:
    """Take a token back and give its name; raises NotFound, also for somebody else's."""
    account = take_open(session, account_id)  # first the account, as whoever closes it does
    row = session.get(ApiToken, token_id, with_for_update=True)
    if row is None or row.account_id != account_id:
        raise NotFound("token", token_id)
    session.delete(row)
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after={"token": "ended"})
    return row.name


def clear_tokens(session: Session, account_id: int) -> None:
    """Take all tokens of an account back as part of another deed."""
    session.execute(delete(ApiToken).where(ApiToken.account_id == account_id))


def find_tokens(session: Session, account_id: int) -> tuple[TokenView, ...]:
    """Give the tokens of a person, the newest first."""
    rows = session.scalars(
        select(ApiToken).where(ApiToken.account_id == account_id).order_by(ApiToken.id.desc())
    )
    return tuple(TokenView(row.id, row.name, row.made_at, row.used_on) for row in rows)


def find_bearer(session: Session, token: str) -> Bearer | None:
    """Give whose token this is; None for one taken back, or of a closed or blocked account."""
    found = session.execute(
        select(Account, ApiToken.id, ApiToken.used_on)
        .join(ApiToken, ApiToken.account_id == Account.id)
        .where(
            ApiToken.token_hash == hash_token(token),
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        return None
    account, token_id, used_on = found
    return Bearer(view(account), token_id, used_on)


def see_token(session: Session, token_id: int, *, on: date) -> None:
    """Write down on which day a token was used last; nothing where it was taken back."""
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_on=on))
