"""Single sign-on in a real browser: its rules for cookies and policies hold on the way."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS, serving
from tests.browser.looking import look
from tests.cli.conftest import find_free_port
from tests.oidc.provider import running
from tests.web.website import make_website


def keep_in(page: Page) -> None:
    """Let the provider's own pages do without the font that they ask elsewhere."""
    page.route(re.compile("^https://"), lambda route: route.fulfill(status=200, body=""))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_colleague_comes_in_and_leaves_both(
    browser: Browser, demo_register: Path, tmp_path: Path, width: int
) -> None:
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    file = Path(shutil.copy(demo_register, tmp_path / "register.sqlite"))
    with running(address) as provider:
        website = make_website(file, tmp_path, **provider.settings(address))
        with serving(website, browser, port) as site, site.visit(None, width) as page:
            keep_in(page)
            page.goto("/bureau")
            look(page)
            page.get_by_role("link", name="Aanmelden via de Kamer").click()
            page.get_by_placeholder("Enter any login").fill("griffier")
            page.get_by_placeholder("and password").fill("x")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            expect(page).to_have_url(re.compile("/bureau$"))
            page.get_by_role("button", name="Afmelden").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
            look(page)
            page.get_by_role("link", name="Ook daar afmelden").click()
            page.get_by_role("button", name=re.compile("Yes")).click()
            expect(page).to_have_url(re.compile("/aanmelden"))


def test_whoever_has_no_account_is_told_what_to_do(
    browser: Browser, demo_register: Path, tmp_path: Path
) -> None:
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    file = Path(shutil.copy(demo_register, tmp_path / "register.sqlite"))
    with running(address) as provider:
        website = make_website(file, tmp_path, **provider.settings(address))
        with serving(website, browser, port) as site, site.visit(None, 320) as page:
            keep_in(page)
            page.goto("/aanmelden/organisatie")
            page.get_by_placeholder("Enter any login").fill("onbekend")
            page.get_by_placeholder("and password").fill("x")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            expect(page.get_by_text("Vraag de beheerder om een uitnodiging")).to_be_visible()
            look(page)
