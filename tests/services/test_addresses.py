"""Another address for a person: confirmed from the mail to it, and told to the old one."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, NotFound, WrongState
from app.services.accounts import (
    AccountView,
    Throttle,
    anonymise_account,
    ask_address,
    change_password,
    close_account,
    confirm_address,
    correct_address,
    find_asked,
    find_link,
    find_waiting,
    get_person,
    make_link,
    may_ask_address,
    set_blocked,
    set_digest,
    use_link,
)
from app.services.digests import find_subscription
from app.store.accounts import Account, AccountLink
from app.store.digests import Subscription
from app.store.outbox import OutboxMessage
from tests.factories import AT
from tests.services.people import BY, GOOD, POST, add
from tests.signing_in import try_door

NEW = "d.elders@kamer.example"


def ask(session: Session, account: AccountView, token: str = "één") -> None:
    ask_address(session, account.id, f" {NEW.upper()}", token, post=POST, **BY)


def recipients(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxMessage.recipient).order_by(OutboxMessage.id)))


def test_the_old_address_holds_until_the_new_one_is_confirmed_and_then_is_told(
    session: Session, clerk: AccountView
) -> None:
    ask(session, clerk)
    waiting = find_waiting(session, clerk.id, at=AT)
    assert waiting is not None
    assert (waiting.email, waiting.account.email) == (NEW, clerk.email)
    assert isinstance(try_door(session, clerk.email, GOOD), AccountView)
    assert confirm_address(session, "één", told=POST, at=AT) == NEW
    session.commit()
    assert isinstance(try_door(session, NEW, GOOD), AccountView)
    assert not isinstance(try_door(session, clerk.email, GOOD), AccountView)
    assert recipients(session) == [NEW, clerk.email]
    assert find_waiting(session, clerk.id, at=AT) is None
    with pytest.raises(NotFound):
        confirm_address(session, "één", told=None, at=AT)


def test_the_history_tells_it_without_the_address(session: Session, clerk: AccountView) -> None:
    ask(session, clerk)
    confirm_address(session, "één", told=None, at=AT)
    told = get_person(session, clerk.id, at=AT).history
    assert [change.field for line in told for change in line.changes][:2] == ["email", "sent"]
    assert not any(NEW in str(line) or clerk.email in str(line) for line in told)


def test_a_link_for_an_address_chooses_no_password_and_the_other_way_about(
    session: Session, clerk: AccountView
) -> None:
    ask(session, clerk)
    assert find_link(session, "één", at=AT) is None
    with pytest.raises(NotFound):
        use_link(session, "één", GOOD, at=AT)
    make_link(session, clerk.id, "twee", post=None, **BY)
    assert find_asked(session, "twee", at=AT) is None
    with pytest.raises(NotFound):
        confirm_address(session, "twee", told=None, at=AT)


def test_time_a_newer_link_a_new_password_a_block_and_closing_end_it(
    session: Session, clerk: AccountView, guest: AccountView
) -> None:
    ask(session, clerk)
    assert find_asked(session, "één", at=AT + timedelta(days=1)) is None
    ask(session, clerk, "twee")
    assert find_asked(session, "één", at=AT) is None
    make_link(session, clerk.id, "drie", post=None, **BY)
    use_link(session, "drie", "een heel ander woord", at=AT)
    assert find_asked(session, "twee", at=AT) is None
    ask(session, clerk, "vier")
    set_blocked(session, clerk.email, blocked=True, **BY)
    assert find_asked(session, "vier", at=AT) is None
    with pytest.raises(WrongState):
        ask(session, clerk, "vijf")
    ask(session, guest, "zes")
    close_account(session, guest.email, **BY)
    assert find_asked(session, "zes", at=AT) is None


@pytest.mark.parametrize("wrong", ["geen adres", "boss@kamer.example", f"{'a' * 300}@b.example"])
def test_what_is_no_address_or_somebodys_is_refused(
    session: Session, clerk: AccountView, wrong: str
) -> None:
    add(session, "A. Boss", Role.ADMINISTRATOR)
    with pytest.raises(Invalid):
        ask_address(session, clerk.id, wrong, "één", post=POST, **BY)


def test_an_address_that_became_somebodys_meanwhile_is_refused(
    session: Session, clerk: AccountView
) -> None:
    ask(session, clerk)
    add(session, "D.Elders", Role.READER)
    with pytest.raises(Invalid):
        confirm_address(session, "één", told=POST, at=AT)
    assert get_person(session, clerk.id, at=AT).account.email == clerk.email


def test_whoever_never_came_gets_the_right_address_at_once(
    session: Session, clerk: AccountView, guest: AccountView
) -> None:
    make_link(session, guest.id, "fout", post=None, **BY)
    assert correct_address(session, guest.id, NEW, **BY).email == NEW
    assert find_link(session, "fout", at=AT) is None
    change_password(session, NEW, GOOD, **BY)
    for one in (guest, clerk):
        with pytest.raises(WrongState):
            correct_address(session, one.id, "nog@elders.example", **BY)


def test_the_digest_goes_along_and_a_refusal_of_the_old_address_counts_no_more(
    session: Session, clerk: AccountView
) -> None:
    set_digest(session, clerk.email, wanted=True, **BY)
    own = session.scalars(select(Subscription)).one()
    own.paused_at, own.paused_why = AT, "550 onbekend"
    session.add(Subscription(email=NEW, token="t", began_at=AT))
    session.flush()
    ask(session, clerk)
    confirm_address(session, "één", told=None, at=AT)
    reads = find_subscription(session, clerk.id)
    assert (reads.is_wanted, reads.paused_at) == (True, None)
    others = select(Subscription.began_at).where(Subscription.account_id.is_(None))
    assert session.scalars(others).all() == [None]


def test_a_digest_that_the_new_address_had_becomes_the_accounts(
    session: Session, clerk: AccountView
) -> None:
    session.add(Subscription(email=NEW, token="t", began_at=AT))
    ask(session, clerk)
    confirm_address(session, "één", told=None, at=AT)
    assert find_subscription(session, clerk.id).is_wanted


def test_asking_is_throttled_and_closes_no_other_door(session: Session, clerk: AccountView) -> None:
    answers = [
        may_ask_address(session, clerk.id, address="192.0.2.7", at=AT, throttle=Throttle())
        for _ in range(6)
    ]
    assert answers == [True] * 5 + [False]
    assert isinstance(try_door(session, clerk.email, GOOD), AccountView)


def test_an_address_that_was_asked_for_leaves_with_the_person(
    session: Session, clerk: AccountView
) -> None:
    add(session, "A. Boss", Role.ADMINISTRATOR)
    ask(session, clerk)
    anonymise_account(session, clerk.id, **BY)
    session.commit()
    tables = (Account, AccountLink, OutboxMessage)
    assert not any(NEW in str(session.execute(select(one.__table__)).all()) for one in tables)
