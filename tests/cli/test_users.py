"""`user`: who may sign in, as what, with a password that is not shown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.cli import users
from app.domain.accounts import Role
from app.services.accounts import AccountView
from app.session import transaction
from app.settings import get_settings, real_register
from app.store.connect import make_engine
from tests.cli.conftest import Gestand
from tests.signing_in import try_door

PASSWORD = "een-lang-wachtwoord"


def sign_in(email: str, password: str) -> AccountView | None:
    """Try the door."""
    engine = make_engine(real_register(get_settings()).url)
    with transaction(engine) as session:
        tried = try_door(session, email, password, is_local=True)
    engine.dispose()
    return tried if isinstance(tried, AccountView) else None


def test_the_first_account_is_an_administrator(own: Gestand) -> None:
    asked = f"b@voorbeeld.example\nB. Beheer\n{PASSWORD}\n{PASSWORD}\n"
    done = own("user", "add", stdin=asked)
    assert done.exit_code == 0
    assert PASSWORD not in done.output
    found = sign_in("b@voorbeeld.example", PASSWORD)
    assert found is not None
    assert found.role is Role.ADMINISTRATOR
    assert not found.demo


def test_the_next_one_is_what_is_asked(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    asked = f"g@voorbeeld.example\nG. Griffie\ngriffier\n{PASSWORD}\n{PASSWORD}\n"
    assert own("user", "add", stdin=asked).exit_code == 0
    listed = own("user", "list").stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["beheerder", "griffier"]


def test_who_gets_the_digest_is_listed(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate", "--digest")
    own("user", "add", "l@voorbeeld.example", "--name", "L", "--role", "lezer", "--generate")
    first, second = own("user", "list").stdout.splitlines()
    assert first.endswith("weekbericht")
    assert second.endswith("L")


def test_passwords_that_differ_are_asked_again(own: Gestand) -> None:
    asked = f"{PASSWORD}\nanders\n{PASSWORD}\n{PASSWORD}\n"
    done = own("user", "add", "b@voorbeeld.example", "--name", "B", stdin=asked)
    assert done.exit_code == 0
    assert sign_in("b@voorbeeld.example", PASSWORD)


def test_a_password_made_up_is_shown_once_and_works(own: Gestand) -> None:
    done = own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    made = done.stdout.split("Wachtwoord: ")[1].strip()
    assert sign_in("b@voorbeeld.example", made)


def test_a_password_changes_from_standard_input(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    done = own("user", "password", "b@voorbeeld.example", "--password-stdin", stdin=PASSWORD)
    assert done.exit_code == 0
    assert sign_in("b@voorbeeld.example", PASSWORD)


def test_roles_change_and_accounts_close(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    own("user", "add", "l@voorbeeld.example", "--name", "L", "--role", "lezer", "--generate")
    assert own("user", "role", "l@voorbeeld.example", "griffier").exit_code == 0
    assert own("user", "close", "l@voorbeeld.example").exit_code == 0
    first, second = own("user", "list").stdout.splitlines()
    assert first.startswith("beheerder")
    assert second.startswith("griffier")
    assert "gesloten" in second


@pytest.mark.parametrize(
    "asked", [("role", "b@voorbeeld.example", "lezer"), ("close", "b@voorbeeld.example")]
)
def test_the_last_administrator_stays(own: Gestand, asked: tuple[str, ...]) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    done = own("user", *asked)
    assert done.exit_code == 1
    assert "de enige beheerder" in done.stderr
    own("user", "add", "c@voorbeeld.example", "--name", "C", "--role", "beheerder", "--generate")
    assert own("user", *asked).exit_code == 0


def test_a_closed_account_can_lose_its_name(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    own("user", "add", "l@voorbeeld.example", "--name", "L. Ezer", "--role", "lezer", "--generate")
    done = own("user", "close", "l@voorbeeld.example", "--anonymise")
    assert done.exit_code == 0
    listed = own("user", "list").stdout
    assert "L. Ezer" not in listed
    assert "voormalig medewerker 2" in listed


def test_of_two_with_one_name_none_loses_it(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    own("user", "add", "l@voorbeeld.example", "--name", "L", "--role", "lezer", "--generate")
    engine = make_engine(real_register(get_settings()).url)
    with engine.begin() as connection:  # as a register from before names had to differ
        connection.execute(text("UPDATE accounts SET name = 'B'"))
    engine.dispose()
    done = own("user", "close", "l@voorbeeld.example", "--anonymise")
    assert done.exit_code == 1
    assert "dezelfde naam" in done.stderr


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("add", "geen-adres", "--name", "X"), "geen e-mailadres"),
        (("add", "b@voorbeeld.example", "--name", "X"), "heeft al een account"),
        (("add", "x@voorbeeld.example", "--name", " "), "naam is leeg"),
        (("add", "x@voorbeeld.example", "--name", "X" * 300), "te lang"),
        (("add", "x@voorbeeld.example", "--name", "b"), "heet al zo"),
        (("add", "x@voorbeeld.example", "--name", "Gestand"), "gebruikt Gestand zelf"),
        (("role", "n@voorbeeld.example", "lezer"), "geen open account"),
        (("close", "n@voorbeeld.example"), "geen open account"),
        (("password", "n@voorbeeld.example"), "geen open account"),
    ],
)
def test_what_cannot_be_gets_one_line(own: Gestand, asked: tuple[str, ...], words: str) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    extra = ("--role", "lezer", "--generate") if asked[0] == "add" else ()
    done = own("user", *asked, *extra)
    assert done.exit_code == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_short_password_is_refused(own: Gestand) -> None:
    done = own(
        "user", "add", "b@voorbeeld.example", "--name", "B", "--password-stdin", stdin="kort"
    )
    assert done.exit_code == 1
    assert "12 tot 256" in done.stderr


def test_a_dry_run_changes_nothing(own: Gestand) -> None:
    own("user", "add", "b@voorbeeld.example", "--name", "B", "--password-stdin", stdin=PASSWORD)
    second = ("b2@voorbeeld.example", "--name", "B2", "--role", "beheerder", "--generate")
    own("user", "add", *second)
    before = own("user", "list").stdout
    own(
        "user",
        "add",
        "c@voorbeeld.example",
        "--name",
        "C",
        "--role",
        "lezer",
        "--generate",
        "--dry-run",
    )
    own("user", "role", "b@voorbeeld.example", "lezer", "--dry-run")
    own("user", "close", "b@voorbeeld.example", "--dry-run")
    own("user", "password", "b@voorbeeld.example", "--generate", "--dry-run")
    assert own("user", "list").stdout == before
    assert sign_in("b@voorbeeld.example", PASSWORD)


def test_without_a_register_of_ones_own_nobody_is_added(
    gestand: Gestand, data_folder: Path
) -> None:
    done = gestand("user", "add", "b@voorbeeld.example", "--name", "B", "--generate")
    assert done.exit_code == 1
    assert "./run gestand import" in done.stderr
    assert not data_folder.exists()


def test_the_closing_day_is_the_dutch_one(own: Gestand, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in ("b", "c"):
        asked = ("user", "add", f"{one}@voorbeeld.example", "--name", one, "--generate")
        own(*asked, "--role", "beheerder")
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past one in the night of the second
    monkeypatch.setattr(users, "now", lambda: late)
    own("user", "close", "b@voorbeeld.example")
    assert "gesloten op 02-07-2026" in own("user", "list").stdout
