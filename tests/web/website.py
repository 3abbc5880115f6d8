"""A website on a register of its own, with read letters and an account for every role."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app import create_app
from app.clock import now
from app.domain.accounts import Role
from app.domain.papers import IncomingDocument
from app.seeds import read_seeds
from app.services.accounts import AccountView, add_account, begin_session, find_accounts
from app.services.registers import prepare_register, upgrade_register
from app.session import open_register, reading, transaction
from app.settings import HOME, RegisterChoice, Settings
from tests.importing import import_document

PASSWORD = "een lange zin om te testen"
LETTERS = (
    "2025-03-12-ocw-onderwijshuisvesting",
    "2025-06-27-ocw-landelijk-beeld",
    "2026-03-27-ocw-uitvoeringsagenda",
)


def lines_of_csv(response: TestResponse) -> list[dict[str, str]]:
    """Give the lines of a list that was saved as a CSV file."""
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))


def email_of(role: Role) -> str:
    """Name the account of a role."""
    return f"{role.value}@kamer.example"


def make_register(file: Path, letters: Iterable[str] = LETTERS) -> None:
    """Make a register of some of the demo's letters, read by the real reader, nothing judged."""
    url = f"sqlite:///{file}"
    engine = open_register(url)
    upgrade_register(engine)
    engine.dispose()
    fill_register(url, letters)


def fill_register(url: str, letters: Iterable[str] = LETTERS) -> None:
    """Do the same in a register that is there already, and empty."""
    engine = open_register(url)
    seeds = read_seeds(HOME / "seeds", demo=True)
    with transaction(engine) as session:
        prepare_register(session, seeds.ministries, seeds.committees, seeds.tables, seeds.finding)
        for role in Role:
            add_account(
                session,
                email=email_of(role),
                name=f"{role.value.capitalize()} Testpersoon",
                role=role,
                password=PASSWORD,
                actor="tests",
                at=now(),
            )
    for name in letters:
        content = (HOME / "seeds" / "demo" / f"{name}.txt").read_bytes()
        with transaction(engine) as session:
            import_document(
                session,
                IncomingDocument(name, "txt", content, "tests"),
                calendar=seeds.calendar,
                actor="tests",
                at=now(),
            )
    engine.dispose()


def make_settings(folder: Path, **values: object) -> Settings:
    """Make settings that touch nothing outside the test's folder."""
    return Settings(data_folder=folder, secret_key="s" * 40, **values)  # type: ignore[arg-type]  # the rest comes from the defaults


@dataclass(frozen=True, slots=True)
class Website:
    """The application under test, and its register."""

    app: Flask
    engine: Engine

    def visit(self, role: Role | None = None) -> FlaskClient:
        """Give a browser, signed in as this role; None for a stranger."""
        client = self.app.test_client()
        if role is not None:
            sign_in(self, client, self.account(role))
        return client

    def account(self, role: Role) -> AccountView:
        """Give the account of a role."""
        with reading(self.engine) as session:
            accounts = find_accounts(session)
        return next(one for one in accounts if one.email == email_of(role))


def sign_in(website: Website, client: FlaskClient, account: AccountView) -> None:
    """Let a browser in, as if it had signed in just now."""
    with transaction(website.engine) as session:
        begun = begin_session(
            session, account.id, device="Firefox op Linux", at=now(), lifetime=timedelta(hours=12)
        )
    with client.session_transaction() as kept:
        kept["_user_id"] = begun.token
        kept["_fresh"] = True


def make_website(file: Path, folder: Path, *, is_demo: bool = False, **values: object) -> Website:
    """Make the application on this register."""
    choice = RegisterChoice(f"sqlite:///{file}", is_demo=is_demo, file=file)
    return serve(choice, folder, **values)


def serve(choice: RegisterChoice, folder: Path, **values: object) -> Website:
    """Make the application on a register of either kind."""
    app = create_app(make_settings(folder, **values), choice)
    app.testing = False  # errors get their pages, as people see them
    app.jinja_env.bytecode_cache = COMPILED
    return Website(app, open_register(choice.url))


class _Compiled(BytecodeCache):
    """Templates compiled by one application serve the next; nothing changes them meanwhile."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what an earlier application compiled."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


class Page(HTMLParser):
    """What tests look at in a page: its tags with their attributes, and its text."""

    def __init__(self, response: TestResponse) -> None:
        """Read the page of an answer."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """The text of the page, white space as one space."""
        return re.sub(r"\s+", " ", " ".join(self.words))

    def values(self, name: str) -> list[str]:
        """Give all values of an attribute."""
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]

    def form(self, ending: str) -> dict[str, str]:
        """Give the fields of the first form whose address ends so, as a browser would send them."""
        fields: dict[str, str] = {}
        inside = False
        for tag, attrs in self.tags:
            if tag == "form":
                if inside:
                    break
                inside = (attrs.get("action") or "").endswith(ending)
            elif inside and tag == "input" and _is_sent(attrs):
                fields[attrs["name"] or ""] = attrs.get("value") or ""
        if not fields:
            raise LookupError(f"no form that ends with {ending}")
        return fields


def _is_sent(attrs: dict[str, str | None]) -> bool:
    """Say whether a browser sends this field."""
    chosen = attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs
    return chosen and attrs.get("name") is not None
