"""A committee's work: its list for a meeting, the files, the decisions, and rappels."""

import datetime as dt
import re
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.commitments import Status
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.commitments import set_status
from app.services.fields import CommitmentChanges
from app.services.overview.register import find_committees
from app.services.reminders import keep_reminder
from app.session import reading, transaction
from app.web.dates import parse_day
from tests.web.deciding import rows_of, story_of
from tests.web.website import Page, Website

SLUG = "onderwijs-cultuur-en-wetenschap"
OFFICE = "Minister van Onderwijs, Cultuur en Wetenschap"
DAY = dt.date(2031, 2, 4)
YESTERDAY = today() - dt.timedelta(days=1)
Fields = dict[str, str | list[str]]


@pytest.fixture
def numbers(website: Website) -> list[str]:
    """Give the committee three commitments, two of them overdue, all of one minister."""
    with reading(website.engine) as session:
        committee = next(one.id for one in find_committees(session) if one.slug == SLUG)
    rows = rows_of(website, ItemKind.CANDIDATE)
    late = [row for row in rows if row.term and row.term.latest and row.term.latest < today()]
    calm = [row for row in rows if row.term is None or row.term.latest is None]
    taken = [*late[:2], calm[0]]
    changes = CommitmentChanges(committee_id=committee, responsible=OFFICE)
    for row in taken:
        with transaction(website.engine) as session:
            accept_candidate(session, row.number, seen=1, changes=changes, actor="tests", at=now())
    return [row.number for row in taken]


def fields_in(response: TestResponse, ending: str) -> Fields:
    """Give all that a browser sends of a form, choices and long texts too."""
    part = re.search(rf'<form[^>]*action="[^"]*{ending}"[^>]*>(.*?)</form>', response.text, re.S)
    assert part is not None
    fields: Fields = {}
    for tag in re.findall(r"<input[^>]*>", part[1]):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if told.get("type") == "checkbox" and "checked" not in tag.replace('"checkbox"', ""):
            continue
        kept = fields.setdefault(told["name"], [])
        assert isinstance(kept, list)
        kept.append(told.get("value", ""))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', part[1], re.S
    ):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else ""
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', part[1], re.S
    ):
        fields[name] = text.strip()
    return fields


def prepare(clerk: FlaskClient) -> str:
    """Make the list of a meeting with everything on it, and give its address."""
    shown = clerk.get(f"/commissies/{SLUG}?datum={DAY:%d-%m-%Y}")
    places = re.findall(r'name="plaats" value="([^"]*)"', shown.text)
    sent = fields_in(shown, "/vergadering") | {"plaats": places}
    made = clerk.post(f"/commissies/{SLUG}/vergadering", data=sent)
    assert made.status_code == 303
    return str(made.location)


def row_of(response: TestResponse, number: str) -> str:
    """Give what stands before the names of an item's fields."""
    cards = response.text.split('<article class="card')
    card = next(one for one in cards if f"/register/{number}" in one)
    found = re.search(r'id="rij-(\d+)"', card)
    assert found is not None
    return f"r{found[1]}-"


