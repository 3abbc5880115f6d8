"""Papers handed over at the desk: read at once, refused with a reason, known when known."""

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from app.domain.accounts import Role
from app.session import reading
from app.settings import HOME
from app.store.documents import Document
from app.web import upload
from app.web.security import MAX_FORM_BYTES, MEGABYTE
from tests.web.website import LETTERS, Page, Website

ADDRESS = "/bureau/inlezen"
LETTER = """Den Haag, 3 maart 2026

Betreft: Sluizen

Geachte voorzitter,

Ik zal uw Kamer voor de zomer informeren over de sluizen bij Kornhaven.

De Minister van Havenzaken,
P. Verzonnen
"""


def send(client: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    token = Page(client.get(ADDRESS)).form(ADDRESS)["csrf_token"]
    return post(client, *files, csrf_token=token)


def post(client: FlaskClient, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Send a form with files as a browser does, made in memory."""
    parts = [("stukken", FileStorage(io.BytesIO(content), name)) for name, content in files]
    boundary, body = encode_multipart(MultiDict([*fields.items(), *parts]))
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(ADDRESS, data=body, content_type=kind)


def count_papers(website: Website) -> int:
    with reading(website.engine) as session:
        return session.scalar(select(func.count(Document.id))) or 0


def test_a_letter_is_read_at_once_and_leads_to_what_was_found(clerk: FlaskClient) -> None:
    response = send(clerk, ("sluizen.txt", LETTER.encode()))
    page = Page(response)
    assert response.status_code == 200
    assert "Nieuw ingelezen" in page.text
    assert "1 mogelijke toezegging" in page.text
    address = next(one for one in page.values("href") if one.startswith("/brieven/"))
    assert "de sluizen bij Kornhaven" in Page(clerk.get(address)).text
    assert "griffier" in Page(clerk.get(address)).text.lower()


def test_the_same_paper_is_known_also_under_another_name(
    website: Website, clerk: FlaskClient
) -> None:
    known = (HOME / "seeds" / "demo" / f"{LETTERS[0]}.txt").read_bytes()
    before = count_papers(website)
    page = Page(send(clerk, ("een.txt", LETTER.encode()), ("map/oud.TXT", known)))
    assert "oud.TXT" in page.text
    assert "map" not in page.text
    assert "Al bekend" in page.text
    again = Page(send(clerk, ("een.txt", LETTER.encode()), ("twee.txt", LETTER.encode())))
    assert again.text.count("Al bekend") == 2
    assert count_papers(website) == before + 1


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("leeg.txt", b"", "Het bestand is leeg"),
        ("beeld.png", b"\x89PNG", "Deze vorm wordt niet gelezen"),
        ("stuk.pdf", b"%PDF-1.7 en dan niets", "beschadigd"),
        ("zonder", b"tekst", "Deze vorm wordt niet gelezen"),
    ],
)
def test_what_cannot_be_read_names_its_reason_and_the_rest_goes_on(
    clerk: FlaskClient, name: str, content: bytes, said: str
) -> None:
    page = Page(send(clerk, (name, content), ("goed.txt", LETTER.encode())))
    assert said in page.text
    assert "Geweigerd" in page.text
    assert "Nieuw ingelezen" in page.text


def test_a_file_larger_than_the_setting_is_refused(website: Website, clerk: FlaskClient) -> None:
    website.app.extensions["gestand"].settings.__dict__["max_file_megabytes"] = 1
    page = Page(send(clerk, ("groot.txt", b"x" * (MEGABYTE + 1))))
    assert "Het bestand is groter dan 1 MB" in page.text


def test_files_that_are_together_too_large_get_a_page_that_says_so(
    website: Website, clerk: FlaskClient
) -> None:
    website.app.extensions["gestand"].settings.__dict__["max_file_megabytes"] = 1
    response = send(clerk, ("groot.txt", b"x" * (MEGABYTE + MAX_FORM_BYTES + 1)))
    assert response.status_code == 413
    assert "samen te groot" in response.text


def test_no_file_and_too_many_files_are_told_beside_the_field(clerk: FlaskClient) -> None:
    response = send(clerk)
    assert (response.status_code, upload.NO_FILE in response.text) == (422, True)
    files = [(f"{number}.txt", b"tekst") for number in range(upload.MOST_FILES + 1)]
    response = send(clerk, *files)
    assert (response.status_code, str(upload.TOO_MANY) in response.text) == (422, True)


def test_reading_that_takes_too_long_is_given_up(
    clerk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "PATIENCE", timedelta(0))
    assert "duurt te lang" in Page(send(clerk, ("een.txt", LETTER.encode()))).text


def test_a_form_without_its_token_takes_nothing(website: Website, clerk: FlaskClient) -> None:
    before = count_papers(website)
    assert post(clerk, ("een.txt", LETTER.encode())).status_code == 400
    assert count_papers(website) == before


@pytest.mark.parametrize("role", [None, Role.READER])
def test_others_send_no_more_than_a_form(website: Website, role: Role | None) -> None:
    website.app.config["WTF_CSRF_ENABLED"] = False
    client = website.visit(role)
    assert post(client, ("groot.txt", b"x" * (MAX_FORM_BYTES + 1))).status_code == 413


def test_the_name_of_a_file_is_shown_as_text(clerk: FlaskClient) -> None:
    response = send(clerk, ("<b>vet\u202e.txt", LETTER.encode()))
    assert "&lt;b&gt;vet.txt" in response.text
