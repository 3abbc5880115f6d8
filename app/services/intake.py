"""A paper comes in: read once, kept for good, with all that the machine saw in it.

Everything that one paper brings is one transaction, so that a stop at any moment leaves it
wholly in or wholly out, and coming in again changes nothing.
"""

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.history import Action
from app.domain.reading import Reading
from app.domain.references import own_identifier
from app.services.candidates import keep_candidates
from app.services.dating import date_document
from app.services.deciding import tell
from app.services.lookup import Shelf
from app.services.mentions import follow_mentions, keep_mentions
from app.services.papers import reading_as_stored
from app.services.registers import lock_intake
from app.services.repeats import count_repeats, follow_repeats
from app.services.seen import keep_citations, keep_passages, keep_statements
from app.services.senders import keep_senders
from app.services.suggesting import suggest_for_item, suggest_for_paper
from app.services.values import encode
from app.store.documents import Document
from app.store.items import Item


class Outcome(StrEnum):
    """What became of a paper that was read."""

    NEW = "new"
    KNOWN = "known"
    DATED = "dated"  # known without a date, and now with the one given
    WITHDRAWN = "withdrawn"  # known, and withdrawn by a clerk: it stays so


@dataclass(frozen=True, slots=True)
class Counts:
    """What a paper brought; `motions` are those that the register did not have.

    `repeats` are those of the candidates that only say again what is in the register.
    """

    references: int = 0
    mentions: int = 0
    motions: int = 0
    candidates: int = 0
    statements: int = 0
    suggestions: int = 0
    repeats: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Add up field by field."""
        names = [field.name for field in dataclasses.fields(self)]
        return Counts(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one paper, its row, and what it brought; nothing when it was known.

    `printed` is the date that the paper prints, when another was given for it.
    """

    outcome: Outcome
    document_id: int
    counts: Counts = Counts()
    printed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A paper that was read and waits to be put down; made without the register.

    `stems` are those of each block of its text. `printed` is the date that the paper
    itself prints, `given` the one that a person gave for a paper that prints none, and
    `asked` that one also where it was of no use.
    """

    name: str
    media: str
    origin: str
    key: str
    reading: Reading
    stems: tuple[str, ...]
    printed: dt.date | None
    given: dt.date | None
    asked: dt.date | None


def key_of(source: str) -> str:
    """Give the key of a paper: the same for the same words, whatever its line ends.

    Two files are one paper when their text is the same after the byte order mark is
    dropped and every line end is made a line feed.
    """
    folded = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def store_prepared(
    session: Session,
    prepared: PreparedDocument,
    *,
    actor: str,
    at: datetime,
    shelf: Shelf | None = None,
) -> ImportResult:
    """Put a paper down with all that was seen in it, and compare it with the register.

    A paper that is there already stays as it is, but for the date that was given for one
    without a date. `shelf` may be shared by the papers of one import.
    """
    shelf = Shelf() if shelf is None else shelf
    printed = prepared.printed if prepared.asked not in (None, prepared.printed) else None
    lock_intake(session)
    known = session.scalar(select(Document).where(Document.key == prepared.key))
    if known is not None:
        outcome = Outcome.KNOWN if known.withdrawn_at is None else Outcome.WITHDRAWN
        if outcome is Outcome.KNOWN and prepared.given is not None and known.date is None:
            known.version += 1
            date_document(session, known, prepared.reading, shelf, actor=actor, at=at)
            outcome = Outcome.DATED
        return ImportResult(outcome, known.id, printed=printed)
    document = _add_document(session, prepared, actor=actor, at=at)
    counts = _keep_seen(session, document, prepared, at=at)
    counts += compare(session, document, shelf, at=at)
    return ImportResult(Outcome.NEW, document.id, counts, printed)


def _add_document(
    session: Session, prepared: PreparedDocument, *, actor: str, at: datetime
) -> Document:
    """Make the row of a paper."""
    reading, seen = prepared.reading, prepared.reading.metadata
    document = Document(
        key=prepared.key,
        name=prepared.name,
        media=prepared.media,
        origin=prepared.origin,
        source=reading.text.source,
        text=reading.text.text,
        reading=reading_as_stored(reading),
        reader=reading.reader,
        imported_at=at,
        kind=seen.kind,
        date=seen.date,
        not_before=seen.not_before,
        not_after=seen.not_after,
        place=seen.place,
        dossier=seen.dossier,
        number=seen.number,
        canonical=own_identifier(seen.dossier, seen.number),
        title=seen.title,
        addressee=seen.addressee,
        from_functions=list(seen.from_functions),
        signatories=[[one.function, one.name] for one in seen.signatories],
    )
    session.add(document)
    session.flush()
    after = {"name": prepared.name, "origin": prepared.origin}
    if prepared.given is not None:
        after["date"] = encode(prepared.given)
    tell(
        session,
        Action.DOCUMENT_IMPORTED,
        actor=actor,
        at=at,
        document=document.id,
        after=after,
    )
    return document


def _keep_seen(
    session: Session, document: Document, prepared: PreparedDocument, *, at: datetime
) -> Counts:
    """Put down what the reader saw."""
    reading = prepared.reading
    keep_senders(session, document)
    keep_passages(session, document, reading, prepared.stems)
    references = keep_citations(session, document, reading.references)
    statements = keep_statements(session, document, reading.statements)
    candidates = keep_candidates(session, document, reading, prepared.printed, at=at)
    mentions, motions = keep_mentions(session, document, reading, at=at)
    session.flush()
    return Counts(references, mentions, motions, candidates, statements)


def compare(session: Session, document: Document, shelf: Shelf, *, at: datetime) -> Counts:
    """Compare a paper with the register, both ways: its own items, and those of others.

    Its mentions of motions count for their motions from then on.
    """
    own = session.scalars(select(Item).where(Item.document_id == document.id)).all()
    added = follow_repeats(session, [item.id for item in own], shelf, at=at)
    for item in own:
        added += suggest_for_item(session, item, shelf, at=at)
    added += suggest_for_paper(session, document.id, shelf, at=at)
    added += follow_mentions(session, document, at=at)
    return Counts(suggestions=added, repeats=count_repeats(session, document.id))
