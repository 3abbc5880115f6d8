"""The register as one list: what it can be narrowed, counted and sorted by."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import (
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
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import FALLS_DUE_SOON, SERIOUSLY_OVERDUE, TermLevel
from app.domain.matching import ItemKind
from app.domain.reading import Stance
from app.services.overview.finding import Scope
from app.services.overview.rows.common import Standing
from app.store.documents import Document, MotionMentionRow
from app.store.finding import MotionMover
from app.store.items import Candidate, Commitment, Motion
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


_ASKED = aliased(Listed)
_NOT_OF_MOTIONS = {"level", *NAMED} - {"member"}
_OF_MOTIONS = tuple(
    one.value
    for one in (
        Standing.NOTHING_REPORTED,
        Standing.UNDER_WAY,
        Standing.REPORTED,
        Standing.SETTLED,
    )
)


def levels_on(today: dt.date, of: Any = Listed) -> dict[str, ColumnElement[bool]]:
    """Say for each level of a term which listed items have it; the rule is `term_level`.

    The term of a motion has no level. `of` is Listed, or ListedValue.
    """
    begins, ends = today - SERIOUSLY_OVERDUE, today + FALLS_DUE_SOON
    counts, latest = of.term_counts.is_(True), of.latest
    ahead = and_(counts, latest > ends, latest < NO_TERM)
    return {
        TermLevel.SERIOUS.value: and_(counts, latest < begins),
        TermLevel.OVERDUE.value: and_(counts, latest >= begins, latest < today),
        TermLevel.SOON.value: and_(counts, latest >= today, latest <= ends),
        TermLevel.POSTPONED.value: and_(ahead, of.postponed.is_(True)),
        TermLevel.AHEAD.value: and_(ahead, of.postponed.is_(False)),
        TermLevel.NONE.value: and_(counts, latest == NO_TERM),
        TermLevel.DONE.value: of.term_counts.is_(False),
    }


def count_states(
    session: Session, today: dt.date, allowed: Allowed = NOTHING
) -> list[tuple[State, int]]:
    """Count what passes by kind, standing and level; motions have no level."""
    if not allowed:
        return _count_all_states(session, today)
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
        part.where(*passing(allowed, today, motions=at == 1)).group_by(Listed.kind, Listed.standing)
        for at, part in enumerate(parts)
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


def _count_all_states(session: Session, today: dt.date) -> list[tuple[State, int]]:
    """Count everything by kind, standing and level: each level is a stretch of an index."""
    state = (cast(Listed.kind, String), Listed.standing)
    by_state: Select[*tuple[Any, ...]] = select(*state, literal(None, String), func.count())
    parts = [by_state.group_by(Listed.kind, Listed.standing)]
    named = Listed.kind != ItemKind.MOTION
    kinds = Listed.kind.in_((ItemKind.CANDIDATE, ItemKind.COMMITMENT))
    standings = Listed.standing.in_([one.value for one in Standing])
    for level, condition in levels_on(today).items():
        part: Select[*tuple[Any, ...]] = select(*state, literal(level, String), func.count())
        where = (named, kinds, standings, condition)
        parts.append(part.where(*where).group_by(Listed.kind, Listed.standing))
    counted: Counter[State] = Counter()
    for kind, standing, level, how_many in session.execute(union_all(*parts)):
        counted[kind, standing, level] = how_many
        if level is not None:
            counted[kind, standing, None] -= how_many
    return [(state, how_many) for state, how_many in counted.items() if how_many]


def count_names(session: Session, today: dt.date, allowed: Allowed) -> dict[str, Counter[Any]]:
    """Count for each field with many values what the filters of the other fields leave.

    One statement. What has no value at all for a field is not counted there.
    """
    counts: dict[str, Counter[Any]] = {name: Counter() for name in NAMED}
    if allowed.get("kind") == {ItemKind.MOTION}:
        return counts  # a motion has none of them by itself
    parts: list[Select[*tuple[Any, ...]]] = []
    # Said by what is left out, the kind leads no database away from the index of the name.
    without = [one for one in ItemKind if one not in allowed.get("kind", ItemKind)]
    kinds = [Listed.kind.not_in(without)] if without else []
    for name, column in NAMED.items():
        rest = {field: values for field, values in allowed.items() if field not in (name, "kind")}
        value = cast(column, String).label("value")
        query = select(literal(name).label("field"), value, func.count()).where(column.is_not(None))
        # What has such a name is no motion, but for those that a member moved.
        left = passing(rest, today, motions=name == "member")
        parts.append(query.where(*left, *kinds).group_by(column))
    for field, told, how_many in session.execute(union_all(*parts)):
        counts[field][int(told) if field.endswith("_id") else told] = how_many
    return counts


def select_listed(
    allowed: Allowed, scope: Scope | None, today: dt.date
) -> Select[*tuple[Any, ...]]:
    """Select the items of the list that pass, in no order."""
    query = _within(select(Listed.item_id), allowed, scope, today)
    done = {one in DONE for one in allowed.get("standing", ())}
    # Whether it is done follows from the standing, and leads along the index of the terms.
    return query.where(Listed.done.is_(done.pop())) if len(done) == 1 else query


def _within(
    query: Select[*tuple[Any, ...]], allowed: Allowed, scope: Scope | None, today: dt.date
) -> Select[*tuple[Any, ...]]:
    """Keep what a filter lets pass, of what was found."""
    if scope is not None:
        query = query.where(*(Listed.item_id.in_(ids) for ids in scope.ids))
    return query.where(*passing(allowed, today))


def passing(
    allowed: Allowed, today: dt.date, *, motions: bool = True, of: Any = Listed
) -> Iterable[ColumnElement[bool]]:
    """Say which items pass; an unknown value lets none. Without `motions` there are none among them.

    `of` is Listed, or ListedValue where nothing but states narrows.
    """
    for field, values in sorted(allowed.items()):
        if field == "kind":
            kinds = [one for one in ItemKind if one.value in values]
            yield of.kind.in_(kinds) if kinds else false()
        elif field == "level":
            levels = levels_on(today, of)
            yield or_(false(), *(levels[one] for one in sorted(values) if one in levels))
        elif field == "standing":
            yield stands(of.standing, values)
        else:
            named: ColumnElement[bool] = NAMED[field].in_(sorted(values))
            yield has_name(field, NAMED[field], Listed.item_id, values) if motions else named


def stands(column: Any, values: Collection[str]) -> ColumnElement[bool]:
    """Say which items stand so, by what is left out where that is shorter: it is compared row by row."""
    rest = [one.value for one in Standing if one.value not in values]
    few: ColumnElement[bool] = column.in_(sorted(values))
    return few if len(values) <= len(rest) else column.not_in(rest)


def has_name(field: str, column: Any, item: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """Say whether an item has one of these names; a member also has the motions that they moved."""
    names = sorted(values)
    found: ColumnElement[bool] = column.in_(names)
    if field != "member" or "" in values:
        return found
    promised = select(_ASKED.item_id).where(_ASKED.member.in_(names))
    moved = select(MotionMover.item_id).where(MotionMover.name.in_(names))
    either: ColumnElement[bool] = item.in_(union_all(promised, moved))
    return either


def count_moved(session: Session, allowed: Allowed) -> Counter[str]:
    """Count the motions of each member that the filters of the other fields leave, in the whole list.

    A motion has no office, ministry, committee or term to be narrowed by. Without a choice of
    standings they are counted along an index; those kept under another number are few, and
    taken off.
    """
    if not allowed.keys().isdisjoint(_NOT_OF_MOTIONS):
        return Counter()
    if ItemKind.MOTION not in allowed.get("kind", (ItemKind.MOTION,)):
        return Counter()
    shown = {one for one in _OF_MOTIONS if one in allowed.get("standing", _OF_MOTIONS)}
    counted: Select[*tuple[Any, ...]] = select(MotionMover.name, func.count())
    if len(shown) < len(_OF_MOTIONS):
        some = counted.join(Listed, Listed.item_id == MotionMover.item_id)
        some = some.where(Listed.kind == ItemKind.MOTION, Listed.standing.in_(sorted(shown)))
        rows = session.execute(some.group_by(MotionMover.name))
        return Counter({row[0]: row[1] for row in rows})
    gone = union_all(
        *(
            select(Motion.item_id).where(column.is_not(None))
            for column in (Motion.same_as_id, Motion.replaced_by_id)
        )
    )
    away = select(MotionMover.name, literal(-1)).where(MotionMover.item_id.in_(gone))
    found: Counter[str] = Counter()
    for name, how_many in session.execute(union_all(counted.group_by(MotionMover.name), away)):
        found[name] += how_many
    return found


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
