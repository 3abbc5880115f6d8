"""Pieces of news on their way to a digest: with their lines, or as they were found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from app.domain.digest import DigestKind, DigestLine
from app.domain.matching import ItemKind
from app.services.digests.scope import Scope


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of news: its line, its kind, and the id of the item or paper that it is about."""

    kind: DigestKind
    about: int
    line: DigestLine

    @property
    def told_of(self) -> str:
        """What a digest has one line of."""
        return self.line.about

    @property
    def subject(self) -> str:
        """The key under which it is noted."""
        return self.line.subject

    @property
    def judged(self) -> bool:
        """Whether a person said so."""
        return self.line.judged

    @property
    def is_answer(self) -> bool:
        """Whether it leads to a later paper."""
        return self.line.later is not None


@dataclass(frozen=True, slots=True)
class Source:
    """One way to news of a kind: what selects it, the best of each item first, and makes a line.

    `judged` is what its lines say of that, None where it depends on the item; `is_answer` says
    that they lead to a later paper.
    """

    kind: DigestKind
    select: Callable[[Scope], Select[Any]]
    line: Callable[[Any], DigestLine]
    judged: bool | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece of news as it was found: its line is made when somebody asks for it."""

    source: Source
    row: Any

    @property
    def kind(self) -> DigestKind:
        """What kind of news it is."""
        return self.source.kind

    @property
    def about(self) -> int:
        """The id of the item that it is about."""
        item_id: int = self.row.item_id
        return item_id

    @property
    def told_of(self) -> str:
        """What a digest has one line of."""
        number: str = self.row.number
        return number

    @property
    def subject(self) -> str:
        """The key under which it is noted."""
        subject: str = self.row.subject
        return subject

    @property
    def judged(self) -> bool:
        """Whether a person said so."""
        said = self.source.judged
        return self.row.kind is ItemKind.COMMITMENT if said is None else said

    @property
    def is_answer(self) -> bool:
        """Whether it leads to a later paper."""
        return self.source.is_answer

    @property
    def line(self) -> DigestLine:
        """Make its line."""
        return self.source.line(self.row)
