"""What people decide, that history tells it, and that each decision can be taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Execution, Status, Verdict
from app.domain.errors import (
    AlreadyJudged,
    AlreadyThere,
    Invalid,
    NotFound,
    RestsOnIt,
    Stale,
    WrongState,
)
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import NO_TERM, PromiseKind
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
from app.services.fields import CommitmentChanges, CommitmentFields
from app.services.intake import store_prepared
from app.services.manual_links import link_passage, withdraw_link
from app.services.motions import reopen_motion, settle_motion
from app.services.offices import spell_office
from app.services.overview import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.services.standing import find_standing, standing_of
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, Ministry, Motion
from app.store.links import Fulfilment, Suggestion
from tests.factories import AT, CLERK, LATER, PROMISING, make_meeting, make_promising, make_term

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
FIELDS = CommitmentFields("Minister van Havenzaken", "de groei van de haven", PromiseKind.ACT)


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    for letter in (make_promising(), make_meeting()):
        store_prepared(session, letter.prepared(letter.text[:5] + str(letter.day)), actor="", at=AT)
    session.commit()
    return session


def item_of(session: Session, kind: ItemKind = ItemKind.CANDIDATE) -> Item:
    return session.scalars(select(Item).where(Item.kind == kind)).one()


def suggestion_of(session: Session, item: Item) -> Suggestion:
    return session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).one()


def actions(session: Session, item: Item) -> list[Action]:
    query = select(HistoryEntry.action).where(HistoryEntry.item_id == item.id)
    return list(session.scalars(query.order_by(HistoryEntry.id)))


def accepted(session: Session) -> Item:
    item = item_of(session)
    accept_candidate(session, item.number, seen=item.version, **BY)
    session.commit()
    return item


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


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.FULFILS, Status.SETTLED),
        (Verdict.FULFILS_PARTLY, Status.PARTLY),
        (Verdict.PROGRESS, Status.OPEN),
        (Verdict.UNRELATED, Status.OPEN),
    ],
)
def test_a_verdict_gives_the_status_and_its_withdrawal_takes_it_back(
    register: Session, verdict: Verdict, status: Status
) -> None:
    item = accepted(register)
    one = suggestion_of(register, item)
    assert judge_suggestion(register, one.id, verdict, seen=1, **BY) is status
    register.commit()
    assert len(find_standing(register, item.id)) == (verdict is not Verdict.UNRELATED)
    with pytest.raises(AlreadyJudged):
        judge_suggestion(register, one.id, verdict, seen=2, **BY)
    register.rollback()
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Status.OPEN
    register.commit()
    assert find_standing(register, item.id) == ()
    assert one.verdict is None
    assert actions(register, item)[-2:] == [Action.SUGGESTION_JUDGED, Action.SUGGESTION_REOPENED]
    with pytest.raises(WrongState):
        reopen_suggestion(register, one.id, seen=3, **BY)


def test_a_verdict_accepts_a_candidate_that_waits_but_niet_does_not(register: Session) -> None:
    item = item_of(register)
    one = suggestion_of(register, item)
    assert judge_suggestion(register, one.id, Verdict.UNRELATED, seen=1, **BY) is None
    assert register.get(Commitment, item.id) is None
    reopen_suggestion(register, one.id, seen=2, **BY)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=3, **BY)
    register.commit()
    assert item.kind is ItemKind.COMMITMENT
    assert actions(register, item)[-2:] == [Action.CANDIDATE_ACCEPTED, Action.SUGGESTION_JUDGED]
    with pytest.raises(RestsOnIt):
        reopen_candidate(register, item.number, seen=item.version, **BY)


def test_nothing_is_linked_to_a_dismissed_candidate(register: Session) -> None:
    item = item_of(register)
    dismiss_candidate(register, item.number, seen=1, reason="Dubbel.", **BY)
    register.commit()
    one = suggestion_of(register, item)
    with pytest.raises(WrongState):
        judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)


def test_a_status_set_by_hand_comes_back_when_a_verdict_is_withdrawn(register: Session) -> None:
    item = accepted(register)
    set_status(register, item.number, Status.LAPSED, seen=2, reason="Kabinet gevallen.", **BY)
    one = suggestion_of(register, item)
    assert judge_suggestion(register, one.id, Verdict.PROGRESS, seen=1, **BY) is Status.LAPSED
    reopen_suggestion(register, one.id, seen=2, **BY)
    assert judge_suggestion(register, one.id, Verdict.FULFILS, seen=3, **BY) is Status.SETTLED
    assert reopen_suggestion(register, one.id, seen=4, **BY) is Status.LAPSED
    register.commit()
    assert standing_of(register, item).by_hand


def test_a_motion_is_settled_by_a_verdict_or_by_hand(register: Session) -> None:
    item = item_of(register, ItemKind.MOTION)
    assert standing_of(register, item).status is Execution.REPORTED
    one = suggestion_of(register, item)
    assert judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY) is Execution.SETTLED
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Execution.REPORTED
    settle_motion(register, item.number, seen=item.version, reason="Uitgevoerd.", **BY)
    with pytest.raises(WrongState):
        settle_motion(register, item.number, seen=item.version, reason="Nog eens.", **BY)
    reopen_motion(register, item.number, seen=item.version, reason="Toch niet.", **BY)
    register.commit()
    assert standing_of(register, item).status is Execution.REPORTED
    assert actions(register, item)[-2:] == [Action.MOTION_SETTLED, Action.MOTION_REOPENED]


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


def test_a_verdict_names_the_item_as_the_clerk_saw_it(register: Session) -> None:
    item = accepted(register)
    one = suggestion_of(register, item)
    set_status(register, item.number, Status.LAPSED, seen=2, reason="Kabinet gevallen.", **BY)
    register.commit()
    with pytest.raises(Stale, match="item"):
        judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, item_seen=2, **BY)
    register.rollback()
    span = make_meeting().find("De schepen varen weer.")
    linking: dict[str, Any] = {"document_id": one.document_id, "span": span}
    linking |= {"verdict": Verdict.FULFILS} | BY
    with pytest.raises(Stale, match="item"):
        link_passage(register, item.number, item_seen=2, **linking)
    register.rollback()
    assert register.get_one(Commitment, item.id).status is Status.LAPSED
    status = judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, item_seen=3, **BY)
    assert status is Status.SETTLED


def test_withdrawing_a_verdict_undoes_the_acceptance_that_came_with_it(register: Session) -> None:
    item = item_of(register)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.PROGRESS, seen=1, **BY)
    assert reopen_suggestion(register, one.id, seen=2, **BY) is None
    register.commit()
    assert register.get_one(Candidate, item.id).state is CandidateState.WAITING
    assert register.get(Commitment, item.id) is None
    assert item.kind is ItemKind.CANDIDATE
    span = make_meeting().find("De schepen varen weer.")
    made = link_passage(
        register,
        item.number,
        document_id=one.document_id,
        span=span,
        verdict=Verdict.FULFILS,
        **BY,
    )
    assert withdraw_link(register, made, seen=1, reason="Andere brief.", **BY) is None
    register.commit()
    assert register.get_one(Candidate, item.id).state is CandidateState.WAITING


def test_an_acceptance_on_which_a_later_decision_rests_stays(register: Session) -> None:
    item = item_of(register)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)
    amend_commitment(register, item.number, CommitmentChanges(actor="kabinet"), seen=2, **BY)
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Status.OPEN
    register.commit()
    assert register.get_one(Candidate, item.id).state is CandidateState.ACCEPTED


def test_what_was_set_by_hand_before_an_acceptance_was_undone_counts_no_more(
    register: Session,
) -> None:
    item = accepted(register)
    set_status(register, item.number, Status.LAPSED, seen=2, reason="Weg.", **BY)
    reopen_candidate(register, item.number, seen=3, **BY)
    accept_candidate(register, item.number, seen=4, **BY)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Status.OPEN
    register.commit()


def test_a_status_by_hand_comes_back_only_with_the_last_of_the_links_after_it(
    register: Session,
) -> None:
    item = accepted(register)
    set_status(register, item.number, Status.LAPSED, seen=2, reason="Kabinet gevallen.", **BY)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)
    span = make_meeting().find("De schepen varen weer.")
    made = link_passage(
        register,
        item.number,
        document_id=one.document_id,
        span=span,
        verdict=Verdict.FULFILS_PARTLY,
        **BY,
    )
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Status.PARTLY
    assert withdraw_link(register, made, seen=1, reason="Andere brief.", **BY) is Status.LAPSED
    register.commit()


def test_a_motion_settled_by_hand_stays_so_when_a_later_verdict_is_withdrawn(
    register: Session,
) -> None:
    item = item_of(register, ItemKind.MOTION)
    one = suggestion_of(register, item)
    settle_motion(register, item.number, seen=1, reason="Uitgevoerd.", actor="A. Hand", at=AT)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, actor=CLERK, at=LATER)
    row = register.get_one(Motion, item.id)
    assert (row.settled_by, row.settled_at) == ("A. Hand", AT)
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Execution.SETTLED
    register.commit()
    assert row.settled_by == "A. Hand"


def test_a_motion_stays_settled_as_long_as_a_link_says_so(register: Session) -> None:
    item = item_of(register, ItemKind.MOTION)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)
    span = make_meeting().find("De schepen varen weer.")
    made = link_passage(
        register,
        item.number,
        document_id=one.document_id,
        span=span,
        verdict=Verdict.FULFILS,
        actor="A. Ander",
        at=LATER,
    )
    row = register.get_one(Motion, item.id)
    assert row.settled_by == CLERK
    assert reopen_suggestion(register, one.id, seen=2, **BY) is Execution.SETTLED
    assert row.settled_by == "A. Ander"
    status = withdraw_link(register, made, seen=1, reason="Andere brief.", **BY)
    assert status is Execution.REPORTED
    register.commit()


def test_a_motion_opened_by_hand_is_not_closed_by_a_link_from_before(register: Session) -> None:
    item = item_of(register, ItemKind.MOTION)
    one = suggestion_of(register, item)
    judge_suggestion(register, one.id, Verdict.FULFILS, seen=1, **BY)
    reopen_motion(register, item.number, seen=2, reason="Toch niet.", **BY)
    span = make_meeting().find("De schepen varen weer.")
    made = link_passage(
        register,
        item.number,
        document_id=one.document_id,
        span=span,
        verdict=Verdict.FULFILS,
        **BY,
    )
    status = withdraw_link(register, made, seen=1, reason="Andere brief.", **BY)
    assert status is Execution.REPORTED
    register.commit()


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
    assert spell_office(register, printed) == spelled


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
