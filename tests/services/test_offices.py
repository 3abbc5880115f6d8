"""Who answers for a promise: one rule, one spelling, and the ministry that follows."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.commitments import (
    amend_commitment,
    enter_commitment,
)
from app.services.fields import CommitmentChanges
from app.services.intake import store_prepared
from app.services.offices import answering, load_ministries, spell_office
from app.services.overview import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.store.documents import Document
from app.store.items import Commitment, Item, Ministry
from tests.factories import AT, make_promising
from tests.services.promised import BY, FIELDS, item_of, take_in


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


@pytest.fixture
def ministries(register: Session) -> dict[str, int]:
    """Give two ministries, by what they are of."""
    for slug, portfolio in (("hz", "Havenzaken"), ("rz", "Rivierzaken")):
        register.add(Ministry(slug=slug, name=f"Ministerie van {portfolio}", abbreviation=slug))
    register.flush()
    query = select(Ministry.name, Ministry.id)
    return {name.removeprefix("Ministerie van "): key for name, key in register.execute(query)}


def test_another_actor_or_office_brings_its_ministry(
    register: Session, ministries: dict[str, int]
) -> None:
    item = item_of(register)
    river = CommitmentChanges(actor="de minister van Rivierzaken")
    accept_candidate(register, item.number, seen=1, changes=river, **BY)
    row = register.get_one(Commitment, item.id)
    told = (row.responsible, row.ministry_id)
    assert told == ("Minister van Rivierzaken", ministries["Rivierzaken"])
    harbour = CommitmentChanges(responsible="STAATSSECRETARIS VAN HAVENZAKEN")
    amend_commitment(register, item.number, harbour, seen=2, **BY)
    told = (row.responsible, row.ministry_id)
    assert told == ("Staatssecretaris van Havenzaken", ministries["Havenzaken"])
    amend_commitment(register, item.number, river, seen=3, **BY)
    assert row.ministry_id == ministries["Havenzaken"]  # the same actor: nothing follows
    cabinet = CommitmentChanges(actor="de ministerraad")
    amend_commitment(register, item.number, cabinet, seen=4, **BY)
    told = (row.responsible, row.ministry_id)
    assert told == ("Minister van Havenzaken", ministries["Havenzaken"])  # who signed
    given = CommitmentChanges(
        responsible="de Minister van RZ", ministry_id=ministries["Havenzaken"]
    )
    amend_commitment(register, item.number, given, seen=5, **BY)
    register.commit()
    told = (row.responsible, row.ministry_id)
    assert told == ("Minister van Rivierzaken", ministries["Havenzaken"])


def test_a_commitment_by_hand_has_the_office_that_it_names(
    register: Session, ministries: dict[str, int]
) -> None:
    document = register.scalars(select(Document).where(Document.date == date(2024, 2, 1))).one()
    span = make_promising().find("De haven groeit snel.")
    number = enter_commitment(register, document_id=document.id, span=span, fields=FIELDS, **BY)
    register.commit()
    item = register.scalars(select(Item).where(Item.number == number)).one()
    row = register.get_one(Commitment, item.id)
    told = (row.responsible, row.ministry_id)
    assert told == ("Minister van Havenzaken", ministries["Havenzaken"])


@pytest.mark.parametrize(
    ("printed", "spelled"),
    [
        ("minister van havenzaken", "Minister van Havenzaken"),
        ("de  Minister van\nHavenzaken", "Minister van Havenzaken"),
        ("MINISTER VAN HAVENZAKEN", "Minister van Havenzaken"),
        ("Minister van HZ", "Minister van Havenzaken"),
        ("MINISTER VOOR DIJKEN EN DAMMEN", "Minister voor Dijken en Dammen"),
        ("Minister-President", "Minister-president"),
        ("kabinet", "Kabinet"),
    ],
)
def test_an_office_has_one_spelling(
    register: Session, ministries: dict[str, int], printed: str, spelled: str
) -> None:
    assert ministries
    assert spell_office(load_ministries(register), printed) == spelled


def test_a_title_alone_is_that_of_who_signed_with_it(
    register: Session, ministries: dict[str, int]
) -> None:
    assert ministries
    loaded = load_ministries(register)
    signed = ("Minister van Havenzaken", "Staatssecretaris van Rivierzaken")
    assert answering(loaded, "de staatssecretaris", signed) == "Staatssecretaris van Rivierzaken"
    assert answering(loaded, "Minister", (*signed, "Minister van Rivierzaken")) == "Minister"


def test_the_council_of_ministers_is_no_office_in_list_or_acceptance(session: Session) -> None:
    letter = make_promising()
    council = replace(letter.promises[0], actor="de ministerraad")
    store_prepared(session, replace(letter, promises=(council,)).prepared(), actor="", at=AT)
    session.commit()
    (row,) = find_register_items(
        session, RegisterFilter(kinds=(ItemKind.CANDIDATE,)), today=AT.date()
    ).rows
    assert row.responsible == "Minister van Havenzaken"
    accept_candidate(session, row.number, seen=1, **BY)
    session.commit()
    assert session.scalars(select(Commitment.responsible)).one() == row.responsible
