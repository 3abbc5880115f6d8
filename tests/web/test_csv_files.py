"""Votes and status words from a CSV: looked at first, then put down."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.overview.rows.common import Standing
from app.web.table_forms import MAX_FILE
from tests.web.deciding import rows_of, story_of
from tests.web.website import Page, Website

VOTES, STATUSES = "/bureau/csv/stemmingen", "/bureau/csv/statuswoorden"
VOTE_HEAD = "nummer;uitkomst;datum;stemmen;appreciatie\n"
STATUS_HEAD = "bron;kenmerk;status;nummer\n"


def hand_over(clerk: FlaskClient, address: str, text: str, **more: str) -> Any:
    fields = Page(clerk.get(address)).form(address) | {"text": text} | more
    return clerk.post(address, data=fields)


def test_votes_are_seen_before_they_are_put_down(website: Website) -> None:
    clerk = website.visit(Role.CLERK)
    motion = rows_of(website, ItemKind.MOTION)[0]
    file = f"{VOTE_HEAD}{motion.kamerstuk};aangenomen;4-3-2025;met algemene stemmen;\n"
    seen = hand_over(clerk, VOTES, file)
    assert "1 nieuw of gewijzigd, 0 gelijk" in seen.text
    elsewhere = hand_over(clerk, VOTES, f"{VOTE_HEAD}99 999, nr. 3;verworpen;;;\n")
    assert "99 999, nr. 3" in Page(elsewhere).text
    assert "Er is nog niets vastgelegd." in seen.text
    assert "met algemene stemmen" not in clerk.get(f"/moties/{motion.number}").text
    done = hand_over(clerk, VOTES, file, vastleggen="ja")
    assert done.location == "/register?soort=motie"
    assert "met algemene stemmen" in clerk.get(f"/moties/{motion.number}").text
    again = hand_over(clerk, VOTES, file)
    assert "0 nieuw of gewijzigd, 1 gelijk" in again.text
    assert 'name="vastleggen"' not in again.text


def test_status_words_are_kept_by_the_number_of_their_register(website: Website) -> None:
    clerk = website.visit(Role.CLERK)
    number = rows_of(website, ItemKind.CANDIDATE)[0].number
    file = f"{STATUS_HEAD}tweede-kamer;TZ202504-057;Voltooid;{number}\n"
    seen = hand_over(clerk, STATUSES, file)
    assert "Voltooid" in seen.text
    assert "TZ202504-057" not in clerk.get(f"/register/{number}").text
    assert hand_over(clerk, STATUSES, file, vastleggen="ja").location == "/bureau/statuswoorden"
    later = f"{STATUS_HEAD}tweede-kamer;TZ202504-057;Afgedaan;\ntweede-kamer;TZ209901-001;Open;\n"
    seen = hand_over(clerk, STATUSES, later)
    assert "TZ209901-001" in seen.text
    hand_over(clerk, STATUSES, later, vastleggen="ja")
    assert "Afgedaan" in clerk.get(f"/register/{number}").text
    assert story_of(website, number).standing is Standing.WAITING  # theirs changes nothing of ours


@pytest.mark.parametrize(
    ("address", "text", "told"),
    [
        (VOTES, "", "Kies een bestand of plak de regels."),
        (VOTES, "nummer\n", "Regel 1: de eerste regel moet deze kolommen noemen"),
        (VOTES, f"{VOTE_HEAD}39 101, nr. 15;misschien;;;\n", "“misschien” is geen uitkomst; kies uit:"),
        (VOTES, f"{VOTE_HEAD}39 101, nr. 15;aangenomen;1-1-2999;;\n", "deze dag moet nog komen"),
        (STATUSES, f"{STATUS_HEAD}raad;1;Open;G1\n", "“raad” is geen bron; kies uit: tweede-kamer"),
        (STATUSES, f"{STATUS_HEAD}tweede-kamer;;Open;G1\n", "de kolom kenmerk is leeg"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_put_down(
    website: Website, address: str, text: str, told: str
) -> None:
    clerk = website.visit(Role.CLERK)
    for more in ({}, {"vastleggen": "ja"}):
        refused = hand_over(clerk, address, text, **more)
        assert refused.status_code == 422
        assert told in Page(refused).text


def test_a_file_of_almost_the_largest_size_is_put_down_after_it_was_seen(website: Website) -> None:
    clerk = website.visit(Role.CLERK)
    number = rows_of(website, ItemKind.CANDIDATE)[0].number
    lines = [f"tweede-kamer;TZ202504-057;Voltooid één;{number}\n"]
    lines += [f"tweede-kamer;TZ2099{at:05};Voltooid één;G-{at}\n" for at in range(10_000)]
    file = (STATUS_HEAD + "".join(lines)).encode()
    assert MAX_FILE - 50_000 < len(file) <= MAX_FILE
    fields = Page(clerk.get(STATUSES)).form(STATUSES)
    sent = fields | {"file": (io.BytesIO(file), "words.csv")}
    seen = clerk.post(STATUSES, data=sent, content_type="multipart/form-data")
    assert "1 nieuw of gewijzigd, 0 gelijk, 10000 niet in het register" in Page(seen).text
    text = seen.text.partition('<textarea name="text"')[2].partition(">\n")[2]
    again = fields | {"text": text.partition("</textarea>")[0], "vastleggen": "ja"}
    done = clerk.post(STATUSES, data=again, content_type="multipart/form-data")
    assert done.status_code == 303
    assert "Voltooid één" in clerk.get(f"/register/{number}").text


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"\xe9\xe9n", "Sla het op als “CSV UTF-8” en kies het weer."),
        (b"bron;kenmerk;status\0", "Dit bestand is geen tekst in UTF-8."),
        ("é".encode() * (MAX_FILE // 2 + 1), "Dit is meer dan 500 kB. Splits het in delen."),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    website: Website, file: bytes, told: str
) -> None:
    clerk = website.visit(Role.CLERK)
    fields = Page(clerk.get(STATUSES)).form(STATUSES) | {"file": (io.BytesIO(file), "words.csv")}
    refused = clerk.post(STATUSES, data=fields, content_type="multipart/form-data")
    assert (refused.status_code, told in Page(refused).text) == (422, True)


def test_another_word_leads_nowhere(website: Website) -> None:
    assert website.visit(Role.CLERK).get("/bureau/csv/iets").status_code == 404
