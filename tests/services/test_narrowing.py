"""Dossier, source, period and fractie narrow the register; a motion has those of its papers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services import overview
from app.services.motion_identity import gather_movers
from app.services.overview import hits
from app.services.overview.narrowing import find_fracties
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import RegisterFilter, RegisterPage, Source
from app.services.vocabulary import list_fracties
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
    list_fracties(register)
    assert found(register, fractie="Groep Zee") == {"de kade", "de veer", "39 201, nr. 17"}
    assert found(register, fractie="Groep Land") == set()
    assert find_fracties(register, TODAY) == ("Groep Zee",)


def seat(session: Session) -> None:
    """Let the mover of a motion and a member sit for two fracties, one after the other."""
    mover = session.scalars(select(MotionMover.name)).first()
    kade = session.scalars(select(Commitment).where(Commitment.subject == "de kade")).one()
    kade.member = "Van Zee"
    for name, fractie, first, last in (
        (mover, "Groep Zee", date(2000, 1, 1), date(2024, 3, 31)),
        (mover, "Groep Land", date(2024, 4, 1), None),
        ("Van Zee", "Groep Land", date(2020, 1, 1), None),
    ):
        session.add(Member(name=name, fractie=fractie, first=first, last=last))
    session.flush()
    list_fracties(session)


def values_of(page: RegisterPage) -> dict[str, dict[str, int]]:
    facets = page.facets
    return {
        name: {one.value: one.count for one in some}
        for name, some in (
            ("dossier", facets.dossiers),
            ("source", facets.sources),
            ("fractie", facets.fracties),
            ("year", facets.years),
        )
    }


def with_value(name: str, value: str, others: dict[str, Any]) -> RegisterFilter:
    if name == "year":
        period = {"since": date(int(value), 1, 1), "until": date(int(value), 12, 31)}
        return RegisterFilter(**others | period)
    return RegisterFilter(**others | {name: Source(value) if name == "source" else value})


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"q": "kamer"},
        {"standings": (Standing.OPEN, Standing.WAITING)},
        {"levels": (TermLevel.SERIOUS,)},
        {"ministry": "hav"},
        {"committee": "zonder", "source": Source.WRITTEN},
        {"dossier": "39201"},
        {"q": "kamer", "fractie": "Groep Land", "kinds": (ItemKind.COMMITMENT, ItemKind.MOTION)},
        {"since": date(2024, 1, 1), "until": date(2024, 12, 31)},
        {"changed_since": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_dossiers_sources_fracties_and_years_count_what_choosing_them_leaves(
    register: Session, others: dict[str, Any]
) -> None:
    seat(register)
    page = overview.find_register_items(register, RegisterFilter(**others), today=TODAY)
    counted = values_of(page)
    assert any(counted.values()) or not page.rows
    for name, counts in counted.items():
        for value, count in counts.items():
            wanted = with_value(name, value, others)
            left = overview.find_register_items(register, wanted, today=TODAY)
            assert left.paging.total == count, (name, value)


def test_a_motion_counts_in_every_year_and_fractie_of_the_papers_that_mention_it(
    register: Session,
) -> None:
    seat(register)
    motions = RegisterFilter(kinds=(ItemKind.MOTION,))
    counted = values_of(overview.find_register_items(register, motions, today=TODAY))
    assert counted == {
        "dossier": {"39201": 1},
        "source": {},
        "fractie": {"Groep Land": 1, "Groep Zee": 1},
        "year": {"2024": 1},
    }


def test_a_chosen_year_is_marked_and_the_others_stay_counted(register: Session) -> None:
    wanted = RegisterFilter(since=date(2026, 1, 1), until=date(2026, 12, 31))
    years = overview.find_register_items(register, wanted, today=TODAY).facets.years
    assert [one.value for one in years if one.chosen] == ["2026"]
    assert {one.value for one in years} >= {"2024", "2026"}
    part = replace(wanted, until=date(2026, 6, 30))
    years = overview.find_register_items(register, part, today=TODAY).facets.years
    assert not [one for one in years if one.chosen]


def test_dossiers_are_printed_as_papers_do_and_a_chosen_one_stays(register: Session) -> None:
    page = overview.find_register_items(register, RegisterFilter(dossier="36200-V"), today=TODAY)
    (chosen,) = (one for one in page.facets.dossiers if one.chosen)
    assert (chosen.label, chosen.count) == ("36 200 V", 0)
    assert "39 201" in {one.label for one in page.facets.dossiers}


def test_what_very_many_items_have_is_found_and_not_counted_by_dossier(
    register: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "MOST_VALUED", 0)
    page = overview.find_register_items(register, RegisterFilter(q="haven"), today=TODAY)
    assert page.paging.total
    assert not page.facets.valued
    assert values_of(page) == {"dossier": {}, "source": {}, "fractie": {}, "year": {}}
    assert page.facets.kinds


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
