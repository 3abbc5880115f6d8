import itertools
import re
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import delete, select

from app.clock import today
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.overview import find_letters, find_register_items, hits
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.vocabulary import list_fracties
from app.session import reading, transaction
from app.store.finding import Member, MotionMover
from tests.web.website import Page, Website

LISTS = (
    "/register",
    "/register?q=schoolgebouwen",
    "/register?q=-niets",
    "/register?soort=motie&sorteer=nummer&omgekeerd=ja",
    "/register?status=onzin&pagina=999&brief=x&termijn=verstreken",
    "/brieven",
    "/brieven?q=ventilatieproef",
    "/brieven?q=woordnergens",
    "/bureau",
    "/bureau/brieven",
    "/bureau/brieven?alles=ja&pagina=9",
    "/bureau/suggesties",
    "/bureau/tegenstrijdig",
    "/bureau/tegenstrijdig?beslist=ja&pagina=9",
    "/bureau/zonder-nummer",
    "/bureau/inlezen",
    "/bureau/statuswoorden",
    "/bureau/mijn-werk",
    "/bureau/csv/stemmingen",
    "/bureau/csv/statuswoorden",
    "/bureau/indelen",
    "/bureau/mondeling",
    "/commissies",
    "/commissies/onderwijs-cultuur-en-wetenschap",
    "/commissies/onderwijs-cultuur-en-wetenschap?datum=gisteren",
    "/rappels",
    "/over",
    "/over/nauwkeurigheid",
    "/account",
    "/api",
    "/tabellen/bewindspersonen",
    "/tabellen/bewindspersonen?alles=ja&q=harkema",
    "/tabellen/bewindspersonen?q=woordnergens",
    "/tabellen/ambten",
    "/tabellen/dossiers",
    "/tabellen/bewindspersonen/nieuw",
    "/tabellen/ambten/nieuw",
    "/tabellen/dossiers/nieuw",
    "/tabellen/ambten/importeren",
    "/tabellen/bijwerken",
    "/tabellen/bestaatniet",
    "/register?commissie=zonder&lid=zonder",
    "/bestaat-niet",
)


def pages_of(website: Website) -> list[str]:
    """Give an address of every page that a clerk can open by following links."""
    with reading(website.engine) as session:
        rows = find_register_items(session, RegisterFilter(size=100), today=today()).rows
        letters = find_letters(session, LetterFilter()).rows
    motions = [row.number for row in rows if row.kind is ItemKind.MOTION]
    others = [row.number for row in rows if row.kind is not ItemKind.MOTION]
    first = letters[0].letter.id
    return [
        *LISTS,
        *(f"/register/{number}/hoort-bij" for number in others[:2]),
        *(f"/moties/{number}" for number in motions),
        *(f"/register/{number}" for number in others),
        *(f"/brieven/{row.letter.id}" for row in letters),
        *(f"/bureau/brief/{row.letter.id}" for row in letters),
        *(f"/bureau/brief/{row.letter.id}/samen" for row in letters if row.suggestions),
        f"/brieven/{first}/kiezen",
        f"/brieven/{first}/kiezen?niets=ja",
        f"/brieven/{first}/verbeteren",
        f"/brieven/{first}/intrekken",
        f"/brieven/{first}/vervangen",
        f"/brieven/{first}/vervangen?q=school",
        f"/brieven/{first}/terugzetten",
        f"/brieven/{first}/toezegging?start=300&end=400",
        f"/brieven/{first}/koppelen?start=300&end=400",
        f"/brieven/{first}/koppelen?start=300&end=400&q=school",
        f"/brieven/{first}/koppelen?start=300&end=400&q=woordnergens",
    ]


def test_every_page_is_sound(website: Website) -> None:
    client = website.visit(Role.CLERK)
    for address in pages_of(website):
        response = client.get(address)
        assert response.status_code in (200, 404, 422), address
        page = Page(response)
        tags = Counter(tag for tag, _ in page.tags)
        assert tags["h1"] == 1, address
        assert tags["main"] == 1, address
        assert ("html", {"lang": "nl"}) in page.tags, address
        twice = [value for value, count in Counter(page.values("id")).items() if count > 1]
        assert not twice, f"{address}: {twice}"
        assert_points_somewhere(page, address)
        assert_has_names(page, address)
        assert "None" not in page.text.replace("If-None-Match", ""), address
        assert not re.search(r"\b\d{4}-\d\d-\d\d\b(?!-)", page.text), (
            f"{address}: a date not in Dutch"
        )


def assert_points_somewhere(page: Page, address: str) -> None:
    ids = set(page.values("id"))
    inside = {value[1:] for value in page.values("href") if value.startswith("#")}
    assert inside <= ids, f"{address}: {inside - ids}"
    for name in ("for", "aria-labelledby", "aria-describedby", "popovertarget"):
        named = {part for value in page.values(name) for part in value.split()}
        assert named <= ids, f"{address}: {name} {named - ids}"


def assert_has_names(page: Page, address: str) -> None:
    labelled = set(page.values("for"))
    for tag, attrs in page.tags:
        seen = tag in ("input", "select", "textarea") and attrs.get("type") != "hidden"
        if seen and attrs.get("type") != "checkbox":
            assert attrs.get("id") in labelled, f"{address}: {tag} {attrs}"


