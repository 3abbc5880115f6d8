"""Where verdicts, links and what a person sets by hand leave an item, and without them."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Execution, Status, Verdict
from app.domain.errors import (
    AlreadyJudged,
    RestsOnIt,
    Stale,
    WrongState,
)
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate, dismiss_candidate, reopen_candidate
from app.services.commitments import (
    amend_commitment,
    set_status,
)
from app.services.fields import CommitmentChanges
from app.services.manual_links import link_passage, withdraw_link
from app.services.motions import reopen_motion, settle_motion
from app.services.standing import find_standing, standing_of
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.store.items import Candidate, Commitment, Motion
from tests.factories import AT, CLERK, LATER, make_meeting
from tests.services.promised import BY, accepted, actions, item_of, suggestion_of, take_in


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


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
