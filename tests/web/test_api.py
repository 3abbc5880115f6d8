"""The API: who may ask what, how often, and that it says what the pages say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.overview import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.services.sharing import add_note
from app.session import transaction
from app.settings import RegisterChoice
from app.web.api import answering
from app.web.api.asked import LettersQuestion, Question, RegisterQuestion
from app.web.api.description import routes
from app.web.context import DatabaseTrouble
from app.web.problems import PROBLEMS
from tests.web.visiting import send
from tests.web.website import Page, Website, fill_register, make_website, serve

PERSONS = re.compile(r"Testpersoon|@kamer\.example|griffier Test", re.IGNORECASE)


def ask(client: FlaskClient, path: str, **headers: str) -> Any:
    """Ask the API, and give what it answers."""
    response = client.get(f"/api/v1{path}", headers=headers)
    assert response.status_code == 200, response.text
    return json.loads(response.text)


def problem_of(response: TestResponse) -> dict[str, Any]:
    """Read a problem, and see that it is one."""
    assert response.content_type == "application/problem+json"
    told: dict[str, Any] = json.loads(response.text)
    assert told["status"] == response.status_code
    assert {"type", "title", "detail"} <= set(told)
    return told


def make_token(client: FlaskClient, name: str = "mijn lijst") -> str:
    """Make a token on the account page, and read it there."""
    response = send(client, "/account", "/account/tokens", label=name)
    assert response.status_code == 200
    found = re.search(r"<textarea[^>]*>([\w-]{40,})</textarea>", response.text)
    assert found is not None
    return found[1]


def bearer(token: str) -> dict[str, str]:
    """Give the header that shows a token."""
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def client(database_url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a reader's browser on a register of either kind."""
    fill_register(database_url)
    made = serve(RegisterChoice(database_url, is_demo=False, file=None), tmp_path)
    yield made.visit(Role.READER)
    made.engine.dispose()
    made.app.extensions["gestand"].engine.dispose()


@pytest.fixture
def reader(website: Website) -> FlaskClient:
    """Give the browser of a reader."""
    return website.visit(Role.READER)


def test_a_stranger_is_told_to_bring_a_token(website: Website) -> None:
    response = website.visit().get("/api/v1/register")
    assert response.status_code == 401
    assert "token" in problem_of(response)["detail"]
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_the_api_until_it_is_taken_back(
    website: Website, reader: FlaskClient
) -> None:
    token, program = make_token(reader), website.visit()
    assert ask(program, "/register", **bearer(token))["totaal"] > 0
    page = Page(reader.get("/account"))
    assert "mijn lijst" in page.text
    assert token not in page.text
    (action,) = [one for one in page.values("action") if one.endswith("/intrekken")]
    assert send(reader, "/account", action).status_code == 303
    response = program.get("/api/v1/register", headers=bearer(token))
    assert response.status_code == 401
    assert "invalid_token" in response.headers["WWW-Authenticate"]


def test_a_token_without_a_name_is_asked_for_one(reader: FlaskClient) -> None:
    assert send(reader, "/account", "/account/tokens", label=" ").status_code == 422


def test_a_wrong_token_is_not_taken_for_a_stranger_nor_for_who_is_signed_in(
    reader: FlaskClient,
) -> None:
    for header in ("Bearer geheim", "Basic YTpi", "Bearer"):
        response = reader.get("/api/v1/register", headers={"Authorization": header})
        assert response.status_code == 401


def test_a_token_of_the_demo_works_on_this_machine_only(
    register_file: Path, tmp_path: Path
) -> None:
    demo = make_website(register_file, tmp_path, is_demo=True)
    token = make_token(demo.visit(Role.READER))
    shown = bearer(token)
    with transaction(demo.engine) as session:
        key = demo.account(Role.READER).id
        session.execute(text("UPDATE accounts SET demo = true WHERE id = :key"), {"key": key})
    for address, status in (("127.0.0.1", 200), ("192.0.2.7", 401)):
        from_there = {"REMOTE_ADDR": address}
        asked = demo.visit().get("/api/v1", headers=shown, environ_overrides=from_there)
        assert asked.status_code == status
    papers = ask(demo.visit(), "/brieven", **shown)["items"]
    assert {one["officieel"] for one in papers} == {None}  # the letters are made up


