"""The people of the register, for an administrator: a list, and one of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, Role
from app.domain.errors import NotFound
from app.services.accounts.links import LinkSent, find_newest_link
from app.services.accounts.rows import AccountView, view
from app.services.digests.subscriptions import find_subscription
from app.services.overview.history import load_history
from app.services.overview.rows.common import Choice, HistoryLine, Paging
from app.store.accounts import Account, AccountCommittee
from app.store.history import HistoryEntry
from app.store.items import Committee

PAGE = 50


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people are asked for; `q` is a part of a name or address."""

    q: str = ""
    role: Role | None = None
    state: AccountState | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people, and how many there are of each role and state whatever is chosen."""

    rows: tuple[AccountView, ...]
    paging: Paging
    roles: dict[Role, int]
    states: dict[AccountState, int]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: the account, what they work for, the newest link, and the deeds on it."""

    account: AccountView
    committees: tuple[Choice, ...]
    link: LinkSent | None
    history: tuple[HistoryLine, ...]
    digest: bool  # whether the person reads it


def find_accounts(session: Session) -> tuple[AccountView, ...]:
    """Give all accounts, closed ones too, by e-mail address."""
    return tuple(view(row) for row in session.scalars(select(Account).order_by(Account.email)))


def find_people(session: Session, wanted: PeopleFilter) -> PeoplePage:
    """Give one page of people by name, the closed ones last."""
    everyone = [view(row) for row in session.scalars(select(Account))]
    words = wanted.q.casefold().split()
    found = [
        one
        for one in everyone
        if all(word in f"{one.name} {one.email}".casefold() for word in words)
        and wanted.role in (None, one.role)
        and wanted.state in (None, one.state)
    ]
    found.sort(key=lambda one: (one.state is AccountState.CLOSED, one.name.casefold(), one.id))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(wanted.page, 1), pages)
    return PeoplePage(
        tuple(found[(page - 1) * PAGE : page * PAGE]),
        Paging(page=page, pages=pages, size=PAGE, total=len(found)),
        Counter(one.role for one in everyone),
        Counter(one.state for one in everyone),
    )


def get_person(session: Session, account_id: int, *, at: datetime) -> PersonPage:
    """Give one person; raises NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    return PersonPage(
        view(account),
        find_committees_of(session, account_id),
        find_newest_link(session, account_id, at=at),
        load_history(session, HistoryEntry.account_id == account_id),
        find_subscription(session, account_id).is_wanted,
    )


def find_committees_of(session: Session, account_id: int) -> tuple[Choice, ...]:
    """Give the committees that a person works for, by name."""
    rows = session.execute(
        select(Committee.id, Committee.slug, Committee.name)
        .join(AccountCommittee, AccountCommittee.committee_id == Committee.id)
        .where(AccountCommittee.account_id == account_id)
        .order_by(Committee.name)
    )
    return tuple(Choice(row.id, row.slug, row.name) for row in rows)
