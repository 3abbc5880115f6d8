"""What people follow on the pages: put down, arranged, paused, shared, and read as feed or calendar."""

import re
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.domain.reading import Term, TermKind
from app.services.candidates import accept_candidate
from app.services.commitments import move_deadline
from app.services.digests import note_news
from app.services.overview import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.session import reading, transaction
from app.store.digests import Follow, Subscription
from app.store.finding import Member
from app.store.items import Item
from tests.web.website import Page, Website

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def staff(website: Website) -> FlaskClient:
    """Give the browser of somebody of a Member's staff."""
    return website.visit(Role.STAFF)


def first_of(website: Website, kind: ItemKind) -> str:
    with reading(website.engine) as session:
        wanted = RegisterFilter(kinds=(kind,), size=1)
        return find_register_items(session, wanted, today=today()).rows[0].number


def follow_from(client: FlaskClient, address: str) -> None:
    """Press the button on a page."""
    fields = Page(client.get(address)).form("/volgen")
    assert client.post("/volgen", data=fields).status_code == 303


def get_follows(website: Website) -> list[Follow]:
    with reading(website.engine) as session:
        return list(session.scalars(select(Follow).order_by(Follow.id)))


def press(client: FlaskClient, page: str, form: str, **fields: object) -> str:
    """Send a form of a page, and give the page behind it."""
    filled = Page(client.get(page)).form(form)
    answer = client.post(form, data=filled | fields, follow_redirects=True)
    assert answer.status_code == 200
    return Page(answer).text


@pytest.mark.parametrize("kind", [ItemKind.CANDIDATE, ItemKind.MOTION])
def test_an_item_is_followed_once_from_its_own_page(
    website: Website, staff: FlaskClient, kind: ItemKind
) -> None:
    number = first_of(website, kind)
    page = f"/{'moties' if kind is ItemKind.MOTION else 'register'}/{number}"
    fields = Page(staff.get(page)).form("/volgen")
    for _ in range(2):  # also from a page that stood open
        assert staff.post("/volgen", data=fields).status_code == 303
    (follow,) = get_follows(website)
    assert follow.address is None
    shown = Page(staff.get(page))
    assert "U volgt dit" in shown.text
    assert f"/volgen/{follow.id}" in shown.values("href")
    assert number in Page(staff.get("/volgen")).text


def test_a_list_is_followed_for_what_it_is_and_not_for_how_it_looks(
    website: Website, staff: FlaskClient
) -> None:
    follow_from(staff, "/register?soort=motie&q=scholen&sorteer=datum&pagina=1")
    (follow,) = get_follows(website)
    assert follow.address == "soort=motie&q=scholen"
    assert follow.wanted == {"q": "scholen", "kinds": ["motion"]}
    shown = Page(staff.get("/register?q=scholen&soort=motie&sorteer=nummer&status=afgedaan"))
    assert "U volgt deze lijst" in shown.text  # the same list, however it stands today
    assert f"/volgen/{follow.id}" in shown.values("href")
    assert "U volgt" not in Page(staff.get("/register?soort=motie")).text
    again = Page(staff.get("/register?soort=motie")).form("/volgen")
    staff.post("/volgen", data=again | {"address": "q=scholen&soort=motie&status=afgedaan"})
    assert len(get_follows(website)) == 1


def test_a_list_is_named_by_what_counts_in_it(website: Website, staff: FlaskClient) -> None:
    for more in ("commissie=digitale-zaken&status=openstaand&soort=toezegging", "status=afgedaan"):
        fields = Page(staff.get(f"/register?{more}")).form("/volgen")
        staff.post("/volgen", data=fields)
    names = [one.name for one in get_follows(website)]
    assert names == ["Vaste commissie voor Digitale Zaken; toezeggingen", "Het hele register"]


