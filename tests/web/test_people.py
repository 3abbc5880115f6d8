"""The administrator's pages, and the ways in that begin there."""

from collections import Counter

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import AccountState, Role
from app.services.accounts import AccountView, find_accounts, find_committees_of, get_person
from app.services.overview.register import find_committees
from app.session import reading
from tests.factories import AT
from tests.web.test_pages import assert_has_names, assert_points_somewhere
from tests.web.visiting import FRESH, link_in, messages, send
from tests.web.website import PASSWORD, Page, Website, email_of

NEW = {"name": "N. Ieuwkomer", "email": "nieuw@kamer.example", "role": "medewerker"}


@pytest.fixture
def boss(website: Website) -> FlaskClient:
    """Give the browser of an administrator who has signed in."""
    return website.visit(Role.ADMINISTRATOR)


def path_of(website: Website, role: Role) -> str:
    return f"/beheer/mensen/{website.account(role).id}"


def test_the_list_shows_everybody_and_narrows(boss: FlaskClient) -> None:
    page = Page(boss.get("/beheer/mensen/"))
    assert all(f"{role.value.capitalize()} Testpersoon" in page.text for role in Role)
    assert "4 accounts" in page.text
    assert "1 account" in Page(boss.get("/beheer/mensen/?q=griff+test")).text
    assert "1 account" in Page(boss.get("/beheer/mensen/?rol=lezer&pagina=7")).text
    nobody = Page(boss.get("/beheer/mensen/?staat=gesloten")).text
    assert "Niemand past hierbij" in nobody
    assert "Beheer" in Page(boss.get("/register")).text


def test_others_are_told_whose_page_this_is(website: Website) -> None:
    response = website.visit(Role.CLERK).get("/beheer/mensen/")
    assert response.status_code == 403
    assert "Dit mag alleen een beheerder" in response.text
    assert "/beheer/" not in website.visit(Role.CLERK).get("/register").text


def test_every_page_of_people_is_sound(website: Website, boss: FlaskClient) -> None:
    clerk = path_of(website, Role.CLERK)
    pages = [
        "/beheer/mensen/",
        "/beheer/mensen/uitnodigen",
        "/beheer/mensen/999",
        clerk,
        f"{clerk}/sluiten",
        path_of(website, Role.ADMINISTRATOR),
        "/account",
        "/account/sluiten",
        "/wachtwoord-vergeten",
        "/wachtwoord-kiezen/onbekend",
    ]
    for address in pages:
        page = Page(boss.get(address))
        tags = Counter(tag for tag, _ in page.tags)
        assert tags["h1"] == tags["main"] == 1, address
        twice = [value for value, count in Counter(page.values("id")).items() if count > 1]
        assert not twice, f"{address}: {twice}"
        assert_points_somewhere(page, address)
        assert_has_names(page, address)
        assert "None" not in page.text, address


def test_without_mail_the_link_is_shown_once_to_hand_over(
    website: Website, boss: FlaskClient
) -> None:
    with reading(website.engine) as session:
        committee = find_committees(session)[2]
    shown = send(boss, "/beheer/mensen/uitnodigen", **NEW, committees=[str(committee.id)])
    assert shown.status_code == 200
    assert messages(website) == []
    account = next(one for one in accounts(website) if one.email == NEW["email"])
    assert account.state is AccountState.INVITED
    with reading(website.engine) as session:
        assert find_committees_of(session, account.id) == (committee,)
    person = Page(boss.get(f"/beheer/mensen/{account.id}")).text
    assert "Uitnodiging gemaakt, door Beheerder Testpersoon" in person
    assert committee.name in person
    link = link_in(shown.text)
    assert link not in person

    guest = website.visit()
    assert "Welkom bij Gestand" in Page(guest.get(link)).text
    assert send(guest, link, new=FRESH, again=FRESH).location == "/aanmelden"
    fields = {"email": NEW["email"], "password": FRESH}
    assert send(guest, "/aanmelden", **fields).location == "/register"
    shown_committee = Page(guest.get("/register"))
    assert f"/register?commissie={committee.slug}" in shown_committee.values("href")
    again = guest.get(link)
    assert again.status_code == 404
    assert "Deze link werkt niet meer" in again.text


def accounts(website: Website) -> tuple[AccountView, ...]:
    with reading(website.engine) as session:
        return find_accounts(session)


