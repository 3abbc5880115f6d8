"""The inbox, the work of one letter, and all that it may settle judged in one go."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.clock import today
from app.domain.accounts import Role
from app.domain.commitments import Verdict
from app.services.overview.desk import find_desk
from app.services.overview.inbox import find_inbox
from app.services.overview.rows.common import SuggestionView
from app.services.overview.rows.desk import DeskFilter
from app.session import reading
from tests.web.website import Page, Website, make_register

LETTERS = (
    "2025-06-04-verslag-commissiedebat-digitale-overheid",
    "2026-09-30-bzk-voortgangsrapportage",
)


@pytest.fixture(scope="session")
def read_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register in which one letter may settle two promises of a debate."""
    file = tmp_path_factory.mktemp("inbox") / "register.sqlite"
    make_register(file, LETTERS)
    return file


def letter_with(website: Website, least: int) -> int:
    """Give a letter in which so many suggestions wait."""
    with reading(website.engine) as session:
        rows = find_inbox(session, 1, today=today()).rows
    return next(row.letter.id for row in rows if row.suggestions >= least)


def waiting(website: Website, letter: int) -> list[SuggestionView]:
    with reading(website.engine) as session:
        desk = find_desk(session, DeskFilter(letter), today=today())
    return [card for group in desk.suggestions for card in group.cards]


def send(clerk: FlaskClient, letter: int, step: str, verdict: str, **values: str) -> TestResponse:
    """Fill the page with one verdict for all, and send it."""
    address = f"/bureau/brief/{letter}/samen"
    return clerk.post(
        address, data=fields_of(clerk, letter) | {"rest": verdict, "stap": step} | values
    )


def fields_of(clerk: FlaskClient, letter: int) -> dict[str, object]:
    """Give what a browser sends of the page as it stands: each row, and no verdict."""
    page = Page(clerk.get(f"/bureau/brief/{letter}/samen"))
    hidden = [attrs for tag, attrs in page.tags if tag == "input" and attrs.get("type") == "hidden"]
    fields: dict[str, object] = {str(one["name"]): one.get("value") or "" for one in hidden}
    return fields | {"rij": [str(one["value"]) for one in hidden if one["name"] == "rij"]}


def test_the_menu_leads_to_the_inbox_and_that_to_the_work_of_a_letter(
    website: Website, clerk: FlaskClient
) -> None:
    assert 'href="/bureau/brieven"' in clerk.get("/register").text
    shown = clerk.get("/bureau/brieven")
    letter = letter_with(website, 1)
    assert "Vandaag ingelezen" in shown.text
    assert f'href="/bureau/brief/{letter}"' in shown.text
    work = clerk.get(f"/bureau/brief/{letter}").text
    assert f"Wat de brief kan afdoen ({len(waiting(website, letter))})" in work
    assert "Wat de brief belooft" in work


def test_an_unknown_letter_has_no_work(clerk: FlaskClient) -> None:
    assert clerk.get("/bureau/brief/999").status_code == 404


def test_a_mistake_in_a_letter_comes_back_in_that_letter(
    website: Website, clerk: FlaskClient
) -> None:
    letter = letter_with(website, 1)
    page = clerk.get(f"/bureau/brief/{letter}")
    address = next(v for v in Page(page).values("action") if v.endswith("/beoordelen"))
    fields = Page(page).form(address) | {"decision": "accept", "actor": "", "subject": "Iets"}
    response = clerk.post(address, data=fields)
    assert response.status_code == 422
    assert "<title>Beoordelen:" in response.text
    assert "Vul in wie het toezegt." in response.text


def test_what_will_change_is_shown_before_anything_does(
    website: Website, clerk: FlaskClient
) -> None:
    letter = letter_with(website, 1)
    before = waiting(website, letter)
    response = send(clerk, letter, "bekijken", "voldaan", reason="Zie de bijlage.")
    assert response.status_code == 200
    text = Page(response).text
    assert "Dit verandert er" in text
    assert "Wordt aanvaard als toezegging; daarna afgedaan" in text
    assert "Zie de bijlage." in text
    assert waiting(website, letter) == before
    address = f"/bureau/brief/{letter}/samen"
    back = Page(response).form(address) | {"rij": [str(one.id) for one in before]}
    again = clerk.post(address, data=back | {"stap": "wijzigen"})
    assert again.status_code == 200
    assert 'selected value="voldaan"' in again.text


