"""When nothing is found: which words stand nowhere, how they may be spelled, what to leave out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from app.domain.spelling import distance
from app.services.search import Clause, Query, parse_query, select_found
from app.services.stemming import fold, stem_of
from app.services.widening import widen_all
from app.store.finding import SearchWord

MOST_CLAUSES = 8  # of a longer query the rest is not looked at
MOST_SPELLINGS = 3
_FARTHEST = 2  # letters that may be otherwise in a spelling
_SHORTEST = 4
_LONG = 7  # letters from which two may be otherwise


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query, and how many passages and items it finds."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """What is known of a query that found nothing.

    `nowhere` are its parts that stand in no paper or item at all; `spelled` are queries with
    such a part in another spelling, or that spelling alone where it does not stand with the
    rest; `without` those with one part left out. Only what finds something is offered, the
    most first.
    """

    nowhere: tuple[str, ...] = ()
    spelled: tuple[Offer, ...] = ()
    without: tuple[Offer, ...] = ()


def find_nearest(session: Session, query: Query) -> Nearest:
    """Look around a widened query that found nothing: at most four statements beside the spellings."""
    clauses = query.clauses[:MOST_CLAUSES]
    wanted = [clause for clause in clauses if not clause.excluded]
    if query.problem or not wanted:
        return Nearest()
    alone = _count(session, [replace(query, clauses=(clause,)) for clause in wanted])
    nowhere = [clause for clause, count in zip(wanted, alone, strict=True) if not count]
    spellings = [(clause, word) for clause in nowhere for word in _find_spellings(session, clause)]
    whole = [_text(clauses, clause, word) for clause, word in spellings]
    alone_words = [word for _, word in spellings]
    left = [one for one in wanted if len(nowhere) in (0, len(wanted)) or one in nowhere]
    without = [_text(clauses, clause, "") for clause in left if len(wanted) > 1]
    offers = _offer(session, [*whole, *alone_words, *without])
    return Nearest(
        tuple(clause.asked for clause in nowhere),
        _best(offers, whole) or _best(offers, alone_words),
        _best(offers, without),
    )


def _offer(session: Session, texts: Iterable[str]) -> dict[str, Offer]:
    """Give, by what was to be asked, the queries that find something."""
    queries = {text: parse_query(text) for text in dict.fromkeys(texts) if text}
    asked = {text: one for text, one in queries.items() if not one.problem}
    counts = _count(session, widen_all(session, list(asked.values())))
    return {
        text: Offer(one.text, n) for (text, one), n in zip(asked.items(), counts, strict=True) if n
    }


def _best(offers: Mapping[str, Offer], texts: Iterable[str]) -> tuple[Offer, ...]:
    """Give the offers for these, each once, the most first."""
    some = (offers[text] for text in dict.fromkeys(texts) if text in offers)
    return tuple(sorted(some, key=lambda one: -one.count))


def _count(session: Session, queries: Sequence[Query]) -> list[int]:
    """Count what each of these finds among passages and items, in one statement."""
    counted: list[Select[int, int]] = []
    for at, query in enumerate(queries):
        for searched in ("passages", "items"):
            found = select_found(session, searched, query).subquery()
            counted.append(
                select(literal(at).label("at"), func.count().label("n")).select_from(found)
            )
    counts = [0] * len(queries)
    if counted:
        for row in session.execute(union_all(*counted)):
            counts[row.at] += row.n
    return counts


def _text(clauses: Iterable[Clause], changed: Clause, by: str) -> str:
    """Print a query with one of its parts replaced, or left out."""
    parts = (
        by if clause is changed else f"-{clause.asked}" if clause.excluded else clause.asked
        for clause in clauses
    )
    return " ".join(part for part in parts if part)


def _find_spellings(session: Session, clause: Clause) -> list[str]:
    """Find the words of papers that are spelled nearly so, in this or another form; nearest first."""
    asked = fold(clause.asked)
    if len(asked) < _SHORTEST or not asked.isalpha():
        return []
    allowed = _FARTHEST if len(asked) >= _LONG else 1
    pairs = ((asked, SearchWord.word), (stem_of(asked), SearchWord.token))
    near_in_length = (
        func.length(column).between(len(typed) - allowed, len(typed) + allowed)
        for typed, column in pairs
    )
    query = select(SearchWord.word, SearchWord.token).where(
        SearchWord.token >= asked[0],
        SearchWord.token < chr(ord(asked[0]) + 1),
        or_(*near_in_length),
    )
    near = []
    for word, token in session.execute(query):
        apart = min(distance(asked, fold(word), allowed), distance(pairs[1][0], token, allowed))
        if apart <= allowed:
            near.append((apart, word))
    return [word for _, word in sorted(near)[:MOST_SPELLINGS]]
