"""Dutch words for days, papers and lines of tables, where people read them."""

import re
from datetime import date

from app.domain.languages import DUTCH, Translator, marked
from app.domain.papers import PaperKind, PaperName
from app.domain.references import Kamerstuk, parse_canonical
from app.domain.tables import Fault, LineFault

_KINDS = {
    PaperKind.LETTER: marked("brief"),
    PaperKind.WRITTEN_CONSULTATION: marked("verslag van een schriftelijk overleg"),
    PaperKind.DEBATE: marked("verslag van een debat"),
    PaperKind.MOTION: marked("motie"),
    PaperKind.OTHER: marked("stuk"),
}


_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}(?:[ ,]+[A-ZÀ-Þ]{2,}){2,}")
_SMALL = frozenset({"van", "voor", "en", "de", "het", "der", "den", "in", "op", "a.i."})


def in_small_letters(office: str) -> str:
    """Print an office that a paper signs with in capitals as other papers do.

    "MINISTER VAN FINANCIËN" is "Minister van Financiën"; two words in capitals may be
    abbreviations, and stay.
    """

    def calm(found: re.Match[str]) -> str:
        words = re.split(r"([ ,]+)", found[0].lower())
        return "".join(word if word in _SMALL else word.capitalize() for word in words)

    return _CAPITALS.sub(calm, office)


def long_date(day: date) -> str:
    """Print a day as letters do: "16 februari 2022"."""
    return DUTCH.day(day)


def paper_words(paper: PaperName, said: Translator = DUTCH) -> str:
    """Name a paper in a sentence: "brief van 16 februari 2022 (35 925 V, nr. 72)".

    Of one without a date the bound stands behind it: "brief (ongedateerd, na 5 januari 2022)".
    """
    words = said.say(_KINDS[paper.kind])
    if paper.date is not None:
        words = said.say("%(paper)s van %(day)s", paper=words, day=said.day(paper.date))
    known = [str(number)] if (number := _number(paper)) else []
    if paper.date is None and paper.not_before is not None:
        known.append(said.say("ongedateerd, na %(day)s", day=said.day(paper.not_before)))
    elif paper.date is None:
        known.append(said.say("ongedateerd"))
    return f"{words} ({'; '.join(known)})" if known else words


def _number(paper: PaperName) -> Kamerstuk | None:
    """Give the number of a paper, where it has one."""
    return parse_canonical(paper.canonical) if paper.canonical else None


_FAULTS = {
    Fault.NO_TABLE: marked(
        "hier staat iets dat niet in deze tabel kan staan; lever een CSV in UTF-8"
    ),
    Fault.TOO_MANY: marked("er zijn meer dan %(value)s regels; splits het bestand"),
    Fault.NO_COLUMN: marked("deze kolom ontbreekt; kijk of de eerste regel de kolommen noemt"),
    Fault.EMPTY: marked("vul dit in"),
    Fault.TOO_LONG: marked("dit is langer dan %(value)s tekens"),
    Fault.NO_DAY: marked("“%(value)s” is geen dag; schrijf een dag als 23-02-2026"),
    Fault.ENDS_FIRST: marked("de periode eindigt (%(value)s) voor zij begint"),
    Fault.NO_CERTAINTY: marked("“%(value)s” kan niet; kies high, medium of low"),
    Fault.NO_DOSSIER: marked(
        "“%(value)s” is geen dossier; schrijf het als 21501-02, 35925-V of *-VII"
    ),
    Fault.UNKNOWN_MINISTRY: marked(
        "ministerie “%(value)s” is niet bekend; gebruik de korte naam, zoals ocw"
    ),
    Fault.UNKNOWN_OFFICE: marked(
        "ambt “%(value)s” staat niet in de tabel van ambten; voeg het daar eerst toe"
    ),
    Fault.UNKNOWN_COMMITTEE: marked(
        "commissie “%(value)s” is niet bekend; gebruik de korte naam, zoals financien"
    ),
    Fault.OUTSIDE: marked(
        "het ambt “%(value)s” bestond niet al die tijd; kijk in de tabel van ambten"
    ),
    Fault.OVERLAPS: marked(
        "deze periode valt samen met die van %(value)s; beëindig die eerst, of geef elk een portefeuille"
    ),
    Fault.TWICE: marked("deze regel staat er al"),
}


def fault_words(fault: LineFault, said: Translator = DUTCH) -> str:
    """Say what is wrong with a line of a table, as the end of a sentence about its column."""
    if fault.fault is Fault.TWICE and fault.value:
        return said.say("deze regel staat er al, op regel %(value)s", value=fault.value)
    return said.say(_FAULTS[fault.fault], value=fault.value)
