"""A promise in more letters on the desk: its places, a late repeat, and taking one apart."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.accounts import Role
from app.session import reading, transaction
from app.store.items import Candidate, Item
from tests.factories import AT, LATER
from tests.services.test_repeats import SUBJECT, take_in
from tests.web.deciding import decide, undo
from tests.web.website import Page, Website


@pytest.fixture
def desk(website: Website, clerk: FlaskClient) -> FlaskClient:
    """Give a clerk's browser on a register in which two letters promise the same."""
    with transaction(website.engine) as session:
        take_in(session, "eerst", "dan", at=AT)
    return clerk


def numbers(website: Website) -> tuple[str, str]:
    """Give the promise, and its repeat."""
    with reading(website.engine) as session:
        query = select(Item.number, Candidate.repeats_id).join(
            Candidate, Candidate.item_id == Item.id
        )
        rows = session.execute(query.where(Item.words.contains(SUBJECT[:30]))).all()
    (repeat,) = [row.number for row in rows if row.repeats_id]
    (head,) = [row.number for row in rows if not row.repeats_id]
    return head, repeat


def card_of(desk: FlaskClient, number: str) -> str:
    """Give the card of a promise, on whichever page of the desk it stands."""
    for page in range(1, 12):
        text = desk.get(f"/bureau?pagina={page}").text
        if f'id="kandidaat-{number}"' in text:
            return re.split(r'<article class="card"', text.partition(f'"kandidaat-{number}"')[2])[0]
    raise LookupError(number)


def send(desk: FlaskClient, number: str, place: str) -> str:
    """Press a button on a repeat, and give where that leads."""
    address = f"/register/{number}/herhaling"
    page = Page(desk.get(f"/register/{number}"))
    answer = desk.post(address, data=page.form("/herhaling") | {"place": place})
    assert answer.status_code == 303
    return answer.location


def test_one_card_shows_both_places(website: Website, desk: FlaskClient) -> None:
    head, repeat = numbers(website)
    assert f'id="plaats-{repeat}"' in card_of(desk, head)
    assert "Ook gezegd in 1 ander stuk" in desk.get(f"/register/{head}").text
    page = desk.get(f"/register/{repeat}").text
    assert "Dit is een herhaling van" in page
    assert f"/register/{repeat}/beoordelen" not in page


def test_a_place_is_taken_apart_and_put_back(website: Website, desk: FlaskClient) -> None:
    _, repeat = numbers(website)
    send(desk, repeat, "eigen toezegging")
    assert card_of(desk, repeat)
    page = Page(desk.get(f"/register/{repeat}"))
    fields = page.form("/herhaling/heropenen") | {"reason": "toch hetzelfde"}
    answer = desk.post(f"/register/{repeat}/herhaling/heropenen", data=fields)
    assert answer.status_code == 303
    assert "Dit is een herhaling van" in desk.get(f"/register/{repeat}").text
    stale = desk.post(f"/register/{repeat}/herhaling/heropenen", data=fields)
    assert stale.status_code == 409
    wrong = desk.post(f"/register/{repeat}/herhaling", data={"place": "x", "seen": "1"})
    assert wrong.status_code in (400, 422)


def test_a_later_repeat_waits_for_one_click(website: Website, desk: FlaskClient) -> None:
    head, _ = numbers(website)
    assert decide(desk, head, "accept").status_code == 303
    with transaction(website.engine) as session:
        take_in(session, "nog", at=LATER.replace(year=2099))
    text = desk.get("/bureau").text
    assert "Herhalingen van wat al is beoordeeld (1)" in text
    late = re.findall(r'id="herhaling-([^"]+)-kop"', text)
    assert len(late) == 1
    for again in (True, False):
        fields = Page(desk.get("/bureau")).form(f"/{late[0]}/herhaling")
        address = f"/register/{late[0]}/herhaling"
        answer = desk.post(address, data=fields | {"place": "herhaling"})
        assert answer.status_code == 303
        if again:
            undo(desk, answer)
            assert "Herhalingen van wat al is beoordeeld (1)" in desk.get("/bureau").text
    assert "Herhalingen van wat al" not in desk.get("/bureau").text
    assert "Herhaling, door een griffier vastgelegd" in desk.get(f"/register/{head}").text


@pytest.mark.usefixtures("desk")
def test_staff_see_the_places_and_press_nothing(website: Website) -> None:
    head, repeat = numbers(website)
    staff = website.visit(Role.STAFF)
    assert f'id="plaats-{repeat}"' in staff.get(f"/register/{head}").text
    for number in (head, repeat):
        assert "apart beoordelen" not in staff.get(f"/register/{number}").text
