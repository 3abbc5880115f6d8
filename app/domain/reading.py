"""What the machine sees in a paper: values, each with the words that it rests on."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.papers import Metadata
from app.domain.references import Reference
from app.domain.text import CleanText, Span


class Stance(StrEnum):
    """What a paper says is done with a motion."""

    CARRIED_OUT = "uitgevoerd"
    UNDER_WAY = "in uitvoering"
    PROMISED = "toegezegd"
    MENTIONED = "genoemd"


@dataclass(frozen=True, slots=True)
class MotionMention:
    """A motion as a paper names it. `sentence` is the sentence that says what is done.

    `replaces` are the papers of the motion that this one stands in place of, where the
    paper prints it (t.v.v.). `misprint` is what stands where its number should, when that
    can be no number of a paper; then `ids` is empty.
    """

    span: Span
    sentence: Span
    movers: tuple[str, ...]
    cosigned: bool
    ids: tuple[str, ...]
    stance: Stance
    subject: str | None = None
    changed: bool = False  # gewijzigde or nader gewijzigde motie
    replaces: tuple[str, ...] = ()
    misprint: str | None = None


class PromiseKind(StrEnum):
    """To inform the Chamber, or to do something that can be ticked off."""

    INFORM = "informatie"
    ACT = "actie"


class Made(StrEnum):
    """Whether this paper makes the promise or reports one made earlier."""

    HERE = "hier"
    EARLIER = "eerder"


class TermKind(StrEnum):
    """Whether a day can be computed from the words."""

    DATE = "datum"
    VAGUE = "vaag"
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class Term:
    """By when: the words as printed, the first and last day that meet it, and the rule.

    `rule` is the key of the rule that gave the days (docs/reading.md, "Termen").
    `span` is where the words stand, None when a clerk typed them.
    """

    kind: TermKind = TermKind.NONE
    text: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    rule: str | None = None
    span: Span | None = None


NO_TERM = Term()


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the government, as one clause of a paper makes or reports it.

    `span` is the clause, `sentence` the sentence around it. `actor` is as printed,
    "kabinet" or "Nederland" where nobody else is named. `cue` names the entry of the
    lexicon that found it. `ids` are the papers cited in the sentence.
    """

    span: Span
    sentence: Span
    kind: PromiseKind
    made: Made
    actor: str
    addressee: str | None
    subject: str
    term: Term
    conditional: bool
    condition: str | None
    cue: str
    ids: tuple[str, ...] = ()


class TargetKind(StrEnum):
    """What an earlier thing was that a paper says is met."""

    PROMISE = "toezegging"
    MOTION = "motie"
    REQUEST = "verzoek"


class FulfilmentStatus(StrEnum):
    """How far a paper says that it is met."""

    MET = "voldaan"
    PARTLY = "deels"
    UNDER_WAY = "in uitvoering"


@dataclass(frozen=True, slots=True)
class StatementTarget:
    """What is met, as printed: by or to whom, in which debate or paper, when."""

    by: str | None = None
    to: str | None = None
    where: str | None = None
    date: dt.date | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FulfilmentStatement:
    """A statement that an earlier promise, motion or request is met.

    `by_ids` names the paper that met it when it is not this one. `implicit` says that
    the words only report that the Chamber was informed.
    """

    span: Span
    sentence: Span
    target_kind: TargetKind
    target: StatementTarget
    subject: str
    status: FulfilmentStatus
    by_ids: tuple[str, ...]
    cue: str
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one version of the reader saw in one paper; spans index `text.text`.

    `own_motion` is the motion that the paper itself is, as its heading names it.
    """

    reader: str
    text: CleanText
    metadata: Metadata
    references: tuple[Reference, ...]
    motions: tuple[MotionMention, ...]
    promises: tuple[Promise, ...]
    statements: tuple[FulfilmentStatement, ...]
    own_motion: MotionMention | None = None
