"""The desk by single keys, in a real browser."""

import re

from playwright.sync_api import Locator, Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import Site
from tests.browser.looking import look
from tests.browser.pressing import press_key

FOCUSED = re.compile("kandidaat-|suggestie-")


def ids_of(page: Page) -> list[str]:
    """Give the cards of the page, in order, once all of it is there."""
    page.wait_for_load_state()
    return [card.get_attribute("id") or "" for card in page.get_by_role("article").all()]


def focused(page: Page) -> Locator:
    """Give what has the focus."""
    return page.locator(":focus")


def notice(page: Page) -> Locator:
    """Give the place where the desk says what was done."""
    return page.get_by_role("status").first


def test_candidates_are_judged_by_one_key_or_two(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        first, second, third, *_ = ids_of(page)
        press_key(page, "a")
        expect(notice(page)).to_contain_text(first.removeprefix("kandidaat-"))
        expect(notice(page)).to_contain_text("aanvaard als toezegging")
        expect(focused(page)).to_have_attribute("id", second)
        look(page)
        press_key(page, "d")
        expect(focused(page)).to_have_attribute("name", "dismiss_reason")
        look(page)
        press_key(page, "2")
        expect(notice(page)).to_contain_text(second.removeprefix("kandidaat-"))
        expect(notice(page)).to_contain_text("afgewezen")
        expect(focused(page)).to_have_attribute("id", third)
        press_key(page, "u")
        expect(notice(page)).to_contain_text("ongedaan gemaakt")
        assert second in ids_of(page)


def test_the_last_reason_asks_for_words_first(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        first, *_ = ids_of(page)
        press_key(page, "d")
        press_key(page, "7")
        expect(focused(page)).to_have_attribute("name", "dismiss_note")
        page.keyboard.type("Gaat over Vlaanderen.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(notice(page)).to_contain_text(f"{first.removeprefix('kandidaat-')} is afgewezen")


def test_keys_walk_past_what_was_skipped(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        first, second, third, *_ = ids_of(page)
        press_key(page, "n")
        expect(focused(page)).to_have_attribute("id", first)
        press_key(page, "n")
        press_key(page, "s")
        expect(focused(page)).to_have_attribute("id", third)
        expect(page.locator(f"#{second}")).to_contain_text("Overgeslagen")
        look(page)
        press_key(page, "p")
        expect(focused(page)).to_have_attribute("id", first)
        page.reload()
        expect(page.locator(f"#{second}")).to_contain_text("Overgeslagen")
        press_key(page, "a")
        expect(focused(page)).to_have_attribute("id", third)


def test_a_suggestion_is_judged_by_one_key(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau/suggesties")
        first, second, third, *_ = ids_of(page)
        press_key(page, "3")
        expect(focused(page)).to_have_attribute("id", second)
        press_key(page, "d")
        expect(focused(page)).to_have_attribute("id", third)
        page.goto("/bureau/suggesties")
        assert not {first, second} & set(ids_of(page))


def test_keys_are_letters_again_where_one_types(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        first = ids_of(page)[0]
        press_key(page, "w")
        field = page.locator(f"#{first}").get_by_label("Wat wordt toegezegd")
        expect(field).to_be_focused()
        field.fill("")
        page.keyboard.type("nasudp")
        expect(field).to_have_value("nasudp")
        page.keyboard.press("Escape")
        expect(focused(page)).to_have_attribute("id", first)
        assert ids_of(page)[0] == first


def test_the_list_of_keys_tells_them_and_switches_them_off(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        before = ids_of(page)
        press_key(page, "?")
        keys = page.get_by_role("dialog", name="Werken met toetsen")
        expect(keys).to_contain_text("Overslaan")
        look(page)
        keys.get_by_label("Losse toetsen gebruiken").uncheck()
        keys.get_by_role("button", name="Sluiten").click()
        press_key(page, "a")
        page.reload()
        press_key(page, "a")
        press_key(page, "?")
        expect(keys).not_to_be_visible()
        assert ids_of(page) == before
        page.get_by_role("button", name="Toetsen").click()
        keys.get_by_label("Losse toetsen gebruiken").check()
        keys.get_by_role("button", name="Sluiten").click()
        press_key(page, "n")
        expect(focused(page)).to_have_attribute("id", FOCUSED)
