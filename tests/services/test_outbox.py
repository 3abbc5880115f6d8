"""The outbox: each message is claimed, sent and recorded; a failure that may pass is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.mail import Delivery, DeliveryState, MailPurpose, Refused, Rendered
from app.services.accounts import add_account, set_digest
from app.services.outbox import (
    CLAIM,
    RETRIES,
    add_delivery,
    claim_delivery,
    find_due_deliveries,
    record_delivery,
    retry_failed,
)
from app.store.accounts import Account
from app.store.digests import DigestRun, Subscription
from app.store.outbox import OutboxMessage
from tests.factories import CLERK

AT = datetime(2026, 11, 9, 6, 0, tzinfo=UTC)
BUSY = Refused("450 busy", lasting=False)
NEVER = Refused("550 unknown", lasting=True)


@pytest.fixture
def waiting(session: Session) -> int:
    """Put one message in the outbox and give its id."""
    add_account(
        session,
        email="lezer@voorbeeld.example",
        name="L",
        role=Role.READER,
        password="een-lang-wachtwoord",
        actor=CLERK,
        at=AT,
    )
    set_digest(session, "lezer@voorbeeld.example", wanted=True, actor=CLERK, at=AT)
    reader = session.scalars(select(Subscription)).one()
    run = DigestRun(
        subscription_id=reader.id, week="2026-W45", first=0, last=0, lines=1, composed_at=AT
    )
    session.add(run)
    session.flush()
    account = session.scalars(select(Account)).one()
    rendered = Rendered("Weekbericht", "<p>nieuw</p>", "nieuw")
    delivery = Delivery(account.email, "<1@gestand.example>", "https://gestand.example/x", rendered)
    add_delivery(
        session,
        delivery,
        purpose=MailPurpose.DIGEST,
        run_id=run.id,
        account_id=account.id,
        at=AT,
    )
    session.commit()
    return session.scalars(select(OutboxMessage.id)).one()


def get_row(session: Session, delivery_id: int) -> OutboxMessage:
    """Read a message anew."""
    return session.get_one(OutboxMessage, delivery_id, populate_existing=True)


def test_a_message_is_claimed_once(session: Session, waiting: int) -> None:
    assert find_due_deliveries(session, at=AT) == (waiting,)
    delivery = claim_delivery(session, waiting, at=AT)
    session.commit()
    assert delivery is not None
    assert delivery.rendered.text == "nieuw"
    assert claim_delivery(session, waiting, at=AT) is None
    assert find_due_deliveries(session, at=AT) == ()


def test_a_sent_message_is_done(session: Session, waiting: int) -> None:
    claim_delivery(session, waiting, at=AT)
    assert record_delivery(session, waiting, None, at=AT) is DeliveryState.SENT
    session.commit()
    assert get_row(session, waiting).sent_at == AT
    assert find_due_deliveries(session, at=AT + timedelta(days=9)) == ()


def test_a_sender_that_died_leaves_a_claim_that_runs_out(session: Session, waiting: int) -> None:
    first = claim_delivery(session, waiting, at=AT)
    session.commit()
    assert claim_delivery(session, waiting, at=AT + CLAIM - timedelta(seconds=1)) is None
    second = claim_delivery(session, waiting, at=AT + CLAIM)
    assert first is not None
    assert second is not None
    assert first.message_id == second.message_id


def test_a_lasting_refusal_is_final(session: Session, waiting: int) -> None:
    claim_delivery(session, waiting, at=AT)
    assert record_delivery(session, waiting, NEVER, at=AT) is DeliveryState.FAILED
    session.commit()
    assert get_row(session, waiting).last_error == "550 unknown"
    assert find_due_deliveries(session, at=AT + timedelta(days=9)) == ()


def test_what_failed_can_be_put_back(session: Session, waiting: int) -> None:
    assert retry_failed(session, at=AT) == 0
    claim_delivery(session, waiting, at=AT)
    record_delivery(session, waiting, NEVER, at=AT)
    session.commit()
    later = AT + timedelta(days=2)
    assert retry_failed(session, at=later) == 1
    session.commit()
    assert find_due_deliveries(session, at=later) == (waiting,)
    assert get_row(session, waiting).attempts == 0
    claim_delivery(session, waiting, at=later)
    record_delivery(session, waiting, NEVER, at=later)
    set_digest(session, "lezer@voorbeeld.example", wanted=False, actor=CLERK, at=AT)
    session.commit()
    assert retry_failed(session, at=later) == 0


def test_a_passing_refusal_is_tried_ever_more_slowly_and_given_up(
    session: Session, waiting: int
) -> None:
    moment = AT
    for wait in RETRIES:
        assert claim_delivery(session, waiting, at=moment) is not None
        assert record_delivery(session, waiting, BUSY, at=moment) is DeliveryState.PENDING
        session.commit()
        assert find_due_deliveries(session, at=moment + wait - timedelta(seconds=1)) == ()
        moment += wait
        assert find_due_deliveries(session, at=moment) == (waiting,)
    assert claim_delivery(session, waiting, at=moment) is not None
    assert record_delivery(session, waiting, BUSY, at=moment) is DeliveryState.FAILED
    assert get_row(session, waiting).attempts == len(RETRIES) + 1


def test_success_after_a_failure_forgets_the_failure(session: Session, waiting: int) -> None:
    claim_delivery(session, waiting, at=AT)
    record_delivery(session, waiting, BUSY, at=AT)
    claim_delivery(session, waiting, at=AT + RETRIES[0])
    record_delivery(session, waiting, None, at=AT + RETRIES[0])
    session.commit()
    assert get_row(session, waiting).last_error is None


def test_what_another_sender_got_through_stays_sent(session: Session, waiting: int) -> None:
    claim_delivery(session, waiting, at=AT)
    claim_delivery(session, waiting, at=AT + CLAIM)
    record_delivery(session, waiting, None, at=AT + CLAIM)
    assert record_delivery(session, waiting, NEVER, at=AT + CLAIM) is DeliveryState.SENT
    session.commit()
    assert get_row(session, waiting).state is DeliveryState.SENT


def test_who_stopped_the_digest_meanwhile_gets_nothing(session: Session, waiting: int) -> None:
    set_digest(session, "lezer@voorbeeld.example", wanted=False, actor=CLERK, at=AT)
    session.commit()
    assert claim_delivery(session, waiting, at=AT) is None
    session.commit()
    assert get_row(session, waiting).state is DeliveryState.FAILED
