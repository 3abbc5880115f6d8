"""Signing in at a real OpenID Connect provider, and what is refused on the way."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app.clock import now
from app.domain.accounts import Role
from app.services.accounts import (
    AccountView,
    add_account,
    close_account,
    find_accounts,
    get_person,
    set_blocked,
)
from app.session import reading, transaction
from app.web import single_sign_on
from tests.oidc.provider import PATIENCE, Provider, come_back, go_and_return, running
from tests.web.website import PASSWORD, Page, Website, email_of, make_website


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Run one provider for the tests of this module."""
    with running() as started:
        yield started


@pytest.fixture
def joined(register_file: Path, tmp_path: Path, provider: Provider) -> Website:
    """Give the website of an organisation with a provider."""
    return make_website(register_file, tmp_path, **provider.settings())


def account_of(website: Website, email: str) -> AccountView | None:
    with reading(website.engine) as session:
        found = [one for one in find_accounts(session) if one.email == email]
    return found[0] if found else None


def test_a_colleague_signs_in_and_goes_where_they_wanted(joined: Website) -> None:
    client = joined.visit()
    wanted = Page(client.get("/aanmelden?verder=/brieven"))
    assert "Aanmelden via de Kamer" in wanted.text
    assert "/aanmelden/organisatie?verder=/brieven" in wanted.values("href")
    assert go_and_return(client, "griffier", wanted="/brieven").location == "/brieven"
    assert client.get("/brieven").status_code == 200
    who = joined.account(Role.CLERK)
    assert who.signed_in_at is not None
    with reading(joined.engine) as session:
        told = get_person(session, who.id, at=now()).history[0]
    assert told.changes[0].field == "identity"
    assert go_and_return(joined.visit(), "griffier").location == "/register"  # found by its subject


