"""Words that a clerk chose in a letter, as addresses and forms carry them."""

from dataclasses import dataclass
from typing import Any

from app.clock import today
from app.domain.errors import NotFound
from app.domain.text import Span
from app.services.overview.letters import get_letter
from app.services.overview.rows.letters import LetterPage
from app.web.context import looking
from app.web.letters import words_between
from app.web.reading_args import whole_number


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a clerk chose in a letter."""

    letter: LetterPage
    span: Span
    quoted: str


def get_paper(document_id: int) -> LetterPage:
    """Give a paper as pages show it; raises NotFound."""
    with looking() as session:
        return get_letter(session, document_id, today=today())


def read_span(start: str = "", end: str = "", *_more: str) -> Span | None:
    """Read two places; None for what is no stretch of text."""
    first, last = whole_number(start), whole_number(end)
    return Span(first, last) if first is not None and last is not None and first < last else None


def get_words(document_id: int, values: Any) -> Words:
    """Give the chosen words; raises NotFound when they do not stand in the letter."""
    letter = get_paper(document_id)
    span = read_span(values.get("start", ""), values.get("end", ""))
    quoted = words_between(letter, span.start, span.end) if span else ""
    if span is None or not quoted:
        raise NotFound("passage", f"{values.get('start')}-{values.get('end')}")
    return Words(letter, span, quoted)