def test_with_mail_the_invitation_waits_in_the_outbox(posting: Website) -> None:
    boss = posting.visit(Role.ADMINISTRATOR)
    answer = send(boss, "/beheer/mensen/uitnodigen", **NEW)
    assert answer.status_code == 303
    page = Page(boss.get(answer.location)).text
    assert "gaat naar nieuw@kamer.example" in page
    assert "ligt klaar om te worden verstuurd" in page
    (message,) = messages(posting)
    assert message.recipient == NEW["email"]
    assert "Beheerder Testpersoon heeft een account voor u gemaakt" in message.text
    assert "https://gestand.example/wachtwoord-kiezen/" in message.text
    assert link_in(message.html) == link_in(message.text)
    assert posting.visit().get(link_in(message.text)).status_code == 200
    send(boss, answer.location, f"{answer.location}/link")
    first, second = messages(posting)
    assert posting.visit().get(link_in(first.text)).status_code == 404
    assert posting.visit().get(link_in(second.text)).status_code == 200


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": email_of(Role.CLERK)}, "heeft al een account"),
        ({"email": "x" * 256 + "@x.example"}, "255"),
        ({"name": "griffier testpersoon"}, "Een collega heet al zo."),
        ({"name": "Gestand"}, "Deze naam gebruikt Gestand zelf."),
        ({"name": ""}, "Vul de naam in."),
        ({"name": "x" * 256}, "255"),
        ({"role": "koning"}, "Rol"),
        ({"committees": "987654"}, "Commissies"),
    ],
)
def test_an_invitation_that_cannot_be_says_why(
    website: Website, boss: FlaskClient, changes: dict[str, str], sentence: str
) -> None:
    answer = send(boss, "/beheer/mensen/uitnodigen", **(NEW | changes))
    assert answer.status_code == 422
    assert sentence in Page(answer).text
    assert len(accounts(website)) == len(Role)


def test_a_role_changes_and_the_person_signs_in_again(website: Website, boss: FlaskClient) -> None:
    reader, path = website.visit(Role.READER), path_of(website, Role.READER)
    assert reader.get("/register").status_code == 200
    answer = send(boss, path, f"{path}/rol", role="griffier")
    assert answer.status_code == 303
    page = Page(boss.get(path)).text
    assert "is nu griffier" in page
    assert "Rol: lezer → griffier" in page
    assert reader.get("/register").status_code == 303
    assert send(boss, path, f"{path}/rol", role="griffier").status_code == 303
    assert "was dit al" in Page(boss.get(path)).text
    assert send(boss, path, f"{path}/rol", role="koning").status_code == 422


def test_the_last_administrator_stays_one(website: Website, boss: FlaskClient) -> None:
    path = path_of(website, Role.ADMINISTRATOR)
    answer = send(boss, path, f"{path}/rol", role="lezer")
    assert answer.status_code == 409
    assert "Er moet een beheerder overblijven" in answer.text
    fields = {"current": PASSWORD, "sure": "y"}
    assert send(boss, "/account/sluiten", **fields).status_code == 409
    other = path_of(website, Role.CLERK)
    send(boss, other, f"{other}/rol", role="beheerder")
    assert send(boss, path, f"{path}/rol", role="lezer").status_code == 303
    assert boss.get(path).status_code == 303  # out, and to sign in again


def test_committees_are_chosen_and_left(website: Website, boss: FlaskClient) -> None:
    path = path_of(website, Role.CLERK)
    with reading(website.engine) as session:
        one, two = find_committees(session)[:2]
    for chosen in ([one, two], [two], []):
        ids = [str(committee.id) for committee in chosen]
        send(boss, path, f"{path}/commissies", committees=ids)
        with reading(website.engine) as session:
            assert find_committees_of(session, website.account(Role.CLERK).id) == tuple(chosen)
    page = Page(boss.get(path)).text
    assert f"Commissies: {one.name}, {two.name}" in page
    assert "Commissies: geen" in page
    wrong = send(boss, path, f"{path}/commissies", committees=["987654"])
    assert wrong.status_code == 422


