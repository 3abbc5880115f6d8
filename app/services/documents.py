"""What a person puts right in what a paper says of itself."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import AlreadyThere, Invalid
from app.domain.history import Action
from app.domain.references import own_identifier
from app.reading import read_paper
from app.services.candidates import follow_paper
from app.services.dating import reread, suggest_anew
from app.services.deciding import take, tell
from app.services.lookup import Shelf
from app.services.papers import get_listed, read_dated
from app.services.registers import lock_intake
from app.services.senders import keep_senders
from app.services.undone import undoing
from app.services.values import encode
from app.store.documents import Document


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a paper's date, numbers and senders are to be; all four, changed or not.

    Without a date the paper has the one that it prints, if any. `dossier` is as in an
    identifier ("21501-02", "35925-V").
    """

    date: dt.date | None
    dossier: str | None
    number: str | None
    from_functions: tuple[str, ...]


def correct_document(
    session: Session,
    document_id: int,
    corrections: Corrections,
    *,
    seen: int,
    calendar: Calendar,
    actor: str,
    at: datetime,
    reason: str | None = None,
    undoes: int | None = None,
) -> int:
    """Put right what a paper says of itself, or `undoes` a line of history; give its new version.

    Citations then lead to it by its number. With another date, the terms of candidates
    that nobody judged follow; in any case what is proposed and nobody judged is made
    anew. Raises NotFound, Stale, Invalid for a dossier and number that name no paper, and
    AlreadyThere when another paper has that number.
    """
    lock_intake(session)
    get_listed(session, document_id)
    document = take(session, Document, document_id, seen)
    before = _facts(document)
    _write_numbers(session, document, corrections)
    _write_senders(session, document, corrections)
    if corrections.date != document.date:
        reading = (
            read_paper(document.source, calendar)
            if corrections.date is None
            else read_dated(document.source, calendar, corrections.date)
        )
        document.date = reading.metadata.date
        reread(session, document, reading, at=at)
    follow_paper(session, document, today=at.date())
    after = _facts(document)
    changed = [name for name, value in after.items() if value != before[name]]
    tell(
        session,
        Action.DOCUMENT_CORRECTED,
        actor=actor,
        at=at,
        document=document.id,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed} | undoing(undoes),
        reason=reason,
    )
    session.flush()
    if changed:
        suggest_anew(session, document, Shelf(), at=at)
    return document.version


def _write_numbers(session: Session, document: Document, corrections: Corrections) -> None:
    """Write dossier and number, when they name a paper that is not there yet."""
    dossier, number = _clean(corrections.dossier), _clean(corrections.number)
    if dossier == document.dossier and number == document.number:
        return
    canonical = own_identifier(dossier, number)
    if number is not None and canonical is None:
        raise Invalid("number", "dossier and number together name no paper")
    if canonical is not None:
        query = select(Document.name).where(
            Document.canonical == canonical, Document.id != document.id
        )
        other = session.scalars(query).first()
        if other is not None:
            raise AlreadyThere(canonical, other)
    document.dossier, document.number, document.canonical = dossier, number, canonical


def _write_senders(session: Session, document: Document, corrections: Corrections) -> None:
    """Write who sent it."""
    document.from_functions = [one.strip() for one in corrections.from_functions if one.strip()]
    keep_senders(session, document)


def _facts(document: Document) -> dict[str, Any]:
    """Give what can be corrected, as history keeps it."""
    return {
        "date": encode(document.date),
        "dossier": document.dossier,
        "number": document.number,
        "canonical": document.canonical,
        "from_functions": list(document.from_functions),
    }


def _clean(text: str | None) -> str | None:
    """Give a text without spaces around it, None for an empty one."""
    return (text or "").strip() or None
