"""Both databases find the same passages and items, and those that the words ask for."""

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.intake import store_prepared
from app.services.overview.finding import find_items, select_holding
from app.services.search import Option, Query, count_found, parse_query, select_found
from app.services.search import holds as stems_hold
from app.services.stemming import tokens
from app.store.documents import Passage
from app.store.items import Item
from tests.factories import AT, CLERK, Letter, make_meeting, make_promising

PARAGRAPHS = (
    "De minister heeft toegezegd de Kamer te informeren.",
    "Toezeggingen over moties worden per brief afgedaan.",
    "De motie-Zeilmaker (Kamerstuk 35 925 V, nr. 77) is uitgevoerd.",
    "Oekraïne: geen toezegging, wel 2022Z00085.",
    "Een cyberaanval op het ministerie van Financiën.",
    "In dossier 35 925 V staat de begroting van het Rijk; zie ook 21 501-02, nr. 2433.",
    "De café-eigenaren, de schippers' bond en 12 345 anderen.",
    "Niets hiervan: 1e3 5e2wl ½ ß naïef Ζευς.",
)
WORDS = [
    "toezegging",
    "toegezegd",
    "de",
    "het",
    "kamer",
    "Kamer",
    "motie",
    "brief",
    "brieven",
    "oekraine",
    "Oekraïne",
    "cyber*",
    "mini*",
    "35",
    "925",
    "V",
    "nr.",
    "77",
    "2433",
    "21",
    "501-02",
    "2022Z00085",
    "cafés",
    "-motie",
    "-de",
    "-toezegging",
    "12",
    "345",
    "1e3",
    "5e2wl",
    "½",
    "ß",
    "naief",
    "Ζευς",
    '"',
    "'",
    "(",
    ")",
    "*",
    "-",
    "OR",
    "AND",
    "NOT",
    "NEAR",
    ":",
    "^",
    "&",
    "|",
    "!",
    "<->",
    "\\",
    "%",
    "_",
    "stems:de",
    "35925-V-77",
    "rijks*",
]


def store(session: Session) -> None:
    letter = Letter("\n\n".join(PARAGRAPHS))
    store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
    session.flush()


def find(session: Session, typed: str) -> set[int]:
    """Give the ordinals of the passages found."""
    query = parse_query(typed)
    if query.is_empty or query.problem:
        assert count_found(session, "passages", query, 100) == 0
        return set()
    found = select_found(session, "passages", query).subquery()
    rows = session.execute(
        select(Passage.ordinal, found.c.score).join(found, found.c.id == Passage.id)
    ).all()
    assert len(rows) == count_found(session, "passages", query, 100)
    assert all(isinstance(row.score, float) for row in rows)
    return {row.ordinal for row in rows}


def holds(line: tuple[str, ...], option: Option) -> bool:
    *head, last = option.tokens
    for at in range(len(line) - len(head)):
        *before, final = line[at : at + len(option.tokens)]
        if before == head and (final == last or (option.prefix and final.startswith(last))):
            return True
    return False


def fits(line: tuple[str, ...], query: Query) -> bool:
    """Say what a query asks, in plain words: all clauses, each by one of its options."""
    return all(
        any(holds(line, option) for option in clause.options) is not clause.excluded
        for clause in query.clauses
    )


def test_words_find_their_other_forms(session: Session) -> None:
    store(session)
    assert find(session, "toezegging") == {0, 1, 3}
    assert find(session, "toezegging -oekraine") == {0, 1}
    assert find(session, '"toegezegd de kamer"') == {0}
    assert find(session, "cyber*") == {4}
    assert find(session, "financien") == {4}
    assert find(session, "cafe") == {6}
    assert find(session, "35925-V-77") == {2}
    assert find(session, "35 925 V") == {2, 5}
    assert find(session, "21 501-02") == {5}
    assert find(session, "2022z00085") == {3}
    assert find(session, "Kamerstuk 21 501-02, nr. 2433 begroting") == {5}
    assert find(session, "* - ' ) OR 1=1 --") == set()


def test_relevance_puts_the_shorter_and_fuller_passage_first(session: Session) -> None:
    texts = ("Over de haven. " + "En nog veel meer. " * 30, "Haven, haven en haven.")
    store_prepared(session, Letter("\n\n".join(texts)).prepared(), actor=CLERK, at=AT)
    session.flush()
    found = select_found(session, "passages", parse_query("haven")).subquery()
    query = (
        select(Passage.ordinal).join(found, found.c.id == Passage.id).order_by(found.c.score.desc())
    )
    assert session.scalars(query).all() == [1, 0]


def test_items_are_searched_alike(session: Session) -> None:
    numbers = count(1)
    for words in PARAGRAPHS:
        session.add(
            Item(
                number=f"G24-{next(numbers)}",
                kind="candidate",
                words=words,
                stems=" ".join(tokens(words)),
                created_at=AT,
            )
        )
    session.flush()
    found = select_found(session, "items", parse_query("toezegging -brief")).subquery()
    query = select(Item.number).join(found, found.c.id == Item.id).order_by(Item.number)
    assert session.scalars(query).all() == ["G24-1", "G24-4"]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_either_database_finds_what_the_words_ask(session: Session, typed: str) -> None:
    if session.scalar(select(Passage.id)) is None:
        store(session)
    query = parse_query(typed)
    if query.problem:
        return
    wanted = {n for n, text in enumerate(PARAGRAPHS) if fits(tokens(text), query)}
    assert find(session, typed) == wanted
    if query.is_empty:
        return
    one_by_one = select(Passage.ordinal).where(stems_hold(session, Passage.stems, query))
    assert set(session.scalars(one_by_one)) == wanted


def test_items_are_found_by_the_words_of_their_own_or_of_a_passage(session: Session) -> None:
    for letter in (make_promising(), make_meeting()):
        store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
    session.flush()
    found = {}
    for typed in (
        *("haven", "ventilatie", "sluisdeuren", "sluis*", "kamer", "39 201", "niets", "voorzitter"),
        *(
            "haven kamer",
            '"de haven"',
            "haven -kamer",
            "-haven",
            "haven sluisdeuren",
            '"haven kamer"',
        ),
    ):
        query = parse_query(typed)
        if not query.problem:
            (led,) = find_items(session, query).ids
            found[typed] = set(session.scalars(led))
            holding = select_holding(session, query, session.scalars(select(Item.id)).all())
            assert found[typed] == set(session.scalars(holding)), typed
    one = {"haven", "ventilatie", "sluisdeuren", "kamer", "39 201", "haven kamer", '"de haven"'}
    assert {typed for typed, ids in found.items() if len(ids) == 1} == one
    assert {typed for typed, ids in found.items() if len(ids) > 1} == {"sluis*"}
