"""Tables, append-only history and outbox; facts without behaviour."""

from app.store import (
    accounts,
    digests,
    documents,
    history,
    items,
    links,
    motions,
    offices,
    outbox,
    register,
    work,
)
from app.store.base import Base

__all__ = [
    "Base",
    "accounts",
    "digests",
    "documents",
    "history",
    "items",
    "links",
    "motions",
    "offices",
    "outbox",
    "register",
    "work",
]
