"""A message on its way to one reader."""

from dataclasses import dataclass
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a message stands in the outbox."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # given up after repeated attempts or a lasting refusal


class MailPurpose(StrEnum):
    """What a message is for."""

    DIGEST = "digest"
    LINK = "link"  # an invitation, or the way to a new password
    CONFIRM = "confirm"  # asks an address whether it wants the digest
    TEST = "test"  # a digest that an administrator sent to themselves
    NOTICE = "notice"  # of an address: that it was refused, or is no longer somebody's


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words: its subject, and the same content twice."""

    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to one reader. `message_id` is the same at every attempt.

    `unsubscribe_url` is None for what nobody can stop: a message that was asked for.
    """

    recipient: str
    message_id: str
    unsubscribe_url: str | None
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class Refused:
    """The server did not take it; `lasting` says that trying again is of no use."""

    error: str
    lasting: bool
