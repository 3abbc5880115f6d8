"""What waits, letter by letter: which letters are on which page of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.services.overview.listing import DAY
from app.services.overview.rows.common import Paging, paging_of
from app.store.documents import Document


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


def load_queue(session: Session, letter: Any, where: ColumnElement[bool], rows: int) -> Queue:
    """Count what waits in each letter; `letter` is the column that names it.

    The newest letter comes first, an undated one where its own text puts it, and one
    without any bound last. `rows` are as many as the pages up to the one asked can show:
    as each letter has one at least, no more letters are needed.
    """
    counted = (
        select(letter.label("document_id"), func.count().label("how_many"))
        .where(where)
        .group_by(letter)
        .subquery("counted")
    )
    query = (
        select(
            counted.c.document_id,
            counted.c.how_many,
            func.sum(counted.c.how_many).over().label("total"),
        )
        .join(Document, Document.id == counted.c.document_id)
        .order_by(DAY.is_(None), DAY.desc(), Document.id.desc())
        .limit(rows)
    )
    found = session.execute(query).all()
    counts = {row.document_id: row.how_many for row in found}
    return Queue(counts, int(found[0].total) if found else 0)
