import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading import MotionMention, Stance
from app.reading import clean_text
from app.reading.metadata import read_metadata
from app.reading.motion_stance import load_cues
from app.reading.motions import find_motions
from app.reading.references import find_references
from app.reading.words import load_lexicon
from tests.reading.golden import golden

PIECES = st.sampled_from(
    [
        "motie ", "motie-", "moties ", "van het lid ", "van de leden ", "Jansen", "De Wit", " c.s.", " en ", ", ",
        "op stuk nr. 6", "Deze ", "-", "De motie is afgedaan", "Zij krijgt nr. 6 (12345)", "is voorgesteld door het lid ",
        "(ABC)", " (12 345, nr. 6)", "1", ". ", "\n\n1 Kamerstuk 12 345, nr. 7\n", "Conform de ", "over ", "dijken",
    ]
)  # fmt: skip


def read(source: str) -> tuple[str, tuple[MotionMention, ...]]:
    clean = clean_text(source)
    return clean.text, find_motions(clean, find_references(clean), read_metadata(clean))


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


@pytest.mark.parametrize("table", ["cue", "footnote", "after"])
def test_every_cue_fits_its_examples_and_not_its_counter_examples(table: str) -> None:
    cues = load_cues(table)
    for cue, entry in zip(cues, load_lexicon("motions")[table], strict=True):
        assert entry["examples"]
        for example in entry["examples"]:
            assert cue.pattern.search(example.lower()), (cue.stance, example)
            held = [need in example.lower() for need in cue.needs]
            assert any(held) or not held, (cue.needs, example)
        for counter in entry["counter"]:
            assert not cue.pattern.search(counter.lower()), (cue.stance, counter)
    assert {cue.stance for cue in cues} >= set(Stance) - {Stance.UNDER_WAY}


def test_the_first_cue_that_fits_an_example_has_its_stance() -> None:
    cues = load_cues("cue")
    for entry in load_lexicon("motions")["cue"]:
        for example in entry["examples"]:
            first = next(cue for cue in cues if cue.pattern.search(example.lower()))
            assert first.stance == entry["stance"], example


DEBATE = """Hoog water
Aan de orde is het tweeminutendebat Hoog water (CD d.d. 31/01).

De heer Jansen (ABC):
Ik dien een motie in, zoals eerder de motie-Jansen/De Wit (12 345, nr. 6).
De voorzitter:
Deze motie is voorgesteld door de leden Jansen en De Wit. Zij krijgt nr. 12 (23456).
Mevrouw De Wit (XYZ):
Conform de motie-Pieters moet het anders.
De voorzitter:
Deze motie is voorgesteld door het lid De Wit. Zij krijgt nr. 13 (23456).
Minister Van Dorp:
De motie op stuk nr. 12 gaat over dijken. Die combineer ik met de motie op stuk nr. 13 van mevrouw De Wit. Ik zeg daarover
graag een brief toe. Dan de moties op de stukken nrs. 12, 13 en 14. Dan de motie op stuk nr. 12. Die moet ik ontraden.
"""


