"""A promise put with another: from its card on the desk, and from the page that finds the other."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.overview.rows.stories import ItemStory
from tests.web.deciding import decide, rows_of, story_of, undo
from tests.web.website import Page, Website, make_register

LETTERS = ("2026-06-25-vws-regioplannen", "2026-11-12-vws-uitstel-regioplannen")


@pytest.fixture(scope="session")
def read_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register in which the second letter postpones what the first promises."""
    file = tmp_path_factory.mktemp("belonging") / "register.sqlite"
    make_register(file, LETTERS)
    return file


def promise(website: Website, words: str) -> str:
    return next(
        row.number
        for row in rows_of(website, ItemKind.CANDIDATE)
        if words in (row.subject or "").lower()
    )


@pytest.fixture
def first(website: Website) -> str:
    return promise(website, "resterende zeven regioplannen")


@pytest.fixture
def second(website: Website) -> str:
    return promise(website, "resterende regioplannen stuur")


def latest(story: ItemStory) -> str:
    assert story.promise is not None
    return str(story.promise.term.latest)


def test_the_desk_offers_what_is_there_already_and_a_change_moves_its_term(
    website: Website, clerk: FlaskClient, first: str, second: str
) -> None:
    decide(clerk, first, "accept")
    page = clerk.get("/bureau")
    assert "Een wijziging verzet de termijn van 1 november 2026 naar 15 februari 2027." in page.text
    address = f"/register/{second}/hoort-bij"
    fields = Page(page).form(address)
    assert fields["to"] == first
    response = clerk.post(address, data=fields | {"kind": "wijziging"})
    assert (response.status_code, response.location) == (303, "/bureau")
    assert latest(story_of(website, first)) == "2027-02-15"
    other = website.visit(Role.ADMINISTRATOR)
    assert f"Dit is een wijziging van {first}" in Page(other.get(f"/register/{second}")).text
    shown = Page(other.get(f"/register/{first}")).text
    assert "Wijziging, door een griffier vastgelegd" in shown
    assert "Eerst was de laatste dag 1 november 2026." in shown
    undo(clerk, response)
    assert latest(story_of(website, first)) == "2026-11-01"
    assert story_of(website, second).repeats is None


def test_the_other_is_found_by_search_and_one_comes_back_to_where_one_was(
    website: Website, clerk: FlaskClient, first: str, second: str
) -> None:
    address = f"/register/{second}/hoort-bij"
    assert "Zoek de andere toezegging" in clerk.get(address).text
    assert "Probeer minder of andere woorden." in clerk.get(f"{address}?q=woordnergens").text
    page = clerk.get(f"{address}?q=regioplannen&terug=/bureau")
    fields = Page(page).form(address)
    assert fields["back"] == "/bureau"
    assert 'value="wijziging"' not in page.text  # nothing that waits can be changed
    response = clerk.post(address, data=fields | {"to": first, "kind": "aanvulling"})
    assert response.location == "/bureau"
    assert story_of(website, second).repeats == first


def test_without_saying_what_it_is_nothing_happens(
    website: Website, clerk: FlaskClient, second: str
) -> None:
    address = f"/register/{second}/hoort-bij"
    fields = Page(clerk.get(f"{address}?q=regioplannen")).form(address)
    response = clerk.post(address, data=fields)
    assert response.status_code == 422
    assert "Kies herhaling, aanvulling of wijziging." in response.text
    assert story_of(website, second).repeats is None


def test_a_stale_choice_shows_what_the_other_did(
    website: Website, clerk: FlaskClient, first: str, second: str
) -> None:
    address = f"/register/{second}/hoort-bij"
    fields = Page(clerk.get("/bureau")).form(address)
    decide(website.visit(Role.ADMINISTRATOR), first, "accept")
    response = clerk.post(address, data=fields | {"kind": "herhaling"})
    assert response.status_code == 409
    text = Page(response).text
    assert "Aanvaard als toezegging door Beheerder Testpersoon" in text
    again = clerk.post(address, data=Page(response).form(address) | {"kind": "herhaling"})
    assert again.status_code == 303


def test_a_candidate_that_changed_meanwhile_is_stale_too(
    website: Website, clerk: FlaskClient, second: str
) -> None:
    address = f"/register/{second}/hoort-bij"
    fields = Page(clerk.get("/bureau")).form(address)
    decide(website.visit(Role.ADMINISTRATOR), second, "dismiss")
    response = clerk.post(address, data=fields | {"kind": "herhaling"})
    assert response.status_code == 409
    assert "Afgewezen door Beheerder Testpersoon" in Page(response).text
