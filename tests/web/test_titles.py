"""An item has one title, on its page and in every list."""

import re
from html import unescape

from flask.testing import FlaskClient

from app.domain.matching import ItemKind
from tests.web.deciding import candidate, decide, rows_of
from tests.web.website import Website

BETTER = "het volledige overzicht van de scholen"


def heading(clerk: FlaskClient, number: str) -> str:
    page = clerk.get(f"/register/{number}", follow_redirects=True).text
    found = re.search(r'<h1 class="h1-item"[^>]*>(?:<span[^>]*>)?([^<]+)<', page)
    assert found
    return unescape(found[1])


def titles(text: str) -> dict[str, str]:
    """Give the titles of the register by the numbers that they lead to."""
    rows = re.findall(
        r'<td class="what">\s*<p><a href="[^"]*/([^"/]+)">(?:<span[^>]*>)?([^<]+)<', text
    )
    return {number: unescape(title) for number, title in rows}


def test_the_register_lists_items_by_the_titles_of_their_pages(
    website: Website, clerk: FlaskClient
) -> None:
    number = candidate(website)
    decide(clerk, number, "accept", subject=BETTER)
    motion = rows_of(website, ItemKind.MOTION)[0].number
    for kind, one in (("toezegging", number), ("motie", motion)):
        listed = titles(clerk.get(f"/register?soort={kind}").text)
        assert listed[one] == heading(clerk, one)
    assert titles(clerk.get("/register").text)[number].casefold() == BETTER


def test_the_search_for_a_link_shows_the_title_and_below_it_the_sentence(
    website: Website, clerk: FlaskClient
) -> None:
    number = candidate(website)
    decide(clerk, number, "accept", subject=BETTER)
    page = clerk.get(f"/brieven/1/koppelen?start=300&end=400&q={number}").text
    label = page.partition(f'for="item-{number}"')[2].partition("</label>")[0]
    words = next(row.words for row in rows_of(website, ItemKind.COMMITMENT) if row.number == number)
    assert label.index(heading(clerk, number)) < label.index(words[0].text.split(".")[0][:20])
