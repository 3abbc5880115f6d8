"""What narrows the register beside its own columns: dossier, source, period, fractie.

These follow from the papers of an item; a motion has those that mention it.
"""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.papers import SPOKEN, PaperKind
from app.services.overview.changed import changed_items
from app.services.overview.listing import DAY
from app.services.overview.rows.register import RegisterFilter, Source
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.finding import Member, MotionMover
from app.store.items import Candidate, Item, Motion
from app.store.listed import NO_DAY, Listed

_IS_SPOKEN = or_(Document.media == SPOKEN, Document.kind == PaperKind.DEBATE)


def narrow(wanted: RegisterFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Give what an item (`Item`) must meet for these filters; nothing for none of them."""
    found: list[ColumnElement[bool]] = []
    if wanted.dossier is not None:
        found.append(_in_dossier(wanted.dossier))
    if wanted.source is not None:
        spoken = _IS_SPOKEN if wanted.source is Source.SPOKEN else ~_IS_SPOKEN
        made = select(Document.id).where(spoken)
        found.append(Item.document_id.in_(made))
    if wanted.since is not None or wanted.until is not None:
        inside = within_days(wanted.since, wanted.until)
        papers = select(Document.id).where(inside)
        found.append(or_(Item.document_id.in_(papers), Item.id.in_(_mentioned().where(inside))))
    if wanted.changed_since is not None:
        found.append(changed_items(wanted.changed_since, today))
    if wanted.fractie is not None:
        found.append(_of_fractie(wanted.fractie, today))
    return found


def find_fracties(session: Session, today: dt.date) -> tuple[str, ...]:
    """Give the fracties of today by name."""
    now = and_(Member.first <= today, or_(Member.last.is_(None), Member.last >= today))
    query = select(Member.fractie).where(now).distinct()
    return tuple(sorted(session.scalars(query), key=str.casefold))


def of_dossier(dossier: str) -> ColumnElement[bool]:
    """Say whether a motion has its number in a dossier, and not in a part of it."""
    head = f"kst-{dossier}-"
    own = Motion.canonical.startswith(head, autoescape=True)
    return own & ~Motion.canonical.like(f"{head}%-%")


def _in_dossier(dossier: str) -> ColumnElement[bool]:
    papers = select(Document.id).where(Document.dossier == dossier)
    motions = select(Motion.item_id).where(of_dossier(dossier))
    return or_(Item.document_id.in_(papers), Item.id.in_(motions))


def _mentioned() -> Select[Any]:
    """Select the motions that papers mention."""
    return (
        select(MentionedMotion.item_id)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .join(Document, Document.id == MotionMentionRow.document_id)
    )


def within_days(since: dt.date | None, until: dt.date | None) -> ColumnElement[bool]:
    """Say whether the day of a paper lies between these, both of them included."""
    day, bounds = DAY, list[ColumnElement[bool]]()
    if since is not None:
        bounds.append(day >= since)
    if until is not None:
        bounds.append(day <= until)
    return and_(*bounds)


def _of_fractie(fractie: str, today: dt.date) -> ColumnElement[bool]:
    """Say whether it was promised to, or moved by, a member of a fractie at that time."""
    promised = case((Listed.day == NO_DAY, today), else_=Listed.day)
    asked = [
        select(Listed.item_id).join(Member, Member.name == Listed.member),
        select(Candidate.item_id)
        .join(Listed, Listed.item_id == Candidate.item_id)
        .join(Member, Member.name == Candidate.member),
    ]
    moved = (
        _mentioned()
        .join(MotionMover, MotionMover.item_id == MentionedMotion.item_id)
        .join(Member, Member.name == MotionMover.name)
        .where(_sat_for(fractie, func.coalesce(DAY, today)))
    )
    queries = [*(query.where(_sat_for(fractie, promised)) for query in asked), moved]
    return or_(*(Item.id.in_(query) for query in queries))


def _sat_for(fractie: str, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Say whether a member was in a fractie on a day."""
    until_then = or_(Member.last.is_(None), Member.last >= day)
    return and_(Member.fractie == fractie, Member.first <= day, until_then)
