"""What a form proposes for words that a clerk chose: nothing is decided by it."""

import datetime as dt

from app.domain.calendar import Calendar
from app.domain.reading import NO_TERM, Term, TermKind
from app.reading.deadlines import find_terms


def propose_term(words: str, day: dt.date | None, calendar: Calendar) -> Term:
    """Give the term that these words of a paper of this day name; NO_TERM for none.

    The first day to come counts, else the first words that give no day ("spoedig").
    Days before the paper's own are of what was, and no term.
    """
    terms = find_terms(words, day, calendar)
    ahead = [
        term for term in terms if term.latest is not None and (day is None or term.latest > day)
    ]
    vague = [term for term in terms if term.kind is TermKind.VAGUE]
    return next(iter([*ahead, *vague]), NO_TERM)
