"""Tables, append-only history and outbox; facts without behaviour."""

from app.store import (
    accounts,
    digests,
    documents,
    finding,
    history,
    items,
    links,
    listed,
    meetings,
    motions,
    offices,
    outbox,
    register,
    reminders,
    sources,
    work,
)
from app.store.base import Base

__all__ = [
    "Base",
    "accounts",
    "digests",
    "documents",
    "finding",
    "history",
    "items",
    "links",
    "listed",
    "meetings",
    "motions",
    "offices",
    "outbox",
    "register",
    "reminders",
    "sources",
    "work",
]
