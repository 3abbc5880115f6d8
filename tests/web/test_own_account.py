"""The way in without a password, and one's own page."""

import re
from pathlib import Path

from werkzeug.test import TestResponse

from app.domain.accounts import Role
from tests.web.visiting import FRESH, link_in, messages, send
from tests.web.website import PASSWORD, Page, Website, email_of, make_website


class TestForgotten:
    """A link for whoever forgot, without telling who has an account."""

    def ask(self, website: Website, email: str) -> TestResponse:
        return send(website.visit(), "/wachtwoord-vergeten", email=email)

    def test_the_answer_is_the_same_for_everybody(self, posting: Website) -> None:
        known, unknown = email_of(Role.CLERK), "wie@nergens.example"
        answers = [self.ask(posting, one) for one in (known, unknown)]
        texts = [
            Page(answer).text.replace(email, "")
            for answer, email in zip(answers, (known, unknown), strict=True)
        ]
        assert texts[0] == texts[1]
        assert [answer.status_code for answer in answers] == [200, 200]
        (message,) = messages(posting)
        assert message.recipient == known
        assert "Een nieuw wachtwoord" in message.subject
        guest = posting.visit()
        send(guest, link_in(message.text), new=FRESH, again=FRESH)
        assert send(guest, "/aanmelden", email=known, password=FRESH).status_code == 303

    def test_too_many_are_refused(self, register_file: Path, tmp_path: Path) -> None:
        website = make_website(
            register_file, tmp_path, smtp_host="mail.example", login_attempts_per_account=2
        )
        answers = [self.ask(website, "wie@nergens.example").status_code for _ in range(3)]
        assert answers == [200, 200, 429]

    def test_without_mail_it_says_what_to_do(self, website: Website) -> None:
        page = Page(website.visit().get("/wachtwoord-vergeten"))
        assert "De beheerder kan u een link geven" in page.text
        website.app.config["WTF_CSRF_ENABLED"] = False
        refused = website.visit().post("/wachtwoord-vergeten", data={"email": "a@b.example"})
        assert refused.status_code == 422
        assert messages(website) == []

    def test_what_is_no_address_is_refused(self, posting: Website) -> None:
        assert self.ask(posting, "").status_code == 422


class TestOwn:
    """One's own page: where one is signed in, and leaving."""

    def test_sessions_are_listed_and_ended(self, website: Website) -> None:
        here, phone, other = (website.visit(Role.READER) for _ in range(3))
        text = Page(here.get("/account")).text
        assert text.count("Firefox op Linux") >= 3
        assert "dit apparaat" in text
        forms = re.findall(r"/account/sessies/\d+/afmelden", here.get("/account").text)
        assert len(forms) == 3
        newest_first = forms  # all began at once: the last one to begin is the first of the list
        send(here, "/account", newest_first[0])
        assert [one.get("/account").status_code for one in (here, phone, other)] == [200, 200, 303]
        send(here, "/account", "/account/sessies/afmelden")
        assert phone.get("/account").status_code == 303
        assert "Op alle andere apparaten" in Page(here.get("/account")).text
        (own,) = re.findall(r"/account/sessies/\d+/afmelden", here.get("/account").text)
        assert send(here, "/account", own).location == "/aanmelden"
        assert here.get("/account").status_code == 303

    def test_nobody_ends_the_session_of_another(self, website: Website) -> None:
        website.app.config["WTF_CSRF_ENABLED"] = False
        clerk, reader = website.visit(Role.CLERK), website.visit(Role.READER)
        (theirs,) = re.findall(r"/account/sessies/\d+/afmelden", clerk.get("/account").text)
        assert reader.post(theirs).status_code == 404
        assert clerk.get("/account").status_code == 200

    def test_a_device_is_named_as_it_is(self, website: Website) -> None:
        client = website.app.test_client()
        browser = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1"
        fields = Page(client.get("/aanmelden")).form("/aanmelden")
        fields |= {"email": email_of(Role.READER), "password": PASSWORD}
        client.post("/aanmelden", data=fields, headers={"User-Agent": browser})
        assert "Safari op een iPhone" in Page(client.get("/account")).text

    def test_leaving_takes_the_name_away(self, website: Website) -> None:
        client, who = website.visit(Role.CLERK), website.account(Role.CLERK)
        for fields, status in (
            ({"current": PASSWORD}, 422),
            ({"current": "niet het mijne", "sure": "y"}, 422),
            ({"current": PASSWORD, "sure": "y"}, 303),
        ):
            assert send(client, "/account/sluiten", **fields).status_code == status
        assert client.get("/register").status_code == 303
        boss = website.visit(Role.ADMINISTRATOR)
        page = Page(boss.get(f"/beheer/mensen/{who.id}")).text
        assert "Griffier Testpersoon" not in page
        assert f"voormalig medewerker {who.id}" in page


class TestName:
    """Another name, by oneself or by an administrator."""

    def test_the_person_goes_on_under_it(self, website: Website) -> None:
        clerk = website.visit(Role.CLERK)
        taken = website.account(Role.STAFF).name
        refused = send(clerk, "/account", "/account/naam", name=taken)
        assert refused.status_code == 422
        assert "Een collega heet al zo." in refused.text
        assert send(clerk, "/account", "/account/naam", name="G. Hernoemd").status_code == 303
        assert "U heet hier nu G. Hernoemd." in clerk.get("/account").text

    def test_an_administrator_sees_both_names(self, website: Website) -> None:
        boss, person = website.visit(Role.ADMINISTRATOR), website.account(Role.READER)
        address = f"/beheer/mensen/{person.id}"
        assert send(boss, address, f"{address}/naam", name=" ").status_code == 422
        assert send(boss, address, f"{address}/naam", name="L. Anders").status_code == 303
        shown = Page(boss.get(address)).text
        assert "L. Anders" in shown
        assert person.name in shown
        assert "Naam gewijzigd" in shown
