"""The register: one list of candidates, commitments and motions, with its filters and counts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.finding import find_items
from app.services.overview.listing import WITHOUT, Branch, list_branches
from app.services.overview.papers import load_letters
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.common import Choice, Standing, paging_of
from app.services.overview.rows.register import (
    NONE,
    Facet,
    Facets,
    RegisterFilter,
    RegisterPage,
    RegisterRow,
    Sort,
)
from app.services.search import Query, count_found
from app.services.widening import find_query
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.items import Committee, Item, Ministry

MOST_NAMES = 20  # values shown of a facet that anybody's words can fill

_KINDS = (ItemKind.COMMITMENT, ItemKind.CANDIDATE, ItemKind.MOTION)
_STANDINGS = (
    Standing.WAITING,
    Standing.OPEN,
    Standing.PARTLY,
    Standing.PROPOSED,
    Standing.NOTHING_REPORTED,
    Standing.UNDER_WAY,
    Standing.REPORTED,
    Standing.SETTLED,
    Standing.LAPSED,
    Standing.DISMISSED,
)
_LEVELS = (
    TermLevel.SERIOUS,
    TermLevel.OVERDUE,
    TermLevel.SOON,
    TermLevel.POSTPONED,
    TermLevel.AHEAD,
    TermLevel.NONE,
    TermLevel.DONE,
)
_SHOWN = tuple(one for one in _STANDINGS if one is not Standing.DISMISSED)
_FIELDS = ("kind", "standing", "level", "responsible", "ministry_id", "committee_id", "member")
_SORTED_BY = {
    Sort.TERM: ("done", "latest"),
    Sort.DATE: ("day",),
    Sort.STATUS: ("standing",),
    Sort.NUMBER: (),
    Sort.NEWEST: ("created_at",),
    Sort.RELEVANCE: (),
}


def find_register_items(
    session: Session, wanted: RegisterFilter, *, today: dt.date
) -> RegisterPage:
    """Give one page of the register, the counts beside it, and what was searched for.

    A page past the last gives the last. A query with nothing to look for finds nothing;
    `RegisterPage.query` says why. An unknown value of a filter leaves nothing.
    """
    query = find_query(session, wanted.q)
    sort = _sort_in_force(wanted, query)
    names = Names(find_ministries(session), find_committees(session))
    allowed = _allowed(wanted, names)
    cube: list[Any] = []
    rows: tuple[RegisterRow, ...] = ()
    paging = paging_of(0, 1, wanted.size)
    if not query.problem:
        scope = _scope(session, wanted, query)
        branches = list_branches(today)
        cube = list(session.execute(_cube(branches, scope)))
        paging = paging_of(_total(cube, allowed), wanted.page, wanted.size)
        if paging.total:
            shown = _page(branches, scope, allowed, sort, reverse=wanted.reverse)
            first = (paging.page - 1) * paging.size
            ids = session.execute(shown.limit(paging.size).offset(first)).scalars()
            rows = load_rows(session, tuple(ids), query, names, today=today)
    return RegisterPage(
        rows=rows,
        paging=paging,
        facets=_facets(cube, wanted, allowed, names),
        query=query,
        sort=sort,
        reverse=wanted.reverse,
        passages=count_found(session, "passages", query),
        letter=load_letters(session, [wanted.document]).get(wanted.document or 0),
    )


def find_item_ids(session: Session, wanted: RegisterFilter, *, today: dt.date) -> tuple[int, ...]:
    """Give the ids of every item of a list, in its order."""
    query = find_query(session, wanted.q)
    few = replace(wanted, size=1)
    if query.problem or not find_register_items(session, few, today=today).paging.total:
        return ()
    names = Names(find_ministries(session), find_committees(session))
    scope, branches = _scope(session, wanted, query), list_branches(today)
    sort = _sort_in_force(wanted, query)
    kept = _page(branches, scope, _allowed(wanted, names), sort, reverse=wanted.reverse)
    return tuple(session.scalars(kept))


def select_among(
    session: Session, wanted: RegisterFilter, among: Select[int], *, today: dt.date
) -> frozenset[int]:
    """Give the ids of those items, of a selection of ids, that the whole list holds.

    Nothing for words that cannot be looked for.
    """
    query = find_query(session, wanted.q)
    if query.problem:
        return frozenset()
    names = Names(find_ministries(session), find_committees(session))
    found = _scope(session, wanted, query)
    held = select(Item.id, literal(0.0).label("score")).where(Item.id.in_(among))
    scope = held if found is None else held.where(Item.id.in_(select(found.c.id)))
    listed = _page(
        list_branches(today),
        scope.cte("among"),
        _allowed(wanted, names),
        Sort.NUMBER,
        reverse=False,
    )
    return frozenset(session.scalars(listed))


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


def _scope(session: Session, wanted: RegisterFilter, query: Query) -> CTE | None:
    """Select (id, score) of the items that the words and the paper leave; None for all."""
    found = None if query.is_empty else find_items(session, query)
    if wanted.document is None:
        return found
    mentioned = (
        select(MentionedMotion.item_id)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .where(MotionMentionRow.document_id == wanted.document)
    )
    score = literal(0.0) if found is None else found.c.score
    held = select(Item.id, score.label("score")).where(
        or_(Item.document_id == wanted.document, Item.id.in_(mentioned))
    )
    return (held if found is None else held.join(found, found.c.id == Item.id)).cte("held")


def _cube(branches: Iterable[Branch], scope: CTE | None) -> CompoundSelect[Any]:
    """Count the items for every combination of values that occurs, in one statement."""
    counted = []
    for branch in branches:
        listed = _scoped(branch, _FIELDS, scope).subquery()
        columns = [listed.c[name] for name in _FIELDS]
        counted.append(select(*columns, func.count().label("how_many")).group_by(*columns))
    return union_all(*counted)


def _scoped(branch: Branch, names: Iterable[str], scope: CTE | None) -> Select[Any]:
    """Select columns of one kind of item, and the score, within the scope."""
    listed = branch.select(names)
    if scope is None:
        return listed.add_columns(literal(0.0).label("score"))
    return listed.add_columns(scope.c.score).join(scope, scope.c.id == branch.item_id)


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


def _total(cube: Iterable[Any], allowed: Mapping[str, frozenset[Any]]) -> int:
    return sum(
        row.how_many
        for row in cube
        if all(getattr(row, field) in values for field, values in allowed.items())
    )


def _page(
    branches: Iterable[Branch],
    scope: CTE | None,
    allowed: Mapping[str, frozenset[Any]],
    sort: Sort,
    *,
    reverse: bool,
) -> Select[Any]:
    """Select the ids of the list in the order in force; kinds that cannot pass are left out."""
    kept = []
    for branch in branches:
        if branch.kind not in allowed.get("kind", {branch.kind}):
            continue
        if not branch.standings & allowed["standing"]:
            continue
        fields = {field for field in allowed if field != "kind"}
        if branch.standings <= allowed["standing"]:
            fields.discard("standing")
        names = fields | {"number", *_SORTED_BY[sort]}
        listed = _scoped(branch, names, scope).subquery()
        passes = [listed.c[field].in_(sorted(allowed[field])) for field in sorted(fields)]
        columns = [listed.c[name] for name in ("id", "number", "score", *_SORTED_BY[sort])]
        kept.append(select(*columns).where(*passes))
    every = union_all(*kept).subquery("listed")
    return select(every.c.id).order_by(*_order(every, sort, reverse=reverse))


def _order(listed: Subquery, sort: Sort, *, reverse: bool) -> list[ColumnElement[Any]]:
    """Give what to order by; what has no value for it comes last either way round."""
    columns = listed.c
    first: list[ColumnElement[Any]] = []
    key: ColumnElement[Any]
    if sort is Sort.NUMBER:
        return [columns.number.desc() if reverse else columns.number.asc()]
    if sort is Sort.TERM:
        first, key, falling = [columns.done, columns.latest.is_(None)], columns.latest, False
    elif sort is Sort.DATE:
        first, key, falling = [columns.day.is_(None)], columns.day, True
    elif sort is Sort.STATUS:
        ranks = {one.value: rank for rank, one in enumerate(_STANDINGS)}
        key, falling = case(ranks, value=columns.standing), False
    else:
        name = "created_at" if sort is Sort.NEWEST else "score"
        key, falling = columns[name], True
    return [*first, key.desc() if falling is not reverse else key.asc(), columns.number]


def _facets(
    cube: Sequence[Any],
    wanted: RegisterFilter,
    allowed: Mapping[str, frozenset[Any]],
    names: Names,
) -> Facets:
    """Count for each field the values that the other fields leave."""
    counts: dict[str, Counter[Any]] = {field: Counter() for field in _FIELDS}
    for row in cube:
        failing = [field for field, values in allowed.items() if getattr(row, field) not in values]
        for field in _FIELDS:
            if not failing or failing == [field]:
                counts[field][getattr(row, field)] += row.how_many
    return Facets(
        kinds=_enum_facets(_KINDS, counts["kind"], wanted.kinds),
        standings=_enum_facets(_STANDINGS, counts["standing"], wanted.standings),
        levels=_enum_facets(_LEVELS, counts["level"], wanted.levels),
        responsible=_name_facets(counts["responsible"], wanted.responsible),
        ministries=_choice_facets(counts["ministry_id"], wanted.ministry, names.ministries),
        committees=(
            *_none_facet("Zonder commissie", counts["committee_id"][WITHOUT], wanted.committee),
            *_choice_facets(counts["committee_id"], wanted.committee, names.committees),
        ),
        members=(
            *_none_facet("Zonder lid", counts["member"][""], wanted.member),
            *_name_facets(counts["member"], None if wanted.member == NONE else wanted.member),
        ),
    )


def _none_facet(label: str, count: int, chosen: str | None) -> tuple[Facet, ...]:
    """Give the choice of what nobody gave a value; nothing where all have one."""
    return (Facet(NONE, label, count, chosen == NONE),) if count or chosen == NONE else ()


def _enum_facets(
    known: Iterable[StrEnum], counts: Counter[Any], chosen: Sequence[StrEnum]
) -> tuple[Facet, ...]:
    """Give the values of a closed list in its own order."""
    return tuple(
        Facet(one.value, one.value, counts[one.value], one in chosen)
        for one in known
        if counts[one.value] or one in chosen
    )


def _choice_facets(
    counts: Counter[Any], chosen: str | None, choices: Iterable[Choice]
) -> tuple[Facet, ...]:
    """Give the ministries or committees that occur, or are chosen, by name."""
    return tuple(
        Facet(choice.slug, choice.name, counts[choice.id], choice.slug == chosen)
        for choice in choices
        if counts[choice.id] or choice.slug == chosen
    )


def _name_facets(counts: Counter[Any], chosen: str | None) -> tuple[Facet, ...]:
    """Give the values that anybody's words fill, the most frequent first."""
    values = sorted((v for v in counts if v), key=lambda value: (-counts[value], value))
    values = values[:MOST_NAMES]
    if chosen is not None and chosen not in values:
        values.append(chosen)
    return tuple(Facet(value, value, counts[value], value == chosen) for value in values)
