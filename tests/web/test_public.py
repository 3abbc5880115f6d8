"""The register open to all: what strangers read, whose names they do not, and what may be kept."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from flask.testing import FlaskClient

from app.clock import now
from app.domain.accounts import Role
from app.domain.commitments import Verdict
from app.domain.languages import Language
from app.domain.matching import ItemKind
from app.domain.reading import Term, TermKind
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import move_deadline
from app.services.digests import note_news
from app.services.motions import settle_motion
from app.services.sharing import add_note, assign_item
from app.services.suggestions import judge_suggestion
from app.session import transaction
from app.web import auth, strangers
from app.web.strangers import Strangers
from tests.web.deciding import rows_of, story_of
from tests.web.test_pages import LISTS
from tests.web.visiting import send
from tests.web.website import Page, Website, make_website

CLERK = "Griffier Testpersoon"
NOTE = "Een opmerking voor collega's"
WHY = "Omdat de griffie dat zo afsprak"
LINE = "Dit is niet het officiële register van de Kamer."
FIRST = ("/register", "/zoeken?q=school", "/brieven", "/cijfers", "/leden", "/over", "/api")


@pytest.fixture
def public(register_file: Path, tmp_path: Path) -> Iterator[Website]:
    """Give the website of a register that is open to all, in which a clerk decided things."""
    made = make_website(register_file, tmp_path, public_reading=True, pages_per_address=10_000)
    decide_things(made)
    yield made
    made.engine.dispose()
    made.app.extensions["gestand"].engine.dispose()


def decide_things(website: Website) -> None:
    """Let a clerk do what leaves a name: accept, dismiss, judge, settle, note, assign."""
    rows = rows_of(website, ItemKind.CANDIDATE)
    waiting = next(row for row in rows if row.waiting)
    first, second, third = [row for row in rows if row is not waiting][:3]
    motion = rows_of(website, ItemKind.MOTION)[0]
    suggestion = story_of(website, waiting.number).suggestions[0]
    account, at = website.account(Role.CLERK), now()
    with transaction(website.engine) as session:
        seen = accept_candidate(session, first.number, seen=first.version, actor=CLERK, at=at)
        seen = add_note(session, first.number, NOTE, seen=seen, actor=CLERK, at=at)
        assign_item(session, first.number, account.id, seen=seen, actor=CLERK, at=at, reason=WHY)
        dismiss_candidate(
            session, second.number, seen=second.version, reason=WHY, actor=CLERK, at=at
        )
        accept_candidate(session, third.number, seen=third.version, actor=CLERK, at=at, reason=WHY)
        judge_suggestion(
            session,
            suggestion.id,
            Verdict.FULFILS,
            seen=suggestion.version,
            actor=CLERK,
            at=at,
            reason=WHY,
        )
        settle_motion(session, motion.number, seen=motion.version, reason=WHY, actor=CLERK, at=at)


def walk(client: FlaskClient) -> dict[str, str]:
    """Open every page that links lead to from where a visitor begins; give their texts."""
    todo, pages = list(FIRST), {}
    while todo:
        address = todo.pop()
        response = client.get(address)
        if response.status_code in (301, 302):
            response = client.get(response.location)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        pages[address] = response.text
        links = (urldefrag(link).url for link in Page(response).values("href"))
        todo += {
            link
            for link in links
            if link.startswith("/")
            and not link.startswith(("/static/", "/aanmelden", "/account"))  # a token is somebody's
            and link not in pages
            and link not in todo
            and ("?" not in link or len(pages) < 150)  # filters without end
        }
    return pages


def test_a_stranger_reads_all_that_links_lead_to_and_no_name_of_a_clerk(public: Website) -> None:
    stranger = public.visit()
    pages = walk(stranger)
    opened = {address.split("/")[1].partition("?")[0] for address in pages}
    assert {"register", "moties", "brieven", "cijfers", "leden", "over", "api"} <= opened
    for address, text in pages.items():
        assert LINE in text or "<html" not in text, (
            address
        )  # feeds, and what the API says of itself
        for kept in ("Testpersoon", NOTE, WHY, "@kamer.example", "csrf_token"):
            assert kept not in text.replace("&#39;", "'"), f"{address}: {kept}"
    every = " ".join(pages.values())
    assert "door een griffier" in every
    assert "een griffier oordeelde op" in every
    assert "Gevonden door Gestand; nog niet beoordeeld" in every


def test_a_stranger_reads_of_a_moved_term_in_a_feed_and_not_why_a_clerk_moved_it(
    public: Website,
) -> None:
    number = rows_of(public, ItemKind.COMMITMENT)[0].number
    seen, at = story_of(public, number).version, now()
    day = at.date() + timedelta(days=300)
    with transaction(public.engine) as session:
        term = Term(TermKind.DATE, None, None, day)
        move_deadline(session, number, term, seen=seen, reason=WHY, actor=CLERK, at=at)
        note_news(session, at=at, today=at.date())
    told = {
        who: client.get("/register.atom").text
        for who, client in (
            ("stranger", public.app.test_client()),
            ("clerk", public.visit(Role.CLERK)),
        )
    }
    assert all(number in text and "is nu" in text for text in told.values())
    assert [WHY in told[who] for who in ("stranger", "clerk")] == [False, True]


def test_whoever_signs_in_reads_who_decided_and_no_line_for_strangers(public: Website) -> None:
    reader = public.visit(Role.READER)
    decided = rows_of(public, ItemKind.COMMITMENT)
    pages = " ".join(reader.get(f"/register/{row.number}").text for row in decided)
    assert CLERK in pages
    assert NOTE in pages.replace("&#39;", "'")
    assert LINE not in pages


def test_what_a_stranger_reads_may_be_kept_and_asked_after(public: Website) -> None:
    stranger = public.visit()
    for address in (*FIRST, f"/register/{rows_of(public, ItemKind.CANDIDATE)[0].number}"):
        first = stranger.get(address)
        assert first.headers["Cache-Control"] == "public, max-age=60", address
        assert "Set-Cookie" not in first.headers
        assert "Cookie" in first.vary
        again = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_what_somebody_signed_in_reads_is_kept_by_nobody(public: Website) -> None:
    for address in FIRST:
        response = public.visit(Role.READER).get(address)
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers


def test_a_page_with_a_notice_for_somebody_is_not_kept(public: Website) -> None:
    reader = public.visit(Role.READER)
    send(reader, "/account", "/afmelden")  # leaves a notice for the next page
    response = reader.get("/register")
    assert "U bent afgemeld" in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert reader.get("/register").headers["Cache-Control"].startswith("public")


def test_search_engines_see_what_stands_and_not_what_is_uncertain_or_without_end(
    public: Website,
) -> None:
    stranger = public.visit()
    shown = [f"/register/{row.number}" for row in rows_of(public, ItemKind.COMMITMENT)]
    shown += [f"/moties/{row.number}" for row in rows_of(public, ItemKind.MOTION)]
    for address in (*shown, "/register", "/brieven/1", "/over", "/over/nauwkeurigheid"):
        assert "X-Robots-Tag" not in stranger.get(address).headers, address
    hidden = [f"/register/{row.number}" for row in rows_of(public, ItemKind.CANDIDATE)]
    for address in (*hidden, "/register?soort=motie", "/aanmelden", "/api/v1", "/bestaat-niet"):
        assert stranger.get(address).headers["X-Robots-Tag"] == "noindex", address
    robots = stranger.get("/robots.txt").text
    assert "Disallow: /*?" in robots
    assert not re.search(r"^Disallow: /$", robots, re.MULTILINE)


def test_a_closed_register_and_the_demo_ask_search_engines_to_stay_away(
    website: Website, register_file: Path, tmp_path: Path
) -> None:
    demo = make_website(register_file, tmp_path, is_demo=True, public_reading=True)
    assert demo.visit().get("/register").status_code == 200
    for closed in (website, demo):
        assert "Disallow: /\n" in closed.visit().get("/robots.txt").text
        for address in ("/register", "/over"):
            assert closed.visit().get(address).headers["X-Robots-Tag"] == "noindex"


def test_the_desk_files_and_what_is_somebodys_own_ask_to_sign_in(public: Website) -> None:
    stranger = public.visit()
    number = rows_of(public, ItemKind.COMMITMENT)[0].number
    closed = [
        *(one for one in LISTS if one.startswith(("/bureau", "/commissies", "/tabellen"))),
        *("/account", "/volgen", "/rappels", "/register.csv", "/brieven.xlsx"),
        f"/register/{number}/geschiedenis.csv",
        "/beheer/mensen/",
    ]
    for address in closed:
        assert "/aanmelden" in (stranger.get(address).location or ""), address


def test_a_stranger_reads_on_in_english_without_a_token(public: Website) -> None:
    stranger = public.visit()
    answer = stranger.post("/taal", data={"taal": Language.ENGLISH.value, "verder": "/register"})
    assert (answer.status_code, answer.location) == (303, "/register")
    assert '<html lang="en">' in stranger.get("/register").text
    reader = public.visit(Role.READER)
    assert reader.post("/taal", data={"taal": "en"}).status_code == 400


def test_anybody_asks_the_api_but_less_often(register_file: Path, tmp_path: Path) -> None:
    website = make_website(register_file, tmp_path, public_reading=True, api_calls_per_address=1000)
    stranger = website.visit()
    response = stranger.get("/api/v1/register")
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["RateLimit-Policy"] == '"minuut";q=1000;w=60'
    assert "private" in response.headers["Cache-Control"]  # it says what this caller may still ask
    wrong = stranger.get("/api/v1/register", headers={"Authorization": "Bearer x"})
    assert wrong.status_code == 401
    assert {} in (stranger.get("/api/v1/openapi.json").json or {})["security"]


def test_a_stranger_asks_for_a_list_by_mail_where_that_is_allowed(
    public: Website, register_file: Path, tmp_path: Path
) -> None:
    assert "/weekbericht" not in public.visit().get("/register?soort=motie").text
    mailing = make_website(
        register_file, tmp_path, public_reading=True, digest_without_account=True
    )
    page = Page(mailing.visit().get("/register?soort=motie"))
    (address,) = [link for link in page.values("href") if link.startswith("/weekbericht")]
    assert "motie" in Page(mailing.visit().get(address)).text
    page = Page(mailing.visit().get("/brieven?soort=brief&sorteer=laatst"))
    (address,) = [link for link in page.values("href") if link.startswith("/weekbericht")]
    asked = Page(mailing.visit().get(address))
    assert "Brieven: " in asked.text
    assert asked.form("/weekbericht")["letters"] == "ja"


def test_a_stranger_who_opens_too_many_pages_waits_and_others_do_not(
    register_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = now().replace(second=48)
    monkeypatch.setattr(auth, "now", lambda: moment)
    busy = make_website(register_file, tmp_path, public_reading=True, pages_per_address=3)
    stranger = busy.visit()
    assert [stranger.get(page).status_code for page in FIRST[:4]] == [200, 200, 200, 429]
    told = stranger.get("/register")
    assert (told.headers["Retry-After"], told.headers["Cache-Control"]) == ("12", "no-store")
    assert "Wacht tot de volgende minuut" in Page(told).text
    send(stranger, "/aanmelden", "/taal", taal="en")
    assert "Wait until the next minute" in Page(stranger.get("/register")).text
    assert stranger.get("/register.atom").status_code == 429
    assert stranger.get("/aanmelden").status_code == 200
    assert stranger.get("/api/v1/register").status_code == 200  # counted by itself
    assert busy.visit(Role.READER).get("/register").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert stranger.get("/register", environ_overrides=elsewhere).status_code == 200
    moment = moment + timedelta(seconds=12)
    assert stranger.get("/register").status_code == 200


def test_of_very_many_callers_the_last_share_one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "MOST_CALLERS", 2)
    counting = Strangers()
    asked = [counting.seconds_to_wait(one, limit=1, at=now()) > 0 for one in "abcda"]
    assert asked == [False, False, False, True, True]
