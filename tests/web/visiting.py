"""What visitors do on the pages of accounts."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.session import transaction
from app.store.outbox import OutboxMessage
from tests.web.website import Page, Website

FRESH = "weer een andere lange zin"


def send(
    client: FlaskClient, address: str, form: str | None = None, **fields: object
) -> TestResponse:
    """Fill in a form of a page and send it."""
    filled = Page(client.get(address)).form(form or address)
    return client.post(form or address, data=filled | fields)


def link_in(text: str) -> str:
    """Give the path of the link that stands in a page or message."""
    found = re.search(r"/wachtwoord-kiezen/[\w-]+", text)
    assert found is not None
    return found[0]


def messages(website: Website) -> list[OutboxMessage]:
    with transaction(website.engine) as session:
        return list(session.scalars(select(OutboxMessage)))
