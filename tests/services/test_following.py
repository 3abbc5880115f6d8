"""Open items follow the tables, what a person said stands, and each move is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status
from app.domain.history import MACHINE, Action
from app.domain.matching import ItemKind
from app.domain.offices import Holder, Office
from app.domain.tables import DossierLine, HolderLine, Lead, OfficeLine, Table
from app.services.candidates import accept_candidate, reopen_candidate
from app.services.commitments import amend_commitment, set_status
from app.services.fields import CommitmentChanges
from app.services.following import find_moves, follow_all
from app.services.intake import store_prepared
from app.services.overview import find_register_items
from app.services.overview.rows.register import NONE, RegisterFilter
from app.services.overview.stories import get_item_story
from app.services.responsible import Rules, Signed, load_tables
from app.services.tables import amend_line, put_lines, seed_tables
from app.services.undoing import undo
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Committee, Item, Ministry
from app.store.offices import HolderRow
from tests.factories import CLERK, make_promising

CHANGE = date(2026, 2, 23)
BEFORE = datetime(2026, 2, 22, 12, 0, tzinfo=UTC)
AFTER = datetime(2026, 2, 23, 12, 0, tzinfo=UTC)
ON_DAY = {"actor": CLERK, "at": BEFORE}
LATER = {"actor": CLERK, "at": AFTER}
OFFICES = (
    OfficeLine(
        Office("Minister van Havenzaken", "hz", None, date(2026, 2, 22), ("Minister van Tij",))
    ),
    OfficeLine(Office("Minister van Tij", "tij", CHANGE)),
    OfficeLine(Office("Minister van Wind", "tij")),
)
HOLDERS = (
    HolderLine(
        Holder(
            "Minister van Havenzaken",
            "Ada Kadewal",
            "Kadewal",
            date(2022, 1, 10),
            date(2026, 2, 22),
        )
    ),
    HolderLine(Holder("Minister van Tij", "Bo Eb", "Eb", CHANGE)),
)
DOSSIERS = (DossierLine(Lead("39201", "haven")),)


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with the tables, and one promise of a letter in dossier 39 201."""
    for slug, of in (("hz", "Havenzaken"), ("tij", "Tij")):
        session.add(Ministry(slug=slug, name=f"Ministerie van {of}"))
    for slug in ("haven", "wind"):
        session.add(Committee(slug=slug, name=f"vaste commissie voor {slug}"))
    session.flush()
    assert seed_tables(session, OFFICES, HOLDERS, DOSSIERS) == ()
    letter = replace(make_promising(), dossier="39201")
    store_prepared(session, letter.prepared(), actor="", at=BEFORE)
    session.commit()
    return session


def accepted(session: Session, changes: CommitmentChanges | None = None) -> Item:
    item = session.scalars(select(Item).where(Item.kind == ItemKind.CANDIDATE)).one()
    accept_candidate(session, item.number, seen=item.version, changes=changes, **ON_DAY)  # type: ignore[arg-type]  # a test's own fields
    session.commit()
    return item


def told(session: Session, item: Item) -> HistoryEntry:
    query = select(HistoryEntry).where(HistoryEntry.item_id == item.id)
    return session.scalars(query.order_by(HistoryEntry.id.desc())).first() or HistoryEntry()


def ministry(session: Session, slug: str) -> int:
    return session.scalars(select(Ministry.id).where(Ministry.slug == slug)).one()


def committee(session: Session, slug: str) -> int:
    return session.scalars(select(Committee.id).where(Committee.slug == slug)).one()


def follow(session: Session, actor: str = CLERK) -> tuple[int, int]:
    done = follow_all(session, actor=actor, at=AFTER, today=CHANGE, reason="Nieuw kabinet")
    session.commit()
    return len(done.moves), len(done.kept)


def test_a_new_commitment_has_who_answers_and_leads_that_day(register: Session) -> None:
    row = register.get_one(Commitment, accepted(register).id)
    assert (row.responsible, row.responsible_name) == ("Minister van Havenzaken", "Ada Kadewal")
    assert (row.responsible_by_hand, row.committee_by_hand) == (False, False)
    assert row.ministry_id == ministry(register, "hz")
    assert row.committee_id == committee(register, "haven")


def test_a_change_of_cabinet_moves_what_is_open_and_tells_it(register: Session) -> None:
    item = accepted(register)
    (move,) = find_moves(register, today=CHANGE).moves
    assert (move.number, move.after.responsible_name) == (item.number, "Bo Eb")
    version = item.version
    assert follow(register) == (1, 0)
    row = register.get_one(Commitment, item.id)
    assert (row.responsible, row.responsible_name) == ("Minister van Tij", "Bo Eb")
    assert row.ministry_id == ministry(register, "tij")
    assert item.version == version + 1
    entry = told(register, item)
    assert (entry.action, entry.actor, entry.reason) == (
        Action.COMMITMENT_FOLLOWED,
        CLERK,
        "Nieuw kabinet",
    )
    assert entry.before is not None
    assert entry.before["responsible_name"] == "Ada Kadewal"
    assert follow(register) == (0, 0)  # nothing left to do


def test_what_is_done_stays_with_who_did_it(register: Session) -> None:
    item = accepted(register)
    set_status(
        register,
        item.number,
        Status.SETTLED,
        seen=item.version,
        reason="besluit",
        **ON_DAY,  # type: ignore[arg-type]  # a test's own fields
    )
    assert follow(register) == (0, 0)


