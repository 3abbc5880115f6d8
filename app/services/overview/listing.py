"""The register as one list: what it can be narrowed, counted and sorted by."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import FALLS_DUE_SOON, SERIOUSLY_OVERDUE, TermLevel
from app.domain.matching import ItemKind
from app.domain.reading import Stance
from app.services.overview.rows.common import Standing
from app.store.documents import Document, MotionMentionRow
from app.store.items import Candidate, Commitment
from app.store.listed import NO_TERM, Listed

DONE = (Standing.SETTLED, Standing.LAPSED, Standing.DISMISSED)  # no term counts any more

DAY = func.coalesce(Document.date, Document.not_before, Document.not_after)
STRENGTH = case(
    (MotionMentionRow.stance == Stance.CARRIED_OUT, 2),
    (MotionMentionRow.stance.in_((Stance.UNDER_WAY, Stance.PROMISED)), 1),
    else_=0,
)
Allowed = Mapping[str, Collection[Any]]
"""For each field that a filter narrows the values that pass."""

NOTHING: Allowed = {}
State = tuple[str, str, str | None]
"""A kind, a standing and the level of a term: few values, counted together."""
STATE = ("kind", "standing", "level")
NAMED = {
    "responsible": Listed.responsible,
    "ministry_id": Listed.ministry_id,
    "committee_id": Listed.committee_id,
    "member": Listed.member,
}


def levels_on(today: dt.date) -> dict[str, ColumnElement[bool]]:
    """Say for each level of a term which listed items have it; the rule is `term_level`.

    The term of a motion has no level.
    """
    begins, ends = today - SERIOUSLY_OVERDUE, today + FALLS_DUE_SOON
    counts, latest = Listed.term_counts.is_(True), Listed.latest
    ahead = and_(counts, latest > ends, latest < NO_TERM)
    return {
        TermLevel.SERIOUS.value: and_(counts, latest < begins),
        TermLevel.OVERDUE.value: and_(counts, latest >= begins, latest < today),
        TermLevel.SOON.value: and_(counts, latest >= today, latest <= ends),
        TermLevel.POSTPONED.value: and_(ahead, Listed.postponed.is_(True)),
        TermLevel.AHEAD.value: and_(ahead, Listed.postponed.is_(False)),
        TermLevel.NONE.value: and_(counts, latest == NO_TERM),
        TermLevel.DONE.value: Listed.term_counts.is_(False),
    }


def count_states(
    session: Session, today: dt.date, allowed: Allowed = NOTHING, scope: CTE | None = None
) -> list[tuple[State, int]]:
    """Count what passes by kind, standing and level; motions have no level."""
    levels = levels_on(today)
    told = [func.count().filter(condition).label(level) for level, condition in levels.items()]
    query: Select[*tuple[Any, ...]] = select(
        cast(Listed.kind, String), Listed.standing, func.count()
    )
    parts = [
        query.add_columns(*told).where(Listed.kind != ItemKind.MOTION),
        query.add_columns(*(literal(0) for _ in told)).where(Listed.kind == ItemKind.MOTION),
    ]
    grouped = [
        _within(part, allowed, scope, today).group_by(Listed.kind, Listed.standing)
        for part in parts
    ]
    found: list[tuple[State, int]] = []
    for kind, standing, total, *by_level in session.execute(union_all(*grouped)):
        found += [
            ((kind, standing, level), how_many)
            for level, how_many in zip(levels, by_level, strict=True)
            if how_many
        ]
        if rest := total - sum(by_level):
            found.append(((kind, standing, None), rest))
    return found


def count_names(
    session: Session, today: dt.date, allowed: Allowed, scope: CTE | None
) -> dict[str, Counter[Any]]:
    """Count for each field with many values what the filters of the other fields leave.

    One statement. What has no value at all for a field is not counted there.
    """
    parts = []
    for name, column in NAMED.items():
        rest = {field: values for field, values in allowed.items() if field != name}
        value = cast(column, String).label("value")
        query = select(literal(name).label("field"), value, func.count()).where(column.is_not(None))
        parts.append(_within(query, rest, scope, today).group_by(column))
    counts: dict[str, Counter[Any]] = {name: Counter() for name in NAMED}
    for field, value, how_many in session.execute(union_all(*parts)):
        counts[field][int(value) if field.endswith("_id") else value] = how_many
    return counts


def select_listed(allowed: Allowed, scope: CTE | None, today: dt.date) -> Select[*tuple[Any, ...]]:
    """Select the items of the list that pass, in no order."""
    return _within(select(Listed.item_id), allowed, scope, today)


def _within(
    query: Select[*tuple[Any, ...]], allowed: Allowed, scope: CTE | None, today: dt.date
) -> Select[*tuple[Any, ...]]:
    """Keep what a filter lets pass, of what was found."""
    if scope is not None:
        query = query.join_from(Listed, scope, scope.c.id == Listed.item_id)
    return query.where(*_passing(allowed, today))


def _passing(allowed: Allowed, today: dt.date) -> Iterable[ColumnElement[bool]]:
    """Say which items pass; an unknown value lets none."""
    for field, values in sorted(allowed.items()):
        if field == "kind":
            kinds = [one for one in ItemKind if one.value in values]
            yield Listed.kind.in_(kinds) if kinds else false()
        elif field == "level":
            levels = levels_on(today)
            yield or_(false(), *(levels[one] for one in sorted(values) if one in levels))
        else:
            column: Any = Listed.standing if field == "standing" else NAMED[field]
            yield column.in_(sorted(values))


def responsible_of_candidate() -> ColumnElement[Any]:
    """Give who answers for a candidate: the office put down, else whoever its words name."""
    return _or_named(Candidate.responsible, Candidate.actor)


def responsible_of_commitment() -> ColumnElement[Any]:
    """Give who answers for a commitment: the office put down, else whoever its words name."""
    return _or_named(Commitment.responsible, Commitment.actor)


def _or_named(office: Any, actor: Any) -> ColumnElement[Any]:
    """Give the office, else the actor with a capital as an office has."""
    named = func.upper(func.substr(actor, 1, 1)).concat(func.substr(actor, 2))
    return func.coalesce(office, named)
