"""The register as a whole: numbers, fixed lists, stems made anew, what search parts hold."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.matching import ItemKind
from app.services import stemming
from app.services.lookup import FtsCandidateSource, find_terms
from app.services.numbers import number_of_motion, number_of_promise
from app.services.registers import (
    CommitteeSeed,
    MinistrySeed,
    UnpreparedRegister,
    is_demo,
    lock_intake,
    mark_as_demo,
    prepare_register,
)
from app.services.stemming import stem_of
from app.services.suggesting import open_item_of
from app.store.documents import Passage
from app.store.fts import render_any, select_hits
from app.store.items import Committee, Item, Ministry
from app.store.register import NORMALISER, RegisterFact
from tests.factories import AT, CLERK
from tests.importing import import_document
from tests.services.letters import ALL, make_incoming
from tests.services.pictures import picture

MINISTRIES = [MinistrySeed("hz", "Ministerie van Havenzaken", "HZ", "XXIV")]
COMMITTEES = [CommitteeSeed("haven", "vaste commissie voor Havenzaken", None)]


@pytest.fixture
def filled(session: Session, calendar: Calendar) -> Session:
    for name, letter in ALL.items():
        incoming = make_incoming(letter, name)
        import_document(session, incoming, calendar=calendar, actor=CLERK, at=AT)
    session.commit()
    return session


def test_fixed_lists_are_entered_once_and_renamed(session: Session) -> None:
    prepare_register(session, MINISTRIES, COMMITTEES)
    renamed = [MinistrySeed("hz", "Ministerie van Havens", None, None)]
    prepare_register(session, renamed, [])
    session.commit()
    assert session.scalars(select(Ministry.name)).all() == ["Ministerie van Havens"]
    assert session.scalars(select(Committee.slug)).all() == ["haven"]


def test_another_way_of_stemming_makes_all_stems_anew(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_register(filled, MINISTRIES, COMMITTEES)
    before = picture(filled)
    for passage in filled.scalars(select(Passage)):
        passage.stems = "oud"
    for item in filled.scalars(select(Item)):
        item.stems = "oud"
    filled.commit()
    prepare_register(filled, MINISTRIES, COMMITTEES)
    assert set(filled.scalars(select(Passage.stems))) == {"oud"}
    monkeypatch.setattr(stemming, "NORMALISER", "anders")
    prepare_register(filled, MINISTRIES, COMMITTEES)
    filled.commit()
    assert picture(filled) == before
    assert filled.get_one(RegisterFact, NORMALISER).value == "anders"


def test_a_register_says_itself_that_it_is_the_demo(session: Session) -> None:
    assert not is_demo(session)
    mark_as_demo(session)
    assert is_demo(session)


def test_a_register_without_its_fixed_rows_takes_nothing_in(session: Session) -> None:
    session.execute(text("DELETE FROM register_facts"))
    with pytest.raises(UnpreparedRegister):
        lock_intake(session)


def test_search_follows_every_change_of_the_stems(filled: Session) -> None:
    dialect = filled.get_bind().dialect.name

    def found(token: str) -> set[int]:
        query = select_hits(dialect, "passages", render_any(dialect, [token]))
        return {row.id for row in filled.execute(query)}

    (first, *_) = sorted(found(stem_of("baggerschepen")))
    assert len(found(stem_of("baggerschepen"))) == 2
    filled.get_one(Passage, first).stems = "zeemeeuw"
    filled.flush()
    assert found("zeemeeuw") == {first}
    assert first not in found(stem_of("baggerschepen"))


def test_papers_are_found_through_search_and_older_ones_left_out(filled: Session) -> None:
    items = {
        item.words[:12]: open_item_of(filled, item)
        for item in filled.scalars(select(Item).where(Item.kind == ItemKind.CANDIDATE))
    }
    promise = items["Ik zal uw Ka"]
    assert promise is not None
    source = FtsCandidateSource(filled)
    found = source.find_profiles(promise)
    assert [one.paper.timing.day for one in found] == [date(2024, 6, 20)]
    assert all(0 < term.weight <= 1 for term in find_terms(promise))


def test_numbers_hang_on_the_words_alone_and_grow_when_taken(session: Session) -> None:
    key = "a" * 64
    number = number_of_promise(session, key, "12", date(2024, 2, 1), frozenset())
    assert number.startswith("G24-")
    assert len(number) == 12
    longer = number_of_promise(session, key, "12", date(2024, 2, 1), frozenset({number}))
    assert longer.startswith(number)
    assert len(longer) == 13
    assert number_of_promise(session, key, "12", None, frozenset()).startswith("GXX-")
    assert number_of_motion("kst-21501-02-2433") == "M-21501-02-2433"