def test_blocking_puts_a_person_out_at_once(website: Website, boss: FlaskClient) -> None:
    clerk, path = website.visit(Role.CLERK), path_of(website, Role.CLERK)
    assert clerk.get("/register").status_code == 200
    send(boss, path, f"{path}/blokkeren")
    assert clerk.get("/register").status_code == 303
    fields = {"email": email_of(Role.CLERK), "password": PASSWORD}
    refused = send(website.visit(), "/aanmelden", **fields)
    assert refused.status_code == 403
    assert "Dit account is geblokkeerd" in refused.text
    assert "Geblokkeerd" in Page(boss.get(path)).text
    send(boss, path, f"{path}/deblokkeren")
    assert send(website.visit(), "/aanmelden", **fields).status_code == 303


def test_a_new_password_by_an_administrators_link(website: Website, boss: FlaskClient) -> None:
    path, clerk = path_of(website, Role.CLERK), website.visit(Role.CLERK)
    link = link_in(send(boss, path, f"{path}/link").text)
    assert clerk.get("/register").status_code == 200  # nothing changes before it is chosen
    guest = website.visit()
    for fields, status in (
        ({"new": "kort", "again": "kort"}, 422),
        ({"new": email_of(Role.CLERK), "again": email_of(Role.CLERK)}, 422),
        ({"new": FRESH, "again": FRESH + "!"}, 422),
        ({"new": FRESH, "again": FRESH}, 303),
    ):
        assert send(guest, link, **fields).status_code == status
    assert clerk.get("/register").status_code == 303


def test_two_who_use_one_link_at_once(website: Website, boss: FlaskClient) -> None:
    path = path_of(website, Role.CLERK)
    link = link_in(send(boss, path, f"{path}/link").text)
    one, two = website.visit(), website.visit()
    first, second = Page(one.get(link)).form(link), Page(two.get(link)).form(link)
    chosen = {"new": FRESH, "again": FRESH}
    assert one.post(link, data=first | chosen).status_code == 303
    assert two.post(link, data=second | chosen).status_code == 404


def test_closing_keeps_the_name_unless_it_is_asked_to_leave(
    website: Website, boss: FlaskClient
) -> None:
    path, who = path_of(website, Role.CLERK), website.account(Role.CLERK)
    send(boss, f"{path}/sluiten")
    page = Page(boss.get(path)).text
    assert "Griffier Testpersoon" in page
    assert "De naam staat nog bij wat deze persoon besliste" in page
    assert "/rol" not in boss.get(path).text
    assert boss.post(f"{path}/rol").status_code == 400  # without its token
    send(boss, f"{path}/sluiten")  # the page of a closed account asks for the name alone
    page = Page(boss.get(path)).text
    assert f"Voormalig medewerker {who.id}" in page
    assert "Griffier Testpersoon" not in page
    assert email_of(Role.CLERK) not in page
    assert boss.get(f"{path}/sluiten").status_code == 303
    with reading(website.engine) as session:
        assert get_person(session, who.id, at=AT).account.state is AccountState.CLOSED


def test_closing_and_taking_the_name_away_in_one_go(website: Website, boss: FlaskClient) -> None:
    path = path_of(website, Role.STAFF)
    send(boss, f"{path}/sluiten", anonymise="y")
    assert "Medewerker Testpersoon" not in Page(boss.get(path)).text
    assert "Testpersoon" in Page(boss.get("/beheer/mensen/")).text


@pytest.mark.parametrize("deed", ["blokkeren", "sluiten"])
def test_ones_own_account_is_closed_on_ones_own_page(
    website: Website, boss: FlaskClient, deed: str
) -> None:
    website.app.config["WTF_CSRF_ENABLED"] = False
    path = path_of(website, Role.ADMINISTRATOR)
    assert boss.get(f"{path}/sluiten").status_code == 303
    assert boss.post(f"{path}/{deed}").status_code == 409
    assert boss.get("/register").status_code == 200


def test_a_closed_account_takes_no_role_or_link(website: Website, boss: FlaskClient) -> None:
    website.app.config["WTF_CSRF_ENABLED"] = False
    path = path_of(website, Role.CLERK)
    boss.post(f"{path}/sluiten")
    assert boss.post(f"{path}/link").status_code == 409
    assert boss.post(f"{path}/rol", data={"role": "lezer"}).status_code == 409
    assert boss.post(f"{path}/commissies").status_code == 409
    assert boss.post(f"{path}/deblokkeren").status_code == 404
