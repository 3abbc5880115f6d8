"""Notes, work given and taken: who has what, for how long, and what the history tells."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Invalid, NotFound, Stale
from app.domain.history import Action
from app.services.accounts import AccountView
from app.services.candidates import accept_candidate
from app.services.overview.rows.register import RegisterRow
from app.services.overview.stories import get_item_story
from app.services.overview.work import Claim, find_claims, find_colleagues, find_my_work
from app.services.sharing import WHILE, add_note, assign_item, let_go, take_up
from app.services.undoing import undo
from app.store.history import HistoryEntry
from tests.factories import AT, CLERK, LATER
from tests.services.promised import BY, item_of, take_in

TODAY = AT.date()


@pytest.fixture
def number(session: Session) -> str:
    """Give the number of a candidate that waits."""
    take_in(session)
    return item_of(session).number


def claim(session: Session, number: str, at: datetime = LATER) -> Claim:
    return find_claims(session, [number], at=at).get(number, Claim())


def test_a_note_is_in_the_history_and_counts_a_version(session: Session, number: str) -> None:
    assert add_note(session, number, " Gebeld met OCW. ", seen=1, actor=CLERK, at=LATER) == 2
    line = get_item_story(session, number, today=TODAY).history[0]
    assert (line.action, line.reason, line.actor) == (Action.NOTE_ADDED, "Gebeld met OCW.", CLERK)
    with pytest.raises(Stale):
        add_note(session, number, "Nog iets", seen=1, actor=CLERK, at=LATER)
    with pytest.raises(Invalid):
        add_note(session, number, "  ", seen=2, actor=CLERK, at=LATER)
    with pytest.raises(NotFound):
        add_note(session, "G24-ONBEKEND", "Iets", seen=1, actor=CLERK, at=LATER)


def test_an_item_is_given_to_a_clerk_and_taken_from_them(
    session: Session, number: str, clerk: AccountView, boss: AccountView
) -> None:
    version = assign_item(session, number, clerk.id, seen=1, actor=boss.name, at=LATER)
    held = claim(session, number).assigned_to
    assert held is not None
    assert held.name == clerk.name
    line = get_item_story(session, number, today=TODAY).history[0]
    assert [(one.field, one.before, one.after) for one in line.changes] == [
        ("assigned_to", None, clerk.name)
    ]
    assert [row.number for row in _mine(session, clerk)] == [number]
    assert _mine(session, boss) == ()
    assign_item(session, number, None, seen=version, actor=boss.name, at=LATER)
    assert claim(session, number) == Claim()
    assert _mine(session, clerk) == ()


def _mine(session: Session, account: AccountView) -> tuple[RegisterRow, ...]:
    return find_my_work(session, account.id, at=LATER, today=TODAY).rows


def test_work_goes_to_who_can_decide_and_only_seen_as_it_is(
    session: Session, number: str, clerk: AccountView, guest: AccountView
) -> None:
    assert clerk.id in {one.id for one in find_colleagues(session)}
    assert guest.id not in {one.id for one in find_colleagues(session)}
    with pytest.raises(Invalid):
        assign_item(session, number, guest.id, seen=1, actor=CLERK, at=LATER)
    with pytest.raises(NotFound):
        assign_item(session, number, 99_999, seen=2, actor=CLERK, at=LATER)


def test_a_stale_page_gives_no_work(session: Session, number: str, clerk: AccountView) -> None:
    with pytest.raises(Stale):
        assign_item(session, number, clerk.id, seen=7, actor=CLERK, at=LATER)


def test_taking_up_warns_for_a_while_and_is_no_deed(
    session: Session, number: str, clerk: AccountView, boss: AccountView
) -> None:
    before = get_item_story(session, number, today=TODAY)
    until = take_up(session, number, clerk.id, at=LATER)
    taken = claim(session, number)
    assert taken.taken_by is not None
    assert (taken.taken_by.name, taken.taken_until) == (clerk.name, until)
    assert [row.number for row in _mine(session, clerk)] == [number]
    assert claim(session, number, until + timedelta(seconds=1)) == Claim()
    after = get_item_story(session, number, today=TODAY)
    assert (after.version, after.history) == (before.version, before.history)
    let_go(session, number, boss.id)
    assert claim(session, number) == taken
    assert take_up(session, number, boss.id, at=LATER + WHILE / 2) == LATER + WHILE * 3 / 2
    let_go(session, number, boss.id)
    assert claim(session, number) == Claim()
    with pytest.raises(NotFound):
        take_up(session, "G24-ONBEKEND", clerk.id, at=LATER)


def test_who_took_an_item_keeps_nobody_from_deciding(
    session: Session, number: str, clerk: AccountView
) -> None:
    take_up(session, number, clerk.id, at=LATER)
    assert accept_candidate(session, number, seen=1, **BY) == 2


def test_a_note_after_a_decision_leaves_it_to_be_taken_back(
    session: Session, number: str, clerk: AccountView, calendar: Calendar
) -> None:
    version = accept_candidate(session, number, seen=1, **BY)
    query = select(HistoryEntry.id).where(HistoryEntry.action == Action.CANDIDATE_ACCEPTED)
    accepted = session.scalars(query).one()
    version = add_note(session, number, "Klopt dit?", seen=version, actor=CLERK, at=LATER)
    version = assign_item(session, number, clerk.id, seen=version, actor=CLERK, at=LATER)
    undo(session, accepted, seen=version, reason="Toch niet", calendar=calendar, **BY)
    assert claim(session, number).assigned_to is not None
