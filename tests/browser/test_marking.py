"""Words of a letter marked as a motion and as a statement: by keyboard, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import PATIENCE, WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press

LETTER = "/brieven/1"
SENTENCE = "Een landelijk beeld ontbreekt nog."


def choose(page: Page, button: str) -> None:
    """Tick a sentence and go on, by keyboard."""
    page.goto(f"{LETTER}/kiezen")
    box = page.get_by_role("checkbox", name=SENTENCE)
    box.focus()
    page.keyboard.press("Space")
    press(page, "button", button)


def give_number(page: Page) -> None:
    page.get_by_label("Nummer").fill("77")
    page.get_by_role("radio", name="In uitvoering").focus()
    page.keyboard.press("Space")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_motion_and_a_statement_are_marked_without_scripts(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width, scripts=False) as page:
        choose(page, "Motie aanwijzen")
        page.get_by_label("Precies deze woorden").fill("Een landelijk beeld")
        give_number(page)
        press(page, "button", "Motie vastleggen")
        page.wait_for_url(f"**{LETTER}")
        expect(page.get_by_role("main")).to_contain_text("“Een landelijk beeld” als motie")
        press(page, "button", "Ongedaan maken")
        expect(page.get_by_role("status").first).to_contain_text("is ingetrokken", timeout=PATIENCE)
        expect(page.get_by_role("main")).not_to_contain_text("Met de hand aangewezen")
        choose(page, "Mededeling aanwijzen")
        page.get_by_label("Wat is afgedaan").fill("ventilatieproef")
        press(page, "button", "Mededeling vastleggen")
        page.wait_for_url("**/koppelen?**")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Koppel deze passage aan een item"
        )
        expect(page.get_by_role("radio", name=re.compile("ventilatieproef")).first).to_be_visible()


def test_selected_words_lead_to_both_forms(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto(LETTER)
        page.evaluate(
            """() => {
              const part = [...document.querySelectorAll("[data-s]")].find(
                (one) => one.textContent.includes("landelijk beeld ontbreekt"));
              const range = document.createRange();
              range.selectNodeContents(part);
              document.getSelection().addRange(range);
            }"""
        )
        press(page, "link", "Motie aanwijzen")
        expect(page.get_by_label("Precies deze woorden")).to_have_value(
            re.compile("landelijk beeld ontbreekt")
        )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_in_the_way_of_marking_in_any_state(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        choose(page, "Motie aanwijzen")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Welke motie noemt de brief hier?"
        )
        look(page)
        give_number(page)
        page.get_by_label("Precies deze woorden").fill("Heel iets anders")
        page.get_by_role("button", name="Motie vastleggen").click()
        expect(page.get_by_role("alert")).to_be_visible()
        look(page)
        page.get_by_label("Precies deze woorden").fill(SENTENCE)
        page.get_by_role("button", name="Motie vastleggen").click()
        page.wait_for_url(f"**{LETTER}")
        look(page)
        choose(page, "Mededeling aanwijzen")
        expect(page.get_by_label("Wat is afgedaan")).to_be_visible()
        look(page)
        page.get_by_label("Wat is afgedaan").fill("ventilatieproef")
        page.get_by_role("button", name="Mededeling vastleggen").click()
        page.wait_for_url("**/koppelen?**")
        expect(page.get_by_role("radio", name=re.compile("ventilatieproef")).first).to_be_visible()
        look(page)
