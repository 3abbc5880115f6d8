"""The desk with something in every list: by keyboard, without scripts, and without barriers."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.domain.statuses import Source, SourceRow, StatusWords
from app.services.candidates import accept_candidate
from app.services.source_words import receive_words
from app.session import transaction
from app.store.items import Candidate, Item
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.pressing import press_key
from tests.factories import AT, CLERK, LATER
from tests.services import naming, test_repeats
from tests.services.naming import DAYS, letter

BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
RIGHT, WRONG = "39 201-02, nr. 2433", "39 201-04, nr. 2433"
LETTERS = {
    "een": letter(naming.naming(RIGHT)),
    "twee": letter(naming.naming(RIGHT), day=DAYS[1]),
    "misdruk": letter(naming.naming(WRONG), day=DAYS[2]),
    "zonder": letter("De motie van het lid Kaper c.s. over het lichten van wrakken voer ik uit."),
}


@pytest.fixture
def full(site: Site) -> Site:
    """Give the site with a conflict, a motion without number, a late repeat, a strange word."""
    with transaction(site.website.engine) as session:
        naming.take_in(session, LETTERS)
        test_repeats.take_in(session, "eerst", at=AT)
    with transaction(site.website.engine) as session:
        first = promised(session)
        accept_candidate(session, first.number, seen=first.version, actor=CLERK, at=AT)
        row = SourceRow(2, first.number, Source.TWEEDE_KAMER, "TZ202504-057", "Voltooid")
        receive_words(session, [row], StatusWords({}), at=AT)
    with transaction(site.website.engine) as session:
        test_repeats.take_in(session, "dan", at=LATER.replace(year=2099))
    return site


def promised(session: Session) -> Item:
    """Give the promise of the first letter."""
    query = select(Item).join(Candidate, Candidate.item_id == Item.id)
    return session.scalars(query.where(Item.words.contains(test_repeats.SUBJECT[:30]))).one()


def told(page: Page, words: str) -> None:
    """See that the desk says what was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_list_is_a_barrier_with_something_in_it(full: Site, width: int) -> None:
    with full.visit(Role.CLERK, width) as page:
        for address, shown in (
            ("/bureau/brieven", "onbekend statuswoord"),
            ("/bureau", "Herhalingen van wat al is beoordeeld (1)"),
            ("/bureau/tegenstrijdig", RIGHT),
            ("/bureau/zonder-nummer", "Kaper"),
            ("/bureau/statuswoorden", "“Voltooid”"),
        ):
            page.goto(address)
            expect(page.get_by_role("main")).to_contain_text(shown)
            for hidden in page.locator("main details:not([open]) > summary").all()[:3]:
                hidden.press("Enter")
            look(page)


@BOTH
def test_a_conflict_is_settled_and_undone_without_a_mouse(full: Site, *, scripts: bool) -> None:
    with full.visit(Role.CLERK, scripts=scripts) as page:
        page.goto("/bureau/tegenstrijdig")
        card = page.get_by_role("article").filter(has_text=WRONG)
        card.get_by_label(f"{RIGHT} is het juiste nummer").press("Space")
        card.get_by_role("button", name="Besluit vastleggen").press("Enter")
        told(page, "het geldt ook voor latere brieven")
        expect(card).to_have_count(0)
        page.get_by_role("status").first.get_by_role("button", name="Ongedaan maken").press("Enter")
        told(page, "Het besluit is ongedaan gemaakt")
        expect(card).to_have_count(1)


def test_a_likely_reading_is_put_down_by_one_key_and_another_by_two(full: Site) -> None:
    with full.visit(Role.CLERK) as page:
        page.goto("/bureau/tegenstrijdig")
        cards = page.get_by_role("article")
        before = cards.count()
        for _ in range(before):
            press_key(page, "n")
            if RIGHT in page.locator(":focus").inner_text():
                break
        press_key(page, "2")
        expect(page.locator(":focus").get_by_role("radio").nth(1)).to_be_checked()
        press_key(page, "1")
        press_key(page, "a")
        told(page, "Uw besluit is vastgelegd")
        expect(cards).to_have_count(before - 1)
        press_key(page, "u")
        told(page, "Het besluit is ongedaan gemaakt")


@BOTH
def test_a_late_repeat_is_confirmed_and_undone_without_a_mouse(
    full: Site, *, scripts: bool
) -> None:
    with full.visit(Role.CLERK, scripts=scripts) as page:
        page.goto("/bureau")
        late = page.locator("summary", has_text="Herhalingen van wat al is beoordeeld")
        late.press("Enter")
        page.get_by_role("button", name="Ja, een herhaling").press("Enter")
        told(page, "als herhaling bij de eerdere toezegging gezet")
        expect(late).to_have_count(0)
        page.get_by_role("status").first.get_by_role("button", name="Ongedaan maken").press("Enter")
        expect(late).to_have_count(1)


@BOTH
@pytest.mark.parametrize("width", WIDTHS)
def test_a_postponement_is_recorded_without_a_mouse(
    full: Site, width: int, *, scripts: bool
) -> None:
    with transaction(full.website.engine) as session:
        query = select(Item.number).where(Item.kind == ItemKind.COMMITMENT)
        number = session.scalars(query).one()
    with full.visit(Role.CLERK, width, scripts=scripts) as page:
        page.goto(f"/register/{number}")
        page.locator("summary", has_text="Uitstel vastleggen").press("Enter")
        page.get_by_label("Nieuwe laatste dag").fill("1 maart 2199")
        page.get_by_label("Of een ander stuk").fill("39 101, nr. 44")
        form = page.locator("details[open]").filter(has_text="Nieuwe laatste dag")
        form.get_by_label("Waarom", exact=True).fill("De minister vraagt uitstel.")
        if scripts:
            look(page)
        form.get_by_role("button", name="Uitstel vastleggen").press("Enter")
        told(page, "is verplaatst")
        facts = page.locator(".facts").first
        expect(facts).to_contain_text("Eerst was de laatste dag 31 augustus 2024")
        expect(facts.get_by_role("link", name="39 101, nr. 44").first).to_be_visible()
        expect(page.locator(".badges").first).to_contain_text("Uitgesteld")
        expect(facts).to_contain_text("onbekend woord, niet vertaald")
        if scripts:
            look(page)
