"""Rows of the places of one promise."""

import datetime as dt
from dataclasses import dataclass

from app.domain.commitments import CandidateState, Place, PlaceKind
from app.services.overview.rows.common import Quote


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Another place of a promise: its own number and version, the words, what a person said.

    `kind` is what it is to the promise, where a person put it there.
    """

    number: str
    version: int
    quote: Quote
    said: Place | None
    kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True)
class LatePlace:
    """A repeat of what was judged before its paper came in; `number` is of what it repeats."""

    place: PlaceView
    number: str
    subject: str
    state: CandidateState
    judged_by: str
    judged_at: dt.datetime
