"""Open items follow the tables: who answers today, and which committee leads.

One rule for all: from the words of the promise and the day of its paper to the office
then, along its successors to the office now, and to who holds it. What a person said of
an item stands; what a table now says otherwise of it is listed, never written.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.domain.commitments import STILL_OPEN, CandidateState
from app.domain.history import Action
from app.services.candidates import desk_side
from app.services.deciding import tell
from app.services.fields import differences, fields_of, write
from app.services.responsible import (
    SIGNED,
    Rules,
    Signed,
    Tables,
    committee_of,
    load_tables,
    signed_of,
)
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Committee, Item, Ministry

_AT_ONCE = 500  # items taken at a time to write
_IS_OPEN = and_(Commitment.withdrawn_at.is_(None), Commitment.status.in_(STILL_OPEN))
_HELD_AGAINST = (
    *(Commitment.item_id, Item.number, Commitment.subject, Commitment.actor),
    *(Commitment.responsible, Commitment.responsible_name, Commitment.responsible_by_hand),
    *(Commitment.ministry_id, Commitment.committee_id, Commitment.committee_by_hand),
)


@dataclass(frozen=True, slots=True)
class Answering:
    """What the tables decide of an item: who answers, by what name, and which committee leads."""

    responsible: str | None
    responsible_name: str | None
    ministry_id: int | None
    committee_id: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """What the tables make otherwise in one item: its number, its subject, from what to what.

    `also` names offices that took over a part of the one that was.
    """

    number: str
    subject: str
    before: Answering
    after: Answering
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """What following the tables does: the items that move, and those that a person holds back."""

    moves: tuple[Move, ...]
    kept: tuple[Move, ...]


def find_moves(session: Session, *, today: dt.date) -> Following:
    """Say what following the tables would do to the open items, without doing it."""
    found = list(_compare(session, Rules(load_tables(session), today), _IS_OPEN))
    return Following(
        tuple(move for _id, move, _held in found if move is not None),
        tuple(held for _id, _move, held in found if held is not None),
    )


def follow_all(
    session: Session, *, actor: str, at: datetime, today: dt.date, reason: str | None = None
) -> Following:
    """Let every open item follow the tables, each with its own line of history.

    Settled, lapsed and withdrawn items stay as they are, and so does what a person set
    by hand. Who answers and leads for what waits on the desk follows too.
    """
    tables = load_tables(session)
    rules = Rules(tables, today)
    moves: list[Move] = []
    kept: list[Move] = []
    bodies = [*session.scalars(select(Ministry)), *session.scalars(select(Committee))]
    ids = session.scalars(select(Commitment.item_id).where(_IS_OPEN).order_by(Commitment.item_id))
    left = ids.all()
    for start in range(0, len(left), _AT_ONCE):
        chunk = left[start : start + _AT_ONCE]
        taken = select(Item).where(Item.id.in_(chunk)).order_by(Item.id).with_for_update()
        items = {item.id: item for item in session.scalars(taken)}
        moved: dict[int, Move] = {}
        for item_id, move, held in _compare(session, rules, Commitment.item_id.in_(chunk)):
            kept += [held] if held is not None else []
            if move is not None:
                moved[item_id] = move
        moves += moved.values()
        rows = session.scalars(select(Commitment).where(Commitment.item_id.in_(moved))).all()
        with session.no_autoflush:  # one flush for all of them, with what they name at hand
            for row in sorted(rows, key=lambda one: one.item_id):
                item, move = items[row.item_id], moved[row.item_id]
                _carry_out(session, item, row, move.after, actor=actor, at=at, reason=reason)
        session.flush()
    del bodies  # held until here, so that none is asked for again
    _follow_candidates(session, tables, today)
    return Following(tuple(moves), tuple(kept))


def _carry_out(
    session: Session,
    item: Item,
    row: Commitment,
    answering: Answering,
    *,
    actor: str,
    at: datetime,
    reason: str | None,
) -> None:
    """Write one move down, and tell it."""
    now = fields_of(row)
    wished = replace(
        now,
        responsible=answering.responsible,
        responsible_name=answering.responsible_name,
        ministry_id=answering.ministry_id,
        committee_id=answering.committee_id,
    )
    before, after = differences(now, wished)
    item.version += 1
    write(session, item, row, wished)
    tell(
        session,
        Action.COMMITMENT_FOLLOWED,
        actor=actor,
        at=at,
        item=item.id,
        before=before,
        after=after,
        reason=reason,
    )


def _compare(
    session: Session, rules: Rules, where: ColumnElement[bool]
) -> Iterator[tuple[int, Move | None, Move | None]]:
    """Hold commitments against the tables: what moves, and what a person keeps from moving.

    By id, in order: nothing else of them is loaded, for there are thousands.
    """
    query = (
        select(*_HELD_AGAINST, *SIGNED)
        .join(Item, Item.id == Commitment.item_id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(where)
        .order_by(Commitment.item_id)
    )
    for row in session.execute(query).all():
        yield row.item_id, *_moves_of(rules, row, signed_of(row))


def _moves_of(rules: Rules, row: Any, paper: Signed) -> tuple[Move | None, Move | None]:
    """Give what moves in one item, and what is kept from moving."""
    said = (row.responsible, row.responsible_name, row.ministry_id)
    ruled = rules.answer(row.actor, row.responsible, paper)
    wished = said
    if ruled.office is not None:
        wished = (ruled.office, ruled.name, ruled.ministry_id or row.ministry_id)
    leads = committee_of(rules.tables, paper) or row.committee_id
    answers = said if row.responsible_by_hand else wished
    follows = row.committee_id if row.committee_by_hand else leads
    if said == wished and leads == row.committee_id:
        return None, None
    before, after = Answering(*said, row.committee_id), Answering(*answers, follows)
    whole = Answering(*wished, leads)
    move = Move(row.number, row.subject, before, after, ruled.also) if after != before else None
    held = Move(row.number, row.subject, before, whole) if whole != after else None
    return move, held


def _follow_candidates(session: Session, tables: Tables, today: dt.date) -> None:
    """Let what waits on the desk follow: it is derived, and no deed."""
    query = (
        select(
            Candidate.item_id,
            Candidate.actor,
            Candidate.responsible,
            Candidate.committee_id,
            *SIGNED,
        )
        .join(Document, Document.id == Candidate.document_id)
        .where(Candidate.state == CandidateState.WAITING)
    )
    sides: dict[int, tuple[str | None, int | None]] = {}
    for found in session.execute(query).all():
        side = desk_side(tables, found.actor, signed_of(found), today)
        if side != (found.responsible, found.committee_id):
            sides[found.item_id] = side
    ids = sorted(sides)
    for start in range(0, len(ids), _AT_ONCE):
        moved = select(Candidate).where(Candidate.item_id.in_(ids[start : start + _AT_ONCE]))
        for candidate in session.scalars(moved):
            candidate.responsible, candidate.committee_id = sides[candidate.item_id]
        session.flush()
