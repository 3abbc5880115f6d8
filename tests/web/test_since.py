"""Lists mark what is new or changed since the visitor was here before, and narrow to it."""

import re
from datetime import timedelta
from urllib.parse import quote_plus

from flask.testing import FlaskClient
from sqlalchemy import update

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.overview.register import find_register_items
from app.services.overview.rows.register import RegisterFilter, RegisterRow
from app.session import reading, transaction
from app.store.accounts import AccountVisit
from tests.web.website import Page, Website

FIRST = "Uw vorige bezoek was op"


def was_here(website: Website) -> None:
    """Let everybody have been here a moment ago, on a visit before this one."""
    with transaction(website.engine) as session:
        session.execute(update(AccountVisit).values(before_at=now()))


def accept_one(website: Website) -> RegisterRow:
    """Accept the first candidate, and give what the list showed of it."""
    with transaction(website.engine) as session:
        wanted = RegisterFilter(kinds=(ItemKind.CANDIDATE,), size=1)
        (row,) = find_register_items(session, wanted, today=today()).rows
        accept_candidate(session, row.number, seen=row.version, actor="G", at=now())
        return row


def test_a_first_visit_marks_nothing(website: Website) -> None:
    for address in ("/register", "/brieven", "/zoeken?q=scholen", "/register?sinds=bezoek"):
        shown = website.visit(Role.STAFF).get(address)
        assert shown.status_code == 200
        assert FIRST not in Page(shown).text
        assert "badge-fresh" not in shown.text


def test_the_next_visit_marks_what_changed_since(website: Website, clerk: FlaskClient) -> None:
    was_here(website)
    assert "Niets is nieuw of gewijzigd" in Page(clerk.get("/register")).text
    number = accept_one(website).number
    shown = clerk.get("/register")
    assert "nieuw of gewijzigd is (1)" in Page(shown).text
    assert FIRST in Page(shown).text
    assert shown.text.count("badge-fresh") == 1
    kept = Page(clerk.get("/register?sinds=bezoek"))
    assert number in kept.text
    assert "1 tot en met 1 van 1" in kept.text
    assert "Toon alles" in kept.text
    filtered = Page(clerk.get("/register?soort=toezegging"))
    assert any("sinds=bezoek" in one and "soort=" in one for one in filtered.values("href"))


def test_pages_about_a_subject_and_the_search_mark_too(
    website: Website, clerk: FlaskClient
) -> None:
    was_here(website)
    words = (accept_one(website).subject or "").split()
    for address in (f"/zoeken?q={quote_plus(' '.join(words[:4]))}", "/dossiers/39101"):
        assert "badge-fresh" in clerk.get(address).text, address


def test_a_day_narrows_too_and_stays_in_the_form(clerk: FlaskClient) -> None:
    day = today()
    kept = Page(clerk.get(f"/register?sinds={day:%d-%m-%Y}"))
    assert f"{day:%d-%m-%Y}" in kept.values("value")
    assert re.search(r"1 tot en met \d+ van \d+", kept.text)
    none = Page(clerk.get(f"/register?sinds={day + timedelta(days=1)}"))
    assert "Niets gevonden met deze filters" in none.text
    assert clerk.get("/register?sinds=onzin").status_code == 200


def test_a_follow_is_about_the_list_and_not_about_a_visit(clerk: FlaskClient) -> None:
    fields = Page(clerk.get("/register?soort=motie&sinds=2026-01-01")).form("/volgen")
    clerk.post("/volgen", data=fields)
    assert "sinds" not in "".join(Page(clerk.get("/volgen")).values("href"))


def test_what_one_follows_leads_to_what_is_new_in_it(website: Website, clerk: FlaskClient) -> None:
    fields = Page(clerk.get("/register?soort=toezegging")).form("/volgen")
    clerk.post("/volgen", data=fields)
    assert "sinds=bezoek" not in "".join(Page(clerk.get("/volgen")).values("href"))
    was_here(website)
    number = accept_one(website).number
    (address,) = [one for one in Page(clerk.get("/volgen")).values("href") if "sinds=" in one]
    shown = Page(clerk.get(address))
    assert "1 tot en met 1 van 1" in shown.text
    assert number in shown.text


def test_only_two_moments_of_a_person_are_kept(website: Website, clerk: FlaskClient) -> None:
    for address in ("/register", "/brieven", "/register?q=scholen"):
        clerk.get(address)
    with reading(website.engine) as session:
        columns = {column.name for column in AccountVisit.__table__.columns}
        assert columns == {"account_id", "seen_at", "before_at"}
        assert session.query(AccountVisit).count() == 1
