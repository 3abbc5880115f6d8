"""Rappels: what they ask, how they are kept and numbered, and what they say of earlier ones."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.errors import AlreadyThere, Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.services.candidates import accept_candidate, reopen_candidate
from app.services.commitments import set_status
from app.services.fields import CommitmentChanges
from app.services.overview.reminded import find_reminded
from app.services.overview.stories import get_item_story
from app.services.reminders import (
    draft_reminder,
    find_offices,
    find_reminders,
    get_reminder,
    keep_reminder,
    withdraw_reminder,
)
from app.services.undone import check_undoable
from app.store.history import HistoryEntry
from app.store.items import Item
from tests.factories import CLERK, LATER
from tests.services.harbour import TODAY, number_of

BY: dict[str, Any] = {"actor": CLERK, "at": LATER}
OFFICE = "Minister van Havenzaken"
REPLY = dt.date(2026, 12, 21)
HORIZON = dt.date(2027, 2, 1)


def keep(session: Session, day: dt.date = TODAY) -> int:
    key = keep_reminder(session, OFFICE, reply_before=REPLY, horizon=HORIZON, today=day, **BY)
    session.commit()
    return key


def item_of(session: Session, name: str) -> Item:
    return session.scalars(select(Item).where(Item.number == number_of(session, name))).one()


def take_loods(session: Session) -> None:
    """Let an item fall due next."""
    item = item_of(session, "loods")
    number = item.number
    reopen_candidate(session, number, seen=item.version, reason="toch", **BY)
    changes = CommitmentChanges(responsible=OFFICE)
    accept_candidate(session, number, seen=item.version, changes=changes, **BY)
    session.commit()


def test_words_that_name_no_office_are_told_apart(register: Session) -> None:
    change = text("UPDATE commitments SET responsible = NULL WHERE item_id = :item")
    register.execute(change, {"item": item_of(register, "kraan").id})
    found = {one.office: one.is_known for one in find_offices(register, today=TODAY)}
    assert found == {OFFICE: True, "Ik": False}


def test_an_office_gets_one_on_a_day(register: Session) -> None:
    first = keep(register)
    with pytest.raises(AlreadyThere):
        keep(register)
    register.rollback()
    assert keep(register, TODAY + dt.timedelta(days=1)) != first
    withdraw_reminder(register, first, seen=1, reason="Proefdruk.", **BY)
    register.commit()
    assert get_reminder(register, keep(register)).number == "2026-3"


def test_what_is_overdue_and_what_falls_due_next(register: Session) -> None:
    take_loods(register)
    (office,) = find_offices(register, today=TODAY)
    assert (office.office, office.overdue, office.unreminded, office.last) == (OFFICE, 2, 2, None)
    near = draft_reminder(register, OFFICE, horizon=HORIZON, today=TODAY)
    assert [one.subject for one in near.overdue] == ["de kade", "de kraan"]
    assert near.coming == ()
    far = draft_reminder(register, OFFICE, horizon=dt.date(2027, 6, 1), today=TODAY)
    assert [one.subject for one in far.coming] == ["de loods"]
    assert far.ministry == "Ministerie van Havenzaken"


def test_it_is_kept_as_it_was_sent(register: Session) -> None:
    key = keep(register)
    kade = number_of(register, "kade")
    story = get_item_story(register, kade, today=TODAY)
    assert story.history[0].action is Action.REMINDED
    assert [one.number for one in story.reminded] == ["2026-1"]
    set_status(register, kade, Status.SETTLED, seen=story.version, reason="kwam", **BY)
    page = get_reminder(register, key)
    assert (page.number, page.date, page.reply_before) == ("2026-1", TODAY, REPLY)
    assert [one.subject for one in page.overdue] == ["de kade", "de kraan"]
    assert page.overdue[0].source == "brief van 6 mei 2026 (39 201, nr. 40)"
    assert page.overdue[0].earlier == ()
    (ref,), paging = find_reminders(register, page=1)
    assert (ref.overdue, ref.answered, ref.withdrawn, paging.total) == (2, 1, False, 1)


def test_the_next_one_says_which_were_reminded_before(register: Session) -> None:
    first = keep(register)
    second = keep(register, dt.date(2026, 12, 1))
    page = get_reminder(register, second)
    assert page.number == "2026-2"
    assert page.overdue[0].earlier == (("2026-1", TODAY),)
    (office,) = find_offices(register, today=TODAY)
    assert office.unreminded == 0
    assert office.last is not None
    assert office.last.number == "2026-2"
    withdraw_reminder(register, first, seen=1, reason="niet verstuurd", **BY)
    third = get_reminder(register, keep(register, dt.date(2026, 12, 2)))
    assert third.number == "2026-3"
    assert [number for number, _ in third.overdue[0].earlier] == ["2026-2"]


def test_one_that_was_not_sent_is_withdrawn(register: Session) -> None:
    key = keep(register)
    with pytest.raises(Stale):
        withdraw_reminder(register, key, seen=9, reason="x", **BY)
    with pytest.raises(Invalid):
        withdraw_reminder(register, key, seen=1, reason=" ", **BY)
    withdraw_reminder(register, key, seen=1, reason="niet verstuurd", **BY)
    register.commit()
    assert get_reminder(register, key).withdrawn_by == CLERK
    story = get_item_story(register, number_of(register, "kade"), today=TODAY)
    assert story.history[0].action is Action.REMINDER_WITHDRAWN
    assert story.reminded == ()
    with pytest.raises(WrongState):
        withdraw_reminder(register, key, seen=2, reason="nog eens", **BY)
    ids = list(register.scalars(select(Item.id)))
    assert find_reminded(register, ids) == {}


def test_a_rappel_rests_on_no_decision_and_none_on_it(register: Session) -> None:
    keep(register)
    kraan = get_item_story(register, number_of(register, "kraan"), today=TODAY)
    entry = next(one for one in kraan.history if one.action is Action.STATUS_SET)
    check_undoable(register, register.get_one(HistoryEntry, entry.id))


def test_what_no_rappel_can_be(register: Session) -> None:
    with pytest.raises(Invalid, match="reply"):
        keep_reminder(register, OFFICE, reply_before=TODAY, horizon=HORIZON, today=TODAY, **BY)
    with pytest.raises(NotFound):
        draft_reminder(register, "Minister van Niets", horizon=HORIZON, today=TODAY)
    with pytest.raises(NotFound):
        get_reminder(register, 99)
    with pytest.raises(NotFound):
        withdraw_reminder(register, 99, seen=1, reason="x", **BY)
    early = dt.date(2020, 1, 1)
    with pytest.raises(Invalid, match="overdue"):
        keep_reminder(register, OFFICE, reply_before=REPLY, horizon=early, today=early, **BY)
