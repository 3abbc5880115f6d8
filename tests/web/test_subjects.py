"""The pages about one thing, their pictures, and the way to them from an item."""

import html
import re
from datetime import date
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from tests.web.deciding import decide
from tests.web.test_work import first_of
from tests.web.website import Page, Website, lines_of_csv

PAGES = [
    "/cijfers",
    "/leden",
    "/ambten",
    "/dossiers",
    "/dossiers/39101",
    "/dossiers/39%20101",
    "/debatten/1",
    "/ministeries/ocw",
    "/commissies/digitale-zaken/cijfers",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_names_its_pictures_and_gives_their_figures_in_a_table(
    clerk: FlaskClient, address: str
) -> None:
    response = clerk.get(address)
    assert response.status_code == 200
    drawn = re.findall(r'<svg class="picture".*?</svg>', response.text, re.DOTALL)
    for svg in drawn:
        assert re.search(r"<title id=[^>]*>[^<]+</title><desc id=[^>]*>[^<]+</desc>", svg)
    assert response.text.count('class="table narrow"') >= len(drawn) - 1
    ids = Page(response).values("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "address",
    [
        "/leden/Nergensteyn",
        "/ministeries/xyz",
        "/dossiers/onzin",
        "/dossiers/39999",
        "/debatten/999",
    ],
)
def test_a_page_about_nothing_is_not_found(clerk: FlaskClient, address: str) -> None:
    assert clerk.get(address).status_code == 404


def test_an_item_leads_to_the_pages_about_it(website: Website, clerk: FlaskClient) -> None:
    motion = f"/moties/{first_of(website, ItemKind.MOTION)}"
    candidate = f"/register/{first_of(website, ItemKind.CANDIDATE)}"
    for address in (motion, candidate):
        text = clerk.get(address).text
        block = text.partition('class="more-about"')[2].partition("</nav>")[0]
        links = re.findall(r'href="([^"]+)"', block)
        assert any("/dossiers/" in link for link in links), address
        own = [link for link in links if link.startswith("/")]
        assert all(clerk.get(link).status_code == 200 for link in own)
        (official,) = set(links) - set(own)
        assert re.fullmatch(
            r"https://zoek\.officielebekendmakingen\.nl/kst-39101-\d+\.html", official
        )


def test_a_paper_leads_to_the_pages_about_it_and_is_cited(clerk: FlaskClient) -> None:
    text = clerk.get("/brieven/1").text
    block = text.partition('class="more-about"')[2].partition("</nav>")[0]
    dossier, all_of_it, official = re.findall(r'href="([^"]+)"', block)
    assert (dossier, all_of_it) == ("/dossiers/39101", "/debatten/1")
    assert official == "https://zoek.officielebekendmakingen.nl/kst-39101-12.html"
    line = html.unescape(text.partition('id="aanhaling"')[2].partition(">")[2].partition("<")[0])
    assert line.startswith("Brief van 12 maart 2025, Kamerstuk 39 101, nr. 12 (Minister van ")
    assert line.endswith(". http://localhost/brieven/1")


def test_the_demo_has_no_official_papers(website: Website, clerk: FlaskClient) -> None:
    hall = website.app.extensions["gestand"]
    object.__setattr__(hall, "is_demo", True)
    assert "officielebekendmakingen" not in clerk.get("/brieven/1").text
    assert (
        "officielebekendmakingen"
        not in clerk.get(f"/moties/{first_of(website, ItemKind.MOTION)}").text
    )


def test_figures_lead_to_the_list_behind_them(clerk: FlaskClient) -> None:
    text = clerk.get("/ministeries/ocw").text
    link = re.search(r'href="(/register\?ministerie=ocw&amp;[^"]+)"', text)
    assert link is not None
    assert clerk.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_line_of_time_numbers_what_its_list_tells(clerk: FlaskClient) -> None:
    numbers = re.findall(r'href="(/register/G[^"?#]+)"', clerk.get("/register").text)
    drawn = 0
    for address in dict.fromkeys(numbers):
        text = clerk.get(address).text
        if 'class="time-line"' in text:
            figure = text.partition('class="time-line"')[2].partition("</figure>")[0]
            assert figure.count('class="figure"') == figure.count("<li>") >= 2
            drawn += 1
    assert drawn


def test_figures_of_nothing_yet_lead_to_what_waits(clerk: FlaskClient) -> None:
    page = clerk.get("/cijfers").text
    assert "nog niets te tellen" in page
    assert 'href="/bureau/brieven">Beoordeel wat er wacht' in page


@pytest.mark.parametrize("page", ["/dossiers/39101", "/ministeries/ocw"])
def test_a_subject_is_followed_from_its_page_and_has_a_feed(clerk: FlaskClient, page: str) -> None:
    shown = Page(clerk.get(page))
    assert clerk.post("/volgen", data=shown.form("/volgen")).status_code == 303
    followed = Page(clerk.get(page))
    assert "U volgt dit" in followed.text
    (feed,) = [one for one in followed.values("href") if one.startswith("/register.atom")]
    assert clerk.get(feed).content_type.startswith("application/atom+xml")


def test_lists_of_offices_and_dossiers_lead_to_their_pages_and_files(
    website: Website, clerk: FlaskClient
) -> None:
    number = first_of(website, ItemKind.CANDIDATE)
    decide(clerk, number, "accept")
    lists = Page(clerk.get("/cijfers")).values("href")
    for address, own in (("/ambten", "/ambten/Minister"), ("/dossiers", "/dossiers/39101")):
        assert address in lists
        links = Page(clerk.get(address)).values("href")
        one = next(link for link in links if link.startswith(own))
        assert clerk.get(one).status_code == 200
        assert f"{address}.csv" in links
        assert website.visit(Role.READER).get(f"{address}.csv").status_code == 200
    assert "A.M. Terwindt" in Page(clerk.get("/ambten")).text
    every = lines_of_csv(clerk.get("/dossiers.csv"))
    motions = [one for one in lines_of_csv(clerk.get("/register.csv")) if one["soort"] == "motie"]
    assert {one["dossier"] for one in every} >= {one["Kamerstuk"].split(",")[0] for one in motions}
    (line,) = [one for one in every if one["dossier"] == "39 101"]
    listed = lines_of_csv(clerk.get("/register.csv?dossier=39101"))
    assert (line["dossier"], line["stukken"], line["toezeggingen"]) == ("39 101", "3", "1")
    assert line["openstaand"] == "1"
    assert line["moties"] == str(sum(one["soort"] == "motie" for one in listed))
    assert clerk.get("/dossiers?dossier=39+101").location == "/dossiers/39101"
    assert clerk.get("/dossiers?dossier=onzin").status_code == 200


def test_a_dossier_and_a_member_are_followed_under_a_name_that_says_what_they_are(
    clerk: FlaskClient,
) -> None:
    clerk.post("/volgen", data=Page(clerk.get("/dossiers/39101")).form("/volgen"))
    member = next(
        one for one in Page(clerk.get("/leden")).values("href") if one.startswith("/leden/")
    )
    clerk.post("/volgen", data=Page(clerk.get(member)).form("/volgen"))
    followed = Page(clerk.get("/volgen")).text
    assert "Dossier 39 101" in followed
    assert f"Het lid {member.removeprefix('/leden/')}" in followed


def test_members_stand_with_their_fractie_and_are_narrowed_to_it(clerk: FlaskClient) -> None:
    every = lines_of_csv(clerk.get("/leden.csv"))
    fractie = next(one["fractie"] for one in every if one["fractie"])
    own = {one["lid"] for one in every if one["fractie"] == fractie}
    assert 0 < len(own) < len(every)
    page = Page(clerk.get("/leden", query_string={"fractie": fractie}))
    shown = {one for one in page.values("href") if one.startswith("/leden/")}
    assert {unquote(one).removeprefix("/leden/") for one in shown} == own
    file = next(one for one in page.values("href") if one.startswith("/leden.csv"))
    assert {one["lid"] for one in lines_of_csv(clerk.get(file))} == own
    assert "Van deze fractie" in Page(clerk.get("/leden?fractie=Niemand")).text


def test_one_that_was_settled_is_told_as_one(website: Website, clerk: FlaskClient) -> None:
    number = first_of(website, ItemKind.CANDIDATE)
    decide(clerk, number, "accept")
    story = Page(clerk.get(f"/register/{number}"))
    fields = story.form(f"/register/{number}/status")
    told = {"status": "afgedaan", "reason": "Beantwoord."}
    assert clerk.post(f"/register/{number}/status", data=fields | told).status_code == 303
    text = Page(clerk.get("/cijfers")).text
    assert "De ene afgedane toezegging was binnen" in text
    assert "Van de 1" not in text


def test_months_without_promises_say_so_instead_of_an_empty_picture(
    website: Website, clerk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(clerk, first_of(website, ItemKind.CANDIDATE), "accept")
    assert "Toegezegd en afgedaan in elke maand" in clerk.get("/cijfers").text
    monkeypatch.setattr("app.web.subjects.today", lambda: date(2040, 1, 1))
    text = clerk.get("/cijfers").text
    assert "maanden is hier niets toegezegd of afgedaan." in text
    assert "Toegezegd en afgedaan in elke maand" not in text
