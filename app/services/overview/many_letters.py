"""Letters found by words that stand in very many of them: the newest, without counting all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.services.overview.rows.letters import MOST_FOUND, MOST_LISTED, LetterSort
from app.services.search import Query, holds, select_led_to
from app.store.documents import Passage
from app.store.listed import ListedPaper

_LOOKED_AT = (
    10_000  # passages with the words, to see whether they are in more than MOST_FOUND letters
)


def are_in_many(session: Session, query: Query) -> bool:
    """Say whether the first passages that hold the words are those of more than MOST_FOUND letters."""
    led = select_led_to(session, "passages", query)
    some = led.with_only_columns(led.selected_columns.id).limit(_LOOKED_AT).subquery("some")
    return session.scalars(select(func.count(some.c.id.distinct()))).one() > MOST_FOUND


def find_newest(
    session: Session, query: Query, sort: LetterSort, *, page: int, size: int
) -> Sequence[int]:
    """Give a page of the newest letters with the words: each is looked at in turn.

    Few are, because the words stand nearly everywhere; MOST_LISTED are never gone past.
    """
    newest = sort is LetterSort.NEWEST
    key = ListedPaper.imported_at if newest else ListedPaper.day
    theirs = select(Passage.id).where(
        Passage.document_id == ListedPaper.document_id, holds(session, Passage.stems, query)
    )
    listed: Select[Any] = select(ListedPaper.document_id).where(theirs.exists())
    ordered = listed.order_by(key.desc(), ListedPaper.document_id.desc())
    skip = min((page - 1) * size, MOST_LISTED - size)
    return session.scalars(ordered.limit(size).offset(skip)).all()
