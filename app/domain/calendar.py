"""The parliamentary calendar, as a value that the doors read and hand in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecessKind(StrEnum):
    """The recesses of the Tweede Kamer that letters name."""

    SUMMER = "zomer"
    AUTUMN = "herfst"
    CHRISTMAS = "kerst"
    SPRING = "voorjaar"
    MAY = "mei"


@dataclass(frozen=True, slots=True, order=True)
class Recess:
    """One recess: its first and last day, both inside it."""

    first_day: date
    last_day: date
    kind: RecessKind


@dataclass(frozen=True, slots=True)
class Calendar:
    """The recesses known, in order of their first day."""

    recesses: tuple[Recess, ...] = ()

    def find_recess(self, kind: RecessKind, day: date, year: int | None = None) -> Recess | None:
        """Give the recess of this kind that a text of `day` means.

        With a year, the one that begins in it; without, the first that has not begun.
        None when the calendar does not reach that far.
        """
        for recess in self.recesses:
            if recess.kind is not kind:
                continue
            if recess.first_day.year == year if year is not None else recess.first_day > day:
                return recess
        return None
