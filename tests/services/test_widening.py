"""Abbreviations and compounds widen a query; a query that finds nothing gets its nearest."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.intake import store_prepared
from app.services.nearest import find_nearest
from app.services.search import Query, select_found
from app.services.stemming import tokens
from app.services.vocabulary import FindingSeeds, MemberSeed, prepare_finding
from app.services.widening import find_query
from app.store.documents import Passage
from app.store.finding import Member, SearchWord
from app.store.register import RegisterFact
from tests.factories import AT, CLERK, Letter
from tests.services.test_search_found import fits

PARAGRAPHS = (
    "De minister van VWS heeft een stikstofbrief gestuurd.",
    "Het ministerie van Volksgezondheid, Welzijn en Sport zwijgt.",
    "Over stikstof en de woningbouw komt een kamerbrief.",
    "De volksgezondheid gaat vooruit; het woningbouwbeleid niet.",
    "De staatssecretaris van I&W onderzoekt de bruggen.",
    "De kade van Westmonde wordt hersteld, de sluis niet.",
)
SEEDS = FindingSeeds(
    (
        ("VWS", "Volksgezondheid, Welzijn en Sport"),
        ("IenW", "Infrastructuur en Waterstaat"),
        ("I&W", "Infrastructuur en Waterstaat"),
    ),
    (MemberSeed("Kaper", "Groep Zee", date(2020, 1, 1), None),),
)
WORDS = [
    "VWS",
    "vws",
    '"volksgezondheid, welzijn en sport"',
    "stikstof",
    '"stikstof"',
    "-stikstof",
    "brief",
    "brieven",
    "woningbouw",
    "I&W",
    "IenW",
    "minister",
    "-VWS",
    "beleid",
    "kade",
    "sti*",
]


def store(session: Session) -> None:
    store_prepared(session, Letter("\n\n".join(PARAGRAPHS)).prepared(), actor=CLERK, at=AT)
    prepare_finding(session, SEEDS)
    session.flush()


def find(session: Session, typed: str) -> set[int]:
    found = select_found(session, "passages", find_query(session, typed)).subquery()
    rows = select(Passage.ordinal).join(found, found.c.id == Passage.id)
    return set(session.scalars(rows))


def test_an_abbreviation_and_its_words_find_each_other(session: Session) -> None:
    store(session)
    assert find(session, "VWS") == find(session, "vws") == {0, 1}
    assert find(session, '"Volksgezondheid, Welzijn en Sport"') == {0, 1}
    assert find(session, "I&W") == {4}
    assert find(session, "volksgezondheid") == {1, 3}


def test_a_word_finds_the_compounds_that_are_made_of_it(session: Session) -> None:
    store(session)
    query = find_query(session, "stikstof brief")
    assert [clause.also for clause in query.clauses] == [
        ("stikstofbrief",),
        ("kamerbrief", "stikstofbrief"),
    ]
    assert find(session, "stikstof") == {0, 2}
    assert find(session, "brieven") == {0, 2}
    assert find(session, "woningbouw") == {2, 3}


def test_what_is_quoted_left_out_or_begun_is_taken_as_typed(session: Session) -> None:
    store(session)
    assert find(session, '"stikstof"') == {2}
    assert find(session, "minister -stikstof") == {0}
    assert all(not clause.also for clause in find_query(session, "stik* -vws 39201").clauses)


def test_words_are_gathered_anew_where_there_are_none(session: Session) -> None:
    store(session)
    kept = {(row.token, row.head, row.tail) for row in session.scalars(select(SearchWord))}
    for row in session.scalars(select(SearchWord)).all():
        session.delete(row)
    session.flush()
    fact = session.get(RegisterFact, "words")
    assert fact is not None
    fact.value = "0"
    session.flush()
    prepare_finding(session, SEEDS)
    assert {(r.token, r.head, r.tail) for r in session.scalars(select(SearchWord))} == kept
    assert session.scalars(select(Member.fractie)).all() == ["Groep Zee"]


def test_a_wrong_spelling_gets_the_words_that_are_nearly_so(session: Session) -> None:
    store(session)
    nearest = find_nearest(session, find_query(session, "minister stikstofbrif"))
    assert nearest.nowhere == ("stikstofbrif",)
    assert [(one.text, one.count) for one in nearest.spelled] == [("minister stikstofbrief", 1)]
    assert [(one.text, one.count) for one in nearest.without] == [("minister", 1)]


def test_words_that_never_stand_together_are_offered_apart(session: Session) -> None:
    store(session)
    nearest = find_nearest(session, find_query(session, "kade -sluis bruggen"))
    assert (nearest.nowhere, nearest.spelled) == ((), ())
    assert [one.text for one in nearest.without] == ["-sluis bruggen"]


def test_nothing_is_offered_where_nothing_was_asked(session: Session) -> None:
    store(session)
    for typed in ("", "-kade", "* -"):
        nearest = find_nearest(session, find_query(session, typed))
        assert (nearest.nowhere, nearest.spelled, nearest.without) == ((), (), ())
    assert find_nearest(session, find_query(session, "xqzzw")).nowhere == ("xqzzw",)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_either_database_finds_what_the_widened_words_ask(session: Session, typed: str) -> None:
    if session.scalar(select(Passage.id)) is None:
        store(session)
    query: Query = find_query(session, typed)
    if query.problem:
        return
    wanted = {n for n, text in enumerate(PARAGRAPHS) if fits(tokens(text), query)}
    assert find(session, typed) == wanted
