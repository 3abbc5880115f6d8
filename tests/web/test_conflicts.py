"""Settling a conflict on the desk: what can be chosen, what is refused, and taking it back."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.session import transaction
from tests.services.naming import DAYS, letter, naming, take_in
from tests.web.website import Page, Website

RIGHT, WRONG = "39 201-02, nr. 2433", "39 201-04, nr. 2433"
LETTERS = {
    "een": letter(naming(RIGHT)),
    "twee": letter(naming(RIGHT), day=DAYS[1]),
    "misdruk": letter(naming(WRONG), day=DAYS[2]),
    "getal": letter(naming("Kamerstuk 3925, nr. 7", "het lid Kaper"), day=DAYS[2]),
    "naam": letter(naming("39 205, nr. 51", "de leden Kaper en Meermin")),
    "andere": letter(naming("39 205, nr. 51", "het lid Schelp"), day=DAYS[3]),
}
KINDS = {
    "nummers": "Eén motie, twee nummers",
    "getal": "Dit nummer kan niet van een motie zijn",
    "naam": "De naam past niet bij het nummer",
}


@pytest.fixture
def desk(website: Website, clerk: FlaskClient) -> FlaskClient:
    """Give a clerk's browser on a register in which letters contradict each other."""
    with transaction(website.engine) as session:
        take_in(session, LETTERS)
    return clerk


def find(desk: FlaskClient, kind: str) -> int:
    """Give the id of the conflict of this kind on the desk."""
    text = desk.get("/bureau/tegenstrijdig").text
    pattern = rf'id="tegenstrijdig-(\d+)-kop">{KINDS[kind]}'
    return int(re.findall(pattern, text)[0])


def settle(desk: FlaskClient, conflict: int, **values: str) -> tuple[int, str]:
    """Send the form of a conflict; give the status, and the page or where it leads."""
    address = f"/bureau/tegenstrijdig/{conflict}"
    fields = Page(desk.get(address)).form(f"/{conflict}/beslissen")
    fields.pop("choice", None)
    answer = desk.post(f"{address}/beslissen", data=fields | {"number": "", "reason": ""} | values)
    return answer.status_code, answer.location or answer.text


def test_both_sides_and_the_likely_reading_stand_on_the_desk(desk: FlaskClient) -> None:
    page = Page(desk.get("/bureau/tegenstrijdig"))
    assert f"Het waarschijnlijkst is {RIGHT} ." in page.text
    assert "De motie van Kaper en Meermin hoort bij een ander nummer" in page.text
    assert all(kind in page.text for kind in KINDS.values())


def test_choosing_the_number_settles_it_and_can_be_undone_at_once(desk: FlaskClient) -> None:
    conflict = find(desk, "nummers")
    status, back = settle(desk, conflict, choice="nummer:kst-39201-02-2433")
    assert status == 303
    landed = desk.get(back)
    assert "het geldt ook voor latere brieven" in landed.text
    assert KINDS["nummers"] not in landed.text
    motion = Page(desk.get("/moties/M-39201-02-2433")).text
    assert "Tegenstrijdigheid over het nummer beslist" in motion
    assert f"Ook genummerd {WRONG}" in motion
    assert "van dezelfde motie als" in desk.get("/moties/M-39201-04-2433").text
    settled = desk.get("/bureau/tegenstrijdig?beslist=ja")
    assert "Het juiste nummer is gekozen" in settled.text
    address = f"/bureau/tegenstrijdig/{conflict}/heropenen"
    fields = Page(settled).form(f"/{conflict}/heropenen") | {"reason": "toch niet"}
    assert desk.post(address, data=fields).status_code == 303
    assert find(desk, "nummers") == conflict


def test_another_number_is_typed_as_papers_print_it(desk: FlaskClient) -> None:
    conflict = find(desk, "getal")
    for typed in ("", "onzin", "39 201"):
        status, text = settle(desk, conflict, choice="ander", number=typed)
        assert status == 422
        assert f'href="#t{conflict}-number"' in text
    status, _ = settle(desk, conflict, choice="ander", number="39 205, nr. 7")
    assert status == 303
    assert "Motie Kaper" in desk.get("/moties/M-39205-7").text


