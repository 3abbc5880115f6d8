"""A followed list of letters: each new paper is told once, and to who follows it alone."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.digest import Digest, DigestKind, DigestLine, Week
from app.services.accounts import add_account, set_digest
from app.services.digests import (
    compose_for,
    get_reader,
    note_news,
    preview_weeks,
    put_digest,
    scope_of,
)
from app.services.digests.following import Followed
from app.services.digests.follows import find_follow_of_list, follow_list
from app.services.digests.noting import look_for_news
from app.services.intake import store_prepared
from app.services.overview.rows.letters import Held, LetterFilter, LetterSort
from app.services.overview.rows.register import RegisterFilter
from app.services.withdrawing import withdraw_document
from app.store.digests import Follow, Subscription
from app.store.documents import Document
from tests.factories import AT, CLERK, LATER, Letter, make_promising

TODAY = date(2026, 11, 9)
WEEKS = (Week(2026, 45), Week(2026, 46), Week(2026, 47))
QUAY = Letter("Geachte voorzitter,\n\nDe kademuur van Oosterhaven is hersteld.", number="11")
WIND = Letter(
    "Geachte voorzitter,\n\nDe windmolens staan stil.",
    date(2024, 3, 4),
    functions=("Minister van Wind",),
    number="12",
)


def take_in(session: Session, *letters: Letter) -> None:
    for letter in letters:
        store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
    note_news(session, at=LATER, today=TODAY)
    session.commit()


def add_reader(session: Session, *lists: LetterFilter | RegisterFilter) -> int:
    """Add somebody who gets the digest and follows these lists, and give their subscription."""
    made = add_account(
        session,
        email="lezer@voorbeeld.example",
        name="L. Lezer",
        role=Role.READER,
        password="een-lang-wachtwoord",
        actor=CLERK,
        at=AT,
    )
    set_digest(session, made.email, wanted=True, actor=CLERK, at=AT)
    for number, wanted in enumerate(lists):
        follow_list(session, made.id, f"n={number}", wanted, name=f"lijst {number}", at=AT)
    session.commit()
    return session.scalars(select(Subscription.id)).one()


def compose(session: Session, reader_id: int, week: Week) -> Digest:
    """Compose a reader's week and put it down."""
    reader = get_reader(session, reader_id)
    digest, rounds = compose_for(session, reader, week, today=TODAY)
    put_digest(
        session,
        reader,
        week,
        rounds,
        digest,
        None,
        unsubscribe_url="https://gestand.example/weg",
        host="gestand.example",
        at=LATER,
    )
    session.commit()
    return digest


def papers(digest: Digest) -> tuple[DigestLine, ...]:
    (section,) = [one for one in digest.sections if one.kind is DigestKind.PAPERS]
    return section.lines


def ids(session: Session, letter: Letter) -> int:
    query = select(Document.id).where(Document.text == letter.text)
    return session.scalars(query).one()


def test_a_letter_that_a_search_finds_is_told_once(session: Session) -> None:
    reader = add_reader(session, LetterFilter(q="kademuur"))
    take_in(session, QUAY, WIND)
    (line,) = papers(compose(session, reader, WEEKS[0]))
    assert (line.paper_id, line.number, line.who) == (
        ids(session, QUAY),
        "",
        "Minister van Havenzaken",
    )
    assert papers(compose(session, reader, WEEKS[1])) == ()
    take_in(session, Letter("Geachte voorzitter,\n\nOok deze kademuur verzakt.", number="13"))
    assert len(papers(compose(session, reader, WEEKS[2]))) == 1


def test_a_letter_that_several_searches_find_has_one_line(session: Session) -> None:
    lists = (LetterFilter(q="kademuren"), LetterFilter(sender="minister van Havenzaken"))
    reader = add_reader(session, *lists)
    take_in(session, QUAY, WIND)
    assert len(papers(compose(session, reader, WEEKS[0]))) == 1


def test_who_follows_letters_hears_of_nothing_else_and_others_not_of_letters(
    session: Session,
) -> None:
    reader = add_reader(session, LetterFilter(sender="minister van Havenzaken"))
    take_in(session, make_promising())
    digest = compose(session, reader, WEEKS[0])
    assert [one.kind for one in digest.sections if one.total] == [DigestKind.PAPERS]
    assert digest.follows == ("lijst 0",)
    whole = scope_of(session, Followed(everything=True), today=TODAY, rounds=(0, 1))
    assert whole.papers == frozenset()


def test_what_was_there_before_the_digest_began_is_not_told(session: Session) -> None:
    take_in(session, QUAY)
    reader = add_reader(session, LetterFilter(q="kademuur"))
    take_in(session, WIND)
    assert papers(compose(session, reader, WEEKS[0])) == ()


def test_a_paper_that_left_is_not_told_nor_noted_again(session: Session) -> None:
    reader = add_reader(session, LetterFilter())
    take_in(session, QUAY, WIND)
    withdraw_document(
        session, ids(session, WIND), seen=1, reason="per abuis", actor=CLERK, at=LATER
    )
    session.commit()
    assert look_for_news(session, today=TODAY).is_empty
    (line,) = papers(compose(session, reader, WEEKS[0]))
    assert line.paper_id == ids(session, QUAY)


def test_a_search_that_cannot_be_read_tells_nothing(session: Session) -> None:
    reader = add_reader(session, LetterFilter(q='"'))
    take_in(session, QUAY)
    assert papers(compose(session, reader, WEEKS[0])) == ()


def test_past_weeks_go_by_the_dates_of_papers(session: Session) -> None:
    take_in(session, QUAY, WIND)
    weeks = (Week.of(date(2024, 3, 4)), Week.of(date(2024, 2, 1)))
    days = weeks[1].monday, weeks[0].sunday
    scope = scope_of(session, Followed(letters=(LetterFilter(),)), today=TODAY, days=days)
    told = [papers(one) for one in preview_weeks(session, scope, weeks)]
    assert [[line.paper_id for line in lines] for lines in told] == [
        [ids(session, WIND)],
        [ids(session, QUAY)],
    ]


def test_how_a_list_of_letters_looks_does_not_count(session: Session) -> None:
    wanted = LetterFilter(q="kademuur", held=(Held.WAITING,))
    add_reader(session, wanted, RegisterFilter(q="kademuur"))
    account = session.scalars(select(Subscription.account_id)).one()
    assert account is not None
    looks = replace(wanted, sort=LetterSort.NEWEST, page=3)
    found = find_follow_of_list(session, account, looks)
    assert found == session.scalars(select(Follow.id).where(Follow.of_letters)).one()
    assert find_follow_of_list(session, account, LetterFilter(q="kademuur")) is None
