"""What a sentence names rather than speaks of: persons and papers are no subject.

Two promises on different things may be made to the same member, and cite the same paper.
The numbers of papers count by themselves; names of movers count for motions alone.
"""

import re
from collections.abc import Iterable

from app.domain.text import Span
from app.matching.offices import without_offices

_NAME = r"[A-ZÀ-Ý][\w’'-]*(?:\s(?:(?:van|de|der|den|het|ten|ter|’t|'t|el)\s){0,2}[A-ZÀ-Ý][\w’'-]*)*"
_PERSON = re.compile(
    rf"""
    \b(?:(?:[Kk]amer)?(?:[Ll]id|[Ll]eden)|[Hh]eer|[Mm]evrouw|[Pp]resident)\s
      {_NAME}(?:,\s{_NAME})*(?:\sen\s{_NAME})?(?:\sc\.s\.)?(?:\s\([^()]{{1,40}}\))?
    | \b[Mm]oties?(?:\s|-){_NAME}(?:\sc\.s\.)?
    """,
    re.VERBOSE,
)
_CITATION = re.compile(r"\([^()]*\b(?:Kamerstuk(?:ken)?|Handelingen|nr\.)[^()]*\)")


def without_names(text: str) -> str:
    """Give what a text is about: without offices, names of persons and cited papers."""
    return without_offices(_PERSON.sub(" ", _CITATION.sub(" ", text)))


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """Give a text of the same length with spaces where the spans are."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        start = max(at, span.start)
        if span.end > start:
            pieces += (text[at:start], " " * (span.end - start))
            at = span.end
    return "".join((*pieces, text[at:]))


def without_term(text: str, term: str | None) -> str:
    """Give a text without the words of a term, however the lines were broken."""
    if not term or not term.split():
        return text
    return re.sub(r"\s+".join(map(re.escape, term.split())), " ", text)
