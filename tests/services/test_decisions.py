"""What people decide, that history tells it, and that each decision can be taken back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Status, Verdict
from app.domain.errors import (
    AlreadyJudged,
    AlreadyThere,
    Invalid,
    NotFound,
    Stale,
    WrongState,
)
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import NO_TERM
from app.domain.text import Span
from app.services.candidates import accept_candidate, dismiss_candidate, reopen_candidate
from app.services.commitments import (
    amend_commitment,
    enter_commitment,
    move_deadline,
    reinstate_commitment,
    set_status,
    withdraw_commitment,
)
from app.services.fields import CommitmentChanges
from app.services.manual_links import link_passage, withdraw_link
from app.services.standing import find_standing
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, Ministry
from app.store.links import Fulfilment
from tests.factories import AT, CLERK, LATER, PROMISING, make_meeting, make_promising, make_term
from tests.services.promised import BY, FIELDS, accepted, actions, item_of, suggestion_of, take_in


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


def test_an_accepted_candidate_keeps_number_history_and_suggestions(register: Session) -> None:
    item = item_of(register)
    number, suggestion = item.number, suggestion_of(register, item)
    assert accept_candidate(register, number, seen=1, **BY) == 2
    register.commit()
    assert (item.number, item.kind, item.version) == (number, ItemKind.COMMITMENT, 2)
    assert suggestion_of(register, item) is suggestion
    row = register.get_one(Commitment, item.id)
    assert (row.actor, row.status) == ("Minister van Havenzaken", Status.OPEN)
    assert actions(register, item) == [Action.CANDIDATE_FOUND, Action.CANDIDATE_ACCEPTED]


def test_what_a_clerk_amends_is_kept_beside_what_the_machine_saw(register: Session) -> None:
    register.add(Ministry(slug="rz", name="Ministerie van Rivierzaken"))
    register.flush()
    item = item_of(register)
    changes = CommitmentChanges(
        subject="de ventilatie", responsible="Minister van Rivierzaken", term=make_term(AT.date())
    )
    accept_candidate(register, item.number, seen=1, changes=changes, **BY)
    register.commit()
    row = register.get_one(Commitment, item.id)
    assert (row.subject, row.deadline, row.first_deadline) == (
        "de ventilatie",
        AT.date(),
        AT.date(),
    )
    assert row.ministry_id is not None
    assert register.get_one(Candidate, item.id).subject == "de uitkomsten van de proef"
    entry = register.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert entry.before is not None
    assert entry.before["subject"] == "de uitkomsten van de proef"


def test_a_candidate_is_judged_once_and_by_who_saw_it_as_it_is(register: Session) -> None:
    item = accepted(register)
    with pytest.raises(AlreadyJudged, match=CLERK):
        accept_candidate(register, item.number, seen=2, **BY)
    register.rollback()
    with pytest.raises(Stale):
        dismiss_candidate(register, item.number, seen=1, reason="dubbel", **BY)
    register.rollback()
    with pytest.raises(NotFound):
        accept_candidate(register, "G22-NIETS", seen=1, **BY)


def test_a_dismissal_has_a_reason_and_can_be_taken_back(register: Session) -> None:
    item = item_of(register)
    with pytest.raises(Invalid):
        dismiss_candidate(register, item.number, seen=1, reason="  ", **BY)
    dismiss_candidate(register, item.number, seen=1, reason="Geen toezegging.", **BY)
    register.commit()
    assert register.get_one(Candidate, item.id).state is CandidateState.DISMISSED
    reopen_candidate(register, item.number, seen=2, reason="Toch wel.", **BY)
    register.commit()
    candidate = register.get_one(Candidate, item.id)
    assert (candidate.state, candidate.judged_by) == (CandidateState.WAITING, None)
    assert actions(register, item)[-2:] == [
        Action.CANDIDATE_DISMISSED,
        Action.CANDIDATE_REOPENED,
    ]
    with pytest.raises(WrongState):
        reopen_candidate(register, item.number, seen=3, **BY)


def test_an_acceptance_taken_back_and_given_again(register: Session) -> None:
    item = accepted(register)
    reopen_candidate(register, item.number, seen=2, **BY)
    register.commit()
    assert item.kind is ItemKind.CANDIDATE
    assert register.get(Commitment, item.id) is None
    accept_candidate(register, item.number, seen=3, **BY)
    register.commit()
    assert register.get_one(Commitment, item.id).status is Status.OPEN


def test_amending_moving_and_setting_are_told_with_both_values(register: Session) -> None:
    item = accepted(register)
    amend_commitment(register, item.number, CommitmentChanges(actor="kabinet"), seen=2, **BY)
    move_deadline(
        register, item.number, make_term(date(2025, 1, 31)), seen=3, reason="Uitstel.", **BY
    )
    set_status(register, item.number, Status.LAPSED, seen=4, reason="Vervallen.", **BY)
    register.commit()
    row = register.get_one(Commitment, item.id)
    assert (row.actor, row.deadline, row.first_deadline, row.status) == (
        "kabinet",
        date(2025, 1, 31),
        None,
        Status.LAPSED,
    )
    told = register.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).all()[:3]
    assert [entry.before for entry in reversed(told)] == [
        {"actor": "Minister van Havenzaken"},
        {"term": {}},
        {"status": "openstaand", "by_hand": False},
    ]
    with pytest.raises(Invalid):
        amend_commitment(register, item.number, CommitmentChanges(subject=""), seen=5, **BY)
    with pytest.raises(Invalid):
        move_deadline(register, item.number, NO_TERM, seen=item.version, reason=" ", **BY)


def test_a_commitment_made_by_hand_finds_its_answers_and_can_be_withdrawn(
    register: Session,
) -> None:
    document = register.scalars(select(Document).where(Document.date == date(2024, 2, 1))).one()
    letter = make_promising()
    with pytest.raises(AlreadyThere):
        enter_commitment(
            register, document_id=document.id, span=letter.find(PROMISING), fields=FIELDS, **BY
        )
    span = letter.find("De haven groeit snel.")
    number = enter_commitment(register, document_id=document.id, span=span, fields=FIELDS, **BY)
    register.commit()
    item = register.scalars(select(Item).where(Item.number == number)).one()
    assert (item.kind, item.words) == (ItemKind.COMMITMENT, "De haven groeit snel.")
    of_candidate = accepted(register)
    with pytest.raises(WrongState):
        withdraw_commitment(register, of_candidate.number, seen=2, reason="Fout.", **BY)
    register.rollback()
    withdraw_commitment(register, number, seen=1, reason="Fout.", **BY)
    register.commit()
    with pytest.raises(WrongState):
        amend_commitment(register, number, CommitmentChanges(actor="ik"), seen=2, **BY)
    register.rollback()
    reinstate_commitment(register, number, seen=2, reason="Toch goed.", **BY)
    register.commit()
    assert register.get_one(Commitment, item.id).withdrawn_at is None


def test_a_link_by_hand_gives_the_status_and_is_taken_back(register: Session) -> None:
    item = item_of(register)
    document = register.scalars(select(Document).where(Document.date == date(2024, 6, 20))).one()
    span = make_meeting().find("De schepen varen weer.")
    with pytest.raises(Invalid):
        link_passage(
            register,
            item.number,
            document_id=document.id,
            span=span,
            verdict=Verdict.UNRELATED,
            **BY,
        )
    made = link_passage(
        register, item.number, document_id=document.id, span=span, verdict=Verdict.FULFILS, **BY
    )
    register.commit()
    assert register.get_one(Commitment, item.id).status is Status.SETTLED
    with pytest.raises(AlreadyThere):
        link_passage(
            register, item.number, document_id=document.id, span=span, verdict=Verdict.FULFILS, **BY
        )
    register.rollback()
    assert withdraw_link(register, made, seen=1, reason="Andere brief.", **BY) is None
    register.commit()
    link = register.get_one(Fulfilment, made)
    assert (link.withdrawn_by, link.version) == (CLERK, 2)
    assert actions(register, item)[-3:] == [
        Action.LINK_MADE,
        Action.LINK_WITHDRAWN,
        Action.CANDIDATE_REOPENED,
    ]


def test_a_link_over_the_words_of_a_suggestion_judges_it(register: Session) -> None:
    item = accepted(register)
    one = suggestion_of(register, item)
    span = make_meeting().sentence("Hiermee heb ik")
    made = link_passage(
        register,
        item.number,
        document_id=one.document_id,
        span=span,
        verdict=Verdict.FULFILS_PARTLY,
        **BY,
    )
    register.commit()
    verdict: Verdict | None = one.verdict
    assert verdict is Verdict.FULFILS_PARTLY
    withdraw_link(register, made, seen=1, reason="Nee.", actor=CLERK, at=LATER)
    register.commit()
    assert one.verdict is None
    assert find_standing(register, item.id) == ()


def test_words_that_are_not_in_the_paper_are_refused(register: Session) -> None:
    item = item_of(register)
    document_id = register.scalars(select(Document.id)).first() or 0
    outside = Span(90_000, 90_010)
    with pytest.raises(Invalid):
        link_passage(
            register,
            item.number,
            document_id=document_id,
            span=outside,
            verdict=Verdict.FULFILS,
            **BY,
        )
    with pytest.raises(Invalid):
        enter_commitment(register, document_id=document_id, span=outside, fields=FIELDS, **BY)
