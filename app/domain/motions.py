"""What the Chamber and the cabinet said of a motion, in the Chamber's own words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a motion in the Chamber; unknown until told."""

    ADOPTED = "aangenomen"
    ADOPTED_WITHOUT_VOTE = "zonder stemming aangenomen"
    REJECTED = "verworpen"
    TIED = "gestaakt"
    HELD = "aangehouden"
    WITHDRAWN = "ingetrokken"
    TAKEN_OVER = "overgenomen"
    LAPSED = "vervallen"


class Advice(StrEnum):
    """The cabinet's advice on a motion (kabinetsappreciatie)."""

    LEFT_TO_CHAMBER = "oordeel Kamer"
    AGAINST = "ontraden"
    AGAINST_UNLESS_CHANGED = "ontraden, tenzij gewijzigd"
    TAKEN_OVER = "overgenomen"
    ASKED_TO_HOLD = "verzocht aan te houden"
    UNTIMELY = "ontijdig"
    NEEDLESS = "overbodig"
    STILL_TO_COME = "nog te ontvangen"
    NOT_YET_KNOWN = "nog niet bekend"
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said of a motion: the outcome and its day, the votes in words, the advice."""

    outcome: Outcome | None = None
    outcome_on: dt.date | None = None
    votes: str | None = None
    advice: Advice | None = None


NO_FACTS = Facts()
