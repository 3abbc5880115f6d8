"""Dutch words for days and papers, where people read them."""

from datetime import date

from app.domain.papers import PaperKind, PaperName
from app.domain.references import Kamerstuk, parse_canonical

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_KINDS = {
    PaperKind.LETTER: "brief",
    PaperKind.WRITTEN_CONSULTATION: "verslag van een schriftelijk overleg",
    PaperKind.DEBATE: "verslag van een debat",
    PaperKind.MOTION: "motie",
    PaperKind.OTHER: "stuk",
}


def long_date(day: date) -> str:
    """Print a day as letters do: "16 februari 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def paper_words(paper: PaperName) -> str:
    """Name a paper in a sentence: "brief van 16 februari 2022 (35 925 V, nr. 72)".

    Of one without a date the bound stands behind it: "brief (ongedateerd, na 5 januari 2022)".
    """
    words = _KINDS[paper.kind]
    if paper.date is not None:
        words += f" van {long_date(paper.date)}"
    known = [str(number)] if (number := _number(paper)) else []
    if paper.date is None:
        after = f", na {long_date(paper.not_before)}" if paper.not_before is not None else ""
        known.append(f"ongedateerd{after}")
    return f"{words} ({'; '.join(known)})" if known else words


def _number(paper: PaperName) -> Kamerstuk | None:
    """Give the number of a paper, where it has one."""
    return parse_canonical(paper.canonical) if paper.canonical else None
