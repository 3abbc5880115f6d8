"""Handing a message to a mail server, and what its answer means."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from app.domain.mail import Delivery, Refused

_RAW = frozenset({"list-unsubscribe"})
_LASTING = 500  # SMTP replies from here up are final


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `security` is "none", "starttls" or "tls".

    `timeout` is in seconds, for each step of the conversation.
    """

    host: str
    port: int
    sender: str
    security: str = "none"
    user: str | None = None
    password: str | None = None
    timeout: float = 30.0


class MailPolicy(EmailPolicy):
    """Mail as SMTP wants it, with addresses for machines left in one piece.

    The standard policy folds a long List-Unsubscribe into encoded words, and mail
    programs then show no button (RFC 8058 wants the address as it is).
    """

    def fold(self, name: str, value: Any) -> str:
        """Leave the raw headers alone."""
        return self._raw(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Leave the raw headers alone."""
        raw = self._raw(name, value)
        return raw.encode("ascii") if raw else super().fold_binary(name, value)

    def _raw(self, name: str, value: Any) -> str | None:
        return f"{name}: {value}{self.linesep}" if name.lower() in _RAW else None


def make_message(delivery: Delivery, *, sender: str, at: datetime) -> EmailMessage:
    """Make the message: text and HTML of equal content, with one-click unsubscribe."""
    message = EmailMessage(policy=MailPolicy(linesep="\r\n"))
    message["From"] = sender
    message["To"] = delivery.recipient
    message["Subject"] = delivery.rendered.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = delivery.message_id
    message["List-Unsubscribe"] = f"<{delivery.unsubscribe_url}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(delivery.rendered.text, cte="quoted-printable")
    message.add_alternative(delivery.rendered.html, subtype="html", cte="quoted-printable")
    return message


def send_message(message: Message, server: MailServer) -> Refused | None:
    """Hand a message over; None when the server took it.

    A 5xx answer is lasting. A 4xx answer, a dropped line, a server that hangs or is
    away is not: the same message may be tried again.
    """
    try:
        with _connect(server) as smtp:
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        return _refused(code, answer)
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return Refused(f"{type(error).__name__}: {error}", lasting=False)
    return None


def _refused(code: int, answer: bytes | str) -> Refused:
    """Read a server's answer."""
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return Refused(f"{code} {words}", code >= _LASTING)


def _connect(server: MailServer) -> smtplib.SMTP:
    """Open the conversation, secured as set."""
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    return smtp
