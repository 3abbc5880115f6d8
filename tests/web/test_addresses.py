"""Another e-mail address: on one's own page, from the mail, and by an administrator."""

import re
from pathlib import Path

from app.domain.accounts import Role
from tests.web.visiting import link_in, messages, send
from tests.web.website import PASSWORD, Page, Website, email_of, make_website

NEW = "nieuw@kamer.example"
ASK = ("/account", "/account/adres")


def confirm_in(text: str) -> str:
    """Give the path of the link that confirms an address."""
    found = re.search(r"/adres-bevestigen/[\w-]+", text)
    assert found is not None
    return found[0]


def test_a_person_asks_confirms_and_signs_in_with_it(posting: Website) -> None:
    clerk = posting.visit(Role.CLERK)
    assert send(clerk, *ASK, email=NEW, current=PASSWORD).status_code == 303
    shown = Page(clerk.get("/account")).text
    assert email_of(Role.CLERK) in shown
    assert f"{NEW} wacht tot u het bevestigt" in shown
    (question,) = messages(posting)
    assert (question.recipient, "Is dit uw nieuwe e-mailadres?") == (NEW, question.subject)
    stranger, link = posting.visit(), confirm_in(question.text)
    assert NEW in Page(stranger.get(link)).text
    assert len(messages(posting)) == 1  # looking confirms nothing
    assert "Uw e-mailadres is gewijzigd" in send(stranger, link).text
    assert stranger.get(link).status_code == 404
    assert stranger.post(link).status_code in (400, 404)
    told = messages(posting)[1]
    assert told.recipient == email_of(Role.CLERK)
    assert NEW in told.text
    assert send(stranger, "/aanmelden", email=NEW, password=PASSWORD).status_code == 303
    assert NEW in Page(clerk.get("/account")).text  # who was inside stays inside


def test_what_is_wrong_stands_beside_its_field(posting: Website) -> None:
    clerk = posting.visit(Role.CLERK)
    for fields, words in (
        ({"email": NEW, "current": "niet het mijne"}, "Dit is niet uw huidige wachtwoord."),
        ({"email": "geen adres", "current": PASSWORD}, "Dit is geen e-mailadres."),
        ({"email": email_of(Role.READER), "current": PASSWORD}, "heeft al een account"),
        ({"email": NEW}, "Vul uw huidige wachtwoord in."),
    ):
        refused = send(clerk, *ASK, **fields)
        assert refused.status_code == 422
        assert words in refused.text
    assert messages(posting) == []


def test_too_many_are_refused(register_file: Path, tmp_path: Path) -> None:
    website = make_website(
        register_file, tmp_path, smtp_host="mail.example", login_attempts_per_account=2
    )
    clerk = website.visit(Role.CLERK)
    answers = [
        send(clerk, *ASK, email=f"{one}@elders.example", current=PASSWORD).status_code
        for one in range(3)
    ]
    assert answers == [303, 303, 429]
    assert len(messages(website)) == 2


def test_without_mail_the_administrator_hands_the_link_over(website: Website) -> None:
    person = website.account(Role.READER)
    page = f"/beheer/mensen/{person.id}"
    assert (
        "De beheerder kan u een link geven" in Page(website.visit(Role.READER).get("/account")).text
    )
    boss = website.visit(Role.ADMINISTRATOR)
    assert send(boss, page, f"{page}/adres", email=email_of(Role.CLERK)).status_code == 422
    handed = send(boss, page, f"{page}/adres", email=NEW)
    assert send(website.visit(), confirm_in(handed.text)).status_code == 200
    shown = Page(boss.get(page)).text
    assert NEW in shown
    assert "E-mailadres gewijzigd" in shown
    assert "Link om een ander e-mailadres te bevestigen gemaakt" in shown


def test_an_administrator_asks_for_somebody(posting: Website) -> None:
    person = posting.account(Role.READER)
    page = f"/beheer/mensen/{person.id}"
    boss = posting.visit(Role.ADMINISTRATOR)
    assert send(boss, page, f"{page}/adres", email="geen adres").status_code == 422
    assert send(boss, page, f"{page}/adres", email=NEW).status_code == 303
    assert [one.recipient for one in messages(posting)] == [NEW]
    assert person.email in Page(boss.get(page)).text


def test_a_wrong_address_in_an_invitation_is_put_right_at_once(posting: Website) -> None:
    boss = posting.visit(Role.ADMINISTRATOR)
    invited = {"name": "N. Nieuw", "email": "fuot@kamer.example", "role": "lezer"}
    page = send(boss, "/beheer/mensen/uitnodigen", **invited).location
    assert page is not None
    assert send(boss, page, f"{page}/adres", email=NEW).status_code == 303
    wrong, right = messages(posting)
    assert (wrong.recipient, right.recipient) == ("fuot@kamer.example", NEW)
    guest = posting.visit()
    assert guest.get(link_in(wrong.text)).status_code == 404
    assert guest.get(link_in(right.text)).status_code == 200


def test_an_address_that_somebody_got_meanwhile_is_refused(posting: Website) -> None:
    clerk, boss = posting.visit(Role.CLERK), posting.visit(Role.ADMINISTRATOR)
    send(clerk, *ASK, email=NEW, current=PASSWORD)
    link = confirm_in(messages(posting)[0].text)
    invited = {"name": "N. Nieuw", "email": NEW, "role": "lezer"}
    send(boss, "/beheer/mensen/uitnodigen", **invited)
    refused = send(posting.visit(), link)
    assert refused.status_code == 409
    assert "heeft al een account" in refused.text
