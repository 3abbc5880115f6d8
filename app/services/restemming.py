"""All stems made anew, when the way of stemming has changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.fields import item_stems, named_in
from app.services.motion_identity import name_motion
from app.services.papers import reading_of
from app.services.seen import stems_of_blocks
from app.services.suggesting import keep_terms
from app.store.documents import Document, Passage
from app.store.items import Candidate, Commitment, Item, Motion


def restem(session: Session) -> None:
    """Make the stems of all passages and items, and the terms by which items are found, anew."""
    for document in session.scalars(
        select(Document).where(Document.withdrawn_at.is_(None)).execution_options(yield_per=50)
    ):
        _restem_document(session, document)
    session.flush()
    for item in session.scalars(select(Item).order_by(Item.id)).all():
        _restem_item(session, item)
    session.flush()


def _restem_document(session: Session, document: Document) -> None:
    """Make the stems of one paper's passages anew."""
    reading = reading_of(document)
    passages = session.scalars(select(Passage).where(Passage.document_id == document.id))
    stemmed = stems_of_blocks(reading)
    for passage in passages.all():
        passage.stems = stemmed[passage.ordinal]


def _restem_item(session: Session, item: Item) -> None:
    """Make the stems and terms of one item anew."""
    motion = session.get(Motion, item.id)
    if motion is not None:
        name_motion(session, item, motion.canonical)
        return
    commitment, candidate = session.get(Commitment, item.id), session.get(Candidate, item.id)
    if commitment is not None:
        item.stems = item_stems(item.words, *named_in(commitment))
    elif candidate is not None:
        item.stems = item_stems(item.words, candidate.actor, candidate.subject)
    keep_terms(session, item)
