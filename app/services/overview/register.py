"""The register: one list of candidates, commitments and motions, with its filters and counts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    case,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.facets import STANDINGS, failing_in, make_facets
from app.services.overview.finding import Scope, find_items, select_holding
from app.services.overview.hits import Found, count_hits, select_hits, select_passing
from app.services.overview.listing import (
    NAMED,
    Allowed,
    State,
    count_moved,
    count_names,
    count_states,
    levels_on,
    select_listed,
)
from app.services.overview.narrowing import (
    Chosen,
    choose_values,
    count_tallies,
    count_values,
    is_tallied,
    narrow,
)
from app.services.overview.papers import load_letters
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.common import Choice, Paging, Standing, paging_of
from app.services.overview.rows.register import (
    MOST_PASSAGES,
    NONE,
    RegisterFigures,
    RegisterFilter,
    RegisterPage,
    Sort,
)
from app.services.search import FEW, Query, count_found
from app.services.widening import find_query
from app.store.among import among_few
from app.store.items import Committee, Ministry
from app.store.listed import NO_DAY, NO_TERM, WITHOUT, Listed, ListedField

_SHOWN = tuple(one for one in STANDINGS if one is not Standing.DISMISSED)


def find_register_items(
    session: Session, wanted: RegisterFilter, *, today: dt.date
) -> RegisterPage:
    """Give one page of the register, the counts beside it, and what was searched for.

    A page past the last gives the last. A query with nothing to look for finds nothing;
    `RegisterPage.query` says why. An unknown value of a filter leaves nothing.
    """
    ids, names, found = choose_items(session, wanted, today=today)
    rows = load_rows(session, ids, found.query, names, today=today) if ids else ()
    return replace(found, rows=rows)


def choose_items(
    session: Session, wanted: RegisterFilter, *, today: dt.date
) -> tuple[tuple[int, ...], Names, RegisterPage]:
    """Give the ids of one page of the register in order, all names, and the page without rows."""
    query = find_query(session, wanted.q)
    sort = _sort_in_force(wanted, query)
    names = find_names(session)
    allowed = _allowed(wanted, names)
    empty = {name: Counter[Any]() for name in (*NAMED, *ListedField)}
    found, paging = Found([], empty, ()), paging_of(0, 1, wanted.size)
    if not query.problem:
        chosen = choose_values(wanted)
        found_by_words = None if query.is_empty else find_items(session, query)
        scope = _scope(wanted, found_by_words, chosen, today)
        order = _Order(sort, wanted.reverse)
        if scope is None:
            found, paging = _find_all(session, wanted, allowed, order, today)
        else:
            hits = select_hits(scope, today, order.columns)
            found, paging = _find_some(session, wanted, allowed, order, hits)
            around, fields = _scope(wanted, found_by_words, {}, today), tuple(chosen)
            values = count_values(session, today, allowed, chosen, around, fields)
            found = replace(found, names=found.names | values)
    page = RegisterPage(
        rows=(),
        paging=paging,
        facets=make_facets(found.states, found.names, wanted, allowed, names, valued=found.valued),
        query=query,
        sort=sort,
        reverse=wanted.reverse,
        passages=count_found(session, "passages", query, MOST_PASSAGES),
        letter=load_letters(session, [wanted.document]).get(wanted.document or 0),
    )
    return found.ids, names, page


def _find_all(
    session: Session, wanted: RegisterFilter, allowed: Allowed, order: "_Order", today: dt.date
) -> tuple[Found, Paging]:
    """Count and find in the whole list, along its indexes."""
    others = {field: values for field, values in allowed.items() if field in NAMED}
    states = count_states(session, today, others)
    if is_tallied(allowed):
        names = count_tallies(session, allowed)
    else:
        fields = tuple(ListedField)
        names = count_names(session, today, allowed)
        names |= count_values(session, today, allowed, {}, None, fields)
    names["member"].update(count_moved(session, allowed))
    paging = paging_of(_total(states, allowed), wanted.page, wanted.size)
    if not paging.total:
        return Found(states, names, ()), paging
    shown = select_listed(allowed, None, today).order_by(*order.by(Listed))
    page = shown.limit(paging.size).offset((paging.page - 1) * paging.size)
    return Found(states, names, tuple(session.execute(page).scalars())), paging


def _find_some(
    session: Session, wanted: RegisterFilter, allowed: Allowed, order: "_Order", hits: CTE
) -> tuple[Found, Paging]:
    """Count and find among hits; what is past the last page asks twice."""
    size = wanted.size

    def count(page: int) -> Found:
        skip = (page - 1) * size
        return count_hits(session, hits, allowed, order.by, size=size, skip=skip)

    found = count(wanted.page)
    paging = paging_of(_total(found.states, allowed), wanted.page, size)
    if paging.total and not found.ids:
        found = count(paging.page)
    return found, paging


def find_item_ids(session: Session, wanted: RegisterFilter, *, today: dt.date) -> tuple[int, ...]:
    """Give the ids of every item of a list, in its order."""
    query = find_query(session, wanted.q)
    if query.problem:
        return ()
    names = find_names(session)
    words = None if query.is_empty else find_items(session, query)
    scope = _scope(wanted, words, choose_values(wanted), today)
    order = _Order(_sort_in_force(wanted, query), wanted.reverse)
    allowed = _allowed(wanted, names)
    if scope is None:
        shown = select_listed(allowed, None, today).order_by(*order.by(Listed))
    else:
        hits = select_hits(scope, today, order.columns)
        shown = select_passing(hits, allowed).order_by(*order.by(hits.c))
    return tuple(session.scalars(shown))


def count_register(session: Session, *, today: dt.date) -> RegisterFigures:
    """Count what stands above the list: registered commitments, and what nobody judged."""
    is_commitment = Listed.kind == ItemKind.COMMITMENT
    levels = levels_on(today)
    is_open = Listed.standing.in_(
        [one.value for one in (Standing.OPEN, Standing.PARTLY, Standing.PROPOSED)]
    )
    is_late = [
        levels[one.value] & Listed.standing.in_((Standing.OPEN.value, Standing.PARTLY.value))
        for one in (TermLevel.OVERDUE, TermLevel.SERIOUS)
    ]
    is_waiting = Listed.standing == Standing.WAITING.value
    parts = (
        is_commitment & is_open,
        *(is_commitment & one for one in is_late),
        (Listed.kind == ItemKind.CANDIDATE) & is_waiting,
        is_commitment & (Listed.standing == Standing.SETTLED.value),
    )
    counted = (select(func.count()).select_from(Listed).where(one) for one in parts)
    (row,) = session.execute(select(*(one.scalar_subquery() for one in counted))).all()
    opened, overdue, serious, waiting, settled = row
    return RegisterFigures(open=opened, overdue=overdue + serious, waiting=waiting, settled=settled)


def find_names(session: Session) -> Names:
    """Give all ministries and committees by name, in one statement."""
    kind = literal("ministry").label("kind")
    ministries: Select[*tuple[Any, ...]] = select(
        kind, Ministry.id, Ministry.slug, Ministry.name, Ministry.abbreviation
    )
    committees = select(literal("committee"), Committee.id, Committee.slug, Committee.name, null())
    both = union_all(ministries, committees).order_by("name")
    found: dict[str, list[Choice]] = {"ministry": [], "committee": []}
    for row in session.execute(both):
        found[row.kind].append(Choice(row.id, row.slug, row.name, row.abbreviation))
    return Names(tuple(found["ministry"]), tuple(found["committee"]))


def select_among(
    session: Session, wanted: RegisterFilter, items: Select[int], *, today: dt.date
) -> frozenset[int]:
    """Give the ids of those items, of a selection of ids, that the whole list holds.

    Nothing for words that cannot be looked for.
    """
    query = find_query(session, wanted.q)
    if query.problem:
        return frozenset()
    named = wanted.ministry is not None or wanted.committee is not None
    names = find_names(session) if named else Names((), ())
    scope, allowed = _scope(wanted, None, choose_values(wanted), today), _allowed(wanted, names)
    listed = select_listed(allowed, scope, today)
    is_whole = scope is None and allowed.keys() <= {"standing"}
    those = among_few(Listed.item_id, items) if is_whole else Listed.item_id.in_(items)
    theirs = listed.where(those)
    ids = frozenset(session.scalars(theirs))
    if query.is_empty or not ids:
        return ids
    if len(ids) <= FEW:
        return frozenset(session.scalars(select_holding(session, query, ids)))
    (led,) = find_items(session, query).ids
    return ids.intersection(session.scalars(led))


def find_ministries(session: Session) -> tuple[Choice, ...]:
    """Give all ministries by name."""
    query = select(Ministry.id, Ministry.slug, Ministry.name).order_by(Ministry.name)
    return tuple(Choice(row.id, row.slug, row.name) for row in session.execute(query))


def find_committees(session: Session) -> tuple[Choice, ...]:
    """Give all committees by name."""
    query = select(Committee.id, Committee.slug, Committee.name).order_by(Committee.name)
    return tuple(Choice(row.id, row.slug, row.name) for row in session.execute(query))


def _sort_in_force(wanted: RegisterFilter, query: Query) -> Sort:
    """Give the order asked for; relevance needs words, and is the order where there are some."""
    searching = not query.is_empty and query.problem is None
    if wanted.sort is None or (wanted.sort is Sort.RELEVANCE and not searching):
        return Sort.RELEVANCE if searching else Sort.TERM
    return wanted.sort


def _scope(
    wanted: RegisterFilter, found: Scope | None, chosen: Chosen, today: dt.date
) -> Scope | None:
    """Give the part of the list that words found and papers leave; None for all."""
    narrowed = narrow(wanted, chosen, today)
    if not narrowed:
        return found
    return Scope(tuple(narrowed)) if found is None else replace(found, ids=(*found.ids, *narrowed))


def _allowed(wanted: RegisterFilter, names: Names) -> dict[str, frozenset[Any]]:
    """Give for each field that the filter narrows the values that pass."""
    allowed: dict[str, frozenset[Any]] = {
        "kind": frozenset(wanted.kinds),
        "standing": frozenset(one.value for one in wanted.standings or _SHOWN),
        "level": frozenset(one.value for one in wanted.levels),
    }
    if wanted.responsible is not None:
        allowed["responsible"] = frozenset([wanted.responsible])
    if wanted.ministry is not None:
        allowed["ministry_id"] = frozenset([names.ministry_id(wanted.ministry)])
    if wanted.committee is not None:
        nobody = wanted.committee == NONE
        allowed["committee_id"] = frozenset(
            [WITHOUT if nobody else names.committee_id(wanted.committee)]
        )
    if wanted.member is not None:
        allowed["member"] = frozenset(["" if wanted.member == NONE else wanted.member])
    return {field: values for field, values in allowed.items() if values}


def _total(states: Iterable[tuple[State, int]], allowed: Allowed) -> int:
    """Count what passes the filters of all fields."""
    return sum(how_many for state, how_many in states if not failing_in(state, allowed))


@dataclass(frozen=True, slots=True)
class _Order:
    """What to order by; what has no value for it comes last either way round."""

    sort: Sort
    reverse: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns of `Listed` that only this order asks for."""
        named = {
            Sort.TERM: ("done", "latest"),
            Sort.DATE: ("day",),
            Sort.NEWEST: ("created_at",),
        }
        return named.get(self.sort, ())

    def by(self, of: Any) -> list[ColumnElement[Any]]:
        """Give the order over the columns of `Listed`, or of hits; only those have a score."""
        key: Any
        first: list[Any] = []
        if self.sort is Sort.NUMBER:
            return [of.number.desc() if self.reverse else of.number.asc()]
        if self.sort is Sort.TERM:
            first, key, falling = [of.done], of.latest, False
            first += [of.latest == NO_TERM] if self.reverse else []
        elif self.sort is Sort.DATE:
            key, falling = of.day, True
            first = [of.day == NO_DAY] if self.reverse else []
        elif self.sort is Sort.STATUS:
            ranks = {one.value: rank for rank, one in enumerate(STANDINGS)}
            key, falling = case(ranks, value=of.standing), False
        else:
            key, falling = of.score if self.sort is Sort.RELEVANCE else of.created_at, True
        return [*first, key.desc() if falling is not self.reverse else key.asc(), of.number.asc()]
