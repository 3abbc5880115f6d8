"""What a digest is about: news that was noted, or what papers of some days say; and of which items."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    SQLColumnExpression,
    and_,
    join,
    select,
    true,
)

from app.domain.commitments import FALLS_DUE_SOON
from app.domain.digest import DigestKind
from app.store.among import among
from app.store.digests import News
from app.store.items import Item

NEVER = frozenset[int]()


@dataclass(frozen=True, slots=True)
class Scope:
    """What is told, and on what day.

    `rounds`: what was noted after the first round, up to and with the last. `days`: what papers
    dated in them say, and terms that ended in them. Neither: what nobody noted yet. `items` are
    the only ones that count, None for all; `letters` those whose letters are told, None for all;
    `papers` the new papers that are told, None for all.
    """

    today: date
    rounds: tuple[int, int] | None = None
    days: tuple[date, date] | None = None
    items: frozenset[int] | None = None
    letters: frozenset[int] | None = NEVER
    papers: frozenset[int] | None = NEVER

    @property
    def source(self) -> FromClause:
        """What the lines are selected from: items, each beside its news where that was noted."""
        if self.rounds is None:
            return Item.__table__
        return join(News, Item, Item.id == News.item_id)

    def keep(self, kind: DigestKind, subject: ColumnElement[str]) -> ColumnElement[bool]:
        """Keep the news of this kind that counts here; by papers, that of the wanted items."""
        told: ColumnElement[bool] = true()
        if self.rounds is not None:
            first, last = self.rounds
            told = and_(
                News.kind == kind, News.round > first, News.round <= last, News.subject == subject
            )
        elif self.days is None:
            told = ~select(News.id).where(News.subject == subject).exists()
        wanted = self.wanted(kind)
        return told if wanted is None else and_(told, among(Item.id, wanted))

    def tells(self, kind: DigestKind, about: int) -> bool:
        """Say whether news of this kind, of this item or paper, counts."""
        wanted = self.papers if kind is DigestKind.PAPERS else self.wanted(kind)
        return wanted is None or about in wanted

    def wanted(self, kind: DigestKind) -> frozenset[int] | None:
        """Give the only items whose news of this kind counts; None for all."""
        return self.letters if kind is DigestKind.LETTERS else self.items

    def dated(self, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """Keep papers of the days; by the register every paper counts, old or new."""
        return true() if self.days is None else day.between(*self.days)

    def during(self, at: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """Keep deeds of the days."""
        if self.days is None:
            return true()
        begin, end = self.days[0], self.days[1] + timedelta(days=1)
        return and_(
            at >= datetime.combine(begin, time(0), UTC), at < datetime.combine(end, time(0), UTC)
        )

    def past(self, latest: ColumnElement[Any]) -> ColumnElement[bool]:
        """Keep terms that are past; for past days, those that ended in them."""
        return latest < self.today if self.days is None else latest.between(*self.days)

    def soon(self, latest: ColumnElement[Any]) -> ColumnElement[bool]:
        """Keep terms that end soon; for past days, those that came near in them."""
        first, last = self.days or (self.today, self.today)
        begin = first if self.days is None else first + FALLS_DUE_SOON
        return latest.between(begin, last + FALLS_DUE_SOON)


def noted_items(rounds: tuple[int, int]) -> Select[int]:
    """Select the items of which news was noted in these rounds."""
    first, last = rounds
    return select(News.item_id).where(News.round > first, News.round <= last)
