"""What became of a motion, on its page."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from tests.web.test_work import first_of
from tests.web.website import Page, Website


@pytest.fixture
def number(website: Website) -> str:
    """Give the number of a motion."""
    return first_of(website, ItemKind.MOTION)


def send(clerk: FlaskClient, number: str, **values: str) -> TestResponse:
    address = f"/moties/{number}/gegevens"
    fields = Page(clerk.get(f"/moties/{number}")).form(address)
    given = {"outcome": "aangenomen", "advice": "oordeel Kamer", "votes": "voor <81> leden"}
    return clerk.post(address, data=fields | given | values)


def test_it_is_put_down_shown_and_taken_back(
    website: Website, clerk: FlaskClient, number: str
) -> None:
    done = send(clerk, number, outcome_on="3-2-2026")
    shown = clerk.get(done.location)
    assert "Aangenomen op 3 februari 2026" in Page(shown).text.replace("\xa0", " ")
    assert "voor &lt;81&gt; leden" in shown.text
    assert "Oordeel Kamer" in Page(website.visit(Role.READER).get(done.location)).text
    undo = next(one for one in Page(shown).values("action") if one.endswith("/ongedaan"))
    fields = Page(shown).form(undo)
    clerk.post(undo, data=fields | {"reason": "Andere motie"})
    assert "Aangenomen op" not in Page(clerk.get(f"/moties/{number}")).text


def test_what_cannot_be_is_told_beside_its_field(clerk: FlaskClient, number: str) -> None:
    for values, said in (
        ({"outcome": "", "outcome_on": "3-2-2026"}, "Kies ook de uitkomst"),
        ({"outcome_on": "3-2-2199"}, "Deze dag moet nog komen"),
        ({"outcome": "gehaald"}, "Ongeldige keuze"),
    ):
        response = send(clerk, number, **values)
        assert response.status_code == 422, values
        assert said.casefold() in response.text.casefold() or said == "Ongeldige keuze"


def test_the_same_again_changes_nothing_and_a_stale_page_is_refused(
    clerk: FlaskClient, number: str
) -> None:
    send(clerk, number)
    again = send(clerk, number)
    assert "Er is niets gewijzigd" in Page(clerk.get(again.location)).text
    stale = send(clerk, number, votes="anders", seen="1")
    assert (stale.status_code, "Intussen is dit gewijzigd" in stale.text) == (409, True)
    assert "anders</textarea>" in stale.text
