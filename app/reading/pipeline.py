"""From a source to all that the reader sees in it, one stage after the other."""

import datetime

from app.domain.calendar import Calendar
from app.domain.reading import Reading
from app.reading.cleaning import clean_text
from app.reading.metadata import read_metadata
from app.reading.motion_outcomes import tell_of_motions
from app.reading.motion_own import read_own_motion
from app.reading.motions import find_motions
from app.reading.promises import find_promises
from app.reading.references import find_references
from app.reading.statements import find_statements

READER = "2026.11.14"
"""The version of the reader; a change in what it sees changes it."""


def read_paper(source: str, calendar: Calendar, *, date: datetime.date | None = None) -> Reading:
    """Read a paper: clean it, then find papers, motions, promises and what is met.

    `source` is the text as extracted. `date` is the day of the paper where somebody
    knows better than its own words; the metadata keep what is printed. Terms count
    from that day, else from the printed one, else from the latest day that an undated
    paper says is past. Never raises.
    """
    text = clean_text(source)
    metadata = read_metadata(text)
    references = find_references(text)
    motions = find_motions(text, references, metadata)
    day = date or metadata.date or metadata.not_before
    promises = find_promises(text, references, motions, metadata, calendar, day)
    statements = find_statements(text, references, motions, metadata, calendar, day)
    return Reading(
        reader=READER,
        text=text,
        metadata=metadata,
        references=references,
        motions=tell_of_motions(text, motions, promises, statements),
        promises=promises,
        statements=statements,
        own_motion=read_own_motion(text, metadata),
    )
