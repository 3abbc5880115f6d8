"""Promises: the lexicon's own examples, cases as letters write them, debates, and any text."""

import tomllib
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar, Recess, RecessKind
from app.domain.papers import Metadata, PaperKind
from app.domain.reading import Made, Promise, PromiseKind, TermKind
from app.reading.cleaning import clean_text
from app.reading.cues import load_cues
from app.reading.promises import find_promises
from app.reading.subjects import find_subject, load_subjects
from app.reading.verbs import VerbClass, load_groups
from tests.reading.golden import golden

DAY = date(2024, 11, 15)
LETTER = Metadata(PaperKind.LETTER, DAY, from_functions=("Minister van Water en Wegen",))
CALENDAR = Calendar(
    (
        Recess(date(2024, 12, 20), date(2025, 1, 13), RecessKind.CHRISTMAS),
        Recess(date(2025, 7, 4), date(2025, 9, 1), RecessKind.SUMMER),
    )
)
GOLDEN = tomllib.loads(
    Path(__file__).parents[1].joinpath("golden/promises.toml").read_text("utf-8")
)


def read(source: str, day: date | None = DAY, metadata: Metadata = LETTER) -> tuple[Promise, ...]:
    """Find the promises of a text that stands alone."""
    return find_promises(clean_text(source), (), (), metadata, CALENDAR, day)


INFINITIVES = [
    pytest.param(group.frame.format(verb.infinitive), group.kind, id=f"{number} {verb.infinitive}")
    for number, group in enumerate(load_groups())
    for verb in group.verbs
    if group.frame
]
FINITES = [
    pytest.param(
        group.present.format(form, particle=verb.particle),
        group.kind,
        id=f"{number} {form} {verb.infinitive}",
    )
    for number, group in enumerate(load_groups())
    for verb in group.verbs
    if group.present
    for form in dict.fromkeys((verb.first,))
]


@pytest.mark.parametrize("sentence, kind", INFINITIVES)
def test_every_infinitive_after_zal(sentence: str, kind: str) -> None:
    assert [promise.kind for promise in read(sentence)] == ([PromiseKind(kind)] if kind else [])


@pytest.mark.parametrize("sentence, kind", FINITES)
def test_every_finite_form_with_a_term(sentence: str, kind: str) -> None:
    assert [promise.kind for promise in read(sentence)] == [PromiseKind(kind)]


CUES = [cue for name in ("promises", "earlier") for cue in load_cues(name).values()]
YES = [pytest.param(cue.pattern.pattern, text, id=text) for cue in CUES for text in cue.yes]
NO = [pytest.param(text, id=text) for cue in CUES for text in cue.no]


@pytest.mark.parametrize("pattern, sentence", YES)
def test_every_cue_has_sentences_with_a_promise(pattern: str, sentence: str) -> None:
    del pattern
    assert len(read(sentence)) == 1


@pytest.mark.parametrize("sentence", NO)
def test_every_cue_has_sentences_without_one(sentence: str) -> None:
    assert read(sentence) == ()


SUBJECTS = [pytest.param(form.kind, text, id=text) for form in load_subjects() for text in form.yes]
OTHERS = [pytest.param(text, id=text) for form in load_subjects() for text in form.no]


@pytest.mark.parametrize("kind, sentence", SUBJECTS)
def test_every_name_of_the_government_is_a_subject(kind: str, sentence: str) -> None:
    at = sentence.index("zal") if "zal " in sentence else sentence.index("zullen")
    subject = find_subject(sentence, at, at + (3 if "zal " in sentence else 6))
    assert subject is not None
    assert subject.kind == kind


@pytest.mark.parametrize("sentence", OTHERS)
def test_ministers_of_others_are_no_subject(sentence: str) -> None:
    at = sentence.index("zal")
    assert find_subject(sentence, at, at + 3) is None


