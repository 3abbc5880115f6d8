"""What a query asks beside its own words: abbreviations spelled out, and compounds.

"VWS" also finds "Volksgezondheid, Welzijn en Sport", and the other way round when its words stand
between quotes; "stikstof" also finds "stikstofbrief". A single word between quotes, a beginning
with a star and what is left out with a minus are taken as typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.matching.words import root_of
from app.services.search import Clause, Option, Query, parse_query
from app.services.stemming import fold
from app.store.finding import SearchAlike, SearchWord

MOST_COMPOUNDS = 40  # of one word; the shortest, which are made of the fewest parts
_SHORTEST = 4  # letters of a word that is looked for inside others


def find_query(session: Session, text: str) -> Query:
    """Read what a person typed, and widen it; nothing that they type makes this raise."""
    return widen(session, parse_query(text))


def widen(session: Session, query: Query) -> Query:
    """Add to each clause what says the same, and the compounds of its word: two statements."""
    return widen_all(session, [query])[0]


def widen_all(session: Session, queries: Sequence[Query]) -> list[Query]:
    """Widen several queries, with as many statements as one takes."""
    clauses = [clause for query in queries if not query.problem for clause in query.clauses]
    alike, compounds = _find_alike(session, clauses), _find_compounds(session, clauses)
    return [
        query
        if query.problem
        else replace(
            query,
            clauses=tuple(
                _with(clause, [*alike.get(_key(clause), ()), *compounds.get(_root(clause), ())])
                for clause in query.clauses
            ),
        )
        for query in queries
    ]


def _with(clause: Clause, others: Iterable[tuple[str, str]]) -> Clause:
    """Add options, given as how they are printed and their tokens."""
    known = {option.tokens for option in clause.options}
    added = [(words, tuple(line.split())) for words, line in others]
    added = [(words, line) for words, line in added if line not in known]
    return replace(
        clause,
        options=(*clause.options, *(Option(line) for _, line in added)),
        also=tuple(words for words, _ in added),
    )


def _key(clause: Clause) -> str:
    """Give the tokens by which something alike is found; empty for what is taken as typed."""
    if clause.excluded or clause.papers or not clause.options or clause.options[-1].prefix:
        return ""
    return " ".join(clause.options[0].tokens)


def _root(clause: Clause) -> str:
    """Give the root of a word that compounds may hold; empty where none are looked for."""
    word = fold(clause.asked)
    single = _key(clause) and len(clause.options) == 1 and len(clause.options[0].tokens) == 1
    if not single or clause.asked[:1] in '"“”„‟«»″' or not word.isalpha() or len(word) < _SHORTEST:
        return ""
    return root_of(word)


def _find_alike(session: Session, clauses: Iterable[Clause]) -> dict[str, list[tuple[str, str]]]:
    """Find what says the same as the words of these clauses."""
    keys = {key for clause in clauses if (key := _key(clause))}
    if not keys:
        return {}
    query = select(SearchAlike.tokens, SearchAlike.words, SearchAlike.other)
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in session.execute(
        query.where(SearchAlike.tokens.in_(sorted(keys))).order_by(SearchAlike.words)
    ):
        found[row.tokens].append((row.words, row.other))
    return found


def _find_compounds(
    session: Session, clauses: Iterable[Clause]
) -> dict[str, list[tuple[str, str]]]:
    """Find the words that are made of the words of these clauses and another."""
    roots = {root for clause in clauses if (root := _root(clause))}
    if not roots:
        return {}
    holds: list[ColumnElement[bool]] = [
        SearchWord.head.in_(sorted(roots)),
        SearchWord.tail.in_(sorted(roots)),
    ]
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    query = select(SearchWord.token, SearchWord.word, SearchWord.head, SearchWord.tail)
    rows = session.execute(query.where(or_(*holds))).all()
    for row in sorted(rows, key=lambda one: (len(one.word), one.word)):
        for root in roots & {row.head, row.tail}:
            if len(found[root]) < MOST_COMPOUNDS:
                found[root].append((row.word, row.token))
    return found
