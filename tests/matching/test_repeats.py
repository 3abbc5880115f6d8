"""Which promises are surely one: everything must fit, and the order makes no difference."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from app.domain.matching import Timing
from app.domain.reading import Made
from app.matching.repeats import PlacedPromise, find_heads, is_repeat
from tests.matching.making import make_promise

SAID = "Ik zal uw Kamer informeren over de uitkomsten van de proef met schutsluizen in Oosterhaven."
AGAIN = "De uitkomsten van de proef met schutsluizen in Oosterhaven deel ik met uw Kamer."
DAY = date(2030, 7, 1)


def placed(words: str = SAID, document: str = "a", day: int = 1, **said: Any) -> PlacedPromise:
    more = {name: said.pop(name) for name in ("judged", "alone", "functions") if name in said}
    said.setdefault("actor", "Minister van Havenzaken")
    promise = make_promise(words, words, **said)
    timing = Timing(date(2030, 1, day))
    return PlacedPromise(f"{document}-{day}", document, timing, promise, words, **more)


def test_the_same_promise_in_other_words_is_one() -> None:
    assert is_repeat(placed(term=DAY), placed(AGAIN, "b", 5, term=DAY))


def test_a_report_of_it_may_leave_out_the_term() -> None:
    told = "In mijn vorige brief zegde ik toe de uitkomsten van de proef met schutsluizen in Oosterhaven te melden."
    assert is_repeat(placed(term=DAY), placed(told, "b", 5, made=Made.EARLIER.value))
    assert not is_repeat(placed(term=DAY), placed(told, "b", 5))


@pytest.mark.parametrize(
    "other",
    [
        {"term": date(2030, 9, 1)},
        {"kind": "actie"},
        {"actor": "Minister van Zeezaken"},
        {"words": AGAIN.replace("Oosterhaven", "Westmonde")},
        {"words": AGAIN.replace("de proef", "de tweede proef")},
        {"words": AGAIN.replace("de proef", "alle 12 proeven"), "base": SAID.replace("de proef", "alle 14 proeven")},
        {"words": "Ik zal uw Kamer informeren over de uitkomsten van de proef."},
        {"words": "Ik kom hier in een volgende brief op terug."},
    ],
    ids=str,
)  # fmt: skip
def test_what_differs_in_one_thing_is_another_promise(other: dict[str, Any]) -> None:
    base = placed(other.pop("base", SAID), term=DAY)
    words = other.pop("words", AGAIN)
    assert not is_repeat(base, placed(words, "b", 5, **({"term": DAY} | other)))


def test_one_sentence_that_promises_two_things_is_two() -> None:
    assert not is_repeat(placed(), placed())


def test_without_a_term_a_promise_of_longer_ago_is_another() -> None:
    old = placed()
    late = PlacedPromise("z", "z", Timing(date(2032, 1, 1)), old.promise, old.words)
    assert not is_repeat(old, late)
    near = PlacedPromise("z", "z", Timing(date(2030, 9, 1)), old.promise, old.words)
    assert is_repeat(old, near)
    assert not is_repeat(old, PlacedPromise("z", "z", Timing(), old.promise, old.words))


def test_the_earliest_stands_for_all_in_any_order() -> None:
    promises = [
        placed(SAID, "a", 3, term=DAY),
        placed(AGAIN, "b", 1, term=DAY),
        placed(SAID, "c", 2, term=DAY),
        placed(SAID.replace("Oosterhaven", "Westmonde"), "d", 1, term=DAY),
    ]
    for order in permutations(promises):
        assert find_heads(order) == {"a-3": "b-1", "c-2": "b-1"}


def test_what_was_judged_goes_before_and_what_stands_alone_joins_nothing() -> None:
    promises = [
        placed(SAID, "a", 1, term=DAY),
        placed(AGAIN, "b", 2, term=DAY, judged=True),
        placed(SAID, "c", 3, term=DAY, alone=True),
        placed(SAID, "d", 4, term=DAY, judged=True),
    ]
    assert find_heads(promises) == {"a-1": "b-2"}
