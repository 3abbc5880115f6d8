"""Parliamentary papers and how they are named."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.text import Span

_CANONICAL = re.compile(
    r"kst-(?P<dossier>\d{5})"
    r"(?:-(?P<part>\d{2,3})(?=-\d))?"  # sub-dossier, only before a further number
    r"(?:-(?P<chapter>[IVXLC]+|[A-Z])(?=-))?"  # budget chapter
    r"-(?P<number>\d+|[A-Z]{1,3})"
)
_DOCUMENT = re.compile(r"(?:19|20)\d{2}[DZ]\d{4,6}")


class ReferenceKind(StrEnum):
    """The series that a paper is numbered in."""

    KAMERSTUK = "kamerstuk"
    HANDELINGEN = "handelingen"
    AANHANGSEL = "aanhangsel"
    DOCUMENT = "documentnummer"


@dataclass(frozen=True, slots=True)
class Kamerstuk:
    """One numbered paper in a dossier; `str` prints it as "36 200 XV, nr. 12"."""

    dossier: str  # five digits, no space
    number: str  # digits; letters in Senate papers
    chapter: str | None = None  # budget chapter, such as "XV"
    part: str | None = None  # sub-dossier, such as "02" in 21 501-02

    @property
    def canonical(self) -> str:
        """The identifier, such as "kst-36200-XV-12"."""
        pieces = ["kst", self.dossier, self.part, self.chapter, self.number]
        return "-".join(piece for piece in pieces if piece)

    def __str__(self) -> str:
        """Print it as papers do."""
        dossier = f"{self.dossier[:2]} {self.dossier[2:]}"
        part = f"-{self.part}" if self.part else ""
        chapter = f" {self.chapter}" if self.chapter else ""
        number = f"nr. {self.number}" if self.number.isdigit() else self.number
        return f"{dossier}{part}{chapter}, {number}"


def parse_canonical(identifier: str) -> Kamerstuk | None:
    """Read "kst-36200-XV-12" back into its parts; None for anything else."""
    match = _CANONICAL.fullmatch(identifier)
    if match is None:
        return None
    return Kamerstuk(match["dossier"], match["number"], match["chapter"], match["part"])


def own_identifier(dossier: str | None, number: str | None) -> str | None:
    """Give the canonical id of a paper by the dossier and number that stand on it.

    "21501-02" and "2433" give "kst-21501-02-2433"; a document number such as
    "2024Z17972" is its own id, with or without a dossier. None when the two name no paper.
    """
    if number is None:
        return None
    if _DOCUMENT.fullmatch(number):
        return number
    identifier = f"kst-{dossier}-{number}"
    return identifier if dossier is not None and parse_canonical(identifier) else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation of one or more papers: where it stands, and their canonical ids.

    `ids` are in the order printed ("kst-35925-V-77", "h-tk-20212022-44-22",
    "ah-tk-20212022-1717", "2021Z20741"). `annex` says that an annex of the paper is
    meant.
    """

    span: Span
    kind: ReferenceKind
    ids: tuple[str, ...]
    annex: bool = False
