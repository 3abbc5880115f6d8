"""Reading aside: bounded in time, and safe from a paper that ends its process."""

import os
from dataclasses import dataclass

import pytest

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument
from app.services.intake import PreparedDocument
from app.services.receiving import read_aside

LETTER = b"Den Haag, 3 maart 2026\n\nIk zal uw Kamer in mei informeren over de sluizen.\n"


@dataclass(frozen=True)
class Deadly(IncomingDocument):
    """A paper that ends the process to which it is handed over."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def paper(content: bytes = LETTER) -> IncomingDocument:
    return IncomingDocument("een", "txt", content, "een.txt")


def reason_of(result: object) -> UnreadableReason:
    assert isinstance(result, Unreadable)
    return result.reason


def test_a_paper_is_read_in_a_process_of_its_own(calendar: Calendar) -> None:
    result = read_aside(paper(), calendar, seconds=60).result
    assert isinstance(result, PreparedDocument)
    assert result.name == "een"


def test_one_that_cannot_be_read_says_why(calendar: Calendar) -> None:
    assert reason_of(read_aside(paper(b""), calendar, seconds=60).result) is UnreadableReason.EMPTY


@pytest.mark.parametrize("seconds", [0, -3, 0.001])
def test_nobody_waits_longer_than_was_said(calendar: Calendar, seconds: float) -> None:
    result = read_aside(paper(LETTER * 20_000), calendar, seconds=seconds).result
    assert reason_of(result) is UnreadableReason.TOO_SLOW


def test_a_paper_that_ends_its_process_is_refused_as_broken(calendar: Calendar) -> None:
    deadly = Deadly("een", "txt", LETTER, "een.txt")
    assert reason_of(read_aside(deadly, calendar, seconds=60).result) is UnreadableReason.BROKEN
