"""Promises and terms as rows, and where an item stands, by the rules of the domain."""

import datetime as dt
from typing import Any

from sqlalchemy import CompoundSelect, select, union_all

from app.domain.commitments import (
    STILL_OPEN,
    CandidateState,
    Status,
    TermLevel,
    term_level,
)
from app.domain.matching import ItemKind
from app.services.overview.rows.common import PromiseView, Standing, TermView
from app.store.items import Candidate, Commitment, Motion

# The columns of a candidate carry a prefix: they often stand beside those of a commitment.
PROPOSED_TERM = (
    Candidate.term_kind.label("found_term_kind"),
    Candidate.term_text.label("found_term_text"),
    Candidate.term_rule.label("found_term_rule"),
    Candidate.term_earliest.label("found_earliest"),
    Candidate.term_latest.label("found_latest"),
)
PROPOSAL = (
    Candidate.state,
    Candidate.kind.label("found_kind"),
    Candidate.made.label("found_made"),
    Candidate.actor.label("found_actor"),
    Candidate.addressee.label("found_addressee"),
    Candidate.subject.label("found_subject"),
    Candidate.conditional.label("found_conditional"),
    Candidate.condition.label("found_condition"),
    Candidate.cue,
    Candidate.reader,
    Candidate.member.label("found_member"),
    Candidate.committee_id.label("found_committee_id"),
    *PROPOSED_TERM,
)
COMMITMENT_TERM = (
    Commitment.term_kind,
    Commitment.term_text,
    Commitment.term_rule,
    Commitment.deadline,
    Commitment.first_deadline,
)
COMMITMENT = (
    Commitment.status,
    Commitment.kind.label("promise_kind"),
    Commitment.made,
    Commitment.actor,
    Commitment.addressee,
    Commitment.subject,
    Commitment.conditional,
    Commitment.condition,
    Commitment.member,
    *COMMITMENT_TERM,
)

_BY_STRENGTH = (Standing.NOTHING_REPORTED, Standing.UNDER_WAY, Standing.REPORTED)


def standing_of(row: Any, strength: int) -> Standing:
    """Say where an item stands, from a row with its kind, state, status and settled_by.

    `strength` is the strongest thing that papers say of a motion (`listing.STRENGTH`).
    """
    if row.kind is ItemKind.CANDIDATE:
        dismissed = row.state is CandidateState.DISMISSED
        return Standing.DISMISSED if dismissed else Standing.WAITING
    if row.kind is ItemKind.COMMITMENT:
        return Standing(row.status.value)
    return Standing.SETTLED if row.settled_by else _BY_STRENGTH[strength]


def select_open() -> CompoundSelect[Any]:
    """Select the ids of the items that something may still settle."""
    return union_all(
        select(Candidate.item_id).where(
            Candidate.state == CandidateState.WAITING, Candidate.repeats_id.is_(None)
        ),
        select(Commitment.item_id).where(
            Commitment.withdrawn_at.is_(None),
            Commitment.status.in_(STILL_OPEN),
        ),
        select(Motion.item_id).where(Motion.settled_by.is_(None)),
    )


def proposed_term(row: Any, today: dt.date) -> TermView:
    """Give the term as the machine read it, from a row with `PROPOSED_TERM` and the state."""
    dismissed = row.state is CandidateState.DISMISSED
    return TermView(
        kind=row.found_term_kind,
        text=row.found_term_text,
        earliest=row.found_earliest,
        latest=row.found_latest,
        rule=row.found_term_rule,
        level=TermLevel.DONE if dismissed else term_level(row.found_latest, Status.OPEN, today),
    )


def commitment_term(row: Any, today: dt.date) -> TermView:
    """Give the term as it is registered now, from a row with `COMMITMENT_TERM` and the status."""
    return TermView(
        kind=row.term_kind,
        text=row.term_text,
        earliest=None,
        latest=row.deadline,
        rule=row.term_rule,
        level=term_level(row.deadline, row.status, today, row.first_deadline),
        first=row.first_deadline,
    )


def proposal(row: Any, today: dt.date) -> PromiseView:
    """Give a promise as the machine saw it, from a row with `PROPOSAL`."""
    return PromiseView(
        kind=row.found_kind,
        made=row.found_made,
        actor=row.found_actor,
        addressee=row.found_addressee,
        subject=row.found_subject,
        term=proposed_term(row, today),
        conditional=row.found_conditional,
        condition=row.found_condition,
        cue=row.cue,
        reader=row.reader,
        member=row.found_member,
        committee_id=row.found_committee_id,
    )


def commitment(row: Any, today: dt.date) -> PromiseView:
    """Give a promise as a clerk put it down, from a row with `COMMITMENT`."""
    return PromiseView(
        kind=row.promise_kind,
        made=row.made,
        actor=row.actor,
        addressee=row.addressee,
        subject=row.subject,
        term=commitment_term(row, today),
        conditional=row.conditional,
        condition=row.condition,
        member=row.member,
    )
