"""Which items and papers are worth comparing: they share rare words, or a paper's number.

Whether two are compared depends on these two alone, never on what else is in the register:
rarity comes from the matcher's packaged table, and no number of papers is too many. So the
same suggestions follow in whatever order papers come in.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.matching import OpenItem
from app.matching import PaperProfile, profile
from app.matching.offices import without_offices
from app.matching.weights import load_weights
from app.matching.words import find_words, is_telling, root_of
from app.services.papers import paper_of
from app.services.stemming import paper_token, stem_of
from app.store.documents import Document, Passage
from app.store.fts import render_any, select_hits
from app.store.items import ItemTerm

MOST_WORDS = 12
ENOUGH = 0.7  # how much the shared words tell together; one that hardly occurs tells 1
_SHARE = 0.75  # of a sentence that tells little, this part of it is enough
_LEAST_WEIGHT = 0.3  # a word that tells less is in every other letter
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Term:
    """A word's stem with its part of what is enough, or a paper's number, which is: 1."""

    token: str
    weight: float


def find_terms(item: OpenItem) -> tuple[Term, ...]:
    """Give the rarest words of an item's sentence and the papers that it names."""
    weights = load_weights()
    words: dict[str, float] = {}
    for word in find_words(without_offices(item.words)):
        token = stem_of(word)
        if token and is_telling(word):
            words[token] = max(words.get(token, 0.0), weights.of(root_of(word)))
    rarest = sorted(
        ((token, weight) for token, weight in words.items() if weight >= _LEAST_WEIGHT),
        key=lambda one: (-one[1], one[0]),
    )[:MOST_WORDS]
    enough = min(ENOUGH, _SHARE * sum(weight for _, weight in rarest))
    numbers = sorted({paper_token(identifier) for identifier in item.papers})
    return (
        *(Term(token, round(min(1.0, weight / enough), 4)) for token, weight in rarest),
        *(Term(number, 1.0) for number in numbers),
    )


def find_item_ids(session: Session, tokens: Iterable[str]) -> tuple[int, ...]:
    """Give the items that share enough with a paper that holds these tokens."""
    shared: defaultdict[int, float] = defaultdict(float)
    wanted = sorted(set(tokens))
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(ItemTerm.item_id, func.sum(ItemTerm.weight))
            .where(ItemTerm.term.in_(wanted[start : start + _CHUNK]))
            .group_by(ItemTerm.item_id)
        )
        for item_id, weight in session.execute(query):
            shared[item_id] += weight
    return tuple(sorted(one for one, weight in shared.items() if _is_enough(weight)))


def find_tokens(session: Session, document_id: int) -> frozenset[str]:
    """Give every token by which a paper is found: its words, and the papers that it names."""
    stems = session.scalars(select(Passage.stems).where(Passage.document_id == document_id))
    return frozenset(token for line in stems for token in line.split())


class FtsCandidateSource:
    """Finds papers through the register's own full-text search.

    Papers that cannot be later than the item are left out. Papers that were taken apart stay at hand, the most
    recently used `room` of them, for as long as the source lives.
    """

    def __init__(self, session: Session, shelf: "Shelf | None" = None) -> None:
        """Search through `session`; a shelf may be shared by several transactions."""
        self._session = session
        self._shelf = Shelf() if shelf is None else shelf

    def find_profiles(self, item: OpenItem) -> Iterator[PaperProfile]:
        """Give the papers that share enough with the item, taken apart one by one."""
        return map(self.take_apart, self.find_ids(item))

    def take_apart(self, document_id: int) -> PaperProfile:
        """Give one paper taken apart."""
        row = self._session.get_one(Document, document_id)
        return self._shelf.get(row)

    def find_ids(self, item: OpenItem) -> tuple[int, ...]:
        """Give the papers whose rare words and numbers together tell enough."""
        shared: defaultdict[int, float] = defaultdict(float)
        for term in find_terms(item):
            for document_id in self._find_holding(term.token, item):
                shared[document_id] += term.weight
        return tuple(sorted(one for one, weight in shared.items() if _is_enough(weight)))

    def _find_holding(self, token: str, item: OpenItem) -> list[int]:
        """Give the papers, not older than the item, that hold one token."""
        dialect = self._session.get_bind().dialect.name
        hits = select_hits(dialect, "passages", render_any(dialect, [token])).subquery()
        query = (
            select(Passage.document_id)
            .join(hits, hits.c.id == Passage.id)
            .join(Document, Document.id == Passage.document_id)
            .where(Document.key != (item.document or ""), *_not_before(item))
            .distinct()
        )
        return list(self._session.scalars(query))


class Shelf:
    """Papers taken apart, kept at hand."""

    def __init__(self, room: int = 200) -> None:
        """Keep the `room` papers used last."""
        self._room = room
        self._profiles: OrderedDict[tuple[str, int], PaperProfile] = OrderedDict()

    def get(self, row: Document) -> PaperProfile:
        """Give a paper taken apart; a corrected one is taken apart anew."""
        name = (row.key, row.version)
        found = self._profiles.pop(name, None)
        if found is None:
            found = profile(paper_of(row))
        self._profiles[name] = found
        if len(self._profiles) > self._room:
            self._profiles.popitem(last=False)
        return found


def _is_enough(weight: float) -> bool:
    """Say whether what two share is worth comparing them, rounding aside."""
    return weight > 0.999


def _not_before(item: OpenItem) -> list[ColumnElement[bool]]:
    """Leave out papers of which it is sure that they are older than the item."""
    first = item.timing.day or item.timing.not_before
    if first is None:
        return []
    last = func.coalesce(Document.date, Document.not_after)
    return [or_(last.is_(None), last >= first)]
