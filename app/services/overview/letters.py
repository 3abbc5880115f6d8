"""The list of letters, and the search through their passages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    Select,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.matching import ItemKind
from app.domain.papers import PaperKind
from app.services.overview.letter_hits import load_best_hits, load_first_hits
from app.services.overview.letter_page import get_letter
from app.services.overview.links import WAITS
from app.services.overview.listing import DAY
from app.services.overview.many_letters import are_in_many, find_newest
from app.services.overview.narrowing_papers import (
    Narrowed,
    OfficeOf,
    count_all,
    count_kinds,
    find_choices,
    listed_papers,
    load_offices,
    name_choices,
    narrow_papers,
)
from app.services.overview.papers import PAPER_COLUMNS, letter_ref
from app.services.overview.rows.common import paging_of
from app.services.overview.rows.letters import (
    MOST_LISTED,
    LetterFilter,
    LetterRow,
    LetterSort,
    LettersPage,
    PassageHit,
)
from app.services.search import (
    FEW,
    Query,
    count_found,
    holds,
    select_led_to,
)
from app.services.widening import find_query
from app.store.among import among, among_few
from app.store.documents import Document, MentionedMotion, MotionMentionRow, Passage
from app.store.items import Candidate, Commitment, Item
from app.store.links import Suggestion
from app.store.listed import ListedPaper

__all__ = ["find_letters", "get_letter"]

_NUMBER_SCORE = 1000.0
MOST_SCORED = 20_000  # passages: beyond those the newest letter comes first


def find_letters(session: Session, wanted: LetterFilter, query: Query | None = None) -> LettersPage:
    """Give one page of the letters, each with its best passages where words are searched.

    `query` may be what was read of the words of `wanted` before. A letter is found by one passage that holds all the words, or by its own number. A
    page past the last gives the last. A query with nothing to look for finds nothing;
    `LettersPage.query` says why.
    """
    query = find_query(session, wanted.q) if query is None else query
    sort = _sort_in_force(wanted, query)
    if query.problem:
        return LettersPage((), paging_of(0, 1, wanted.size), query, sort)
    offices = load_offices(session) if wanted.facets or wanted.ministry else ()
    narrowed = narrow_papers(wanted, offices)
    is_whole = not query.is_empty and not narrowed and not wanted.exact
    if is_whole and are_in_many(session, query):
        return _find_newest(session, wanted, query, sort, offices)
    found = None if query.is_empty else _found(session, query)
    if found is None:
        kinds, ids = _find_all(session, wanted, narrowed, sort)
    else:
        kinds, ids = _find_some(session, wanted, narrowed, sort, found)
    paging = paging_of(count_all(kinds, wanted), wanted.page, wanted.size)
    hits = load_best_hits(session, query, ids) if found is not None and ids else {}
    return LettersPage(
        rows=_rows(session, ids, hits),
        paging=paging,
        query=query,
        sort=sort,
        choices=find_choices(session, wanted, narrowed, found, kinds, offices),
    )


def _find_newest(
    session: Session,
    wanted: LetterFilter,
    query: Query,
    sort: LetterSort,
    offices: Sequence[OfficeOf],
) -> LettersPage:
    """Give one page of the newest letters with words that stand in more than are counted."""
    paging = paging_of(MOST_LISTED, wanted.page, wanted.size)
    sort = LetterSort.DATE if sort is LetterSort.RELEVANCE else sort
    ids = find_newest(session, query, sort, page=paging.page, size=paging.size)
    return LettersPage(
        rows=_rows(session, ids, load_first_hits(session, query, ids)),
        paging=paging,
        query=query,
        sort=sort,
        choices=name_choices(session, wanted, offices),
        is_more=True,
    )


def _find_all(
    session: Session, wanted: LetterFilter, narrowed: Narrowed, sort: LetterSort
) -> tuple[Counter[PaperKind], Sequence[int]]:
    """Count the papers of each kind, and give a page of ids along an index alone."""
    kinds = count_kinds(session, narrowed)
    total = count_all(kinds, wanted)
    if not total:
        return kinds, ()
    paging = paging_of(total, wanted.page, wanted.size)
    if not narrowed.keys() - {"kind"}:
        newest = sort is LetterSort.NEWEST
        key = ListedPaper.imported_at if newest else ListedPaper.day
        listed = select(ListedPaper.document_id).order_by(
            key.desc(), ListedPaper.document_id.desc()
        )
        if wanted.kinds:
            listed = listed.where(ListedPaper.kind.in_(wanted.kinds))
        some = listed.limit(paging.size).offset((paging.page - 1) * paging.size)
        return kinds, session.scalars(some).all()
    page = _page(None, sort, narrowed).limit(paging.size).offset((paging.page - 1) * paging.size)
    return kinds, session.scalars(page.with_only_columns(Document.id)).all()


def _find_some(
    session: Session, wanted: LetterFilter, narrowed: Narrowed, sort: LetterSort, found: CTE
) -> tuple[Counter[PaperKind], Sequence[int]]:
    """Do the same among what was found, which is looked up once; past the last page it asks twice."""
    others = [condition for field, condition in narrowed.items() if field != "kind"]
    shown = ListedPaper.kind.in_(wanted.kinds) if wanted.kinds else true()
    sorted_by = (found.c.score, ListedPaper.day, ListedPaper.imported_at, shown.label("shown"))
    those = select(ListedPaper.document_id.label("id"), ListedPaper.kind, *sorted_by)
    those = those.join(found, found.c.document_id == ListedPaper.document_id)
    if others:
        those = those.join(Document, Document.id == ListedPaper.document_id).where(*others)
    hits = those.cte("hits").prefix_with("MATERIALIZED")
    order = _order(sort, hits.c.id, hits.c.day, hits.c.imported_at, hits.c.score)
    counted = select(literal(None, Integer), hits.c.kind, func.count(), literal(0))

    def count(page: int) -> tuple[Counter[PaperKind], list[int]]:
        first = select(hits.c.id, hits.c.kind).add_columns(
            hits.c.score, hits.c.day, hits.c.imported_at
        )
        first = first.where(hits.c.shown).order_by(*order)
        rows = first.limit(wanted.size).offset((page - 1) * wanted.size).subquery("rows")
        by = _order(sort, rows.c.id, rows.c.day, rows.c.imported_at, rows.c.score)
        place = func.row_number().over(order_by=by)
        shown = select(rows.c.id, rows.c.kind, literal(0), place)
        told = session.execute(union_all(counted.group_by(hits.c.kind), shown)).all()
        kinds = Counter({PaperKind(row[1]): row[2] for row in told if row[0] is None})
        return kinds, [row[0] for row in sorted(told, key=lambda row: row[3]) if row[0] is not None]

    kinds, ids = count(wanted.page)
    total = count_all(kinds, wanted)
    return (
        (kinds, ids) if ids or not total else count(paging_of(total, wanted.page, wanted.size).page)
    )


def _rows(
    session: Session, ids: Sequence[int], hits: Mapping[int, tuple[PassageHit, ...]]
) -> tuple[LetterRow, ...]:
    """Load the lines of papers, in their order."""
    if not ids:
        return ()
    counts = count_in_letters(session, ids)
    return tuple(
        LetterRow(
            letter=letter_ref(row),
            from_functions=tuple(row.from_functions),
            candidates=counts["candidates", row.id],
            commitments=counts["commitments", row.id],
            motions=counts["motions", row.id],
            suggestions=counts["suggestions", row.id],
            hits=hits.get(row.id, ()),
        )
        for row in _load(session, ids)
    )


def find_letter_ids(
    session: Session, wanted: LetterFilter, *, most: int | None = None
) -> tuple[int, ...]:
    """Give the ids of every letter of a list, or of the first, in its order."""
    query = find_query(session, wanted.q)
    if query.problem:
        return ()
    found = None if query.is_empty else _found(session, query)
    narrowed = narrow_papers(wanted, load_offices(session) if wanted.ministry else ())
    page = _page(found, _sort_in_force(wanted, query), narrowed).with_only_columns(Document.id)
    return tuple(session.scalars(page.limit(most)))


def select_letters_among(
    session: Session, wanted: LetterFilter, papers: Select[int]
) -> frozenset[int]:
    """Give the ids of those papers, of a selection of ids, that the whole list holds.

    Nothing for words that cannot be looked for.
    """
    query = find_query(session, wanted.q)
    if query.problem:
        return frozenset()
    narrowed = narrow_papers(wanted, load_offices(session) if wanted.ministry else ())
    listed = listed_papers(select(Document.id), None, narrowed.values(), one_by_one=True)
    ids = frozenset(session.scalars(listed.where(among_few(Document.id, papers))))
    if query.is_empty or not ids:
        return ids
    if len(ids) > FEW:
        return ids.intersection(session.scalars(select(_found(session, query).c.document_id)))
    words = select(Passage.document_id).where(
        among(Passage.document_id, ids), holds(session, Passage.stems, query)
    )
    return ids.intersection(session.scalars(union_all(words, *_by_number(query))))


def _sort_in_force(wanted: LetterFilter, query: Query) -> LetterSort:
    """Give the order asked for; relevance needs words, and is the order where there are some."""
    searching = not query.is_empty and query.problem is None
    if wanted.sort is None or (wanted.sort is LetterSort.RELEVANCE and not searching):
        return LetterSort.RELEVANCE if searching else LetterSort.DATE
    return wanted.sort


def _found(session: Session, query: Query) -> CTE:
    """Select (document_id, score) of the letters that a query finds, each once.

    What stands nearly everywhere says nothing of any letter: those have the same score.
    """
    led = select_led_to(session, "passages", query)
    owner, score = led.selected_columns.id.label("document_id"), led.selected_columns.score
    same = type_coerce(literal(0.0), Float).label("score")
    is_everywhere = count_found(session, "passages", query, MOST_SCORED) > MOST_SCORED
    by_words = led.with_only_columns(owner, same if is_everywhere else score)
    branches: list[Select[Any]] = [by_words]
    number = type_coerce(literal(_NUMBER_SCORE), Float).label("score")
    branches += [one.add_columns(number) for one in _by_number(query)]
    every = union_all(*branches).subquery("every")
    return (
        select(every.c.document_id, func.max(every.c.score).label("score"))
        .group_by(every.c.document_id)
        .cte("found")
    )


def _by_number(query: Query) -> list[Select[int]]:
    """Select the paper whose own number is all that is asked."""
    asked = [clause for clause in query.clauses if not clause.excluded]
    if len(asked) != 1 or not asked[0].papers:
        return []
    return [select(Document.id.label("document_id")).where(Document.canonical.in_(asked[0].papers))]


def _load(session: Session, ids: Sequence[int]) -> list[Any]:
    """Load the lines of papers, in their order."""
    query = select(*PAPER_COLUMNS, Document.from_functions).where(Document.id.in_(ids))
    rows = {row.id: row for row in session.execute(query)}
    return [rows[id_] for id_ in ids]


def _page(found: CTE | None, sort: LetterSort, narrowed: Narrowed) -> Select[Any]:
    """Select letters in the order in force; what has no day at all comes last."""
    columns = select(*PAPER_COLUMNS, Document.from_functions)
    newest = sort is LetterSort.NEWEST  # along the index of the moment of import
    query = listed_papers(columns, found, narrowed.values(), one_by_one=newest)
    score = None if found is None else found.c.score
    return query.order_by(*_order(sort, Document.id, DAY, Document.imported_at, score))


def _order(sort: LetterSort, id_: Any, day: Any, imported: Any, score: Any) -> list[Any]:
    """Give the order in force over these columns; what has no day at all comes last."""
    newest = [day.is_(None), day.desc(), id_.desc()]
    if sort is LetterSort.RELEVANCE and score is not None:
        return [score.desc(), *newest]
    return [imported.desc(), id_.desc()] if sort is LetterSort.NEWEST else newest


# What is counted beside each letter: the column of the letter, what to count, and which.
_COUNTS: Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[bool]]] = {
    "candidates": (
        Candidate.document_id.expression,
        Candidate.item_id.expression,
        (Candidate.state == CandidateState.WAITING) & Candidate.repeats_id.is_(None),
    ),
    "commitments": (
        Item.document_id.expression,
        Commitment.item_id.expression,
        (Item.id == Commitment.item_id)
        & (Item.kind == ItemKind.COMMITMENT)
        & Commitment.withdrawn_at.is_(None),
    ),
    "motions": (
        MotionMentionRow.document_id.expression,
        MentionedMotion.item_id.expression,
        MotionMentionRow.id == MentionedMotion.mention_id,
    ),
    "suggestions": (
        Suggestion.document_id.expression,
        Suggestion.id.expression,
        WAITS,
    ),
}


def count_in_letters(session: Session, ids: Sequence[int]) -> Counter[tuple[str, int]]:
    """Count all of these for each of these letters, in one statement."""
    if not ids:
        return Counter()
    counted = [
        select(
            literal(name).label("name"),
            letter.label("document_id"),
            func.count(what.distinct()).label("how_many"),
        )
        .where(letter.in_(ids), where)
        .group_by(letter)
        for name, (letter, what, where) in _COUNTS.items()
    ]
    rows = session.execute(union_all(*counted))
    return Counter({(row.name, row.document_id): row.how_many for row in rows})
