"""The history as a file: every deed in Dutch, safe to open."""

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from tests.web.test_work import first_of
from tests.web.website import Page, Website, lines_of_csv


@pytest.mark.parametrize("kind", [ItemKind.CANDIDATE, ItemKind.MOTION])
def test_every_deed_is_in_the_file_oldest_first(
    website: Website, clerk: FlaskClient, kind: ItemKind
) -> None:
    number = first_of(website, kind)
    page = f"/{'moties' if kind is ItemKind.MOTION else 'register'}/{number}"
    fields = Page(clerk.get(page)).form(f"/werk/{number}/notitie")
    clerk.post(f"/werk/{number}/notitie", data=fields | {"note": '=HYPERLINK("x";"é")\nen meer'})
    fields = Page(clerk.get(page)).form(f"/werk/{number}/toewijzen")
    me = website.account(Role.CLERK)
    clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": str(me.id)})
    address = f"/register/{number}/geschiedenis.csv"
    assert address in Page(clerk.get(page)).values("href")
    response = website.visit(Role.READER).get(address)
    assert response.mimetype == "text/csv"
    assert f'"{number}-geschiedenis.csv"' in response.headers["Content-Disposition"]
    found = lines_of_csv(response)
    assert found[0]["automatisch"] == "ja"
    note, given = found[-2:]
    assert (note["wat"], note["wie"]) == ("Notitie toegevoegd", me.name)
    assert note["toelichting"] == '\'=HYPERLINK("x";"é")\nen meer'
    assert (given["veld"], given["eerst"], given["daarna"]) == ("toegewezen aan", "", me.name)
    assert {one["nummer"] for one in found} == {number}


def test_a_paper_has_its_file_too(clerk: FlaskClient) -> None:
    address = "/brieven/1/geschiedenis.csv"
    assert address in Page(clerk.get("/brieven/1")).values("href")
    (found,) = {one["wat"] for one in lines_of_csv(clerk.get(address))}
    assert found == "Stuk ingelezen"


def test_of_what_is_not_there_is_no_file(clerk: FlaskClient) -> None:
    assert clerk.get("/register/G99-NIETS/geschiedenis.csv").status_code == 404
    assert clerk.get("/brieven/999/geschiedenis.csv").status_code == 404
