"""What a search names: members, offices and who held them, ministries, committees, dossiers."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.offices import Certainty
from app.services.overview.named import MOST, find_named
from app.services.overview.subjects import find_members, get_subject_page
from app.services.search import parse_query
from app.store.finding import Member
from app.store.items import Commitment, Committee, Ministry
from app.store.offices import HolderRow
from tests.services.harbour import TODAY
from tests.services.statements import counted

OFFICE = "Minister van Havenzaken"
PAST = date(2025, 12, 31)


@pytest.fixture
def known(register: Session) -> Session:
    """Give the harbour with members, and with who held offices."""
    kade = register.scalars(select(Commitment).where(Commitment.subject == "de kade")).one()
    kade.member = "Van Zée"
    ministry = register.scalars(select(Ministry)).one()
    ministry.abbreviation = "HaZa"
    first = date(2020, 1, 1)
    members = (("Van Zée", "Groep Zee", None), ("Van Zand", "Groep Zand", PAST))
    holders = (
        (OFFICE, "A. Anker", first, PAST),
        (OFFICE, "B. Boei", date(2026, 1, 1), None),
        ("Minister van Wind", "A. Anker", first, PAST),
    )
    for name, fractie, last in members:
        register.add(Member(name=name, fractie=fractie, first=first, last=last))
    for office, name, since, last in holders:
        register.add(
            HolderRow(
                office=office,
                name=name,
                surname=name.split()[-1],
                first=since,
                last=last,
                certainty=Certainty.HIGH,
                source="verzonnen",
            )
        )
    register.flush()
    return register


def named(session: Session, typed: str, *dossiers: str) -> list[tuple[str, str | None]]:
    found = find_named(session, parse_query(typed), dossiers, today=TODAY)
    for one in found:
        get_subject_page(session, one.subject, today=TODAY)  # there is a page
    return [(one.subject.key, one.beside) for one in found]


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("zee", [("Van Zée", "Groep Zee")]),
        ("Lid van Zée", [("Van Zée", "Groep Zee")]),
        ("zee groep", [("Van Zée", "Groep Zee")]),
        ("zand", []),  # left, and nothing is known of them
        ("groep", []),
        ("minister", []),
        ("van", []),
        ("-zee", []),
        ("zee -kade", []),
        ("zee kade", []),
        ("boei", [(OFFICE, "B. Boei")]),
        ("anker", [(OFFICE, "A. Anker")]),
        ("minister Anker", [(OFFICE, "A. Anker")]),
        ("haza", [("hav", None)]),
        ("minister van havenzaken", [(OFFICE, "B. Boei"), ("hav", None)]),
        ("commissie haven", [("haven", None)]),
    ],
)
def test_words_name_who_bears_them_all_and_has_a_page(
    known: Session, typed: str, pages: list[tuple[str, str | None]]
) -> None:
    assert named(known, typed) == pages


def test_who_held_an_office_before_has_their_last_day(known: Session) -> None:
    (anker,) = find_named(known, parse_query("anker"), (), today=TODAY)
    (boei,) = find_named(known, parse_query("boei"), (), today=TODAY)
    assert (anker.until, boei.until) == (PAST, None)


def test_who_moved_a_motion_is_named_after_they_left(known: Session) -> None:
    mover = next(name for name, _, moved in find_members(known) if moved)
    known.add(Member(name=mover, fractie="Groep Zee", first=date(2000, 1, 1), last=PAST))
    known.flush()
    assert [key for key, _ in named(known, mover)] == [mover]


def test_a_dossier_is_named_where_papers_of_it_are_known(known: Session) -> None:
    assert named(known, "39201", "39201") == [("39201", None)]
    assert named(known, "39999", "39999") == []


def test_words_that_many_bear_name_only_who_is_called_so(known: Session) -> None:
    for number in range(MOST):
        known.add(Committee(slug=f"kade-{number}", name=f"Commissie voor Kade {number}"))
    known.flush()
    assert len(named(known, "kade")) == MOST
    known.add(Committee(slug="kade", name="Commissie voor de Kade"))
    known.flush()
    assert named(known, "kade") == []
    assert named(known, "commissie voor de kade") == [("kade", None)]


def test_it_takes_one_statement_and_none_for_words_that_name_nobody(known: Session) -> None:
    for typed, most in (("anker", 1), ("de minister", 0)):
        with counted(known) as statements:
            find_named(known, parse_query(typed), (), today=TODAY)
        assert len(statements) <= most
