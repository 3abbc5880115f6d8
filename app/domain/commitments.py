"""Statuses of commitments and motions, verdicts, and when the one changes by the other."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from app.domain.reading import Stance

FALLS_DUE_SOON = timedelta(days=30)
SERIOUSLY_OVERDUE = timedelta(days=90)


class CandidateState(StrEnum):
    """Where a machine-found promise stands with the clerks."""

    WAITING = "wacht"
    ACCEPTED = "aanvaard"
    DISMISSED = "afgewezen"


class Place(StrEnum):
    """What a person said of a promise that seems to repeat another."""

    SAME = "herhaling"
    ALONE = "eigen toezegging"


class PlaceKind(StrEnum):
    """What a promise is to the one that a clerk put it with: linked, and not counted twice."""

    REPEAT = "herhaling"
    ADDITION = "aanvulling"
    CHANGE = "wijziging"


class Status(StrEnum):
    """Status of a commitment, in the words of the Tweede Kamer."""

    OPEN = "openstaand"
    PARTLY = "deels afgedaan"
    PROPOSED = "voorgesteld: afdoen"  # a letter meets it; the committee has yet to decide
    SETTLED = "afgedaan"
    LAPSED = "vervallen"


STILL_OPEN = (Status.OPEN, Status.PARTLY, Status.PROPOSED)
"""The statuses in which something may still happen to a commitment."""
UNANSWERED = (Status.OPEN, Status.PARTLY)
"""Those in which its term counts: who promised has still to come with something."""


class Execution(StrEnum):
    """How far a motion is carried out; only a person sets the last."""

    NOTHING_REPORTED = "nog niets gemeld"
    UNDER_WAY = "in uitvoering"
    REPORTED = "uitvoering gemeld"
    SETTLED = "afgedaan"


class Verdict(StrEnum):
    """A clerk's judgement of a suggestion."""

    FULFILS = "voldaan"
    FULFILS_PARTLY = "deels"
    PROGRESS = "tussenbericht"
    UNRELATED = "niet"


class TermLevel(StrEnum):
    """How a term stands today; computed, beside the status that people set."""

    NONE = "geen termijn"
    AHEAD = "loopt"
    POSTPONED = "uitgesteld"  # it runs, and once ended earlier
    SOON = "verloopt binnenkort"
    OVERDUE = "verstreken"
    SERIOUS = "ernstig verstreken"
    DONE = "niet meer van toepassing"


def status_of(verdicts: Iterable[Verdict], *, committee_decides: bool = False) -> Status:
    """Give the status that the standing fulfilments of an item leave it in.

    Where the committee decides itself, a letter that meets the item only proposes.
    """
    standing = set(verdicts)
    if Verdict.FULFILS in standing:
        return Status.PROPOSED if committee_decides else Status.SETTLED
    if Verdict.FULFILS_PARTLY in standing:
        return Status.PARTLY
    return Status.OPEN


def execution_of(stances: Iterable[Stance], *, settled: bool) -> Execution:
    """Give how far a motion is, from what papers say and whether a person closed it."""
    if settled:
        return Execution.SETTLED
    told = set(stances)
    if Stance.CARRIED_OUT in told:
        return Execution.REPORTED
    if told & {Stance.UNDER_WAY, Stance.PROMISED}:
        return Execution.UNDER_WAY
    return Execution.NOTHING_REPORTED


def term_level(
    latest: date | None, status: Status, today: date, first: date | None = None
) -> TermLevel:
    """Say how the term stands on `today`; the last day itself still meets it.

    `first` is the last day that it began with: a later one was recorded, and stops the alarm.
    """
    if status not in UNANSWERED:
        return TermLevel.DONE
    if latest is None:
        return TermLevel.NONE
    if today - latest > SERIOUSLY_OVERDUE:
        return TermLevel.SERIOUS
    if today > latest:
        return TermLevel.OVERDUE
    if latest - today <= FALLS_DUE_SOON:
        return TermLevel.SOON
    return TermLevel.POSTPONED if first is not None and latest > first else TermLevel.AHEAD
