"""Papers taken out, put back and replaced on their pages."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.website import Page, Website


def send(clerk: FlaskClient, address: str, **values: str) -> TestResponse:
    fields = Page(clerk.get(address)).form(address)
    return clerk.post(address, data=fields | {"reason": "Een concept"} | values)


def test_a_paper_is_withdrawn_and_put_back(clerk: FlaskClient) -> None:
    gone = send(clerk, "/brieven/1/intrekken")
    assert gone.location == "/brieven/1"
    page = Page(clerk.get("/brieven/1"))
    assert "ingetrokken en staat in geen lijst meer" in page.text
    assert "/brieven/1/kiezen" not in page.values("href")
    assert "Toelichting: Een concept" in page.text
    assert "/brieven/1" not in Page(clerk.get("/brieven")).values("href")
    assert "al ingetrokken" in clerk.get("/brieven/1/intrekken").text
    back = send(clerk, "/brieven/1/terugzetten")
    assert "Het stuk is teruggezet" in Page(clerk.get(back.location)).text
    assert "/brieven/1" in Page(clerk.get("/brieven")).values("href")


def test_what_rests_on_a_paper_is_shown_and_keeps_it(clerk: FlaskClient) -> None:
    desk = Page(clerk.get("/bureau"))
    address = next(one for one in desk.values("action") if one.endswith("/beoordelen"))
    number = address.split("/")[2]
    form = Page(clerk.get("/brieven/1/intrekken")).form("/brieven/1/intrekken")
    done = clerk.post(address, data=desk.form(address) | ACCEPTED)
    assert number in Page(clerk.get(done.location)).text
    shown = [clerk.get(f"/brieven/{one}/intrekken").text for one in (1, 2, 3)]
    (held,) = [one for one in shown if "Er berusten besluiten op dit stuk" in one]
    assert f"/register/{number}#beheren" in held
    paper = shown.index(held) + 1
    sent = clerk.post(f"/brieven/{paper}/intrekken", data=form | {"reason": "Toch"})
    assert sent.status_code == 409


ACCEPTED = {
    "decision": "accept",
    "kind": "informatie",
    "actor": "Minister",
    "subject": "Iets",
    "committee": "0",
    "dismiss_reason": "Verkeerd gelezen",
}


def test_a_reason_is_asked_for(clerk: FlaskClient) -> None:
    response = send(clerk, "/brieven/1/intrekken", reason=" ")
    assert (response.status_code, "Vul in waarom" in response.text) == (422, True)
    send(clerk, "/brieven/1/intrekken")
    response = send(clerk, "/brieven/1/terugzetten", reason="")
    assert (response.status_code, "Vul in waarom" in response.text) == (422, True)


@pytest.mark.parametrize("deed", ["intrekken", "terugzetten", "vervangen"])
def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(
    clerk: FlaskClient, deed: str
) -> None:
    if deed == "terugzetten":
        send(clerk, "/brieven/1/intrekken")
    address = f"/brieven/1/{deed}"
    response = send(clerk, address, seen="9", newer="2")
    assert response.status_code == 409
    assert "Intussen is dit gewijzigd" in response.text
    assert "Een concept</textarea>" in response.text


def test_a_newer_edition_takes_the_place(website: Website, clerk: FlaskClient) -> None:
    assert "Kies de nieuwere uitgave" in send(clerk, "/brieven/1/vervangen").text
    done = send(clerk, "/brieven/1/vervangen", newer="2")
    assert "vervangen door een nieuwere uitgave" in Page(clerk.get(done.location)).text
    assert "staat in de plaats van" in Page(clerk.get("/brieven/2")).text
    assert "/brieven/1" in Page(clerk.get("/brieven/2/intrekken")).values("href")
    assert "al ingetrokken of vervangen" in clerk.get("/brieven/1/vervangen").text
    assert website.engine is not None


@pytest.mark.parametrize("newer, status", [("1", 422), ("999", 404)])
def test_what_is_no_newer_edition_is_refused(clerk: FlaskClient, newer: str, status: int) -> None:
    assert send(clerk, "/brieven/1/vervangen", newer=newer).status_code == status
