"""No page asks the database more than a few things, however much there is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.routing import Rule

from app.clock import now
from app.domain.matching import ItemKind
from app.services.accounts import find_accounts
from app.session import reading, transaction
from app.store.accounts import Account, AccountVisit
from app.store.documents import Document
from app.store.items import Committee, Item
from app.store.listed import Listed
from app.store.meetings import Meeting
from app.store.motions import MotionConflict
from app.store.offices import HolderRow
from app.store.reminders import Reminder
from scripts.bench.counting import counted, watch_statements
from scripts.bench.fill import Size, email_of, fill
from tests.web.website import Website, make_website, sign_in

MOST = 15
SIZE = Size(letters=400, commitments=300, motions=450)
ALSO = {  # what an address may ask besides, for some routes
    "register.index": (
        "?q=havenbeleid",
        "?sinds=bezoek",
        "?soort=motie&pagina=2",
        "?wie=Minister+van+Financi%C3%ABn",
    ),
    "letters.index": ("?q=havenbeleid", "?pagina=3", "?ministerie=fin&met=moties", "?sinds=bezoek"),
    "letters.letter": ("?q=havenbeleid",),
    "search.index": ("?q=havenbeleid", "?q=havenbeleit", "?q=21501-02"),
    "desk.candidates": ("?pagina=2", "?brief=1"),
    "desk.suggestions": ("?pagina=2", "?brief=350"),
    "desk.inbox": ("?pagina=2", "?alles=ja"),
    "desk.conflicts": ("?beslist=ja",),
    "reminders.draft": ("?ambt=Minister+van+Financi%C3%ABn",),
}
NAMES: dict[str, list[object]] = {
    "api.office": ["Minister van Financiën"],
    "api.dossier": ["36250"],
    "api.member": ["Bergstra"],
    "subjects.office": ["Minister van Financiën"],
    "subjects.dossier": ["36250"],
    "subjects.member": ["Bergstra"],
}
MAY_REFUSE = {  # routes that need what this register does not have, or give no page here
    "api.ministry",
    "access.choose",
    "addresses.look",
    "digest.ask",
    "digest.ask_confirm",
    "digest.begin",
    "feeds.atom",
    "feeds.calendar",
    "following.one",
    "following.shared",
    "letter_work.enter",
    "letter_work.link",
    "marking.motion",
    "marking.statement",
    "post.formatted",
    "post.message",
    "post.preview",
    "single_sign_on.begin",
    "single_sign_on.end",
    "single_sign_on.left",
    "subjects.ministry",
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Website, FlaskClient]]:
    folder = tmp_path_factory.mktemp("queries")
    site = make_website(folder / "register.sqlite", folder)
    fill(site.engine, SIZE)
    client = site.app.test_client()
    with reading(site.engine) as session:
        account = next(one for one in find_accounts(session) if one.email == email_of(1))
    sign_in(site, client, account)
    with transaction(site.engine) as session:  # was here before: lists mark what is new since
        session.execute(update(AccountVisit).values(before_at=now() - timedelta(days=7)))
    client.get("/register")  # writes down that the session is used
    watch_statements()
    yield site, client
    site.engine.dispose()
    site.app.extensions["gestand"].engine.dispose()


def values_of(site: Website, rule: Rule) -> list[dict[str, object]]:
    """Give values for what an address names: of each sort of item one, and the busiest letters."""
    columns = {
        "document_id": select(Document.id).order_by(Document.id.desc()).limit(3),
        "slug": select(Committee.slug).join(Meeting, Meeting.committee_id == Committee.id),
        "meeting_id": select(Meeting.id),
        "reminder_id": select(Reminder.id),
        "conflict_id": select(MotionConflict.id),
        "account_id": select(Account.id).limit(1),
        "line_id": select(HolderRow.id).limit(1),
    }
    fixed: dict[str, list[object]] = {
        "word": ["bewindspersonen", "stemmingen"],
        "kind": ["pdf", "docx"] if rule.endpoint.startswith(("meetings", "reminders")) else ["csv"],
        "token": ["geen"],
        "entry_id": [1],
        "follow_id": [1],
        "message_id": [1],
        "reader_id": [1],
        "name": NAMES.get(rule.endpoint, []),
    }
    kinds = select(Item.number).join(Listed, Listed.item_id == Item.id)
    motion = rule.rule.startswith("/moties")
    of_kind = Listed.kind == ItemKind.MOTION if motion else Listed.kind == ItemKind.COMMITMENT
    found: list[dict[str, object]] = [{}]
    with reading(site.engine) as session:
        for name in sorted(rule.arguments):
            each: list[object]
            if name == "number":
                each = list(session.scalars(kinds.where(of_kind).order_by(Listed.latest).limit(3)))
                waiting = kinds.where(Listed.kind == ItemKind.CANDIDATE).limit(2)
                each += [] if motion else session.scalars(waiting).all()
                if rule.endpoint == "api.item_whole":
                    each += session.scalars(kinds.where(Listed.kind == ItemKind.MOTION).limit(2))
            else:
                each = [*fixed[name]] if name in fixed else list(session.scalars(columns[name]))
            found = [{**one, name: value} for one in found for value in each]
    return found


def addresses_of(site: Website, rule: Rule) -> list[str]:
    adapter = site.app.url_map.bind("localhost")
    plain = [adapter.build(rule.endpoint, values) for values in values_of(site, rule)]
    return [f"{one}{more}" for one in plain for more in ("", *ALSO.get(rule.endpoint, ()))]


def test_no_page_asks_the_database_more_than_fifteen_things(
    register: tuple[Website, FlaskClient],
) -> None:
    site, client = register
    too_many: dict[str, int] = {}
    refused: dict[str, set[int]] = {}
    for rule in site.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        answers = set()
        for address in addresses_of(site, rule):
            with counted() as statements:
                answers.add(client.get(address).status_code)
            if len(statements) > MOST:
                too_many[address] = len(statements)
        assert answers, f"{rule} was not looked at"
        if not answers & {200, 301, 302, 303} and rule.endpoint not in MAY_REFUSE:
            refused[rule.endpoint] = answers
    assert refused == {}
    assert too_many == {}
