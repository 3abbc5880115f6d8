"""The page of a letter that has pages: where each begins, and on which its marks stand."""

from flask.testing import FlaskClient

from app.clock import now
from app.domain.papers import IncomingDocument
from app.seeds import read_seeds
from app.session import transaction
from app.settings import HOME
from tests.importing import import_document
from tests.web.website import Page, Website

PAGED = """Den Haag, 1 februari 2024

Geachte voorzitter,

De haven van Westmonde wordt dit jaar uitgebaggerd. Dat is hard nodig, en het duurt tot de
zomer van dit jaar, omdat er veel
\fslib ligt. Ik zal uw Kamer voor 1 juli 2024 informeren over de uitkomsten van de proef met
de ventilatie van baggerschepen.

De Minister van Havenzaken,
T. Schipper
"""


def take_in(website: Website) -> int:
    with transaction(website.engine) as session:
        found = import_document(
            session,
            IncomingDocument("paged", "txt", PAGED.encode(), "tests"),
            calendar=read_seeds(HOME / "seeds").calendar,
            actor="tests",
            at=now(),
        )
        return found.document_id


def test_a_letter_shows_its_page_turns(website: Website, clerk: FlaskClient) -> None:
    page = clerk.get(f"/brieven/{take_in(website)}")
    assert page.text.count('role="doc-pagebreak"') == 1
    before, _, after = page.text.partition(
        'id="pagina-2" role="doc-pagebreak" aria-label="Pagina 2"'
    )
    assert before.rpartition("veel ")[2].count("<") <= 3
    assert "slib ligt" in after[:120]
    assert "in de tekst, p. 2" in Page(page).text


def test_a_quote_names_its_page(website: Website, clerk: FlaskClient) -> None:
    letter = clerk.get(f"/brieven/{take_in(website)}").text
    number = letter.partition("/register/")[2].partition('"')[0]
    assert ", p. 2" in Page(clerk.get(f"/register/{number}")).text


def test_a_letter_without_pages_shows_none(clerk: FlaskClient) -> None:
    letter = clerk.get("/brieven/1").text
    assert "doc-pagebreak" not in letter
    assert ", p. " not in letter
