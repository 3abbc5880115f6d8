"""The same letter set by LibreOffice gives the same marks as its plain text."""

from pathlib import Path
from typing import Any

import pytest

from app.reading import clean_text, extract_text
from tests.reading.harbour import LETTER, NOTES, SIDE, marks, plain_text
from tests.reading.office import PROGRAM, set_in_office


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"side": SIDE},
        {"columns": True},
        {"side": SIDE, "height": 15.0},
        {"columns": True, "height": 15.0},
    ],
    ids=["plain", "side column", "columns", "short pages", "short columns"],
)
def test_a_letter_gives_the_same_marks_as_its_text(form: dict[str, Any], tmp_path: Path) -> None:
    if PROGRAM is None:
        pytest.skip("LibreOffice is not installed: letters are set by our own press alone")
    source = extract_text(set_in_office(tmp_path, LETTER, NOTES, **form), "pdf")
    assert marks(source) == marks(plain_text())
    assert [mark.label for mark in clean_text(source).marks] == list(NOTES)
