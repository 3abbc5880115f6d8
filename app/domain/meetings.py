"""What staff propose to a committee for an item, and why: the default, computed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments import Status, Verdict
from app.domain.dutch import long_date


class Place(StrEnum):
    """Why an item stands on the work list of a meeting; the order is that of the list."""

    ANSWERED = "beantwoord"  # a letter was judged to meet it, wholly or partly
    OVERDUE = "termijn verstreken"
    DUE = "termijn loopt af voor de vergadering"
    NEW = "nieuw sinds de vorige vergadering"


class Proposal(StrEnum):
    """What a committee can do with an item: proposed before the meeting, decided in it."""

    SETTLE = "afdoen"
    PARTLY = "deels"
    KEEP = "openhouden"
    MOVE = "nieuwe termijn"
    REMIND = "rappelleren"


@dataclass(frozen=True, slots=True)
class Advice:
    """A proposal and its reason, in one line."""

    proposal: Proposal
    why: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an open item before a meeting.

    `verdict` is the strongest that stands, `letter` the Dutch name of the paper that it
    rests on; `suggestions` are those that nobody judged, `reminded` the day of the last
    rappel, `listed` says that an earlier meeting of the committee had it on its list.
    """

    status: Status
    today: dt.date
    meeting: dt.date
    deadline: dt.date | None = None
    verdict: Verdict | None = None
    letter: str | None = None
    suggestions: int = 0
    reminded: dt.date | None = None
    listed: bool = False

    @property
    def is_overdue(self) -> bool:
        """Say whether its last day is past; the day itself still meets it."""
        return self.deadline is not None and self.deadline < self.today


def place_of(facts: Facts) -> Place | None:
    """Say where an item stands on the list; None for one that asks for nothing now."""
    if facts.status is Status.PROPOSED or (
        facts.verdict is Verdict.FULFILS_PARTLY and facts.status is Status.OPEN
    ):
        return Place.ANSWERED
    if facts.is_overdue:
        return Place.OVERDUE
    if facts.deadline is not None and facts.deadline <= facts.meeting:
        return Place.DUE
    return None if facts.listed else Place.NEW


def advise(facts: Facts) -> Advice:
    """Give the default proposal: what a letter met is settled, what is overdue is asked for."""
    if facts.status is Status.PROPOSED:
        met = f"Met de {facts.letter} is geheel voldaan." if facts.letter else "Er is voldaan."
        return Advice(Proposal.SETTLE, met)
    if facts.is_overdue and facts.deadline is not None:
        return _advise_overdue(facts, facts.deadline)
    if facts.verdict is Verdict.FULFILS_PARTLY and facts.letter:
        return Advice(Proposal.PARTLY, f"Met de {facts.letter} is deels voldaan.")
    if facts.suggestions:
        return Advice(Proposal.KEEP, "Er wacht nog een brief op beoordeling.")
    if facts.deadline is not None:
        return Advice(Proposal.KEEP, f"De termijn loopt tot en met {long_date(facts.deadline)}.")
    return Advice(Proposal.KEEP, "Er is geen laatste dag genoemd.")


def _advise_overdue(facts: Facts, deadline: dt.date) -> Advice:
    """Propose for an item of which the last day is past."""
    past = f"De termijn verstreek op {long_date(deadline)}"
    if facts.suggestions:
        return Advice(Proposal.KEEP, f"{past}; er wacht een brief op beoordeling.")
    if facts.verdict is Verdict.FULFILS_PARTLY:
        return Advice(Proposal.REMIND, f"{past}; er is alleen deels voldaan.")
    if facts.verdict is Verdict.PROGRESS:
        return Advice(Proposal.REMIND, f"{past}; er kwam alleen een tussenbericht.")
    if facts.reminded is not None:
        on = long_date(facts.reminded)
        return Advice(Proposal.REMIND, f"{past}; ook na het rappel van {on} kwam geen brief.")
    return Advice(Proposal.REMIND, f"{past} en er kwam geen brief.")
