"""What is new or changed since a moment, and when somebody's previous visit was."""

from datetime import date, datetime, timedelta
from typing import cast

import pytest
from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from app.clock import DUTCH_TIME
from app.domain.calendar import Calendar
from app.services.accounts import (
    AccountView,
    begin_session,
    close_account,
    find_visit,
    see_session,
)
from app.services.accounts.sessions import SEEN_EVERY, VISIT_ENDS
from app.services.candidates import accept_candidate
from app.services.documents import Corrections, correct_document
from app.services.intake import store_prepared
from app.services.overview import changed
from app.services.overview.changed import (
    Change,
    count_changed_items,
    count_changed_papers,
    find_changed_items,
    find_changed_papers,
)
from app.services.overview.register import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.services.sharing import add_note
from app.store.accounts import AccountVisit
from app.store.documents import Document
from app.store.items import Candidate, Item
from app.store.listed import Listed
from tests.factories import AT, make_meeting, make_promising
from tests.services.people import BY, DAY

LATER = AT.astimezone(DUTCH_TIME) + timedelta(days=3)
TODAY = LATER.date()


def one_waiting(session: Session) -> Item:
    letter = make_promising()
    store_prepared(session, letter.prepared("brief-1"), actor="G", at=AT)
    session.commit()
    query = select(Item).join(Candidate, Candidate.item_id == Item.id).order_by(Item.id)
    found = session.scalars(query).first()
    assert found is not None
    return found


def changes(session: Session, since: datetime = LATER, today: date = TODAY) -> dict[str, Change]:
    numbers = session.scalars(select(Item.number)).all()
    return find_changed_items(session, numbers, since, today)


def narrowed(session: Session) -> set[str]:
    wanted = RegisterFilter(changed_since=LATER)
    return {row.number for row in find_register_items(session, wanted, today=TODAY).rows}


def test_what_came_in_is_new_and_what_was_there_is_not(session: Session) -> None:
    item = one_waiting(session)
    before = LATER - timedelta(days=4)
    assert changes(session, before)[item.number] is Change.NEW
    assert changes(session) == {}
    assert narrowed(session) == set()
    assert count_changed_items(session, LATER, TODAY) == 0
    paper = session.scalars(select(Document.id)).one()
    assert find_changed_papers(session, [paper], before) == {paper: Change.NEW}
    assert find_changed_papers(session, [paper], LATER) == {}
    assert (count_changed_papers(session, before), count_changed_papers(session, LATER)) == (1, 0)


def test_a_deed_changes_an_item_and_a_note_among_colleagues_does_not(
    session: Session, clerk: AccountView
) -> None:
    item = one_waiting(session)
    at = LATER + timedelta(hours=1)
    seen = add_note(session, item.number, "Gebeld.", seen=1, actor=clerk.name, at=at)
    assert changes(session) == {}
    accept_candidate(session, item.number, seen=seen, actor="G", at=at)
    assert changes(session) == {item.number: Change.CHANGED}
    assert narrowed(session) == {item.number}
    assert count_changed_items(session, LATER, TODAY) == 1


def test_a_letter_that_comes_in_marks_the_motions_that_it_names(session: Session) -> None:
    store_prepared(session, make_meeting().prepared("brief-1"), actor="G", at=AT)
    session.commit()
    motions = set(session.scalars(select(Listed.number).where(Listed.kind == "motion")))
    assert motions
    assert changes(session) == {}
    papers = cast("Table", Document.__table__)
    session.execute(update(papers).values(imported_at=LATER + timedelta(hours=1)))
    assert changes(session) == dict.fromkeys(motions, Change.LETTER)
    assert narrowed(session) == motions


def test_a_term_that_passed_meanwhile_is_told_until_the_next_visit(session: Session) -> None:
    item = one_waiting(session)
    candidates = cast("Table", Candidate.__table__)
    session.execute(
        update(candidates).where(candidates.c.item_id == item.id).values(term_latest=TODAY)
    )
    session.commit()
    assert changes(session) == {}  # today still meets it
    tomorrow = TODAY + timedelta(days=1)
    assert changes(session, today=tomorrow) == {item.number: Change.PASSED}
    assert changes(session, LATER + timedelta(days=1), tomorrow) == {}


def test_a_corrected_paper_is_changed(session: Session, calendar: Calendar) -> None:
    one_waiting(session)
    row = session.scalars(select(Document)).one()
    corrected = Corrections(row.date, "39201", "77", ("Minister van Havenzaken",))
    at = LATER + timedelta(hours=1)
    correct_document(
        session, row.id, corrected, seen=row.version, calendar=calendar, actor="G", at=at
    )
    assert find_changed_papers(session, [row.id], LATER) == {row.id: Change.CHANGED}


def test_a_visit_goes_on_while_pages_follow_and_the_one_before_is_kept(
    session: Session, clerk: AccountView
) -> None:
    begun = begin_session(session, clerk.id, device="Firefox", at=AT, lifetime=DAY)

    def look(at: datetime) -> datetime | None:
        visit = find_visit(session, begun.token, at=at, lifetime=2 * DAY)
        assert visit is not None
        if visit.is_stale:
            see_session(session, begun.id, at=at)
            session.flush()
        return visit.before

    assert look(AT) is None
    last = AT
    for minutes in (20, 90, 170):  # never two hours apart
        last = AT + timedelta(minutes=minutes)
        assert look(last) is None
    again = last + VISIT_ENDS
    assert look(again) == last
    assert look(again + SEEN_EVERY) == last
    assert look(again + SEEN_EVERY / 2) == last
    assert session.scalars(select(AccountVisit.before_at)).one() == last


def test_nothing_is_kept_of_the_visits_of_who_left(session: Session, clerk: AccountView) -> None:
    begin_session(session, clerk.id, device="Firefox", at=AT, lifetime=DAY)
    close_account(session, clerk.email, **BY)
    assert session.scalars(select(AccountVisit)).all() == []


def test_more_than_a_person_looks_through_is_not_counted(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_waiting(session)
    before = LATER - timedelta(days=4)
    found = count_changed_items(session, before, TODAY)
    assert found is not None
    assert found == len(session.scalars(select(Listed.item_id)).all())
    monkeypatch.setattr(changed, "MOST_COUNTED", found - 1)
    assert count_changed_items(session, before, TODAY) is None
    assert count_changed_items(session, LATER, TODAY) == 0
