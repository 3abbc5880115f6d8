"""A promise that a clerk puts with another: a repeat, an addition or a change, counted once."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Place, PlaceKind
from app.domain.errors import Invalid, NotFound, RestsOnIt, Stale, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import Term, TermKind
from app.services.belonging import join_promise, reopen_place
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import move_deadline
from app.services.overview import find_register_items, get_item_story
from app.services.overview.desk import find_desk
from app.services.overview.rows.desk import CandidateCard, DeskFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.repeats import judge_place
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item
from tests.factories import AT, CLERK, LATER
from tests.importing import import_document
from tests.services.letters import FOOT, HEAD, make_incoming

BY: dict[str, Any] = {"actor": CLERK, "at": LATER}
TODAY = dt.date(2026, 11, 21)
LETTERS = {
    "eerst": (
        "1 februari 2024",
        "Ik zal uw Kamer voor 1 september 2024 informeren over de sluizen van Oosterhaven.",
    ),
    "dan": (
        "5 april 2024",
        "Ik zal uw Kamer voor 1 december 2024 berichten over het baggeren van de vaargeul.",
    ),
    "nog": (
        "3 juni 2024",
        "Ik zal uw Kamer informeren over de evaluatie van de nachtelijke veerdienst naar Westerplaat.",
    ),
}


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with three promises that have nothing in common."""
    for name, (day, sentence) in LETTERS.items():
        incoming = make_incoming(HEAD.format(day=day) + sentence + FOOT, name)
        import_document(session, incoming, calendar=Calendar(), actor=CLERK, at=AT)
    return session


def item(session: Session, name: str) -> Item:
    """Give the promise of a letter."""
    part = LETTERS[name][1].split()[-1]
    return session.scalars(select(Item).where(Item.words.contains(part))).one()


def accepted(session: Session, name: str) -> Item:
    one = item(session, name)
    accept_candidate(session, one.number, seen=one.version, **BY)
    return one


def join(session: Session, name: str, to: str, kind: PlaceKind, **values: Any) -> int:
    one, other = item(session, name), item(session, to)
    seen = {"seen": one.version, "to_seen": other.version} | values
    return join_promise(session, one.number, other.number, kind, **seen, **BY)


def reopen(session: Session, name: str) -> int:
    one = item(session, name)
    return reopen_place(session, one.number, seen=one.version, reason="toch apart", **BY)


def cards(session: Session) -> dict[str, CandidateCard]:
    desk = find_desk(session, DeskFilter(), today=TODAY)
    return {card.number: card for group in desk.candidates for card in group.cards}


def deadline(session: Session, name: str) -> dt.date | None:
    story = get_item_story(session, item(session, name).number, today=TODAY)
    assert story.promise is not None
    return story.promise.term.latest


@pytest.mark.parametrize("kind", [PlaceKind.REPEAT, PlaceKind.ADDITION])
def test_what_is_put_with_a_commitment_counts_there_and_nowhere_else(
    register: Session, kind: PlaceKind
) -> None:
    head = accepted(register, "eerst")
    join(register, "dan", "eerst", kind)
    assert item(register, "dan").number not in cards(register)
    wanted = RegisterFilter(kinds=(ItemKind.CANDIDATE,))
    assert find_register_items(register, wanted, today=TODAY).paging.total == 1
    (place,) = get_item_story(register, head.number, today=TODAY).places
    assert (place.number, place.kind, place.said) == (
        item(register, "dan").number,
        kind,
        Place.SAME,
    )
    story = get_item_story(register, item(register, "dan").number, today=TODAY)
    assert (story.repeats, story.place_kind) == (head.number, kind)
    assert deadline(register, "eerst") == dt.date(2024, 8, 31)  # its own term stands


def test_a_change_gives_the_commitment_its_term_with_the_letter_as_ground(
    register: Session,
) -> None:
    accepted(register, "eerst")
    join(register, "dan", "eerst", PlaceKind.CHANGE)
    story = get_item_story(register, item(register, "eerst").number, today=TODAY)
    assert story.promise is not None
    assert story.promise.term.latest == dt.date(2024, 11, 30)
    assert story.promise.term.first == dt.date(2024, 8, 31)
    line = story.history[0]
    assert (line.action, line.actor) == (Action.DEADLINE_MOVED, CLERK)
    assert line.letter is not None
    assert line.letter.name == "dan"


def test_a_change_without_a_day_leaves_the_term(register: Session) -> None:
    accepted(register, "eerst")
    join(register, "nog", "eerst", PlaceKind.CHANGE)
    assert deadline(register, "eerst") == dt.date(2024, 8, 31)
    reopen(register, "nog")
    assert item(register, "nog").number in cards(register)


def test_it_is_taken_back_with_the_term(register: Session) -> None:
    accepted(register, "eerst")
    join(register, "dan", "eerst", PlaceKind.CHANGE)
    reopen(register, "dan")
    assert deadline(register, "eerst") == dt.date(2024, 8, 31)
    assert item(register, "dan").number in cards(register)
    assert get_item_story(register, item(register, "eerst").number, today=TODAY).places == ()
    join(register, "dan", "eerst", PlaceKind.CHANGE)  # and may be put there again
    assert deadline(register, "eerst") == dt.date(2024, 11, 30)


