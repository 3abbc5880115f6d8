"""What else a clerk does in a week: by keyboard alone, without scripts, in a narrow window."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press
from tests.browser.test_joining import accept
from tests.browser.test_upload import SLOW
from tests.web.deciding import rows_of
from tests.web.test_upload import LETTER

HERE = "/bureau/indelen?commissie=zonder&status=lopend"
SPOKEN = "Ik stuur de Kamer voor de kerst een overzicht van de vuurtorens."
NEW = "nieuw@kamer.example"


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """See that the page says what was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


def fold_out(page: Page, name: str) -> None:
    """Open what a summary hides."""
    page.locator("summary").filter(has_text=name).first.press("Enter")


def take_back(page: Page, why: str) -> None:
    """Undo the newest line of the history."""
    page.locator(".timeline summary").filter(has_text="Ongedaan maken").first.press("Enter")
    page.locator(".timeline details[open]").get_by_label("Waarom").fill(why)
    press(page, "button", "Ongedaan maken")


def test_a_promise_is_accepted_changed_settled_and_reopened(site: Site) -> None:
    with site.visit(Role.CLERK, 320, scripts=False) as page:
        page.goto("/bureau")
        card = page.get_by_role("article").first
        number = (card.get_attribute("id") or "").removeprefix("kandidaat-")
        card.get_by_label("Toegezegd aan lid").fill("Zandstra")
        card.get_by_role("button", name="Aanvaarden").press("Enter")
        told(page, f"{number} is aanvaard")
        dismissed = page.get_by_role("article").first
        dismissed.locator("summary").filter(has_text="Afwijzen").press("Enter")
        dismissed.get_by_role("button", name="Afwijzen met deze reden").press("Enter")
        told(page, "is afgewezen")
        page.goto(f"/register/{number}")
        fold_out(page, "Wie, wat, soort, termijn, commissie of nummer verbeteren")
        page.locator("details[open]").get_by_label(re.compile("^Aan wie")).fill("de Eerste Kamer")
        press(page, "button", "Wijziging vastleggen")
        expect(page.locator(".facts").first).to_contain_text("de Eerste Kamer")
        fold_out(page, "Status met de hand zetten")
        page.get_by_label("Afgedaan", exact=True).press("Space")
        page.locator("details[open]").get_by_label("Waarom").fill("Mondeling afgedaan.")
        press(page, "button", "Status vastleggen")
        expect(page.locator(".badge").first).to_have_text("Afgedaan")
        take_back(page, "Toch niet.")
        expect(page.locator(".badge").first).to_have_text("Openstaand")


def test_a_suggestion_is_judged_and_the_verdict_taken_back(site: Site) -> None:
    with site.visit(Role.CLERK, 320, scripts=False) as page:
        page.goto("/bureau/suggesties")
        card = page.get_by_role("article").filter(has_text="mogelijke toezegging").first
        number = card.get_by_role("heading").get_by_role("link").inner_text()
        card.get_by_role("button", name="Ja, deels").press("Enter")
        told(page, number)
        page.goto(f"/register/{number}")
        expect(page.locator(".badge").first).to_have_text("Deels afgedaan")
        verdict = page.locator(".card.judged").first
        verdict.locator("summary").filter(has_text="Oordeel ongedaan maken").press("Enter")
        verdict.get_by_label("Waarom", exact=True).fill("De brief gaat over iets anders.")
        verdict.get_by_role("button", name="Oordeel ongedaan maken").press("Enter")
        expect(page.locator(".badge").first).to_have_text("Nog niet beoordeeld")


def test_a_spoken_promise_is_put_down(site: Site) -> None:
    with site.visit(Role.CLERK, 320, scripts=False) as page:
        page.goto("/bureau")
        press(page, "link", "Mondelinge toezegging")
        page.get_by_label("De woorden van de bewindspersoon").fill(SPOKEN)
        page.get_by_label("Welk debat").fill("commissiedebat Vuurtorens")
        page.get_by_label("Datum van het debat").fill("12-11-2026")
        page.get_by_label("Wie zegt het toe").fill("minister van Infrastructuur en Waterstaat")
        page.get_by_label("De Kamer informeren").press("Space")
        press(page, "button", "Toezegging vastleggen")
        expect(page.get_by_role("main")).to_contain_text(SPOKEN)
        expect(page.get_by_role("main")).to_contain_text("commissiedebat Vuurtorens")


