"""How often somebody may ask, and the tokens with which they do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.services.accounts import (
    AccountView,
    add_account,
    anonymise_account,
    end_token,
    find_bearer,
    find_tokens,
    make_token,
    see_token,
    set_blocked,
)
from app.services.accounts.tokens import MOST_TOKENS
from app.services.rates import Rate, count_call
from app.session import open_register, transaction
from app.store.accounts import ApiCalls, ApiToken
from app.store.history import HistoryEntry

AT = datetime(2026, 11, 21, 12, 0, 20, tzinfo=UTC)
TOKEN = "een-heel-lang-token"


def make_reader(session: Session, name: str = "Riet Lezer") -> AccountView:
    """Make an account."""
    return add_account(
        session,
        email=f"{name.split(maxsplit=1)[0].lower()}@kamer.example",
        name=name,
        role=Role.READER,
        password=None,
        actor="tests",
        at=AT,
    )


def test_one_too_many_is_told_and_the_next_minute_begins_anew(session: Session) -> None:
    rates = [count_call(session, "address:1", limit=2, at=AT) for _ in range(3)]
    assert rates == [
        Rate(2, left=1, seconds=40, is_over=False),
        Rate(2, left=0, seconds=40, is_over=False),
        Rate(2, left=0, seconds=40, is_over=True),
    ]
    later = count_call(session, "address:1", limit=2, at=AT + timedelta(seconds=40))
    assert later == Rate(2, left=1, seconds=60, is_over=False)


def test_callers_are_counted_apart_and_leave_nothing_after_their_minute(session: Session) -> None:
    count_call(session, "address:1", limit=1, at=AT)
    assert not count_call(session, "address:2", limit=1, at=AT).is_over
    count_call(session, "address:3", limit=1, at=AT + timedelta(minutes=1))
    assert session.scalars(select(ApiCalls.caller)).all() == ["address:3"]


def test_questions_at_once_are_all_counted(database_url: str) -> None:
    engine = open_register(database_url)

    def ask(_number: int) -> bool:
        with transaction(engine) as session:
            return count_call(session, "token:1", limit=5, at=AT).is_over

    with ThreadPoolExecutor(4) as pool:
        over = list(pool.map(ask, range(12)))
    engine.dispose()
    assert sorted(over) == [False] * 5 + [True] * 7


def test_of_a_token_only_its_hash_is_kept_and_the_history_tells_of_it(session: Session) -> None:
    reader = make_reader(session)
    make_token(session, reader.id, TOKEN, name="  mijn   lijst ", actor=reader.name, at=AT)
    row = session.scalars(select(ApiToken)).one()
    assert (row.name, row.used_on) == ("mijn lijst", None)
    assert TOKEN not in row.token_hash
    found = find_bearer(session, TOKEN)
    assert found is not None
    assert found.account == reader
    see_token(session, found.token_id, on=AT.date())
    assert [one.used_on for one in find_tokens(session, reader.id)] == [AT.date()]
    assert end_token(session, reader.id, row.id, actor=reader.name, at=AT) == "mijn lijst"
    assert find_bearer(session, TOKEN) is None
    told = session.scalars(
        select(HistoryEntry.after)
        .where(HistoryEntry.action == Action.ACCOUNT_CHANGED)
        .order_by(HistoryEntry.id)
    ).all()
    assert told == [{"token": "made"}, {"token": "ended"}]


def test_nobody_takes_back_what_is_somebody_elses(session: Session) -> None:
    reader, other = make_reader(session), make_reader(session, "Otto Ander")
    make_token(session, reader.id, TOKEN, name="mijn", actor=reader.name, at=AT)
    (token,) = find_tokens(session, reader.id)
    with pytest.raises(NotFound):
        end_token(session, other.id, token.id, actor=other.name, at=AT)


def test_a_nameless_token_and_one_too_many_are_refused(session: Session) -> None:
    reader = make_reader(session)
    with pytest.raises(Invalid):
        make_token(session, reader.id, TOKEN, name="  ", actor=reader.name, at=AT)
    for number in range(MOST_TOKENS):
        make_token(session, reader.id, f"{TOKEN}{number}", name="x", actor=reader.name, at=AT)
    with pytest.raises(Invalid):
        make_token(session, reader.id, TOKEN, name="x", actor=reader.name, at=AT)


def test_a_token_of_a_blocked_or_closed_account_opens_nothing(session: Session) -> None:
    reader = make_reader(session)
    make_token(session, reader.id, TOKEN, name="mijn", actor=reader.name, at=AT)
    set_blocked(session, reader.email, blocked=True, actor="tests", at=AT)
    assert find_bearer(session, TOKEN) is None
    set_blocked(session, reader.email, blocked=False, actor="tests", at=AT)
    assert find_bearer(session, TOKEN) is not None
    anonymise_account(session, reader.id, actor=reader.name, at=AT)
    assert session.scalars(select(func.count()).select_from(ApiToken)).one() == 0