def test_the_cabinet_is_subject_before_words_that_begin_with_van() -> None:
    sentence = "Het is bekend dat het kabinet van plan is om de sluis te sluiten."
    at = sentence.index("van plan")
    subject = find_subject(sentence, at, at + len("van plan"))
    assert subject is not None
    assert subject.kind == "cabinet"


@pytest.mark.parametrize("case", golden("promises_spoken"), ids=lambda case: case["name"])
def test_golden_promises_of_a_debate(case: dict[str, Any]) -> None:
    source = f"""Commissiedebat Dijken

De voorzitter: Ik open de vergadering.

Minister De Wit: Dank, voorzitter.
{case["text"]}

De heer Jansen (Vrij): Dank.

De voorzitter: Dank.
"""
    promises = read(source, metadata=Metadata(PaperKind.DEBATE, DAY))
    found = [
        [
            promise.kind,
            promise.made,
            promise.term.latest.isoformat() if promise.term.latest else promise.term.text or "",
            promise.conditional,
        ]
        for promise in promises
    ]
    assert found == case["finds"]


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["name"])
def test_golden_promises(case: dict[str, Any]) -> None:
    found = [
        [
            promise.kind,
            promise.made,
            promise.actor,
            promise.term.latest.isoformat() if promise.term.latest else promise.term.text or "",
            promise.conditional,
        ]
        for promise in read(case["text"])
    ]
    assert found == case["finds"]


def test_the_whole_sentence_is_the_promise_when_it_makes_one() -> None:
    text = clean_text(
        "Het is druk. Ik zal uw Kamer in mei informeren, zo is het plan. Verder niets."
    )
    (promise,) = find_promises(text, (), (), LETTER, CALENDAR, DAY)
    assert promise.span == promise.sentence
    assert promise.span.of(text.text) == "Ik zal uw Kamer in mei informeren, zo is het plan."
    assert promise.term.span is not None
    assert promise.term.span.of(text.text) == "in mei"


def test_two_promises_of_a_sentence_have_a_clause_each() -> None:
    text = clean_text(
        "Het kabinet zal de vissers in het noorden helpen met een fonds en, bij voldoende "
        "belangstelling, een beurs organiseren."
    )
    first, second = find_promises(text, (), (), LETTER, CALENDAR, DAY)
    assert not first.span.overlaps(second.span)
    assert first.span.of(text.text).endswith("een fonds")
    assert second.conditional
    assert second.condition == "bij voldoende belangstelling"
    assert not first.conditional


def test_an_agent_after_door_is_the_actor() -> None:
    (promise,) = read(
        "De vragen van het lid Jansen zullen spoedig worden beantwoord door de Minister van Visserij."
    )
    assert promise.actor == "Minister van Visserij"


def test_wij_are_all_who_signed() -> None:
    pair = Metadata(PaperKind.LETTER, DAY, from_functions=("Minister van A", "Minister van B"))
    (promise,) = read("Wij zullen uw Kamer hierover in mei informeren.", metadata=pair)
    assert promise.actor == "Minister van A en Minister van B"


def test_what_an_earlier_letter_announced_is_earlier() -> None:
    (promise,) = read(
        "In mijn brief heb ik gemeld dat het kabinet de regeling in mei zal wijzigen."
    )
    assert promise.made is Made.EARLIER


def test_a_meeting_gets_its_day_from_elsewhere() -> None:
    source = (
        "De ingelaste waterconferentie op 7 januari a.s. gaat over dijken.\n\n"
        "Tijdens de ingelaste waterconferentie zal Nederland het belang van dijken onderstrepen."
    )
    (promise,) = read(source, date(2025, 1, 2))
    assert (promise.term.kind, promise.term.latest) == (TermKind.DATE, date(2025, 1, 7))
    assert promise.term.rule == "meeting_elsewhere"