def test_we_ask_with_pkce_state_and_nonce(joined: Website) -> None:
    asked = parse_qs(urlsplit(joined.visit().get("/aanmelden/organisatie").location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["response_type"] == ["code"]


def test_a_page_elsewhere_is_not_gone_to(joined: Website) -> None:
    answer = go_and_return(joined.visit(), "griffier", wanted="//evil.example")
    assert answer.location == "/register"


def test_whoever_was_not_invited_stays_out(joined: Website) -> None:
    client = joined.visit()
    answer = go_and_return(client, "niemand")
    assert answer.status_code == 403
    assert "Vraag de beheerder om een uitnodiging" in answer.text
    assert client.get("/register").status_code == 303
    assert account_of(joined, "niemand@kamer.example") is None


def test_an_address_that_was_not_verified_opens_nothing(joined: Website) -> None:
    with transaction(joined.engine) as session:
        add_account(
            session,
            email="los-iemand@kamer.example",
            name="L. Os",
            role=Role.CLERK,
            password=None,
            actor="tests",
            at=now(),
        )
    answer = go_and_return(joined.visit(), "los-iemand")
    assert answer.status_code == 403
    assert "niet bevestigd" in answer.text


def test_somebody_unknown_comes_in_where_that_is_set(
    register_file: Path, tmp_path: Path, provider: Provider
) -> None:
    website = make_website(register_file, tmp_path, **provider.settings(), oidc_new_role="lezer")
    client = website.visit()
    assert go_and_return(client, "nieuweling").location == "/register"
    made = account_of(website, "nieuweling@kamer.example")
    assert made is not None
    assert made.role is Role.READER
    assert made.name == "nieuweling van de Organisatie"
    assert not made.has_password
    own = Page(client.get("/account")).text
    assert "U meldt zich aan via uw organisatie" in own
    assert "Huidig wachtwoord" not in own
    fields = Page(client.get("/account/sluiten")).form("/account/sluiten") | {"sure": "y"}
    assert client.post("/account/sluiten", data=fields).status_code == 303
    assert account_of(website, "nieuweling@kamer.example") is None


def test_a_namesake_gets_the_address_behind_the_name(
    register_file: Path, tmp_path: Path, provider: Provider
) -> None:
    website = make_website(register_file, tmp_path, **provider.settings(), oidc_new_role="lezer")
    with transaction(website.engine) as session:
        add_account(
            session,
            email="anders@kamer.example",
            name="dubbel van de Organisatie",
            role=Role.STAFF,
            password=None,
            actor="tests",
            at=now(),
        )
    go_and_return(website.visit(), "dubbel")
    made = account_of(website, "dubbel@kamer.example")
    assert made is not None
    assert made.name == "dubbel van de Organisatie (dubbel@kamer.example)"


def test_a_blocked_or_closed_account_stays_out(joined: Website) -> None:
    for linked in (False, True):
        if linked:
            assert go_and_return(joined.visit(), "griffier").status_code == 303
        with transaction(joined.engine) as session:
            set_blocked(session, email_of(Role.CLERK), blocked=True, actor="tests", at=now())
        answer = go_and_return(joined.visit(), "griffier")
        assert answer.status_code == 403
        assert "geblokkeerd" in answer.text
        with transaction(joined.engine) as session:
            set_blocked(session, email_of(Role.CLERK), blocked=False, actor="tests", at=now())
    with transaction(joined.engine) as session:
        close_account(session, email_of(Role.CLERK), actor="tests", at=now())
    assert go_and_return(joined.visit(), "griffier").status_code == 403


def test_another_identity_with_the_same_address_opens_nothing(joined: Website) -> None:
    go_and_return(joined.visit(), "griffier")
    with transaction(joined.engine) as session:
        from_elsewhere = "UPDATE accounts SET identity = 'https://elders.example 7' WHERE email = "
        session.connection().exec_driver_sql(f"{from_elsewhere}'{email_of(Role.CLERK)}'")
    assert go_and_return(joined.visit(), "griffier").status_code == 403


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(joined: Website) -> None:
    client = joined.visit()
    address = come_back(client, "griffier")
    stranger = joined.visit().get(address)
    assert stranger.status_code == 502
    assert "lukte niet" in stranger.text
    assert client.get(address).status_code == 303
    assert joined.visit().get(address).status_code == 502
    assert client.get(address).status_code == 502


@pytest.mark.parametrize(
    "query", ["", "code=x", "state=x&code=y", "error=access_denied&error_description=%3Cb%3E"]
)
def test_an_answer_that_is_none_gets_a_page(joined: Website, query: str) -> None:
    answer = joined.visit().get(f"/aanmelden/organisatie/terug?{query}")
    assert answer.status_code == 502
    assert "Terug naar aanmelden" in answer.text
    assert "<b>" not in answer.text


def test_another_issuer_than_was_set_is_not_believed(
    register_file: Path, tmp_path: Path, provider: Provider
) -> None:
    settings = provider.settings()
    settings["oidc_issuer"] = provider.issuer.replace("127.0.0.1", "localhost")
    website = make_website(register_file, tmp_path, **settings)
    assert go_and_return(website.visit(), "griffier").status_code == 502


def test_only_signatures_that_the_provider_alone_can_make_are_believed(joined: Website) -> None:
    with joined.app.app_context():
        known = single_sign_on._provider()
        known.load_server_metadata()
        known.server_metadata[single_sign_on._ALGORITHMS] = ["none", "HS256", "RS256"]
        assert single_sign_on._provider().server_metadata[single_sign_on._ALGORITHMS] == ["RS256"]


def test_the_password_still_works_beside_it(joined: Website) -> None:
    client = joined.visit()
    fields = Page(client.get("/aanmelden")).form("/aanmelden")
    fields |= {"email": email_of(Role.READER), "password": PASSWORD}
    assert client.post("/aanmelden", data=fields).location == "/register"
    out = Page(client.get("/register")).form("/afmelden")
    assert client.post("/afmelden", data=out).location == "/aanmelden"


def test_who_leaves_can_leave_the_provider_too(joined: Website, provider: Provider) -> None:
    client = joined.visit()
    go_and_return(client, "griffier")
    out = Page(client.get("/register")).form("/afmelden")
    assert client.post("/afmelden", data=out).location == "/afgemeld"
    assert client.get("/register").status_code == 303
    page = Page(client.get("/afgemeld"))
    (there,) = [value for value in page.values("href") if value.startswith(provider.issuer)]
    asked = requests.get(there, timeout=PATIENCE)
    assert asked.status_code == 200
    assert "sign-out" in asked.text.lower() or "logout" in asked.text.lower()


def test_a_provider_that_is_away_keeps_nobody_from_the_password(
    register_file: Path, tmp_path: Path
) -> None:
    with running() as gone:
        settings = gone.settings()
    website = make_website(register_file, tmp_path, **settings)
    answer = website.visit().get("/aanmelden/organisatie")
    assert answer.status_code == 502
    assert "Aanmelden via de Kamer lukte niet" in answer.text
    assert website.visit().get("/aanmelden").status_code == 200
    assert "Ook daar afmelden" not in website.visit().get("/afgemeld").text


@pytest.mark.parametrize(
    "address", ["/aanmelden/organisatie", "/aanmelden/organisatie/terug", "/afgemeld"]
)
def test_without_a_provider_its_pages_are_not_there(website: Website, address: str) -> None:
    assert website.visit().get(address).status_code == 404
    assert "organisatie" not in website.visit().get("/aanmelden").text


def test_the_demo_keeps_its_own_accounts(
    register_file: Path, tmp_path: Path, provider: Provider
) -> None:
    website = make_website(register_file, tmp_path, is_demo=True, **provider.settings())
    assert website.visit().get("/aanmelden/organisatie").status_code == 404
