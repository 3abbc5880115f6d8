"""The register as one list: what each kind of item gives to filter, count and sort by.

Each kind is a branch of its own, because most columns cost a join that only one kind needs;
a list asks a branch for no more columns than it uses.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from app.domain.commitments import (
    FALLS_DUE_SOON,
    SERIOUSLY_OVERDUE,
    UNANSWERED,
    CandidateState,
    Execution,
    Status,
    TermLevel,
)
from app.domain.matching import ItemKind
from app.domain.reading import Stance
from app.services.overview.rows.common import Standing
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item, Motion

DONE = (Standing.SETTLED, Standing.LAPSED, Standing.DISMISSED)  # no term counts any more

DAY = func.coalesce(Document.date, Document.not_before, Document.not_after)
STRENGTH = case(
    (MotionMentionRow.stance == Stance.CARRIED_OUT, 2),
    (MotionMentionRow.stance.in_((Stance.UNDER_WAY, Stance.PROMISED)), 1),
    else_=0,
)
WITHOUT = -1  # no committee has this id
_OF_ITEM = frozenset({"number", "created_at"})


@dataclass(frozen=True, slots=True)
class Branch:
    """One kind of item: its own table, the columns it can give, and which rows count.

    `standings` are all that such an item can have. `of_document` names the columns that
    stand in its paper, `of_told` those that rest on what papers tell of a motion; a join
    is made only for a column that is asked.
    """

    kind: ItemKind
    standings: frozenset[Standing]
    source: FromClause
    item_id: ColumnElement[int]
    columns: Mapping[str, ColumnElement[Any]]
    where: ColumnElement[bool]
    document_id: ColumnElement[Any] | None = None
    of_item: frozenset[str] = _OF_ITEM
    of_document: frozenset[str] = frozenset()
    told: Subquery | None = None

    def select(self, names: Iterable[str]) -> Select[Any]:
        """Select `id` and these columns of the items of this kind."""
        asked = set(names)
        source = self.source
        if asked & self.of_item:
            source = source.join(Item, Item.id == self.item_id)
        if asked & self.of_document:
            source = source.outerjoin(Document, Document.id == self.document_id)
        if self.told is not None and "standing" in asked:
            source = source.outerjoin(self.told, self.told.c.item_id == self.item_id)
        columns = [self.columns[name].label(name) for name in sorted(asked)]
        return select(self.item_id.label("id"), *columns).select_from(source).where(self.where)


def list_branches(today: dt.date) -> tuple[Branch, ...]:
    """Give the three kinds of item, with their terms as they stand on `today`.

    Columns of each: kind, standing and level (their words), responsible, ministry_id,
    committee_id (WITHOUT for a commitment that has none), member ("" likewise), latest,
    done (whether no term counts any more), number, created_at, day (of its paper; of a
    motion, the newest that mentions it). Withdrawn commitments
    are left out; dismissed candidates are in.
    """
    return (_candidates(today), _commitments(today), _motions())


def _candidates(today: dt.date) -> Branch:
    dismissed = Candidate.state == CandidateState.DISMISSED
    return Branch(
        kind=ItemKind.CANDIDATE,
        standings=frozenset({Standing.WAITING, Standing.DISMISSED}),
        source=Candidate.__table__,
        item_id=Candidate.item_id.expression,
        columns=_columns(
            ItemKind.CANDIDATE,
            standing=case((dismissed, Standing.DISMISSED.value), else_=Standing.WAITING.value),
            done=dismissed,
            level=_level(dismissed, Candidate.term_latest, today),
            responsible=responsible_of_candidate(),
            committee_id=Candidate.committee_id,
            latest=Candidate.term_latest,
            day=DAY,
        ),
        where=and_(
            Candidate.state.in_((CandidateState.WAITING, CandidateState.DISMISSED)),
            Candidate.repeats_id.is_(None),
        ),
        document_id=Candidate.document_id.expression,
        of_document=frozenset({"day"}),
    )


def _commitments(today: dt.date) -> Branch:
    standing = cast(Commitment.status, String)
    done = Commitment.status.in_((Status.SETTLED, Status.LAPSED))
    return Branch(
        kind=ItemKind.COMMITMENT,
        standings=frozenset(Standing(status.value) for status in Status),
        source=Commitment.__table__,
        item_id=Commitment.item_id.expression,
        columns=_columns(
            ItemKind.COMMITMENT,
            standing=standing,
            done=done,
            level=_level(
                Commitment.status.not_in(UNANSWERED),
                Commitment.deadline,
                today,
                Commitment.first_deadline,
            ),
            responsible=responsible_of_commitment(),
            ministry_id=Commitment.ministry_id,
            committee_id=func.coalesce(Commitment.committee_id, WITHOUT),
            member=func.coalesce(Commitment.member, ""),
            latest=Commitment.deadline,
            day=DAY,
        ),
        where=Commitment.withdrawn_at.is_(None),
        document_id=Item.document_id.expression,
        of_item=_OF_ITEM | {"day"},
        of_document=frozenset({"day"}),
    )


def _motions() -> Branch:
    told = _told_of_motions()
    settled = Motion.settled_by.is_not(None)
    standing = case(
        (settled, Standing.SETTLED.value),
        (told.c.strength == 2, Standing.REPORTED.value),
        (told.c.strength == 1, Standing.UNDER_WAY.value),
        else_=Standing.NOTHING_REPORTED.value,
    )
    return Branch(
        kind=ItemKind.MOTION,
        standings=frozenset(Standing(execution.value) for execution in Execution),
        source=Motion.__table__,
        item_id=Motion.item_id.expression,
        columns=_columns(ItemKind.MOTION, standing=standing, done=settled, day=_newest_mention()),
        where=and_(
            Motion.same_as_id.is_(None),
            Motion.replaced_by_id.is_(None),
            Motion.item_id.in_(select(MentionedMotion.item_id)),
        ),
        told=told,
    )


def _columns(
    kind: ItemKind,
    *,
    standing: ColumnElement[Any],
    done: ColumnElement[bool],
    day: ColumnElement[Any],
    level: Any = None,
    responsible: Any = None,
    ministry_id: Any = None,
    committee_id: Any = None,
    member: Any = None,
    latest: Any = None,
) -> dict[str, ColumnElement[Any]]:
    """Name the columns; what a kind of item does not have is empty, of the same type."""

    def given(value: Any, kept: TypeEngine[Any]) -> ColumnElement[Any]:
        return cast(null(), kept) if value is None else type_coerce(value, kept)

    return {
        "kind": literal(kind.value, String),
        "standing": type_coerce(standing, String),
        "done": done,
        "level": given(level, String()),
        "responsible": given(responsible, String()),
        "ministry_id": given(ministry_id, Integer()),
        "committee_id": given(committee_id, Integer()),
        "member": given(member, String()),
        "latest": given(latest, Date()),
        "day": type_coerce(day, Date),
        "number": Item.number.expression,
        "created_at": Item.created_at.expression,
    }


def _told_of_motions() -> Subquery:
    """Select for each motion the strongest thing that any paper says of it (0, 1 or 2)."""
    return (
        select(MentionedMotion.item_id, func.max(STRENGTH).label("strength"))
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .group_by(MentionedMotion.item_id)
        .subquery("told")
    )


def _newest_mention() -> ColumnElement[Any]:
    """Give the day of the newest paper that mentions a motion."""
    return (
        select(func.max(DAY))
        .join(MotionMentionRow, MotionMentionRow.document_id == Document.id)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id == Motion.item_id)
        .correlate(Motion)
        .scalar_subquery()
    )


def _level(
    done: ColumnElement[bool], latest: Any, today: dt.date, first: Any = None
) -> ColumnElement[str]:
    """Say how a term stands; the rule is `term_level` of the domain."""
    return case(
        (done, TermLevel.DONE.value),
        (latest.is_(None), TermLevel.NONE.value),
        (latest < today - SERIOUSLY_OVERDUE, TermLevel.SERIOUS.value),
        (latest < today, TermLevel.OVERDUE.value),
        (latest <= today + FALLS_DUE_SOON, TermLevel.SOON.value),
        *([] if first is None else [(latest > first, TermLevel.POSTPONED.value)]),
        else_=TermLevel.AHEAD.value,
    )


def responsible_of_candidate() -> ColumnElement[Any]:
    """Give who answers for a candidate: the office put down, else whoever its words name."""
    return _or_named(Candidate.responsible, Candidate.actor)


def responsible_of_commitment() -> ColumnElement[Any]:
    """Give who answers for a commitment: the office put down, else whoever its words name."""
    return _or_named(Commitment.responsible, Commitment.actor)


def _or_named(office: Any, actor: Any) -> ColumnElement[Any]:
    """Give the office, else the actor with a capital as an office has."""
    named = func.upper(func.substr(actor, 1, 1)).concat(func.substr(actor, 2))
    return func.coalesce(office, named)