def test_what_is_followed_is_named_paused_and_dropped_by_its_owner_alone(
    website: Website, staff: FlaskClient, clerk: FlaskClient
) -> None:
    follow_from(staff, "/register?soort=motie")
    key = get_follows(website)[0].id
    assert "Onze moties" in press(
        staff, f"/volgen/{key}", f"/volgen/{key}/naam", name="Onze moties"
    )
    assert "gepauzeerd" in press(staff, "/volgen", f"/volgen/{key}/pauze")
    for form in ("naam", "pauze", "weg", "adressen", "delen"):
        fields = Page(clerk.get("/volgen")).form("/volgen/weekbericht")
        answer = clerk.post(f"/volgen/{key}/{form}", data=fields | {"name": "Van mij"})
        assert answer.status_code == 404
    assert clerk.get(f"/volgen/{key}").status_code == 404
    assert [one.name for one in get_follows(website)] == ["Onze moties"]
    press(staff, "/volgen", f"/volgen/{key}/weg")
    assert get_follows(website) == []


def test_day_hour_and_what_of_the_digest_are_a_readers_own(
    website: Website, staff: FlaskClient
) -> None:
    told = press(
        staff, "/volgen", "/volgen/weekbericht", wanted="y", weekday="4", hour="16", what="alles"
    )
    assert "op vrijdag om 16.00 uur" in told
    with reading(website.engine) as session:
        row = session.scalars(select(Subscription)).one()
    assert (row.weekday, row.hour, row.everything, row.when_empty) == (4, 16, True, False)
    assert row.began_at is not None
    shown = staff.get("/volgen")
    assert re.search(r'<option selected value="4">vrijdag', shown.text)
    fields = Page(shown).form("/volgen/weekbericht") | {"weekday": "4"}
    wrong = staff.post("/volgen/weekbericht", data=fields | {"hour": "24"})
    assert wrong.status_code == 422


def test_a_shared_list_becomes_a_colleagues_own(
    website: Website, staff: FlaskClient, clerk: FlaskClient
) -> None:
    follow_from(staff, "/register?soort=motie")
    mine = get_follows(website)[0]
    press(staff, f"/volgen/{mine.id}", f"/volgen/{mine.id}/delen")
    token = get_follows(website)[0].share_token
    assert website.visit().get(f"/volgen/gedeeld/{token}").status_code == 303  # sign in first
    page = f"/volgen/gedeeld/{token}"
    shown = clerk.get(page).text
    assert "Medewerker Testpersoon" in shown
    assert mine.feed_token not in shown
    press(clerk, page, page)
    press(staff, f"/volgen/{mine.id}", f"/volgen/{mine.id}/delen")  # no more
    assert clerk.get(page).status_code == 404
    press(staff, "/volgen", f"/volgen/{mine.id}/weg")
    (theirs,) = get_follows(website)
    assert (theirs.wanted, theirs.share_token) == (mine.wanted, None)
    assert theirs.feed_token != mine.feed_token


