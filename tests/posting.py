"""A real mail server on the loopback that answers as it is told, and a register with readers."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

HANG = "hang"  # says nothing for longer than anybody waits
DROP = "drop"  # takes the message, and the line is gone before it says so


@dataclass
class Mailbox:
    """A mail server's mind: what it answers each address or message, and what it took.

    `answers` are to addresses, `after_data` is what it says of any message.
    """

    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 OK"
    received: list[Any] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        if self.after_data == HANG:
            await asyncio.sleep(5)
            return "250 too late"
        if self.after_data in ("250 OK", DROP):
            raw = envelope.original_content
            self.received.append(email.message_from_bytes(raw, policy=email.policy.default))
        if self.after_data == DROP:
            server.transport.abort()
            return "250 nobody hears this"
        return self.after_data

    def recipients(self) -> list[str]:
        """Give whom it took messages for, in order."""
        return [str(message["To"]) for message in self.received]


@contextmanager
def listening(mailbox: Any) -> Iterator[int]:
    """Let a mail server run; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
