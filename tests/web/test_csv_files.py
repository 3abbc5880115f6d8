"""Votes and status words from a CSV: looked at first, then put down."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.matching import ItemKind
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
    assert story_of(website, number).number == number


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


def test_another_word_leads_nowhere(website: Website) -> None:
    assert website.visit(Role.CLERK).get("/bureau/csv/iets").status_code == 404
