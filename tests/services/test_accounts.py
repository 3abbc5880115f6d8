"""Accounts, and the throttle at the door."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.services.accounts import (
    AccountView,
    SignInRefused,
    Throttle,
    add_account,
    begin_session,
    begin_sign_in,
    change_password,
    close_account,
    end_sessions,
    end_sign_in,
    find_accounts,
    find_visit,
    fits,
    passwords,
    set_role,
)
from app.services.preparing import clean_processes
from app.session import open_register, transaction
from app.store.accounts import Account, LoginAttempt
from app.store.history import HistoryEntry
from tests.conftest import strong_hasher
from tests.factories import AT, CLERK
from tests.signing_in import try_door

GOOD = "een lange zin met spaties"
DAY = timedelta(days=1)
BY: dict[str, Any] = {"actor": CLERK, "at": AT}


@pytest.fixture
def clerk(session: Session) -> AccountView:
    account = add_account(
        session,
        email="Griet@Kamer.Example ",
        name="G. Riffier",
        role=Role.CLERK,
        password=GOOD,
        **BY,
    )
    session.commit()
    return account


def sign_in(session: Session, password: str = GOOD, **other: Any) -> AccountView | SignInRefused:
    asked: dict[str, Any] = {"address": "192.0.2.7", "at": AT} | other
    email = asked.pop("email", "griet@kamer.example")
    return try_door(session, email, password, **asked)


def is_let_in(outcome: AccountView | SignInRefused, account: AccountView) -> bool:
    return isinstance(outcome, AccountView) and outcome.id == account.id


def test_the_right_password_lets_in(session: Session, clerk: AccountView) -> None:
    assert sign_in(session) == replace(clerk, signed_in_at=AT)
    assert sign_in(session, email=" GRIET@kamer.example") == replace(clerk, signed_in_at=AT)
    hashed = session.get_one(Account, clerk.id).password_hash
    assert hashed is not None
    assert hashed.startswith("$argon2id$")
    session.commit()  # to have signed in is no deed: the history need not tell it


def test_passwords_are_hashed_as_the_standard_says() -> None:
    assert strong_hasher().time_cost == RFC_9106_LOW_MEMORY.time_cost
    assert strong_hasher().memory_cost == RFC_9106_LOW_MEMORY.memory_cost


def test_wrong_and_unknown_are_refused_alike(session: Session, clerk: AccountView) -> None:
    assert sign_in(session, "iets heel anders") is SignInRefused.WRONG
    assert sign_in(session, email="niemand@kamer.example") is SignInRefused.WRONG
    assert session.scalar(select(func.count()).select_from(LoginAttempt)) == 2
    assert clerk.role is Role.CLERK


def test_five_failures_close_the_door_for_one_address_and_a_success_opens_it(
    session: Session, clerk: AccountView
) -> None:
    for minute in range(4):
        assert sign_in(session, "fout wachtwoord") is SignInRefused.WRONG
        assert minute < 4
    assert is_let_in(sign_in(session), clerk)
    for _ in range(5):
        assert sign_in(session, "fout wachtwoord") is SignInRefused.WRONG
    assert sign_in(session) is SignInRefused.THROTTLED
    just_before, after = AT + timedelta(minutes=14, seconds=59), AT + timedelta(minutes=15)
    assert sign_in(session, at=just_before) is SignInRefused.THROTTLED
    assert is_let_in(sign_in(session, at=after), clerk)


def test_one_place_keeps_nobody_out_elsewhere(session: Session, clerk: AccountView) -> None:
    for _ in range(6):
        sign_in(session, "fout wachtwoord")
    assert sign_in(session) is SignInRefused.THROTTLED
    assert is_let_in(sign_in(session, address="192.0.2.8"), clerk)


def test_guessing_from_many_places_is_stopped(session: Session, clerk: AccountView) -> None:
    for number in range(50):
        refused = sign_in(session, "fout wachtwoord", address=f"192.0.2.{number}")
        assert refused is SignInRefused.WRONG
    assert sign_in(session, address="192.0.2.99") is SignInRefused.THROTTLED
    assert is_let_in(sign_in(session, address="192.0.2.99", at=AT + timedelta(minutes=15)), clerk)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), ("192.0.2.7", "::ffff:192.0.2.7")],
)
def test_a_network_counts_as_one_visitor(
    session: Session, clerk: AccountView, one: str, other: str
) -> None:
    for _ in range(5):
        assert sign_in(session, "fout wachtwoord", address=one) is SignInRefused.WRONG
    assert sign_in(session, address=other) is SignInRefused.THROTTLED
    assert is_let_in(sign_in(session, address="2001:db8:1:3::1"), clerk)


def test_a_password_that_was_changed_at_that_moment_lets_nobody_in(
    session: Session, clerk: AccountView
) -> None:
    attempt = begin_sign_in(session, clerk.email, address="192.0.2.7", at=AT)
    assert attempt is not None
    assert fits(attempt, GOOD)
    change_password(session, clerk.email, "een ander lang woord", **BY)
    assert end_sign_in(session, attempt, is_local=False, at=AT) is SignInRefused.WRONG


def test_nobody_waits_while_a_password_is_judged(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither signing in nor a new password hashes while the register is locked."""
    engine = open_register(database_url)
    hasher = passwords._hasher()
    free: list[bool] = []

    def look() -> PasswordHasher:
        with transaction(engine) as other:  # SQLite: it would wait for the writer for 15 seconds
            other.add(LoginAttempt(email="x", address="y", at=AT))
        free.append(True)
        return hasher

    monkeypatch.setattr(passwords, "_hasher", look)
    with transaction(engine) as session:
        add_account(session, email="g@x.example", name="G", role=Role.CLERK, password=GOOD, **BY)
    with transaction(engine) as session:
        change_password(session, "g@x.example", GOOD + "!", **BY)
    with transaction(engine) as session:
        attempt = begin_sign_in(session, "g@x.example", address="192.0.2.7", at=AT)
    assert attempt is not None
    assert fits(attempt, GOOD + "!")
    engine.dispose()
    assert len(free) == 3


