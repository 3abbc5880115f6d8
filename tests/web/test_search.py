"""The search through everything: best of each kind, the letter opened at the passage, nothing found."""

import re
from urllib.parse import quote_plus

import pytest
from flask.testing import FlaskClient

from app.clock import today
from app.domain.dutch import long_date
from app.domain.matching import ItemKind
from app.services.overview import many_letters
from tests.web.test_work import first_of
from tests.web.website import Page, Website


def test_words_find_items_and_letters_on_one_page(clerk: FlaskClient) -> None:
    page = Page(clerk.get("/zoeken?q=schoolgebouwen"))
    assert "Brieven en verslagen" in page.text
    links = page.values("href")
    assert any(one.startswith("/register/G") for one in links)
    assert "/brieven?q=schoolgebouwen" in links
    assert "/register?q=schoolgebouwen&soort=toezegging" in links or (
        "/register?q=schoolgebouwen&soort=mogelijk" in links
    )


def test_a_letter_opens_at_the_passage_with_the_words_marked(clerk: FlaskClient) -> None:
    links = Page(clerk.get("/zoeken?q=schoolgebouwen")).values("href")
    address = next(one for one in links if one.startswith("/brieven/") and "#alinea-" in one)
    place, anchor = address.split("#")
    response = clerk.get(place)
    assert anchor in Page(response).values("id")
    assert '<mark class="lit">' in response.text
    assert f'href="#{anchor}"' in response.text or "naar de eerste" in response.text
    plain = clerk.get(place.partition("?")[0])
    assert '<mark class="lit">' not in plain.text


def test_a_name_leads_to_the_page_about_it(clerk: FlaskClient) -> None:
    def links(typed: str) -> list[str]:
        found = clerk.get("/zoeken", query_string={"q": typed}).text
        nav = found.partition('class="more-about"')[2].partition("</nav>")[0]
        return re.findall('href="([^"]*)"', nav)

    assert links("OCW") == ["/ministeries/ocw"]
    assert links("Terwindt") == ["/ambten/Minister%20van%20Onderwijs,%20Cultuur%20en%20Wetenschap"]
    assert links("39 101, nr. 999") == ["/dossiers/39101"]  # also where nothing is found
    assert links("schoolgebouwen") == []
    text = Page(clerk.get("/zoeken?q=Terwindt")).text
    assert "Minister van Onderwijs, Cultuur en Wetenschap (A.M. Terwindt)" in text


def test_words_that_the_letter_does_not_hold_are_said_not_to_be_there(clerk: FlaskClient) -> None:
    assert "staat niet in de tekst" in clerk.get("/brieven/1?q=olifantenpaadje").text


def test_a_number_alone_leads_to_its_item(website: Website, clerk: FlaskClient) -> None:
    number = first_of(website, ItemKind.CANDIDATE)
    assert clerk.get(f"/zoeken?q={number.lower()}").location == f"/register/{number}"


def test_an_abbreviation_is_spelled_out_and_said_to_be(clerk: FlaskClient) -> None:
    page = Page(clerk.get("/zoeken?q=OCW"))
    assert "Ook gezocht bij “OCW”: Onderwijs, Cultuur en Wetenschap" in page.text
    assert "Niets gevonden" not in page.text


def test_nothing_found_says_what_was_searched_and_offers_the_nearest(clerk: FlaskClient) -> None:
    page = Page(clerk.get("/zoeken?q=schoolgebowen"))
    assert "Gezocht in" in page.text
    assert "In geen enkel stuk staat “schoolgebowen”" in page.text
    assert "/zoeken?q=schoolgebouw" in page.values("href")
    for address in ("/register", "/brieven"):
        page = Page(clerk.get(f"{address}?q=schoolgebowen"))
        assert "/zoeken?q=schoolgebouw" in page.values("href")


@pytest.mark.parametrize("typed", ['"', "-school", "* ( ) OR", "a" * 500, "%' --", "½"])
def test_a_wrong_query_is_explained_and_never_an_error(clerk: FlaskClient, typed: str) -> None:
    for address in ("/zoeken", "/register", "/brieven", "/brieven/1"):
        assert clerk.get(f"{address}?q={quote_plus(typed)}").status_code == 200


def test_further_filters_narrow_the_register_and_stay_in_the_form(clerk: FlaskClient) -> None:
    response = clerk.get("/register?dossier=39+101&van=1-1-2025&tot=31-12-2026&bron=schriftelijk")
    page = Page(response)
    assert {"39101", "01-01-2025", "31-12-2026"} <= set(page.values("value"))
    assert '<details class="further" open>' in response.text
    lines = clerk.get("/register.json?dossier=39101&soort=mogelijk").json["regels"]  # type: ignore[index]  # JSON
    assert {line["dossier"] for line in lines} <= {"39101"}
    assert '<details class="further">' in clerk.get("/register?dossier=onzin&van=ooit").text


def test_a_search_has_feeds_and_prints_its_address_and_day(clerk: FlaskClient) -> None:
    page = Page(clerk.get("/zoeken?q=schoolgebouwen"))
    feeds = {one for one in page.values("href") if ".atom" in one}
    assert feeds == {"/register.atom?q=schoolgebouwen", "/brieven.atom?q=schoolgebouwen"}
    assert all(clerk.get(feed).status_code == 200 for feed in feeds)
    day = long_date(today())
    assert f"Stand op {day}: http://localhost/zoeken?q=schoolgebouwen" in page.text
    assert "Stand op" not in Page(clerk.get("/account")).text


def test_words_are_followed_from_their_search(clerk: FlaskClient) -> None:
    address = "/zoeken?q=scholen"
    assert clerk.post("/volgen", data=Page(clerk.get(address)).form("/volgen")).status_code == 303
    assert "U volgt deze zoekwoorden" in Page(clerk.get(address)).text
    assert "U volgt deze lijst" in Page(clerk.get("/register?q=scholen&status=afgedaan")).text
    assert "“scholen”" in Page(clerk.get("/volgen")).text


def test_words_that_stand_nearly_everywhere_are_not_counted(
    clerk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_letters, "MOST_FOUND", 1)
    page = Page(clerk.get("/brieven?q=scholen"))
    assert "Meer dan 5.000 stukken gevonden" in page.text
    assert "Hieronder staan de nieuwste 1.000 stukken" in page.text
    assert "pagina=50" in " ".join(page.values("href"))
    assert clerk.get("/brieven?q=scholen&pagina=900").status_code == 200
    assert "meer dan 5.000" in Page(clerk.get("/zoeken?q=scholen")).text
    assert "Meer dan" not in Page(clerk.get("/brieven?q=scholen&soort=brief")).text
