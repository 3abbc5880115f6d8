"""Which of two papers can be the earlier one, and which recess a letter means."""

from datetime import date

import pytest

from app.domain.calendar import Calendar, Recess, RecessKind
from app.domain.matching import Timing

EARLY, LATE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    "first, second, possible",
    [
        (Timing(EARLY), Timing(LATE), True),
        (Timing(LATE), Timing(EARLY), False),
        (Timing(EARLY), Timing(EARLY), True),
        (Timing(), Timing(EARLY), True),
        (Timing(not_before=LATE), Timing(EARLY), False),
        (Timing(EARLY), Timing(not_before=LATE), True),
        (Timing(LATE), Timing(not_after=EARLY), False),
    ],
    ids=["in order", "reversed", "same day", "unknown", "bounded late", "open end", "bounded"],
)
def test_an_unknown_order_is_possible(first: Timing, second: Timing, possible: bool) -> None:
    assert first.may_precede(second) is possible


SUMMERS = Calendar(
    (
        Recess(date(2025, 7, 4), date(2025, 9, 1), RecessKind.SUMMER),
        Recess(date(2026, 7, 3), date(2026, 8, 31), RecessKind.SUMMER),
    )
)


def test_a_letter_means_the_recess_that_has_not_begun() -> None:
    assert SUMMERS.find_recess(RecessKind.SUMMER, date(2025, 7, 4)) == SUMMERS.recesses[1]


def test_a_named_year_wins() -> None:
    found = SUMMERS.find_recess(RecessKind.SUMMER, date(2026, 1, 1), year=2025)
    assert found == SUMMERS.recesses[0]


def test_beyond_the_calendar_nothing_is_guessed() -> None:
    assert SUMMERS.find_recess(RecessKind.SUMMER, date(2026, 7, 3)) is None
    assert SUMMERS.find_recess(RecessKind.MAY, date(2025, 1, 1)) is None
