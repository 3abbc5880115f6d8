"""Papers as they come in, and what a paper says of itself."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A paper at the door: its name (without extension), where it came from, its bytes.

    `media` is the extension without a dot, lower case ("txt", "pdf"). `origin` says
    where it was found, for people to read.
    """

    name: str
    media: str
    content: bytes
    origin: str


SPOKEN = "mondeling"
"""The medium of words that a clerk put down from a debate: no file, and in no list of papers."""


class PaperKind(StrEnum):
    """What sort of paper it is."""

    LETTER = "brief"
    WRITTEN_CONSULTATION = "verslag-schriftelijk-overleg"
    DEBATE = "verslag-debat"
    MOTION = "motie"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, as printed."""

    function: str
    name: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a paper prints about itself; nothing is guessed.

    `dossier` is as in an identifier ("21501-02", "35925-V"), `number` as printed
    ("151"). For an undated paper `not_before` is the latest day that its own text
    says is past, and `not_after` the earliest that it says is still to come.
    """

    kind: PaperKind
    date: dt.date | None = None
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    place: str | None = None
    dossier: str | None = None
    number: str | None = None
    title: str | None = None
    addressee: str | None = None
    from_functions: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperName:
    """What is needed to name a paper to a person, and to tell it from others."""

    kind: PaperKind
    date: dt.date | None = None
    not_before: dt.date | None = None
    canonical: str | None = None
    title: str | None = None
