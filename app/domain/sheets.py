"""A list or letter to be printed: headings, lines and quotes, without any format."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1, below the title of the sheet."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `label` stands before it in bold ("Termijn")."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a paper, set apart, with where they stand."""

    text: str
    source: str = ""


Block: TypeAlias = Heading | Line | Cited


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: its title, the lines under it, and its body in order."""

    title: str
    under: tuple[str, ...]
    body: tuple[Block, ...]
    subject: str = ""  # for those who look at the properties of the file
