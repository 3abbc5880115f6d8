"""Another name for a person: what they did before stays under the name of then."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import ANONYMOUS
from app.domain.errors import Invalid
from app.domain.history import MACHINE, Action
from app.services.accounts.rows import AccountView, clean_email, take_open, tell_account, view
from app.store.accounts import Account

LONGEST_NAME = 255
_RESERVED = (MACHINE.lower(), "gestand")


def rename_account(
    session: Session, account_id: int, name: str, *, actor: str, at: datetime
) -> AccountView:
    """Give a person another name; the history goes on under it.

    Deeds keep the name under which they were done, and nobody else can take it: it stands
    with the account, and leaves with it. Raises NotFound for no open account, and Invalid
    for a name that is empty, too long, another's (or was), or nobody's to have.
    """
    account = take_open(session, account_id)
    name = clean_name(name)
    if name == account.name:
        return view(account)
    refuse_name(session, name, but=account.id)
    was = account.name
    actor = name if actor == was else actor
    others = [one for one in account.former_names if one != name]
    account.former_names = [*others, was]
    account.name = name
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after={"renamed": "True"})
    return view(account)


def clean_name(name: str) -> str:
    """Write a name as the table holds it; raises Invalid for one that is empty or too long."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("name", "too long" if name else "empty")
    return name


def free_address(session: Session, email: str) -> str:
    """Write an address as the table holds it; raises Invalid for one that is none, or taken."""
    email = clean_email(email)
    if "@" not in email.strip("@") or len(email) > LONGEST_NAME:
        raise Invalid("email", "not an e-mail address")
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Invalid("email", "already has an account")
    return email


def refuse_name(session: Session, name: str, *, but: int | None = None) -> None:
    """Raise Invalid for a name that somebody else has or had, or that is nobody's to have.

    `but` is the account that may have had it.
    """
    wanted = name.casefold()
    if wanted in _RESERVED or wanted.startswith(ANONYMOUS):
        raise Invalid("name", "reserved")
    known = select(Account.name, Account.former_names).where(Account.id != (but or 0))
    for row in session.execute(known):
        if wanted in (one.casefold() for one in (row.name, *row.former_names)):
            raise Invalid("name", "already in use")
