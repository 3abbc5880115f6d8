"""A followed list of letters: each new paper is told once, and to who follows it alone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.digest import Digest, DigestKind, DigestLine, Week
from app.services.accounts import add_account, set_digest
from app.services.digests import (
    Shared,
    compose_for,
    composing,
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
from app.services.overview import letters, register
from app.services.overview.letters import find_letter_ids
from app.services.overview.register import find_item_ids
from app.services.overview.rows.letters import Held, LetterFilter, LetterSort
from app.services.overview.rows.register import RegisterFilter
from app.services.search import FEW
from app.services.withdrawing import withdraw_document
from app.store.digests import Follow, Subscription
from app.store.documents import Document
from tests.factories import AT, CLERK, LATER, Letter, make_meeting, make_promising

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


def add_reader(session: Session, *lists: LetterFilter | RegisterFilter, name: str = "lezer") -> int:
    """Add somebody who gets the digest and follows these lists, and give their subscription."""
    made = add_account(
        session,
        email=f"{name}@voorbeeld.example",
        name=name,
        role=Role.READER,
        password="een-lang-wachtwoord",
        actor=CLERK,
        at=AT,
    )
    set_digest(session, made.email, wanted=True, actor=CLERK, at=AT)
    for number, wanted in enumerate(lists):
        follow_list(session, made.id, f"n={number}", wanted, name=f"lijst {number}", at=AT)
    session.commit()
    return session.scalars(select(Subscription.id).where(Subscription.account_id == made.id)).one()


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


def test_what_readers_share_tells_each_the_same_as_alone(session: Session) -> None:
    lists: tuple[tuple[LetterFilter | RegisterFilter, ...], ...] = (
        (LetterFilter(q="kademuur"), RegisterFilter(q="haven")),
        (LetterFilter(sender="minister van Havenzaken"),),
        (RegisterFilter(q="uitkomsten proef"),),
        (),
    )
    readers = [add_reader(session, *one, name=f"lezer{at}") for at, one in enumerate(lists)]
    take_in(session, QUAY, WIND, make_promising(), make_meeting())
    shared = Shared()
    for one in readers:
        reader = get_reader(session, one)
        alone, _ = compose_for(session, reader, WEEKS[0], today=TODAY)
        for _ in range(2):
            together, _ = compose_for(session, reader, WEEKS[0], today=TODAY, shared=shared)
            assert together == alone
            assert not alone.is_empty


def test_of_more_news_than_can_be_kept_each_reader_hears_all_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "MOST_PIECES", 1)
    reader = get_reader(session, add_reader(session))
    take_in(session, QUAY, make_promising())
    shared = Shared()
    alone, rounds = compose_for(session, reader, WEEKS[0], today=TODAY)
    together, _ = compose_for(session, reader, WEEKS[0], today=TODAY, shared=shared)
    assert (together, shared.find_news(rounds)) == (alone, None)


@pytest.mark.parametrize("few", [0, FEW])
def test_words_find_the_same_whether_there_is_much_news_or_little(
    session: Session, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (letters, register):
        monkeypatch.setattr(module, "FEW", few)
    take_in(session, QUAY, WIND, make_promising(), make_meeting())
    for words in ("kademuur", "39 201, nr. 17", '"de haven groeit"', "proef -kademuur", "12"):
        every: tuple[RegisterFilter | LetterFilter, ...] = (
            RegisterFilter(q=words),
            LetterFilter(q=words),
        )
        whole = (
            find_letter_ids(session, LetterFilter(q=words)),
            find_item_ids(session, RegisterFilter(q=words), today=TODAY),
        )
        followed = Followed(lists=every[:1], letters=every[1:])  # type: ignore[arg-type]  # one of each
        scope = scope_of(session, followed, today=TODAY, rounds=(0, 9))
        assert (scope.papers, scope.items) == tuple(map(frozenset, whole))


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
