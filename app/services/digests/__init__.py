"""The weekly digest: what is news, one digest a reader and week."""

from app.services.digests.composing import compose_digest, compose_week, due_week
from app.services.digests.subscriptions import is_subscription, unsubscribe

__all__ = [
    "compose_digest",
    "compose_week",
    "due_week",
    "is_subscription",
    "unsubscribe",
]
