"""In what order an item's page shows the passages that were found."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.commitments import Verdict
from app.domain.matching import ItemKind, Relation
from app.services.overview.rows.common import Standing
from app.services.overview.rows.stories import ItemStory
from app.web.arranging import arrange, tell_by_letter
from tests.web.deciding import candidate, decide, rows_of, story_of
from tests.web.website import LETTERS, Page, Website, make_register

MOTION = "M-39101-10"
LATEST = "2026-11-18-ocw-schoolgebouwen-in-de-winter"  # answers what was answered before


@pytest.fixture(scope="module")
def read_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the register with one letter more, in which an item has several answers."""
    file = tmp_path_factory.mktemp("arranging") / "register.sqlite"
    make_register(file, (*LETTERS, LATEST))
    return file


def stories(website: Website) -> list[ItemStory]:
    rows = rows_of(website, ItemKind.CANDIDATE)
    return [story_of(website, row.number) for row in rows]


def test_what_may_settle_an_item_stands_apart_from_what_only_returns_to_it(
    website: Website,
) -> None:
    found = [arrange(story) for story in stories(website)]
    answering = [one for passages in found for one in passages.answering]
    returning = [one for passages in found for one in passages.returning]
    assert answering
    assert returning
    assert all(one.relation is not Relation.SAME for one in answering)
    assert all(one.relation is Relation.SAME for one in returning)
    assert not any(passages.beside for passages in found)
    story = next(one for one in stories(website) if arrange(one).returning)
    page = Page(website.visit(Role.READER).get(f"/register/{story.number}"))
    assert "Waar dit misschien weer ter sprake komt" in page.text


def test_what_a_settled_item_no_longer_asks_is_set_aside(
    website: Website, clerk: FlaskClient
) -> None:
    number = candidate(website, waiting=2)
    clerk.get(decide(clerk, number, "accept").location)
    first = story_of(website, number).suggestions[0]
    address = f"/suggesties/{first.id}/oordeel"
    fields = Page(clerk.get(f"/register/{number}")).form(address)
    clerk.post(address, data=fields | {"verdict": "voldaan"})
    story = story_of(website, number)
    assert story.standing is Standing.SETTLED
    passages = arrange(story)
    assert [one.verdict for one in passages.answering] == [Verdict.FULFILS]
    assert passages.beside
    page = clerk.get(f"/register/{number}").text
    assert "die Gestand vond</summary>" in page
    assert page.index(f'id="suggestie-{first.id}"') < page.index("die Gestand vond</summ")
    assert rows_of(website, ItemKind.COMMITMENT)[0].waiting == 0


def test_a_verdict_that_comes_back_opens_what_was_set_aside(
    website: Website, clerk: FlaskClient
) -> None:
    number = candidate(website, waiting=2)
    clerk.get(decide(clerk, number, "accept").location)
    first, second = story_of(website, number).suggestions[:2]
    page = Page(clerk.get(f"/register/{number}"))
    addresses = [f"/suggesties/{one.id}/oordeel" for one in (first, second)]
    clerk.post(addresses[0], data=page.form(addresses[0]) | {"verdict": "voldaan"})
    answer = clerk.post(addresses[1], data=page.form(addresses[1]) | {"verdict": "misschien"})
    assert answer.status_code == 422
    assert re.search(r"<details open><summary>\d andere passages? die Gestand vond", answer.text)


def test_a_motion_tells_each_paper_once_and_a_repeated_sentence_once(website: Website) -> None:
    motion = story_of(website, MOTION).motion
    assert motion is not None
    told = tell_by_letter(motion.mentions)
    letters = [telling.letter for telling in told]
    assert letters == list(dict.fromkeys(one.letter for one in motion.mentions))
    twice = tell_by_letter((motion.mentions[0], motion.mentions[0]))
    (said,) = twice[0].said
    assert said.times == 2
