"""The pages of the tables: seen by all, changed by clerks, followed by what is open."""

import io
from dataclasses import dataclass
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.accounts import Role
from app.domain.history import Action
from app.session import reading
from app.store.history import HistoryEntry
from app.store.offices import DossierRow, HolderRow, OfficeRow
from tests.web.deciding import candidate, decide, story_of
from tests.web.website import Page, Website

MINISTER = "Minister van Onderwijs, Cultuur en Wetenschap"
NEW = {
    "office": MINISTER,
    "name": "B.C. Vaartmans",
    "surname": "Vaartmans",
    "first": "1 juni 2026",
    "last": "",
    "portfolio": "",
    "confidence": "high",
    "source": "verzonnen",
    "note": "",
}
OTHER = f'office,name,from,until\n"{MINISTER}",B.C. Vaartmans,01-06-2026,\n'
ENDED = f'office,name,from,until\n"{MINISTER}",A.M. Terwindt,2024-07-02,31-05-2026\n'


@dataclass(frozen=True, slots=True)
class Desk:
    """A clerk at the tables."""

    website: Website
    client: FlaskClient

    def holder(self, name: str) -> HolderRow | None:
        with reading(self.website.engine) as session:
            return session.scalars(select(HolderRow).where(HolderRow.name == name)).one_or_none()

    def post(self, address: str, **fields: object) -> str:
        """Send the form at an address and give the page that follows."""
        page = Page(self.client.get(address))
        token = page.form(address)
        response = self.client.post(address, data=token | fields, follow_redirects=True)
        return response.text

    def end(self, last: str = "31-05-2026") -> str:
        """End the time of the minister that the demo has."""
        row = self.holder("A.M. Terwindt")
        assert row is not None
        fields = NEW | {"name": row.name, "surname": row.surname, "first": "2-7-2024", "last": last}
        return self.post(f"/tabellen/bewindspersonen/{row.id}", **fields)


@pytest.fixture
def desk(website: Website, clerk: FlaskClient) -> Desk:
    return Desk(website, clerk)


def test_readers_see_who_is_in_office_and_change_nothing(website: Website) -> None:
    reader = website.visit(Role.READER)
    seen = reader.get("/tabellen/bewindspersonen").text
    assert "C.L. Harkema" in seen
    assert "H.J. Bolsterlee" not in seen
    assert "Periode toevoegen" not in seen
    assert "H.J. Bolsterlee" in reader.get("/tabellen/bewindspersonen?alles=ja").text
    assert reader.get("/tabellen/bewindspersonen/nieuw").status_code == 403


def test_a_table_is_given_as_csv(website: Website) -> None:
    response = website.visit(Role.READER).get("/tabellen/dossiers/bestand")
    assert response.mimetype == "text/csv"
    assert response.text.splitlines()[0] == "dossier,committee,confidence,source,note"


def test_a_new_minister_is_entered_and_open_commitments_follow(desk: Desk) -> None:
    number = candidate(desk.website)
    decide(desk.client, number, "accept")
    before = desk.client.get(f"/register/{number}").text
    assert "A.M. Terwindt" in before
    clash = desk.post("/tabellen/bewindspersonen/nieuw", **NEW)
    assert "Deze periode valt samen met die van A.M. Terwindt" in clash
    assert "Vastgelegd: 1 gewijzigd." in desk.end()
    assert "Vastgelegd: 1 toegevoegd." in desk.post("/tabellen/bewindspersonen/nieuw", **NEW)
    preview = desk.client.get("/tabellen/bijwerken").text
    assert "1 toezegging verandert" in preview
    assert number in preview
    told = desk.post("/tabellen/bijwerken", reason="Een nieuwe minister")
    assert "Eén toezegging is bijgewerkt" in told
    assert "Alles is bij" in told
    after = desk.client.get(f"/register/{number}").text
    assert "B.C. Vaartmans" in after
    assert "Volgens de tabellen bijgewerkt" in after
    registered = story_of(desk.website, number).registered
    assert registered is not None
    assert registered.responsible_name == "B.C. Vaartmans"


def test_a_move_is_undone_for_one_item_on_its_page(desk: Desk) -> None:
    number = candidate(desk.website)
    decide(desk.client, number, "accept")
    desk.end()
    desk.post("/tabellen/bewindspersonen/nieuw", **NEW)
    desk.post("/tabellen/bijwerken")
    entry = story_of(desk.website, number).history[0]
    assert entry.action is Action.COMMITMENT_FOLLOWED
    page = Page(desk.client.get(f"/register/{number}"))
    action = f"/geschiedenis/{entry.id}/ongedaan"
    fields = page.form(action) | {"reason": "De oude minister houdt dit"}
    assert desk.client.post(action, data=fields).status_code == 303
    registered = story_of(desk.website, number).registered
    assert registered is not None
    assert (registered.responsible_name, registered.responsible_by_hand) == ("A.M. Terwindt", True)
    kept = desk.client.get("/tabellen/bijwerken").text
    assert "1 toezegging houdt wat met de hand is gezet" in kept


