"""Sessions, roles, blocking, committees: what is done to accounts."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, Role
from app.domain.errors import Invalid, LastAdministrator, NotFound, WrongState
from app.services.accounts import (
    AccountView,
    PeopleFilter,
    SignInRefused,
    anonymise_account,
    close_account,
    end_session,
    end_sessions,
    find_accounts,
    find_committees_of,
    find_people,
    find_sessions,
    find_visit,
    get_person,
    make_link,
    see_session,
    set_blocked,
    set_committees,
    set_role,
)
from app.services.accounts.sessions import SEEN_EVERY
from app.session import open_register, transaction
from app.store.accounts import AccountSession
from app.store.history import HistoryEntry
from app.store.items import Committee
from tests.factories import AT
from tests.services.people import BY, DAY, GOOD, add, begin
from tests.signing_in import try_door


class TestSessions:
    """Each browser has a row; without it its cookie opens nothing."""

    def test_a_session_opens_its_account_until_nobody_used_it_for_long(
        self, session: Session, clerk: AccountView
    ) -> None:
        token = begin(session, clerk)
        visit = find_visit(session, token, at=AT, lifetime=DAY)
        assert visit is not None
        assert visit.account == clerk
        assert not visit.is_stale
        later = find_visit(session, token, at=AT + SEEN_EVERY, lifetime=DAY)
        assert later is not None
        assert later.is_stale
        see_session(session, visit.session_id, at=AT + SEEN_EVERY)
        fresh = find_visit(session, token, at=AT + SEEN_EVERY, lifetime=DAY)
        assert fresh is not None
        assert not fresh.is_stale
        end = AT + SEEN_EVERY + SEEN_EVERY + DAY
        assert find_visit(session, token, at=end - SEEN_EVERY / 2, lifetime=DAY) is not None
        assert find_visit(session, token, at=end, lifetime=DAY) is None

    def test_the_table_holds_no_token(self, session: Session, clerk: AccountView) -> None:
        token = begin(session, clerk)
        assert token not in str(session.execute(select(AccountSession.__table__)).all())
        assert find_visit(session, token + "x", at=AT, lifetime=DAY) is None

    def test_old_sessions_are_cleared_when_a_new_one_begins(
        self, session: Session, clerk: AccountView, boss: AccountView
    ) -> None:
        begin(session, boss)
        begin(session, clerk, AT + 2 * DAY)
        assert session.scalar(select(func.count()).select_from(AccountSession)) == 1

    def test_one_is_ended_or_all_but_one(
        self, session: Session, clerk: AccountView, boss: AccountView
    ) -> None:
        for minute in range(3):
            begin(session, clerk, AT + timedelta(minutes=minute))
        begin(session, boss)
        here, first, second = find_sessions(session, clerk.id, at=AT, lifetime=DAY)
        end_session(session, clerk.id, first.id)
        with pytest.raises(NotFound):
            end_session(session, boss.id, second.id)  # somebody else's
        with pytest.raises(NotFound):
            end_session(session, clerk.id, first.id)
        assert end_sessions(session, clerk.email, keep=here.id, **BY) == 1
        assert end_sessions(session, clerk.email, keep=here.id, **BY) == 0
        session.commit()
        assert find_sessions(session, clerk.id, at=AT, lifetime=DAY) == (here,)
        assert len(find_sessions(session, boss.id, at=AT, lifetime=DAY)) == 1

    def test_the_use_of_an_ended_session_is_no_matter(
        self, session: Session, clerk: AccountView
    ) -> None:
        see_session(session, clerk.id + 999, at=AT)


class TestManaging:
    """What somebody may and whether they get in."""

    def test_a_blocked_person_is_out_at_once_and_let_in_again(
        self, session: Session, clerk: AccountView
    ) -> None:
        token = begin(session, clerk)
        assert set_blocked(session, clerk.email, blocked=True, **BY).state is AccountState.BLOCKED
        set_blocked(session, clerk.email, blocked=True, **BY)
        session.commit()
        assert find_visit(session, token, at=AT, lifetime=DAY) is None
        assert try_door(session, clerk.email, GOOD) is SignInRefused.BLOCKED
        assert try_door(session, clerk.email, "iets anders!") is SignInRefused.WRONG
        with pytest.raises(WrongState):
            make_link(session, clerk.id, "t", post=None, **BY)
        set_blocked(session, clerk.email, blocked=False, **BY)
        session.commit()
        assert isinstance(try_door(session, clerk.email, GOOD), AccountView)
        told = session.scalars(
            select(HistoryEntry.after).where(HistoryEntry.account_id == clerk.id)
        ).all()
        assert told == [{"role": "griffier"}, {"blocked": "True"}, {"blocked": "False"}]

    def test_the_last_administrator_stays(
        self, session: Session, boss: AccountView, clerk: AccountView, guest: AccountView
    ) -> None:
        set_role(session, guest.email, Role.ADMINISTRATOR, **BY)  # invited: manages nothing yet
        deeds: tuple[Callable[[], object], ...] = (
            lambda: set_role(session, boss.email, Role.CLERK, **BY),
            lambda: set_blocked(session, boss.email, blocked=True, **BY),
            lambda: close_account(session, boss.email, **BY),
            lambda: anonymise_account(session, boss.id, **BY),
        )
        for deed in deeds:
            with pytest.raises(LastAdministrator):
                deed()
        set_role(session, clerk.email, Role.ADMINISTRATOR, **BY)
        assert set_role(session, boss.email, Role.CLERK, **BY).role is Role.CLERK

    def test_of_two_administrators_who_demote_each_other_at_once_one_stays(
        self, database_url: str
    ) -> None:
        engine = open_register(database_url)
        with transaction(engine) as opened:
            both = [add(opened, name, Role.ADMINISTRATOR) for name in ("A. Een", "B. Twee")]
        together = threading.Barrier(2)
        refused: list[str] = []

        def demote(email: str) -> None:
            together.wait()
            try:
                with transaction(engine) as opened:
                    set_role(opened, email, Role.READER, **BY)
            except LastAdministrator:
                refused.append(email)

        threads = [threading.Thread(target=demote, args=(one.email,)) for one in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with transaction(engine) as opened:
            roles = sorted(one.role for one in find_accounts(opened))
        engine.dispose()
        assert len(refused) == 1
        assert roles == [Role.ADMINISTRATOR, Role.READER]

    def test_a_person_works_for_committees(self, session: Session, clerk: AccountView) -> None:
        session.add_all(Committee(slug=one, name=one.upper()) for one in ("b", "a", "c"))
        session.flush()
        ids = {one.slug: one.id for one in session.scalars(select(Committee))}
        set_committees(session, clerk.email, [ids["b"], ids["a"]], **BY)
        set_committees(session, clerk.email, [ids["a"], ids["b"]], **BY)
        assert [one.slug for one in find_committees_of(session, clerk.id)] == ["a", "b"]
        with pytest.raises(Invalid):
            set_committees(session, clerk.email, [max(ids.values()) + 1], **BY)
        set_committees(session, clerk.email, [], **BY)
        session.commit()
        told = session.execute(
            select(HistoryEntry.before, HistoryEntry.after)
            .where(HistoryEntry.account_id == clerk.id)
            .order_by(HistoryEntry.id)
        ).all()
        assert [tuple(one) for one in told[1:]] == [
            ({"committees": []}, {"committees": ["A", "B"]}),
            ({"committees": ["A", "B"]}, {"committees": []}),
        ]

    def test_people_are_found_by_parts_of_their_name_role_and_state(
        self, session: Session, boss: AccountView, clerk: AccountView, guest: AccountView
    ) -> None:
        close_account(session, clerk.email, **BY)

        def names(**asked: Any) -> list[str]:
            return [one.name for one in find_people(session, PeopleFilter(**asked)).rows]

        assert names() == [boss.name, guest.name, clerk.name]
        assert names(q="réf G.") == [clerk.name]
        assert names(q="ieuw@kamer") == [guest.name]
        assert names(role=Role.ADMINISTRATOR) == [boss.name]
        assert names(state=AccountState.INVITED) == [guest.name]
        assert names(state=AccountState.CLOSED, page=99) == [clerk.name]
        assert names(q="niemand") == []
        found = find_people(session, PeopleFilter())
        assert found.states[AccountState.INVITED] == 1
        assert found.roles[Role.CLERK] == 1
        with pytest.raises(NotFound):
            get_person(session, 987, at=AT)
