"""Who sent each paper, to narrow the list of papers by: one row a sender, of papers that lists show."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.papers import SPOKEN
from app.store.documents import Document, PaperSender

LONGEST = 400


def sender_key(function: str) -> str:
    """Give a function as senders are compared: without needless spaces, in small letters."""
    return " ".join(function.split()).casefold()[:LONGEST]


def keep_senders(session: Session, document: Document) -> None:
    """Put down anew who sent a paper; nobody of one that no list shows."""
    session.execute(delete(PaperSender).where(PaperSender.document_id == document.id))
    if document.withdrawn_at is not None or document.media == SPOKEN:
        return
    keys = dict.fromkeys(sender_key(one) for one in document.from_functions)
    session.add_all(PaperSender(sender=key, document_id=document.id) for key in keys if key)
    session.flush()
