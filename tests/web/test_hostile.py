"""A letter with markup, control signs and signs that turn print around: text, wherever it goes."""

import datetime as dt
import io
import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.domain.meetings import Place
from app.domain.papers import IncomingDocument
from app.seeds import read_seeds
from app.services.candidates import accept_candidate
from app.services.fields import CommitmentChanges
from app.services.meetings.preparing import prepare_meeting
from app.services.overview.register import find_committees
from app.services.reminders import keep_reminder
from app.session import reading, transaction
from app.settings import HOME
from tests.importing import import_document
from tests.web.deciding import rows_of
from tests.web.test_pages import pages_of
from tests.web.website import Website, make_website

OFFICE = "Minister van Onderwijs, Cultuur en Wetenschap"
SLUG = "onderwijs-cultuur-en-wetenschap"
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LETTER = """Den Haag, 20 november 2025

Betreft: het \u202eplan</title><script>alert(2)</script>

Ik zal uw Kamer voor 1 december 2025 het <b>rioolplan</b>\u202e <script>alert(1)</script>
en de &amp; \u2066kaart\u2069 van de\x07 zwanenhals toesturen. =HYPERLINK("http://kwaad.example")

De Minister van Onderwijs, Cultuur en Wetenschap,
A.M. Terwindt
"""


@pytest.fixture
def hostile(register_file: Path, tmp_path: Path) -> Website:
    """Give a website whose newest letter is hostile, its promise accepted and overdue."""
    website = make_website(register_file, tmp_path)
    with transaction(website.engine) as session:
        import_document(
            session,
            IncomingDocument("kwaad", "txt", LETTER.encode(), "tests"),
            calendar=read_seeds(HOME / "seeds").calendar,
            actor="tests",
            at=now(),
        )
    number = rows_of(website, ItemKind.CANDIDATE, "zwanenhals")[0].number
    with reading(website.engine) as session:
        committee = next(one.id for one in find_committees(session) if one.slug == SLUG)
    changes = CommitmentChanges(committee_id=committee, responsible=OFFICE)
    with transaction(website.engine) as session:
        accept_candidate(session, number, seen=1, changes=changes, actor="tests", at=now())
        prepare_meeting(
            session,
            SLUG,
            day=today(),
            places=tuple(Place),
            actor="tests",
            at=now(),
            today=today(),
        )
        later = today() + dt.timedelta(days=30)
        keep_reminder(
            session,
            OFFICE,
            reply_before=later,
            horizon=later,
            actor="tests",
            at=now(),
            today=today(),
        )
    return website


def test_every_page_shows_it_as_text(hostile: Website) -> None:
    clerk = hostile.visit(Role.CLERK)
    seen = 0
    for address in (*pages_of(hostile), "/vergaderingen/1", "/rappels/1"):
        page = clerk.get(address, follow_redirects=True).text
        assert not TURNING.search(page), address
        assert not CONTROL.search(page), address
        assert "<script>alert" not in page, address
        assert "<b>rioolplan" not in page, address
        seen += "rioolplan" in page
    assert seen >= 5


@pytest.mark.parametrize("address", ["/vergaderingen/1/lijst", "/rappels/1/brief"])
def test_every_paper_shows_it_as_text(hostile: Website, address: str) -> None:
    reader = hostile.visit(Role.READER)
    opened = Document(io.BytesIO(reader.get(f"{address}.docx").data))
    printed = pypdfium2.PdfDocument(reader.get(f"{address}.pdf").data)
    pages = [one.get_textpage().get_text_bounded() for one in printed]
    for text in ("\n".join(one.text for one in opened.paragraphs), "".join(pages)):
        assert "rioolplan" in text
        assert not TURNING.search(text)
        assert not CONTROL.search(text.replace("\r", ""))


def test_every_list_and_history_as_a_file_shows_it_as_text(hostile: Website) -> None:
    reader = hostile.visit(Role.READER)
    (number,) = (one.number for one in rows_of(hostile, ItemKind.COMMITMENT, "zwanenhals"))
    for address in (f"/register/{number}/geschiedenis.csv", "/register.csv"):
        response = reader.get(address)
        assert response.status_code == 200, address
        assert not TURNING.search(response.text)
        assert not re.search(r"(?m)(^|;)\"?[=+@-]", response.text)
