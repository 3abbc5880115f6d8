"""Lists as files: what the page shows, whole, for all who may see the page."""

import csv
import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.clock import now
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.session import transaction
from tests.web.test_work import first_of
from tests.web.website import Page, Website, lines_of_csv

LISTS = [
    "/register.{}",
    "/brieven.{}",
    "/bureau/suggesties.{}",
    "/bureau/tegenstrijdig.{}",
    "/bureau/zonder-nummer.{}",
    "/bureau/mijn-werk.{}",
    "/commissies.{}",
    "/leden.{}",
    "/ambten.{}",
    "/dossiers.{}",
    "/cijfers/commissies.{}",
    "/rappels.{}",
    "/ministeries.{}",
    "/commissies/digitale-zaken/werklijst.{}",
]


def lines_of(response: TestResponse) -> list[dict[str, object]]:
    found = json.loads(response.data)["regels"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("address", LISTS)
def test_every_list_comes_in_three_forms_with_the_same_lines(
    clerk: FlaskClient, address: str
) -> None:
    as_csv, as_json, as_xlsx = (clerk.get(address.format(kind)) for kind in ("csv", "json", "xlsx"))
    rows, lines = lines_of_csv(as_csv), lines_of(as_json)
    assert [row["adres"] for row in rows] == [line["adres"] for line in lines]
    assert all(list(line) == list(rows[0]) for line in lines)
    with zipfile.ZipFile(io.BytesIO(as_xlsx.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(lines) + 1
    assert clerk.get(address.format("pdf")).status_code == 404


def test_a_file_holds_the_items_of_the_page_in_its_order(clerk: FlaskClient) -> None:
    args = "soort=mogelijk&sorteer=nummer&omgekeerd=ja"
    page = Page(clerk.get(f"/register?{args}&pagina=1"))
    shown = [one for one in page.values("href") if one.startswith("/register/G")]
    lines = lines_of(clerk.get(f"/register.json?{args}&pagina=2"))
    listed = [str(line["adres"]).removeprefix("http://localhost") for line in lines]
    assert listed[: len(shown)] == shown
    assert listed == sorted(listed, reverse=True)
    assert {line["soort"] for line in lines} == {"mogelijke toezegging"}
    assert f"/register.csv?{args}" in page.values("href")


def test_words_that_find_nothing_give_a_file_without_lines(clerk: FlaskClient) -> None:
    for typed in ("qzxw", '"', "-school"):
        assert lines_of(clerk.get(f"/register.json?q={typed}")) == []
        assert lines_of(clerk.get(f"/brieven.json?q={typed}")) == []
    assert lines_of(clerk.get("/register.json?soort=motie&status=nog+niet+beoordeeld")) == []


def test_a_line_tells_a_clerk_what_a_list_needs(website: Website, clerk: FlaskClient) -> None:
    number = first_of(website, ItemKind.CANDIDATE)
    (line,) = [one for one in lines_of(clerk.get("/register.json")) if one["nummer"] == number]
    assert line["status"] == "nog niet beoordeeld"
    assert line["toegezegd door"]
    assert line["dossier"]
    assert str(line["vindplaats"]).count("\N{NO-BREAK SPACE}") == 0
    page = Page(clerk.get(f"/register/{number}"))
    assert str(line["tekst"]) in page.text


def test_an_english_reader_gets_the_same_columns(website: Website) -> None:
    client = website.visit(Role.READER)
    dutch = client.get("/register.csv").data
    client.set_cookie("gestand-taal", "en")
    assert client.get("/register.csv").data == dutch


def test_a_reader_has_no_list_of_the_desk(website: Website) -> None:
    assert website.visit(Role.READER).get("/bureau/suggesties.csv").status_code == 403


def test_an_item_can_be_cited_with_its_place(website: Website, clerk: FlaskClient) -> None:
    for kind, begins in ((ItemKind.CANDIDATE, "/register/"), (ItemKind.MOTION, "/moties/")):
        address = f"{begins}{first_of(website, kind)}"
        text = clerk.get(address).text
        cited = text.partition('id="aanhaling"')[2].partition("</textarea>")[0]
        assert f"http://localhost{address}" in cited
        assert "Stand op " in cited


@pytest.mark.parametrize("kind", [ItemKind.CANDIDATE, ItemKind.MOTION, ItemKind.COMMITMENT])
def test_an_item_is_copied_as_a_question_and_a_part_of_a_speech_with_its_source(
    website: Website, clerk: FlaskClient, kind: ItemKind
) -> None:
    if kind is ItemKind.COMMITMENT:
        with transaction(website.engine) as session:
            number = first_of(website, ItemKind.CANDIDATE)
            accept_candidate(session, number, seen=1, actor="G", at=now())
    number = first_of(website, kind)
    text = clerk.get(f"/{'moties' if kind is ItemKind.MOTION else 'register'}/{number}").text
    texts = {
        name: text.partition(f'id="aanhaling-{name}"')[2].partition("</textarea>")[0]
        for name in ("vraag", "bijdrage")
    }
    assert all(one.rstrip().endswith(number) and "Bron: http" in one for one in texts.values())
    assert "Herinnert u zich" in texts["vraag"]
    assert texts["vraag"].partition("Bron:")[0].strip().endswith("?")
    if kind is ItemKind.COMMITMENT:
        assert "zegde de Kamer toe" in texts["bijdrage"]


def test_files_open_with_the_byte_order_mark_and_semicolons(clerk: FlaskClient) -> None:
    response = clerk.get("/register.csv?soort=motie")
    assert response.content_type == "text/csv; charset=utf-8"
    assert "gestand-motie-" in response.headers["Content-Disposition"]
    head = next(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    assert head[:3] == ["nummer", "soort", "status"]