def test_a_side_gets_another_number_or_is_a_slip(desk: FlaskClient) -> None:
    conflict = find(desk, "naam")
    status, text = settle(desk, conflict, choice="kant:1", number="39 205, nr. 51")
    assert (status, "Dit nummer staat er al" in text) == (422, True)
    status, _ = settle(desk, conflict, choice="kant:1", number="39 205, nr. 57")
    assert status == 303
    assert "M-39205-57" in desk.get("/register?soort=motie&q=39205-57").text


def test_nothing_chosen_and_no_reason_are_refused_beside_their_field(desk: FlaskClient) -> None:
    status, text = settle(desk, find(desk, "nummers"))  # of which a reading was proposed
    assert (status, "Kies wat er juist is." in text) == (422, True)
    conflict = find(desk, "naam")
    status, text = settle(desk, conflict)
    assert (status, "Kies wat er juist is." in text) == (422, True)
    status, text = settle(desk, conflict, choice="geen")
    assert (status, "Schrijf waarom er niets mis is." in text) == (422, True)
    status, _ = settle(desk, conflict, choice="geen", reason="Beiden dienden haar in.")
    assert status == 303


def test_who_comes_second_sees_what_was_decided_and_keeps_the_words(
    website: Website, desk: FlaskClient
) -> None:
    conflict = find(desk, "naam")
    address = f"/bureau/tegenstrijdig/{conflict}"
    fields = Page(desk.get(address)).form(f"/{conflict}/beslissen")
    other = website.visit(Role.ADMINISTRATOR)
    settle(other, conflict, choice="verschrijving")
    mine = fields | {"choice": "kant:1", "number": "39 205, nr. 57", "reason": "Zie het stuk."}
    answer = desk.post(f"{address}/beslissen", data=mine)
    assert answer.status_code == 409
    text = Page(answer).text
    assert "Tegenstrijdigheid over het nummer beslist door Beheerder Testpersoon" in text
    assert "Het nummer klopt; een verschrijving ernaast" in text
    for typed in (
        "De motie van Schelp hoort bij een ander nummer",
        "39 205, nr. 57",
        "Zie het stuk.",
    ):
        assert typed in text
    undo = desk.post(f"{address}/heropenen", data=fields | {"reason": "zomaar"})
    assert undo.status_code == 409
    assert "zomaar" in undo.text
    assert desk.post(f"{address}/heropenen", data=fields).status_code == 422


def test_a_conflict_that_waits_again_keeps_what_was_filled_in(
    website: Website, desk: FlaskClient
) -> None:
    conflict = find(desk, "naam")
    address = f"/bureau/tegenstrijdig/{conflict}"
    fields = Page(desk.get(address)).form(f"/{conflict}/beslissen")
    other = website.visit(Role.ADMINISTRATOR)
    settle(other, conflict, choice="verschrijving")
    undo = Page(other.get(address)).form(f"/{conflict}/heropenen") | {"reason": "toch niet"}
    other.post(f"{address}/heropenen", data=undo)
    mine = fields | {"choice": "geen", "number": "", "reason": "Beiden dienden haar in."}
    answer = desk.post(f"{address}/beslissen", data=mine)
    assert answer.status_code == 409
    assert "“toch niet”" in answer.text
    again = Page(answer).form(f"/{conflict}/beslissen")
    assert again["choice"] == "geen"
    assert "Beiden dienden haar in." in answer.text
    assert desk.post(f"{address}/beslissen", data=mine | {"seen": again["seen"]}).status_code == 303


def test_a_conflict_that_is_gone_has_no_page(desk: FlaskClient) -> None:
    assert desk.get("/bureau/tegenstrijdig/999999").status_code == 404


def test_staff_see_the_conflict_with_the_motion_and_decide_nothing(
    website: Website, desk: FlaskClient
) -> None:
    conflict = find(desk, "naam")
    staff = website.visit(Role.STAFF)
    text = staff.get("/moties/M-39205-51").text
    assert KINDS["naam"] in text
    assert "Beslissen wat juist is" not in text
    assert staff.get(f"/bureau/tegenstrijdig/{conflict}").status_code == 403


def test_the_desk_of_one_letter_shows_its_own_conflicts(desk: FlaskClient) -> None:
    text = desk.get("/bureau/tegenstrijdig").text
    letters = {int(one) for one in re.findall(r'href="/brieven/(\d+)#', text)}
    shown = [desk.get(f"/bureau/tegenstrijdig?brief={one}").text for one in sorted(letters)]
    assert all(one.count('<article class="card"') >= 1 for one in shown)
    assert any(one.count('<article class="card"') == 1 for one in shown)
