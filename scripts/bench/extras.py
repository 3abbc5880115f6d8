"""What people make of a register besides decisions: meetings, rappels, work that is given away."""

import datetime as dt
from datetime import UTC, datetime, time

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.clock import now, today
from app.domain.commitments import UNANSWERED
from app.domain.matching import ConflictKind
from app.domain.meetings import Place
from app.services.meetings.preparing import prepare_meeting
from app.services.reminders import keep_reminder
from app.services.sharing import assign_item
from app.services.vocabulary import list_fracties
from app.session import transaction
from app.store.accounts import Account
from app.store.finding import Member, MotionMover
from app.store.items import Candidate, Commitment, Committee, Item
from app.store.motions import ConflictMention, ConflictNumber, MotionConflict
from scripts.bench.bulk import Writer
from scripts.bench.letters import LAST, Letters

CONFLICTS = (MotionConflict, ConflictNumber, ConflictMention)
_EVERY = 200  # motions, of which one is in a conflict
_MEETINGS, _REMINDERS, _GIVEN, _FRACTIES = 3, 5, 100, 15
_AT = datetime.combine(LAST, time(15), tzinfo=UTC)


def seat_members(session: Session) -> None:
    """Let who moved motions sit for fracties that we made up; every third has changed over."""
    names = session.scalars(select(MotionMover.name).distinct().order_by(MotionMover.name)).all()
    for n, name in enumerate(names):
        changed = dt.date(2022, 5, 1) if n % 3 == 0 else None
        fractie = f"Groep {n % _FRACTIES + 1}"
        session.add(Member(name=name, fractie=fractie, first=dt.date(2000, 1, 1), last=changed))
        if changed is not None:
            other, then = f"Groep {(n + 4) % _FRACTIES + 1}", changed + dt.timedelta(1)
            session.add(Member(name=name, fractie=other, first=then, last=None))
    session.flush()
    list_fracties(session)


def add_conflicts(put: Writer, letters: Letters) -> None:
    """Let papers contradict each other about some of the motions that two of them name."""
    twice = [(item, two) for item, two in letters.mentions.items() if len(two) > 1]
    for key, (item_id, mentions) in enumerate(twice[::_EVERY], 1):
        number = letters.canonicals[item_id]
        put.put(
            MotionConflict,
            {
                "id": key,
                "key": f"{ConflictKind.WRONG_NAME}:{number}",
                "kind": ConflictKind.WRONG_NAME,
                "numbers": [number],
                "reasons": [{"code": "other-mover", "weight": 0.9}],
                "sides": [{"number": number, "movers": [name]} for name in ("Bergstra", "Domhoff")],
                "found_at": _AT,
                "wrong": [],
            },
        )
        put.put(ConflictNumber, {"conflict_id": key, "number": number})
        for side, mention in enumerate(mentions[:2]):
            put.put(ConflictMention, {"conflict_id": key, "mention_id": mention, "side": side})


def add_meetings(engine: Engine) -> None:
    """Prepare the meetings of the busiest committees, keep rappels, and give work to clerks."""
    with transaction(engine) as session:
        how_many = func.count().label("how_many")
        led = (
            select(Committee.slug, how_many)
            .join(Commitment, Commitment.committee_id == Committee.id)
            .where(Commitment.status.in_(UNANSWERED))
            .group_by(Committee.slug)
            .order_by(how_many.desc(), Committee.slug)
        )
        for row in session.execute(led.limit(_MEETINGS)):
            day = today() + dt.timedelta(days=7)
            prepare_meeting(
                session,
                row.slug,
                day=day,
                places=tuple(Place),
                actor="bench",
                at=now(),
                today=today(),
            )
        late = (
            select(Commitment.responsible, how_many)
            .where(Commitment.status.in_(UNANSWERED), Commitment.deadline < today())
            .group_by(Commitment.responsible)
            .order_by(how_many.desc(), Commitment.responsible)
        )
        for office in session.scalars(late.limit(_REMINDERS)).all():
            days = [today() + dt.timedelta(days=days) for days in (28, 90)]
            keep_reminder(
                session,
                office or "",
                reply_before=days[0],
                horizon=days[1],
                actor="bench",
                at=now(),
                today=today(),
            )
        clerks = session.scalars(select(Account.id).order_by(Account.id)).all()
        waiting = select(Item).join(Candidate, Candidate.item_id == Item.id)
        newest = waiting.order_by(Item.id.desc()).limit(_GIVEN)
        for place, item in enumerate(session.scalars(newest).all()):
            to = clerks[place % len(clerks)]
            assign_item(session, item.number, to, seen=item.version, actor="bench", at=now())
