"""The register open to all, as a stranger sees it; wide and narrow, with and without scripts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import WIDTHS, Site, serving
from tests.browser.looking import look
from tests.web.website import make_website


@pytest.fixture
def open_site(browser: Browser, demo_register: Path, tmp_path: Path) -> Iterator[Site]:
    """Serve a copy of the register to whoever comes."""
    file = Path(shutil.copy(demo_register, tmp_path / "register.sqlite"))
    with serving(make_website(file, tmp_path, public_reading=True), browser) as served:
        yield served


@pytest.mark.parametrize("width", WIDTHS)
def test_a_stranger_finds_a_promise_and_the_letter_it_stands_in(
    open_site: Site, width: int
) -> None:
    with open_site.visit(None, width) as page:
        page.goto("/")
        look(page)
        page.get_by_role("searchbox", name="Zoeken in toezeggingen, moties en brieven").fill(
            "ventilatieproef"
        )
        page.get_by_role("button", name="Zoeken").first.click()
        look(page)
        page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first.click()
        expect(page.get_by_text("niet het officiële register")).to_be_visible()
        look(page)
        for address in ("/brieven/1", "/cijfers", "/cijfers/commissies", "/leden", "/over", "/api"):
            page.goto(address)
            look(page)


def test_a_stranger_reads_on_in_english_without_scripts(open_site: Site) -> None:
    with open_site.visit(None, scripts=False) as page:
        page.goto("/register?soort=motie")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_text("not the official register")).to_be_visible()
        assert page.url.endswith("/register?soort=motie")
