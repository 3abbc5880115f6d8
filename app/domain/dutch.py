"""Dutch words for days, papers and lines of tables, where people read them."""

from datetime import date

from app.domain.papers import PaperKind, PaperName
from app.domain.references import Kamerstuk, parse_canonical
from app.domain.tables import Fault, LineFault

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


_FAULTS = {
    Fault.NO_TABLE: "hier staat iets dat niet in deze tabel kan staan; lever een CSV in UTF-8",
    Fault.TOO_MANY: "er zijn meer dan {value} regels; splits het bestand",
    Fault.NO_COLUMN: "deze kolom ontbreekt; kijk of de eerste regel de kolommen noemt",
    Fault.EMPTY: "vul dit in",
    Fault.TOO_LONG: "dit is langer dan {value} tekens",
    Fault.NO_DAY: "“{value}” is geen dag; schrijf een dag als 23-02-2026",
    Fault.ENDS_FIRST: "de periode eindigt ({value}) voor zij begint",
    Fault.NO_CERTAINTY: "“{value}” kan niet; kies high, medium of low",
    Fault.NO_DOSSIER: "“{value}” is geen dossier; schrijf het als 21501-02, 35925-V of *-VII",
    Fault.UNKNOWN_MINISTRY: "ministerie “{value}” is niet bekend; gebruik de korte naam, zoals ocw",
    Fault.UNKNOWN_OFFICE: "ambt “{value}” staat niet in de tabel van ambten; voeg het daar eerst toe",
    Fault.UNKNOWN_COMMITTEE: "commissie “{value}” is niet bekend; gebruik de korte naam, zoals financien",
    Fault.OUTSIDE: "het ambt “{value}” bestond niet al die tijd; kijk in de tabel van ambten",
    Fault.OVERLAPS: "deze periode valt samen met die van {value}; beëindig die eerst, of geef elk een portefeuille",
    Fault.TWICE: "deze regel staat er al{at}",
}


def fault_words(fault: LineFault) -> str:
    """Say what is wrong with a line of a table, as the end of a sentence about its column."""
    at = f", op regel {fault.value}" if fault.fault is Fault.TWICE and fault.value else ""
    return _FAULTS[fault.fault].format(value=fault.value, at=at)
