"""What became of a motion: put down, taken back, and read in from a file."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Invalid, NotFound, Stale
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.motion_rows import MotionRow
from app.domain.motions import NO_FACTS, Advice, Facts, Outcome
from app.services.motion_facts import import_facts, tell_motion
from app.services.overview.stories import get_item_story
from app.services.undoing import undo
from app.store.history import HistoryEntry
from app.store.items import Item, Motion
from tests.factories import AT, CLERK
from tests.services.promised import BY, item_of, take_in

TODAY = AT.date()
TOLD = Facts(Outcome.ADOPTED, date(2026, 10, 20), "voor 81, tegen 69", Advice.LEFT_TO_CHAMBER)


@pytest.fixture
def motion(session: Session) -> Item:
    take_in(session)
    return item_of(session, ItemKind.MOTION)


def facts(session: Session, motion: Item) -> Facts:
    view = get_item_story(session, motion.number, today=TODAY).motion
    assert view is not None
    return view.facts


def row(motion: Motion, told: Facts, line: int = 2) -> MotionRow:
    return MotionRow(line, motion.canonical, told)


def test_it_is_told_with_history_and_taken_back(
    session: Session, motion: Item, calendar: Calendar
) -> None:
    assert facts(session, motion) == NO_FACTS
    version = tell_motion(session, motion.number, TOLD, seen=1, reason="Stemmingslijst", **BY)
    assert facts(session, motion) == TOLD
    line = get_item_story(session, motion.number, today=TODAY).history[0]
    assert (line.action, line.reason) == (Action.MOTION_TOLD, "Stemmingslijst")
    assert [(one.field, one.after) for one in line.changes] == [
        ("outcome", "aangenomen"),
        ("outcome_on", "2026-10-20"),
        ("votes", "voor 81, tegen 69"),
        ("advice", "oordeel Kamer"),
    ]
    undo(session, line.id, seen=version, reason="Andere motie", calendar=calendar, **BY)
    assert facts(session, motion) == NO_FACTS
    session.commit()


@pytest.mark.parametrize(
    "wrong", [Facts(Outcome.ADOPTED, date(2099, 1, 1)), Facts(outcome_on=date(2026, 10, 20))]
)
def test_a_day_that_cannot_be_is_refused(session: Session, motion: Item, wrong: Facts) -> None:
    with pytest.raises(Invalid):
        tell_motion(session, motion.number, wrong, seen=1, **BY)


def test_only_a_motion_as_it_was_seen_is_told(session: Session, motion: Item) -> None:
    with pytest.raises(Stale):
        tell_motion(session, motion.number, TOLD, seen=5, **BY)
    with pytest.raises(NotFound):
        tell_motion(session, item_of(session).number, TOLD, seen=1, **BY)


def test_a_file_tells_what_it_says_and_leaves_the_rest(session: Session, motion: Item) -> None:
    by: dict[str, Any] = {"actor": CLERK, "at": AT}
    here = session.get_one(Motion, motion.id)
    strange = MotionRow(3, "kst-39999-1", TOLD)
    done = import_facts(session, [row(here, TOLD), strange], **by)
    assert (done.told, done.same, done.unknown) == ((motion.number,), (), ("kst-39999-1",))
    done = import_facts(session, [row(here, Facts(advice=Advice.AGAINST))], **by)
    assert done.told == (motion.number,)
    kept = facts(session, motion)
    assert (kept.outcome, kept.votes, kept.advice) == (TOLD.outcome, TOLD.votes, Advice.AGAINST)
    assert import_facts(session, [row(here, kept)], **by).same == (motion.number,)
    told = select(HistoryEntry).where(HistoryEntry.action == Action.MOTION_TOLD)
    assert len(session.scalars(told).all()) == 2
    with pytest.raises(Invalid, match="line 7"):
        import_facts(session, [row(here, Facts(outcome_on=date(2099, 1, 1)), 7)], **by)
