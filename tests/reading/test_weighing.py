"""Weighing: the signs with their own examples, the weights that belong to them, and what they find."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.reading import Made, Promise, PromiseKind
from app.reading.clauses import Said
from app.reading.cleaning import clean_text
from app.reading.laying_out import lay_out
from app.reading.moments import Moment
from app.reading.promises import find_promises
from app.reading.weighing import CUE, find_signs, load_scales
from app.reading.words import load_lexicon
from tests.reading.golden import FOLDER
from tests.reading.test_promises import CALENDAR, DAY, LETTER

SIGNS = load_lexicon("signs")["sign"]
JOINTS = load_lexicon("signs")["joint"]
FOUND = 0.80  # of the sentences that promise; forms alone find less
TAKEN = 0.06  # of those that do not


def lay(text: str) -> Said:
    """Lay out the one sentence of a letter."""
    (said,) = lay_out(clean_text(text), Moment(DAY, CALENDAR), bool)
    return said


def read(text: str) -> tuple[Promise, ...]:
    """Find the promises of a letter that holds this text alone."""
    return find_promises(clean_text(text), (), (), LETTER, CALENDAR, DAY)


def cases(promises: bool) -> Iterator[str]:
    """Give our own sentences of letters and answers that promise, or do not."""
    rows = tomllib.loads((FOLDER / "sentences.toml").read_text("utf-8"))["case"]
    return (row["text"] for row in rows if row["promises"] is promises and row["genre"] != "debate")


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign["key"])
def test_every_sign_shows_in_its_examples_alone(sign: dict[str, Any]) -> None:
    assert all(sign["key"] in find_signs(lay(text)) for text in sign["yes"])
    assert not any(sign["key"] in find_signs(lay(text)) for text in sign["no"])


def test_every_word_of_a_sign_shows_it() -> None:
    for sign in SIGNS:
        for word in sign["words"]:
            said = lay(f"Daar {word.replace('*', '')} dan.")
            assert sign["key"] in find_signs(said) or word.startswith("*"), word


def test_joint_signs_join_signs_that_there_are() -> None:
    seen = {sign["key"] for sign in SIGNS} | {joint["key"] for joint in JOINTS}
    for text in (*cases(promises=True), *cases(promises=False)):
        for said in lay_out(clean_text(text), Moment(DAY, CALENDAR), bool):
            seen |= find_signs(said)
    for joint in JOINTS:
        assert {*joint["all"], *joint.get("none", ())} <= seen, joint["key"]
    strange = load_scales().weights.keys() - seen
    assert not {name for name in strange if not name.startswith(("promiser ", "now ", "done: "))}


def test_what_signs_say_together_is_a_promise() -> None:
    text = (
        "De Waterregeling, die dit kabinet nog aanscherpt, deelt het vóór 1 mei 2025 uw Kamer mede."
    )
    (promise,) = read(text)
    assert promise.cue == CUE
    assert (promise.kind, promise.made) == (PromiseKind.INFORM, Made.HERE)
    assert promise.term.latest is not None
    assert promise.term.latest.isoformat() == "2025-04-30"


def test_what_lies_before_the_reader_is_not_weighed() -> None:
    assert (
        read("Hierbij bereikt de Waterregeling uw Kamer, die wij vóór 1 mei 2025 bespreken.") == ()
    )


def test_of_varied_sentences_most_promises_are_found_and_few_others() -> None:
    promising, others = list(cases(promises=True)), list(cases(promises=False))
    assert sum(bool(read(text)) for text in promising) >= FOUND * len(promising)
    assert sum(bool(read(text)) for text in others) <= TAKEN * len(others)
