import re
from pathlib import Path

import pytest

from app.clock import now
from app.domain.accounts import Role
from app.services.accounts import add_account, close_account, end_sessions, find_accounts
from app.services.digests import find_readers
from app.session import reading, transaction
from tests.web.website import PASSWORD, Page, Website, email_of, make_website
from tests.web.website import sign_in as let_in

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "app" / "web" / "templates").rglob("*.html"))


def sign_in(website: Website, role: Role, password: str = PASSWORD, **environ: str) -> int:
    client = website.app.test_client()
    fields = Page(client.get("/aanmelden", environ_overrides=environ)).form("/aanmelden")
    fields |= {"email": email_of(role), "password": password}
    return client.post("/aanmelden", data=fields, environ_overrides=environ).status_code


def test_every_answer_carries_the_security_headers(website: Website) -> None:
    client = website.visit(Role.CLERK)
    for address in ("/register", "/bestaat-niet", "/static/gestand.css", "/aanmelden"):
        headers = client.get(address, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers


def test_https_is_kept_once_used(website: Website) -> None:
    headers = website.visit().get("/over", base_url="https://gestand.example").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_pages_are_not_kept_by_caches_but_files_may_be(website: Website) -> None:
    client = website.visit(Role.READER)
    assert client.get("/register").headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/static/gestand.css", buffered=True).headers.get(
        "Cache-Control", ""
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_has_script_or_style_inside(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(website: Website) -> None:
    cookie = website.visit().get("/aanmelden").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_on_a_server_the_cookie_goes_over_https_only(register_file: Path, tmp_path: Path) -> None:
    website = make_website(register_file, tmp_path, secure_cookies=True)
    assert "Secure" in website.visit().get("/aanmelden").headers["Set-Cookie"]


def test_a_form_without_its_token_is_refused_in_dutch(website: Website) -> None:
    client = website.visit(Role.CLERK)
    response = client.post("/account/weekbericht", data={"digest": "y"})
    assert response.status_code == 400
    assert "Dit formulier is verlopen" in Page(response).text


def test_what_was_typed_in_an_expired_form_can_be_copied(website: Website) -> None:
    client = website.visit(Role.CLERK)
    typed = "De minister zegt dit uitdrukkelijk toe"
    response = client.post("/register/G25-XXXXXX/heropenen", data={"reason": typed})
    assert typed in Page(response).text


def test_a_password_is_never_shown_again(website: Website) -> None:
    response = website.visit().post("/aanmelden", data={"password": "een geheim wachtwoord"})
    assert response.status_code == 400
    assert "geheim" not in response.text


def test_the_right_password_lets_a_person_in(website: Website) -> None:
    assert sign_in(website, Role.CLERK) == 303


def test_a_wrong_password_says_no_more_than_that(website: Website) -> None:
    client = website.app.test_client()
    fields = Page(client.get("/aanmelden")).form("/aanmelden")
    known = client.post(
        "/aanmelden", data=fields | {"email": email_of(Role.CLERK), "password": "x"}
    )
    unknown = client.post("/aanmelden", data=fields | {"email": "wie@x.example", "password": "x"})
    assert known.status_code == unknown.status_code == 403
    sentence = "Het e-mailadres en het wachtwoord horen niet bij elkaar."
    assert sentence in known.text
    assert sentence in unknown.text


def test_after_too_many_wrong_passwords_even_the_right_one_waits(
    register_file: Path, tmp_path: Path
) -> None:
    website = make_website(register_file, tmp_path, login_attempts_per_account=2)
    assert [sign_in(website, Role.CLERK, "fout") for _ in range(2)] == [403, 403]
    assert sign_in(website, Role.CLERK) == 429
    assert sign_in(website, Role.STAFF) == 303


def test_signing_in_goes_on_to_the_page_that_was_wanted_but_nowhere_else(
    website: Website,
) -> None:
    for wanted, reached in (
        ("/brieven?q=school", "/brieven?q=school"),
        ("//evil.example", "/register"),
    ):
        client = website.app.test_client()
        page = Page(client.get("/aanmelden", query_string={"verder": wanted}))
        fields = page.form("/aanmelden") | {"email": email_of(Role.READER), "password": PASSWORD}
        assert client.post("/aanmelden", data=fields).location == reached


def test_an_address_with_a_line_break_leads_nowhere_else(website: Website) -> None:
    client = website.app.test_client()
    fields = Page(client.get("/aanmelden")).form("/aanmelden")
    fields |= {"email": email_of(Role.READER), "password": PASSWORD, "next": "/\r\nX: y"}
    assert client.post("/aanmelden", data=fields).location == "/register"


def test_signing_out_ends_the_visit(website: Website) -> None:
    client = website.visit(Role.READER)
    fields = Page(client.get("/register")).form("/afmelden")
    assert client.post("/afmelden", data=fields).status_code == 303
    assert client.get("/register").status_code == 303


def test_a_cookie_that_was_copied_before_signing_out_opens_nothing(website: Website) -> None:
    client, copy = website.visit(Role.READER), website.app.test_client()
    cookie = client.get_cookie("gestand")
    assert cookie is not None
    copy.set_cookie("gestand", cookie.value)
    assert copy.get("/register").status_code == 200
    fields = Page(client.get("/register")).form("/afmelden")
    client.post("/afmelden", data=fields)
    assert copy.get("/register").status_code == 303
    assert website.app.test_client().get("/aanmelden").status_code == 200


def test_a_password_page_says_how_long_to_wait(register_file: Path, tmp_path: Path) -> None:
    website = make_website(
        register_file, tmp_path, login_attempts_per_account=1, login_window_minutes=7
    )
    client = website.visit(Role.READER)
    fields = Page(client.get("/account")).form("/account/wachtwoord")
    fields |= {"current": "fout", "new": "een nieuw lang woord", "again": "een nieuw lang woord"}
    client.post("/account/wachtwoord", data=fields)
    answer = client.post("/account/wachtwoord", data=fields)
    assert "Wacht 7 minuten." in answer.text


def test_signing_out_here_leaves_the_other_device_alone(website: Website) -> None:
    here, elsewhere = website.visit(Role.READER), website.visit(Role.READER)
    here.post("/afmelden", data=Page(here.get("/register")).form("/afmelden"))
    assert elsewhere.get("/register").status_code == 200


def test_ending_all_sessions_ends_each(website: Website) -> None:
    client = website.visit(Role.CLERK)
    assert client.get("/register").status_code == 200
    with transaction(website.engine) as session:
        end_sessions(session, email_of(Role.CLERK), actor="tests", at=now())
    assert client.get("/register").status_code == 303


def test_a_closed_account_is_out_at_once(website: Website) -> None:
    client = website.visit(Role.STAFF)
    with transaction(website.engine) as session:
        close_account(session, email_of(Role.STAFF), actor="tests", at=now())
    assert client.get("/register").status_code == 303


def test_another_password_ends_the_other_sessions_and_keeps_this_one(website: Website) -> None:
    here, elsewhere = website.visit(Role.READER), website.visit(Role.READER)
    fields = Page(here.get("/account")).form("/account/wachtwoord")
    fresh = "weer een andere lange zin"
    fields |= {"current": PASSWORD, "new": fresh, "again": fresh}
    assert here.post("/account/wachtwoord", data=fields).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert sign_in(website, Role.READER, fresh) == 303


@pytest.mark.parametrize(
    "changes",
    [
        {"current": "niet het huidige", "new": "weer een lange zin", "again": "weer een lange zin"},
        {"new": "kort", "again": "kort"},
        {"new": "weer een lange zin", "again": "een andere lange zin"},
        {"new": email_of(Role.READER), "again": email_of(Role.READER)},
    ],
)
def test_a_new_password_that_cannot_be_is_refused_beside_its_field(
    website: Website, changes: dict[str, str]
) -> None:
    client = website.visit(Role.READER)
    fields = Page(client.get("/account")).form("/account/wachtwoord")
    fields |= {"current": PASSWORD} | changes
    response = client.post("/account/wachtwoord", data=fields)
    assert response.status_code == 422
    assert "Dit is nog niet goed" in response.text


def test_the_weekly_digest_is_a_persons_own_choice(website: Website) -> None:
    client = website.visit(Role.READER)
    fields = Page(client.get("/account")).form("/account/weekbericht")
    client.post("/account/weekbericht", data=fields | {"digest": "y"})
    with reading(website.engine) as session:
        readers = find_readers(session)
        chosen = {one.email for one in find_accounts(session) if one.id in readers}
    assert chosen == {email_of(Role.READER)}


@pytest.mark.parametrize("path", ["/register", "/brieven", "/zoeken", "/register.atom", "/over"])
def test_bytes_that_no_browser_sends_in_an_address_are_no_error(
    website: Website, path: str
) -> None:
    raw = {"QUERY_STRING": "q=sch\xff\xfel&soort=\xe9"}
    answer = website.visit(Role.CLERK).get(path, environ_overrides=raw)
    assert answer.status_code == 200


class TestDemo:
    """The demo says so, and its accounts work on this machine alone."""

    def test_every_page_says_that_it_is_the_demo(self, register_file: Path, tmp_path: Path) -> None:
        website = make_website(register_file, tmp_path, is_demo=True)
        client = website.visit(Role.CLERK)
        for address in ("/register", "/brieven", "/bureau", "/over", "/bestaat-niet"):
            text = Page(client.get(address)).text
            assert "Dit is het demonstratieregister; de brieven zijn verzonnen" in text

    @pytest.mark.parametrize(
        "environ, headers",
        [
            ({"REMOTE_ADDR": "192.0.2.7"}, {}),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"X-Forwarded-For": "192.0.2.7"}),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"Host": "gestand.example"}),
        ],
    )
    def test_its_accounts_work_from_nowhere_else(
        self,
        register_file: Path,
        tmp_path: Path,
        environ: dict[str, str],
        headers: dict[str, str],
    ) -> None:
        website = make_website(register_file, tmp_path, is_demo=True)
        with transaction(website.engine) as session:
            account = add_account(
                session,
                email="demo@kamer.example",
                name="Demo",
                role=Role.CLERK,
                password=PASSWORD,
                actor="tests",
                at=now(),
                demo=True,
            )
        client = website.app.test_client()
        let_in(website, client, account)
        assert client.get("/register").status_code == 200
        away = client.get("/register", environ_overrides=environ, headers=headers)
        assert away.status_code in (303, 400)

    def test_a_real_register_does_not(self, website: Website) -> None:
        assert "demonstratie" not in website.visit(Role.CLERK).get("/register").text
