"""Clerks share the work on the pages: notes, giving, taking up, one's own list."""

import pytest
from flask.testing import FlaskClient

from app.clock import today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.overview import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.session import reading
from tests.web.website import Page, Website, lines_of_csv


@pytest.fixture
def number(website: Website) -> str:
    """Give the number of a candidate."""
    return first_of(website, ItemKind.CANDIDATE)


def first_of(website: Website, kind: ItemKind) -> str:
    with reading(website.engine) as session:
        wanted = RegisterFilter(kinds=(kind,), size=1)
        return find_register_items(session, wanted, today=today()).rows[0].number


@pytest.mark.parametrize("kind", [ItemKind.CANDIDATE, ItemKind.MOTION])
def test_a_note_stands_beside_the_item_for_all_to_read(
    website: Website, clerk: FlaskClient, kind: ItemKind
) -> None:
    number = first_of(website, kind)
    page = f"/{'moties' if kind is ItemKind.MOTION else 'register'}/{number}"
    fields = Page(clerk.get(page)).form(f"/werk/{number}/notitie")
    response = clerk.post(f"/werk/{number}/notitie", data=fields | {"note": "Gebeld <b>nu</b>"})
    assert response.location == f"{page}#werk"
    shown = clerk.get(page)
    assert "Gebeld &lt;b&gt;nu&lt;/b&gt;" in shown.text
    assert "Notitie toegevoegd" in Page(shown).text
    assert "Gebeld" in Page(website.visit(Role.READER).get(page)).text


def test_an_empty_note_and_a_stale_one_come_back_with_what_was_typed(
    clerk: FlaskClient, number: str
) -> None:
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/notitie")
    empty = clerk.post(f"/werk/{number}/notitie", data=fields | {"note": " "})
    assert (empty.status_code, "Schrijf eerst een notitie" in empty.text) == (422, True)
    clerk.post(f"/werk/{number}/notitie", data=fields | {"note": "Eerst"})
    stale = clerk.post(f"/werk/{number}/notitie", data=fields | {"note": "Te laat getypt"})
    assert stale.status_code == 409
    assert "Intussen is dit gewijzigd" in stale.text
    assert "Te laat getypt</textarea>" in stale.text
    again = Page(stale).form(f"/werk/{number}/notitie")
    assert clerk.post(f"/werk/{number}/notitie", data=again | {"note": "Nu wel"}).status_code == 303


def test_work_given_to_a_colleague_is_on_their_list(
    website: Website, clerk: FlaskClient, number: str
) -> None:
    boss = website.account(Role.ADMINISTRATOR)
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/toewijzen")
    given = clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": str(boss.id)})
    assert f"Toegewezen aan {boss.name}" in Page(clerk.get(given.location)).text
    assert number in website.visit(Role.ADMINISTRATOR).get("/bureau/mijn-werk").text
    assert "U hebt niets onder handen" in clerk.get("/bureau/mijn-werk").text
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/toewijzen")
    back = clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": "0"})
    assert "Aan niemand meer toegewezen" in Page(clerk.get(back.location)).text


def test_ones_own_work_is_a_file_of_ones_own(
    website: Website, clerk: FlaskClient, number: str
) -> None:
    boss, other = website.account(Role.ADMINISTRATOR), website.visit(Role.ADMINISTRATOR)
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/toewijzen")
    clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": str(boss.id)})
    assert "/bureau/mijn-werk.csv" in Page(other.get("/bureau/mijn-werk")).values("href")
    (row,) = lines_of_csv(other.get("/bureau/mijn-werk.csv"))
    assert (row["toegewezen aan"], row["nummer"]) == (boss.name, number)
    (same,) = [one for one in lines_of_csv(other.get("/register.csv")) if one["nummer"] == number]
    assert {head: row[head] for head in same} == same
    assert lines_of_csv(clerk.get("/bureau/mijn-werk.csv")) == []


def test_work_is_given_to_no_one_who_is_not_offered(
    website: Website, clerk: FlaskClient, number: str
) -> None:
    reader = website.account(Role.READER)
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/toewijzen")
    response = clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": str(reader.id)})
    assert response.status_code == 422


def test_a_stale_giving_is_refused(clerk: FlaskClient, number: str) -> None:
    fields = Page(clerk.get(f"/register/{number}")).form(f"/werk/{number}/toewijzen")
    clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": "0"})
    response = clerk.post(f"/werk/{number}/toewijzen", data=fields | {"account": "0"})
    assert response.status_code == 409


def test_a_letter_taken_up_warns_others_and_keeps_them_from_nothing(
    website: Website, clerk: FlaskClient
) -> None:
    desk = Page(clerk.get("/bureau"))
    fields = desk.form("/werk/oppakken")
    taken = clerk.post("/werk/oppakken", data=fields)
    assert taken.location == "/bureau"
    assert "U bent hiermee bezig" in Page(clerk.get("/bureau")).text
    other = website.visit(Role.ADMINISTRATOR)
    seen = Page(other.get("/bureau"))
    assert f"{website.account(Role.CLERK).name} is hiermee bezig" in seen.text
    decide = next(value for value in seen.values("action") if value.endswith("/beoordelen"))
    sent = other.post(decide, data=seen.form(decide) | {"decision": "accept"})
    assert sent.status_code in (303, 422)
    mine = Page(clerk.get("/bureau/mijn-werk"))
    assert "U bent hiermee bezig" in mine.text
    clerk.post("/werk/loslaten", data=mine.form("/werk/loslaten"))


def test_taking_up_nothing_changes_nothing(clerk: FlaskClient) -> None:
    token = Page(clerk.get("/bureau")).form("/werk/oppakken")["csrf_token"]
    response = clerk.post("/werk/oppakken", data={"csrf_token": token, "back": "//elders.example"})
    assert response.location == "/bureau/mijn-werk"
