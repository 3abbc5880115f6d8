"""Handing a message to a mail server, and what its answer means."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from app.domain.mail import Delivery, Refused

_RAW = frozenset({"list-unsubscribe"})
_LASTING = 500  # SMTP replies from here up are final
_SIGN_IN = frozenset({530, 534, 535, 538})  # who we are, wherever it is said (RFC 4954)
_POLICY = re.compile(r"5\.7\.\d")  # what we may do, such as pass mail on (RFC 3463)


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
    """Make the message: text and HTML of equal content; what can be stopped, with one click."""
    message = EmailMessage(policy=MailPolicy(linesep="\r\n"))
    message["From"] = sender
    message["To"] = delivery.recipient
    message["Subject"] = delivery.rendered.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = delivery.message_id
    if delivery.unsubscribe_url is not None:
        message["List-Unsubscribe"] = f"<{delivery.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(delivery.rendered.text, cte="quoted-printable")
    message.add_alternative(delivery.rendered.html, subtype="html", cte="quoted-printable")
    return message


def send_message(message: Message, server: MailServer) -> Refused | None:
    """Hand a message over; None when the server took it.

    Only a 5xx answer about this one message is lasting: to its reader's address or to its
    content. What is wrong with our own set-up or with the server (a password, a sender,
    a line that drops, a server that hangs or is away) refuses every message alike; once
    that is put right, the same message may be tried again.
    """
    try:
        smtp = _open(server)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return _passing(error)
    try:
        return _hand_over(smtp, message)
    finally:
        _leave(smtp)


def _open(server: MailServer) -> smtplib.SMTP:
    """Open the conversation, secured and signed in as set."""
    if server.security == "tls":
        context = ssl.create_default_context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user is not None:
            smtp.login(server.user, server.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _hand_over(smtp: smtplib.SMTP, message: Message) -> Refused | None:
    """Say sender, reader and message, and read the answers."""
    try:
        smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        return _refused(code, answer)
    except smtplib.SMTPDataError as error:
        return _refused(error.smtp_code, error.smtp_error)
    except ValueError as error:  # it holds what no header or address can
        return Refused(f"{type(error).__name__}: {error}", lasting=True)
    except (smtplib.SMTPException, OSError) as error:
        return _passing(error)
    return None


def _leave(smtp: smtplib.SMTP) -> None:
    """Say goodbye; whatever the server says to that, it has taken the message or not."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    smtp.close()


def _refused(code: int, answer: bytes | str) -> Refused:
    """Read a server's answer to a reader's address or to a message."""
    words = _words(answer)
    about_us = code in _SIGN_IN or _POLICY.match(words) is not None
    return Refused(f"{code} {words}", lasting=code >= _LASTING and not about_us)


def _passing(error: Exception) -> Refused:
    """Describe what may be over or put right at the next attempt."""
    if isinstance(error, smtplib.SMTPResponseException):
        return Refused(f"{error.smtp_code} {_words(error.smtp_error)}", lasting=False)
    return Refused(f"{type(error).__name__}: {error}", lasting=False)


def _words(answer: bytes | str) -> str:
    """Give an answer as text."""
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
