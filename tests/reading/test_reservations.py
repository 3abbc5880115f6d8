import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.reservations import Reservation, find_end, find_reservation, is_put_off

WORDS = st.sampled_from(
    ["niet", "nog", "geen", "deels", "vrijwel", "wordt", "zal", "uitgevoerd", "uitvoering", "voldoe", "ik", "aan", "in 2026",
     "dat", "om", "te", ",", ";", "maar", "hiermee", "is", "afgedaan", "Zodra", "volledig"]
)  # fmt: skip


@pytest.mark.parametrize(
    "words, limit",
    [
        ("Het plan is uitgevoerd", None),
        ("Het plan is nog niet uitgevoerd", Reservation.DENIED),
        ("omdat het plan niet kan worden uitgevoerd", Reservation.DENIED),
        ("Zonder dat het plan is uitgevoerd", Reservation.DENIED),
        ("Evenmin is het plan afgedaan", Reservation.DENIED),
        ("Ik twijfel er niet aan dat het plan is uitgevoerd", None),
        ("Het plan is niet eerder uitgevoerd dan de wet", None),
        ("Het plan is ten dele uitgevoerd", Reservation.PARTLY),
        ("Het plan is niet op alle punten uitgevoerd", Reservation.PARTLY),
        ("Het plan is zo goed als afgerond", Reservation.UNDER_WAY),
        ("Het plan wordt uitgevoerd", Reservation.UNDER_WAY),
        ("Het plan wordt hiermee uitgevoerd", None),
        ("Het plan wordt binnenkort uitgevoerd", Reservation.AHEAD),
        ("Het plan moet nog worden uitgevoerd", Reservation.AHEAD),
        ("Het plan wordt als afgedaan beschouwd", None),
        ("Aan het plan voldoe ik gedeeltelijk", Reservation.PARTLY),
        ("Het ene plan is uitgevoerd, het andere niet afgedaan", Reservation.DENIED),
    ],
)
def test_the_clause_says_what_is_left_of_done(words: str, limit: Reservation | None) -> None:
    assert find_reservation(words, 0, len(words)) is limit


@pytest.mark.parametrize(
    "words, late",
    [
        ("Ik kan u dit overzicht nog niet sturen.", True),
        ("De beantwoording is niet binnen de gestelde termijn mogelijk.", True),
        ("Voor de beantwoording is meer tijd nodig.", True),
        ("Uitstel beantwoording vragen over dijken.", True),
        ("Het rapport is vertraagd.", True),
        ("Ik stuur u het overzicht.", False),
        ("De brief gaat over schepen die niet varen.", False),
        ("Ik stuur u niet alleen het rapport.", False),
    ],
)
def test_what_cannot_be_sent_yet_is_put_off(words: str, late: bool) -> None:
    assert is_put_off(words) is late


def test_a_clause_ends_before_what_is_told_in_it() -> None:
    assert find_end("voldoe ik niet aan, zo blijkt", 0) == len("voldoe ik niet aan")
    assert find_end("voldoe ik niet", 6) == len("voldoe ik niet")


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_words_give_a_limit_or_none(words: str) -> None:
    limit = find_reservation(words, 0, len(words))
    assert limit is None or limit in Reservation


@pytest.mark.parametrize(
    "prefix",
    ["niet ", "uitvoering ", "niet uitgevoerd ", "zal ", "ik niet ", "vragen niet ", "wordt "],
)
def test_cost_grows_with_the_text_and_no_faster(prefix: str) -> None:
    seconds = []
    for size in (8_000, 32_000):
        words = prefix * (size // len(prefix))
        begin = time.process_time()
        find_reservation(words, 0, len(words))
        is_put_off(words)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 8 * seconds[0] + 0.2