def test_a_line_that_somebody_else_changed_is_shown_again(desk: Desk) -> None:
    row = desk.holder("A.M. Terwindt")
    assert row is not None
    address = f"/tabellen/bewindspersonen/{row.id}"
    fields = Page(desk.client.get(address)).form(address)
    desk.end("30-04-2026")
    mine = NEW | {
        "name": "A.M. Terwindt",
        "surname": "Terwindt",
        "first": "2-7-2024",
        "last": "31-05-2026",
    }
    stale = desk.client.post(address, data=fields | mine)
    assert stale.status_code == 409
    assert "Intussen heeft iemand deze regel gewijzigd" in stale.text
    assert "31-05-2026" in stale.text
    again = desk.client.post(address, data=Page(stale).form(address) | mine)
    assert again.status_code == 303
    row = desk.holder("A.M. Terwindt")
    assert row is not None
    assert row.last == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("table", "fields", "told"),
    [
        ("bewindspersonen", NEW | {"office": "Minister van Wind"}, "staat niet in de tabel van ambten"),
        ("bewindspersonen", NEW | {"first": "gisteren"}, "Vul een datum in"),
        ("bewindspersonen", NEW | {"name": ""}, "Vul de naam in."),
        ("ambten", {"office": "Minister van Wind", "ministry": "", "confidence": "high", "successors": "Minister van Lucht"}, "staat niet in de tabel van ambten"),
        ("dossiers", {"dossier": "geen", "committee": "financien", "confidence": "high"}, "is geen dossier"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(
    desk: Desk, table: str, fields: dict[str, object], told: str
) -> None:
    page = desk.post(f"/tabellen/{table}/nieuw", **fields)
    assert told in page
    assert 'aria-invalid="true"' in page


def test_an_office_and_a_dossier_are_added(desk: Desk) -> None:
    office = {
        "office": "Minister van Wind",
        "ministry": "ienw",
        "first": "23-02-2026",
        "confidence": "low",
    }
    assert "Vastgelegd: 1 toegevoegd." in desk.post("/tabellen/ambten/nieuw", **office)
    lead = {"dossier": "39 204", "committee": "infrastructuur-en-waterstaat", "confidence": "high"}
    assert "is geen dossier" in desk.post("/tabellen/dossiers/nieuw", **lead)
    lead["dossier"] = "39204"
    assert "Vastgelegd: 1 toegevoegd." in desk.post("/tabellen/dossiers/nieuw", **lead)
    with reading(desk.website.engine) as session:
        assert "Minister van Wind" in session.scalars(select(OfficeRow.name)).all()
        assert "39204" in session.scalars(select(DossierRow.dossier)).all()
        told = session.scalars(
            select(HistoryEntry).where(HistoryEntry.action == Action.TABLE_CHANGED)
        ).all()
    assert len(told) == 2
    assert "Tabel gewijzigd" in desk.client.get("/tabellen/dossiers").text


def test_a_file_is_looked_at_before_it_is_written_down(desk: Desk) -> None:
    address = "/tabellen/bewindspersonen/importeren"
    file = (io.BytesIO(ENDED.encode("utf-8-sig")), "wisseling.csv")
    token = Page(desk.client.get(address)).form(address)
    seen = desk.client.post(address, data=token | {"file": file, "text": ""})
    assert "0 nieuw, 1 gewijzigd, 0 gelijk. Er is nog niets vastgelegd." in seen.text
    row = desk.holder("A.M. Terwindt")
    assert row is not None
    assert row.last is None
    sure = {"text": ENDED, "vastleggen": "ja"}
    done = desk.client.post(address, data=token | sure, follow_redirects=True)
    assert "Vastgelegd: 1 gewijzigd." in done.text
    row = desk.holder("A.M. Terwindt")
    assert row is not None
    assert row.last == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Kies een bestand of plak de regels."),
        (OTHER, "Regel 2, kolom from: deze periode valt samen met die van A.M. Terwindt"),
        ("office,name\nx,y\n", "kolom from: deze kolom ontbreekt"),
        (ENDED.replace("31-05-2026", "31-02-2026"), "“31-02-2026” is geen dag"),
    ],
)
def test_a_wrong_file_writes_nothing_and_says_why_by_line(desk: Desk, text: str, told: str) -> None:
    address = "/tabellen/bewindspersonen/importeren"
    token = Page(desk.client.get(address)).form(address)
    response = desk.client.post(address, data=token | {"text": text, "vastleggen": "ja"})
    assert response.status_code == 422
    assert told in response.text
    assert desk.holder("B.C. Vaartmans") is None


def test_a_file_that_is_no_text_is_refused(desk: Desk) -> None:
    address = "/tabellen/ambten/importeren"
    token = Page(desk.client.get(address)).form(address)
    file = (io.BytesIO(b"\xff\xfe\x00"), "tabel.xlsx")
    response = desk.client.post(address, data=token | {"file": file, "text": ""})
    assert response.status_code == 422
    assert "geen tekst in UTF-8" in response.text


def test_text_of_a_table_is_shown_as_text(desk: Desk) -> None:
    desk.end()
    script = NEW | {"name": "<script>alert(1)</script>"}
    page = desk.post("/tabellen/bewindspersonen/nieuw", **script)
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_lists_without_committee_or_member_are_reached_from_the_desk(desk: Desk) -> None:
    decide(desk.client, candidate(desk.website), "accept")
    page = desk.client.get("/bureau").text
    assert "commissie=zonder" in page
    listed = desk.client.get("/register?soort=toezegging&status=lopend&lid=zonder").text
    assert "1 item gevonden" in listed
    led = desk.client.get("/register?soort=toezegging&status=lopend&commissie=zonder").text
    assert "Niets gevonden" in led  # the dossier has one
