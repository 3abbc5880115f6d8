"""Letters of our own that name motions: each one sentence, read by the reader itself."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Item, Motion
from app.store.motions import MotionConflict
from tests.factories import AT, CLERK
from tests.importing import import_document
from tests.services.letters import FOOT, HEAD, make_incoming

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
SLUICES = "het vervangen van de houten sluisdeuren bij Oosterhaven"
DAYS = ("1 februari 2024", "20 juni 2024", "3 september 2024", "4 december 2024")


def naming(number: str, mover: str = "het lid Zeilmaker", about: str = SLUICES) -> str:
    """Say that a motion is carried out; `number` is what stands in the brackets."""
    return f"Ik voer de motie van {mover} over {about} ({number}) uit."


def letter(*sentences: str, day: str = DAYS[0]) -> str:
    """Make a letter of paragraphs."""
    return HEAD.format(day=day) + "\n\n".join(sentences) + FOOT


def take_in(session: Session, letters: dict[str, str]) -> None:
    """Take letters in, each under its name."""
    for name, text in letters.items():
        import_document(session, make_incoming(text, name), calendar=Calendar(), **BY)


def counts(session: Session) -> dict[str, list[str]]:
    """Give for each letter the motions that its mentions count for."""
    query = (
        select(Document.name, Item.number)
        .join(MotionMentionRow, MotionMentionRow.document_id == Document.id)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .join(Item, Item.id == MentionedMotion.item_id)
        .order_by(Document.name, MotionMentionRow.ordinal, Item.number)
    )
    found: dict[str, list[str]] = {}
    for name, number in session.execute(query):
        found.setdefault(name, []).append(number)
    return found


def motion(session: Session, canonical: str) -> Motion:
    return session.scalars(select(Motion).where(Motion.canonical == canonical)).one()


def number_of(session: Session, item_id: int | None) -> str | None:
    return session.scalar(select(Item.number).where(Item.id == item_id))


def conflicts(session: Session) -> list[MotionConflict]:
    return list(session.scalars(select(MotionConflict).order_by(MotionConflict.key)))
