import json
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.services.readings import reading_as_json

SOURCE = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 4 mei 2021

Conform de motie van het lid Jansen c.s.1 over hoge dijken werkt het kabinet aan een
plan. De Minister van Dijken zal de Kamer daarover met een volgende brief die

1 Kamerstuk 12 345, nr. 6
\fvóór 1 juli 2021 komt informeren.

De Minister van Dijken,
A.B. de Wit
"""


def read() -> dict[str, Any]:
    return reading_as_json("brief", read_paper(SOURCE, Calendar()))


def test_writes_the_fields_of_the_gold_set() -> None:
    document = read()
    assert list(document) == [
        "document", "reader", "metadata", "references", "motions", "commitments", "fulfilments",
    ]  # fmt: skip
    assert json.loads(json.dumps(document)) == document
    assert document["metadata"] == {
        "kind": "brief",
        "date": date(2021, 5, 4).isoformat(),
        "not_before": None,
        "not_after": None,
        "place": "Den Haag",
        "dossier": None,
        "number": None,
        "title": None,
        "addressee": "Voorzitter van de Tweede Kamer der Staten-Generaal",
        "from_functions": ["Minister van Dijken"],
        "signatories": [{"function": "Minister van Dijken", "name": "A.B. de Wit"}],
    }


def test_marks_index_the_source_and_quote_it() -> None:
    document = read()
    [reference] = document["references"]
    assert reference["ids"] == ["kst-12345-6"]
    assert reference["quote"] == "Kamerstuk 12 345, nr. 6"
    [[start, end]] = reference["spans"]
    assert SOURCE[start:end] == reference["quote"]
    [motion] = document["motions"]
    assert motion["ids"] == ["kst-12345-6"]
    assert motion["stance"] == "in uitvoering"
    assert motion["subject"] == "hoge dijken"


def test_a_promise_that_a_note_interrupts_has_two_stretches() -> None:
    [promise] = read()["commitments"]
    assert promise["quote"] == [
        "De Minister van Dijken zal de Kamer daarover met een volgende brief die",
        "vóór 1 juli 2021 komt informeren.",
    ]
    assert promise["deadline"]["latest"] == "2021-06-30"
    assert len(promise["spans"]) == 2
