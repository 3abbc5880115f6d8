"""How commitments went: what the database counts is what one counts by hand, of any days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import median

import pytest
from sqlalchemy import CTE, Date, Integer, String, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.commitments import FALLS_DUE_SOON, STILL_OPEN, UNANSWERED, Status
from app.domain.pictures import BOUNDS, MONTHS_BACK
from app.services.overview.courses import Went, count_courses
from tests.services.harbour import TODAY

MANY = 400  # SQLite puts together five hundred


@dataclass(frozen=True, slots=True)
class Course:
    """How one commitment went."""

    item_id: int
    status: str
    term: date | None
    ministry_id: int | None
    made: date
    answered: date | None
    done: date | None


def table_of(courses: list[Course]) -> CTE:
    """Give courses as a table of the database."""
    kinds = (Integer, String, Date, Integer, Date, Date, Date)
    rows = (
        select(
            *(
                literal(getattr(one, name), kind()).label(name)
                for name, kind in zip(Course.__dataclass_fields__, kinds, strict=True)
            )
        )
        for one in courses
    )
    return union_all(*rows).cte("these")


def make_courses(seed: int) -> list[Course]:
    """Make commitments with days that touch the ends of months, and each other, in any order."""
    random = Random(seed)
    ends = [TODAY - timedelta(days=TODAY.day), TODAY, date(TODAY.year - 2, TODAY.month + 1, 1)]

    def day(missing: float = 0.0) -> date | None:
        if random.random() < missing:
            return None
        if random.random() < 0.3:
            return random.choice(ends) + timedelta(days=random.randint(-1, 1))
        return TODAY - timedelta(days=random.randint(-200, 1200))

    courses = []
    for item in range(MANY):
        status = random.choice(list(Status))
        over = status in (Status.SETTLED, Status.LAPSED)
        days = (day(0.3), random.choice([None, 1, 2]), day() or TODAY, day(0.6))
        courses.append(Course(item, status.value, *days, day() if over else None))
    return courses


def count(session: Session, courses: list[Course], listed: int = 10) -> Went:
    """Count in the database."""
    return count_courses(session, table_of(courses), TODAY, listed=listed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_month_is_what_one_counts_at_its_end(session: Session, seed: int) -> None:
    courses = make_courses(seed)
    months = count(session, courses).pictures.months
    assert len(months) == MONTHS_BACK
    ends = [*(month.first - timedelta(days=1) for month in months[1:]), TODAY]
    for month, end in zip(months, ends, strict=True):
        is_open = [c for c in courses if c.made <= end and (c.done is None or c.done > end)]
        late = [
            c
            for c in is_open
            if c.term is not None and c.term < end and (c.answered is None or c.answered > end)
        ]
        met = [c for c in courses if c.status == Status.SETTLED and c.done is not None]
        assert (month.open, month.late) == (len(is_open), len(late))
        assert month.made == sum(month.first <= c.made <= end for c in courses)
        assert month.met == sum(month.first <= c.done <= end for c in met if c.done)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_how_long_it_took_is_that_of_each(session: Session, seed: int) -> None:
    courses = make_courses(seed)[: MANY - seed % 2]  # an even number and an odd one
    found = count(session, courses).pictures.durations
    met = [c for c in courses if c.status == Status.SETTLED]
    took = [max(0, (c.done - c.made).days) for c in met if c.done]
    assert found.total == len(took) > 50
    assert found.middle == round(median(took))
    bounds = [-1, *BOUNDS, 10**6]
    assert [span.count for span in found.spans] == [
        sum(low < days <= high for days in took) for low, high in pairwise(bounds)
    ]
    assert found.with_term == sum(c.term is not None for c in met)
    assert found.in_time == sum(
        c.term is not None and c.done is not None and c.done <= c.term for c in met
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_what_stands_and_comes_is_counted_as_it_is(session: Session, seed: int) -> None:
    courses = make_courses(seed)
    went = count(session, courses)
    waits = [c for c in courses if c.status in UNANSWERED and c.term is not None]
    late = sorted((c.term, c.item_id) for c in waits if c.term and c.term < TODAY)
    coming = sorted((c.term, c.item_id) for c in waits if c.term and c.term >= TODAY)
    others = sorted(c.item_id for c in courses if c.status in STILL_OPEN and c not in waits)
    assert list(went.late) == [id_ for _, id_ in late][:10]
    assert list(went.coming) == [id_ for _, id_ in coming][:10]
    assert list(went.others) == others[: -10 - 1 : -1]
    stands = Counter((c.ministry_id, c.status) for c in courses)
    assert {(one.ministry_id, one.status): one.count for one in went.stands} == stands
    assert sum(one.late for one in went.stands) == len(late)
    soon = [term for term, _ in coming if term <= TODAY + FALLS_DUE_SOON]
    assert sum(one.soon for one in went.stands) == len(soon)
    for week in went.pictures.weeks:
        ending = [
            c
            for c in courses
            if c.term is not None and c.term >= TODAY and c.done is None and c.answered is None
        ]
        days = (week.monday, week.monday + timedelta(days=6))
        assert week.count == sum(days[0] <= c.term <= days[1] for c in ending if c.term)


def test_a_page_about_nothing_has_empty_pictures(session: Session) -> None:
    courses = make_courses(1)[:1]
    nothing = count_courses(
        session, select(table_of(courses)).where(literal(1) == 0).cte("none"), TODAY, listed=10
    )
    assert (nothing.stands, nothing.late, nothing.coming, nothing.others) == ((), (), (), ())
    assert nothing.pictures.durations.middle is None
    assert {(one.open, one.made) for one in nothing.pictures.months} == {(0, 0)}
