"""What the tests of decisions share: finding an item, and pressing its buttons as a browser does."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.clock import today
from app.domain.matching import ItemKind
from app.services.overview import find_register_items, get_item_story
from app.services.overview.rows.register import RegisterFilter, RegisterRow
from app.services.overview.rows.stories import ItemStory
from app.session import reading
from tests.web.website import Page, Website

Change = dict[str, str]
FRAME = ("/afmelden", "/taal", "/zoeken")  # where the forms of every page lead


def rows_of(website: Website, kind: ItemKind, q: str = "") -> tuple[RegisterRow, ...]:
    with reading(website.engine) as session:
        wanted = RegisterFilter(q=q, kinds=(kind,), size=100)
        return find_register_items(session, wanted, today=today()).rows


def story_of(website: Website, number: str) -> ItemStory:
    with reading(website.engine) as session:
        return get_item_story(session, number, today=today())


def candidate(website: Website, *, waiting: int = 0) -> str:
    """Find the promise of a survey, which a later letter only repeats."""
    rows = rows_of(website, ItemKind.CANDIDATE, "landelijk beeld toesturen")
    return next(row.number for row in rows if row.waiting >= waiting)


def decide(clerk: FlaskClient, number: str, decision: str, **values: str) -> TestResponse:
    page = clerk.get(f"/register/{number}")
    fields = Page(page).form(f"/register/{number}/beoordelen") | typed(page)
    return clerk.post(
        f"/register/{number}/beoordelen", data=fields | {"decision": decision} | values
    )


def typed(response: TestResponse) -> Change:
    """Give what a browser also sends of the form: its texts and its choice."""
    with_text = {}
    text = response.text
    for name in ("subject", "reason", "dismiss_note"):
        area = re.search(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', text, re.DOTALL)
        with_text[name] = unescape(area[1]).strip() if area else ""
    chosen = text.partition('name="committee"')[2].partition("</select>")[0]
    committee = re.search(r'selected value="(\d+)"', chosen)
    led = committee[1] if committee else "0"
    return with_text | {"committee": led, "dismiss_reason": "Verkeerd gelezen"}


def undo(clerk: FlaskClient, response: TestResponse) -> TestResponse:
    """Follow the answer and press "Ongedaan maken" in the notice."""
    page = Page(clerk.get(response.location))
    actions = [one for one in page.values("action") if one not in FRAME]
    undone = clerk.post(actions[0], data=page.form(actions[0]))
    assert undone.status_code == 303
    return undone