def test_the_headings_go_down_one_step_at_a_time(website: Website) -> None:
    client = website.visit(Role.CLERK)
    for address in pages_of(website):
        levels = [int(tag[1]) for tag, _ in Page(client.get(address)).tags if tag in HEADINGS]
        for above, below in itertools.pairwise(levels):
            assert below <= above + 1, f"{address}: h{above} is followed by h{below}"


HEADINGS = ("h1", "h2", "h3", "h4")


def test_every_link_inside_leads_to_a_page(website: Website) -> None:
    client = website.visit(Role.CLERK)
    targets = set()
    for address in ("/register", "/bureau", "/bureau/suggesties", "/brieven", "/brieven/1"):
        links = (value.split("#")[0] for value in Page(client.get(address)).values("href"))
        targets |= {link for link in links if link.startswith("/") and "static" not in link}
    for target in sorted(targets):
        assert client.get(target).status_code in (200, 301, 302), target


def test_what_the_machine_found_says_that_nobody_judged_it(website: Website) -> None:
    client = website.visit(Role.READER)
    with reading(website.engine) as session:
        wanted = RegisterFilter(kinds=(ItemKind.CANDIDATE,), size=100)
        rows = find_register_items(session, wanted, today=today()).rows
    assert len(rows) > 5
    assert Page(client.get("/register?soort=mogelijk")).text.count("Nog niet beoordeeld") >= len(
        rows
    )
    for row in rows:
        assert (
            "Nog niet beoordeeld door een mens" in Page(client.get(f"/register/{row.number}")).text
        )


def test_a_reader_is_offered_nothing_to_decide(website: Website) -> None:
    client = website.visit(Role.READER)
    for address in pages_of(website):
        closed = ("/nieuw", "/importeren", "/bijwerken")
        if (
            address.startswith(("/bureau", "/account", "/volgen"))
            or address.endswith(closed)
            or "/brieven/1/" in address
        ):
            continue
        forms = set(Page(client.get(address)).values("action"))
        searches = {"/register", "/brieven", "/zoeken", address.partition("?")[0]}
        own = {"/afmelden", "/taal", "/volgen"}  # what one follows decides nothing
        assert forms <= own | searches, address


def test_an_item_has_one_address(website: Website) -> None:
    client = website.visit(Role.READER)
    response = client.get("/register/M-39101-10")
    assert response.status_code == 301
    assert response.location == "/moties/M-39101-10"


def test_sorting_and_paging_keep_the_rest_of_the_question(website: Website) -> None:
    page = Page(website.visit(Role.READER).get("/register?q=kamer&soort=mogelijk"))
    sorts = [value for value in page.values("href") if "sorteer=" in value]
    assert sorts
    assert all("q=kamer" in value and "soort=mogelijk" in value for value in sorts)


@pytest.mark.parametrize("address", ["/register/G99-NERGENS", "/moties/M-1", "/brieven/999"])
def test_what_is_not_there_says_so_in_dutch(website: Website, address: str) -> None:
    response = website.visit(Role.READER).get(address)
    assert response.status_code == 404
    assert "Dit staat niet in het register" in response.text


def test_a_footnote_opens_in_place_and_stands_below(website: Website) -> None:
    page = Page(website.visit(Role.READER).get("/brieven/2"))
    opened = page.values("popovertarget")
    assert opened
    assert set(opened) <= set(page.values("id"))
    assert "Voetnoten" in page.text


def test_a_citation_of_a_registered_paper_is_a_link_to_it(website: Website) -> None:
    client = website.visit(Role.READER)
    response = client.get("/brieven/2")
    assert re.search(r'href="/brieven/1"[^>]*>(?:<span[^>]*>[^<]*</span>)?Kamerstuk', response.text)


def test_an_error_in_the_program_gets_a_page_and_tells_no_secrets(
    website: Website, caplog: pytest.LogCaptureFixture
) -> None:
    website.app.view_functions["about.index"] = lambda: str(1 // 0)
    response = website.visit(Role.READER).get("/over")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert "ZeroDivision" not in response.text
    assert "ZeroDivision" in caplog.text


def test_of_too_much_to_count_each_fractie_is_offered_once(
    website: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "MOST_VALUED", 0)
    with transaction(website.engine) as session:
        mover = session.scalars(select(MotionMover.name)).first()
        session.execute(delete(Member))
        for name, fractie in (
            (mover, "Groep Zee"),
            (mover, "Groep Land"),
            ("Niemand", "Groep Duin"),
        ):
            session.add(Member(name=name, fractie=fractie, first=date(2000, 1, 1), last=None))
        session.flush()
        list_fracties(session)
    client = website.visit(Role.READER)
    for chosen in ("", "&fractie=Groep+Zee"):
        text = client.get(f"/register?van=02-01-2000{chosen}").text
        assert "Er zijn zoveel items gevonden" in text
        offered = re.findall(r'<option value="(Groep \w+)"', text)
        assert sorted(offered) == ["Groep Duin", "Groep Land", "Groep Zee"]
