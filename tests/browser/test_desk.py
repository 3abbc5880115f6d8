"""The clerk's desk by keyboard alone and without scripts: from the inbox to the last decision."""

import itertools
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press_key

BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
TABS = 60  # presses within which the work is reached


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus says this."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if name in page.locator(":focus").inner_text():
            return
    raise AssertionError(f"no {name} within {TABS} tabs")


def notice(page: Page) -> Locator:
    """Give the place where the desk says what was done."""
    return page.get_by_role("status").first


def open_letter(page: Page, title: str) -> None:
    """Go from the menu to the work of a letter, without a mouse."""
    page.goto("/register")
    page.get_by_role("navigation").get_by_role("link", name="Bureau").press("Enter")
    expect(page).to_have_url(re.compile("/bureau/brieven"))
    card = page.get_by_role("article", name=title)
    card.get_by_role("link", name="Beoordelen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.wait_for_load_state()


@BOTH
@pytest.mark.parametrize("width", WIDTHS)
def test_a_letter_is_worked_through_from_the_inbox(
    site: Site, width: int, *, scripts: bool
) -> None:
    with site.visit(Role.CLERK, width, scripts=scripts) as page:
        open_letter(page, "Voortgang meetnet kleine wateren")
        answer = page.get_by_role("article").filter(has_text="Wat later werd geschreven")
        answer.first.get_by_role("button", name="Tussenbericht").press("Enter")
        expect(notice(page)).to_contain_text("Uw oordeel is vastgelegd")
        promise = page.locator("article[id^=kandidaat-]").first
        number = (promise.get_attribute("id") or "").removeprefix("kandidaat-")
        promise.get_by_label("Termijn in woorden").fill("voor de zomer van 2027")
        promise.get_by_label("Laatste dag").fill("30-06-2027")
        promise.get_by_label("Laatste dag").press("Enter")  # sends the form: accepted
        expect(notice(page)).to_contain_text(f"{number} is aanvaard als toezegging")
        promise = page.locator("article[id^=kandidaat-]").first
        second = (promise.get_attribute("id") or "").removeprefix("kandidaat-")
        promise.locator("summary", has_text="Afwijzen").press("Enter")
        promise.get_by_role("button", name="Afwijzen met deze reden").press("Enter")
        expect(notice(page)).to_contain_text(f"{second} is afgewezen")
        notice(page).get_by_role("button", name="Ongedaan maken").press("Enter")
        expect(page.locator(f"#kandidaat-{second}")).to_have_count(1)
        page.goto(f"/register/{number}")
        expect(page.locator(".facts").first).to_contain_text("uiterlijk 30 juni 2027")


def test_a_letter_is_worked_through_by_single_keys(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau/brieven")
        look(page)
        press_key(page, "n")
        press_key(page, "a")
        expect(page).to_have_url(re.compile(r"/bureau/brief/\d+$"))
        open_letter(page, "Voortgang meetnet kleine wateren")
        look(page)
        cards = [card.get_attribute("id") or "" for card in page.get_by_role("article").all()]
        for done, following in itertools.pairwise(cards):
            press_key(page, "3" if done.startswith("suggestie") else "a")
            expect(page.locator(f"#{done}")).to_have_count(0)
            expect(page.locator(":focus")).to_have_attribute("id", following)
        press_key(page, "a")
        expect(page.get_by_text("In deze brief is alles beoordeeld.")).to_be_visible()
        look(page)
        tab_to(page, "Naar de volgende brief")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/bureau/brief/\d+$"))


@BOTH
@pytest.mark.parametrize("width", WIDTHS)
def test_all_that_a_letter_may_settle_is_decided_in_one_go(
    site: Site, width: int, *, scripts: bool
) -> None:
    with site.visit(Role.CLERK, width, scripts=scripts) as page:
        open_letter(page, "Voortgangsrapportage digitale overheid")
        page.get_by_role("link", name="samen beslissen").press("Enter")
        cards = page.get_by_role("article")
        count = cards.count()
        cards.nth(0).get_by_label("Deels voldaan").press("Space")
        page.get_by_label("Waar u zelf niets kiest").select_option("Tussenbericht")
        page.get_by_label("Toelichting bij alle oordelen").fill("Zie de bijlage.")
        if scripts:
            look(page)
        page.get_by_role("button", name="Bekijken wat er verandert").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Dit verandert er")
        expect(page.get_by_text("daarna deels afgedaan").first).to_be_visible()
        if scripts:
            look(page)
        page.get_by_role("button", name="Terug om te wijzigen").press("Enter")
        expect(page.get_by_role("article").nth(0).get_by_label("Deels voldaan")).to_be_checked()
        page.get_by_role("button", name="Bekijken wat er verandert").press("Enter")
        page.get_by_role("button", name="Vastleggen").press("Enter")
        expect(notice(page)).to_contain_text(f"{count} oordelen zijn vastgelegd")
        expect(page.get_by_role("heading", name="Samen beslist")).to_be_visible()
        if scripts:
            look(page)
        notice(page).get_by_role("button", name="Ongedaan maken").press("Enter")
        expect(notice(page)).to_contain_text(f"{count} oordelen zijn ongedaan gemaakt")
        expect(
            page.get_by_role("heading", name=f"Wat de brief kan afdoen ({count})")
        ).to_be_visible()


def test_verdicts_of_one_letter_are_chosen_by_digits(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        open_letter(page, "Voortgangsrapportage digitale overheid")
        page.get_by_role("link", name="samen beslissen").press("Enter")
        page.wait_for_load_state()
        cards = page.get_by_role("article")
        press_key(page, "2")
        expect(cards.nth(0).get_by_label("Deels voldaan")).to_be_checked()
        press_key(page, "4")
        expect(cards.nth(1).get_by_label("Hoort er niet bij")).to_be_checked()


def test_a_page_that_grew_stale_is_no_barrier(site: Site) -> None:
    with site.visit(Role.CLERK) as page, site.visit(Role.ADMINISTRATOR) as other:
        open_letter(page, "Voortgangsrapportage digitale overheid")
        page.get_by_role("link", name="samen beslissen").press("Enter")
        page.get_by_label("Waar u zelf niets kiest").select_option("Geheel voldaan")
        other.goto("/bureau/suggesties")
        wanted = page.get_by_role("article").first.get_attribute("id")
        other.locator(f"#{wanted}").get_by_role("button", name="Nee").click()
        page.get_by_role("button", name="Bekijken wat er verandert").press("Enter")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("Suggestie beoordeeld: Beheerder Testpersoon")
        expect(page.get_by_label("Waar u zelf niets kiest")).to_have_value("voldaan")
        look(page)


@BOTH
@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_promised_again_is_put_with_what_is_there(
    site: Site, width: int, *, scripts: bool
) -> None:
    with site.visit(Role.CLERK, width, scripts=scripts) as page:
        page.goto("/register?q=%22resterende+zeven+regioplannen%22")
        page.get_by_role("main").get_by_role("link", name="resterende zeven").press("Enter")
        page.get_by_role("button", name="Aanvaarden").press("Enter")
        open_letter(page, "Uitstel resterende regioplannen")
        card = page.get_by_role("article", name="De resterende regioplannen stuur ik")
        expect(card).to_contain_text("verzet de termijn van 1 november 2026 naar 15 februari 2027")
        if scripts:
            look(page)
        card.get_by_role("button", name="Wijziging hiervan").press("Enter")
        expect(notice(page)).to_contain_text("als wijziging")
        expect(card).to_have_count(0)
        notice(page).get_by_role("button", name="Ongedaan maken").press("Enter")
        card.get_by_role("link", name="Hoort bij een andere toezegging").press("Enter")
        page.get_by_label("Zoek de andere toezegging").fill("regioplannen")
        page.get_by_label("Zoek de andere toezegging").press("Enter")
        if scripts:
            look(page)
        page.get_by_role("button", name="Aanvulling hierop").first.press("Enter")
        expect(notice(page)).to_contain_text("als aanvulling")
        expect(page).to_have_url(re.compile(r"/bureau/brief/\d+$"))


def test_a_repeat_is_put_with_the_other_by_one_key(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        open_letter(page, "Uitstel resterende regioplannen")
        card = page.get_by_role("article", name="De resterende regioplannen stuur ik")
        cards = [one.get_attribute("id") for one in page.get_by_role("article").all()]
        for _ in range(cards.index(card.get_attribute("id")) + 1):
            press_key(page, "n")
        press_key(page, "h")
        expect(notice(page)).to_contain_text("als herhaling")
        expect(card).to_have_count(0)