def test_what_is_shared_in_a_fractie_is_seen_there_and_nowhere_else(
    website: Website, staff: FlaskClient, clerk: FlaskClient
) -> None:
    boss = website.visit(Role.ADMINISTRATOR)
    with transaction(website.engine) as session:
        first = today() - timedelta(days=900)
        session.add(Member(name="Van Zee", fractie="Groep Zee", first=first, last=None))
    follow_from(staff, "/register?soort=motie")
    mine = get_follows(website)[0]
    share = f"/volgen/{mine.id}/fractie"
    token = Page(staff.get("/volgen")).form("/volgen/weekbericht")["csrf_token"]
    refused = staff.post(share, data={"csrf_token": token, "delen": "ja"})
    assert refused.status_code == 422  # nobody said which fractie that would be
    for role in (Role.STAFF, Role.CLERK):
        person = f"/beheer/mensen/{website.account(role).id}"
        press(boss, person, f"{person}/fractie", fractie="Groep Zee")
    assert "Gedeeld in uw fractie" not in Page(clerk.get("/volgen")).text  # its owner must say so
    press(staff, f"/volgen/{mine.id}", share)
    shown = clerk.get("/volgen")
    assert "van Medewerker Testpersoon" in Page(shown).text
    owner = f"/beheer/mensen/{website.account(Role.STAFF).id}"
    for fractie in ("", "Groep Zee"):  # who comes back shares nothing that was not said anew
        press(boss, owner, f"{owner}/fractie", fractie=fractie)
        assert "Gedeeld in uw fractie" not in Page(clerk.get("/volgen")).text
    press(staff, f"/volgen/{mine.id}", share)
    assert mine.feed_token not in shown.text
    reader = website.visit(Role.READER)
    assert "Gedeeld in uw fractie" not in Page(reader.get("/volgen")).text
    fields = Page(reader.get("/volgen")).form("/volgen/weekbericht")
    assert reader.post(f"/volgen/fractie/{mine.id}", data=fields).status_code == 404
    for _ in range(2):
        press(clerk, "/volgen", f"/volgen/fractie/{mine.id}")
    press(staff, f"/volgen/{mine.id}", share)  # no more
    assert "Gedeeld in uw fractie" not in Page(clerk.get("/volgen")).text
    (theirs,) = [one for one in get_follows(website) if one.id != mine.id]
    assert (theirs.wanted, theirs.for_fractie) == (mine.wanted, False)


def test_a_feed_tells_what_was_noted_under_ids_that_stay(
    website: Website, staff: FlaskClient
) -> None:
    follow_from(staff, "/register?soort=mogelijk")
    with transaction(website.engine) as session:
        note_news(session, at=now(), today=today())
    address = f"/feeds/{get_follows(website)[0].feed_token}.atom"
    answer = website.visit().get(address)
    assert answer.content_type.startswith("application/atom+xml")
    feed = fromstring(answer.data)
    ids = [one.text for one in feed.findall(f"{ATOM}entry/{ATOM}id")]
    assert ids
    assert all(one is not None and re.fullmatch(r"tag:[\w.]+,2026:[\w:-]+", one) for one in ids)
    assert len(set(ids)) == len(ids)
    again = fromstring(website.visit().get(address).data)
    assert [one.text for one in again.findall(f"{ATOM}entry/{ATOM}id")] == ids
    email = website.account(Role.STAFF).email
    assert email not in answer.text


def test_every_list_has_a_feed_for_who_signs_in(website: Website, staff: FlaskClient) -> None:
    with transaction(website.engine) as session:
        note_news(session, at=now(), today=today())
    assert website.visit().get("/register.atom").status_code == 303
    whole = fromstring(staff.get("/register.atom").data).findall(f"{ATOM}entry")
    part = fromstring(staff.get("/register.atom?soort=motie").data).findall(f"{ATOM}entry")
    assert 0 < len(part) < len(whole)


def test_a_list_of_letters_has_a_feed_of_what_came_in(staff: FlaskClient) -> None:
    feed = fromstring(staff.get("/brieven.atom").data)
    entries = feed.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids) == 3
    moments = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert moments == sorted(moments, reverse=True)
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert re.search(r"/brieven/\d+$", link.get("href", ""))
    part = fromstring(staff.get("/brieven.atom?van=2026-01-01").data).findall(f"{ATOM}entry")
    assert len(part) == 1
    page = Page(staff.get("/brieven?van=2026-01-01"))
    assert "/brieven.atom?van=2026-01-01" in page.values("href")