def test_an_undated_paper_without_bounds_has_no_days() -> None:
    (promise,) = read("Ik zal uw Kamer voor de zomer informeren.", None)
    assert (promise.term.kind, promise.term.latest) == (TermKind.VAGUE, None)


DEBATE = """Commissiedebat Dijken

De voorzitter: Ik open de vergadering en geef het woord aan de minister.

Minister De Wit: Dank, voorzitter. Ik stuur de Kamer voor het kerstreces een brief over de dijken. Daar
kom ik in tweede termijn op terug.

De heer Jansen (Vrij): Kan de minister toezeggen dat hij ook de sluizen bekijkt?

Minister De Wit: Dat kan ik toezeggen.

De voorzitter: Dank. Er zijn enkele toezeggingen gedaan, die ik voorlees.
De minister stuurt de Kamer voor het kerstreces een brief over de dijken.
Het onderwerp sluizen wordt meegenomen in de voortgangsbrief van de minister.
Dan ga ik u bedanken. Ik sluit de vergadering.
"""


def test_a_debate_holds_what_the_minister_says_and_the_chairs_list() -> None:
    text = clean_text(DEBATE)
    promises = find_promises(text, (), (), Metadata(PaperKind.DEBATE, DAY), CALENDAR, DAY)
    words = [promise.span.of(text.text).split(": ")[-1] for promise in promises]
    assert words == [
        "Ik stuur de Kamer voor het kerstreces een brief over de dijken.",
        "Dat kan ik toezeggen.",
        "De minister stuurt de Kamer voor het kerstreces een brief over de dijken.",
        "Het onderwerp sluizen wordt meegenomen in de voortgangsbrief van de minister.",
    ]
    assert promises[0].actor == "Minister De Wit"


def test_the_verbs_of_effort_have_no_finite_forms() -> None:
    verbs = [verb for group in load_groups() for verb in group.verbs]
    assert not any(verb.first for verb in verbs if verb.kind is VerbClass.EFFORT)


WORST = [
    *("zal ", "zal het kabinet ", "toezegging ", "heeft ", "wordt uitgewerkt in de ", "en, "),
    *(
        "van februari tot ",
        "uiterlijk nog ",
        "de Minister van A, B en ",
        "door het ",
        "dat het kabinet ",
    ),
    *("er komt een ", "stelt een ", "gaat in ", "besluit wordt ", "de verwachting is dat "),
    *("kan toezeggen ", "neem contact op met ", "naar de Kamer ", "Als de ", "na afronding van "),
    *("zodra ", "tijdens het debat ", "a-", "(", "«", "«»", "– ", "20", "1 en ", "brief"),
]


@pytest.mark.parametrize("prefix", WORST)
def test_the_worst_text_is_read_in_bounded_time(prefix: str) -> None:
    start = perf_counter()
    read("Ik zal uw Kamer " + prefix * (60_000 // len(prefix)))
    for length in (1_000, 3_900):
        read("Ik zal uw Kamer " + prefix * (length // len(prefix)) + ".")
    assert perf_counter() - start < 5


WORDS = st.sampled_from(
    [
        *("ik", "zal", "zullen", "het", "kabinet", "uw", "Kamer", "informeren", "worden", "in mei"),
        *(",", ".", ";", "en", "niet", "toegezegd", "de minister", "van", "(", ")", "«", "»"),
        *(
            "zodra",
            "voor de zomer",
            "brief",
            "hierbij",
            "2025",
            "1 juli",
            "ontvangt",
            "kom",
            "terug",
        ),
        *("besloten", "te", "wordt", "dat", "uiterlijk", "voornemens", "lever", "zegde", "toe"),
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_words_give_promises_inside_the_text(source: str) -> None:
    text = clean_text(source)
    for promise in find_promises(text, (), (), LETTER, CALENDAR, DAY):
        assert promise.sentence.contains(promise.span)
        assert promise.span.of(text.text).strip()
        assert promise.term.span is None or promise.sentence.contains(promise.term.span)
