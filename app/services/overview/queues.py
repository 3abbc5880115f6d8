"""What waits, letter by letter: which letters are on which page of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.services.overview.rows.common import Paging, paging_of


@dataclass(frozen=True, slots=True)
class Slice:
    """One page: the letters on it, and how many rows of the first stand on earlier pages."""

    paging: Paging
    letters: tuple[int, ...]
    skip: int


@dataclass(frozen=True, slots=True)
class Queue:
    """How many rows wait in each letter, the newest letter first, and in all letters together.

    `counts` may stop after the letters that a page can need.
    """

    counts: Mapping[int, int]
    total: int

    def cut(self, page: int, size: int) -> Slice:
        """Give one page; one past the last gives the last."""
        paging = paging_of(self.total, page, size)
        first, end = (paging.page - 1) * size, paging.page * size
        letters: list[int] = []
        skip = at = 0
        for letter, count in self.counts.items():
            if at < end and at + count > first:
                skip = first - at if not letters else skip
                letters.append(letter)
            at += count
        return Slice(paging, tuple(letters), max(0, skip))


def load_queue(
    session: Session, letter: Any, day: Any, where: ColumnElement[bool], rows: int
) -> dict[int, int]:
    """Count what waits in each letter, the newest first; one without any day comes last.

    `letter` and `day` are the columns that name it and say when it was written. `rows` are as
    many as the pages up to the one asked can show: as each letter has one at least, no more
    letters are needed.
    """
    query = (
        select(letter, func.count())
        .where(where)
        .group_by(day, letter)
        .order_by(day.desc(), letter.desc())
        .limit(rows)
    )
    return {row[0]: row[1] for row in session.execute(query)}