def test_a_list_of_letters_is_followed_and_has_its_feed(
    website: Website, staff: FlaskClient
) -> None:
    follow_from(staff, "/brieven?van=2026-01-01&met=moties&sorteer=laatst&pagina=1")
    (follow,) = get_follows(website)
    assert follow.of_letters
    assert follow.name == "Brieven: vanaf 2026-01-01; met moties"
    for page in ("/volgen", f"/volgen/{follow.id}"):
        assert f"/brieven?{follow.address}" in Page(staff.get(page)).values("href")
    shown = Page(staff.get("/brieven?met=moties&van=2026-01-01"))
    assert "U volgt deze lijst" in shown.text
    assert "U volgt" not in Page(staff.get("/brieven")).text
    assert "U volgt" not in Page(staff.get("/register?van=2026-01-01")).text
    feed = fromstring(website.visit().get(f"/feeds/{follow.feed_token}.atom").data)
    links = [one.get("href", "") for one in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert len(links) == 1
    assert re.search(r"/brieven/\d+$", links[0])
    calendar = Calendar.from_ical(website.visit().get(f"/feeds/{follow.feed_token}.ics").data)
    assert calendar.walk("VEVENT") == []


def test_a_shared_list_of_letters_stays_one(
    website: Website, staff: FlaskClient, clerk: FlaskClient
) -> None:
    follow_from(staff, "/brieven")
    mine = get_follows(website)[0]
    assert mine.name == "Alle brieven en verslagen"
    press(staff, f"/volgen/{mine.id}", f"/volgen/{mine.id}/delen")
    page = f"/volgen/gedeeld/{get_follows(website)[0].share_token}"
    assert "/brieven" in Page(clerk.get(page)).values("href")
    press(clerk, page, page)
    assert [one.of_letters for one in get_follows(website)] == [True, True]


def test_new_addresses_take_the_place_of_the_old(website: Website, staff: FlaskClient) -> None:
    follow_from(staff, "/register?soort=mogelijk")
    follow = get_follows(website)[0]
    press(staff, f"/volgen/{follow.id}", f"/volgen/{follow.id}/adressen")
    stranger = website.visit()
    for kind in ("atom", "ics"):
        assert stranger.get(f"/feeds/{follow.feed_token}.{kind}").status_code == 404
        fresh = get_follows(website)[0].feed_token
        assert stranger.get(f"/feeds/{fresh}.{kind}").status_code == 200


def test_a_term_that_moves_stays_the_same_day_in_the_calendar(
    website: Website, staff: FlaskClient
) -> None:
    with transaction(website.engine) as session:
        number = first_of(website, ItemKind.CANDIDATE)
        item = session.scalars(select(Item).where(Item.number == number)).one()
        accept_candidate(session, number, seen=item.version, actor="G", at=now())
        term = Term(TermKind.DATE, None, None, today() + timedelta(days=40))
        version = move(session, number, term, item.version)
    follow_from(staff, f"/register/{number}")
    address = f"/feeds/{get_follows(website)[0].feed_token}.ics"

    def read() -> tuple[str, object, int]:
        calendar = Calendar.from_ical(website.visit().get(address).data)
        (event,) = calendar.walk("VEVENT")
        return str(event["uid"]), event.decoded("dtstart"), int(str(event["sequence"]))

    first = read()
    assert first[1] == today() + timedelta(days=40)
    with transaction(website.engine) as session:
        later = Term(TermKind.DATE, None, None, today() + timedelta(days=70))
        move(session, number, later, version)
    second = read()
    assert (second[0], second[1]) == (first[0], today() + timedelta(days=70))
    assert second[2] > first[2]


def move(session: Session, number: str, term: Term, seen: int) -> int:
    """Give a commitment another term."""
    return move_deadline(
        session,
        number,
        term,
        seen=seen,
        reason="Uitstel.",
        actor="G",
        at=now(),
    )


def test_a_preview_shows_four_weeks_and_keeps_nothing(website: Website, staff: FlaskClient) -> None:
    follow_from(staff, "/register?soort=mogelijk")
    key = get_follows(website)[0].id
    for page in ("/volgen/voorbeeld", f"/volgen/{key}"):
        shown = staff.get(page)
        assert shown.status_code == 200
        assert len(re.findall(r"<h[23]>Week \d+", shown.text)) == 4
