"""A committee's meeting from list to decision, and a rappel: by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.fields import CommitmentChanges
from app.services.overview.register import find_committees
from app.session import reading, transaction
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press
from tests.web.deciding import rows_of

SLUG = "onderwijs-cultuur-en-wetenschap"


def take_on(site: Site, count: int = 3) -> list[str]:
    """Give the committee some overdue commitments."""
    with reading(site.website.engine) as session:
        committee = next(one.id for one in find_committees(session) if one.slug == SLUG)
    rows = [
        row
        for row in rows_of(site.website, ItemKind.CANDIDATE)
        if row.term and row.term.latest and row.term.latest < today()
    ][:count]
    changes = CommitmentChanges(
        committee_id=committee, responsible="Minister van Onderwijs, Cultuur en Wetenschap"
    )
    for row in rows:
        with transaction(site.website.engine) as session:
            accept_candidate(session, row.number, seen=1, changes=changes, actor="tests", at=now())
    return [row.number for row in rows]


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_list_to_the_decisions(site: Site, width: int) -> None:
    first, *_ = take_on(site)
    with site.visit(Role.CLERK, width, scripts=False) as page:
        page.goto(f"/commissies/{SLUG}?datum=03-12-2030")
        press(page, "button", re.compile("Lijst maken"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("3 december 2030")
        proposal = page.get_by_label("Voorstel").first
        proposal.focus()
        page.keyboard.press("n")  # Nieuwe termijn
        expect(proposal).to_have_value("nieuwe termijn")
        press(page, "button", "Voorstellen bewaren")
        expect(page.get_by_role("alert")).to_contain_text("nieuwe laatste dag")
        page.get_by_label(re.compile("Nieuwe laatste dag")).first.fill("1 maart 2031")
        press(page, "button", "Voorstellen bewaren")
        expect(page.get_by_text("De voorstellen zijn bewaard.")).to_be_visible()
        press(page, "link", re.compile("^Besluiten"))
        press(page, "button", "3 besluiten vastleggen")
        expect(page.get_by_text("3 besluiten zijn vastgelegd.")).to_be_visible()
        page.goto(f"/register/{first}")
        expect(page.get_by_role("main")).to_contain_text("procedurevergadering van")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_in_the_way_in_any_state(site: Site, width: int) -> None:
    take_on(site)
    with site.visit(Role.ADMINISTRATOR, width) as page:
        for address in ("/commissies", f"/commissies/{SLUG}?datum=03-12-2030"):
            page.goto(address)
            look(page)
        page.get_by_role("button", name="De commissie zelf laten besluiten").click()
        look(page)
        page.goto(f"/commissies/{SLUG}?datum=03-12-2030")
        page.get_by_role("button", name=re.compile("Lijst maken")).click()
        look(page)
        address = page.url
        page.get_by_label("Voorstel").first.select_option("nieuwe termijn")
        page.get_by_role("button", name="Voorstellen bewaren").click()
        expect(page.get_by_role("alert")).to_be_visible()
        look(page)
        with site.visit(Role.CLERK, width) as other:
            other.goto(f"{address}/besluiten")
            look(other)
            page.goto(f"{address}/besluiten")
            other.get_by_role("button", name="3 besluiten vastleggen").click()
            look(other)
        page.get_by_label(re.compile("Toelichting")).first.fill("Wat ik had getypt")
        page.get_by_role("button", name="3 besluiten vastleggen").click()
        expect(page.get_by_role("alert")).to_contain_text("Er is niets vastgelegd")
        expect(page.get_by_role("main")).to_contain_text("Wat ik had getypt")
        look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_rappel_from_draft_to_letter(site: Site, width: int) -> None:
    first, *_ = take_on(site)
    with site.visit(Role.CLERK, width, scripts=False) as page:
        page.goto("/rappels")
        press(page, "link", re.compile("Opstellen.*Minister van Onderwijs"))
        press(page, "button", "Rappel vastleggen")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Rappel")
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Brief als PDF").click()
        assert downloading.value.suggested_filename.startswith("rappel-")
        page.goto(f"/register/{first}")
        expect(page.get_by_role("main")).to_contain_text("Gerappelleerd")
    with site.visit(Role.CLERK, width) as page:
        for address in ("/rappels", "/rappels/1", f"/register/{first}"):
            page.goto(address)
            look(page)
        page.goto("/rappels")
        page.get_by_role("link", name=re.compile("Opstellen")).first.click()
        page.get_by_label(re.compile("Antwoord voor")).fill("gisteren")
        page.get_by_role("button", name="Voorbeeld bijwerken").click()
        expect(page.locator("#fouten")).to_be_visible()
        look(page)
