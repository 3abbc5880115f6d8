"""What a clerk says of a commitment: all of it, or what is to be otherwise."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.reading import NO_TERM, Made, PromiseKind, Term, TermKind
from app.domain.statuses import read_official
from app.services.stemming import stems
from app.services.values import decode, encode
from app.store.items import Commitment, Committee, Item, Ministry

_NEVER_EMPTY = ("actor", "subject", "conditional", "term")


@dataclass(frozen=True, slots=True)
class CommitmentFields:
    """A commitment in a clerk's words. `official_number` is its number in the Chamber's register."""

    actor: str
    subject: str
    kind: PromiseKind
    made: Made = Made.HERE
    term: Term = NO_TERM
    addressee: str | None = None
    responsible: str | None = None
    responsible_name: str | None = None
    responsible_by_hand: bool = False
    ministry_id: int | None = None
    committee_id: int | None = None
    committee_by_hand: bool = False
    member: str | None = None
    conditional: bool = False
    condition: str | None = None
    official_number: str | None = None


@dataclass(frozen=True, slots=True)
class CommitmentChanges:
    """What is to be otherwise; None leaves it as it is, "" and 0 empty it, NO_TERM the term."""

    actor: str | None = None
    subject: str | None = None
    kind: PromiseKind | None = None
    made: Made | None = None
    term: Term | None = None
    addressee: str | None = None
    responsible: str | None = None
    responsible_name: str | None = None
    ministry_id: int | None = None
    committee_id: int | None = None
    member: str | None = None
    conditional: bool | None = None
    condition: str | None = None
    official_number: str | None = None


def change(fields: CommitmentFields, changes: CommitmentChanges | None) -> CommitmentFields:
    """Give the fields as changed."""
    if changes is None:
        return fields
    given: dict[str, Any] = {}
    for field in dataclasses.fields(changes):
        value = getattr(changes, field.name)
        if value is not None:
            given[field.name] = value if field.name in _NEVER_EMPTY else value or None
    return dataclasses.replace(fields, **given)


def differences(
    before: CommitmentFields, after: CommitmentFields
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what differs, as history keeps it: the old values, and the new ones."""
    names = [
        field.name
        for field in dataclasses.fields(before)
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    return (
        {name: encode(getattr(before, name)) for name in names},
        {name: encode(getattr(after, name)) for name in names},
    )


def restored(fields: CommitmentFields, told: dict[str, Any]) -> CommitmentFields:
    """Give the fields with the values that history kept."""
    kept = encode(fields) | told
    return decode(CommitmentFields, kept)


def check(fields: CommitmentFields) -> None:
    """Raise Invalid for what no commitment can be."""
    for name in ("actor", "subject"):
        if not getattr(fields, name).strip():
            raise Invalid(name, "empty")
    term = fields.term
    if (term.kind is TermKind.DATE) != (term.latest is not None):
        raise Invalid("term", "a term with a day has its last day, and no other has one")
    if term.earliest is not None and term.latest is not None and term.earliest > term.latest:
        raise Invalid("term", "begins after it ends")
    official = fields.official_number
    if official is not None and read_official(official) != official:
        raise Invalid("official_number", "no number of the Chamber's register")


def fields_of(row: Commitment) -> CommitmentFields:
    """Give what a commitment says now."""
    return CommitmentFields(
        actor=row.actor,
        subject=row.subject,
        kind=row.kind,
        made=row.made,
        term=Term(row.term_kind, row.term_text, None, row.deadline, row.term_rule),
        addressee=row.addressee,
        responsible=row.responsible,
        responsible_name=row.responsible_name,
        responsible_by_hand=row.responsible_by_hand,
        ministry_id=row.ministry_id,
        committee_id=row.committee_id,
        committee_by_hand=row.committee_by_hand,
        member=row.member,
        conditional=row.conditional,
        condition=row.condition,
        official_number=row.official_number,
    )


def write(session: Session, item: Item, row: Commitment, fields: CommitmentFields) -> None:
    """Make a commitment say this; raises Invalid, and NotFound for an unknown ministry."""
    check(fields)
    own = item.stems.removesuffix(_stems_of(named_in(row))) if row.actor else None
    row.actor, row.subject = fields.actor.strip(), fields.subject.strip()
    row.kind, row.made = fields.kind, fields.made
    row.term_kind, row.term_text = fields.term.kind, fields.term.text
    row.term_rule, row.deadline = fields.term.rule, fields.term.latest
    row.addressee, row.member = fields.addressee, fields.member
    row.responsible, row.responsible_name = fields.responsible, fields.responsible_name
    row.responsible_by_hand = fields.responsible_by_hand
    row.conditional, row.condition = fields.conditional, fields.condition
    row.official_number = fields.official_number
    for kind, key in ((Ministry, fields.ministry_id), (Committee, fields.committee_id)):
        if key is not None and session.get(kind, key) is None:
            raise NotFound(kind.__name__.lower(), key)
    row.ministry_id, row.committee_id = fields.ministry_id, fields.committee_id
    row.committee_by_hand = fields.committee_by_hand
    if own is None or own == item.stems:  # new, or of another way of stemming
        item.stems = item_stems(item.words, *named_in(row))
    else:  # the sentence stays: only who and what is stemmed anew
        item.stems = own + _stems_of(named_in(row))


def named_in(row: Commitment) -> tuple[str | None, ...]:
    """Give what a commitment is found by, beside its sentence."""
    return row.actor, row.subject, row.responsible, row.responsible_name, row.member


def item_stems(words: str, *others: str | None) -> str:
    """Give the stems by which an item is found: its sentence, and who and what it is about."""
    return stems(words) + _stems_of(others)


def _stems_of(parts: Iterable[str | None]) -> str:
    """Give the stems of what stands beside a sentence, each after a space."""
    return "".join(f" {stems(part)}" for part in parts if part)