def test_a_debate_gives_motions_their_numbers() -> None:
    text, motions = read(DEBATE)
    found = [(m.span.of(text), m.movers, " ".join(m.ids), m.stance.value) for m in motions]
    assert found == [
        ("motie-Jansen/De Wit", ("Jansen", "De Wit"), "kst-12345-6", "genoemd"),
        (
            "motie is voorgesteld door de leden Jansen en De Wit",
            ("Jansen", "De Wit"), "kst-23456-12", "genoemd",
        ),
        ("motie-Pieters", ("Pieters",), "", "genoemd"),
        ("motie is voorgesteld door het lid De Wit", ("De Wit",), "kst-23456-13", "genoemd"),
        ("motie op stuk nr. 12", (), "kst-23456-12", "genoemd"),
        ("motie op stuk nr. 13 van mevrouw De Wit", ("De Wit",), "kst-23456-13", "toegezegd"),
        ("moties op de stukken nrs. 12, 13 en 14", (), "kst-23456-12 kst-23456-13 kst-23456-14", "genoemd"),
        ("motie op stuk nr. 12", (), "kst-23456-12", "genoemd"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "about, ids",
    [
        ("over hoog water (36725-VI)", "kst-36725-VI-12"),
        ("over hoog water (36725-VI); en over droogte (36725-VI, nr. 2)", "kst-36725-VI-12"),
        ("over hoog water (36725-VI) en over droogte (23 456)", ""),
        ("over hoog water", ""),
    ],
)
def test_a_number_alone_is_of_the_dossier_that_the_debate_is_about(about: str, ids: str) -> None:
    source = (
        f"Verslag van een wetgevingsoverleg\nDe commissie heeft op 1 juli 2025 overleg gevoerd met de heer Van Dorp {about}.\n\n"
        "De voorzitter:\nGoedemiddag.\nDe heer Jansen (ABC):\nDank u wel.\n"
        "Minister Van Dorp:\nDe motie op stuk nr. 12 van de heer Jansen laat ik aan de Kamer.\n"
    )
    _, [motion] = read(source)
    assert " ".join(motion.ids) == ids


@pytest.mark.parametrize("number, ids", [("12", "kst-23456-12"), ("15", "")])
def test_a_letter_cites_by_number_what_came_before_it_in_its_dossier(number: str, ids: str) -> None:
    source = (
        "23 456 Hoog water in de rivieren\n\nNr. 15 BRIEF VAN DE MINISTER VAN DIJKEN\n\nAan de Voorzitter van de"
        f" Tweede Kamer der Staten-Generaal\n\nDen Haag, 5 mei 2023\n\nDe motie van het lid Jansen op stuk nr. {number} ligt voor.\n"
    )
    _, [motion] = read(source)
    assert " ".join(motion.ids) == ids


def test_a_motion_does_nothing_with_other_motions() -> None:
    source = (
        "MOTIE VAN HET LID JANSEN\nVoorgesteld 3 mei 2023\nDe Kamer,\ngehoord de beraadslaging,\nconstaterende dat uitvoering"
        " is gegeven aan de motie-De Wit;\nen gaat over tot de orde van de dag.\nJansen\n"
    )
    _, motions = read(source)
    assert {motion.stance for motion in motions} <= {Stance.MENTIONED}


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
        assert re.match(r"[Mm]otie|van |[A-ZÀ-Ý]", motion.span.of(text))
        at = motion.span.end


WORST = (
    "motie ", "motie Jansen ", "motie van de leden Jansen, ", "motie over dijken en ", "moties van het lid Jansen en ",
    "motie Jansen-De Wit. ", "De motie Jansen (12 345, nr. 6). De motie Jansen over dijken. ", "motie op stuk nr. 1 ",
    "motie op stuk nr. 1, 2, 3 en ", "Deze motie van het lid Jansen. ", "Zij krijgt nr. 1 (12345). ", "Ik beschouw de motie ",
    "deze motie is voorgesteld door het lid De Wit. ", "motie Jansen1 ", "Motie Jansen\n\nDie motie. ", "(12 345) ",
    "moties Jansen (12 345, nr. 6) en ", "motie over dijken (", "moties van het lid Jansen over dijken en over ", "(t.v.v. 21501-02-7) ",
)  # fmt: skip


@pytest.mark.parametrize("prefix", WORST)
def test_cost_grows_with_the_text_and_no_faster(prefix: str) -> None:
    seconds = []
    for size in (8_000, 32_000):
        clean = clean_text("Minister De Wit:\n" + prefix * (size // len(prefix)))
        references, metadata = find_references(clean), read_metadata(clean)
        tries = []
        for _ in range(2):  # the better of two: a busy machine slows one
            begin = time.process_time()
            find_motions(clean, references, metadata)
            tries.append(time.process_time() - begin)
        seconds.append(min(tries))
    assert seconds[1] < 8 * seconds[0] + 0.5
