"""The weekly digest: what is news, one digest a reader and week, and the outbox."""

from app.services.digests.composing import compose_digest, compose_week, due_week
from app.services.digests.outbox import (
    claim_delivery,
    find_due_deliveries,
    record_delivery,
    retry_failed,
)
from app.services.digests.subscriptions import is_subscription, unsubscribe

__all__ = [
    "claim_delivery",
    "compose_digest",
    "compose_week",
    "due_week",
    "find_due_deliveries",
    "is_subscription",
    "record_delivery",
    "retry_failed",
    "unsubscribe",
]
