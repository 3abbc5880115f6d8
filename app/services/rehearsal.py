"""What an import would do, without doing it and without keeping anybody waiting."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.intake import Counts, ImportResult, Outcome, PreparedDocument
from app.store.documents import Document


class Rehearsal:
    """Remembers the papers of one import that would have come in by now."""

    def __init__(self) -> None:
        """Begin with none."""
        self._keys: set[str] = set()

    def store(self, session: Session | None, prepared: PreparedDocument) -> ImportResult:
        """Say what would become of a paper; without a session the register is empty.

        Motions that are new and suggestions are not counted: they follow from comparing
        papers with each other, which only a real import does.
        """
        printed = prepared.printed if prepared.asked not in (None, prepared.printed) else None
        row = None
        if session is not None:
            query = select(Document.id, Document.date).where(Document.key == prepared.key)
            row = session.execute(query).one_or_none()
        if row is not None:
            dated = prepared.given is not None and row.date is None
            return ImportResult(Outcome.DATED if dated else Outcome.KNOWN, row.id, printed=printed)
        if prepared.key in self._keys:
            return ImportResult(Outcome.KNOWN, 0, printed=printed)
        self._keys.add(prepared.key)
        return ImportResult(Outcome.NEW, 0, _counts_of(prepared), printed)


def _counts_of(prepared: PreparedDocument) -> Counts:
    """Count what the reader saw."""
    reading = prepared.reading
    return Counts(
        references=len(reading.references),
        mentions=len(reading.motions),
        candidates=len(reading.promises),
        statements=len(reading.statements),
    )
