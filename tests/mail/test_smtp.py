"""Handing over to a real mail server on the loopback, and reading its answers."""

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from app.domain.mail import Delivery, Rendered
from app.mail.smtp import MailServer, make_message, send_message

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ADDRESS = "https://gestand.voorbeeld.nl/afmelden/" + "a" * 120
LONG = "één regel over schooldaken en waterkwaliteit " * 60


class Mailbox:
    """Keeps what arrives; `answer` is what it says after the data."""

    def __init__(self, answer: str = "250 OK", recipient: str = "250 OK") -> None:
        self.answer = answer
        self.recipient = recipient
        self.received: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        if self.answer.startswith("250"):
            self.received.append(envelope.original_content)
        return self.answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield MailServer("127.0.0.1", port, "Gestand <gestand@voorbeeld.nl>", timeout=5)
    controller.stop()


def make_delivery() -> Delivery:
    rendered = Rendered("Weekbericht –" + " coördinatie" * 9, f"<p>{LONG}</p>", LONG + "\n")
    return Delivery("lezer@voorbeeld.nl", "<1@voorbeeld.nl>", ADDRESS, rendered)


def test_a_message_arrives_whole(server: MailServer, mailbox: Mailbox) -> None:
    message = make_message(make_delivery(), sender=server.sender, at=AT)
    assert send_message(message, server) is None
    (raw,) = mailbox.received
    arrived = email.message_from_bytes(raw, policy=email.policy.default)
    assert arrived["Subject"] == make_delivery().rendered.subject
    assert arrived["Message-ID"] == "<1@voorbeeld.nl>"
    body = arrived.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == LONG.split()


def test_the_unsubscribe_address_survives_in_one_piece(
    server: MailServer, mailbox: Mailbox
) -> None:
    send_message(make_message(make_delivery(), sender=server.sender, at=AT), server)
    (raw,) = mailbox.received
    headers, body = raw.split(b"\r\n\r\n", 1)
    assert f"List-Unsubscribe: <{ADDRESS}>".encode() in headers
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers
    assert max(map(len, body.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "answers, lasting",
    [
        ({"answer": "421 closing"}, False),
        ({"answer": "450 later"}, False),
        ({"answer": "554 never"}, True),
        ({"recipient": "450 busy"}, False),
        ({"recipient": "550 unknown"}, True),
    ],
    ids=["421", "450", "554", "recipient 450", "recipient 550"],
)
def test_a_refusal_is_lasting_only_from_500(
    server: MailServer, mailbox: Mailbox, answers: dict[str, str], lasting: bool
) -> None:
    for name, value in answers.items():
        setattr(mailbox, name, value)
    refused = send_message(make_message(make_delivery(), sender=server.sender, at=AT), server)
    assert refused is not None
    assert refused.lasting is lasting
    assert next(iter(answers.values()))[:3] in refused.error


def test_a_server_that_is_away_may_come_back() -> None:
    nowhere = MailServer("127.0.0.1", 9, "gestand@voorbeeld.nl", timeout=1)
    refused = send_message(make_message(make_delivery(), sender=nowhere.sender, at=AT), nowhere)
    assert refused is not None
    assert not refused.lasting
