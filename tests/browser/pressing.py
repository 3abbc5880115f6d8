"""How a person without a mouse uses a page."""

import re

from playwright.sync_api import Page, expect

_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def press(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Reach a link or button by keyboard alone, and use it."""
    found = page.get_by_role("button" if role == "button" else "link", name=name).first
    found.focus()
    expect(found).to_be_focused()
    page.keyboard.press("Enter")


def press_key(page: Page, key: str) -> None:
    """Press a single key of the desk, once the page answers to keys.

    A page shows what was done before its script runs, and a browser hands keys on only once it
    has painted the page; a key pressed in between is lost.
    """
    page.locator("#toetsen-tonen").wait_for()
    page.evaluate(_PAINTED)
    page.keyboard.press(key)