def test_one_network_address_is_throttled_over_all_accounts(
    session: Session, clerk: AccountView
) -> None:
    throttle = Throttle(per_account=5, per_address=3)
    for number in range(3):
        refused = sign_in(session, "x", email=f"a{number}@kamer.example", throttle=throttle)
        assert refused is SignInRefused.WRONG
    assert sign_in(session, throttle=throttle) is SignInRefused.THROTTLED
    assert is_let_in(sign_in(session, throttle=throttle, address="192.0.2.8"), clerk)


def test_a_demo_account_signs_in_from_this_machine_only(session: Session) -> None:
    add_account(
        session, email="demo@x.example", name="D", role=Role.STAFF, password=GOOD, demo=True, **BY
    )
    elsewhere = sign_in(session, email="demo@x.example")
    assert elsewhere is SignInRefused.DEMO_FROM_ELSEWHERE
    assert isinstance(sign_in(session, email="demo@x.example", is_local=True), AccountView)


def test_a_new_password_or_role_ends_all_sessions(session: Session, clerk: AccountView) -> None:
    def begin() -> str:
        return begin_session(session, clerk.id, device="x", at=AT, lifetime=DAY).token

    tokens = [begin()]
    change_password(session, clerk.email, "een ander lang woord", **BY)
    tokens.append(begin())
    set_role(session, clerk.email, Role.STAFF, **BY)
    tokens.append(begin())
    assert end_sessions(session, clerk.email, **BY) == 1
    session.commit()
    assert [find_visit(session, one, at=AT, lifetime=DAY) for one in tokens] == [None] * 3
    assert sign_in(session) is SignInRefused.WRONG
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.account_id == clerk.id)).all()
    assert [entry.action for entry in told] == [Action.ACCOUNT_ADDED] + [Action.ACCOUNT_CHANGED] * 3
    assert GOOD not in str([(entry.before, entry.after) for entry in told])


def test_a_closed_account_is_closed_everywhere(session: Session, clerk: AccountView) -> None:
    token = begin_session(session, clerk.id, device="x", at=AT, lifetime=DAY).token
    closed = close_account(session, clerk.email, **BY)
    session.commit()
    assert closed.closed_at == AT
    assert find_visit(session, token, at=AT, lifetime=DAY) is None
    assert sign_in(session) is SignInRefused.WRONG
    with pytest.raises(NotFound):
        change_password(session, clerk.email, GOOD, **BY)
    assert [one.email for one in find_accounts(session)] == [clerk.email]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("email", {"email": "geen adres"}),
        ("email", {"email": "griet@kamer.example"}),
        ("name", {"name": " "}),
        ("name", {"name": "g. RIFFIER"}),
        ("name", {"name": "Voormalig medewerker 3"}),
        ("name", {"name": "n" * 256}),
        ("email", {"email": "a@" + "x" * 255}),
        ("password", {"password": "te kort"}),
        ("password", {"password": "x" * 300}),
        ("password", {"email": "lang.genoeg@x.example", "password": "lang.genoeg@x.example"}),
    ],
)
def test_what_no_account_can_be_is_refused(
    session: Session, clerk: AccountView, field: str, change: dict[str, str]
) -> None:
    asked: dict[str, Any] = {"email": "nieuw@kamer.example", "name": "N", "password": GOOD}
    with pytest.raises(Invalid) as caught:
        add_account(session, role=Role.READER, **(asked | change), **BY)
    assert caught.value.field == field
    assert clerk.closed_at is None


def fail_often(url: str, times: int) -> None:
    """Try wrong passwords, as fast as it goes."""
    engine = open_register(url)
    for _ in range(times):
        with transaction(engine) as session:
            sign_in(session, "fout wachtwoord")
    engine.dispose()


def count_failures(engine: Engine) -> int:
    with transaction(engine) as session:
        return session.scalar(select(func.count()).select_from(LoginAttempt)) or 0


def test_the_throttle_is_exact_over_processes(database_url: str) -> None:
    processes = [
        clean_processes().Process(target=fail_often, args=(database_url, 4)) for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    engine = open_register(database_url)
    assert count_failures(engine) == 5
    engine.dispose()
