"""The pages on both databases: every page, and input that only one of them minds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app.domain.accounts import Role
from app.settings import RegisterChoice
from tests.web.test_pages import pages_of
from tests.web.website import PASSWORD, Page, Website, email_of, fill_register, serve

NUL = "%00"
HUGE = "99999999999"
ODD_ADDRESSES = (
    f"/weekbericht/afmelden/{NUL}",
    f"/register/{NUL}",
    f"/moties/M-{NUL}",
    f"/static/{NUL}",
    f"/register?q={NUL}",
    f"/register?wie=a{NUL}&commissie={NUL}",
    f"/brieven?q=x{NUL}y",
    f"/brieven/{HUGE}",
    f"/brieven/{HUGE}/kiezen",
    f"/register?brief={HUGE}&pagina={HUGE}",
    "/register?brief=999999999&pagina=999999999",
    f"/bureau?brief={HUGE}&pagina={HUGE}",
    "/bureau?brief=999999999&pagina=999999999",
    "/register?q=" + "x" * 5000,
    f"/register/{'9' * 5000}",
    f"/moties/M-{'9' * 5000}",
    f"/weekbericht/afmelden/{'x' * 5000}",
    f"/aanmelden?verder={NUL}",
)


@pytest.fixture
def both(database_url: str, tmp_path: Path) -> Iterator[Website]:
    """Give the website on a register of either kind."""
    fill_register(database_url)
    made = serve(RegisterChoice(database_url, is_demo=False, file=None), tmp_path)
    yield made
    made.engine.dispose()
    made.app.extensions["gestand"].engine.dispose()


def post(website: Website, address: str, form: str, **values: str) -> TestResponse:
    """Send the form of a page with some odd values in it."""
    client = website.visit(Role.CLERK)
    fields = Page(client.get(address)).form(form) | {"from_functions": "", "reason": "x"}
    return client.post(form, data=fields | values)


def test_every_page_and_odd_input_gets_an_answer_on_both_databases(both: Website) -> None:
    client = both.visit(Role.CLERK)
    for address in pages_of(both):
        assert client.get(address).status_code in (200, 404, 422), address
    for address in ODD_ADDRESSES:
        for visitor in (client, both.visit()):
            assert visitor.get(address).status_code in (200, 303, 400, 404), address
    refused_signs(both)
    numbers_that_no_column_holds(both)


def refused_signs(website: Website) -> None:
    """Send the sign that PostgreSQL takes in no text, in every kind of field."""
    stranger = website.app.test_client()
    fields = Page(stranger.get("/aanmelden")).form("/aanmelden")
    for name in ("email", "password", "next"):
        odd = {"email": email_of(Role.CLERK), "password": PASSWORD} | {name: "a\0b"}
        assert stranger.post("/aanmelden", data=fields | odd).status_code == 400, name
    assert stranger.post("/weekbericht/afmelden/a%00b").status_code == 404
    correct = "/brieven/1/verbeteren"
    refused = post(website, correct, correct, reason="Deze woorden\0 staan er")
    assert refused.status_code == 400
    assert "Deze woorden staan er" in Page(refused).text


def numbers_that_no_column_holds(website: Website) -> None:
    """Send numbers and words that are longer than any column."""
    correct = "/brieven/1/verbeteren"
    for values in (
        {"dossier": "onzin met spaties"},
        {"dossier": "36 200 " + "V" * 60},
        {"number": "1" * 60},
        {"seen": HUGE},
        {"seen": "-1"},
        {"reason": "x" * 6000},
    ):
        assert post(website, correct, correct, **values).status_code == 422, values
    assert post(website, "/register", "/afmelden").status_code == 303
    client = website.visit(Role.CLERK)
    token = Page(client.get("/account")).form("/afmelden")
    for address in (f"/suggesties/{HUGE}/oordeel", f"/koppelingen/{HUGE}/intrekken"):
        assert client.post(address, data=token).status_code == 404, address
    stranger = website.app.test_client()
    fields = Page(stranger.get("/aanmelden")).form("/aanmelden")
    odd = {"email": "İ" * 300 + "@x.example", "password": "x" * 5000}
    assert stranger.post("/aanmelden", data=fields | odd).status_code in (403, 422)
