"""A digest in each reader's language."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.digest import Digest
from app.domain.languages import Language
from app.domain.mail import Rendered
from app.languages import translator
from app.mail.render import render_digest
from app.services.accounts import set_language
from app.store.accounts import Account
from app.store.outbox import OutboxMessage
from tests.factories import AT
from tests.services.test_digests_news import add_reader, compose, make_due, store


def test_readers_get_it_in_the_language_that_they_chose(session: Session) -> None:
    store(session, make_due())
    for number in range(6):
        add_reader(session, f"lezer{number}@voorbeeld.example")
    readers = session.scalars(select(Account).order_by(Account.id)).all()
    for reader in readers[:2]:
        set_language(session, reader.id, Language.ENGLISH, actor="tests", at=AT)
    set_language(session, readers[2].id, Language.DUTCH, actor="tests", at=AT)
    made: list[Language] = []

    def render(digest: Digest, address: str, language: Language) -> Rendered:
        made.append(language)
        said = translator(language)
        return render_digest(
            digest, base_url="https://g.example", unsubscribe_url=address, said=said
        )

    assert compose(session, render=render) == 6
    assert sorted(made) == [Language.ENGLISH, Language.DUTCH]
    told = {row.recipient: row for row in session.scalars(select(OutboxMessage))}
    english, dutch = told[readers[1].email], told[readers[5].email]
    assert english.subject.startswith("Weekly digest, week ")
    assert english.unsubscribe_url is not None
    assert english.unsubscribe_url in english.html
    assert dutch.subject.startswith("Weekbericht week ")
    assert told[readers[2].email].subject == dutch.subject