def test_what_a_person_said_is_never_overwritten(register: Session) -> None:
    item = accepted(register)
    by_hand = CommitmentChanges(
        responsible="Minister van Wind", committee_id=committee(register, "wind")
    )
    amend_commitment(register, item.number, by_hand, seen=item.version, **ON_DAY)  # type: ignore[arg-type]  # a test's own fields
    register.commit()
    assert follow(register) == (0, 1)  # listed, not written
    row = register.get_one(Commitment, item.id)
    assert (row.responsible, row.responsible_by_hand) == ("Minister van Wind", True)
    assert (row.committee_id, row.committee_by_hand) == (committee(register, "wind"), True)
    emptied = CommitmentChanges(responsible="")
    amend_commitment(register, item.number, emptied, seen=item.version, **LATER)  # type: ignore[arg-type]  # a test's own fields
    register.commit()
    told_now = (row.responsible, row.responsible_name, row.responsible_by_hand)
    assert told_now == ("Minister van Tij", "Bo Eb", False)


def test_an_office_that_the_rule_gives_too_is_no_exception(register: Session) -> None:
    item = accepted(register, CommitmentChanges(responsible="de minister van havenzaken"))
    assert not register.get_one(Commitment, item.id).responsible_by_hand
    assert follow(register) == (1, 0)


@pytest.mark.parametrize("actor", [CLERK, MACHINE])
def test_a_move_is_undone_for_one_item_and_stays_undone(register: Session, actor: str) -> None:
    item = accepted(register)
    follow(register, actor)
    moved = told(register, item)
    undo(
        register,
        moved.id,
        seen=item.version,
        reason="De oude minister houdt dit",
        calendar=Calendar(()),
        **LATER,  # type: ignore[arg-type]  # a test's own fields
    )
    register.commit()
    row = register.get_one(Commitment, item.id)
    assert (row.responsible, row.responsible_name) == ("Minister van Havenzaken", "Ada Kadewal")
    assert row.responsible_by_hand
    assert not row.committee_by_hand
    assert follow(register) == (0, 1)


def test_an_acceptance_can_be_undone_after_a_move(register: Session) -> None:
    item = accepted(register)
    follow(register)
    reopen_candidate(register, item.number, seen=item.version, **LATER)  # type: ignore[arg-type]  # a test's own fields
    register.commit()
    assert register.get(Commitment, item.id) is None


def test_what_waits_on_the_desk_follows_without_a_deed(register: Session) -> None:
    candidate = register.scalars(select(Candidate)).one()
    assert candidate.responsible == "Minister van Havenzaken"
    before = len(register.scalars(select(HistoryEntry)).all())
    follow(register)
    assert candidate.responsible == "Minister van Tij"
    assert candidate.committee_id == committee(register, "haven")
    assert len(register.scalars(select(HistoryEntry)).all()) == before


def test_another_person_in_the_same_office_is_told_too(register: Session) -> None:
    item = accepted(register)
    follow(register)
    row = register.scalars(select(HolderRow).where(HolderRow.name == "Bo Eb")).one()
    ended = HolderLine(Holder("Minister van Tij", "Bo Eb", "Eb", CHANGE, date(2026, 5, 31)))
    assert amend_line(register, Table.HOLDERS, row.id, ended, seen=1, **LATER).changed  # type: ignore[arg-type]  # a test's own fields
    begun = {2: HolderLine(Holder("Minister van Tij", "Cas Vloed", "Vloed", date(2026, 6, 1)))}
    assert put_lines(register, Table.HOLDERS, begun, **LATER).added  # type: ignore[arg-type]  # a test's own fields
    done = follow_all(register, actor=CLERK, at=AFTER, today=date(2026, 6, 1))
    register.commit()
    assert [move.after.responsible_name for move in done.moves] == ["Cas Vloed"]
    assert told(register, item).before == {"responsible_name": "Bo Eb"}


def test_a_page_shows_who_promised_then_and_who_answers_now(register: Session) -> None:
    item = accepted(register)
    follow(register)
    answering = get_item_story(register, item.number, today=CHANGE).answering
    assert answering is not None
    assert (answering.then, answering.then_name) == ("Minister van Havenzaken", "Ada Kadewal")
    assert (answering.now, answering.now_name) == ("Minister van Tij", "Bo Eb")


def test_lists_of_what_has_no_committee_and_no_member(register: Session) -> None:
    item = accepted(register, CommitmentChanges(committee_id=0, member="Kadewal"))
    for wanted, found in (
        (RegisterFilter(committee=NONE), [item.number]),
        (RegisterFilter(committee="haven"), []),
        (RegisterFilter(member=NONE), []),
        (RegisterFilter(member="Kadewal"), [item.number]),
        (RegisterFilter(responsible="Minister van Havenzaken"), [item.number]),
    ):
        rows = find_register_items(register, wanted, today=CHANGE).rows
        assert [row.number for row in rows] == found
    facets = find_register_items(register, RegisterFilter(), today=CHANGE).facets
    assert [(one.value, one.count) for one in facets.committees] == [(NONE, 1)]
    # Zeilmaker moved a motion
    told = [(one.value, one.count) for one in facets.members]
    assert told == [("Kadewal", 1), ("Zeilmaker", 1)]


def test_what_is_asked_again_is_answered_as_when_it_is_asked_first(register: Session) -> None:
    rules = Rules(load_tables(register), CHANGE)
    turns = (date(2022, 1, 10), CHANGE)
    days = [None, *(day + timedelta(days=n) for day in turns for n in (-400, -1, 0, 1, 400))]
    answers = set()
    for day in days:
        for actor in ("de minister", "ik", "het kabinet", "de Minister van Wind"):
            for functions in ((), ("Minister van Havenzaken",)):
                asked = (actor, "Minister van Tij", Signed(day, None, functions, ()))
                found = rules.answer(*asked)
                assert found == Rules(rules.tables, CHANGE).answer(*asked) == rules.answer(*asked)
                answers.add(found)
    assert len(answers) > 2
