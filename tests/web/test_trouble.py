"""What a visitor sees when a form is too large or cannot be, or the database is away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from app.domain.accounts import Role
from tests.web.website import Page, Website

TOO_MUCH = {"reason": "x" * 1_100_000}


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """Let every statement fail, as a database does that has gone."""

    def fail(*_seen: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    event.listen(engine, "before_cursor_execute", fail)
    yield
    event.remove(engine, "before_cursor_execute", fail)


def assert_our_page(response: TestResponse, status: int, heading: str) -> None:
    """Look for our own page, with our headers."""
    page = Page(response)
    assert response.status_code == status
    assert heading in page.text
    assert ("html", {"lang": "nl"}) in page.tags
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/aanmelden", "/register/G25-ABC/beoordelen", "/nergens"])
def test_a_form_that_is_too_large_gets_our_page(clerk: FlaskClient, address: str) -> None:
    assert_our_page(clerk.post(address, data=TOO_MUCH), 413, "Dit is te veel tekst")


@pytest.mark.parametrize("role", [None, Role.READER, Role.CLERK])
@pytest.mark.parametrize("address", ["/register", "/aanmelden", "/weekbericht/afmelden/x"])
def test_when_the_database_is_away_a_visitor_gets_our_page(
    website: Website, role: Role | None, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = website.visit(role)
    with away(website.app.extensions["gestand"].engine), caplog.at_level(logging.CRITICAL):
        response = client.get(address)
    if response.status_code not in (200, 303):  # a stranger is asked to sign in without it
        assert_our_page(response, 500, "Er ging iets mis")
    else:
        assert role is None
        assert "weekbericht" not in address
