"""Two commitments that are one, one that is two, and both taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status, Verdict
from app.domain.errors import Invalid, NotFound, RestsOnIt, Stale, WrongState
from app.domain.history import Action
from app.domain.reading import NO_TERM, PromiseKind
from app.services.candidates import reopen_candidate
from app.services.commitments import (
    enter_commitment,
    move_deadline,
    reinstate_commitment,
    set_status,
    withdraw_commitment,
)
from app.services.manual_links import link_passage
from app.services.merging import merge_commitments
from app.services.overview import find_register_items, get_item_story
from app.services.overview.rows.register import RegisterFilter
from app.services.splitting import Part, split_commitment
from app.services.standing import find_standing
from app.services.undoing import undo
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Commitment, Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, LATER, make_meeting, make_promising, make_term
from tests.services.promised import BY, FIELDS, accepted, actions, suggestion_of, take_in

WHY = "Beide gaan over dezelfde toezegging."
FIRST = Part("de groei van de haven", PromiseKind.ACT, NO_TERM)
SECOND = Part("de kades", PromiseKind.INFORM, make_term(date(2027, 5, 1)))


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


def document(session: Session, day: date) -> Document:
    return session.scalars(select(Document).where(Document.date == day)).one()


def by_hand(session: Session) -> Item:
    """Make a second commitment, of other words of the first letter."""
    number = enter_commitment(
        session,
        document_id=document(session, date(2024, 2, 1)).id,
        span=make_promising().find("De haven groeit snel."),
        fields=FIELDS,
        **BY,
    )
    session.commit()
    return session.scalars(select(Item).where(Item.number == number)).one()


def merge(session: Session, gone: Item, kept: Item) -> int:
    seen: dict[str, Any] = {"seen": gone.version, "into_seen": kept.version}
    version = merge_commitments(session, gone.number, kept.number, reason=WHY, **seen, **BY)
    session.commit()
    return version


def split(session: Session, item: Item) -> Item:
    number = split_commitment(
        session, item.number, FIRST, SECOND, seen=item.version, reason="Twee beloften.", **BY
    )
    session.commit()
    return session.scalars(select(Item).where(Item.number == number)).one()


def take_back(session: Session, item: Item, action: Action) -> None:
    """Undo the newest such deed of an item."""
    lines = select(HistoryEntry.id).where(
        HistoryEntry.item_id == item.id, HistoryEntry.action == action
    )
    entry = session.scalars(lines.order_by(HistoryEntry.id.desc())).first() or 0
    asked: dict[str, Any] = {"seen": item.version, "reason": "Toch niet."}
    undo(session, entry, calendar=Calendar(), actor=CLERK, at=LATER, **asked)
    session.commit()


def listed(session: Session) -> Sequence[str]:
    found = find_register_items(session, RegisterFilter(size=100), today=AT.date())
    return [row.number for row in found.rows]


def test_one_that_is_another_leaves_the_lists_and_points_on(register: Session) -> None:
    kept, gone = accepted(register), by_hand(register)
    assert merge(register, gone, kept) == gone.version
    row = register.get_one(Commitment, gone.id)
    assert (row.merged_into_id, row.withdrawn_at) == (kept.id, AT)
    assert gone.number not in listed(register)
    assert kept.number in listed(register)
    story = get_item_story(register, gone.number, today=AT.date())
    assert story.joined.into == kept.number
    holding = get_item_story(register, kept.number, today=AT.date()).joined
    assert [one.number for one in holding.merged] == [gone.number]
    assert actions(register, gone)[-1] is Action.COMMITMENT_MERGED
    assert actions(register, kept)[-1] is Action.COMMITMENT_JOINED


def test_what_letters_said_of_one_counts_for_both_until_they_part(register: Session) -> None:
    kept, gone = by_hand(register), accepted(register)
    one = suggestion_of(register, gone)
    link_passage(
        register,
        gone.number,
        document_id=one.document_id,
        span=make_meeting().sentence("Hiermee heb ik"),
        verdict=Verdict.FULFILS,
        **BY,
    )
    register.commit()
    merge(register, gone, kept)
    assert register.get_one(Commitment, kept.id).status is Status.SETTLED
    assert len(find_standing(register, gone.id)) == 1
    take_back(register, gone, Action.COMMITMENT_MERGED)
    assert register.get_one(Commitment, kept.id).status is Status.OPEN
    assert register.get_one(Commitment, gone.id).status is Status.SETTLED
    assert register.get_one(Commitment, gone.id).withdrawn_at is None
    assert actions(register, gone)[-1] is Action.COMMITMENT_PARTED
    with pytest.raises(WrongState):
        take_back(register, gone, Action.COMMITMENT_MERGED)


def test_what_waits_is_proposed_for_the_one_that_stays(register: Session) -> None:
    kept, gone = by_hand(register), accepted(register)
    assert suggestion_of(register, gone).verdict is None
    merge(register, gone, kept)
    (moved,) = register.scalars(select(Suggestion).where(Suggestion.item_id == kept.id))
    assert moved.from_start == register.get_one(Commitment, gone.id).start
    take_back(register, kept, Action.COMMITMENT_JOINED)
    assert suggestion_of(register, gone).verdict is None
    assert not register.scalars(select(Suggestion).where(Suggestion.item_id == kept.id)).all()


def test_merging_needs_two_that_stand_as_they_were_seen_and_a_reason(register: Session) -> None:
    kept, gone = accepted(register), by_hand(register)
    seen: dict[str, Any] = {"seen": gone.version, "into_seen": kept.version}
    for into, error, other in (
        (gone.number, Invalid, {}),
        ("G22-NIETS", NotFound, {}),
        (kept.number, Stale, {"into_seen": 9}),
        (kept.number, Stale, {"seen": 9}),
    ):
        with pytest.raises(error):
            merge_commitments(register, gone.number, into, reason=WHY, **(seen | other), **BY)
        register.rollback()
    with pytest.raises(Invalid):
        merge_commitments(register, gone.number, kept.number, reason=" ", **seen, **BY)
    register.rollback()
    merge(register, gone, kept)
    with pytest.raises(WrongState):
        merge(register, gone, kept)


def test_nothing_takes_away_what_another_was_merged_into(register: Session) -> None:
    kept, gone = accepted(register), by_hand(register)
    merge(register, gone, kept)
    with pytest.raises(RestsOnIt):
        reopen_candidate(register, kept.number, seen=kept.version, **BY)
    register.rollback()
    with pytest.raises(WrongState):
        reinstate_commitment(register, gone.number, seen=gone.version, reason="Terug.", **BY)
    register.rollback()
    with pytest.raises(WrongState):
        set_status(register, gone.number, Status.LAPSED, seen=gone.version, reason="Nee.", **BY)


def test_a_second_promise_gets_a_number_of_its_own(register: Session) -> None:
    item = by_hand(register)
    half = split(register, item)
    assert half.number != item.number
    assert half.words == item.words
    first, second = (register.get_one(Commitment, one.id) for one in (item, half))
    assert (first.subject, second.subject) == (FIRST.subject, SECOND.subject)
    assert (second.actor, second.deadline, second.first_deadline) == (
        first.actor,
        date(2027, 5, 1),
        date(2027, 5, 1),
    )
    assert {item.number, half.number} <= set(listed(register))
    assert get_item_story(register, half.number, today=AT.date()).joined.split_from == item.number
    parts = get_item_story(register, item.number, today=AT.date()).joined.split_off
    assert [one.number for one in parts] == [half.number]


def test_a_splitting_is_taken_back_and_can_be_done_again(register: Session) -> None:
    item = by_hand(register)
    before = register.get_one(Commitment, item.id).subject
    half = split(register, item)
    take_back(register, item, Action.COMMITMENT_SPLIT)
    assert register.get_one(Commitment, item.id).subject == before
    assert half.number not in listed(register)
    assert get_item_story(register, item.number, today=AT.date()).joined.split_off == ()
    with pytest.raises(WrongState):
        reinstate_commitment(register, half.number, seen=half.version, reason="Terug.", **BY)
    register.rollback()
    assert split(register, item).number not in (half.number, item.number)


def test_a_part_on_which_something_rests_is_not_joined_again(register: Session) -> None:
    item = by_hand(register)
    half = split(register, item)
    term = replace(SECOND.term, latest=date(2027, 9, 1))
    move_deadline(register, half.number, term, seen=half.version, reason="Uitstel.", **BY)
    register.commit()
    with pytest.raises(RestsOnIt):
        take_back(register, item, Action.COMMITMENT_SPLIT)
    register.rollback()
    for one in (half, item):
        with pytest.raises((WrongState, RestsOnIt)):
            withdraw_commitment(register, one.number, seen=one.version, reason="Weg.", **BY)
        register.rollback()


def test_splitting_needs_two_different_promises(register: Session) -> None:
    item = by_hand(register)
    for goes, error in ((FIRST, Invalid), (replace(SECOND, subject=" "), Invalid)):
        with pytest.raises(error):
            split_commitment(
                register, item.number, FIRST, goes, seen=item.version, reason="Twee.", **BY
            )
        register.rollback()
