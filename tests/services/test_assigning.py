"""A committee, or the member to whom it was promised, for many commitments in one go."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound, RestsOnIt, SomeStale, Stale, WrongState
from app.domain.history import Action
from app.services.assigning import (
    Assigned,
    Gift,
    Go,
    Picked,
    assign_together,
    find_goes,
    reopen_assigned,
)
from app.services.commitments import amend_commitment
from app.services.fields import CommitmentChanges
from app.store.history import HistoryEntry
from app.store.items import Commitment, Committee, Item
from tests.factories import AT, CLERK, LATER
from tests.services.harbour import number_of

BY: dict[str, Any] = {"actor": CLERK, "at": LATER}
NAMES = ("kade", "kraan", "boei")


@pytest.fixture
def fisheries(register: Session) -> int:
    """Give a second committee."""
    committee = Committee(slug="visserij", name="Commissie voor Visserij")
    register.add(committee)
    register.commit()
    return committee.id


def picked(session: Session, *names: str) -> list[Picked]:
    numbers = [number_of(session, name) for name in names or NAMES]
    found = {row.number: row.version for row in session.execute(select(Item.number, Item.version))}
    return [Picked(number, found[number]) for number in numbers]


def give(session: Session, committee: int | None = None, **other: Any) -> tuple[Assigned, ...]:
    chosen = other.pop("chosen", None) or picked(session)
    gift = Gift(committee, other.pop("member", None), other.pop("office", None))
    values: dict[str, Any] = BY | other
    done = assign_together(session, chosen, gift, **values)
    session.commit()
    return done


def row(session: Session, name: str) -> Commitment:
    query = select(Commitment).join(Item, Item.id == Commitment.item_id)
    return session.scalars(query.where(Item.number == number_of(session, name))).one()


def goes(session: Session) -> tuple[Go, ...]:
    return find_goes(session, since=AT)


def test_all_get_it_and_each_history_tells_it(register: Session, fisheries: int) -> None:
    done = give(register, fisheries, member="Zandstra", reason="Zo afgesproken.")
    assert [one.subject for one in done] == [f"de {name}" for name in NAMES]
    assert {one.committees for one in done} == {
        ("Commissie voor de Haven", "Commissie voor Visserij")
    }
    assert {one.members for one in done} == {(None, "Zandstra")}
    for name in NAMES:
        found = row(register, name)
        assert (found.committee_id, found.committee_by_hand) == (fisheries, True)
        assert found.member == "Zandstra"
    told = register.scalars(
        select(HistoryEntry).where(HistoryEntry.action == Action.COMMITMENT_AMENDED)
    ).all()
    assert [(one.actor, one.reason) for one in told] == [(CLERK, "Zo afgesproken.")] * 3


def test_what_has_it_already_is_not_touched(register: Session, fisheries: int) -> None:
    give(register, fisheries, chosen=picked(register, "kade"))
    again = give(register, fisheries, at=LATER + timedelta(minutes=1))
    assert [one.changes for one in again] == [False, True, True]
    assert [(go.total, go.standing) for go in goes(register)] == [(2, 2)]


def test_a_member_alone_leaves_the_committee_to_its_rule(register: Session) -> None:
    before = row(register, "kade").committee_by_hand
    give(register, member="Zandstra", chosen=picked(register, "kade"))
    assert row(register, "kade").committee_by_hand is before


def test_an_office_brings_its_ministry_and_is_kept_from_rules(register: Session) -> None:
    (done,) = give(register, office="Minister van Visserij", chosen=picked(register, "kraan"))
    assert done.offices == ("Minister van Havenzaken", "Minister van Visserij")
    found = row(register, "kraan")
    assert (found.responsible, found.responsible_by_hand) == ("Minister van Visserij", True)
    assert found.ministry_id is None  # the register has no such ministry
    (again,) = give(
        register, office="Minister van Visserij", chosen=picked(register, "kraan"), at=LATER
    )
    assert not again.changes


def test_one_that_changed_stops_all_and_is_named(register: Session, fisheries: int) -> None:
    chosen = picked(register)
    changes = CommitmentChanges(member="Anders")
    amend_commitment(register, chosen[1].number, changes, seen=chosen[1].seen, actor="N.", at=AT)
    register.commit()
    with pytest.raises(SomeStale) as refused:
        give(register, fisheries, chosen=chosen)
    assert [number for number, _ in refused.value.items] == [chosen[1].number]
    assert row(register, "kade").committee_id != fisheries


@pytest.mark.parametrize("wrong", ["nothing", "nobody", "unknown", "candidate", "committee"])
def test_what_cannot_be_is_refused(register: Session, fisheries: int, wrong: str) -> None:
    asked: dict[str, tuple[type[Exception], dict[str, Any]]] = {
        "nothing": (Invalid, {"committee": None}),
        "nobody": (Invalid, {"committee": None, "member": ""}),
        "unknown": (NotFound, {"committee": fisheries, "chosen": [Picked("G00-NIETS", 1)]}),
        "candidate": (NotFound, {"committee": fisheries, "chosen": picked(register, "veer")}),
        "committee": (NotFound, {"committee": 999}),
    }
    error, values = asked[wrong]
    with pytest.raises(error):
        give(register, **values)


class TestBack:
    """All of it taken back by one line."""

    def back(self, session: Session, entry_id: int, seen: int = 3) -> int:
        later: dict[str, Any] = {
            "actor": CLERK,
            "at": LATER + timedelta(minutes=1),
            "reason": "Toch niet.",
        }
        done = reopen_assigned(session, entry_id, seen=seen, **later)
        session.commit()
        return done

    def test_each_is_as_it_was(self, register: Session, fisheries: int) -> None:
        before = [row(register, name).committee_id for name in NAMES]
        give(register, fisheries, member="Zandstra")
        (go,) = goes(register)
        assert (go.actor, go.total, go.standing) == (CLERK, 3, 3)
        assert self.back(register, go.entry_id) == 3
        assert [row(register, name).committee_id for name in NAMES] == before
        assert [row(register, name).member for name in NAMES] == [None] * 3
        assert goes(register) == ()
        with pytest.raises(WrongState):
            self.back(register, go.entry_id)

    def test_not_when_one_of_them_was_taken_back_meanwhile(
        self, register: Session, fisheries: int
    ) -> None:
        give(register, fisheries)
        (go,) = goes(register)
        with pytest.raises(Stale):
            self.back(register, go.entry_id, seen=2)
        with pytest.raises(NotFound):
            self.back(register, 999_999)

    def test_not_when_a_later_decision_rests_on_one(
        self, register: Session, fisheries: int
    ) -> None:
        give(register, fisheries)
        number, seen = picked(register, "kraan")[0].number, picked(register, "kraan")[0].seen
        later = LATER + timedelta(seconds=5)
        amend_commitment(
            register, number, CommitmentChanges(member="Anders"), seen=seen, actor=CLERK, at=later
        )
        register.commit()
        with pytest.raises(RestsOnIt):
            self.back(register, goes(register)[0].entry_id)
        register.rollback()
        assert row(register, "kade").committee_id == fisheries
