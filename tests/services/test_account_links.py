"""Links that work once, and the messages that bring them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, LinkPurpose
from app.domain.errors import Invalid, NotFound
from app.domain.mail import DeliveryState
from app.services.accounts import (
    AccountView,
    SignInRefused,
    Throttle,
    ask_reset,
    close_account,
    find_link,
    find_visit,
    get_person,
    make_link,
    set_blocked,
    use_link,
)
from app.services.outbox import claim_delivery, find_due_deliveries, record_delivery, retry_failed
from app.store.accounts import AccountLink
from app.store.outbox import OutboxMessage
from tests.factories import AT
from tests.services.people import BY, DAY, GOOD, POST, begin
from tests.signing_in import try_door

THROTTLE = Throttle()


class TestLinks:
    """A link opens an account once, for a while, and the newest one alone."""

    def test_an_invitation_becomes_a_password(self, session: Session, guest: AccountView) -> None:
        assert guest.state is AccountState.INVITED
        assert try_door(session, guest.email, GOOD) is SignInRefused.WRONG
        make_link(session, guest.id, "token", post=None, **BY)
        found = find_link(session, "token", at=AT)
        assert found is not None
        assert found.purpose is LinkPurpose.INVITATION
        assert use_link(session, "token", GOOD, at=AT).state is AccountState.ACTIVE
        session.commit()
        assert isinstance(try_door(session, guest.email, GOOD), AccountView)
        assert find_link(session, "token", at=AT) is None
        with pytest.raises(NotFound):
            use_link(session, "token", GOOD, at=AT)
        assert "token" not in str(session.execute(select(AccountLink.__table__)).all())

    def test_a_new_link_ends_the_one_before_and_time_ends_it_too(
        self, session: Session, clerk: AccountView
    ) -> None:
        make_link(session, clerk.id, "one", post=None, **BY)
        until = make_link(session, clerk.id, "two", post=None, **BY)
        assert find_link(session, "one", at=AT) is None
        assert find_link(session, "two", at=until - timedelta(seconds=1)) is not None
        assert find_link(session, "two", at=until) is None
        with pytest.raises(NotFound):
            use_link(session, "two", GOOD, at=until)

    def test_a_bad_password_does_not_use_the_link_up(
        self, session: Session, clerk: AccountView
    ) -> None:
        make_link(session, clerk.id, "one", post=None, **BY)
        with pytest.raises(Invalid):
            use_link(session, "one", "kort", at=AT)
        assert find_link(session, "one", at=AT) is not None

    def test_a_new_password_by_link_ends_sessions_and_failures(
        self, session: Session, clerk: AccountView
    ) -> None:
        token = begin(session, clerk)
        for _ in range(5):
            try_door(session, clerk.email, "fout wachtwoord")
        make_link(session, clerk.id, "one", post=None, **BY)
        use_link(session, "one", "een heel ander woord", at=AT)
        assert find_visit(session, token, at=AT, lifetime=DAY) is None
        assert isinstance(try_door(session, clerk.email, "een heel ander woord"), AccountView)

    def test_no_link_opens_a_closed_or_blocked_account(
        self, session: Session, clerk: AccountView, guest: AccountView
    ) -> None:
        make_link(session, clerk.id, "one", post=None, **BY)
        make_link(session, guest.id, "two", post=None, **BY)
        set_blocked(session, clerk.email, blocked=True, **BY)
        close_account(session, guest.email, **BY)
        assert find_link(session, "one", at=AT) is None
        assert find_link(session, "two", at=AT) is None
        with pytest.raises(NotFound):
            make_link(session, guest.id, "three", post=None, **BY)

    def test_the_message_waits_in_the_outbox_and_forgets_its_words_once_sent(
        self, session: Session, guest: AccountView
    ) -> None:
        make_link(session, guest.id, "one", post=POST, **BY)
        session.commit()
        (waiting,) = find_due_deliveries(session, at=AT)
        delivery = claim_delivery(session, waiting, at=AT)
        assert delivery is not None
        assert delivery.unsubscribe_url is None
        assert delivery.recipient == guest.email
        assert delivery.rendered == POST.rendered
        record_delivery(session, waiting, None, at=AT)
        row = session.get_one(OutboxMessage, waiting)
        assert (row.state, row.text, row.html) == (DeliveryState.SENT, "", "")
        link = get_person(session, guest.id, at=AT).link
        assert link is not None
        assert link.message is DeliveryState.SENT
        assert link.is_open

    def test_a_link_that_opens_nothing_any_more_is_not_sent(
        self, session: Session, guest: AccountView
    ) -> None:
        make_link(session, guest.id, "one", post=POST, **BY)
        make_link(session, guest.id, "two", post=POST, **BY)
        first, second = find_due_deliveries(session, at=AT)
        assert claim_delivery(session, first, at=AT) is None
        assert session.get_one(OutboxMessage, first).text == ""
        assert claim_delivery(session, second, at=AT + timedelta(days=8)) is None
        assert retry_failed(session, at=AT) == 0

    def test_whoever_forgot_gets_a_link_and_nobody_else_is_told(
        self, session: Session, clerk: AccountView, guest: AccountView
    ) -> None:
        set_blocked(session, guest.email, blocked=True, **BY)
        asked: dict[str, Any] = {"post": POST, "at": AT, "throttle": THROTTLE}
        for number, email in enumerate((clerk.email, guest.email, "wie@nergens.example")):
            assert ask_reset(session, email, f"t{number}", address="192.0.2.7", **asked)
        session.commit()
        assert [find_link(session, f"t{one}", at=AT) is None for one in range(3)] == [
            False,
            True,
            True,
        ]
        assert session.scalars(select(OutboxMessage.recipient)).all() == [clerk.email]

    def test_asking_is_throttled_for_every_address_alike(
        self, session: Session, clerk: AccountView
    ) -> None:
        for email in (clerk.email, "wie@nergens.example"):
            asked: dict[str, Any] = {"post": POST, "at": AT, "throttle": THROTTLE}
            answers = [
                ask_reset(session, email, f"{email}{one}", address="192.0.2.7", **asked)
                for one in range(6)
            ]
            assert answers == [True] * 5 + [False]
        assert isinstance(try_door(session, clerk.email, GOOD), AccountView)
