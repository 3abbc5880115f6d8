"""Dutch words for days and papers, where people read them."""

from datetime import date

from app.domain.papers import PaperKind, PaperName
from app.domain.references import parse_canonical

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
    """Name a paper in a sentence: "brief van 16 februari 2022 (35 925 V, nr. 72)"."""
    words = _KINDS[paper.kind]
    if paper.date is not None:
        words += f" van {long_date(paper.date)}"
    elif paper.not_before is not None:
        words += f" van na {long_date(paper.not_before)}"
    else:
        words += " zonder datum"
    number = parse_canonical(paper.canonical) if paper.canonical else None
    return f"{words} ({number})" if number else words
