import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading import MotionMention, Stance
from app.reading import clean_text
from app.reading.motion_stance import load_cues
from app.reading.motions import find_motions
from app.reading.references import find_references
from app.reading.words import load_lexicon
from tests.reading.golden import golden

PIECES = st.sampled_from(
    [
        "motie ", "motie-", "moties ", "van het lid ", "van de leden ", "Jansen", "De Wit", " c.s.", " en ", ", ",
        "(ABC)", " (12 345, nr. 6)", "1", ". ", "\n\n1 Kamerstuk 12 345, nr. 7\n", "Conform de ", "over ", "dijken",
    ]
)  # fmt: skip


def read(source: str) -> tuple[str, tuple[MotionMention, ...]]:
    clean = clean_text(source)
    return clean.text, find_motions(clean, find_references(clean))


def describe(text: str, motion: MotionMention, wanted: dict[str, Any]) -> dict[str, Any]:
    full = {
        "quote": motion.span.of(text),
        "movers": list(motion.movers),
        "ids": " ".join(motion.ids),
        "stance": motion.stance.value,
        "cosigned": motion.cosigned,
        "changed": motion.changed,
        "subject": motion.subject,
    }
    return {key: full[key] for key in wanted}


@pytest.mark.parametrize("case", golden("motions"), ids=lambda case: str(case["name"]))
def test_finds_exactly_the_motions_named(case: dict[str, Any]) -> None:
    text, motions = read(case["text"])
    assert len(motions) == len(case["finds"]), [motion.span.of(text) for motion in motions]
    for motion, wanted in zip(motions, case["finds"], strict=True):
        assert describe(text, motion, wanted) == wanted


@pytest.mark.parametrize("table", ["cue", "footnote"])
def test_every_cue_fits_its_examples_and_not_its_counter_examples(table: str) -> None:
    cues = load_cues(table)
    for cue, entry in zip(cues, load_lexicon("motions")[table], strict=True):
        assert entry["examples"]
        for example in entry["examples"]:
            assert cue.pattern.search(example), (cue.stance, example)
        for counter in entry["counter"]:
            assert not cue.pattern.search(counter), (cue.stance, counter)
    assert {cue.stance for cue in cues} == set(Stance)


def test_the_first_cue_that_fits_an_example_has_its_stance() -> None:
    cues = load_cues("cue")
    for entry in load_lexicon("motions")["cue"]:
        for example in entry["examples"]:
            first = next(cue for cue in cues if cue.pattern.search(example))
            assert first.stance == entry["stance"], example


def test_a_question_of_members_does_nothing_with_a_motion() -> None:
    _, [motion] = read(
        "Vraag 1\nBent u bereid conform de motie Jansen te handelen?\nAntwoord 1\nJa.\n"
    )
    assert motion.stance is Stance.MENTIONED


@given(st.lists(PIECES, max_size=14).map("".join))
def test_mentions_lie_in_order_and_in_their_text(source: str) -> None:
    text, motions = read(source)
    at = 0
    for motion in motions:
        assert at <= motion.span.start < motion.span.end <= len(text)
        assert 0 <= motion.sentence.start < motion.sentence.end <= len(text)
        assert re.match(r"[Mm]otie|van ", motion.span.of(text))
        at = motion.span.end


@pytest.mark.parametrize("prefix", ["motie ", "motie Jansen ", "motie van de leden Jansen, ", "motie over dijken en ", "moties van het lid Jansen en "])  # fmt: skip
def test_the_worst_prefixes_take_no_longer_than_plain_text(prefix: str) -> None:
    source = prefix * (100_000 // len(prefix))
    begin = time.process_time()
    read(source)
    assert time.process_time() - begin < 10
