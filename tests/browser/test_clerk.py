"""A clerk's work in a real browser, wide and narrow, with and without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from app.domain.accounts import Role
from tests.browser.conftest import WIDTHS, Site, sign_in
from tests.browser.looking import look

MISSED = "Dat kan ik niet toezeggen"  # a sentence that no reader should take for a promise


def fold_out(card: Locator, name: str) -> None:
    """Open what a summary hides."""
    card.locator("summary").filter(has_text=name).click()


def waiting_suggestion(page: Page) -> Locator:
    """Go to the desk's suggestions and give the first that is for a possible commitment."""
    page.goto("/bureau/suggesties")
    cards = page.get_by_role("article").filter(has_text="mogelijke toezegging")
    return cards.first


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_signs_in_and_out(site: Site, width: int) -> None:
    with site.visit(None, width) as page:
        page.goto("/bureau")
        expect(page).to_have_url(re.compile("/aanmelden"))
        look(page)
        page.get_by_label("E-mailadres").fill("griffier@kamer.example")
        page.get_by_label("Wachtwoord").fill("niet het goede")
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
        look(page)
        sign_in(page, Role.CLERK)
        expect(page.get_by_role("heading", level=1)).to_have_text("Register")
        page.get_by_role("button", name="Afmelden").click()
        expect(page.get_by_role("status").first).to_contain_text("U bent afgemeld")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_accepts_amends_and_undoes(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.goto("/bureau")
        card = page.get_by_role("article").first
        number = (card.get_attribute("id") or "").removeprefix("kandidaat-")
        look(page)
        card.get_by_label("Wat wordt toegezegd").fill("een brief over de ketels in noodgevallen")
        card.get_by_label("Laatste dag").fill("31 januari 2027")
        card.get_by_label("Iets doen of opleveren").check()
        card.get_by_role("button", name="Aanvaarden").click()
        notice = page.get_by_role("status").first
        expect(notice).to_contain_text(f"{number} is aanvaard als toezegging")
        look(page)
        page.goto(f"/register/{number}")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Een brief over de ketels in noodgevallen"
        )
        expect(page.locator(".facts").first).to_contain_text("uiterlijk 31 januari 2027")
        look(page)
        history = page.locator(".timeline")
        fold_out(history, "Ongedaan maken")
        history.get_by_label("Waarom").fill("Te vroeg aanvaard.")
        history.get_by_role("button", name="Ongedaan maken").click()
        expect(page.get_by_text("Nog niet beoordeeld door een mens")).to_be_visible()
        expect(page.get_by_text("Te vroeg aanvaard.")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_dismisses_with_a_reason_and_takes_it_back_at_once(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.goto("/bureau")
        card = page.get_by_role("article").first
        number = (card.get_attribute("id") or "").removeprefix("kandidaat-")
        fold_out(card, "Afwijzen")
        look(page)
        card.get_by_label("Waarom niet?").select_option("Staat al in het register")
        card.get_by_role("button", name="Afwijzen met deze reden").click()
        expect(page.locator(f"#kandidaat-{number}")).to_have_count(0)
        page.get_by_role("status").first.get_by_role("button", name="Ongedaan maken").click()
        expect(page.locator(f"#kandidaat-{number}")).to_have_count(1)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_judges_a_suggestion_and_undoes_it(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        card = waiting_suggestion(page)
        expect(card.get_by_text("Wat werd toegezegd")).to_be_visible()
        expect(card.get_by_text("Wat later werd geschreven")).to_be_visible()
        look(page)
        number = card.get_by_role("heading").get_by_role("link").inner_text()
        card.get_by_role("button", name="Ja, geheel").click()
        notice = page.get_by_role("status").first
        expect(notice).to_contain_text(f"{number}: geheel voldaan")
        undo = page.url
        page.goto(f"/register/{number}")
        expect(page.locator(".badge").first).to_have_text("Afgedaan")
        look(page)
        verdict = page.locator(".card.judged").first
        fold_out(verdict, "Oordeel ongedaan maken")
        verdict.get_by_label("Waarom", exact=True).fill("De brief gaat over iets anders.")
        verdict.get_by_role("button", name="Oordeel ongedaan maken").click()
        expect(page.locator(".badge").first).to_have_text(
            "Nog niet beoordeeld"
        )  # the verdict had accepted it
        assert undo.endswith("/bureau/suggesties")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_makes_a_missed_commitment_from_a_sentence(
    site: Site, width: int, *, scripts: bool
) -> None:
    with site.visit(Role.CLERK, width, scripts=scripts) as page:
        page.goto("/brieven?q=noodlokalen")
        page.get_by_role("link", name="Stand van zaken onderwijshuisvesting").click()
        page.get_by_role("link", name="Woorden kiezen").click()
        page.get_by_label(re.compile(MISSED)).check()
        page.get_by_role("button", name="Toezegging maken").click()
        page.get_by_label("Wat wordt toegezegd").fill("geen noodlokalen meer in 2027")
        page.get_by_label("Termijn in woorden").fill("in 2027")
        page.get_by_label("De Kamer informeren").check()
        page.get_by_role("button", name="Toezegging vastleggen").click()
        expect(page.get_by_role("status").first).to_contain_text("is vastgelegd")
        expect(page.get_by_role("heading", level=1)).to_have_text("Geen noodlokalen meer in 2027")
        expect(page.locator("blockquote mark").first).to_contain_text(MISSED)
        page.get_by_role("status").first.get_by_role("button", name="Ongedaan maken").click()
        expect(page.get_by_text("telt niet meer mee")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_selected_words_lead_to_the_form_for_just_those(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.goto("/brieven?q=noodlokalen")
        page.get_by_role("link", name="Stand van zaken onderwijshuisvesting").click()
        page.wait_for_load_state("domcontentloaded")
        page.evaluate(
            """words => {
                const walker = document.createTreeWalker(
                    document.getElementById("tekst"), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
                    return;
                }
            }""",
            MISSED,
        )
        bar = page.get_by_role("region", name="Met de gekozen woorden")
        expect(bar).to_contain_text(MISSED)
        look(page)
        bar.get_by_role("link", name="Toezegging maken").click()
        expect(page.locator("blockquote p")).to_have_text(MISSED)
        look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_passage_is_linked_to_an_item_found_by_search(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.goto("/brieven?q=ventilatieproef")
        page.get_by_role("link", name="Landelijk beeld van de staat van de schoolgebouwen").click()
        page.get_by_role("link", name="Woorden kiezen").click()
        page.get_by_role("checkbox").nth(6).check()
        look(page)
        page.get_by_role("button", name="Koppelen aan een item").click()
        page.get_by_label("Zoek de toezegging of motie").fill("wetsvoorstel")
        page.get_by_role("main").get_by_role("button", name="Zoeken").click()
        page.get_by_role("radio", name=re.compile("internetconsultatie")).check()
        page.get_by_role("radio", name="Tussenbericht").check()
        look(page)
        page.get_by_role("button", name="Koppeling vastleggen").click()
        link = page.get_by_role("article").filter(has_text="Met de hand gekoppeld")
        expect(link).to_contain_text("door Griffier Testpersoon")
        look(page)


def test_a_footnote_opens_where_it_is_called(site: Site) -> None:
    with site.visit(Role.READER, 320) as page:
        page.goto("/brieven?q=ventilatieproef")
        page.get_by_role("link", name="Landelijk beeld van de staat van de schoolgebouwen").click()
        note = page.get_by_role("button", name="Voetnoot 1").first
        note.click()
        expect(page.get_by_role("note", name="Voetnoot 1")).to_be_visible()
        look(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("note", name="Voetnoot 1")).to_be_hidden()
        expect(note).to_be_focused()


def test_the_keyboard_reaches_the_work_first(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.goto("/bureau")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#inhoud")).to_be_focused()
        for _ in range(40):
            page.keyboard.press("Tab")
            name = page.evaluate("document.activeElement.textContent")
            if "Aanvaarden" in name:
                break
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("is aanvaard als toezegging")
