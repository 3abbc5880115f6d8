"""Every page, wide and narrow, with and without the bundle: no barrier, nothing sideways."""

import pytest

from app.domain.accounts import Role
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.web.test_pages import LISTS, pages_of

OFTEN = 15  # of many alike (items, letters) one in so many is looked at


def some_of(site: Site) -> list[str]:
    """Give one address of each kind of page, and some of those with many."""
    pages = pages_of(site.website)
    many = [one for one in pages if one.startswith(("/register/", "/moties/", "/brieven/"))]
    return [*(one for one in pages if one not in many), *many[::OFTEN], *many[-7:]]


@pytest.mark.parametrize("bundle", [True, False], ids=["bundle", "no bundle"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_in_the_way(site: Site, width: int, *, bundle: bool) -> None:
    with site.visit(Role.CLERK, width) as page:
        if not bundle:
            page.route("**/vendor/*.css", lambda route: route.fulfill(status=200, body=""))
        for address in some_of(site) if bundle else LISTS:
            page.goto(address)
            look(page)
