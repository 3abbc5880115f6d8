"""Papers as the core knows them, made again from their rows."""

import dataclasses
import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import NotFound, WrongState
from app.domain.marking import HandMark, with_marks
from app.domain.matching import Paper, Timing
from app.domain.papers import Metadata, Signatory
from app.domain.reading import Promise, Reading
from app.domain.text import CleanText
from app.reading import read_paper
from app.services.values import decode, encode
from app.store.documents import Document
from app.store.items import Candidate

_STORED = {"text", "source"}  # columns of their own


def reading_as_stored(reading: Reading) -> dict[str, Any]:
    """Give a reading as its column holds it: without the two texts, and without metadata."""
    whole: dict[str, Any] = encode(reading)
    del whole["metadata"]
    whole["text"] = {key: part for key, part in whole["text"].items() if key not in _STORED}
    return whole


def reading_of(row: Document) -> Reading:
    """Give all that is seen in a paper: by the reader, and in its place what clerks marked.

    Its metadata are as they stand corrected.
    """
    stored = row.reading
    text = stored["text"] | {"text": row.text, "source": row.source}
    seen = decode(Reading, stored | {"text": text, "metadata": {"kind": row.kind}})
    return with_marks(dataclasses.replace(seen, metadata=metadata_of(row)), marks_of(row))


def marks_of(row: Document) -> tuple[HandMark, ...]:
    """Give what clerks marked in a paper, oldest first."""
    return decode(tuple[HandMark, ...], row.marked.get("marks", ()))


def text_of(row: Document) -> CleanText:
    """Give the clean text of a paper alone, with the way back to its source."""
    text = row.reading["text"] | {"text": row.text, "source": row.source}
    return decode(CleanText, text)


def metadata_of(row: Document) -> Metadata:
    """Give what a paper says of itself, as it stands corrected."""
    return Metadata(
        kind=row.kind,
        date=row.date,
        not_before=row.not_before,
        not_after=row.not_after,
        place=row.place,
        dossier=row.dossier,
        number=row.number,
        title=row.title,
        addressee=row.addressee,
        from_functions=tuple(row.from_functions),
        signatories=tuple(Signatory(function, name) for function, name in row.signatories),
    )


def timing_of(row: Document) -> Timing:
    """Give when a paper was written."""
    if row.date is not None:
        return Timing(day=row.date)
    return Timing(not_before=row.not_before, not_after=row.not_after)


def paper_of(row: Document) -> Paper:
    """Give a paper as the matcher takes it."""
    ids = () if row.canonical is None else (row.canonical,)
    return Paper(row.key, timing_of(row), reading_of(row), ids)


def get_listed(session: Session, document_id: int) -> Document:
    """Give a paper on which something can be done; raises NotFound, and WrongState when withdrawn."""
    row = session.get(Document, document_id)
    if row is None:
        raise NotFound("document", document_id)
    if row.withdrawn_at is not None:
        raise WrongState(f"document {document_id}", "withdrawn")
    return row


def read_dated(source: str, calendar: Calendar, day: dt.date) -> Reading:
    """Read a paper as being of this day, whatever it prints."""
    reading = read_paper(source, calendar, date=day)
    return dataclasses.replace(reading, metadata=dataclasses.replace(reading.metadata, date=day))


def promise_of(candidate: Candidate) -> Promise:
    """Give the promise as the reader saw it."""
    return decode(Promise, candidate.promise)
