"""The mail as an administrator sees it: what waits, was sent or failed, and any reader's digest."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.digest import Week
from app.domain.mail import DeliveryState, MailPurpose, Refused
from app.jobs import Context, compose_due_digests, send_one
from app.services.accounts import set_digest
from app.services.digests.post import PAGE
from app.session import reading, transaction
from app.store.digests import DigestRun, Subscription, SubscriptionRequest
from app.store.outbox import OutboxMessage
from tests.web.test_following import press
from tests.web.website import Page, Website, email_of, lines_of_csv

NEVER = Refused("550 5.1.1 no such person", lasting=True)


@pytest.fixture
def boss(posting: Website) -> FlaskClient:
    return posting.visit(Role.ADMINISTRATOR)


@pytest.fixture
def digest(posting: Website) -> int:
    """Let a reader's digest be composed, and give its message."""
    with transaction(posting.engine) as session:
        set_digest(session, email_of(Role.READER), wanted=True, actor="tests", at=now())
        row = session.scalars(select(Subscription)).one()
        row.weekday, row.hour = now().weekday(), 0
        row.began_at = row.began_at and row.began_at.replace(year=2020)
    hall = posting.app.extensions["gestand"]
    compose_due_digests(Context(posting.engine, hall.settings, is_demo=False))
    with reading(posting.engine) as session:
        return session.scalars(select(OutboxMessage.id)).one()


def get_message(website: Website, key: int) -> OutboxMessage:
    with reading(website.engine) as session:
        return session.get_one(OutboxMessage, key)


def test_what_waits_was_sent_or_failed_is_there_with_every_attempt(
    posting: Website, boss: FlaskClient, digest: int
) -> None:
    assert "Wacht" in Page(boss.get("/beheer/mail/")).text
    send_one(posting.engine, digest, send=lambda _: NEVER)
    listed = Page(boss.get("/beheer/mail/?staat=failed")).text
    assert email_of(Role.READER) in listed
    assert "550 5.1.1" in listed
    assert "geweigerd op" in listed  # the reader is paused
    shown = boss.get(f"/beheer/mail/{digest}")
    assert "550 5.1.1 no such person" in Page(shown).text
    token = re.search(r"afmelden/[\w-]{20,}", shown.text)
    assert token is None  # the address that stops it is the reader's own


def test_the_mail_and_its_readers_are_files_for_administrators_alone(
    posting: Website, boss: FlaskClient, digest: int
) -> None:
    send_one(posting.engine, digest, send=lambda _: NEVER)
    assert "/beheer/mail/berichten.csv?staat=failed" in Page(
        boss.get("/beheer/mail/?staat=failed&lezer=x")
    ).values("href")
    (row,) = lines_of_csv(boss.get("/beheer/mail/berichten.csv?staat=failed"))
    assert (row["aan"], row["staat"]) == (email_of(Role.READER), "Niet aangekomen")
    assert row["laatste antwoord"] == "550 5.1.1 no such person"
    assert row["adres"] == f"http://localhost/beheer/mail/{digest}"
    assert lines_of_csv(boss.get("/beheer/mail/berichten.csv?staat=sent")) == []
    (reader,) = lines_of_csv(boss.get("/beheer/mail/lezers.csv"))
    assert (reader["lezer"], reader["uur"]) == (email_of(Role.READER), "0")
    for kind in ("json", "xlsx"):
        assert boss.get(f"/beheer/mail/berichten.{kind}").status_code == 200
        assert boss.get(f"/beheer/mail/lezers.{kind}").status_code == 200
    clerk = posting.visit(Role.CLERK)
    assert clerk.get("/beheer/mail/berichten.csv").status_code == 403
    assert clerk.get("/beheer/mail/lezers.csv").status_code == 403


def test_any_of_many_readers_is_found_by_address_and_page_by_page(
    posting: Website, boss: FlaskClient
) -> None:
    with transaction(posting.engine) as session:
        session.add_all(
            Subscription(email=f"l{n}_@voorbeeld.example", token=f"t{n}", began_at=now())
            for n in range(PAGE + 5)
        )
    first = Page(boss.get("/beheer/mail/")).text
    assert f"{PAGE + 5} lezers" in first
    assert f"l{PAGE + 4}_@voorbeeld.example" not in first
    assert f"l{PAGE + 4}_@voorbeeld.example" in Page(boss.get("/beheer/mail/?lezers=2")).text
    found = Page(boss.get("/beheer/mail/?lezer=L54_@")).text
    assert "1 lezer" in found
    assert "l54_@voorbeeld.example" in found
    assert "0 lezers" in Page(boss.get("/beheer/mail/?lezer=%25")).text
    assert len(lines_of_csv(boss.get("/beheer/mail/lezers.csv?lezer=l1"))) == 11


