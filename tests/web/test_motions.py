"""What a motion's page leaves out, and what can be done about a mention that fits no motion."""

import re

from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.intake import store_prepared
from app.session import transaction
from tests.factories import AT, CLERK
from tests.services.harbour import make_citing
from tests.web.deciding import rows_of
from tests.web.website import Page, Website


def test_a_motions_page_says_nothing_of_an_outcome_that_nobody_knows(
    website: Website,
) -> None:
    reader = website.visit(Role.READER)
    for row in rows_of(website, ItemKind.MOTION):
        text = Page(reader.get(f"/moties/{row.number}")).text
        assert "Uitkomst" not in text
        assert "Nog niet bekend" not in text


def test_a_mention_without_number_is_linked_by_hand_to_its_motion(
    website: Website, clerk: FlaskClient
) -> None:
    letter = make_citing()
    with transaction(website.engine) as session:
        store_prepared(session, letter.prepared("wrakken"), actor=CLERK, at=AT)
    page = clerk.get("/bureau/zonder-nummer")
    link = re.search(r'href="(/brieven/\d+/koppelen\?[^"]+)"', page.text)
    assert link, "no mention to link"
    found = clerk.get(link[1].replace("&amp;", "&"))
    assert found.status_code == 200
    motion = rows_of(website, ItemKind.MOTION)[0].number
    place = Page(found).form("/koppelen")
    again = clerk.get(
        link[1].partition("?")[0],
        query_string={"start": place["start"], "end": place["end"], "q": motion[2:]},
    )
    fields = Page(again).form("/koppelen")
    chosen = {"number": motion, "verdict": "tussenbericht"}
    token = re.search(r'name="csrf_token" value="([^"]+)"', again.text)
    assert token
    seen = {name: value for name, value in _hidden(again.text) if name.startswith("seen-")}
    data = fields | seen | chosen | {"csrf_token": token[1]}
    answer = clerk.post(link[1].partition("?")[0], data=data)
    assert answer.status_code == 303
    landed = clerk.get(answer.location)
    assert f"De passage is gekoppeld aan {motion}" in landed.text
    assert "#" not in answer.location  # at the top of the page, where the confirmation stands


def _hidden(text: str) -> list[tuple[str, str]]:
    """Give the hidden fields of a page."""
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
