"""The figures above the desk and the register, against the lists that they lead to."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.clock import today
from app.domain.matching import ItemKind
from app.web.dates import input_day
from tests.web.deciding import decide, rows_of
from tests.web.website import Page, Website

TILE = re.compile(r'<li class="tone-\w+"><a href="([^"]+)"><b>(\d+)</b> ([^<]+)</a>')
ROW = re.compile(r'<td class="what">\s*<p><a href="([^"]+)|<article class="card" id="([\w-]+)"')


@pytest.fixture
def with_terms(website: Website, clerk: FlaskClient) -> FlaskClient:
    """Give a clerk of a register with commitments whose terms stand every way there is."""
    numbers = [row.number for row in rows_of(website, ItemKind.CANDIDATE)]
    for number, days in zip(numbers, (-400, -300, -3, 10, 200), strict=False):
        last = input_day(today() + timedelta(days=days))
        assert decide(clerk, number, "accept", term_latest=last).status_code == 303
    return clerk


def tiles(clerk: FlaskClient, address: str) -> dict[str, tuple[str, int]]:
    """Give by its words the address behind each figure, and the figure."""
    found = TILE.findall(clerk.get(address).text)
    return {words: (link.replace("&amp;", "&"), int(count)) for link, count, words in found}


def rows_behind(clerk: FlaskClient, address: str) -> int:
    """Count what the list shows, on all its pages."""
    rows: set[str] = set()
    number = 0
    while True:
        number += 1
        text = clerk.get(f"{address}{'&' if '?' in address else '?'}pagina={number}").text
        shown = ["".join(found) for found in ROW.findall(text)]
        if not set(shown) - rows:  # a page past the last gives the last
            return len(rows)
        rows.update(shown)


@pytest.mark.parametrize("address", ["/bureau", "/register"])
def test_every_figure_is_the_number_of_rows_behind_it(
    with_terms: FlaskClient, address: str
) -> None:
    found = tiles(with_terms, address)
    assert len(found) == 4
    for words, (link, count) in found.items():
        assert rows_behind(with_terms, link) == count, words
    assert found["termijn verstreken"][1] == 3


def test_the_desk_and_the_register_agree_on_what_is_late(with_terms: FlaskClient) -> None:
    assert (
        tiles(with_terms, "/bureau")["termijn verstreken"]
        == tiles(with_terms, "/register")["termijn verstreken"]
    )


@pytest.mark.parametrize("figure", ["termijn verstreken", "toezeggingen openstaand"])
def test_searching_again_keeps_what_a_figure_asked(with_terms: FlaskClient, figure: str) -> None:
    link, count = tiles(with_terms, "/register")[figure]
    page = Page(with_terms.get(link))
    chosen = [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs]
    word = link.rpartition("=")[2]
    assert chosen.count(word) == 1
    assert len([value for value in chosen if value]) == 3  # the kind, this word and the order
    assert rows_behind(with_terms, link) == count