def test_one_message_is_sent_again_under_its_own_id_and_its_reader_goes_on(
    posting: Website, boss: FlaskClient, digest: int
) -> None:
    before = get_message(posting, digest).message_id
    send_one(posting.engine, digest, send=lambda _: NEVER)
    press(boss, f"/beheer/mail/{digest}", f"/beheer/mail/{digest}/opnieuw")
    row = get_message(posting, digest)
    assert (row.state, row.message_id) == (DeliveryState.PENDING, before)
    with reading(posting.engine) as session:
        assert session.scalars(select(Subscription.paused_at)).one() is None
    fields = Page(boss.get("/beheer/mail/")).form("/afmelden")
    answer = boss.post(f"/beheer/mail/{digest}/opnieuw", data=fields, follow_redirects=True)
    assert "wacht al" in Page(answer).text


def test_a_refused_reader_is_resumed(posting: Website, boss: FlaskClient, digest: int) -> None:
    send_one(posting.engine, digest, send=lambda _: NEVER)
    with reading(posting.engine) as session:
        key = session.scalars(select(Subscription.id)).one()
    press(boss, "/beheer/mail/", f"/beheer/mail/lezers/{key}/hervatten")
    with reading(posting.engine) as session:
        assert session.scalars(select(Subscription.paused_at)).one() is None


def test_any_readers_digest_of_any_week_is_shown_and_sent_as_a_test(
    posting: Website, boss: FlaskClient, digest: int
) -> None:
    with reading(posting.engine) as session:
        key = session.scalars(select(Subscription.id)).one()
    page = f"/beheer/mail/lezers/{key}?week={Week.of(today()).before()}"
    assert re.search("Zo is het verzonden|Een voorbeeld", boss.get(page).text)
    past = f"/beheer/mail/lezers/{key}?week=2025-W11"  # of a letter of 12 March 2025
    assert re.search(r"[1-9]\d* nieuw", boss.get(past).text)
    press(boss, past, f"/beheer/mail/lezers/{key}/proef")
    with reading(posting.engine) as session:
        tests = session.scalars(
            select(OutboxMessage).where(OutboxMessage.purpose == MailPurpose.TEST)
        ).all()
    assert [one.recipient for one in tests] == [email_of(Role.ADMINISTRATOR)]
    assert tests[0].unsubscribe_url is None
    assert get_message(posting, digest).state is DeliveryState.PENDING


def test_the_mail_itself_is_looked_at_without_the_readers_own_address(
    posting: Website, boss: FlaskClient, digest: int
) -> None:
    with reading(posting.engine) as session:
        key = session.scalars(select(Subscription.id)).one()
        sent = session.get_one(OutboxMessage, digest)
        week = session.scalars(select(DigestRun.week)).one()
    own = sent.unsubscribe_url
    assert own
    assert own in sent.html
    clerk = posting.visit(Role.CLERK)
    for asked in (week, "2025-W11"):
        links = Page(boss.get(f"/beheer/mail/lezers/{key}?week={asked}")).values("href")
        address = f"/beheer/mail/lezers/{key}/opgemaakt?week={asked}"
        assert address in links
        mail = boss.get(address)
        assert mail.text.startswith("<!doctype html>") or mail.text.startswith("<!DOCTYPE html>")
        assert own not in mail.text
        policy = mail.headers["Content-Security-Policy"]
        assert "sandbox" in policy
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert clerk.get(address).status_code == 403


def test_a_register_that_is_not_open_has_no_page_to_ask_for_the_digest(website: Website) -> None:
    assert website.visit().get("/weekbericht").status_code == 404


def test_somebody_without_an_account_asks_and_confirms(posting: Website) -> None:
    hall = posting.app.extensions["gestand"]
    open_to_all = hall.settings.model_copy(update={"digest_without_account": True})
    object.__setattr__(hall, "settings", open_to_all)
    stranger = posting.visit()
    fields = {"email": "x@voorbeeld.example", "weekday": "0", "hour": "7"}
    told = press(stranger, "/weekbericht?soort=motie", "/weekbericht", **fields)
    assert "x@voorbeeld.example" in told
    with reading(posting.engine) as session:
        text = session.scalars(select(OutboxMessage.text)).one()
    link = re.search(r"/weekbericht/bevestigen/[\w-]+", text)
    assert link is not None
    assert stranger.get(link[0]).status_code == 200  # a scanner looks, and nothing begins
    with reading(posting.engine) as session:
        assert session.scalars(select(Subscription)).all() == []
    assert "U krijgt het weekbericht" in press(stranger, link[0], link[0])
    assert stranger.get(link[0]).status_code == 404
    with reading(posting.engine) as session:
        assert session.scalars(select(Subscription.email)).one() == "x@voorbeeld.example"


def test_who_asks_for_all_letters_does_not_get_the_whole_register(posting: Website) -> None:
    hall = posting.app.extensions["gestand"]
    open_to_all = hall.settings.model_copy(update={"digest_without_account": True})
    object.__setattr__(hall, "settings", open_to_all)
    fields = {"email": "x@voorbeeld.example", "weekday": "0", "hour": "7"}
    press(posting.visit(), "/weekbericht?lijst=brieven", "/weekbericht", **fields)
    with reading(posting.engine) as session:
        asked = session.scalars(select(SubscriptionRequest)).one()
    assert (asked.of_letters, asked.address, asked.wanted) == (True, "", {})
    assert asked.name == "Alle brieven en verslagen"
