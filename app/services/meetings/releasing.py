"""A decision of a committee that was undone leaves its place on the list open again."""

from sqlalchemy.orm import Session

from app.store.history import HistoryEntry
from app.store.meetings import MeetingItem

MEETING_ITEM = "meeting_item"  # in `after` of a decision: the row of the list that it stands on


def release(session: Session, entry: HistoryEntry) -> None:
    """Let the row of a meeting whose decision this line told wait for a decision again."""
    key = (entry.after or {}).get(MEETING_ITEM)
    row = session.get(MeetingItem, key) if key is not None else None
    if row is None:
        return
    row.decision = row.decided_term = row.note = row.decided_by = row.decided_at = None
    session.flush()
