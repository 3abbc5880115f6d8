"""A promise that was spoken: put down without a paper, found, compared and taken back."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status
from app.domain.errors import AlreadyThere, Invalid
from app.domain.reading import PromiseKind, Term, TermKind
from app.services.commitments import withdraw_commitment
from app.services.fields import CommitmentFields
from app.services.intake import store_prepared
from app.services.overview import find_letters, find_register_items, get_letter
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.stories import get_item_story
from app.services.spoken import Spoken, enter_spoken
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, Letter, make_statement

WORDS = "Ik zeg de heer Verzonnen toe dat ik in maart een brief stuur over de baggerwerken."
SAID = Spoken(WORDS, "commissiedebat  Vaarwegen", date(2026, 10, 12))
FIELDS = CommitmentFields(
    "minister van Havenzaken",
    "brief over de baggerwerken",
    PromiseKind.INFORM,
    term=Term(TermKind.DATE, "in maart", None, date(2027, 3, 31)),
    member="Verzonnen",
)
TODAY = AT.date()


def enter(session: Session, calendar: Calendar, said: Spoken = SAID) -> str:
    return enter_spoken(session, said, FIELDS, calendar=calendar, actor=CLERK, at=AT)


def test_it_is_a_commitment_with_its_words_debate_and_day(
    session: Session, calendar: Calendar
) -> None:
    number = enter(session, calendar)
    story = get_item_story(session, number, today=TODAY)
    assert number.startswith("G26-")
    assert story.registered is not None
    assert (story.registered.status, story.registered.promise.member) == (Status.OPEN, "Verzonnen")
    assert story.registered.promise.term.latest == date(2027, 3, 31)
    assert story.source is not None
    assert story.source.marked == WORDS
    assert story.letter is not None
    assert (story.letter.is_spoken, story.letter.title) == (True, "commissiedebat Vaarwegen")
    assert story.found is None
    assert get_letter(session, story.letter.id, today=TODAY).letter.timing.day == SAID.day


def test_search_finds_the_item_and_no_list_shows_a_paper(
    session: Session, calendar: Calendar
) -> None:
    number = enter(session, calendar)
    found = find_register_items(session, RegisterFilter(q="baggerwerk"), today=TODAY)
    assert [row.number for row in found.rows] == [number]
    for wanted in (LetterFilter(), LetterFilter(q="baggerwerken")):
        page = find_letters(session, wanted)
        assert (page.rows, page.paging.total) == ((), 0)


def test_a_later_letter_is_suggested_whichever_came_first(
    session: Session, calendar: Calendar
) -> None:
    said = "Hiermee doe ik de toezegging over de baggerwerken in de vaarwegen gestand."
    text = f"Geachte voorzitter,\n\n{said}"
    later = Letter(text, date(2026, 10, 30))
    later = replace(later, statements=(make_statement(later, said),))
    store_prepared(session, later.prepared("later"), actor=CLERK, at=AT)
    number = enter(session, calendar)
    item = session.scalars(select(Item).where(Item.number == number)).one()
    suggested = select(Suggestion).where(Suggestion.item_id == item.id)
    assert len(session.scalars(suggested).all()) == 1


def test_the_same_words_are_entered_once_until_they_are_taken_back(
    session: Session, calendar: Calendar
) -> None:
    number = enter(session, calendar)
    with pytest.raises(AlreadyThere, match=number):
        enter(session, calendar)
    elsewhere = enter(session, calendar, replace(SAID, debate="plenair debat"))
    assert elsewhere != number
    withdraw_commitment(session, number, seen=1, reason="Te vroeg", actor=CLERK, at=AT)
    assert enter(session, calendar) not in (number, elsewhere)


@pytest.mark.parametrize(
    "wrong, field",
    [({"words": " "}, "words"), ({"debate": ""}, "debate"), ({"day": date(2027, 1, 1)}, "day")],
)
def test_what_cannot_have_been_said_is_refused(
    session: Session, calendar: Calendar, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        enter(session, calendar, replace(SAID, **wrong))  # type: ignore[arg-type]  # one field each
    assert refused.value.field == field
