"""What words or papers leave of the register: looked up once, counted for every filter, and shown."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.finding import Scope
from app.services.overview.listing import (
    NAMED,
    STATE,
    Allowed,
    State,
    has_name,
    levels_on,
    stands,
)
from app.services.overview.rows.common import Standing
from app.store.finding import MotionMover
from app.store.listed import Listed, ListedField, ListedValue

MOST_VALUED = 10_000  # hits of which members, dossiers, years and fracties are counted
_KINDS, _STANDINGS = tuple(ItemKind), tuple(Standing)
_LEVELS = (None, *(one.value for one in TermLevel))
_OF_STANDING = 10  # more than there are levels
_OF_KIND = 1000  # more than there are levels of standings


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: how much of each state and name the other fields leave, and a page of ids.

    `valued` says that the values of further fields were counted.
    """

    states: list[tuple[State, int]]
    names: dict[str, Counter[Any]]
    ids: tuple[int, ...]
    valued: bool = True


def select_hits(scope: Scope, today: dt.date, sorted_by: Iterable[str] = ()) -> CTE:
    """Select what lists know of the items in a scope, with their `state` and `score`: once for all.

    `sorted_by` names further columns that they are sorted by.
    """
    query = select(
        *(Listed.item_id, Listed.standing, *NAMED.values(), Listed.number),
        *(cast(Listed.kind, String).label("kind"), _state_on(today).label("state")),
        *(getattr(Listed, name) for name in sorted_by),
        scope.score().label("score"),
    )
    if scope.scored is not None:
        query = query.outerjoin_from(Listed, scope.scored, scope.scored.c.id == Listed.item_id)
    inside = (Listed.item_id.in_(ids) for ids in scope.ids)
    return query.where(*inside).cte("hits").prefix_with("MATERIALIZED")


def _state_on(today: dt.date) -> ColumnElement[int]:
    """Give kind, standing and level as one number: SQLite sorts what it counts, and words slowly."""
    kinds = {one: at * _OF_KIND for at, one in enumerate(_KINDS)}
    standings = {one.value: at * _OF_STANDING for at, one in enumerate(_STANDINGS)}
    told = (Listed.term_counts.is_(None), 0)  # motions, without a look at their day
    levels = [(condition, _LEVELS.index(level)) for level, condition in levels_on(today).items()]
    return (
        case(kinds, value=Listed.kind)
        + case(standings, value=Listed.standing)
        + case(told, *levels, else_=0)
    )


def _read_state(state: int) -> State:
    """Read such a number."""
    kind, rest = divmod(state, _OF_KIND)
    standing, level = divmod(rest, _OF_STANDING)
    return _KINDS[kind].value, _STANDINGS[standing].value, _LEVELS[level]


def select_passing(hits: CTE, allowed: Allowed) -> Select[*tuple[Any, ...]]:
    """Select the ids of hits that pass, in no order."""
    return select(hits.c.item_id).where(*_passing_hits(hits, allowed))


def _passing_hits(hits: CTE, allowed: Allowed) -> list[ColumnElement[bool]]:
    """Say which hits pass; an unknown value lets none."""
    passing: list[ColumnElement[bool]] = []
    for field, values in sorted(allowed.items()):
        if field == "standing":
            passing.append(stands(hits.c.standing, values))
        elif field == "level":
            places = [at for at, level in enumerate(_LEVELS) if at and level in values]
            passing.append((hits.c.state % _OF_STANDING).in_(places))
        else:
            known = [one.value for one in ItemKind if one in values] if field == "kind" else values
            passing.append(has_name(field, hits.c[field], hits.c.item_id, known))
    return passing


def count_hits(
    session: Session,
    hits: CTE,
    allowed: Allowed,
    order: Callable[[Any], Sequence[Any]],
    *,
    size: int,
    skip: int,
) -> Found:
    """Count `hits` (from `select_hits`) and give a page of them: one statement.

    `order` gives the order over columns of hits. What is searched for is looked up once, however much is counted of it. Members and
    values of further fields are counted of up to MOST_VALUED hits; of more they have no counts.
    """
    parts = _count_parts(hits, allowed)
    rows = select(hits).where(*_passing_hits(hits, allowed)).order_by(*order(hits.c))
    page = rows.limit(size).offset(skip).subquery("rows")
    place = func.row_number().over(order_by=order(page.c))  # of the few that are shown
    shown = select(literal("row"), cast(page.c.item_id, String), place)
    found = Found([], {name: Counter() for name in (*NAMED, *ListedField)}, ())
    places: dict[int, int] = {}
    hits_counted = 0
    for part, one, n in session.execute(union_all(*parts, shown)):
        if part == "state":
            found.states.append((_read_state(int(one)), n))
        elif part == "row":
            places[n] = int(one)
        elif part == "hits":
            hits_counted = n
        else:
            found.names[part][int(one) if part.endswith("_id") else one] += n
    ids = tuple(places[n] for n in sorted(places))
    return replace(found, ids=ids, valued=hits_counted <= MOST_VALUED)


def _count_parts(hits: CTE, allowed: Allowed) -> list[Select[*tuple[Any, ...]]]:
    """Count hits by state, by each name, and by each value of further fields."""

    def passing(*without: str) -> list[ColumnElement[bool]]:
        return _passing_hits(hits, {f: v for f, v in allowed.items() if f not in without})

    state = hits.c.state
    states = select(literal("state"), cast(state, String), func.count())
    parts: list[Select[*tuple[Any, ...]]] = [states.where(*passing(*STATE)).group_by(state)]
    counted = select(func.count().label("many")).select_from(hits).cte("counted")
    many = select(counted.c.many).scalar_subquery()
    few = many <= MOST_VALUED
    for name in NAMED:
        value = hits.c[name]
        named = select(literal(name), cast(value, String), func.count())
        named = named.where(few) if name == "member" else named
        parts.append(named.where(value.is_not(None), *passing(name)).group_by(value))
    moved: Select[*tuple[Any, ...]] = select(literal("member"), MotionMover.name, func.count())
    moved = moved.join(hits, hits.c.item_id == MotionMover.item_id)
    moved = moved.where(few, hits.c.kind == ItemKind.MOTION.value, *passing("member"))
    parts.append(moved.group_by(MotionMover.name))
    # Made anew, the value leads SQLite away from its index: to the few hits, and not along all.
    as_it_is: ColumnElement[str] = literal_column("''", String)
    by = (ListedValue.field.concat(as_it_is), ListedValue.value.concat(as_it_is))
    valued = select(*by, func.count()).where(few, *passing())
    valued = valued.join(hits, hits.c.item_id == ListedValue.item_id)
    parts.append(valued.group_by(*by))
    parts.append(select(literal("hits"), literal(None, String), many))
    return parts
