"""The inbox: papers as they came in, what each brings, and how much waits in it."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.intake import store_prepared
from app.services.overview.inbox import count_letters, find_inbox, find_next_letter, get_letter_head
from app.services.overview.rows.inbox import Inbox, InboxRow
from tests.factories import AT, CLERK, LATER, Letter, make_meeting, make_promise
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.statements import counted


def inbox(session: Session, *, everything: bool = False, page: int = 1, size: int = 10) -> Inbox:
    return find_inbox(session, page, today=TODAY, everything=everything, size=size)


def row_of(session: Session, name: str) -> InboxRow:
    rows = inbox(session, everything=True).rows
    return next(row for row in rows if row.letter.name == name)


def test_papers_with_work_come_with_the_last_first(register: Session) -> None:
    letter = Letter("Geachte voorzitter,\n\nIk zal de pont noemen.", dt.date(2020, 1, 1))
    letter = replace(letter, promises=(make_promise(letter, "Ik zal de pont noemen."),))
    store_prepared(register, letter.prepared("laatst"), actor=CLERK, at=LATER)
    found = inbox(register)
    assert [row.letter.name for row in found.rows] == ["laatst", "brief-3", "brief-2", "brief-1"]
    assert found.waiting == count_letters(register) == 4


def test_what_holds_no_work_is_shown_when_asked(register: Session) -> None:
    assert "brief-4" not in [row.letter.name for row in inbox(register).rows]
    assert "brief-4" in [row.letter.name for row in inbox(register, everything=True).rows]


def test_a_paper_names_what_it_promises_settles_and_cites(register: Session) -> None:
    promising = row_of(register, "brief-3")
    assert (promising.candidates, promising.suggestions, promising.late) == (1, 0, 0)
    assert next(row.subject for row in promising.promises.rows) == "de veer"  # what waits
    assert promising.promises.total == 4  # the dismissed one is left out
    assert (len(promising.promises.rows), promising.promises.more) == (3, 1)
    answering = row_of(register, "brief-2")
    assert answering.suggestions == answering.waiting > 0
    assert number_of(register, "uitkomsten van de proef") in [
        row.number for row in answering.settles.rows
    ]
    assert row_of(register, "brief-4").papers == 2


def test_a_decided_paper_leaves_the_inbox(register: Session) -> None:
    accept_candidate(register, number_of(register, "veer"), seen=1, actor=CLERK, at=LATER)
    assert "brief-3" not in [row.letter.name for row in inbox(register).rows]
    proof = number_of(register, "uitkomsten van de proef")
    dismiss_candidate(register, proof, seen=1, reason="geen toezegging", actor=CLERK, at=LATER)
    assert not [row for row in inbox(register).rows if row.letter.name == "brief-1"]


def test_pages_hold_every_paper_once(register: Session) -> None:
    names = [
        row.letter.name
        for page in (1, 2)
        for row in inbox(register, everything=True, page=page, size=2).rows
    ]
    assert sorted(names) == ["brief-1", "brief-2", "brief-3", "brief-4"]


def test_the_inbox_takes_a_bounded_number_of_statements(register: Session) -> None:
    with counted(register) as few:
        inbox(register)
    other = replace(make_meeting(dt.date(2024, 9, 9)), text=make_meeting().text + " Einde.")
    store_prepared(register, other.prepared("nog een"), actor=CLERK, at=AT)
    with counted(register) as more:
        inbox(register)
    assert len(more) == len(few) <= 20


def test_after_one_paper_comes_the_next_with_work(register: Session) -> None:
    first = inbox(register).rows[0].letter.id
    following = find_next_letter(register, first)
    assert following == inbox(register).rows[1].letter.id
    veer, proof = number_of(register, "veer"), number_of(register, "uitkomsten van de proef")
    for number in (veer, proof):
        dismiss_candidate(register, number, seen=1, reason="geen", actor=CLERK, at=LATER)
    left = [row.letter.id for row in inbox(register).rows]
    assert [find_next_letter(register, one) for one in left] == [*left[1:], *left[:1]]


def test_the_head_of_an_unknown_paper_is_refused(register: Session) -> None:
    assert get_letter_head(register, letter_id(register, "brief-1")).letter.name == "brief-1"
    with pytest.raises(NotFound):
        get_letter_head(register, 999)
