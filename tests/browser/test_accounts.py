"""Accounts in a real browser: invited, chosen, signed in, ended, closed; wide and narrow."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look

FRESH = "weer een andere lange zin"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def see(page: Page, *, scripts: bool) -> None:
    """Look for barriers where scripts run: axe is one."""
    if scripts:
        look(page)


def invite(page: Page, name: str, *, scripts: bool = True) -> str:
    """Invite somebody and give the path of the link."""
    page.goto("/beheer/mensen/")
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.get_by_label("Naam").fill(name)
    page.get_by_label("E-mailadres").fill("nieuw@kamer.example")
    page.get_by_label(re.compile("^Griffier")).check()
    page.get_by_text("Commissies kiezen").click()
    page.get_by_label("vaste commissie voor Digitale Zaken").check()
    see(page, scripts=scripts)
    page.get_by_role("button", name="Account maken").click()
    link = page.get_by_label("Link").input_value()
    see(page, scripts=scripts)
    return urlsplit(link).path


@SCRIPTS
@pytest.mark.parametrize("width", WIDTHS)
def test_a_token_is_made_and_taken_back(site: Site, width: int, *, scripts: bool) -> None:
    with site.visit(Role.READER, width, scripts=scripts) as page:
        page.goto("/account")
        page.get_by_text("Een token maken").click()
        page.get_by_label("Naam van het token").fill("mijn lijst")
        page.get_by_role("button", name="Token maken").click()
        expect(page.get_by_label("mijn lijst")).not_to_have_value("")
        see(page, scripts=scripts)
        page.get_by_role("link", name="Naar uw account").click()
        see(page, scripts=scripts)
        page.get_by_role("button", name=re.compile("Intrekken.*mijn lijst")).click()
        expect(page.get_by_text("werkt niet meer")).to_be_visible()


@SCRIPTS
@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_is_invited_and_comes_in(site: Site, width: int, *, scripts: bool) -> None:
    with site.visit(Role.ADMINISTRATOR, width, scripts=scripts) as page:
        link = invite(page, "N. Ieuwkomer", scripts=scripts)
        page.get_by_role("link", name="Naar N. Ieuwkomer").click()
        expect(page.get_by_text("Uitgenodigd").first).to_be_visible()
        see(page, scripts=scripts)
    with site.visit(None, width, scripts=scripts) as page:
        page.goto(link)
        see(page, scripts=scripts)
        page.get_by_label("Nieuw wachtwoord", exact=True).fill("te kort")
        page.get_by_label("Nieuw wachtwoord, nog eens").fill("te kort")
        page.get_by_role("button", name="Wachtwoord kiezen").click()
        page.get_by_label("Nieuw wachtwoord", exact=True).fill(FRESH)
        page.get_by_label("Nieuw wachtwoord, nog eens").fill(FRESH)
        page.get_by_role("button", name="Wachtwoord kiezen").click()
        page.get_by_label("E-mailadres").fill("nieuw@kamer.example")
        page.get_by_label("Wachtwoord", exact=True).fill(FRESH)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        own = page.get_by_role("main").get_by_role(
            "link", name="vaste commissie voor Digitale Zaken"
        )
        own.first.click()
        expect(page).to_have_url(re.compile("commissie="))
        see(page, scripts=scripts)
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
        see(page, scripts=scripts)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_administrator_changes_blocks_and_closes(site: Site, width: int) -> None:
    with site.visit(Role.ADMINISTRATOR, width) as page:
        page.goto("/beheer/mensen/")
        look(page)
        page.get_by_label("Naam of e-mailadres").fill("lezer")
        page.get_by_role("main").get_by_role("button", name="Zoeken").click()
        expect(page.get_by_text("1 account", exact=True)).to_be_visible()
        page.get_by_role("link", name="Lezer Testpersoon").click()
        look(page)
        page.get_by_label(re.compile("^Medewerker")).check()
        page.get_by_role("button", name="Rol vastleggen").click()
        expect(page.get_by_role("status").first).to_contain_text("is nu medewerker")
        page.get_by_role("button", name="Blokkeren en overal afmelden").click()
        expect(page.locator(".badge").first).to_have_text("Geblokkeerd")
        look(page)
        page.get_by_role("button", name="Blokkade opheffen").click()
        page.get_by_role("button", name="Link voor nieuw wachtwoord maken").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nieuw wachtwoord voor")
        look(page)
        page.go_back()
        page.get_by_role("link", name="Account sluiten").click()
        look(page)
        page.get_by_label("Haal ook naam en e-mailadres weg").check()
        page.get_by_role("button", name="Account sluiten").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Voormalig medewerker")
        look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_person_sees_where_they_are_and_leaves(site: Site, width: int) -> None:
    with site.visit(Role.STAFF, 1280) as elsewhere, site.visit(Role.STAFF, width) as page:
        page.goto("/account")
        look(page)
        page.get_by_role("button", name="Overal elders afmelden").click()
        expect(page.get_by_role("status").first).to_contain_text("Op alle andere apparaten")
        elsewhere.goto("/register")
        expect(elsewhere).to_have_url(re.compile("/aanmelden"))
        page.get_by_role("link", name="Account sluiten").click()
        look(page)
        page.get_by_label("Huidig wachtwoord").fill("niet het mijne")
        page.get_by_label("Ja, sluit mijn account").check()
        page.get_by_role("button", name="Account sluiten").click()
        expect(page.get_by_role("alert")).to_contain_text("niet uw huidige wachtwoord")
        look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_whoever_forgot_is_told_what_to_do(site: Site, width: int) -> None:
    with site.visit(None, width) as page:
        page.goto("/aanmelden")
        page.get_by_role("link", name="Wachtwoord vergeten").click()
        expect(page.get_by_text("De beheerder kan u een link geven")).to_be_visible()
        look(page)


def test_an_invitation_goes_by_keyboard_alone(site: Site) -> None:
    with site.visit(Role.ADMINISTRATOR) as page:
        page.goto("/beheer/mensen/uitnodigen")
        page.get_by_label("Naam").focus()
        for keys in ("T. Oetsenbord", "toetsen@kamer.example"):
            page.keyboard.type(keys)
            page.keyboard.press("Tab")
        page.keyboard.press("Space")  # the first role
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label(re.compile("^Medewerker"))).to_be_checked()
        for _ in ("the language", "the committees", "the button"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("T. Oetsenbord")
