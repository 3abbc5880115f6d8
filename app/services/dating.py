"""A paper gets another date: its terms, and what is proposed, follow for what nobody judged."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.history import MACHINE, Action
from app.domain.marking import with_marks
from app.domain.matching import ItemKind
from app.domain.reading import Promise, Reading
from app.domain.text import Span
from app.services.candidates import set_term
from app.services.deciding import tell
from app.services.lookup import Shelf
from app.services.mentions import suggest_for_mentions
from app.services.papers import marks_of, reading_as_stored
from app.services.repeats import follow_repeats
from app.services.seen import keep_statements
from app.services.suggesting import drop_unjudged, of_paper, suggest_for_item, suggest_for_paper
from app.services.values import encode
from app.store.documents import Document, Statement
from app.store.items import Candidate, Item
from app.store.links import Suggestion


def date_document(
    session: Session,
    document: Document,
    reading: Reading,
    shelf: Shelf,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Give an undated paper, whose version was counted up, the date with which it was read."""
    seen = reading.metadata
    before = {"date": encode(document.date)}
    document.date = seen.date
    reread(session, document, reading, at=at)
    tell(
        session,
        Action.DOCUMENT_CORRECTED,
        actor=actor,
        at=at,
        document=document.id,
        before=before,
        after={"date": encode(seen.date)},
    )
    session.flush()
    suggest_anew(session, document, shelf, at=at)


def reread(session: Session, document: Document, reading: Reading, *, at: datetime) -> None:
    """Let what hangs on a paper's date follow: bounds, terms, days in statements.

    Candidates that a person judged stay as they were judged. What was read by another
    version of the reader stays too, but for the terms of the same clauses.
    """
    document.not_before = reading.metadata.not_before
    document.not_after = reading.metadata.not_after
    if reading.reader == document.reader:
        document.reading = reading_as_stored(reading)
        session.execute(delete(Statement).where(Statement.document_id == document.id))
        seen = with_marks(reading, marks_of(document))
        keep_statements(session, document, seen.statements)
    promises: dict[tuple[Span, str], Promise] = {
        (promise.span, promise.cue): promise for promise in reading.promises
    }
    waiting = select(Candidate).where(
        Candidate.document_id == document.id, Candidate.state == CandidateState.WAITING
    )
    for candidate in session.scalars(waiting).all():
        promise = promises.get((Span(candidate.start, candidate.end), candidate.cue))
        if promise is not None:
            _set_term(session, candidate, promise, document, at=at)
    session.flush()


def suggest_anew(session: Session, document: Document, shelf: Shelf, *, at: datetime) -> None:
    """Compare a paper with the register anew; what a person judged stays.

    Items that lose a suggestion here are looked through whole, because a suggestion that
    had no place among the best may now have one.
    """
    mine = session.scalars(select(Candidate.item_id).where(Candidate.document_id == document.id))
    follow_repeats(session, list(mine), shelf, at=at)
    dropped = drop_unjudged(session, of_paper(document.id))
    own = select(Item.id).where(Item.document_id == document.id)
    losing = {one.item_id for one in dropped} | set(session.scalars(own))
    for item_id in sorted(losing):
        suggest_for_item(session, session.get_one(Item, item_id), shelf, at=at)
    suggest_for_paper(session, document.id, shelf, at=at)
    naming = {document.id} | papers_of_motions(session, dropped)
    for document_id in sorted(naming):
        suggest_for_mentions(session, session.get_one(Document, document_id), at=at)


def papers_of_motions(session: Session, dropped: tuple[Suggestion, ...]) -> set[int]:
    """Give the papers whose mentions lost a link."""
    ids = {one.item_id for one in dropped}
    query = select(Item.id).where(Item.id.in_(sorted(ids)), Item.kind == ItemKind.MOTION)
    motions = set(session.scalars(query))
    return {
        one.from_document_id
        for one in dropped
        if one.item_id in motions and one.from_document_id is not None
    }


def _set_term(
    session: Session, candidate: Candidate, promise: Promise, document: Document, *, at: datetime
) -> None:
    """Give a waiting candidate its new term, and tell it."""
    before = {"latest": encode(candidate.term_latest), "rule": candidate.term_rule}
    if not set_term(candidate, promise):
        return
    item = session.get_one(Item, candidate.item_id)
    item.version += 1
    tell(
        session,
        Action.DEADLINE_MOVED,
        actor=MACHINE,
        at=at,
        item=candidate.item_id,
        document=document.id,
        before=before,
        after={"latest": encode(promise.term.latest), "rule": promise.term.rule},
    )
