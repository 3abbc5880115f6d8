"""Verdicts of one letter that were put down in one go, to be taken back in one go."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.history import Action
from app.store.history import HistoryEntry
from app.store.links import Suggestion


@dataclass(frozen=True, slots=True)
class Batch:
    """Verdicts of one clerk at one moment: how many there were, and how many of them stand.

    `entry_id` is the first line of history that tells of them.
    """

    entry_id: int
    actor: str
    at: dt.datetime
    total: int
    standing: int


def find_batches(session: Session, document_id: int) -> tuple[Batch, ...]:
    """Give what was judged of one letter in one go and stands, wholly or partly; newest first."""
    stands = func.sum(case((Suggestion.judged_at == HistoryEntry.at, 1), else_=0))
    query = (
        select(
            func.min(HistoryEntry.id).label("entry_id"),
            HistoryEntry.actor,
            HistoryEntry.at,
            func.count().label("total"),
            stands.label("standing"),
        )
        .join(Suggestion, Suggestion.id == HistoryEntry.suggestion_id)
        .where(
            HistoryEntry.document_id == document_id,
            HistoryEntry.action == Action.SUGGESTION_JUDGED,
        )
        .group_by(HistoryEntry.actor, HistoryEntry.at)
        .having(func.count() > 1, stands > 0)
        .order_by(HistoryEntry.at.desc(), func.min(HistoryEntry.id).desc())
    )
    return tuple(
        Batch(row.entry_id, row.actor, row.at, row.total, row.standing)
        for row in session.execute(query)
    )
