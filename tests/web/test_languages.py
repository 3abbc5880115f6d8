from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.accounts import Role
from app.domain.languages import DUTCH, Language
from app.languages import translator
from app.web.speaking import COOKIE, Later, later, speaking
from tests.web.visiting import send
from tests.web.website import Page, Website

ENGLISH = translator(Language.ENGLISH)


def switch(client: FlaskClient, address: str, language: Language) -> TestResponse:
    return send(client, address, "/taal", taal=language.value)


def language_of(response: TestResponse) -> str | None:
    return next(attrs["lang"] for tag, attrs in Page(response).tags if tag == "html")


def test_pages_are_dutch_until_somebody_chooses(website: Website) -> None:
    response = website.visit().get("/over", headers={"Accept-Language": "en"})
    assert language_of(response) == "nl"
    assert "Hoofdmenu" in response.text


def test_the_switch_keeps_the_page_and_the_browser_remembers(website: Website) -> None:
    client = website.visit()
    response = switch(client, "/aanmelden?verder=/register?q%3Dschool", Language.ENGLISH)
    assert (response.status_code, response.location) == (
        303,
        "/aanmelden?verder=/register?q%3Dschool",
    )
    page = client.get("/over")
    assert language_of(page) == "en"
    assert "Main menu" in page.text
    switch(client, "/over", Language.DUTCH)
    assert language_of(client.get("/over")) == "nl"


def test_an_account_remembers_in_every_browser(website: Website) -> None:
    switch(website.visit(Role.READER), "/account", Language.ENGLISH)
    assert language_of(website.visit(Role.READER).get("/account")) == "en"
    assert language_of(website.visit(Role.CLERK).get("/account")) == "nl"
    assert website.account(Role.READER).language is Language.ENGLISH


def test_what_the_account_says_goes_before_what_the_browser_says(website: Website) -> None:
    client = website.visit(Role.STAFF)
    switch(client, "/account", Language.DUTCH)
    client.set_cookie(COOKIE, "en")
    assert language_of(client.get("/account")) == "nl"


@pytest.mark.parametrize("wanted", ["fy", "", "en\r\n"])
def test_no_other_language_can_be_chosen(website: Website, wanted: str) -> None:
    client = website.visit(Role.READER)
    assert send(client, "/over", "/taal", taal=wanted).status_code == 303
    assert website.account(Role.READER).language is None
    client.set_cookie(COOKIE, "fy")
    assert language_of(client.get("/over")) == "nl"


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example", "javascript:"]
)
def test_the_switch_leads_nowhere_else(website: Website, elsewhere: str) -> None:
    response = send(website.visit(), "/over", "/taal", taal="en", verder=elsewhere)
    assert response.location == "/register"


def test_after_a_refused_form_the_switch_leads_to_the_page_of_the_form(website: Website) -> None:
    client = website.visit(Role.READER)
    filled = Page(client.get("/account")).form("/account/wachtwoord")
    here = "http://localhost/account"
    refused = client.post("/account/wachtwoord", data=filled, headers={"Referer": here})
    assert Page(refused).form("/taal")["verder"] == "/account"
    refused = client.post("/account/wachtwoord", data=filled)
    assert Page(refused).form("/taal")["verder"] == "/register"


def test_forms_refuse_in_the_language_of_who_fills_them_in(website: Website) -> None:
    client = website.visit()
    client.set_cookie(COOKIE, "en")
    refused = send(client, "/aanmelden", email="x" * 300, password="y")
    assert "Field cannot be longer than 255 characters." in refused.text


def test_words_marked_for_later_are_said_when_they_are_shown() -> None:
    words = later("Hoofdmenu")
    assert isinstance(words, Later)
    assert (str(words), f"{words}", words + "!", "<" + words) == (
        *("Hoofdmenu",) * 2,
        "Hoofdmenu!",
        "<Hoofdmenu",
    )
    with speaking(ENGLISH):
        assert (str(words), f"{words:>10}", words + "!", "<" + words) == (
            "Main menu",
            " Main menu",
            "Main menu!",
            "<Main menu",
        )
        assert (words[:1], words.lower(), words.lstrip("M"), words % ()) == (
            "M",
            "main menu",
            "ain menu",
            "Main menu",
        )
        assert words.__html__() == "Main menu"
        assert words == "Hoofdmenu"


def test_numbers_and_days_follow_the_language() -> None:
    day = date(2022, 2, 16)
    assert (DUTCH.number(12400), DUTCH.day(day), DUTCH.month(5)) == (
        "12.400",
        "16 februari 2022",
        "mei",
    )
    assert (ENGLISH.number(12400), ENGLISH.day(day), ENGLISH.month(5)) == (
        "12,400",
        "16 February 2022",
        "May",
    )


def test_the_history_of_an_account_tells_its_language_once(website: Website) -> None:
    client = website.visit(Role.READER)
    for _ in range(2):
        switch(client, "/account", Language.ENGLISH)
    reader = website.account(Role.READER)
    told = website.visit(Role.ADMINISTRATOR).get(f"/beheer/mensen/{reader.id}").text
    assert told.count("Leest in het Engels") == 1
