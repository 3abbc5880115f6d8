"""What other registers call the state of our items: kept as received, shown beside ours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.matching import ItemKind
from app.domain.statuses import NUMBERED_AS, OFFICIAL, Source, SourceRow, StatusWords
from app.store.items import Item
from app.store.sources import SourceWord

MOST_NAMED = 5  # items that are named with an unknown word


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: numbers of items told anew, told so before, not in the register.

    Of what is not in the register it is the number that the file gives. `strange` are the words that the table does not have.
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
    """Keep what a source says of items; what it said before stays, and ours does not change.

    A row without our number is of the items that bore its reference before, else of the one
    whose own sentence prints it.
    """
    told: list[str] = []
    same: list[str] = []
    unknown: list[str] = []
    strange: list[str] = []
    known = _Numbers(session)
    for row in rows:
        found = known.find(row)
        if not found:
            unknown.append(row.number or row.reference)
            continue
        if words.find(row.source, row.word) is None:
            strange.append(row.word)
        for item_id, number in found:
            (told if _receive(session, item_id, row, at) else same).append(number)
    return Received(tuple(told), tuple(same), tuple(unknown), tuple(dict.fromkeys(strange)))


def _receive(session: Session, item_id: int, row: SourceRow, at: datetime) -> bool:
    """Keep what a source says of an item; False where it said so before."""
    newest = _newest(session, item_id, row.source)
    if newest is not None and (newest.word, newest.reference) == (row.word, row.reference):
        return False
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
    return True


class _Numbers:
    """Which of our items a row is of: by our number, or by the one that the source gives it."""

    def __init__(self, session: Session) -> None:
        """Look in this register."""
        self._session = session
        self._printed: dict[str, set[tuple[int, str]]] | None = None

    def find(self, row: SourceRow) -> list[tuple[int, str]]:
        """Give the items, each with our number."""
        wanted = select(Item.id, Item.number).order_by(Item.number)
        if row.number:
            return self._load(wanted.where(Item.number == row.number))
        bears = select(SourceWord.item_id).where(
            SourceWord.reference == row.reference, SourceWord.source.in_(NUMBERED_AS[row.source])
        )
        found = self._load(wanted.where(Item.id.in_(bears)))
        if found:
            return found
        printed = self._load_printed().get(row.reference, set())
        return list(printed) if len(printed) == 1 else []

    def _load(self, query: Select[int, str]) -> list[tuple[int, str]]:
        """Give the id and number of items."""
        return [(row.id, row.number) for row in self._session.execute(query)]

    def _load_printed(self) -> dict[str, set[tuple[int, str]]]:
        """Give the promises whose own sentences print official numbers, looked up once."""
        if self._printed is None:
            self._printed = {}
            query = select(Item.id, Item.number, Item.words).where(
                Item.kind.in_((ItemKind.CANDIDATE, ItemKind.COMMITMENT)), Item.words.contains("T")
            )
            for row in self._session.execute(query):
                for match in OFFICIAL.finditer(row.words):
                    self._printed.setdefault(match[0], set()).add((row.id, row.number))
        return self._printed


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