def test_a_later_term_rests_on_the_change(register: Session) -> None:
    accepted(register, "eerst")
    join(register, "dan", "eerst", PlaceKind.CHANGE)
    head = item(register, "eerst")
    term = Term(TermKind.DATE, "in 2025", None, dt.date(2025, 12, 31))
    move_deadline(register, head.number, term, seen=head.version, reason="uitstel", **BY)
    with pytest.raises(RestsOnIt):
        reopen(register, "dan")


def test_a_repeat_may_be_put_with_what_waits_too_but_changes_nothing_there(
    register: Session,
) -> None:
    with pytest.raises(WrongState):
        join(register, "dan", "eerst", PlaceKind.CHANGE)
    join(register, "dan", "eerst", PlaceKind.ADDITION)
    assert [one.number for one in cards(register)[item(register, "eerst").number].places] == [
        item(register, "dan").number
    ]


def test_what_belongs_to_what_belongs_elsewhere_counts_there(register: Session) -> None:
    join(register, "nog", "dan", PlaceKind.REPEAT)
    join(register, "dan", "eerst", PlaceKind.ADDITION)
    places = get_item_story(register, item(register, "eerst").number, today=TODAY).places
    assert {one.number for one in places} == {
        item(register, "dan").number,
        item(register, "nog").number,
    }
    with pytest.raises(WrongState):  # and never round in a circle
        join(register, "eerst", "nog", PlaceKind.REPEAT)
    reopen(register, "dan")
    places = get_item_story(register, item(register, "dan").number, today=TODAY).places
    assert [one.number for one in places] == [item(register, "nog").number]


def test_it_survives_a_letter_that_comes_in_later(register: Session) -> None:
    accepted(register, "eerst")
    join(register, "dan", "eerst", PlaceKind.REPEAT)
    text = HEAD.format(day="7 juli 2024") + LETTERS["dan"][1] + FOOT
    import_document(
        register, make_incoming(text, "weer"), calendar=Calendar(), actor=CLERK, at=LATER
    )
    heads = {
        row.repeats_id
        for row in register.scalars(select(Candidate).where(Candidate.repeats_id.is_not(None)))
    }
    assert heads == {item(register, "eerst").id}


def test_what_was_taken_apart_goes_back_to_that(register: Session) -> None:
    text = HEAD.format(day="7 juli 2024") + LETTERS["dan"][1] + FOOT
    import_document(register, make_incoming(text, "weer"), calendar=Calendar(), actor=CLERK, at=AT)
    query = select(Item).join(Candidate, Candidate.item_id == Item.id)
    again = register.scalars(query.where(Candidate.repeats_id.is_not(None))).one()
    judge_place(register, again.number, Place.ALONE, seen=again.version, **BY)
    other = item(register, "eerst")
    asked: dict[str, Any] = {"seen": again.version, "to_seen": other.version} | BY
    join_promise(register, again.number, other.number, PlaceKind.REPEAT, **asked)
    reopen_place(register, again.number, seen=again.version, reason="toch apart", **BY)
    assert register.get_one(Candidate, again.id).place is Place.ALONE
    assert again.number in cards(register)


def test_each_deed_is_told(register: Session) -> None:
    accepted(register, "eerst")
    join(register, "dan", "eerst", PlaceKind.ADDITION, reason="bijlage 2")
    reopen(register, "dan")
    query = select(HistoryEntry).where(HistoryEntry.item_id == item(register, "dan").id)
    told = register.scalars(query.order_by(HistoryEntry.id.desc())).all()
    assert [one.action for one in told[:2]] == [Action.PLACE_REOPENED, Action.PLACE_JUDGED]
    assert told[1].after == {"place": "aanvulling", "belongs_to": item(register, "eerst").number}
    assert told[0].before == {"place": "aanvulling"}
    assert told[1].reason == "bijlage 2"


def test_what_cannot_be_is_refused(register: Session) -> None:
    accepted(register, "eerst")
    mine = item(register, "dan")
    asked: dict[str, Any] = {"seen": mine.version, "to_seen": 1} | BY
    with pytest.raises(Invalid):
        join_promise(register, mine.number, mine.number, PlaceKind.REPEAT, **asked)
    with pytest.raises(NotFound):
        join_promise(register, mine.number, "G00-NERGENS", PlaceKind.REPEAT, **asked)
    with pytest.raises(Stale):
        join(register, "dan", "eerst", PlaceKind.REPEAT, to_seen=1)
    with pytest.raises(Stale):
        join(register, "dan", "eerst", PlaceKind.REPEAT, seen=9)
    with pytest.raises(WrongState):  # a commitment is no candidate any more
        join(register, "eerst", "dan", PlaceKind.REPEAT)
    nog = item(register, "nog")
    dismiss_candidate(register, nog.number, seen=nog.version, reason="geen toezegging", **BY)
    with pytest.raises(WrongState):
        join(register, "dan", "nog", PlaceKind.REPEAT)
    with pytest.raises(WrongState):
        join(register, "nog", "eerst", PlaceKind.REPEAT)
