"""Stopping the weekly digest from the mail, without signing in."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import now
from app.domain.accounts import Role
from app.domain.history import Action
from app.services.accounts import set_digest
from app.session import reading, transaction
from app.store.accounts import Account
from app.store.digests import Subscription
from app.store.history import HistoryEntry
from tests.web.website import Page, Website, email_of


def get_reader(session: Session) -> Account:
    return session.scalars(select(Account).where(Account.email == email_of(Role.READER))).one()


def get_subscription(session: Session) -> Subscription:
    query = select(Subscription).where(Subscription.account_id == get_reader(session).id)
    return session.scalars(query).one()


@pytest.fixture
def address(website: Website) -> str:
    """The address in a reader's mail; the reader gets the digest."""
    with transaction(website.engine) as session:
        set_digest(session, email_of(Role.READER), wanted=True, actor="tests", at=now())
        return f"/weekbericht/afmelden/{get_subscription(session).token}"


def gets_digest(website: Website) -> bool:
    with reading(website.engine) as session:
        return get_subscription(session).began_at is not None


def test_looking_stops_nothing_and_shows_the_button(website: Website, address: str) -> None:
    answer = website.visit().get(address)
    assert answer.status_code == 200
    assert "Ja, zeg het op" in Page(answer).text
    assert gets_digest(website)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_only_a_click_stops_it(website: Website, address: str, method: str) -> None:
    assert getattr(website.visit(), method)(address).status_code == 200
    assert gets_digest(website)


def test_one_click_stops_it_without_a_token_or_redirect(website: Website, address: str) -> None:
    answer = website.visit().post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "niet meer" in Page(answer).text
    assert not gets_digest(website)


def test_a_second_click_does_no_harm_and_history_has_one_line(
    website: Website, address: str
) -> None:
    for _ in range(2):
        assert website.visit().post(address).status_code == 200
    with reading(website.engine) as session:
        told = session.scalars(
            select(HistoryEntry).where(
                HistoryEntry.action == Action.ACCOUNT_CHANGED,
                HistoryEntry.account_id == get_reader(session).id,
                HistoryEntry.reason.is_not(None),
            )
        ).all()
    assert len(told) == 1


@pytest.mark.usefixtures("address")
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_was_never_given_out_says_so_and_stops_nothing(
    website: Website, method: str
) -> None:
    answer = getattr(website.visit(), method)("/weekbericht/afmelden/onbekend")
    assert answer.status_code == 404
    assert "Dit afmeldadres is niet bekend" in Page(answer).text
    assert gets_digest(website)
