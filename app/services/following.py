"""Open items follow the tables: who answers today, and which committee leads.

One rule for all: from the words of the promise and the day of its paper to the office
then, along its successors to the office now, and to who holds it. What a person said of
an item stands; what a table now says otherwise of it is listed, never written.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import STILL_OPEN, CandidateState
from app.domain.history import Action
from app.services.candidates import desk_side
from app.services.deciding import tell
from app.services.fields import CommitmentFields, differences, fields_of, write
from app.services.offices import spell_office
from app.services.responsible import (
    SIGNED,
    Now,
    Signed,
    Tables,
    answer_now,
    committee_of,
    load_tables,
    now_of,
    signed_of,
)
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Committee, Item, Ministry

_AT_ONCE = 500  # items taken at a time to write
_READ_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Move:
    """What the tables make otherwise in one item: its number, its subject, from what to what.

    `also` names offices that took over a part of the one that was.
    """

    number: str
    subject: str
    before: CommitmentFields
    after: CommitmentFields
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """What following the tables does: the items that move, and those that a person holds back."""

    moves: tuple[Move, ...]
    kept: tuple[Move, ...]


def find_moves(session: Session, *, today: dt.date) -> Following:
    """Say what following the tables would do to the open items, without doing it."""
    tables = load_tables(session)
    moves: list[Move] = []
    kept: list[Move] = []
    for _item, _row, move, held in _compare(session, tables, _open_ids(session), today):
        moves += [move] if move is not None else []
        kept += [held] if held is not None else []
    return Following(tuple(moves), tuple(kept))


def follow_all(
    session: Session, *, actor: str, at: datetime, today: dt.date, reason: str | None = None
) -> Following:
    """Let every open item follow the tables, each with its own line of history.

    Settled, lapsed and withdrawn items stay as they are, and so does what a person set
    by hand. Who answers and leads for what waits on the desk follows too.
    """
    tables = load_tables(session)
    moves: list[Move] = []
    kept: list[Move] = []
    bodies = [*session.scalars(select(Ministry)), *session.scalars(select(Committee))]
    ids = _open_ids(session)
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        taken = select(Item).where(Item.id.in_(chunk)).order_by(Item.id).with_for_update()
        items = session.scalars(taken).all()
        with session.no_autoflush:  # one flush for all of them, with what they name at hand
            for item, row, move, held in _compare(session, tables, chunk, today):
                kept += [held] if held is not None else []
                if move is not None:
                    moves.append(move)
                    _carry_out(session, item, row, move, actor=actor, at=at, reason=reason)
        session.flush()
        del items
    del bodies  # held until here, so that none is asked for again
    _follow_candidates(session, tables, today)
    return Following(tuple(moves), tuple(kept))


def _carry_out(
    session: Session,
    item: Item,
    row: Commitment,
    move: Move,
    *,
    actor: str,
    at: datetime,
    reason: str | None,
) -> None:
    """Write one move down, and tell it."""
    before, after = differences(move.before, move.after)
    item.version += 1
    write(session, item, row, move.after)
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


def _open_ids(session: Session) -> Sequence[int]:
    """Give the items that somebody still has to answer for."""
    query = select(Commitment.item_id).where(
        Commitment.withdrawn_at.is_(None), Commitment.status.in_(STILL_OPEN)
    )
    return session.scalars(query.order_by(Commitment.item_id)).all()


def _compare(
    session: Session, tables: Tables, ids: Sequence[int], today: dt.date
) -> Iterator[tuple[Item, Commitment, Move | None, Move | None]]:
    """Hold items against the tables: what moves, and what a person keeps from moving."""
    for start in range(0, len(ids), _READ_AT_ONCE):
        query = (
            select(Item, Commitment, *SIGNED)
            .join(Commitment, Commitment.item_id == Item.id)
            .outerjoin(Document, Document.id == Item.document_id)
            .where(Item.id.in_(ids[start : start + _READ_AT_ONCE]))
            .order_by(Item.id)
        )
        for found in session.execute(query).all():
            item, row = found.Item, found.Commitment
            yield item, row, *_moves_of(tables, item, row, signed_of(found), today)


def _moves_of(
    tables: Tables,
    item: Item,
    row: Commitment,
    paper: Signed,
    today: dt.date,
) -> tuple[Move | None, Move | None]:
    """Give what moves in one item, and what is kept from moving."""
    before = fields_of(row)
    ruled = _ruled(tables, before, paper, today)
    wished = before
    if ruled.office is not None:
        wished = replace(
            wished,
            responsible=ruled.office,
            responsible_name=ruled.name,
            ministry_id=ruled.ministry_id or before.ministry_id,
        )
    committee = committee_of(tables, paper)
    if committee is not None:
        wished = replace(wished, committee_id=committee)
    after = _but_by_hand(wished, before)
    move = Move(item.number, row.subject, before, after, ruled.also) if after != before else None
    held = Move(item.number, row.subject, before, wished) if wished != after else None
    return move, held


def _ruled(
    tables: Tables,
    before: CommitmentFields,
    paper: Signed,
    today: dt.date,
) -> Now:
    """Give who answers by the rule: from the words, else from the office put down."""
    ruled = answer_now(tables, before.actor, paper, today)
    if ruled.office is None and before.responsible:
        return now_of(tables, spell_office(tables.ministries, before.responsible), paper, today)
    return ruled


def _but_by_hand(wished: CommitmentFields, before: CommitmentFields) -> CommitmentFields:
    """Give what may move, with what a person set left as it is."""
    if before.responsible_by_hand:
        wished = replace(
            wished,
            responsible=before.responsible,
            responsible_name=before.responsible_name,
            ministry_id=before.ministry_id,
        )
    if before.committee_by_hand:
        wished = replace(wished, committee_id=before.committee_id)
    return wished


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
