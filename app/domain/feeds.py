"""What feeds and calendars hold: pieces of news, and terms."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.digest import DigestKind, DigestLine
from app.domain.papers import PaperName


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself: `key` names it for good, `address` is where it is read now.

    `base_url` is the register's own address, below which its pages are.
    """

    title: str
    key: str
    address: str
    base_url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news, and when the register noted it."""

    line: DigestLine
    kind: DigestKind
    at: datetime


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper that came in: its id, what it says of itself, and when the register had it."""

    id: int
    paper: PaperName
    senders: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class TermEntry:
    """The term of one open item. `version` counts the item's changes."""

    number: str
    title: str
    words: str
    who: str
    latest: date
    version: int
    judged: bool
