"""The weekly digest: what is news, who follows what, one digest a reader and week."""

from app.services.digests.composing import compose_digest, preview_digest, preview_weeks
from app.services.digests.following import Followed, scope_of
from app.services.digests.noting import look_for_news, note_news, put_news
from app.services.digests.readers import (
    DueDigest,
    Reader,
    compose_for,
    count_readers,
    find_due,
    get_reader,
    put_digest,
)
from app.services.digests.scope import Scope
from app.services.digests.shared import Shared
from app.services.digests.subscriptions import (
    Arrangement,
    SubscriptionView,
    arrange,
    find_readers,
    find_subscription,
    is_subscription,
    resume,
    unsubscribe,
)

__all__ = [
    "Arrangement",
    "DueDigest",
    "Followed",
    "Reader",
    "Scope",
    "Shared",
    "SubscriptionView",
    "arrange",
    "compose_digest",
    "compose_for",
    "count_readers",
    "find_due",
    "find_readers",
    "find_subscription",
    "get_reader",
    "is_subscription",
    "look_for_news",
    "note_news",
    "preview_digest",
    "preview_weeks",
    "put_digest",
    "put_news",
    "resume",
    "scope_of",
    "unsubscribe",
]