class TestList:
    def test_the_work_of_a_committee(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        shown = Page(clerk.get(f"/commissies/{SLUG}?datum=04-02-2031")).text
        assert "Termijn verstreken (2)" in shown
        assert "Nieuw op de lijst (1)" in shown
        assert "er kwam geen brief" in shown or "wacht een brief op beoordeling" in shown
        listed = Page(clerk.get("/commissies")).text
        assert "Commissies met openstaande toezeggingen" in listed
        reader = website.visit(Role.READER).get(f"/commissies/{SLUG}")
        assert "Lijst maken" not in reader.text
        assert numbers[0] in reader.text

    def test_a_day_that_is_none(self, clerk: FlaskClient, numbers: list[str]) -> None:
        assert numbers
        assert clerk.get(f"/commissies/{SLUG}?datum=32-13-2031").status_code == 422
        sent = fields_in(clerk.get(f"/commissies/{SLUG}"), "/vergadering") | {"datum": ""}
        assert clerk.post(f"/commissies/{SLUG}/vergadering", data=sent).status_code == 422

    def test_one_list_for_one_day(self, clerk: FlaskClient, numbers: list[str]) -> None:
        assert numbers
        shown = clerk.get(f"/commissies/{SLUG}?datum={DAY:%d-%m-%Y}")
        sent = fields_in(shown, "/vergadering")
        first = clerk.post(f"/commissies/{SLUG}/vergadering", data=sent)
        again = clerk.post(f"/commissies/{SLUG}/vergadering", data=sent)
        assert again.location == first.location
        page = Page(clerk.get(f"/commissies/{SLUG}"))  # its next meeting
        assert "Voor deze dag is er een lijst" in page.text

    def test_proposals_are_changed_and_rows_left_out(
        self, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        address = prepare(clerk)
        shown = clerk.get(address)
        move, out = row_of(shown, numbers[0]), row_of(shown, numbers[2])
        sent = fields_in(shown, address)
        sent |= {f"{move}proposal": "nieuwe termijn", f"{out}leave_out": "y"}
        refused = clerk.post(address, data=sent)
        assert refused.status_code == 422
        assert "Vul bij “Nieuwe termijn” de nieuwe laatste dag in." in refused.text
        sent |= {f"{move}term": "1 maart 2031", f"{move}why": "De minister vroeg uitstel."}
        assert clerk.post(address, data=sent).status_code == 303
        kept = Page(clerk.get(address)).text
        assert "De minister vroeg uitstel." in kept
        assert numbers[2] not in kept
        stale = clerk.post(address, data=sent | {f"{move}why": "Te laat bewaard."})
        assert stale.status_code == 409
        assert "Te laat bewaard." in stale.text
        assert "Nu vastgelegd: Nieuwe termijn: uiterlijk 1 maart 2031" in Page(stale).text
        more = clerk.post(f"{address}/aanvullen", data=fields_in(clerk.get(address), "/aanvullen"))
        assert more.status_code == 303
        assert numbers[2] in clerk.get(address).text
        full = clerk.post(f"{address}/aanvullen", data=fields_in(clerk.get(address), "/aanvullen"))
        assert "De lijst is volledig." in clerk.get(full.location).text

    @pytest.mark.parametrize("kind", ["docx", "pdf"])
    def test_the_file_for_the_agenda(
        self, website: Website, clerk: FlaskClient, numbers: list[str], kind: str
    ) -> None:
        address = prepare(clerk)
        sent = website.visit(Role.READER).get(f"{address}/lijst.{kind}")
        assert sent.headers["Content-Disposition"].endswith(f'{SLUG}-2031-02-04.{kind}"')
        text = text_of(sent, kind)
        for told in (*numbers, "Procedurevergadering van 4 februari 2031", "Voorstel", OFFICE):
            assert told in text
        assert clerk.get(f"{address}/lijst.exe").status_code == 404


def text_of(sent: TestResponse, kind: str) -> str:
    """Give the words of a file, white space as one space."""
    if kind == "docx":
        words = " ".join(one.text for one in Document(BytesIO(sent.data)).paragraphs)
    else:
        opened = pypdfium2.PdfDocument(sent.data)
        words = " ".join(page.get_textpage().get_text_bounded() for page in opened)
        opened.close()
    return " ".join(words.split())


class TestDecisions:
    def test_all_of_a_page_in_one_go_and_back(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        address = prepare(clerk) + "/besluiten"
        shown = clerk.get(address)
        settle, move, wait = (row_of(shown, number) for number in numbers)
        sent = fields_in(shown, address)
        sent |= {f"{settle}decision": "afdoen", f"{settle}note": "Brief besproken."}
        sent |= {f"{move}decision": "nieuwe termijn", f"{move}term": "01-06-2031"}
        sent |= {f"{wait}decision": ""}
        assert clerk.post(address, data=sent).status_code == 303
        assert story_of(website, numbers[0]).standing.value == "afgedaan"
        moved = story_of(website, numbers[1]).promise
        assert moved is not None
        assert moved.term.latest == dt.date(2031, 6, 1)
        page = Page(clerk.get(address))
        assert "2 besluiten zijn vastgelegd." in page.text
        assert "Besluiten (2 van 3)" in page.text
        item = Page(clerk.get(f"/register/{numbers[0]}")).text
        assert "procedurevergadering van: 4 februari 2031" in item
        assert "Brief besproken." in item
        undo = next(one for one in page.values("action") if one.endswith("/ongedaan"))
        empty = clerk.post(undo, data=page.form(undo) | {"reason": " "})
        assert "Vul in waarom" in clerk.get(empty.location).text
        assert clerk.post(undo, data=page.form(undo) | {"reason": "Vergist."}).status_code == 303
        assert "Besluiten (1 van 3)" in Page(clerk.get(address)).text

    def test_what_changed_meanwhile_is_shown_and_nothing_typed_is_lost(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        address = prepare(clerk) + "/besluiten"
        shown = clerk.get(address)
        sent = fields_in(shown, address)
        row = row_of(shown, numbers[1])
        sent |= {f"{row}note": "Wat ik had getypt."}
        version = story_of(website, numbers[0]).version
        with transaction(website.engine) as session:
            set_status(
                session,
                numbers[0],
                Status.LAPSED,
                seen=version,
                reason="Overgenomen door een wet.",
                actor="Een collega",
                at=now(),
            )
        refused = clerk.post(address, data=sent)
        assert refused.status_code == 409
        page = Page(refused).text
        assert "Een collega" in page
        assert "Overgenomen door een wet." in page
        assert "Wat ik had getypt." in page
        assert story_of(website, numbers[1]).standing.value == "openstaand"
        again = fields_in(refused, address)
        assert again[f"{row}note"] == "Wat ik had getypt."
        assert clerk.post(address, data=again).status_code == 303

    def test_what_a_colleague_decided_first(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        address = prepare(clerk) + "/besluiten"
        sent = fields_in(clerk.get(address), address)
        other = website.visit(Role.ADMINISTRATOR)
        theirs = fields_in(other.get(address), address)
        row = row_of(clerk.get(address), numbers[0])
        assert other.post(address, data=theirs).status_code == 303
        refused = clerk.post(address, data=sent | {f"{row}note": "Ook getypt."})
        assert refused.status_code == 409
        assert "Ook getypt." in refused.text
        assert "Beheerder Testpersoon" in refused.text

    def test_a_new_term_has_another_day(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        address = prepare(clerk) + "/besluiten"
        shown = clerk.get(address)
        row = row_of(shown, numbers[0])
        promise = story_of(website, numbers[0]).promise
        assert promise is not None
        assert promise.term.latest is not None
        sent = fields_in(shown, address) | {f"{row}decision": "nieuwe termijn"}
        assert clerk.post(address, data=sent).status_code == 422
        sent |= {f"{row}term": f"{promise.term.latest:%d-%m-%Y}"}
        refused = clerk.post(address, data=sent)
        assert refused.status_code == 422
        assert "de laatste dag die al geldt" in refused.text

    def test_nothing_chosen_is_nothing_put_down(
        self, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        assert numbers
        address = prepare(clerk) + "/besluiten"
        sent = fields_in(clerk.get(address), address)
        nothing = {name: "" for name in sent if name.endswith("decision")}
        assert clerk.post(address, data=sent | nothing).status_code == 303
        assert "niets vastgelegd" in clerk.get(address).text


def test_an_administrator_sets_that_a_committee_decides_itself(website: Website) -> None:
    boss = website.visit(Role.ADMINISTRATOR)
    way = f"/commissies/{SLUG}/werkwijze"
    for told in ("Deze commissie besluit zelf.", "meteen afgedaan"):
        sent = fields_in(boss.get(f"/commissies/{SLUG}"), way)
        assert boss.post(way, data=sent).status_code == 303
        assert told in Page(boss.get(f"/commissies/{SLUG}")).text
    assert "besluit zelf over afdoen" in Page(boss.get(f"/commissies/{SLUG}")).text
    assert "/werkwijze" not in website.visit(Role.CLERK).get(f"/commissies/{SLUG}").text


def kept_before(website: Website) -> str:
    """Keep a rappel as one was kept the day before."""
    days = {
        "reply_before": today() + dt.timedelta(days=20),
        "horizon": today() + dt.timedelta(days=60),
    }
    with transaction(website.engine) as session:
        key = keep_reminder(session, OFFICE, today=YESTERDAY, actor="tests", at=now(), **days)
    return f"/rappels/{key}"


def test_what_has_no_committee_or_member_is_a_list_of_its_own(
    website: Website, clerk: FlaskClient, numbers: list[str]
) -> None:
    page = clerk.get("/commissies")
    assert "3 openstaande toezeggingen zonder lid" in Page(page).text
    (waiting, *_) = rows_of(website, ItemKind.CANDIDATE)
    changes = CommitmentChanges(committee_id=0, member="Rietkerk")
    with transaction(website.engine) as session:
        accept_candidate(session, waiting.number, seen=1, changes=changes, actor="tests", at=now())
    page = clerk.get("/commissies")
    assert "1 openstaande toezegging zonder commissie" in Page(page).text
    address = next(one for one in Page(page).values("href") if "commissie=zonder" in one)
    listed = Page(clerk.get(address)).text
    assert waiting.number in listed
    assert numbers[0] not in listed


class TestRappels:
    def keep(self, clerk: FlaskClient) -> str:
        shown = clerk.get("/rappels/nieuw", query_string={"ambt": OFFICE})
        kept = clerk.post("/rappels", data=fields_in(shown, "/rappels"))
        assert kept.status_code == 303
        return str(kept.location)

    def test_from_the_list_to_the_letter(
        self, website: Website, clerk: FlaskClient, numbers: list[str]
    ) -> None:
        assert OFFICE in clerk.get("/rappels").text
        address = kept_before(website)
        first = f"rappel {YESTERDAY.year}-1"
        page = Page(clerk.get(address)).text
        assert first.capitalize() in page
        assert numbers[0] in page
        item = Page(clerk.get(f"/register/{numbers[0]}")).text
        assert "Gerappelleerd" in item
        assert first in item
        second = self.keep(clerk)
        for kind in ("docx", "pdf"):
            text = text_of(website.visit(Role.READER).get(f"{second}/brief.{kind}"), kind)
            assert "Aan 2 toezeggingen herinnerde de Kamer u al eerder" in text
            assert f"({first})" in text
            assert numbers[0] in text
        listed = Page(clerk.get("/rappels")).text
        assert "0 van 2 vraagt niets meer" in listed

    @pytest.mark.usefixtures("numbers")
    def test_there_is_no_second_on_the_same_day(self, clerk: FlaskClient) -> None:
        before = clerk.get("/rappels/nieuw", query_string={"ambt": OFFICE})
        sent = fields_in(before, "/rappels")
        address = clerk.post("/rappels", data=sent).location
        refused = clerk.post("/rappels", data=sent)
        assert refused.status_code == 409
        assert f'href="{address}"' in refused.text
        shown = clerk.get("/rappels/nieuw", query_string={"ambt": OFFICE}).text
        assert "Vandaag is er al een rappel vastgelegd" in shown
        assert "Rappel vastleggen" not in shown
        form = Page(clerk.get(address)).form("/intrekken") | {"reason": "Proefdruk."}
        clerk.post(f"{address}/intrekken", data=form)
        assert self.keep(clerk) != address

    def test_one_that_was_not_sent(self, clerk: FlaskClient, numbers: list[str]) -> None:
        address = self.keep(clerk)
        form = Page(clerk.get(address)).form("/intrekken")
        assert clerk.post(f"{address}/intrekken", data=form).status_code == 422
        sent = form | {"reason": "Proefdruk."}
        assert clerk.post(f"{address}/intrekken", data=sent | {"seen": "9"}).status_code == 409
        assert clerk.post(f"{address}/intrekken", data=sent).status_code == 303
        assert "Dit rappel telt niet mee" in clerk.get(address).text
        assert "Ingetrokken" in text_of(clerk.get(f"{address}/brief.pdf"), "pdf")
        assert "Gerappelleerd op" not in clerk.get(f"/register/{numbers[0]}").text
        assert "ingetrokken" in clerk.get("/rappels").text

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ({"antwoord": "01-01-2020"}, "Kies een dag na vandaag."),
            ({"vooruit": "ooit"}, "Vul een datum in"),
            ({"vooruit": ""}, "Vul in tot welke dag."),
        ],
    )
    def test_days_that_cannot_be(
        self, clerk: FlaskClient, numbers: list[str], asked: dict[str, str], told: str
    ) -> None:
        assert numbers
        shown = clerk.get("/rappels/nieuw", query_string={"ambt": OFFICE})
        sent = fields_in(shown, "/rappels") | asked
        for refused in (
            clerk.post("/rappels", data=sent),
            clerk.get("/rappels/nieuw", query_string=sent),
        ):
            assert refused.status_code == 422
            assert told in refused.text

    def test_an_office_that_nobody_knows(self, clerk: FlaskClient) -> None:
        assert clerk.get("/rappels/nieuw?ambt=Niemand").status_code == 404


def test_the_day_that_is_offered_is_a_working_day(website: Website) -> None:
    fields = Page(website.visit(Role.CLERK).get(f"/commissies/{SLUG}"))
    shown = re.search(r"Werklijst voor (\d+) (\w+) (\d{4})", fields.text)
    assert shown is not None
    day = parse_day(" ".join(shown.groups()))
    assert day is not None
    assert day.weekday() < 5
