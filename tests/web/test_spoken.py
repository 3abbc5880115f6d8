"""A spoken promise entered at the desk."""

from datetime import date

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services.overview.rows.common import Standing
from tests.web.deciding import story_of, undo
from tests.web.website import Page, Website

ADDRESS = "/bureau/mondeling"
GIVEN = {
    "words": "Ik zal de Kamer vóór 1 mei 2026 informeren over <b>de sluizen</b>.",
    "debate": "commissiedebat Vaarwegen",
    "day": "12-2-2026",
    "actor": "minister van Havenzaken",
    "member": "Verzonnen",
    "kind": "informatie",
    "term_text": "vóór 1 mei 2026",
}


def send(clerk: FlaskClient, **values: str) -> TestResponse:
    fields = Page(clerk.get(ADDRESS)).form(ADDRESS)
    return clerk.post(ADDRESS, data=fields | {"committee": "0"} | GIVEN | values)


def test_it_is_put_down_with_a_term_worked_out_of_its_words(
    website: Website, clerk: FlaskClient
) -> None:
    response = send(clerk)
    number = response.location.rpartition("/")[2]
    story = story_of(website, number)
    assert story.standing is Standing.OPEN
    assert story.promise is not None
    assert story.promise.term.latest == date(2026, 4, 30)
    page = clerk.get(response.location)
    assert "&lt;b&gt;de sluizen&lt;/b&gt;" in page.text
    assert "Mondeling, in een debat" in Page(page).text
    assert "Commissiedebat Vaarwegen, 12 februari 2026" in Page(page).text.replace("\xa0", " ")


def test_it_is_taken_back_from_its_notice(website: Website, clerk: FlaskClient) -> None:
    response = send(clerk)
    undo(clerk, response)
    registered = story_of(website, response.location.rpartition("/")[2]).registered
    assert registered is not None
    assert registered.withdrawn_at is not None


def test_what_is_missing_is_asked_for_beside_its_field(clerk: FlaskClient) -> None:
    for field, asked in (
        ("words", "Vul in wat er is gezegd"),
        ("debate", "Vul in bij welk debat"),
        ("day", "Vul de datum in"),
        ("actor", "Vul in wie het toezegt"),
    ):
        response = send(clerk, **{field: " "})
        assert (response.status_code, asked in response.text) == (422, True), field


def test_a_day_to_come_is_refused_and_the_words_are_kept(clerk: FlaskClient) -> None:
    response = send(clerk, day="1-1-2099")
    assert response.status_code == 422
    assert "Deze dag moet nog komen" in response.text
    assert "commissiedebat Vaarwegen" in response.text


def test_the_same_is_not_entered_twice(clerk: FlaskClient) -> None:
    first = send(clerk).location.rpartition("/")[2]
    again = send(clerk)
    assert (again.status_code, f"Naar {first}" in Page(again).text) == (409, True)
