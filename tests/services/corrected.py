"""What tests of corrections ask of a register."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.documents import Corrections
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item


def as_it_is(row: Document, **other: Any) -> Corrections:
    values = {
        "date": row.date,
        "dossier": row.dossier,
        "number": row.number,
        "from_functions": tuple(row.from_functions),
    }
    return Corrections(**(values | other))


def candidate_of(session: Session, row: Document) -> tuple[Item, Candidate]:
    query = select(Item, Candidate).join(Candidate, Candidate.item_id == Item.id)
    item, candidate = session.execute(query.where(Candidate.document_id == row.id)).one()
    return item, candidate


def last_entry(session: Session) -> HistoryEntry:
    query = select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1)
    return session.scalars(query).one()
