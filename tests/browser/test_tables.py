"""A change of cabinet in a real browser: wide and narrow, and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import Site
from tests.browser.looking import look

MINISTER = "Minister van Onderwijs, Cultuur en Wetenschap"
WISSELING = (
    "office,name,from,until\n"
    f'"{MINISTER}",A.M. Terwindt,02-07-2024,30-09-2026\n'
    f'"{MINISTER}",B.C. Vaartmans,01-10-2026,\n'
)


def accept_one(page: Page) -> str:
    """Accept a promise of the minister, and give its number."""
    page.goto(f"/register?soort=mogelijk&wie={MINISTER}")
    address = page.locator("td.what a").first.get_attribute("href") or ""
    number = address.rpartition("/")[2]
    page.goto(f"/register/{number}")
    page.get_by_role("button", name=re.compile("^Aanvaarden")).first.click()
    page.goto(f"/register/{number}")
    expect(page.get_by_text("A.M. Terwindt").first).to_be_visible()
    return number


def add_to_no_office(page: Page) -> None:
    """Add a period of an office that nobody knows; the page says so."""
    page.goto("/tabellen/bewindspersonen")
    page.get_by_role("link", name="Periode toevoegen").click()
    page.get_by_label("Ambt").fill("Minister van Wind")
    page.get_by_label("Naam", exact=True).fill("B.C. Vaartmans")
    page.get_by_label("Eerste dag").fill("1 oktober 2026")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("staat niet in de tabel van ambten")


def paste_a_wrong_day(page: Page) -> None:
    """Paste a table with a slip in a day; the page names its row and column."""
    page.goto("/tabellen/bewindspersonen/importeren")
    page.get_by_label("Of plak de regels hier").fill(WISSELING.replace("2024", "2O24"))
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("alert")).to_contain_text("Regel 2, kolom from")


def preview_the_change(page: Page, file: Path) -> None:
    """Hand the table over as a file, and see what it would change."""
    file.write_text(WISSELING, "utf-8")
    page.goto("/tabellen/bewindspersonen/importeren")
    page.get_by_label("CSV-bestand").set_input_files(file)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("main")).to_contain_text("1 nieuw, 1 gewijzigd, 0 gelijk")


def let_items_follow(page: Page) -> None:
    """Let the open commitments follow the new minister."""
    page.get_by_label("Toelichting").fill("Een nieuwe minister")
    page.get_by_role("button", name="Alles bijwerken").click()
    expect(page.get_by_role("status").first).to_contain_text("bijgewerkt")


def take_back(page: Page, number: str) -> None:
    """Take the change of one item back; it stays as a person left it."""
    latest = page.locator(".timeline li").first
    latest.locator("summary").click()
    latest.get_by_label("Waarom").fill("Hoort bij de oude minister")
    latest.get_by_role("button", name="Ongedaan maken").click()
    page.goto(f"/register/{number}")
    expect(page.get_by_role("main")).to_contain_text("Door een griffier gezet")
    page.goto("/tabellen/bijwerken")
    expect(page.get_by_role("main")).to_contain_text("wat met de hand is gezet")


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (320, False)])
def test_a_change_of_cabinet(site: Site, tmp_path: Path, width: int, scripts: bool) -> None:
    def keep(page: Page) -> None:
        if scripts:  # axe is one
            look(page)

    with site.visit(Role.CLERK, width, scripts=scripts) as page:
        number = accept_one(page)
        keep(page)
        add_to_no_office(page)
        keep(page)
        paste_a_wrong_day(page)
        keep(page)
        preview_the_change(page, tmp_path / "wisseling.csv")
        keep(page)
        page.get_by_role("button", name="Vastleggen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bijwerken volgens de tabellen")
        expect(page.get_by_role("main")).to_contain_text(number)
        keep(page)
        let_items_follow(page)
        page.goto(f"/register/{number}")
        expect(page.get_by_role("main")).to_contain_text("B.C. Vaartmans")
        keep(page)
        take_back(page, number)
        keep(page)
        page.goto("/tabellen/bewindspersonen")
        keep(page)
