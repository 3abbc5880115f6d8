"""The digest without an account: nothing is sent before the address itself said yes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.domain.languages import Language
from app.domain.mail import DeliveryState, MailPurpose, Rendered
from app.domain.matching import ItemKind
from app.services.digests import get_reader, unsubscribe
from app.services.digests.asking import (
    LIFETIME,
    MOST_FOR_ADDRESS,
    Wish,
    ask_digest,
    confirm_digest,
    is_asked,
)
from app.services.outbox import claim_delivery, record_delivery
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.store.digests import Follow, Subscription, SubscriptionRequest
from app.store.history import HistoryEntry
from app.store.outbox import OutboxMessage
from tests.services.people import add

AT = datetime(2026, 11, 9, 6, 0, tzinfo=UTC)
EMAIL = "lezer@voorbeeld.example"
MOTIONS = Wish(
    EMAIL,
    Language.ENGLISH,
    4,
    16,
    "soort=motie",
    RegisterFilter(kinds=(ItemKind.MOTION,)),
    "Moties",
)


def ask(session: Session, token: str, wish: Wish = MOTIONS, at: datetime = AT) -> bool:
    sent = ask_digest(
        session,
        wish,
        token,
        visitor="192.0.2.1",
        rendered=Rendered("Wilt u dit?", f"<p>{token}</p>", token),
        host="gestand.example",
        at=at,
    )
    session.commit()
    return sent


def test_asking_sends_a_question_and_nothing_else(session: Session) -> None:
    assert ask(session, "een")
    (message,) = session.scalars(select(OutboxMessage)).all()
    assert (message.purpose, message.recipient) == (MailPurpose.CONFIRM, EMAIL)
    assert message.unsubscribe_url is None
    assert session.scalars(select(Subscription)).all() == []


def test_the_link_begins_it_once_as_it_was_asked(session: Session) -> None:
    ask(session, "een")
    assert is_asked(session, "een", at=AT)
    confirm_digest(session, "een", at=AT)
    session.commit()
    row = session.scalars(select(Subscription)).one()
    assert (row.email, row.account_id, row.weekday, row.hour) == (EMAIL, None, 4, 16)
    reader = get_reader(session, row.id)
    assert (reader.address, reader.language) == (EMAIL, Language.ENGLISH)
    assert reader.names == ("Moties",)
    assert not reader.followed.everything
    with pytest.raises(NotFound):
        confirm_digest(session, "een", at=AT)


@pytest.mark.parametrize("token, later", [("nooit", timedelta()), ("een", LIFETIME)])
def test_an_unknown_or_old_link_begins_nothing(
    session: Session, token: str, later: timedelta
) -> None:
    ask(session, "een")
    assert not is_asked(session, token, at=AT + later)
    with pytest.raises(NotFound):
        confirm_digest(session, token, at=AT + later)


def test_a_second_list_joins_the_first_and_the_same_list_does_not(session: Session) -> None:
    other = Wish(EMAIL, Language.DUTCH, 0, 7, "q=haven", RegisterFilter(q="haven"), "Haven")
    for number, wish in enumerate((MOTIONS, other, MOTIONS)):
        ask(session, str(number), wish)
        confirm_digest(session, str(number), at=AT)
    session.commit()
    assert session.scalars(select(Follow.name).order_by(Follow.id)).all() == ["Moties", "Haven"]
    assert session.scalars(select(Subscription.weekday)).all() == [4]


def test_whoever_has_an_account_gets_it_there(session: Session) -> None:
    person = add(session, "M. Edewerker", Role.STAFF)
    ask(session, "een", Wish(person.email, Language.DUTCH, 0, 7))
    confirm_digest(session, "een", at=AT)
    session.commit()
    row = session.scalars(select(Subscription)).one()
    assert (row.account_id, row.email, row.everything) == (person.id, None, True)
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.reason.is_not(None))).all()
    assert [one.action for one in told] == [Action.ACCOUNT_CHANGED]


def test_nobody_fills_anothers_inbox(session: Session) -> None:
    for number in range(MOST_FOR_ADDRESS):
        assert ask(session, str(number))
    assert not ask(session, "te veel")
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == MOST_FOR_ADDRESS
    assert ask(session, "later", at=AT + LIFETIME)  # the old ones are forgotten
    assert session.scalar(select(func.count()).select_from(SubscriptionRequest)) == 1


def test_what_is_no_address_is_refused(session: Session) -> None:
    with pytest.raises(Invalid):
        ask(session, "een", Wish("geen adres", Language.DUTCH, 0, 7))


def test_one_click_stops_it_and_takes_the_address_away(session: Session) -> None:
    ask(session, "een")
    confirm_digest(session, "een", at=AT)
    session.commit()
    row = session.scalars(select(Subscription)).one()
    for _ in range(2):
        unsubscribe(session, row.token, at=AT)
    session.commit()
    session.refresh(row)
    assert row.began_at is None
    assert EMAIL not in (row.email or "")
    assert session.scalars(select(Follow)).all() == []
    ask(session, "weer")
    confirm_digest(session, "weer", at=AT)  # the address can begin anew
    session.commit()
    assert len(session.scalars(select(Subscription)).all()) == 2


def test_a_question_that_is_answered_is_not_sent_any_more_and_keeps_no_words(
    session: Session,
) -> None:
    ask(session, "een")
    ask(session, "twee")
    first, second = session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id)).all()
    confirm_digest(session, "een", at=AT)
    session.commit()
    assert claim_delivery(session, first, at=AT) is None
    assert claim_delivery(session, second, at=AT) is not None
    record_delivery(session, second, None, at=AT)
    session.commit()
    rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [row.state for row in rows] == [DeliveryState.FAILED, DeliveryState.SENT]
    assert [row.text for row in rows] == ["", ""]


def test_a_list_of_letters_can_be_asked_for_beside_the_same_words_of_the_register(
    session: Session,
) -> None:
    wishes: tuple[RegisterFilter | LetterFilter, ...] = (
        RegisterFilter(q="haven"),
        LetterFilter(q="haven"),
    )
    for number, wanted in enumerate(wishes):
        wish = Wish(EMAIL, Language.DUTCH, 0, 7, "q=haven", wanted, f"lijst {number}")
        ask(session, str(number), wish)
        confirm_digest(session, str(number), at=AT)
    reader = get_reader(session, session.scalars(select(Subscription.id)).one())
    assert (reader.followed.lists, reader.followed.letters) == (wishes[:1], wishes[1:])