def test_many_are_assigned_seen_and_taken_back(site: Site) -> None:
    accept(site, 3)
    with site.visit(Role.CLERK, 320, scripts=False) as page:
        page.goto(HERE)
        page.get_by_role("checkbox").first.press("Space")
        press(page, "button", "Bekijken wat er verandert")
        expect(page.get_by_role("alert")).to_contain_text("Kies een commissie of ambt")
        expect(page.get_by_role("checkbox").first).to_be_checked()
        press(page, "button", "Alles aankruisen")
        page.get_by_label("Toegezegd aan lid").fill("Zandstra")
        press(page, "button", "Bekijken wat er verandert")
        expect(page.get_by_role("main")).to_contain_text("Er is nog niets vastgelegd")
        press(page, "button", "Vastleggen")
        told(page, re.compile("zijn ingedeeld"))
        page.get_by_role("status").first.get_by_role("button", name="Ongedaan maken").press("Enter")
        told(page, re.compile("zijn weer zoals ze waren"))


def test_a_paper_is_handed_over_and_withdrawn(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "herdruk.txt"
    file.write_text(LETTER, "utf-8")
    with site.visit(Role.CLERK, 320, scripts=False) as page:
        page.set_default_timeout(SLOW)
        page.goto("/bureau/inlezen")
        page.get_by_label("Bestanden").set_input_files(file)
        press(page, "button", "Inlezen")
        page.get_by_text("Nieuw ingelezen").wait_for()
        press(page, "link", "Beoordelen op het bureau")
        press(page, "link", re.compile("in de tekst|Naar de brief|Brief van|Lees"))
        press(page, "link", "Intrekken")
        page.get_by_label("Waarom").fill("Het verkeerde bestand.")
        press(page, "button", re.compile("intrekken", re.IGNORECASE))
        expect(page.get_by_role("main")).to_contain_text("ingetrokken")


@pytest.mark.parametrize("width", WIDTHS)
def test_assigning_and_another_address_are_sound_in_every_state(site: Site, width: int) -> None:
    accept(site, 3)
    person = site.website.account(Role.READER).id
    with site.visit(Role.ADMINISTRATOR, width) as page:
        for address in ("/bureau/indelen?q=nergensniets", HERE, "/account"):
            page.goto(address)
            look(page)
        page.goto(HERE)
        page.get_by_role("button", name="Bekijken wat er verandert").click()
        look(page)
        page.get_by_role("button", name="Alles aankruisen").click()
        page.get_by_label("Commissie", exact=True).select_option(index=2)
        page.get_by_role("button", name="Bekijken wat er verandert").click()
        look(page)
        page.get_by_role("button", name="Vastleggen").click()
        told(page, re.compile("ingedeeld"))
        look(page)
        page.goto(f"/beheer/mensen/{person}")
        page.get_by_text("Een ander e-mailadres").click()
        page.get_by_label("E-mailadres", exact=True).fill("geen adres")
        page.get_by_role("button", name="Link maken").click()
        look(page)
        page.get_by_label("E-mailadres", exact=True).fill(NEW)
        page.get_by_role("button", name="Link maken").click()
        look(page)
        link = urlsplit(page.get_by_label("Link").input_value()).path
    with site.visit(None, width, scripts=False) as page:
        page.goto(link)
        press(page, "button", "Bevestigen")
        expect(page.get_by_role("heading", level=1)).to_have_text("Uw e-mailadres is gewijzigd")
    with site.visit(None, width) as page:
        page.goto(link)
        look(page)


def test_a_stale_choice_is_no_barrier(site: Site) -> None:
    (number,) = accept(site, 1)
    with site.visit(Role.CLERK, 320) as page, site.visit(Role.CLERK) as other:
        page.goto(HERE)
        other.goto(f"/register/{number}")
        other.locator("summary").filter(has_text="Status met de hand zetten").click()
        other.get_by_label("Deels afgedaan", exact=True).check()
        other.locator("details[open]").get_by_label("Waarom").fill("Een deel is er.")
        other.get_by_role("button", name="Status vastleggen").click()
        page.get_by_role("checkbox").first.check()
        page.get_by_label("Toegezegd aan lid").fill("Zandstra")
        page.get_by_role("button", name="Bekijken wat er verandert").click()
        expect(page.get_by_role("alert")).to_contain_text("Intussen is er iets gewijzigd")
        expect(page.get_by_label("Toegezegd aan lid")).to_have_value("Zandstra")
        look(page)
    assert rows_of(site.website, ItemKind.COMMITMENT)


COVERED = """() => [...document.querySelectorAll('main *')]
  .filter((one) => ['sticky', 'fixed'].includes(getComputedStyle(one).position))
  .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0)"""


def test_nothing_covers_the_page_at_four_times_its_size(site: Site) -> None:
    accept(site, 3)
    with site.visit(Role.CLERK, 320) as page:
        page.set_viewport_size({"width": 320, "height": 256})  # a screen of 1280 by 1024
        for address in (HERE, "/brieven/1/kiezen", "/bureau", "/bureau/suggesties"):
            page.goto(address)
            look(page)
            assert page.evaluate(COVERED) < 256 / 3
