"""Accounts made and changed: by an administrator, an operator, or the person."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, LastAdministrator
from app.domain.history import Action
from app.domain.languages import Language
from app.services.accounts.naming import clean_name, free_address, refuse_name
from app.services.accounts.passwords import hash_password, is_right
from app.services.accounts.rows import (
    AccountView,
    clean_email,
    get_open,
    take_open,
    tell_account,
    view,
)
from app.services.accounts.sessions import clear_sessions
from app.services.accounts.signing_in import forget_attempts
from app.services.digests.subscriptions import share_no_more, take_subscription, wish
from app.store.accounts import Account, AccountCommittee
from app.store.items import Committee


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password: str | None,
    actor: str,
    at: datetime,
    demo: bool = False,
    language: Language | None = None,
) -> AccountView:
    """Give a person an account; without a password they choose one by a link.

    Raises Invalid for an e-mail address that is none or taken, a name that is empty or
    another's, or a password that is too short, too long or the same as the address.
    Names differ, since the history knows people by them.
    """
    name = clean_name(name)
    hashed = None
    if password is not None:
        hashed = hash_password(clean_email(email), password)  # before the lock
    email = free_address(session, email)
    refuse_name(session, name)
    account = Account(
        email=email,
        name=name,
        role=role,
        password_hash=hashed,
        created_at=at,
        demo=demo,
        language=language,
    )
    session.add(account)
    session.flush()
    after = {"role": role.value}
    tell_account(session, account, Action.ACCOUNT_ADDED, actor, at, after=after)
    return view(account)


def change_password(
    session: Session, email: str, password: str, *, actor: str, at: datetime
) -> AccountView:
    """Set another password and end all sessions; raises NotFound and Invalid."""
    hashed = hash_password(clean_email(email), password)  # before the register is locked
    account = get_open(session, email)
    set_password(session, account, hashed, actor=actor, at=at)
    return view(account)


def set_password(
    session: Session, account: Account, hashed: str, *, actor: str, at: datetime
) -> None:
    """Keep another password of an account, and end all its sessions."""
    account.password_hash = hashed
    clear_sessions(session, account.id)
    forget_attempts(session, account.email)
    after = {"password": "changed"}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, after=after)


def hold_password(session: Session, email: str, password: str, *, actor: str, at: datetime) -> bool:
    """See to it that a password fits, and say whether it had to be set; raises as above."""
    account = get_open(session, email)
    if account.password_hash is not None and is_right(account.password_hash, password):
        return False
    change_password(session, email, password, actor=actor, at=at)
    return True


def set_role(session: Session, email: str, role: Role, *, actor: str, at: datetime) -> AccountView:
    """Make a person something else here, and end all sessions.

    Raises NotFound, and LastAdministrator where nobody would be left to manage the register.
    """
    administrators = lock_administrators(session)
    account = get_open(session, email)
    if account.role is role:
        return view(account)
    refuse_last(administrators, account)
    before, after = {"role": account.role.value}, {"role": role.value}
    account.role = role
    clear_sessions(session, account.id)
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return view(account)


def set_blocked(
    session: Session, email: str, *, blocked: bool, actor: str, at: datetime
) -> AccountView:
    """Keep a person out, with all sessions ended, or let them in again; raises as `set_role`."""
    administrators = lock_administrators(session)
    account = get_open(session, email)
    was = account.blocked_at is not None
    if was == blocked:
        return view(account)
    if blocked:
        refuse_last(administrators, account)
        clear_sessions(session, account.id)
    account.blocked_at = at if blocked else None
    before, after = {"blocked": str(was)}, {"blocked": str(blocked)}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return view(account)


def set_committees(
    session: Session, email: str, committee_ids: Iterable[int], *, actor: str, at: datetime
) -> None:
    """Say for which committees a person works; raises NotFound, and Invalid for one that is none."""
    account = get_open(session, email)
    wanted = set(committee_ids)
    names = {
        row.id: row.name
        for row in session.execute(select(Committee.id, Committee.name).order_by(Committee.name))
    }
    if not wanted <= names.keys():
        raise Invalid("committees", "no such committee")
    had = set(committee_ids_of(session, account.id))
    if had == wanted:
        return
    session.execute(delete(AccountCommittee).where(AccountCommittee.account_id == account.id))
    session.add_all(AccountCommittee(account_id=account.id, committee_id=one) for one in wanted)
    before = {"committees": [name for key, name in names.items() if key in had]}
    after = {"committees": [name for key, name in names.items() if key in wanted]}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)


def set_fractie(
    session: Session, email: str, fractie: str | None, *, actor: str, at: datetime
) -> AccountView:
    """Say for whose members a person works, None for nobody's; raises NotFound.

    What they shared in the fractie that they leave is shared no more: who shares says where.
    """
    account = get_open(session, email)
    if account.fractie == fractie:
        return view(account)
    before, after = {"fractie": account.fractie}, {"fractie": fractie}
    account.fractie = fractie
    share_no_more(session, account.id)
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return view(account)


def set_digest(
    session: Session, email: str, *, wanted: bool, actor: str, at: datetime
) -> AccountView:
    """Begin or end a person's weekly digest; raises NotFound."""
    account = get_open(session, email)
    row = take_subscription(session, account)
    if (row.began_at is not None) != wanted:
        wish(session, row, wanted=wanted, at=at)
        before, after = {"digest": str(not wanted)}, {"digest": str(wanted)}
        tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)
    return view(account)


def set_language(
    session: Session, account_id: int, language: Language, *, actor: str, at: datetime
) -> None:
    """Remember the language that a person reads in; raises NotFound."""
    account = take_open(session, account_id)
    if account.language is language:
        return
    before = {"language": account.language.value} if account.language else None
    account.language = language
    after = {"language": language.value}
    tell_account(session, account, Action.ACCOUNT_CHANGED, actor, at, before, after)


def committee_ids_of(session: Session, account_id: int) -> tuple[int, ...]:
    """Give the ids of the committees that a person works for."""
    query = select(AccountCommittee.committee_id).where(AccountCommittee.account_id == account_id)
    return tuple(session.scalars(query))


def has_administrator(session: Session) -> bool:
    """Say whether somebody can manage the register."""
    return bool(lock_administrators(session, lock=False))


def lock_administrators(session: Session, *, lock: bool = True) -> tuple[int, ...]:
    """Give the ids of those who can manage the register, and keep others from changing them.

    Of two who at one moment each take the other's role away, the second one finds itself
    to be the last.
    """
    query = (
        select(Account)
        .where(
            Account.role == Role.ADMINISTRATOR,
            Account.closed_at.is_(None),
            Account.blocked_at.is_(None),
            Account.password_hash.is_not(None) | Account.signed_in_at.is_not(None),
        )
        .order_by(Account.id)
        .execution_options(populate_existing=lock)
    )
    rows = session.scalars(query.with_for_update() if lock else query)
    return tuple(row.id for row in rows)


def refuse_last(administrators: tuple[int, ...], account: Account) -> None:
    """Raise LastAdministrator when this is the only one who can manage the register."""
    if administrators == (account.id,):
        raise LastAdministrator("nobody would be left to manage the register")
