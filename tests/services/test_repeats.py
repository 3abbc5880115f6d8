"""One promise in more letters is one candidate: its places, one decision, and taking apart."""

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Place
from app.domain.errors import Invalid, Stale, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind, Relation
from app.services.belonging import reopen_place
from app.services.candidates import accept_candidate, dismiss_candidate, reopen_candidate
from app.services.intake import ImportResult
from app.services.links import register_links
from app.services.lookup import Shelf
from app.services.overview import find_register_items, get_item_story
from app.services.overview.desk import find_desk
from app.services.overview.rows.desk import Desk, DeskFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.repeats import follow_repeats, judge_place
from app.services.undoing import undo
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, LATER
from tests.importing import import_document
from tests.services.letters import FOOT, HEAD, make_incoming
from tests.services.pictures import picture

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
TODAY = dt.date(2026, 11, 21)
SUBJECT = (
    "de uitkomsten van de proef met de ventilatie van baggerschepen in de sluizen van Oosterhaven"
)
LETTERS = {
    "eerst": HEAD.format(day="1 februari 2024")
    + f"Ik zal uw Kamer voor 1 september 2024 informeren over {SUBJECT}.{FOOT}",
    "dan": HEAD.format(day="5 april 2024")
    + f"Voor 1 september 2024 informeer ik uw Kamer over {SUBJECT}.{FOOT}",
    "nog": HEAD.format(day="3 juni 2024")
    + f"Ik heb uw Kamer toegezegd haar voor 1 september 2024 te informeren over {SUBJECT}.{FOOT}",
    "antwoord": HEAD.format(day="20 augustus 2024")
    + f"Hiermee voldoe ik aan mijn toezegging om uw Kamer te informeren over {SUBJECT}.{FOOT}",
}
PROMISING = ("eerst", "dan", "nog")


def take_in(session: Session, *names: str, at: dt.datetime = AT) -> list[ImportResult]:
    return [
        import_document(
            session, make_incoming(LETTERS[name], name), calendar=Calendar(), actor=CLERK, at=at
        )
        for name in names
    ]


def desk(session: Session) -> Desk:
    return find_desk(session, DeskFilter(), today=TODAY)


def head(session: Session) -> Item:
    query = select(Item).join(Candidate, Candidate.item_id == Item.id)
    return session.scalars(query.where(Candidate.repeats_id.is_(None))).one()


def repeats(session: Session) -> list[Item]:
    query = select(Item).join(Candidate, Candidate.item_id == Item.id)
    found = query.where(Candidate.repeats_id.is_not(None)).order_by(Item.created_at, Item.id)
    return list(session.scalars(found))


def listed(session: Session, *kinds: ItemKind) -> int:
    return find_register_items(session, RegisterFilter(kinds=kinds), today=TODAY).paging.total


def test_three_letters_are_one_card_with_its_places(session: Session) -> None:
    results = take_in(session, *PROMISING)
    assert [one.counts.candidates for one in results] == [1, 1, 1]
    assert [one.counts.repeats for one in results] == [0, 1, 1]
    shown = desk(session)
    (group,) = shown.candidates
    (card,) = group.cards
    assert (group.letter.name, shown.counts.candidates) == ("eerst", 1)
    assert [one.quote.letter.name for one in card.places] == ["dan", "nog"]
    assert listed(session, ItemKind.CANDIDATE) == 1
    story = get_item_story(session, repeats(session)[0].number, today=TODAY)
    assert story.repeats == card.number


def test_what_answers_any_place_is_proposed_for_the_one(session: Session) -> None:
    take_in(session, *LETTERS)
    found = session.scalars(select(Suggestion)).all()
    assert {one.item_id for one in found} == {head(session).id}
    assert {one.relation for one in found} == {Relation.FULFILS}
    assert desk(session).counts.suggestions <= 3
    assert all(link["item"] == head(session).number for link in register_links(session))


def test_any_order_gives_the_same(session: Session) -> None:
    pictures = []
    for order in list(permutations(LETTERS))[::5]:
        nested = session.begin_nested()
        take_in(session, *order)
        found = picture(session)
        numbers = {item.id: item.number for item in session.scalars(select(Item))}
        found["repeats"] = {
            (numbers[row.item_id], numbers.get(row.repeats_id or 0))
            for row in session.scalars(select(Candidate))
        }
        pictures.append(found)
        nested.rollback()
        session.expire_all()
    for one in pictures[1:]:
        for part, value in one.items():
            assert value == pictures[0][part], part


