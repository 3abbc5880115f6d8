"""Handing over to a real mail server on the loopback, and reading its answers."""

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from app.domain.mail import Delivery, Rendered
from app.mail.smtp import MailServer, make_message, send_message

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ADDRESS = "https://gestand.voorbeeld.nl/afmelden/" + "a" * 120
LONG = "één regel over schooldaken en waterkwaliteit " * 60


class Mailbox:
    """Keeps what arrives; `answer` is what it says after the data."""

    def __init__(self) -> None:
        self.answer = self.sender = self.recipient = "250 OK"
        self.goodbye = "221 Bye"
        self.received: list[bytes] = []

    async def handle_MAIL(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.sender.startswith("250"):
            envelope.mail_from = address
        return self.sender

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        return self.goodbye

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
    yield from serve(mailbox)


def serve(mailbox: Mailbox, **extra: Any) -> Iterator[MailServer]:
    """Run a mail server; what differs from its defaults is `extra`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **extra)
    controller.start()
    yield MailServer("127.0.0.1", port, "Gestand <gestand@voorbeeld.nl>", timeout=5)
    controller.stop()


def make_delivery() -> Delivery:
    rendered = Rendered("Weekbericht –" + " coördinatie" * 9, f"<p>{LONG}</p>", LONG + "\n")
    return Delivery("lezer@voorbeeld.nl", "<1@voorbeeld.nl>", ADDRESS, rendered)


def make(server: MailServer) -> EmailMessage:
    return make_message(make_delivery(), sender=server.sender, at=AT)


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
        ({"recipient": "530 Authentication required"}, False),
        ({"recipient": "554 5.7.1 Relay access denied"}, False),
        ({"sender": "530 Authentication required"}, False),
        ({"sender": "550 Not your domain"}, False),
    ],
    ids=lambda value: " ".join(*value.items()) if isinstance(value, dict) else "",
)
def test_a_refusal_is_lasting_only_from_500_and_about_one_message(
    server: MailServer, mailbox: Mailbox, answers: dict[str, str], lasting: bool
) -> None:
    for name, value in answers.items():
        setattr(mailbox, name, value)
    refused = send_message(make_message(make_delivery(), sender=server.sender, at=AT), server)
    assert refused is not None
    assert refused.lasting is lasting
    assert next(iter(answers.values()))[:3] in refused.error


def test_a_wrong_password_may_be_put_right(mailbox: Mailbox) -> None:
    """The server offers no way to sign in without encryption, or refuses what is tried."""

    def check(*_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    errors: list[str] = []
    for extra in ({}, {"authenticator": check, "auth_require_tls": False}):
        for server in serve(mailbox, **extra):
            signing_in = replace(server, user="gestand", password="verkeerd")
            refused = send_message(make(server), signing_in)
            assert refused is not None
            assert not refused.lasting
            errors.append(refused.error)
    assert errors[1].startswith("535 ")


def test_a_password_that_cannot_be_sent_may_be_put_right(mailbox: Mailbox) -> None:
    def check(*_: Any) -> AuthResult:
        return AuthResult(success=True)

    for server in serve(mailbox, authenticator=check, auth_require_tls=False):
        refused = send_message(make(server), replace(server, user="gestand", password="één"))
        assert refused is not None
        assert not refused.lasting


@pytest.mark.parametrize("banner", [b"554 No service here\r\n", b"220 hi\r\n550 Who\r\n" * 2])
def test_a_server_that_will_not_talk_to_us_may_think_again(banner: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def answer() -> None:
            line, _ = listening.accept()
            line.sendall(banner)
            line.recv(1000)
            line.close()

        answering = threading.Thread(target=answer)
        answering.start()
        server = MailServer("127.0.0.1", port, "gestand@voorbeeld.nl", timeout=5)
        refused = send_message(make(server), server)
        answering.join()
    assert refused is not None
    assert not refused.lasting


@pytest.mark.parametrize("goodbye", ["421 Too busy", "500 What", "221 Bye"])
def test_what_was_taken_is_sent_whatever_is_said_at_the_door(
    server: MailServer, mailbox: Mailbox, goodbye: str
) -> None:
    mailbox.goodbye = goodbye
    assert send_message(make(server), server) is None
    assert len(mailbox.received) == 1


def test_a_message_that_no_header_holds_is_refused_for_good(server: MailServer) -> None:
    delivery = replace(make_delivery(), unsubscribe_url="https://bücher.example/afmelden")
    message = make_message(delivery, sender=server.sender, at=AT)
    refused = send_message(message, server)
    assert refused is not None
    assert refused.lasting
    assert "UnicodeEncodeError" in refused.error


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".nl"])
def test_a_host_that_is_no_name_may_be_put_right(host: str) -> None:
    nowhere = MailServer(host, 25, "gestand@voorbeeld.nl", timeout=1)
    refused = send_message(make(nowhere), nowhere)
    assert refused is not None
    assert not refused.lasting


def test_a_server_that_is_away_may_come_back() -> None:
    nowhere = MailServer("127.0.0.1", 9, "gestand@voorbeeld.nl", timeout=1)
    refused = send_message(make_message(make_delivery(), sender=nowhere.sender, at=AT), nowhere)
    assert refused is not None
    assert not refused.lasting
