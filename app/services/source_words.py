"""What other registers call the state of our items: kept as received, shown beside ours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.matching import ItemKind
from app.domain.statuses import NUMBERED_AS, OFFICIAL, Source, SourceRow, StatusWords, source_of
from app.store.items import Commitment, Item
from app.store.sources import SourceWord

MOST_NAMED = 5  # items that are named with an unknown word
_AT_ONCE = 1000  # numbers asked for in one statement


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: numbers of items told anew, told so before, not in the register.

    Of what is not in the register it is the number that the file gives. `strange` are the words
    that the table does not have.
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

    A row without our number is of the items that a clerk gave its reference, or that bore it
    before, else of the one whose own sentence prints it.
    """
    told: list[str] = []
    same: list[str] = []
    unknown: list[str] = []
    strange: list[str] = []
    rows = tuple(rows)
    known = _Known(session, rows)
    for row in rows:
        found = known.find(row)
        if not found:
            unknown.append(row.number or row.reference)
            continue
        if words.find(row.source, row.word) is None:
            strange.append(row.word)
        for item_id, number in found:
            (told if known.receive(item_id, number, row, at) else same).append(number)
    session.flush()
    return Received(tuple(told), tuple(same), tuple(unknown), tuple(dict.fromkeys(strange)))


class _Known:
    """What the register knows of the items in a file, loaded at once: a file has thousands of lines."""

    def __init__(self, session: Session, rows: Iterable[SourceRow]) -> None:
        """Look for the items that the rows may be of, and for what was said of any item last."""
        self._session = session
        self._own = _load_own(session, sorted({row.number for row in rows if row.number}))
        self._bears: defaultdict[tuple[str, Source], dict[int, str]] = defaultdict(dict)
        bears = select(SourceWord.reference, SourceWord.source, Item.id, Item.number).distinct()
        for row in session.execute(bears.join(Item, Item.id == SourceWord.item_id)):
            self._bears[row.reference, row.source][row.id] = row.number
        # One that is another commitment leads to that one.
        stands = or_(Commitment.withdrawn_at.is_(None), Commitment.merged_into_id.is_not(None))
        given = select(Commitment.official_number, Item.id, Item.number).join(
            Item, Item.id == func.coalesce(Commitment.merged_into_id, Commitment.item_id)
        )
        given = given.where(Commitment.official_number.is_not(None), stands)
        for official, item_id, number in session.execute(given):
            if official is not None:
                self._bears[official, source_of(official)][item_id] = number
        newest = select(SourceWord).where(SourceWord.id.in_(_standing()))
        self._newest = {
            (row.item_id, row.source): (row.word, row.reference) for row in session.scalars(newest)
        }
        self._printed: dict[str, dict[int, str]] | None = None

    def find(self, row: SourceRow) -> list[tuple[int, str]]:
        """Give the items that a row is of, each with our number, in the order of those."""
        if row.number:
            item_id = self._own.get(row.number)
            return [] if item_id is None else [(item_id, row.number)]
        found: dict[int, str] = {}
        for source in NUMBERED_AS[row.source]:
            found |= self._bears.get((row.reference, source), {})
        if not found:
            printed = self._load_printed().get(row.reference, {})
            found = printed if len(printed) == 1 else {}
        return sorted(found.items(), key=lambda one: one[1])

    def receive(self, item_id: int, number: str, row: SourceRow, at: datetime) -> bool:
        """Keep what a source says of an item; False where it said so before."""
        said = (row.word, row.reference)
        if self._newest.get((item_id, row.source)) == said:
            return False
        self._newest[item_id, row.source] = said
        self._bears[row.reference, row.source][item_id] = number
        self._session.add(
            SourceWord(
                item_id=item_id,
                source=row.source,
                reference=row.reference,
                word=row.word,
                received_at=at,
            )
        )
        return True

    def _load_printed(self) -> dict[str, dict[int, str]]:
        """Give the promises whose own sentences print official numbers, looked up once."""
        if self._printed is None:
            self._printed = {}
            begins = ("TZ", *(f"T{digit}" for digit in range(10)))
            query = select(Item.id, Item.number, Item.words).where(
                Item.kind.in_((ItemKind.CANDIDATE, ItemKind.COMMITMENT)),
                or_(*(Item.words.contains(one) for one in begins)),
            )
            for row in self._session.execute(query):
                for match in OFFICIAL.finditer(row.words):
                    self._printed.setdefault(match[0], {})[row.id] = row.number
        return self._printed


def _load_own(session: Session, numbers: Sequence[str]) -> dict[str, int]:
    """Give the id of each item by our number."""
    own: dict[str, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = Item.number.in_(numbers[start : start + _AT_ONCE])
        own |= {
            row.number: row.id for row in session.execute(select(Item.number, Item.id).where(some))
        }
    return own


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
