"""Every page, wide and narrow, with and without the bundle: no barrier, nothing sideways."""

import pytest

from app.clock import now
from app.domain.accounts import Role
from app.domain.papers import IncomingDocument
from app.seeds import read_seeds
from app.session import transaction
from app.settings import HOME
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.importing import import_document
from tests.web.test_pages import pages_of

OFTEN = 15  # of many alike (items, letters) one in so many is looked at
KINDS = 6  # kinds of pages that are looked at without the bundle
LONG = "onderwijshuisvestingsuitvoeringsprogrammacoördinatieoverlegverslag" * 2
ADDRESS = f"https://www.voorbeeld.example/{LONG}_definitief_versie_2_{LONG}.pdf"
WIDE = f"""Den Haag, 20 november 2026

Betreft: {LONG}

Ik zal uw Kamer in december het {LONG} toesturen. Het staat op {ADDRESS}.1 De motie van het
lid Hartgerink c.s. (Kamerstuk 39 101, nr. 15) gaat over het {LONG}.

De Minister van Onderwijs, Cultuur en Wetenschap,
A.M. Terwindt

1 {ADDRESS}.
"""


def some_of(site: Site) -> list[str]:
    """Give one address of each kind of page, and some of those with many."""
    pages = pages_of(site.website)
    many = [one for one in pages if one.startswith(("/register/", "/moties/", "/brieven/"))]
    return [*(one for one in pages if one not in many), *many[::OFTEN], *many[-7:]]


def test_nothing_stands_in_the_way(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        for address in some_of(site):
            page.goto(address)
            look(page)


def test_nothing_stands_in_the_way_in_a_narrow_window(site: Site) -> None:
    with site.visit(Role.CLERK, 320) as page:
        for address in some_of(site):
            if "?" not in address or "start=" in address:  # another question, the same page
                page.goto(address)
                look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_in_the_way_without_the_bundle(site: Site, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.route("**/vendor/*.css", lambda route: route.fulfill(status=200, body=""))
        pages = some_of(site)
        for address in pages[:: len(pages) // KINDS]:
            page.goto(address)
            look(page)


def test_long_words_and_addresses_widen_no_page(site: Site) -> None:
    with transaction(site.website.engine) as session:
        imported = import_document(
            session,
            IncomingDocument("breed", "txt", WIDE.encode(), "tests"),
            calendar=read_seeds(HOME / "seeds").calendar,
            actor="tests",
            at=now(),
        )
    letter = f"/brieven/{imported.document_id}"
    with site.visit(Role.CLERK, 320) as page:
        for address in (letter, f"{letter}/kiezen", "/bureau", "/brieven", f"/register?q={LONG}"):
            page.goto(address)
            assert LONG in page.get_by_role("main").inner_text().lower()
            look(page)
        page.get_by_role("link", name=LONG[:20]).first.click()
        assert LONG in page.get_by_role("heading", level=1).inner_text().lower()
        look(page)
