"""How the commitments that a page is about went, counted in the database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import FALLS_DUE_SOON, STILL_OPEN, UNANSWERED, Status
from app.domain.pictures import (
    BOUNDS,
    WEEKS_AHEAD,
    Lasted,
    Turn,
    Turns,
    ahead,
    durations,
    ends_shown,
    months_shown,
    over_time,
)
from app.services.overview.rows.subjects import Pictures
from app.store.listed import CourseRow

WHOLE: FromClause = CourseRow.__table__
_Part = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Stands:
    """How many commitments of a ministry have a status; late and soon due are those that may be."""

    ministry_id: int | None
    status: str
    count: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Went:
    """How the commitments of a page went, with the ids of the open ones that it lists.

    `late` are the longest late, `coming` the first to come, `others` the newest without a term
    that counts.
    """

    stands: tuple[Stands, ...]
    late: tuple[int, ...]
    coming: tuple[int, ...]
    others: tuple[int, ...]
    pictures: Pictures


def courses_where(about: ColumnElement[bool], joined: FromClause) -> CTE:
    """Give the courses of some commitments, looked up once: `joined` has their `item_id`."""
    query = select(*WHOLE.c).join(joined, joined.c.item_id == WHOLE.c.item_id).where(about)
    return query.cte("these").prefix_with("MATERIALIZED")


def count_courses(session: Session, of: FromClause, today: dt.date, *, listed: int) -> Went:
    """Count the courses of a page, and find what it lists, at most `listed` of each: one statement."""
    parts = [
        *(_stands(of, today), *_open(of, today, listed), *_turns(of, today), _coming(of, today)),
        *_lasted(_took(of, is_sqlite=session.get_bind().dialect.name == "sqlite")),
    ]
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in session.execute(union_all(*parts)):
        found[row.part].append(row)
    turns = (
        Turns(turn, _read(row.told), row.many) for turn in Turn for row in found[f"turn:{turn}"]
    )
    lasted = (
        Lasted(row.number, None if row.one is None else bool(row.one), row.many)
        for row in found["lasted"]
    )
    terms = {dt.date.fromisoformat(row.told): row.many for row in found["coming"]}
    return Went(
        stands=tuple(
            Stands(row.number, row.told, row.many, row.one, row.other) for row in found["stands"]
        ),
        late=_in_order(found["late"]),
        coming=_in_order(found["soon"]),
        others=_in_order(found["others"])[::-1],
        pictures=Pictures(
            over_time(turns, today),
            durations(lasted, [row.number for row in found["middle"]]),
            ahead(terms, today),
        ),
    )


def _in_order(rows: Iterable[Any]) -> tuple[int, ...]:
    """Give the ids of rows by their day, and else by the id itself."""
    return tuple(id_ for _, id_ in sorted((row.told or "", row.number) for row in rows))


def _read(day: str | None) -> dt.date | None:
    """Read a day, or the first of a month."""
    return None if day is None else dt.date.fromisoformat(day if day[7:] else f"{day}-01")


def _part(
    part: str,
    told: ColumnElement[Any] | None = None,
    number: ColumnElement[Any] | None = None,
    one: ColumnElement[Any] | None = None,
    other: ColumnElement[Any] | None = None,
    many: ColumnElement[Any] | None = None,
) -> _Part:
    """Select a part of the one statement; what it does not tell is null, and counted is all."""
    no_number = literal(None, Integer)
    return select(
        literal(part).label("part"),
        (literal(None, String) if told is None else told).label("told"),
        (no_number if number is None else number).label("number"),
        (no_number if one is None else one).label("one"),
        (no_number if other is None else other).label("other"),
        (func.count() if many is None else many).label("many"),
    )


def _stands(of: FromClause, today: dt.date) -> _Part:
    """Count by ministry and status, and of those what is late and soon due."""
    by = (of.c.status, of.c.ministry_id)
    waits = of.c.status.in_(UNANSWERED)
    late = and_(waits, of.c.term < today)
    soon = and_(waits, of.c.term >= today, of.c.term <= today + FALLS_DUE_SOON)
    summed = (func.sum(case((one, 1), else_=0)) for one in (late, soon))
    return _part("stands", *by, *summed).group_by(*by)


def _open(of: FromClause, today: dt.date, most: int) -> Iterable[_Part]:
    """Select the first of what is late, of what comes, and of what has no term that counts."""
    id_, term, waits = of.c.item_id, of.c.term, of.c.status.in_(UNANSWERED)
    decided = [one for one in STILL_OPEN if one not in UNANSWERED]
    rest = or_(of.c.status.in_(decided), and_(waits, term.is_(None)))
    for part, where, order in (
        ("late", and_(waits, term < today), (term, id_)),
        ("soon", and_(waits, term >= today), (term, id_)),
        ("others", rest, (id_.desc(),)),
    ):
        day = literal(None, String) if part == "others" else cast(term, String)
        query = select(id_, day.label("day")).where(where).order_by(*order)
        first = query.limit(most).subquery(part)
        yield _part(part, first.c.day, first.c.item_id, many=literal(1))


def _counted(
    part: str, where: ColumnElement[bool], of: FromClause, day: ColumnElement[str] | None = None
) -> _Part:
    """Count by day, or all together."""
    counted = _part(part, day).select_from(of).where(where)
    return counted if day is None else counted.group_by(day)


def _turns(of: FromClause, today: dt.date) -> Iterable[_Part]:
    """Count the turns that courses took: of each day shown by its month, and of all before.

    Both ends of a stretch that ends before it begins fall on the same day, or are left out.
    """
    first, made, term, done = months_shown(today)[0], of.c.made, of.c.term, of.c.done
    over = case((done < made, made), else_=done)
    settled = of.c.status == Status.SETTLED.value
    # as it is kept, a missing day is no day at all: the earlier of two, of which one may lack
    end = case(
        (done.is_(None), of.c.answered),
        (of.c.answered.is_(None), done),
        (done < of.c.answered, done),
        else_=of.c.answered,
    )
    was_late = and_(term.is_not(None), or_(end.is_(None), and_(end > made, end > term)))
    ends = ends_shown(today)
    for turn, day, where in (
        (Turn.MADE, made, None),
        (Turn.OVER, over, None),
        (Turn.MET, done, settled),
        (Turn.LATE, made, and_(was_late, made > term)),
        (Turn.ANSWERED, end, and_(was_late, end.is_not(None))),
    ):
        shown = day.between(first, today)
        yield _counted(
            f"turn:{turn}", shown if where is None else and_(shown, where), of, _month(day)
        )
    on_term = case((term.in_(ends), cast(term, String)), else_=_month(term))
    began = and_(was_late, term >= made, term.between(first, today))
    yield _counted(f"turn:{Turn.TERM}", began, of, on_term)
    going_on = or_(done.is_(None), done >= first)
    yield _counted(f"turn:{Turn.MADE}", and_(made < first, going_on), of)
    late_before = and_(was_late, made < first, term < first)
    yield _counted(f"turn:{Turn.LATE}", and_(late_before, or_(end.is_(None), end >= first)), of)


def _month(day: Any) -> ColumnElement[str]:
    """Give the month of a day, as "2026-11"."""
    return func.substr(cast(day, String), 1, 7)


def _coming(of: FromClause, today: dt.date) -> _Part:
    """Count the terms that still count, in the weeks to come, by their last day."""
    near = of.c.term.between(today, today + WEEKS_AHEAD * dt.timedelta(weeks=1))
    counts = and_(of.c.done.is_(None), of.c.answered.is_(None), near)
    return _counted("coming", counts, of, cast(of.c.term, String))


def _took(of: FromClause, *, is_sqlite: bool) -> CTE:
    """Give how many days meeting took, of each that was met, and whether that was in time."""
    done, made, term = of.c.done, of.c.made, of.c.term
    days = func.julianday(done) - func.julianday(made) if is_sqlite else done - made
    in_time = case((term.is_(None), None), (done <= term, 1), else_=0)
    query = select(cast(days, Integer).label("days"), in_time.label("in_time"))
    met = query.where(of.c.status == Status.SETTLED.value, done.is_not(None))
    return met.cte("took").prefix_with("MATERIALIZED")


def _lasted(took: CTE) -> Iterable[_Part]:
    """Count how long meeting took by spans, and give the one or two in the middle of all."""
    days = took.c.days
    span = case(*((days <= bound, at) for at, bound in enumerate(BOUNDS)), else_=len(BOUNDS))
    by = (span, took.c.in_time)
    yield _part("lasted", None, *by).group_by(*by)
    total = select(func.count()).select_from(took).scalar_subquery()
    ordered = select(case((days < 0, 0), else_=days).label("days")).order_by(days)
    some = ordered.limit(2 - total % 2).offset((total - 1) // 2).subquery("middle")
    yield _part("middle", None, some.c.days, many=literal(1))
