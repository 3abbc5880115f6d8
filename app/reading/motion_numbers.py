"""Motions that are named by a number alone: "op stuk nr. 12", and the dossier that it is in.

The Chamber numbers papers per dossier. A report says which number a motion gets ("Zij krijgt
nr. 12 (12345)"); a number without a dossier is one of the dossier that the paper is about.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from app.domain.papers import Metadata, PaperKind
from app.domain.references import Kamerstuk, Reference, ReferenceKind, parse_canonical
from app.domain.text import CleanText, Zone
from app.reading.kamerstukken import read_dossier

_ON_PAPER = re.compile(
    r"\s?,?\sop\s(?:de\s)?stuk(?:ken)?\s(?:met\s)?(?:de\s)?(?:nummers?|nrs?\b\.?)\s?"
    r"(?P<numbers>\d{1,4}(?:(?:,\s|,?\sen\s|\st/m\s|\stot\sen\smet\s)\d{1,4}(?!\d))*)(?!\d)(?!\s?\(\s?\d\d\s?\d{3})"
)
# "de moties op stuk nrs. 12 tot en met 15 (23 645)": the chair says where they all belong.
_OF_DOSSIER = re.compile(
    r"\bmoties?\b[^().]{0,60}?\bop\s(?:de\s)?stuk(?:ken)?\s[^().]{0,12}?(?:nrs?\.\s?)?\d[^().]{0,60}?\((?=\d\d\s?\d{3}[^()\d,])"
    r"|\bmotie[^().]{0,60}?\((?=\d\d\s?\d{3},?\snr\.)",
)
_RANGE = re.compile(r"(?P<first>\d+)\s(?:t/m|tot\sen\smet)\s(?P<last>\d+)")
_NUMBER = re.compile(r"\d+")
_ASSIGNED = re.compile(r"\bkrijgt\s(?:het\s)?(?:nr\.|nummer)\s?$")
# A debate says what it is about: "Aan de orde is de behandeling van het wetsvoorstel … (12345)".
_AGENDA = re.compile(
    r"(?:#\s|Aan de orde (?:is|zijn|komt|komen)\b|VERSLAG VAN EEN|Verslag van een)"
)
_HELD = re.compile(r"\b(?:overleg|debat|gesprek)\s(?:gevoerd|gehouden)\b")
_HELD_NEEDS = ("gevoerd", "gehouden")
_BRACKETED = re.compile(r"\((?=\d\d ?\d{3})")
_MANY = 40  # numbers of one range


@dataclass(frozen=True, slots=True)
class Numbered:
    """Words that name motions by number: from the word "op" on, and the numbers."""

    end: int
    numbers: tuple[str, ...]


def read_numbers(text: str, at: int) -> Numbered | None:
    """Read "op stuk nr. 12" or "op de stukken nrs. 12, 13 en 15" at a place; None without.

    With its dossier behind it ("op stuk nr. 12 (12 345)") the number is a citation, and none
    of these.
    """
    match = _ON_PAPER.match(text, at)
    return None if match is None else _read(match)


def find_numbers(text: str, start: int, end: int) -> tuple[str, ...]:
    """Give the numbers in the naming of a motion, or just after it."""
    match = _ON_PAPER.search(text, start, end) or _ON_PAPER.match(text, end)
    return () if match is None else _read(match).numbers


def _read(match: re.Match[str]) -> Numbered:
    """Read the numbers of a match, ranges in full."""
    numbers: list[str] = []
    for part in _RANGE.finditer(match["numbers"]):
        first, last = int(part["first"]), int(part["last"])
        if 0 < last - first < _MANY:
            numbers += [str(number) for number in range(first, last + 1)]
    return Numbered(match.end(), tuple(numbers or _NUMBER.findall(match["numbers"])))


class PaperNumbers:
    """Which paper a number alone means, in one text."""

    def __init__(
        self, text: CleanText, references: tuple[Reference, ...], metadata: Metadata | None
    ) -> None:
        """Gather the numbers that the paper gives out and the dossiers that it is about."""
        self._assigned: dict[str, set[str]] = {}
        self._given: list[tuple[int, str]] = []
        dossiers: set[str] = set()
        for reference in references:
            start = reference.span.start
            if reference.kind is not ReferenceKind.KAMERSTUK:
                continue
            if _ASSIGNED.search(text.text, max(start - 24, 0), start):
                paper = parse_canonical(reference.ids[0])
                if isinstance(paper, Kamerstuk):
                    self._assigned.setdefault(paper.number, set()).add(paper.canonical)
                    dossiers.add(_dossier_of(paper))
                    self._given.append((start, paper.canonical))
        self._below: int | None = None
        about = dossiers or _find_dossiers(text, metadata)
        if not about and _is_debate(text, metadata):
            about = _said_dossiers(text)
        self._dossier = _only(about)
        if not dossiers and self._dossier is not None and not _is_debate(text, metadata):
            number = metadata.number if metadata else None
            self._below = int(number) if number and number.isdigit() else 0

    def given_after(self, start: int, end: int) -> tuple[str, ...]:
        """Give the paper of the first number that is given out between two places."""
        index = bisect_left(self._given, (start, ""))
        if index == len(self._given) or self._given[index][0] >= end:
            return ()
        return (self._given[index][1],)

    def find(self, number: str) -> tuple[str, ...]:
        """Give the paper that a number means; with two possibilities, or none, there is none.

        A letter cites by number only what came before it in its own dossier.
        """
        assigned = self._assigned.get(number)
        if assigned is not None:
            one = _only(assigned)
            return (one,) if one else ()
        if self._dossier is None or (self._below is not None and int(number) >= self._below):
            return ()
        return (f"kst-{self._dossier}-{number}",)


def _only(found: set[str]) -> str | None:
    """Give the one possibility."""
    return next(iter(found)) if len(found) == 1 else None


def _dossier_of(paper: Kamerstuk) -> str:
    """Write the dossier of a paper as identifiers do."""
    return paper.canonical.removeprefix("kst-").rsplit("-", 1)[0]


def _is_debate(text: CleanText, metadata: Metadata | None) -> bool:
    """Say whether the paper reports what was spoken."""
    if metadata is not None and metadata.kind is PaperKind.DEBATE:
        return True
    return any(block.zone is Zone.SPEECH for block in text.blocks)


def _said_dossiers(text: CleanText) -> set[str]:
    """Find the dossiers that a debate names for its motions."""
    found = set()
    for match in _OF_DOSSIER.finditer(text.text):
        dossier = read_dossier(text.text, match.end())
        if dossier is not None:
            found.add(dossier)
    return found


def _is_held(words: str) -> bool:
    """Say whether a block tells of a debate that was held."""
    return any(need in words for need in _HELD_NEEDS) and _HELD.search(words) is not None


def _find_dossiers(text: CleanText, metadata: Metadata | None) -> set[str]:
    """Find the dossiers that a paper says it is about: in its head, or on the agenda."""
    found = {metadata.dossier} if metadata and metadata.dossier else set()
    for block in text.blocks:
        words = block.span.of(text.text)
        if block.zone is Zone.HEAD or _AGENDA.match(words) or _is_held(words):
            for match in _BRACKETED.finditer(words):
                dossier = read_dossier(words, match.end())
                if dossier is not None:
                    found.add(dossier)
    return found
