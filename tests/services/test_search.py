"""What a person types becomes a query, and shown text is marked where it is met."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.search import (
    MAX_CLAUSES,
    MAX_TEXT,
    Option,
    Piece,
    Problem,
    Query,
    find_excerpt,
    highlight,
    parse_query,
)

SENTENCE = "De minister stuurt de brieven over de sluizen (Kamerstuk 39 201, nr. 17) naar de Kamer."


def asked(text: str) -> list[tuple[bool, tuple[Option, ...]]]:
    return [(clause.excluded, clause.options) for clause in parse_query(text).clauses]


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def test_words_are_searched_in_all_their_forms() -> None:
    assert asked("toezeggingen brieven") == [
        (False, (Option(("toezeg",)),)),
        (False, (Option(("brief",)),)),
    ]


def test_a_phrase_is_one_clause_whatever_quotes_it_has() -> None:
    phrase = [(False, (Option(("de", "brief")),))]
    assert asked('"de brief"') == asked("“de brieven”") == asked("„de brief”") == phrase


def test_a_minus_excludes_a_word_a_phrase_and_a_number() -> None:
    assert [excluded for excluded, _ in asked('haven -sluis -"de brief" -39 201')] == [
        False,
        True,
        True,
        True,
    ]
    assert asked("motie-Zeilmaker") == [(False, (Option(("motie", "zeilmaker")),))]


def test_a_star_finds_what_begins_so_and_the_word_itself() -> None:
    ((_, options),) = asked("toezegging*")
    assert options == (Option(("toezeg",)), Option(("toezegging",), prefix=True))
    ((_, options),) = asked("haven-aan*")
    assert options[-1] == Option(("haaf", "aan"), prefix=True)


@pytest.mark.parametrize(
    "typed",
    [
        "35 925 V, nr. 77",
        "35925 V, nr. 77",
        "35 925-V-77",
        "kst-35925-V-77",
        "35925 v 77",
        "Kamerstuk 35 925 V, nr. 77",
        "Kamerstukken II 2021/22, 35 925 V, nr. 77",
    ],
)
def test_a_papers_number_is_one_thing_in_any_spelling(typed: str) -> None:
    (clause,) = parse_query(typed).clauses
    assert clause.options[0] == Option(("kst35925vn77",))
    assert clause.papers == ("kst-35925-V-77",)


@pytest.mark.parametrize(
    ("typed", "token", "canonical"),
    [
        ("21 501-02, nr. 2433", "kst2150102n2433", "kst-21501-02-2433"),
        ("21501-02-2433", "kst2150102n2433", "kst-21501-02-2433"),
        ("21 501-02 nr. 2433", "kst2150102n2433", "kst-21501-02-2433"),
        ("35 099 (R2114), nr. 5", "kst35099n5", "kst-35099-5"),
        ("33 328, AI", "kst33328nai", "kst-33328-AI"),
        ("2022Z00085", "x2022z00085", "2022Z00085"),
        ("2022 z 00085", "x2022z00085", "2022Z00085"),
    ],
)
def test_other_series_and_sub_dossiers(typed: str, token: str, canonical: str) -> None:
    (clause,) = parse_query(typed).clauses
    assert clause.options[0].tokens == (token,)
    assert clause.papers == (canonical,)


def test_a_dossier_alone_means_all_its_papers() -> None:
    (clause,) = parse_query("39 201").clauses
    assert clause.options[0] == Option(("kst39201",), prefix=True)
    assert Option(("39", "201")) in clause.options
    assert clause.papers == ()


def test_a_budget_chapter_is_not_another_that_begins_alike() -> None:
    (clause,) = parse_query("36 200 V").clauses
    assert clause.options[0] == Option(("kst36200vn",), prefix=True)


def test_what_may_be_a_number_or_a_sub_dossier_is_both() -> None:
    (clause,) = parse_query("28 676-382").clauses
    assert clause.options[0] == Option(("kst28676382",), prefix=True)
    assert Option(("kst28676n382",)) in clause.options


def test_a_number_does_not_swallow_the_words_after_it() -> None:
    assert [clause.asked for clause in parse_query("39 201 haven").clauses] == ["39 201", "haven"]
    assert len(parse_query("12345abc").clauses) == 1
    assert parse_query("12345abc").clauses[0].papers == ()


@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_nothing_typed_asks_nothing(typed: str) -> None:
    query = parse_query(typed)
    assert query.is_empty
    assert query.problem is None


@pytest.mark.parametrize("typed", ["*", '" "', "- -", "&&& ---", '"'])
def test_signs_alone_are_explained(typed: str) -> None:
    query = parse_query(typed)
    assert query.problem is Problem.NOTHING_LEFT
    assert query.passed_over
    assert not query.is_empty


def test_only_exclusions_are_explained() -> None:
    assert parse_query("-haven -sluis").problem is Problem.ONLY_EXCLUDED


def test_too_much_is_passed_over_and_said() -> None:
    query = parse_query(" ".join("abcdefghijklmnopqrstuvwxyz" + "0123456789"))
    assert len(query.clauses) == MAX_CLAUSES
    assert len(query.passed_over) == 36 - MAX_CLAUSES
    long = parse_query("haven " + "x" * MAX_TEXT)
    assert long.passed_over == ("x" * 6,)


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        *(("brief", True), ("brief*", True), ('"brief"', True)),
        *(("brief motie", False), ('"de brief"', False), ("brief -motie", False), ("", False)),
    ],
)
def test_one_word_is_told_from_several(typed: str, one: bool) -> None:
    assert parse_query(typed).is_of_one_word is one


def test_hits_are_marked_by_their_stems() -> None:
    assert shown(highlight(SENTENCE, parse_query("brief sluis"))) == SENTENCE.replace(
        "brieven", "[brieven]"
    ).replace("sluizen", "[sluizen]")


def test_phrases_numbers_and_beginnings_are_marked() -> None:
    assert "[de brieven]" in shown(highlight(SENTENCE, parse_query('"de brief"')))
    assert "[39 201, nr. 17]" in shown(highlight(SENTENCE, parse_query("39201-17")))
    assert "[39 201, nr. 17]" in shown(highlight(SENTENCE, parse_query("39 201")))
    assert "[minister]" in shown(highlight("de minister", parse_query("mini*")))


def test_excluded_words_are_not_marked() -> None:
    assert shown(highlight(SENTENCE, parse_query("-brief minister"))).count("[") == 1


def test_overlapping_hits_are_one() -> None:
    assert shown(highlight("de brieven", parse_query('"de brief" brieven'))) == "[de brieven]"


def test_an_excerpt_lies_around_the_first_hit() -> None:
    text = "Ver weg. " * 60 + "Hier ligt de sluis. " + "Daarna niets. " * 60
    pieces = find_excerpt(text, parse_query("sluis"), width=80)
    line = shown(pieces)
    assert line.startswith("…")
    assert line.endswith("…")
    assert "[sluis]" in line
    assert len(line) < 100


def test_an_excerpt_without_hits_is_the_beginning() -> None:
    line = shown(find_excerpt("Woord " * 100, parse_query("sluis"), width=50))
    assert line.startswith("Woord")
    assert line.endswith("…")
    assert shown(find_excerpt("Kort.", Query("", ()), width=50)) == "Kort."


def test_an_excerpt_of_one_endless_word_still_ends() -> None:
    line = shown(find_excerpt("x" * 500, Query("", ()), width=50))
    assert line == "x" * 50 + "…"


@given(st.text(max_size=400))
@example("0\x1b*")  # what cannot be seen ends the word before the star
def test_nothing_that_is_typed_raises(typed: str) -> None:
    query = parse_query(typed)
    plain = re.compile(r"[a-z0-9]+")
    for clause in query.clauses:
        for option in clause.options:
            assert option.tokens
            assert all(plain.fullmatch(token) for token in option.tokens)
    assert query.is_empty == (not typed.strip())


@given(st.text(max_size=300), st.text(max_size=40))
def test_marked_text_is_the_text(text: str, typed: str) -> None:
    query = parse_query(typed)
    assert "".join(piece.text for piece in highlight(text, query)) == text
    excerpt = "".join(piece.text for piece in find_excerpt(text, query, width=60))
    assert excerpt.strip("…").strip() in text or "…" in text
