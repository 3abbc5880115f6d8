"""Dossier, source, period and fractie narrow the register; a motion has those of its papers."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services import overview
from app.services.motion_identity import gather_movers
from app.services.overview.narrowing import find_fracties
from app.services.overview.rows.register import RegisterFilter, Source
from app.store.finding import Member, MotionMover
from app.store.items import Candidate, Commitment
from tests.services.harbour import TODAY


def found(session: Session, **filters: object) -> set[str]:
    wanted = RegisterFilter(size=100, **filters)  # type: ignore[arg-type]  # each by its own name
    page = overview.find_register_items(session, wanted, today=TODAY)
    assert len(page.rows) == page.paging.total
    return {row.kamerstuk or row.subject or row.number for row in page.rows}


def test_a_dossier_has_what_stands_in_its_papers_and_its_own_motions(register: Session) -> None:
    every = found(register)
    kept = found(register, dossier="39201")
    assert "39 201, nr. 17" in kept
    assert {"de kade", "de kraan", "de boei", "de veer"} <= kept
    assert kept < every or kept == every
    assert found(register, dossier="39999") == set()


def test_a_period_has_the_papers_of_it_and_the_motions_that_they_mention(register: Session) -> None:
    in_2026 = found(register, since=date(2026, 1, 1))
    assert "de kade" in in_2026
    before = found(register, until=date(2025, 12, 31))
    assert "de kade" not in before
    assert "39 201, nr. 17" in before
    assert found(register, since=date(2026, 5, 6), until=date(2026, 5, 6)) >= {"de kade"}


def test_a_source_parts_what_was_written_from_what_was_spoken(register: Session) -> None:
    written = found(register, source=Source.WRITTEN)
    spoken = found(register, source=Source.SPOKEN)
    assert "de kade" in written
    assert not written & spoken
    promises = found(register, kinds=(ItemKind.COMMITMENT, ItemKind.CANDIDATE))
    assert written | spoken == promises


def test_a_fractie_has_what_its_members_were_promised_and_moved_while_in_it(
    register: Session,
) -> None:
    mover = register.scalars(select(MotionMover.name)).first()
    assert mover is not None
    kade = register.scalars(select(Commitment).where(Commitment.subject == "de kade")).one()
    veer = register.scalars(select(Candidate).where(Candidate.subject == "de veer")).one()
    kade.member = veer.member = "Van Zee"
    register.add_all(
        [
            Member(name=mover, fractie="Groep Zee", first=date(2020, 1, 1), last=None),
            Member(name="Van Zee", fractie="Groep Zee", first=date(2026, 1, 1), last=None),
            Member(
                name="Van Zee",
                fractie="Groep Land",
                first=date(2020, 1, 1),
                last=date(2025, 12, 31),
            ),
        ]
    )
    register.flush()
    assert found(register, fractie="Groep Zee") == {"de kade", "de veer", "39 201, nr. 17"}
    assert found(register, fractie="Groep Land") == set()
    assert find_fracties(register, TODAY) == ("Groep Zee",)


@pytest.mark.parametrize("q", ["kade", "haven"])
def test_words_and_filters_narrow_together(register: Session, q: str) -> None:
    words = found(register, q=q)
    assert found(register, q=q, dossier="39201", since=date(2026, 1, 1)) <= words


@pytest.mark.parametrize(
    "filters", [{}, {"since": date(2000, 1, 1)}, {"kinds": (ItemKind.MOTION,)}]
)
def test_a_member_has_what_was_promised_and_the_motions_that_they_moved(
    register: Session, filters: dict[str, Any]
) -> None:
    (mover,) = register.scalars(select(MotionMover.name).distinct()).all()
    promised = register.scalars(select(Commitment).order_by(Commitment.item_id)).all()[0]
    promised.member = mover
    register.flush()
    every = overview.find_register_items(register, RegisterFilter(**filters), today=TODAY)
    (facet,) = (one for one in every.facets.members if one.value == mover)
    theirs = RegisterFilter(member=mover, **filters)
    found = overview.find_register_items(register, theirs, today=TODAY)
    assert found.paging.total == facet.count > 0
    assert ItemKind.MOTION in {row.kind for row in found.rows}
    (again,) = (one for one in found.facets.members if one.value == mover)
    assert again.count == facet.count
    none = RegisterFilter(member=mover, committee="zonder", kinds=(ItemKind.MOTION,))
    assert overview.find_register_items(register, none, today=TODAY).paging.total == 0


def test_movers_gathered_anew_are_those_that_were_kept(register: Session) -> None:
    rows = select(MotionMover.item_id, MotionMover.position, MotionMover.name)
    kept = {tuple(row) for row in register.execute(rows)}
    assert kept
    gather_movers(register)
    assert {tuple(row) for row in register.execute(rows)} == kept