def test_verdicts_are_put_down_together_and_undone_together(
    website: Website, clerk: FlaskClient
) -> None:
    letter = letter_with(website, 2)
    before = waiting(website, letter)
    response = send(clerk, letter, "vastleggen", "tussenbericht")
    assert response.status_code == 303
    assert waiting(website, letter) == []
    shown = clerk.get(response.location)
    assert f"{len(before)} oordelen zijn vastgelegd." in shown.text
    assert f"{len(before)} oordelen door Griffier Testpersoon" in Page(shown).text
    address = next(v for v in Page(shown).values("action") if v.endswith("/ongedaan"))
    refused = clerk.post(address, data=Page(shown).form(address) | {"reason": ""})
    assert refused.status_code == 422
    assert "Vul in waarom u dit ongedaan maakt." in refused.text
    undone = clerk.post(address, data=Page(shown).form(address) | {"reason": "Verkeerde brief."})
    assert undone.status_code == 303
    assert [one.id for one in waiting(website, letter)] == [one.id for one in before]
    late = clerk.post(address, data=Page(shown).form(address) | {"reason": "Nog eens."})
    assert late.status_code == 409


def test_a_row_has_its_own_verdict_and_the_rest_may_wait(
    website: Website, clerk: FlaskClient
) -> None:
    letter = letter_with(website, 2)
    first, *others = waiting(website, letter)
    own = {f"s{first.id}-verdict": "niet"}
    response = send(clerk, letter, "vastleggen", "", **own)
    assert "Eén oordeel is vastgelegd." in clerk.get(response.location).text
    assert [one.id for one in waiting(website, letter)] == [one.id for one in others]


@pytest.mark.parametrize("wrong", [{"rest": "misschien"}, {"stap": "vastleggen", "rest": ""}])
def test_what_says_nothing_is_refused_with_a_word(
    website: Website, clerk: FlaskClient, wrong: dict[str, str]
) -> None:
    letter = letter_with(website, 1)
    response = clerk.post(
        f"/bureau/brief/{letter}/samen",
        data=fields_of(clerk, letter) | {"stap": "bekijken"} | wrong,
    )
    assert response.status_code == 422
    assert "Dit is nog niet goed" in response.text


def test_a_stale_decision_shows_what_the_other_did_and_keeps_the_choices(
    website: Website, clerk: FlaskClient
) -> None:
    letter = letter_with(website, 2)
    first, *others = waiting(website, letter)
    sent = fields_of(clerk, letter) | {"rest": "voldaan", "stap": "vastleggen"}
    other = website.visit(Role.ADMINISTRATOR)
    page = Page(other.get(f"/bureau/brief/{letter}"))
    address = f"/suggesties/{first.id}/oordeel"
    other.post(address, data=page.form(address) | {"verdict": Verdict.UNRELATED.value})
    response = clerk.post(f"/bureau/brief/{letter}/samen", data=sent)
    assert response.status_code == 409
    text = Page(response).text
    assert "Intussen is er iets gewijzigd" in text
    assert re.search(rf"{first.number} \(u koos: geheel voldaan\)", text)
    assert "Suggestie beoordeeld : Beheerder Testpersoon" in text
    assert 'selected value="voldaan"' in response.text
    assert [one.id for one in waiting(website, letter)] == [one.id for one in others]


def test_one_batch_that_was_partly_taken_back_says_so(website: Website, clerk: FlaskClient) -> None:
    letter = letter_with(website, 2)
    first, *_ = waiting(website, letter)
    shown = clerk.get(send(clerk, letter, "vastleggen", "tussenbericht").location)
    address = next(v for v in Page(shown).values("action") if v.endswith("/ongedaan"))
    one = f"/suggesties/{first.id}/heropenen"
    item = Page(clerk.get(f"/register/{first.number}"))
    assert clerk.post(one, data=item.form(one) | {"reason": "Toch niet."}).status_code == 303
    response = clerk.post(address, data=Page(shown).form(address) | {"reason": "Alles terug."})
    assert response.status_code == 409
    assert "Intussen is een van deze oordelen al ongedaan gemaakt" in response.text
    assert "Alles terug." in response.text
