"""The list of a meeting: made, changed, decided on in one go, and taken back."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status, Verdict
from app.domain.digest import DigestBasis, DigestKind, Week
from app.domain.errors import AlreadyThere, Invalid, NotFound, SomeStale, Stale, WrongState
from app.domain.history import Action
from app.domain.meetings import Place, Proposal
from app.domain.text import Span
from app.services.candidates import accept_candidate, reopen_candidate
from app.services.commitments import set_status
from app.services.digests import preview_digest
from app.services.fields import CommitmentChanges
from app.services.manual_links import link_passage, withdraw_link
from app.services.meetings.deciding import Decided, decide_items, undo_decision
from app.services.meetings.finding import (
    find_committees_with_work,
    find_work,
    get_committee_page,
    get_meeting_page,
)
from app.services.meetings.preparing import (
    Proposed,
    amend_list,
    complete_list,
    prepare_meeting,
    set_decides,
)
from app.services.meetings.rows import MeetingLine, MeetingPage
from app.services.merging import merge_commitments
from app.services.undoing import undo
from app.store.history import HistoryEntry
from app.store.items import Commitment, Committee, Item
from tests.factories import AT, CLERK, LATER
from tests.services.harbour import TODAY, letter_id, number_of

BY: dict[str, Any] = {"actor": CLERK, "at": LATER}
DAY = dt.date(2026, 12, 3)


def commitment(session: Session, number: str) -> Commitment:
    return session.scalars(
        select(Commitment).join(Item, Item.id == Commitment.item_id).where(Item.number == number)
    ).one()


def haven(session: Session) -> int:
    return session.scalars(select(Committee.id)).one()


def prepare(session: Session, day: dt.date = DAY) -> int:
    key = prepare_meeting(session, "haven", day=day, places=tuple(Place), today=TODAY, **BY)
    session.commit()
    return key


def meeting(session: Session, key: int) -> MeetingPage:
    return get_meeting_page(session, key, today=TODAY)


def line(session: Session, key: int, number: str) -> MeetingLine:
    return next(one for one in meeting(session, key).lines if one.line.number == number)


def proposed_veer(session: Session) -> tuple[str, int]:
    """Let the committee decide itself, and a letter meet the promise of the ferry."""
    set_decides(session, "haven", True, **BY)
    number = number_of(session, "veer")
    changes = CommitmentChanges(committee_id=haven(session))
    accept_candidate(session, number, seen=1, changes=changes, actor=CLERK, at=AT)
    link = link_passage(
        session,
        number,
        document_id=letter_id(session, "brief-2"),
        span=Span(0, 20),
        verdict=Verdict.FULFILS,
        **BY,
    )
    session.commit()
    return number, link


def decide(
    session: Session, key: int, decisions: dict[str, tuple[Proposal, dt.date | None]]
) -> None:
    rows = [
        Decided(one.id, one.line.version, *decisions[one.line.number], note="besloten")
        for one in meeting(session, key).lines
        if one.line.number in decisions
    ]
    decide_items(session, key, rows, **BY)
    session.commit()


def met(session: Session) -> list[str]:
    """Give the numbers that the next digest tells as wholly met."""
    week = Week.of(TODAY)
    digest = preview_digest(session, week, basis=DigestBasis.REGISTER, today=TODAY, at=AT)
    (section,) = [one for one in digest.sections if one.kind is DigestKind.MET]
    return [one.number for one in section.lines]


class TestWork:
    def test_what_is_overdue_stands_on_it_with_its_proposal(self, register: Session) -> None:
        work = find_work(register, haven(register), day=DAY, today=TODAY)
        assert [(one.line.subject, one.place, one.advice.proposal) for one in work] == [
            ("de kade", Place.OVERDUE, Proposal.REMIND),
            ("de kraan", Place.OVERDUE, Proposal.REMIND),
        ]
        assert "er kwam geen brief" in work[0].advice.why

    def test_what_a_letter_meets_comes_first_where_the_committee_decides(
        self, register: Session
    ) -> None:
        number, _ = proposed_veer(register)
        assert commitment(register, number).status is Status.PROPOSED
        first = find_work(register, haven(register), day=DAY, today=TODAY)[0]
        assert (first.line.number, first.place) == (number, Place.ANSWERED)
        assert first.advice.proposal is Proposal.SETTLE
        assert first.line.settles is not None
        assert first.line.settles.letter.name == "brief-2"

    def test_the_digest_tells_it_as_met_once_the_committee_has_decided(
        self, register: Session
    ) -> None:
        number, _ = proposed_veer(register)
        key = prepare(register)
        assert number not in met(register)
        decide(register, key, {number: (Proposal.SETTLE, None)})
        assert commitment(register, number).status is Status.SETTLED
        assert met(register) == [number]

    def test_committees_are_counted(self, register: Session) -> None:
        proposed_veer(register)
        key = prepare(register)
        (found,) = find_committees_with_work(register, today=TODAY)
        assert (found.open, found.overdue, found.proposed) == (3, 2, 1)
        assert found.next_meeting is not None
        assert (found.next_meeting.id, found.next_meeting.items) == (key, 3)

    def test_what_stood_on_a_list_is_new_no_more(self, register: Session) -> None:
        number, link = proposed_veer(register)
        withdraw_link(register, link, seen=1, reason="vergist", **BY)
        places = {
            one.line.number: one.place
            for one in find_work(register, haven(register), day=DAY, today=TODAY)
        }
        assert places[number] is Place.NEW
        prepare(register)
        after = find_work(register, haven(register), day=dt.date(2026, 12, 10), today=TODAY)
        assert number not in {one.line.number for one in after}


class TestPreparing:
    def test_the_list_is_kept_with_the_defaults(self, register: Session) -> None:
        page = meeting(register, prepare(register))
        assert [one.proposal for one in page.lines] == [Proposal.REMIND, Proposal.REMIND]
        assert (page.date, page.committee.slug, page.decided) == (DAY, "haven", 0)
        shown = get_committee_page(register, "haven", day=DAY, today=TODAY)
        assert shown.listed == ()
        assert shown.meeting is not None
        with pytest.raises(AlreadyThere):
            prepare(register)

    def test_what_is_no_commitment_of_its_own_any_more_leaves_it(self, register: Session) -> None:
        key = prepare(register)
        kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
        listed = {one.line.number for one in meeting(register, key).lines}
        assert {kade, kraan} <= listed
        gone, kept = (line(register, key, one).line for one in (kraan, kade))
        merge_commitments(
            register,
            gone.number,
            kept.number,
            seen=gone.version,
            into_seen=kept.version,
            reason="Een en dezelfde.",
            **BY,
        )
        register.commit()
        left = {one.line.number for one in meeting(register, key).lines}
        assert left == listed - {kraan}
        boei = register.scalars(
            select(Item).where(Item.number == number_of(register, "boei"))
        ).one()
        reopen_candidate(register, boei.number, seen=boei.version, **BY)
        register.commit()
        left = {one.line.number for one in meeting(register, key).lines}
        assert boei.number not in left

    def test_only_the_places_that_are_asked(self, register: Session) -> None:
        key = prepare_meeting(register, "haven", day=DAY, places=(Place.NEW,), today=TODAY, **BY)
        assert meeting(register, key).lines == ()
        assert complete_list(register, key, seen=1, today=TODAY) == 2
        assert [one.position for one in meeting(register, key).lines] == [1, 2]

    def test_a_proposal_is_changed_and_a_row_left_out(self, register: Session) -> None:
        key = prepare(register)
        first, second = meeting(register, key).lines
        term = dt.date(2027, 2, 1)
        version = amend_list(
            register,
            key,
            [
                Proposed(first.id, Proposal.MOVE, term, " Uitstel gevraagd. "),
                Proposed(second.id, Proposal.KEEP, None, "", leave_out=True),
            ],
            seen=1,
        )
        (left,) = meeting(register, key).lines
        assert (left.proposal, left.term, left.why) == (Proposal.MOVE, term, "Uitstel gevraagd.")
        with pytest.raises(Stale):
            amend_list(register, key, [], seen=version - 1)

    @pytest.mark.parametrize(("proposal", "why"), [(Proposal.MOVE, "x"), (Proposal.KEEP, " ")])
    def test_what_no_proposal_can_be(self, register: Session, proposal: Proposal, why: str) -> None:
        key = prepare(register)
        row = meeting(register, key).lines[0].id
        with pytest.raises(Invalid):
            amend_list(register, key, [Proposed(row, proposal, None, why)], seen=1)

    def test_unknown_names_lead_nowhere(self, register: Session) -> None:
        with pytest.raises(NotFound):
            get_committee_page(register, "nergens", day=DAY, today=TODAY)
        with pytest.raises(NotFound):
            meeting(register, 99)
        with pytest.raises(NotFound):
            amend_list(register, 99, [], seen=1)
        key = prepare(register)
        with pytest.raises(NotFound):
            amend_list(register, key, [Proposed(99, Proposal.KEEP, None, "x")], seen=1)
        with pytest.raises(NotFound):
            decide_items(register, key, [Decided(99, 1, Proposal.KEEP)], **BY)
        with pytest.raises(NotFound):
            decide_items(register, 99, [], **BY)


class TestDeciding:
    @pytest.mark.parametrize(
        ("decision", "term", "status"),
        [
            (Proposal.SETTLE, None, Status.SETTLED),
            (Proposal.PARTLY, None, Status.PARTLY),
            (Proposal.KEEP, None, Status.OPEN),
            (Proposal.REMIND, None, Status.OPEN),
            (Proposal.MOVE, dt.date(2027, 3, 1), Status.OPEN),
        ],
    )
    def test_a_decision_and_its_way_back(
        self,
        register: Session,
        calendar: Calendar,
        decision: Proposal,
        term: dt.date | None,
        status: Status,
    ) -> None:
        number, _ = proposed_veer(register)
        key = prepare(register)
        decide(register, key, {number: (decision, term)})
        row = commitment(register, number)
        assert (row.status, row.deadline) == (status, term)
        told = register.scalars(
            select(HistoryEntry).where(HistoryEntry.item_id == row.item_id)
        ).all()
        assert (told[-1].after or {})["meeting"] == "2026-12-03"
        assert told[-1].reason == "besloten"
        made = line(register, key, number)
        assert made.decision is not None
        assert (made.decision.proposal, made.decision.term) == (decision, term)
        undo_decision(
            register, made.id, seen=made.line.version, reason="vergist", calendar=calendar, **BY
        )
        register.commit()
        assert (row.status, row.deadline) == (Status.PROPOSED, None)
        assert line(register, key, number).decision is None
        with pytest.raises(WrongState):
            undo_decision(register, made.id, seen=1, reason="nog eens", calendar=calendar, **BY)
        decide(register, key, {number: (decision, term)})  # and again
        assert row.status is status

    def test_many_are_decided_at_once(self, register: Session) -> None:
        kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
        key = prepare(register)
        term = dt.date(2027, 1, 1)
        decide(register, key, {kade: (Proposal.MOVE, term), kraan: (Proposal.SETTLE, None)})
        assert commitment(register, kade).deadline == term
        assert commitment(register, kade).first_deadline == dt.date(2026, 1, 1)
        assert commitment(register, kraan).status is Status.SETTLED
        assert meeting(register, key).decided == 2

    def test_one_that_changed_meanwhile_keeps_all_from_being_put_down(
        self, register: Session
    ) -> None:
        kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
        key = prepare(register)
        rows = [
            Decided(one.id, one.line.version, Proposal.SETTLE)
            for one in meeting(register, key).lines
        ]
        seen = line(register, key, kade).line.version
        set_status(register, kade, Status.LAPSED, seen=seen, reason="vervallen", **BY)
        register.commit()
        with pytest.raises(SomeStale) as refused:
            decide_items(register, key, rows, **BY)
        register.rollback()
        assert [number for number, _ in refused.value.items] == [kade]
        assert commitment(register, kraan).status is Status.PARTLY

    def test_nothing_is_decided_twice_or_without_its_day(self, register: Session) -> None:
        kade = number_of(register, "kade")
        key = prepare(register)
        with pytest.raises(Invalid):
            decide(register, key, {kade: (Proposal.MOVE, None)})
        register.rollback()
        with pytest.raises(Invalid):
            decide(register, key, {kade: (Proposal.MOVE, dt.date(2026, 1, 1))})
        register.rollback()
        decide(register, key, {kade: (Proposal.KEEP, None)})
        with pytest.raises(WrongState):
            decide(register, key, {kade: (Proposal.SETTLE, None)})
        register.rollback()
        row = line(register, key, kade)
        with pytest.raises(WrongState):
            amend_list(register, key, [Proposed(row.id, Proposal.KEEP, None, "x")], seen=1)
        with pytest.raises(NotFound):
            undo_decision(register, 999, seen=1, reason="x", calendar=Calendar(()), **BY)

    def test_undone_from_the_history_it_waits_on_the_list_again(
        self, register: Session, calendar: Calendar
    ) -> None:
        kraan = number_of(register, "kraan")
        key = prepare(register)
        decide(register, key, {kraan: (Proposal.SETTLE, None)})
        row = commitment(register, kraan)
        entry = register.scalars(
            select(func.max(HistoryEntry.id)).where(HistoryEntry.item_id == row.item_id)
        ).one()
        seen = line(register, key, kraan).line.version
        undo(register, entry, seen=seen, reason="vergist", calendar=calendar, **BY)
        assert row.status is Status.PARTLY
        assert line(register, key, kraan).decision is None


class TestCommitteeThatDecides:
    def test_the_setting_is_told_and_old_decisions_stay(self, register: Session) -> None:
        set_decides(register, "haven", True, **BY)
        set_decides(register, "haven", True, **BY)
        shown = get_committee_page(register, "haven", day=DAY, today=TODAY)
        assert shown.decides
        assert [one.action for one in shown.history] == [Action.COMMITTEE_CHANGED]
        assert commitment(register, number_of(register, "boei")).status is Status.SETTLED

    def test_a_further_letter_leaves_what_is_settled(self, register: Session) -> None:
        number, _ = proposed_veer(register)
        decide(register, prepare(register), {number: (Proposal.SETTLE, None)})
        for verdict, start in ((Verdict.PROGRESS, 30), (Verdict.FULFILS, 60)):
            link_passage(
                register,
                number,
                document_id=letter_id(register, "brief-2"),
                span=Span(start, start + 10),
                verdict=verdict,
                **BY,
            )
            assert commitment(register, number).status is Status.SETTLED

    def test_what_was_settled_before_stays_so(self, register: Session) -> None:
        number = number_of(register, "kraan")
        for start in (0, 30):
            link_passage(
                register,
                number,
                document_id=letter_id(register, "brief-2"),
                span=Span(start, start + 10),
                verdict=Verdict.FULFILS,
                **BY,
            )
            assert commitment(register, number).status is Status.SETTLED
            set_decides(register, "haven", True, **BY)
