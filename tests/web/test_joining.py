import pytest
from flask.testing import FlaskClient

from app.clock import now
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.overview.rows.common import Standing
from tests.web.deciding import candidate, decide, rows_of, story_of, undo
from tests.web.website import Page, Website

Fields = dict[str, str]
REASON = "De ene herhaalt de andere."


@pytest.fixture
def numbers(website: Website, clerk: FlaskClient) -> tuple[str, str]:
    """Make two commitments."""
    first = candidate(website)
    second = next(one.number for one in rows_of(website, ItemKind.CANDIDATE) if one.number != first)
    for number in (first, second):
        clerk.get(decide(clerk, number, "accept").location)
    return first, second


def merging(clerk: FlaskClient, this: str, other: str, stays: str = "deze") -> Fields:
    """Fill the form in as a browser sends it."""
    page = Page(clerk.get(f"/register/{this}/samenvoegen?q={other}"))
    fields = page.form(f"/register/{this}/samenvoegen") | {"other": other, "stays": stays}
    return fields | {"reason": REASON}


@pytest.mark.parametrize("stays", ["deze", "andere"])
def test_either_number_can_stay_and_the_other_points_on(
    website: Website, clerk: FlaskClient, numbers: tuple[str, str], stays: str
) -> None:
    this, other = numbers
    kept, gone = (this, other) if stays == "deze" else (other, this)
    fields = merging(clerk, this, other, stays)
    response = clerk.post(f"/register/{this}/samenvoegen", data=fields)
    assert response.location == f"/register/{kept}"
    assert story_of(website, gone).joined.into == kept
    seen = website.visit(Role.READER).get(f"/register/{gone}").text
    assert f'<a href="/register/{kept}">{kept}</a>' in seen
    undo(clerk, response)
    assert story_of(website, gone).joined.into is None


def test_a_merger_seen_otherwise_is_refused_and_keeps_what_was_typed(
    website: Website, clerk: FlaskClient, numbers: tuple[str, str]
) -> None:
    this, other = numbers
    fields = merging(clerk, this, other)
    address = f"/werk/{other}/notitie"
    note = Page(clerk.get(f"/register/{other}")).form(address)
    clerk.post(address, data=note | {"note": "Eerst dit."})
    response = clerk.post(f"/register/{this}/samenvoegen", data=fields)
    assert response.status_code == 409
    assert REASON in response.text
    again = Page(response).form(f"/register/{this}/samenvoegen") | {"reason": REASON}
    again |= {"other": other, "stays": "deze"}
    assert clerk.post(f"/register/{this}/samenvoegen", data=again).status_code == 303
    assert story_of(website, this).joined.merged[0].number == other


def test_what_only_waits_is_neither_merged_nor_split(website: Website, clerk: FlaskClient) -> None:
    waiting = candidate(website)
    for what in ("samenvoegen", "splitsen"):
        assert clerk.get(f"/register/{waiting}/{what}").status_code == 409
        assert clerk.get(f"/register/G99-XXXXXX/{what}").status_code == 404


def test_a_split_commitment_is_two_until_it_is_undone(
    website: Website, clerk: FlaskClient, numbers: tuple[str, str]
) -> None:
    this, _other = numbers
    address = f"/register/{this}/splitsen"
    fields = Page(clerk.get(address)).form(address) | {"reason": "Twee beloften."}
    fields |= {"stays-subject": "een brief", "goes-subject": "een  brief"}
    assert clerk.post(address, data=fields).status_code == 422
    fields |= {"goes-subject": "een bijeenkomst", "goes-term_latest": "1 maart 2027"}
    response = clerk.post(address, data=fields)
    assert response.status_code == 303
    (half,) = story_of(website, this).joined.split_off
    made = story_of(website, half.number)
    assert made.standing is Standing.OPEN
    assert made.promise is not None
    assert str(made.promise.term.latest) == "2027-03-01"
    undo(clerk, response)
    assert clerk.post(address, data=fields).status_code == 409
    assert story_of(website, this).joined.split_off == ()
    withdrawn = story_of(website, half.number).registered
    assert withdrawn is not None
    assert withdrawn.withdrawn_at is not None
    assert withdrawn.withdrawn_at <= now()
