"""When statuses change, and how a term stands."""

from datetime import date

import pytest

from app.domain.commitments import (
    Execution,
    Status,
    TermLevel,
    Verdict,
    execution_of,
    status_of,
    term_level,
)
from app.domain.reading import Stance

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "verdicts, status",
    [
        ([], Status.OPEN),
        ([Verdict.UNRELATED, Verdict.PROGRESS], Status.OPEN),
        ([Verdict.FULFILS_PARTLY, Verdict.PROGRESS], Status.PARTLY),
        ([Verdict.FULFILS_PARTLY, Verdict.FULFILS], Status.SETTLED),
    ],
    ids=["nothing", "progress only", "in part", "whole beats part"],
)
def test_the_standing_verdicts_give_the_status(verdicts: list[Verdict], status: Status) -> None:
    assert status_of(verdicts) is status


@pytest.mark.parametrize(
    "stances, settled, execution",
    [
        ([], False, Execution.NOTHING_REPORTED),
        ([Stance.MENTIONED], False, Execution.NOTHING_REPORTED),
        ([Stance.PROMISED], False, Execution.UNDER_WAY),
        ([Stance.UNDER_WAY, Stance.CARRIED_OUT], False, Execution.REPORTED),
        ([Stance.MENTIONED], True, Execution.SETTLED),
    ],
    ids=["silence", "only named", "promised", "reported", "closed by a person"],
)
def test_letters_say_how_far_a_motion_is_and_a_person_closes_it(
    stances: list[Stance], settled: bool, execution: Execution
) -> None:
    assert execution_of(stances, settled=settled) is execution


@pytest.mark.parametrize(
    "latest, status, level",
    [
        (None, Status.OPEN, TermLevel.NONE),
        (date(2026, 12, 22), Status.OPEN, TermLevel.AHEAD),
        (date(2026, 12, 21), Status.OPEN, TermLevel.SOON),
        (TODAY, Status.PARTLY, TermLevel.SOON),
        (date(2026, 11, 20), Status.OPEN, TermLevel.OVERDUE),
        (date(2026, 8, 23), Status.OPEN, TermLevel.OVERDUE),
        (date(2026, 8, 22), Status.OPEN, TermLevel.SERIOUS),
        (date(2020, 1, 1), Status.SETTLED, TermLevel.DONE),
        (date(2020, 1, 1), Status.LAPSED, TermLevel.DONE),
    ],
)
def test_a_term_is_met_until_the_end_of_its_last_day(
    latest: date | None, status: Status, level: TermLevel
) -> None:
    assert term_level(latest, status, TODAY) is level


@pytest.mark.parametrize(
    "latest, first, level",
    [
        (date(2027, 3, 1), date(2026, 5, 1), TermLevel.POSTPONED),
        (date(2027, 3, 1), date(2027, 3, 1), TermLevel.AHEAD),
        (date(2027, 3, 1), date(2027, 5, 1), TermLevel.AHEAD),  # it became shorter
        (date(2026, 12, 1), date(2026, 5, 1), TermLevel.SOON),
        (date(2026, 11, 1), date(2026, 5, 1), TermLevel.OVERDUE),
    ],
)
def test_a_recorded_postponement_stops_the_alarm_until_it_ends(
    latest: date, first: date, level: TermLevel
) -> None:
    assert term_level(latest, Status.OPEN, TODAY, first) is level
