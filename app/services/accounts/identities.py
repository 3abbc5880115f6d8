"""Letting in whom the organisation's own sign-in vouches for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid
from app.domain.history import Action
from app.services.accounts.managing import add_account
from app.services.accounts.rows import AccountView, clean_email, find_open, tell_account, view
from app.services.accounts.signing_in import SignInRefused
from app.store.accounts import Account


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider says that somebody is; `subject` is theirs for good, an address is not."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str


def enter_by_identity(
    session: Session,
    identity: Identity,
    *,
    new_role: Role | None,
    at: datetime,
) -> AccountView | SignInRefused:
    """Let in whom a provider vouches for.

    An account that was linked before is found by issuer and subject. Otherwise one with the
    same address is linked, if the provider says that it verified the address and the account
    belongs to no other identity. For somebody unknown an account of `new_role` is made; with
    None only those come in who were invited.
    """
    key = f"{identity.issuer} {identity.subject}"
    account = session.scalar(select(Account).where(Account.identity == key))
    if account is None:
        if not identity.email_verified:
            return SignInRefused.UNVERIFIED
        account = find_open(session, clean_email(identity.email))
        if account is None:
            account = _make(session, identity, new_role, at)
        if account is None or account.identity is not None:
            return SignInRefused.UNKNOWN
        if account.blocked_at is not None:
            return SignInRefused.BLOCKED
        account.identity = key
        after = {"identity": "linked"}
        tell_account(session, account, Action.ACCOUNT_CHANGED, account.name, at, after=after)
    if account.closed_at is not None:
        return SignInRefused.UNKNOWN
    if account.blocked_at is not None:
        return SignInRefused.BLOCKED
    account.signed_in_at = at
    session.flush()
    return view(account)


def _make(session: Session, identity: Identity, role: Role | None, at: datetime) -> Account | None:
    """Make an account for somebody unknown; None where that is not set, or cannot be.

    Who has the name of a colleague gets the address behind it.
    """
    if role is None:
        return None
    name = identity.name.strip() or identity.email
    for called in (name, f"{name} ({identity.email})"):
        try:
            made = add_account(
                session,
                email=identity.email,
                name=called,
                role=role,
                password=None,
                actor=called,
                at=at,
            )
        except Invalid as refused:
            if refused.field != "name":
                return None
        else:
            return session.get_one(Account, made.id)
    return None
