import datetime
from typing import Any

import pytest

from app.domain.papers import Metadata
from app.reading import clean_text
from app.reading.dates import find_bounds, read_day
from app.reading.metadata import read_metadata
from tests.reading.golden import golden


def flat(metadata: Metadata) -> dict[str, Any]:
    return {
        "kind": metadata.kind.value,
        "date": metadata.date.isoformat() if metadata.date else "",
        "not_before": metadata.not_before.isoformat() if metadata.not_before else "",
        "not_after": metadata.not_after.isoformat() if metadata.not_after else "",
        "place": metadata.place or "",
        "dossier": metadata.dossier or "",
        "number": metadata.number or "",
        "title": metadata.title or "",
        "addressee": metadata.addressee or "",
        "from_functions": list(metadata.from_functions),
        "signatories": [[one.function, one.name] for one in metadata.signatories],
    }


@pytest.mark.parametrize("case", golden("metadata"), ids=lambda case: str(case["name"]))
def test_reads_what_a_paper_prints_about_itself(case: dict[str, Any]) -> None:
    found = flat(read_metadata(clean_text(case["text"])))
    wanted = {key: value for key, value in case.items() if key not in {"name", "text"}}
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    "text, day",
    [
        ("Den Haag, 3 februari 2022", datetime.date(2022, 2, 3)),
        ("op 31 december 2021 en 1 mei 2022", datetime.date(2021, 12, 31)),
        ("31 april 2022", None),
        ("februari 2022", None),
    ],
)
def test_reads_a_whole_day(text: str, day: datetime.date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text, bounds",
    [
        ("De op 5 januari 2022 toegezonden vragen.", ((2022, 1, 5), None)),
        ("Op 5 januari 2022 vond dit plaats, op 7 januari a.s. dat; dit is op 4 januari 2022 gehouden.",
         ((2022, 1, 4), (2022, 1, 7))),
        ("Het is op 20 december 2021 verzonden. Op 9 en 10 januari a.s. volgt meer.",
         ((2021, 12, 20), (2022, 1, 9))),
        ("Op 3 maart 2022 jl. en op 1 maart 2022 a.s.", ((2022, 3, 3), None)),
        ("Op 7 januari 2022 is er een bijeenkomst.", (None, None)),
        ("Op 7 januari a.s. is er een bijeenkomst.", (None, None)),
    ],
)  # fmt: skip
def test_an_undated_paper_has_the_bounds_that_its_words_give(
    text: str, bounds: tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]
) -> None:
    wanted = tuple(datetime.date(*bound) if bound else None for bound in bounds)
    assert find_bounds(text) == wanted
