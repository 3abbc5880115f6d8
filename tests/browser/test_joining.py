"""Two commitments made one, one made two, both taken back: by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.clock import now
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.session import transaction
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press
from tests.web.deciding import rows_of


def accept(site: Site, count: int) -> list[str]:
    """Make commitments of the first candidates."""
    numbers = [row.number for row in rows_of(site.website, ItemKind.CANDIDATE)][:count]
    for number in numbers:
        with transaction(site.website.engine) as session:
            accept_candidate(session, number, seen=1, actor="tests", at=now())
    return numbers


def open_form(page: Page, number: str, link: str) -> None:
    page.goto(f"/register/{number}")
    press(page, "link", link)
    expect(page).to_have_url(re.compile("(samenvoegen|splitsen)$"))


@pytest.mark.parametrize("width", WIDTHS)
def test_two_become_one_and_two_again(site: Site, width: int) -> None:
    first, second = accept(site, 2)
    with site.visit(Role.CLERK, width, scripts=False) as page:
        open_form(page, first, "Samenvoegen met een andere toezegging")
        page.get_by_label("Zoek de andere toezegging").fill(second)
        page.keyboard.press("Enter")
        page.get_by_label("Waaruit blijkt dat").fill("Het debat ging over dezelfde brief.")
        press(page, "button", "Samenvoegen")
        expect(page.get_by_role("alert")).to_contain_text("Kies de andere toezegging.")
        other = page.get_by_role("radio", name=re.compile(second))
        other.focus()
        page.keyboard.press("Space")
        press(page, "button", "Samenvoegen")
        expect(page.get_by_role("main")).to_contain_text("Ook vastgelegd als")
        page.goto(f"/register/{second}")
        expect(page.get_by_role("main")).to_contain_text(f"Dit is dezelfde toezegging als {first}")
        press(page, "link", first)
        expect(page.get_by_role("main")).to_contain_text("Ook vastgelegd als")
        page.locator(".timeline summary").first.press("Enter")
        page.get_by_label("Waarom").last.fill("Toch twee.")
        press(page, "button", "Ongedaan maken")
        expect(page.get_by_role("main")).not_to_contain_text("Ook vastgelegd als")


@pytest.mark.parametrize("width", WIDTHS)
def test_one_becomes_two(site: Site, width: int) -> None:
    (number,) = accept(site, 1)
    with site.visit(Role.CLERK, width, scripts=False) as page:
        open_form(page, number, "Splitsen in twee toezeggingen")
        first, second = page.get_by_label("Wat wordt toegezegd").all()
        second.fill(first.input_value())
        page.get_by_label("Waarom").fill("De zin belooft een brief en een bijeenkomst.")
        press(page, "button", "Splitsen")
        expect(page.get_by_role("alert")).to_contain_text("Dit is hetzelfde als wat er blijft.")
        second.fill("een bijeenkomst met de scholen")
        press(page, "button", "Splitsen")
        press(page, "link", re.compile("^G[0-9]{2}-"))
        expect(page.get_by_role("main")).to_contain_text("Afgesplitst van")
        expect(page.get_by_role("heading", level=1)).to_have_text("Een bijeenkomst met de scholen")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_in_the_way_of_joining_in_any_state(site: Site, width: int) -> None:
    first, second, third = accept(site, 3)
    with site.visit(Role.CLERK, width) as page:
        open_form(page, first, "Samenvoegen met een andere toezegging")
        look(page)
        page.goto(f"{page.url}?q=nergens")
        look(page)
        page.goto(f"/register/{first}/samenvoegen?q={second}")
        page.get_by_label("Waaruit blijkt dat").fill("Een en dezelfde.")
        page.get_by_role("button", name="Samenvoegen").click()
        look(page)
        page.get_by_role("radio", name=re.compile(second)).check()
        page.get_by_role("button", name="Samenvoegen").click()
        look(page)
        page.goto(f"/register/{second}")
        look(page)
        open_form(page, third, "Splitsen in twee toezeggingen")
        look(page)
        page.get_by_label("Wat wordt toegezegd").nth(1).fill("een bijeenkomst")
        page.get_by_label("Laatste dag").nth(1).fill("gisteren")
        page.get_by_label("Waarom").fill("Twee beloften.")
        page.get_by_role("button", name="Splitsen").click()
        look(page)
        page.get_by_label("Laatste dag").nth(1).fill("1 maart 2027")
        page.get_by_role("button", name="Splitsen").click()
        look(page)
        page.get_by_role("link", name=re.compile("^G[0-9]{2}-")).first.click()
        look(page)
