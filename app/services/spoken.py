"""A promise that was spoken in a debate, put down without a paper.

Its words become a small text of their own, so that they are found, quoted and compared with
later papers as written ones are; no list of papers shows it.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Invalid
from app.domain.papers import SPOKEN, Metadata, PaperKind
from app.domain.reading import Reading
from app.domain.text import Span
from app.reading import read_paper
from app.services.commitments import enter_commitment
from app.services.fields import CommitmentFields
from app.services.intake import PreparedDocument, key_of, store_prepared
from app.services.papers import text_of
from app.services.seen import stems_of_blocks
from app.store.documents import Document

_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said: the words, in which debate, on which day."""

    words: str
    debate: str
    day: dt.date


def enter_spoken(
    session: Session,
    spoken: Spoken,
    fields: CommitmentFields,
    *,
    calendar: Calendar,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> str:
    """Make a commitment of spoken words, and give its number; later papers are searched for it.

    Raises Invalid without words or debate, for a day to come and for fields that no
    commitment can have, and AlreadyThere when these words of that debate are there.
    """
    for field in ("words", "debate"):
        if not getattr(spoken, field).strip():
            raise Invalid(field, "empty")
    if spoken.day > at.date():
        raise Invalid("day", "still to come")
    prepared = _prepare(spoken, fields.actor, calendar, actor)
    result = store_prepared(session, prepared, actor=actor, at=at)
    document = session.get_one(Document, result.document_id)
    return enter_commitment(
        session,
        document_id=document.id,
        span=Span(0, len(text_of(document).text.rstrip())),
        fields=fields,
        actor=actor,
        at=at,
        reason=reason,
    )


def _prepare(spoken: Spoken, minister: str, calendar: Calendar, actor: str) -> PreparedDocument:
    """Make a paper of the words, in which only citations are read: the promise is known."""
    words, debate = spoken.words.strip(), " ".join(spoken.debate.split())
    seen = read_paper(words, calendar, date=spoken.day)
    metadata = Metadata(
        kind=PaperKind.DEBATE, date=spoken.day, title=debate, from_functions=(minister,)
    )
    reading: Reading = dataclasses.replace(
        seen, metadata=metadata, motions=(), promises=(), statements=(), own_motion=None
    )
    return PreparedDocument(
        name=debate[:_LONGEST_NAME],
        media=SPOKEN,
        origin=f"{SPOKEN}, ingevoerd door {actor}",
        key=key_of(f"{SPOKEN}\n{spoken.day}\n{debate}\n{words}"),
        reading=reading,
        stems=stems_of_blocks(reading),
        printed=spoken.day,
        given=None,
        asked=None,
    )