def test_too_many_questions_are_told_to_wait(register_file: Path, tmp_path: Path) -> None:
    website = make_website(
        register_file, tmp_path, api_calls_per_account=3, api_calls_per_address=2
    )
    reader, stranger = website.visit(Role.READER), website.visit()
    answers = [reader.get("/api/v1/ministeries") for _ in range(4)]
    if answers[-1].status_code == 200:  # the minute of the clock was over in between
        answers = [reader.get("/api/v1/ministeries") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    over = answers[-1]
    seconds = over.headers["Retry-After"]
    assert 1 <= int(seconds) <= 60
    assert f"{seconds} seconden" in problem_of(over)["detail"]
    assert over.headers["RateLimit-Policy"] == '"minuut";q=3;w=60'
    assert over.headers["RateLimit"].startswith('"minuut";r=0;')
    assert stranger.get("/api/v1/ministeries").status_code == 401  # counted apart


def test_a_register_that_takes_nothing_says_when_to_come_back(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseTrouble("locked")

    monkeypatch.setattr(answering, "count_call", fail)
    response = reader.get("/api/v1/register")
    assert response.status_code == 503
    assert response.headers["Retry-After"] in problem_of(response)["detail"]


def test_who_has_an_answer_already_gets_no_more_than_that(reader: FlaskClient) -> None:
    first = reader.get("/api/v1/brieven")
    again = reader.get("/api/v1/brieven", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "no-store" not in first.headers["Cache-Control"]
    assert {"Authorization", "Cookie"} <= set(first.vary)
    other = reader.get("/api/v1/moties", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_all_that_is_wrong_with_a_question_is_told_at_once(reader: FlaskClient) -> None:
    address = "/api/v1/register?soort=brief&pagina=nul&van=gisteren&dossier=x&q=a&q=b&wat=dan"
    response = reader.get(address)
    assert response.status_code == 400
    told = {one["veld"]: one["uitleg"] for one in problem_of(response)["fouten"]}
    assert set(told) == {"soort", "pagina", "van", "dossier", "q", "wat"}
    assert "toezegging" in told["soort"]
    assert "perPagina" in told["wat"]


@pytest.mark.parametrize(
    "asked",
    [
        "pagina=0",
        "perPagina=101",
        "q=" + "x" * 301,
        "wie=" + "x" * 201,
        "&".join(["soort=motie"] * 21),
        "van=16-2-2022",
        "sorteer=kleur",
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(reader: FlaskClient, asked: str) -> None:
    response = reader.get(f"/api/v1/register?{asked}")
    assert response.status_code == 400
    ((fault),) = problem_of(response)["fouten"]
    assert fault["uitleg"].endswith(".")


def test_errors_of_any_kind_are_problems(website: Website, reader: FlaskClient) -> None:
    for address in ("/api/v1/niets", "/api/v1/register/G99-XXXX", "/api/v1/brieven/999999"):
        assert problem_of(reader.get(address))["status"] == 404
    assert problem_of(reader.get("/api/v1/moties?pagina=999"))["status"] == 404
    assert problem_of(reader.get("/api/v1/dossiers/geen"))["status"] == 404
    wrong = reader.delete("/api/v1/register")
    assert problem_of(wrong)["status"] == 405
    assert "GET" in wrong.headers["Allow"]
    website.app.view_functions["api.register"] = lambda: str(1 / 0)
    assert problem_of(reader.get("/api/v1/register"))["status"] == 500


def test_the_addresses_of_problems_lead_to_the_page_that_explains_them(reader: FlaskClient) -> None:
    page = Page(reader.get("/api"))
    assert {f"fout-{status}" for status in PROBLEMS} <= set(page.values("id"))
    told = problem_of(reader.get("/api/v1/niets"))
    assert told["type"].endswith("/api#fout-404")


def test_pages_follow_each_other_until_there_is_none(client: FlaskClient) -> None:
    seen, total, address = [], 0, "/register?perPagina=7&sorteer=nummer"
    while address:
        response = client.get(f"/api/v1{address}")
        told = json.loads(response.text)
        seen += [one["nummer"] for one in told["items"]]
        total, after = told["totaal"], told["volgende"]
        assert (f'<{after}>; rel="next"' in response.headers["Link"]) == (after is not None)
        address = after.partition("/api/v1")[2] if after else ""
    assert len(seen) == total == len(set(seen))
    assert seen == sorted(seen)


def test_the_filters_mean_what_they_mean_on_the_page(client: FlaskClient) -> None:
    for asked in (
        "",
        "soort=mogelijk",
        "q=schoolgebouwen",
        "sorteer=datum&omgekeerd=ja",
        "bron=mondeling",
        "q=&soort=&status=&wie=&dossier=&van=&brief=&sorteer=",  # as a form sends it
        "wie=Minister+van+Onderwijs,+Cultuur+en+Wetenschap&termijn=te-laat",
    ):
        told = ask(client, f"/register?{asked}")
        page = client.get(f"/register?{asked}").text
        shown = re.findall(r'<a href="/(?:register|moties)/([A-Z0-9-]+)"', page)
        assert list(dict.fromkeys(shown)) == [one["nummer"] for one in told["items"]]


@pytest.mark.parametrize(
    ("template", "asks"),
    [("register.html", RegisterQuestion), ("letters/index.html", LettersQuestion)],
)
def test_every_filter_of_a_page_can_be_asked(template: str, asks: type[Question]) -> None:
    page = (Path(answering.__file__).parents[1] / "templates" / template).read_text()
    named = set(re.findall(r'name="(\w+)"', page)) | set(re.findall(r'facet\("(\w+)"', page))
    asked = {field.alias for field in asks.model_fields.values()}
    assert len(named) > 5
    assert named - {"csrf_token"} <= asked


def test_lists_of_one_kind_hold_that_kind(client: FlaskClient) -> None:
    assert {one["soort"] for one in ask(client, "/moties")["items"]} == {"motie"}
    assert ask(client, "/toezeggingen")["items"] == []
    refused = client.get("/api/v1/moties?soort=motie")
    assert problem_of(refused)["fouten"][0]["veld"] == "soort"


def test_an_item_is_told_whole_under_one_address(client: FlaskClient) -> None:
    for row in ask(client, "/register?perPagina=100")["items"]:
        whole = ask(client, row["adres"].partition("/api/v1")[2])
        # A list has no subject of a motion; a story tells the suggestions for one passage once.
        same = set(row) - {"onderwerp", "wachtendeSuggesties"}
        assert {name: whole[name] for name in same} == {name: row[name] for name in same}
        assert whole["geschiedenis"]
        assert client.get(row["pagina"]).status_code == 200


def test_a_paper_is_told_with_its_words_and_its_official_edition(client: FlaskClient) -> None:
    for row in ask(client, "/brieven")["items"]:
        whole = ask(client, row["adres"].partition("/api/v1")[2])
        text = " ".join(one["tekst"] for one in whole["alineas"])
        assert all(one["woorden"] in text for one in whole["vondsten"] if one["soort"] == "motie")
        number = row["kamerstuk"].replace(" ", "").replace(",nr.", "-")
        assert row["officieel"] == f"https://zoek.officielebekendmakingen.nl/kst-{number}.html"


def test_a_question_without_words_is_explained(client: FlaskClient) -> None:
    for path in ("/register", "/brieven", "/zoeken"):
        told = ask(client, f"{path}?q=-niets")
        assert told["uitleg"]
    assert ask(client, "/zoeken?q=schoolgebouwe")["bedoeldeU"]


def test_members_offices_and_all_that_is_listed_lead_to_their_figures(client: FlaskClient) -> None:
    for path in ("/leden", "/ambten", "/ministeries", "/commissies", "/dossiers"):
        listed = ask(client, f"{path}?perPagina=2")
        one = listed["items"][0]
        figures = ask(client, one["adres"].partition("/api/v1")[2])
        assert figures["inRegister"] == one["inRegister"]
        assert client.get(one["inRegister"]).status_code == 200
        assert client.get(figures["pagina"]).status_code == 200
    assert ask(client, "/cijfers")["nogNietBeoordeeld"] > 0


def test_no_answer_names_who_works_with_the_register(website: Website) -> None:
    clerk, actor, at = website.visit(Role.CLERK), "Griffier Testpersoon", now()
    with transaction(website.engine) as session:
        wanted = RegisterFilter(kinds=(ItemKind.CANDIDATE,))
        row = find_register_items(session, wanted, today=today()).rows[0]
        number, seen = row.number, row.version
        seen = accept_candidate(session, number, seen=seen, changes=None, actor=actor, at=at)
        note = "Een opmerking onder collega's"
        add_note(session, number, note, seen=seen, actor=actor, at=at)
    assert actor in clerk.get(f"/register/{number}").text
    assert note in clerk.get(f"/register/{number}").text.replace("&#39;", "'")
    answer = clerk.get(f"/api/v1/register/{number}").text
    assert "Aanvaard als toezegging" in answer
    assert not PERSONS.search(answer)
    assert note not in answer


def test_the_page_names_every_address_in_both_languages(website: Website) -> None:
    reader = website.visit(Role.READER)
    with website.app.test_request_context():
        paths = {one.path for one in routes()}
    for language in ("nl", "en"):
        send(reader, "/api", "/taal", taal=language)
        page = Page(reader.get("/api"))
        assert paths <= set(page.text.replace("/ {", "/{").split())
