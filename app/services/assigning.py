"""Many commitments given a committee, the member to whom they were made, or the office that answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Invalid, NotFound, SomeStale, Stale, WrongState
from app.domain.history import Action
from app.services.commitments import rewrite
from app.services.fields import CommitmentChanges, CommitmentFields, fields_of
from app.services.responsible import UNSIGNED, load_tables, signed_of, with_answering
from app.services.undoing import undo
from app.services.undone import UNDOES
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Commitment, Committee, Item


@dataclass(frozen=True, slots=True)
class Picked:
    """A commitment that is to change, and the version that the clerk saw."""

    number: str
    seen: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """What it changes for one commitment: names before and after, None for nobody."""

    number: str
    subject: str
    committees: tuple[str | None, str | None]
    members: tuple[str | None, str | None]
    offices: tuple[str | None, str | None]

    @property
    def changes(self) -> bool:
        """Say whether anything becomes otherwise."""
        pairs = (self.committees, self.members, self.offices)
        return any(before != after for before, after in pairs)


@dataclass(frozen=True, slots=True)
class Gift:
    """What commitments are given; None leaves what is there."""

    committee_id: int | None = None
    member: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """Commitments changed by one clerk at one moment: how many, and how many of those stand.

    `entry_id` is the first line of history that tells of them.
    """

    entry_id: int
    actor: str
    at: datetime
    total: int
    standing: int


def assign_together(
    session: Session,
    picked: Sequence[Picked],
    gift: Gift,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> tuple[Assigned, ...]:
    """Give these commitments a committee, a member, an office, all or nothing; say what changes.

    One that has it already is not touched. Raises Invalid where nothing is asked, NotFound for
    an unknown number or committee, WrongState for a withdrawn one, and SomeStale with every
    one that changed since the clerk looked.
    """
    if not picked or not (gift.committee_id or gift.member or gift.office):
        raise Invalid("picked", "nothing is asked")
    rows = _take_rows(session, picked)
    tables = load_tables(session)
    names = {one.id: one.name for one in session.scalars(select(Committee))}
    if gift.committee_id is not None and gift.committee_id not in names:
        raise NotFound("committee", gift.committee_id)
    done = []
    for one in picked:
        row, paper = rows[one.number]
        before = fields_of(row)
        after = with_answering(
            tables,
            before,
            before=before,
            changes=_asked(row, gift),
            paper=signed_of(paper) if paper is not None else UNSIGNED,
            today=at.date(),
        )
        done.append(_assigned(one.number, before, after, names))
        if done[-1].changes:
            rewrite(
                session,
                one.number,
                after,
                Action.COMMITMENT_AMENDED,
                seen=one.seen,
                actor=actor,
                at=at,
                reason=reason,
            )
    return tuple(done)


def find_goes(
    session: Session, *, since: datetime, least: int = 2, most: int = 5
) -> tuple[Go, ...]:
    """Give what was changed in one go since then and stands, wholly or partly; newest first.

    `least` is of how many commitments: one alone is taken back on its own page too.
    """
    rows = session.execute(
        select(HistoryEntry.id, HistoryEntry.actor, HistoryEntry.at, HistoryEntry.after)
        .where(HistoryEntry.action == Action.COMMITMENT_AMENDED, HistoryEntry.at >= since)
        .order_by(HistoryEntry.id)
    ).all()
    undone = {(row.after or {}).get(UNDOES) for row in rows}
    goes: dict[tuple[str, datetime], list[int]] = {}
    for row in rows:
        if UNDOES not in (row.after or {}):
            goes.setdefault((row.actor, row.at), []).append(row.id)
    found = [
        Go(ids[0], actor, at, len(ids), sum(one not in undone for one in ids))
        for (actor, at), ids in goes.items()
        if len(ids) >= least
    ]
    return tuple([go for go in reversed(found) if go.standing][:most])


def reopen_assigned(
    session: Session, entry_id: int, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Take back what was changed in one go; give how many.

    `seen` is how many of them stood when the clerk looked. Raises NotFound, WrongState when
    none stands any more, Stale when one was taken back meanwhile, Invalid without a reason,
    and RestsOnIt when a later decision on one of them stands.
    """
    first = session.get(HistoryEntry, entry_id)
    if first is None or first.action is not Action.COMMITMENT_AMENDED:
        raise NotFound("change", entry_id)
    standing = _standing(session, first)
    if not standing:
        raise WrongState(f"changes of entry {entry_id}", "taken back")
    if len(standing) != seen:
        raise Stale("changes", seen, len(standing))
    for entry in standing:
        item = session.get_one(Item, entry.item_id, with_for_update=True, populate_existing=True)
        undo(
            session,
            entry.id,
            seen=item.version,
            reason=reason,
            calendar=Calendar(),  # no day is computed anew
            actor=actor,
            at=at,
        )
    return len(standing)


def _assigned(
    number: str, before: CommitmentFields, after: CommitmentFields, names: Mapping[int, str]
) -> Assigned:
    """Say what changes for one commitment."""
    return Assigned(
        number,
        before.subject,
        (names.get(before.committee_id or 0), names.get(after.committee_id or 0)),
        (before.member, after.member),
        (before.responsible, after.responsible),
    )


def _asked(row: Commitment, gift: Gift) -> CommitmentChanges:
    """Give what becomes otherwise; what is there already is not asked again."""
    return CommitmentChanges(
        committee_id=gift.committee_id if gift.committee_id != row.committee_id else None,
        member=gift.member or None,
        responsible=gift.office if gift.office != row.responsible else None,
    )


def _take_rows(
    session: Session, picked: Sequence[Picked]
) -> dict[str, tuple[Commitment, Document | None]]:
    """Give the commitments and their papers, kept from others, always in one order.

    Raises as assigning does.
    """
    seen = {one.number: one.seen for one in picked}
    query = (
        select(Item, Commitment, Document)
        .join(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(Item.number.in_(seen))
        .order_by(Item.id)
        .with_for_update(of=(Item, Commitment))
        .execution_options(populate_existing=True)
    )
    found = {item.number: (item, row, paper) for item, row, paper in session.execute(query)}
    for number in seen:
        if number not in found:
            raise NotFound("commitment", number)
        if found[number][1].withdrawn_at is not None:
            raise WrongState(number, "withdrawn")
    stale = tuple(
        (number, Stale("item", seen[number], item.version))
        for number, (item, _row, _paper) in found.items()
        if item.version != seen[number]
    )
    if stale:
        raise SomeStale(stale)
    return {number: (row, paper) for number, (_item, row, paper) in found.items()}


def _standing(session: Session, first: HistoryEntry) -> list[HistoryEntry]:
    """Give the lines of one go that nobody took back, always in one order of items."""
    same = (
        HistoryEntry.action == Action.COMMITMENT_AMENDED,
        HistoryEntry.actor == first.actor,
    )
    told = session.scalars(
        select(HistoryEntry)
        .where(*same, HistoryEntry.at == first.at)
        .order_by(HistoryEntry.item_id)
    ).all()
    later = select(HistoryEntry.after).where(
        HistoryEntry.item_id.in_([one.item_id for one in told]), HistoryEntry.id > first.id
    )
    undone = {(after or {}).get(UNDOES) for after in session.scalars(later)}
    return [one for one in told if one.id not in undone]
