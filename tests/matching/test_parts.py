from datetime import date

import pytest

from app.domain.papers import Signatory
from app.domain.text import Span
from app.matching.dates import find_days
from app.matching.movers import find_surnames, is_one_letter_off, share_mover
from app.matching.naming import blank_out, without_names, without_term
from app.matching.offices import PREMIER, are_alike, find_offices, read_offices, without_offices
from app.matching.passages import profile
from app.matching.reported import is_reported
from tests.matching.making import make_paper


@pytest.mark.parametrize(
    "text, offices",
    [
        ("De Minister van Defensie meldt dit.", {"defensi"}),
        ("de Ministers van Financiën en van Defensie", {"financi"}),
        ("het Ministerie van Financiën", {"financi"}),
        ("Minister-President De Wit", {PREMIER}),
        ("de minister-president", {PREMIER}),
        ("Staatssecretaris Jansma sprak", {"naam jansma"}),
        ("niemand in het bijzonder", set()),
    ],
)
def test_finds_the_offices_that_a_text_names(text: str, offices: set[str]) -> None:
    assert find_offices(text) == offices


def test_a_surname_stands_for_the_office_that_its_bearer_signed_with() -> None:
    paper = make_paper(
        ["Minister Jansma sprak met de vissers."],
        signatories=[Signatory("Minister van Visserij", "A. Jansma"), Signatory("", "")],
    )
    assert profile(paper).passages[0].offices == read_offices(["Minister van Visserij"])


def test_offices_are_alike_when_one_is_named_among_more() -> None:
    assert are_alike("justiti veilighei", "veilighei justiti financi")
    assert not are_alike("buitenland zak", "buitenland handel")


def test_offices_are_no_subject() -> None:
    assert "Defensie" not in without_offices("De Minister van Defensie koopt schepen.")


@pytest.mark.parametrize(
    "text, left",
    [
        ("het lid Van Bos vroeg om een kaart", "het vroeg om een kaart"),
        ("de leden Jansma, Ten Brink en De Wit c.s. vragen", "de vragen"),
        ("verzoek van het lid Jansma (Groep Bos) over veer", "verzoek van het over veer"),
        ("de motie-Jansma c.s. over veer", "de over veer"),
        ("veer (Kamerstuk 12 345, nr. 6) vaart", "veer vaart"),
        ("de lidstaten en de leden van de raad", "de lidstaten en de leden van de raad"),
    ],
)
def test_persons_and_citations_are_no_subject(text: str, left: str) -> None:
    assert " ".join(without_names(text).split()) == left


def test_spans_and_terms_are_taken_out_of_a_text() -> None:
    assert blank_out("een twee drie vier", [Span(9, 13), Span(4, 11)]) == "een           vier"
    assert without_term("voor de\nzomer een kaart", "voor de zomer") == "  een kaart"
    assert without_term("een kaart", None) == "een kaart"


def test_days_are_compared_with_the_year_that_they_must_have() -> None:
    (day,) = find_days("Op 16 en 17 mei jl. was er een bijeenkomst.")
    assert (day.day, day.month, day.year) == (16, 5, None)
    assert day.may_be(date(2030, 5, 16), date(2030, 6, 1))
    assert not day.may_be(date(2029, 5, 16), date(2030, 6, 1))
    assert not day.may_be(date(2030, 5, 16), None)
    assert not day.may_be(date(2030, 5, 17), date(2030, 6, 1))
    (whole,) = find_days("op 16 mei 2030")
    assert whole.may_be(date(2030, 5, 16), None)
    assert not whole.may_be(date(2031, 5, 16), None)


@pytest.mark.parametrize(
    "words",
    [
        "Het kabinet heeft de pompwagens geleverd.",
        "De subsidie is in april uitgekeerd.",
        "De Minister sprak met de vissers.",
        "Op 3 mei vond een bijeenkomst plaats.",
    ],
)
def test_knows_what_is_reported_as_done(words: str) -> None:
    assert is_reported(words)


@pytest.mark.parametrize(
    "words",
    [
        "Het kabinet heeft de pompwagens niet geleverd.",
        "Het kabinet zal de pompwagens leveren.",
        "Spanje leverde pompwagens.",
        "De subsidie is door Spanje uitgekeerd.",
        "Het advies is om af te reizen naar andere gebieden.",
        "De pompwagens staan klaar.",
    ],
)
def test_knows_what_is_not(words: str) -> None:
    assert not is_reported(words)


def test_movers_are_known_by_surname_and_a_slip_is_forgiven() -> None:
    assert find_surnames(["Agnes Jansma", "Van der Vaart", ""]) == {"jansma", "vaart"}
    assert share_mover(["Agnes Jansma"], ["Agens Jansma", "Bos"]) == ("jansma", "jansma")
    assert share_mover(["Jansma"], ["Jansme"]) == ("jansma", "jansme")
    assert share_mover(["Van Jansma"], ["VanJansma"]) == ("jansma", "vanjansma")
    assert share_mover(["Bos"], ["Bol"]) is None
    assert share_mover([], ["Bos"]) is None


@pytest.mark.parametrize(
    "one, other, off",
    [
        ("2433", "2434", True),
        ("2433", "433", True),
        ("433", "2433", True),
        ("2433", "2433", False),
        ("2433", "2533", True),
        ("2433", "3543", False),
        ("2433", "24", False),
    ],
)
def test_tells_one_letter_off(one: str, other: str, *, off: bool) -> None:
    assert is_one_letter_off(one, other) is off
