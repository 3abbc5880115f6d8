"""Each reason for which a file is refused has its own line, with the limit that holds."""

import pytest

from app.cli.words import refusal
from app.domain.errors import Unreadable, UnreadableReason


@pytest.mark.parametrize("reason", UnreadableReason)
def test_every_reason_has_one_line_of_its_own(reason: UnreadableReason) -> None:
    line = refusal("stuk.pdf", Unreadable(reason, "what happened"))
    others = [
        refusal("stuk.pdf", Unreadable(other, "what happened"))
        for other in UnreadableReason
        if other is not reason
    ]
    assert line.startswith("stuk.pdf: ")
    assert line.endswith(".")
    assert "\n" not in line
    assert not {"{", "}"} & set(line)
    assert line not in others


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (UnreadableReason.TOO_LARGE, "groter dan 40 MB; splits het stuk."),
        (UnreadableReason.TOO_LONG, "meer dan 5.000 bladzijden; splits het stuk."),
        (UnreadableReason.TOO_MUCH_TEXT, "meer dan 40 miljoen tekens; splits het stuk."),
        (UnreadableReason.TOO_CROWDED, "meer dan 50 miljoen lijnen, vlakken en woorden"),
    ],
)
def test_a_limit_is_named_with_its_own_figure(reason: UnreadableReason, words: str) -> None:
    assert words in refusal("stuk.pdf", Unreadable(reason, "what happened"))