def test_one_decision_covers_all_and_can_be_undone(session: Session) -> None:
    take_in(session, *PROMISING)
    item = head(session)
    version = accept_candidate(session, item.number, seen=item.version, **BY)
    session.commit()
    shown = desk(session)
    assert (shown.counts.candidates, shown.late_total) == (0, 0)
    assert listed(session) == listed(session, ItemKind.COMMITMENT) == 1
    assert len(get_item_story(session, item.number, today=TODAY).places) == 2
    reopen_candidate(session, item.number, seen=version, **BY)
    assert desk(session).counts.candidates == 1


@pytest.mark.parametrize("decide", ["accept", "dismiss"])
def test_a_later_letter_that_says_it_again_waits_as_a_repeat(session: Session, decide: str) -> None:
    take_in(session, "eerst")
    item = head(session)
    if decide == "accept":
        accept_candidate(session, item.number, seen=item.version, **BY)
    else:
        dismiss_candidate(session, item.number, seen=item.version, reason="nee", **BY)
    session.commit()
    take_in(session, "dan", at=LATER)
    shown = desk(session)
    assert (shown.counts.candidates, shown.late_total) == (0, 1)
    (late,) = shown.late
    assert (late.number, late.place.quote.letter.name) == (item.number, "dan")
    judge_place(session, late.place.number, Place.SAME, seen=late.place.version, **BY)
    session.commit()
    assert desk(session).late == ()
    (place,) = get_item_story(session, item.number, today=TODAY).places
    assert place.said is Place.SAME


def test_a_wrong_place_is_taken_apart_and_put_back(session: Session) -> None:
    take_in(session, *LETTERS)
    _, other, _ = repeats(session)  # the answer names the promise too
    version = judge_place(session, other.number, Place.ALONE, seen=other.version, **BY)
    session.commit()
    assert desk(session).counts.candidates == 2
    assert other.id in {one.item_id for one in session.scalars(select(Suggestion))}
    with pytest.raises(WrongState):
        judge_place(session, other.number, Place.ALONE, seen=version, **BY)
    session.rollback()
    with pytest.raises(Invalid):
        reopen_place(session, other.number, seen=version, reason=" ", **BY)
    session.rollback()
    with pytest.raises(Stale):
        reopen_place(session, other.number, seen=version - 1, reason="toch", **BY)
    session.rollback()
    query = select(HistoryEntry.id).where(HistoryEntry.action == Action.PLACE_JUDGED)
    undo(
        session,
        session.scalars(query).one(),
        seen=version,
        reason="toch wel",
        calendar=Calendar(),
        **BY,
    )
    session.commit()
    assert desk(session).counts.candidates == 1
    assert {one.item_id for one in session.scalars(select(Suggestion))} == {head(session).id}


def test_what_was_judged_on_its_own_stays_and_the_earlier_letter_repeats_it(
    session: Session,
) -> None:
    take_in(session, "dan")
    item = head(session)
    accept_candidate(session, item.number, seen=item.version, **BY)
    session.commit()
    take_in(session, "eerst", at=LATER)
    (late,) = desk(session).late
    assert (late.number, late.place.quote.letter.name) == (item.number, "eerst")


def test_without_the_first_paper_the_next_stands_for_the_rest(session: Session) -> None:
    take_in(session, *PROMISING)
    first = head(session)
    paper = session.get_one(Document, first.document_id)
    paper.withdrawn_at = AT
    session.flush()
    follow_repeats(session, [first.id], Shelf(), at=AT)
    (left,) = repeats(session)
    assert session.get_one(Document, left.document_id).name == "nog"


def test_a_repeat_that_is_judged_on_its_own_cannot_be_put_back(session: Session) -> None:
    take_in(session, *PROMISING)
    other = repeats(session)[1]
    version = judge_place(session, other.number, Place.ALONE, seen=other.version, **BY)
    version = accept_candidate(session, other.number, seen=version, **BY)
    session.commit()
    with pytest.raises(WrongState):
        reopen_place(session, other.number, seen=version, reason="toch", **BY)
