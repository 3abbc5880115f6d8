"""What other registers call the state of our items: kept as received, shown beside ours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.statuses import Source, SourceRow, StatusWords
from app.store.items import Item
from app.store.sources import SourceWord

MOST_NAMED = 5  # items that are named with an unknown word


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: numbers of items told anew, told so before, not in the register.

    `strange` are the words that the table does not have.
    """

    told: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one register says now of an item; `ours` is None for a word that nobody mapped."""

    source: Source
    reference: str
    word: str
    ours: Status | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class StrangeWord:
    """A word that the table does not have, how many items have it, and the first of them."""

    source: Source
    word: str
    count: int
    numbers: tuple[str, ...]


def receive_words(
    session: Session, rows: Iterable[SourceRow], words: StatusWords, *, at: datetime
) -> Received:
    """Keep what a source says of items; what it said before stays, and ours does not change."""
    told, same, unknown, strange = [], [], [], []
    for row in rows:
        item_id = session.scalar(select(Item.id).where(Item.number == row.number))
        if item_id is None:
            unknown.append(row.number)
            continue
        if words.find(row.source, row.word) is None:
            strange.append(row.word)
        newest = _newest(session, item_id, row.source)
        if newest is not None and (newest.word, newest.reference) == (row.word, row.reference):
            same.append(row.number)
            continue
        session.add(
            SourceWord(
                item_id=item_id,
                source=row.source,
                reference=row.reference,
                word=row.word,
                received_at=at,
            )
        )
        session.flush()
        told.append(row.number)
    return Received(tuple(told), tuple(same), tuple(unknown), tuple(dict.fromkeys(strange)))


def find_said(session: Session, number: str, words: StatusWords) -> tuple[SourceSays, ...]:
    """Give what each register says now of an item."""
    query = (
        select(SourceWord)
        .join(Item, Item.id == SourceWord.item_id)
        .where(Item.number == number, SourceWord.id.in_(_standing()))
        .order_by(SourceWord.source)
    )
    return tuple(
        SourceSays(
            row.source, row.reference, row.word, words.find(row.source, row.word), row.received_at
        )
        for row in session.scalars(query)
    )


def find_strange(session: Session, words: StatusWords) -> tuple[StrangeWord, ...]:
    """Give the words that sources use now and that the table does not have, the commonest first."""
    query = (
        select(SourceWord.source, SourceWord.word, Item.number)
        .join(Item, Item.id == SourceWord.item_id)
        .where(SourceWord.id.in_(_standing()))
        .order_by(Item.number)
    )
    found: defaultdict[tuple[Source, str], list[str]] = defaultdict(list)
    for source, word, number in session.execute(query):
        if words.find(source, word) is None:
            found[source, word].append(number)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        StrangeWord(source, word, len(numbers), tuple(numbers[:MOST_NAMED]))
        for (source, word), numbers in ordered
    )


def _standing() -> Select[int]:
    """Select the last word of each source on each item."""
    return select(func.max(SourceWord.id)).group_by(SourceWord.item_id, SourceWord.source)


def _newest(session: Session, item_id: int, source: Source) -> SourceWord | None:
    """Give what a source said last of an item."""
    mine = and_(SourceWord.item_id == item_id, SourceWord.source == source)
    return session.scalars(select(SourceWord).where(mine).order_by(SourceWord.id.desc())).first()
