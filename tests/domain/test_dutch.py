"""Papers, named in Dutch."""

from datetime import date

import pytest

from app.domain.dutch import in_small_letters, paper_words
from app.domain.papers import PaperKind, PaperName


@pytest.mark.parametrize(
    "day, not_before, canonical, words",
    [
        (date(2022, 2, 16), None, None, "brief van 16 februari 2022"),
        (
            date(2022, 2, 16),
            None,
            "kst-35925-V-72",
            "brief van 16 februari 2022 (35 925 V, nr. 72)",
        ),
        (None, date(2022, 1, 5), None, "brief (ongedateerd, na 5 januari 2022)"),
        (
            None,
            date(2022, 1, 5),
            "kst-35925-V-72",
            "brief (35 925 V, nr. 72; ongedateerd, na 5 januari 2022)",
        ),
        (None, None, None, "brief (ongedateerd)"),
    ],
)
def test_a_paper_is_named_by_its_day_or_by_what_is_known_of_it(
    day: date | None, not_before: date | None, canonical: str | None, words: str
) -> None:
    name = PaperName(PaperKind.LETTER, day, not_before, canonical, None)
    assert paper_words(name) == words


@pytest.mark.parametrize(
    ("signed", "printed"),
    [
        ("MINISTER VAN FINANCIËN", "Minister van Financiën"),
        (
            "MINISTER VAN VISSERIJ EN WATER en MINISTER VOOR DE HAVENS",
            "Minister van Visserij en Water en Minister voor de Havens",
        ),
        ("Minister van Financiën", "Minister van Financiën"),
        ("directeur VWS RIVM", "directeur VWS RIVM"),  # abbreviations
    ],
)
def test_who_signs_in_capitals_is_printed_as_others_are(signed: str, printed: str) -> None:
    assert in_small_letters(signed) == printed
