"""What is marked in a letter: promises, motions, statements, citations, and links to items."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.matching import ItemKind
from app.domain.reading import StatementTarget
from app.domain.text import PageTurn, page_at
from app.services.overview.links import select_fulfilments, select_suggestions
from app.services.overview.listing import STRENGTH
from app.services.overview.papers import PAPER_COLUMNS, letter_ref, print_canonical
from app.services.overview.promises import (
    COMMITMENT,
    PROPOSAL,
    commitment,
    proposal,
    standing_of,
)
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.letters import (
    CitationDetail,
    LinkDetail,
    Mark,
    MarkKind,
    MotionDetail,
    StatementDetail,
)
from app.services.values import decode
from app.store.documents import CitedPaper, Document, MentionedMotion, MotionMentionRow, Statement
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion
from app.store.listed import ToJudge


@dataclass(frozen=True, slots=True)
class _Item:
    """What a mark says of the item that it leads to; a row for `standing_of`."""

    item_id: int
    number: str
    kind: ItemKind
    words: str
    state: Any
    status: Any
    settled_by: str | None
    strength: int


def load_marks(
    session: Session,
    document_id: int,
    text: str,
    *,
    today: dt.date,
    pages: Sequence[PageTurn] = (),
) -> tuple[Mark, ...]:
    """Load all marks of a letter in reading order, the wider first; each has its own anchor."""
    mentions = _load_mentions(session, document_id)
    suggested, linked = _load_links(session, document_id)
    leading = {row.item_id for row in (*mentions, *suggested, *linked)} - {None}
    items = _load_items(session, leading)
    drawn = [
        *_promises(session, document_id, today),
        *_motions(mentions, items),
        *_statements(session, document_id),
        *_citations(session, document_id),
        *_suggested(suggested, items),
        *_linked(linked, items),
    ]
    drawn.sort(key=lambda mark: (mark.start, -mark.end, mark.kind, mark.number or ""))
    return tuple(
        replace(
            mark,
            anchor=f"vondst-{n}",
            words=text[mark.start : mark.end],
            page=page_at(pages, mark.start),
        )
        for n, mark in enumerate(drawn, 1)
    )


def _mark(kind: MarkKind, row: Any, **details: Any) -> Mark:
    """Make a mark without its words and anchor, which come when all are in order."""
    return Mark(anchor="", kind=kind, start=row.start, end=row.end, words="", **details)


def _promises(session: Session, document_id: int, today: dt.date) -> Iterator[Mark]:
    """Draw waiting candidates and commitments; where a clerk chose the words, those."""
    query = (
        select(
            Item.number,
            Item.kind,
            func.coalesce(Commitment.start, Candidate.start).label("start"),
            func.coalesce(Commitment.end, Candidate.end).label("end"),
            *PROPOSAL,
            *COMMITMENT,
            Commitment.withdrawn_at,
            Motion.settled_by,
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(
            Item.document_id == document_id,
            Item.kind.in_((ItemKind.CANDIDATE, ItemKind.COMMITMENT)),
            or_(
                Item.kind == ItemKind.COMMITMENT,
                Candidate.state == CandidateState.WAITING,
            ),
        )
    )
    for row in session.execute(query):
        if row.start is None or (row.kind is ItemKind.COMMITMENT and row.withdrawn_at):
            continue
        registered = row.kind is ItemKind.COMMITMENT
        yield _mark(
            MarkKind.PROMISE,
            row,
            number=row.number,
            item_kind=row.kind,
            standing=standing_of(row, 0),
            promise=commitment(row, today) if registered else proposal(row, today),
        )


def _load_mentions(session: Session, document_id: int) -> Sequence[Any]:
    """Load the mentions of motions, with a row for each motion that one numbers."""
    return session.execute(
        select(
            MotionMentionRow.id,
            MotionMentionRow.start,
            MotionMentionRow.end,
            MotionMentionRow.movers,
            MotionMentionRow.cosigned,
            MotionMentionRow.changed,
            MotionMentionRow.stance,
            MotionMentionRow.subject,
            MotionMentionRow.ids,
            MentionedMotion.item_id,
            Motion.canonical,
        )
        .outerjoin(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .outerjoin(Motion, Motion.item_id == MentionedMotion.item_id)
        .where(MotionMentionRow.document_id == document_id)
        .order_by(MotionMentionRow.id)
    ).all()


def _load_links(session: Session, document_id: int) -> tuple[Sequence[Any], Sequence[Any]]:
    """Load what may settle an open item and nobody judged, and what a person linked."""
    waiting = select(ToJudge.suggestion_id).where(ToJudge.document_id == document_id)
    standing = (Fulfilment.document_id == document_id) & Fulfilment.withdrawn_at.is_(None)
    return (
        session.execute(select_suggestions(Suggestion.id.in_(waiting))).all(),
        session.execute(select_fulfilments(standing)).all(),
    )


def _motions(mentions: Sequence[Any], items: Mapping[int, _Item]) -> Iterator[Mark]:
    """Draw the mentions of motions; each leads to the first motion that it numbers."""
    item_of = {(row.id, row.canonical): row.item_id for row in mentions}
    for row in {row.id: row for row in mentions}.values():
        detail = MotionDetail(
            movers=tuple(row.movers),
            cosigned=row.cosigned,
            changed=row.changed,
            stance=row.stance,
            subject=row.subject,
            kamerstukken=tuple(map(print_canonical, row.ids)),
        )
        item = items.get(item_of.get((row.id, row.ids[0])) or 0) if row.ids else None
        yield _mark(MarkKind.MOTION, row, motion=detail, **_leads_to(item))


def _statements(session: Session, document_id: int) -> Iterator[Mark]:
    """Draw the statements that something earlier is met."""
    query = select(
        Statement.start,
        Statement.end,
        Statement.target_kind,
        Statement.target,
        Statement.subject,
        Statement.status,
        Statement.implicit,
    ).where(Statement.document_id == document_id)
    for row in session.execute(query):
        target = decode(StatementTarget, row.target)
        detail = StatementDetail(
            target=row.target_kind,
            status=row.status,
            subject=row.subject,
            by=target.by,
            to=target.to,
            where=target.where,
            date=target.date,
            implicit=row.implicit,
        )
        yield _mark(MarkKind.STATEMENT, row, statement=detail)


def _citations(session: Session, document_id: int) -> Iterator[Mark]:
    """Draw the citations; a number leads to the paper, or to the motion that has it."""
    query = (
        select(
            CitedPaper.citation,
            CitedPaper.start,
            CitedPaper.end,
            CitedPaper.kind,
            CitedPaper.annex,
            CitedPaper.canonical,
            Item.number,
        )
        .outerjoin(Motion, Motion.canonical == CitedPaper.canonical)
        .outerjoin(Item, Item.id == Motion.item_id)
        .where(CitedPaper.document_id == document_id)
        .order_by(CitedPaper.citation, CitedPaper.ordinal)
    )
    rows = session.execute(query).all()
    cited = {row.canonical for row in rows}
    letters = _papers_named(session, cited)
    together: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        together[row.citation].append(row)
    for citation in together.values():
        details = tuple(
            CitationDetail(
                kind=row.kind,
                printed=print_canonical(row.canonical),
                canonical=row.canonical,
                annex=row.annex,
                letter=letters.get(row.canonical),
                number=row.number,
            )
            for row in citation
        )
        yield _mark(MarkKind.CITATION, citation[0], citations=details)


def _papers_named(session: Session, cited: Iterable[str]) -> dict[str, LetterRef]:
    """Give the registered papers with these numbers; of two with one number, the first in."""
    query = (
        select(*PAPER_COLUMNS)
        .where(Document.canonical.in_(sorted(cited)))
        .order_by(Document.id.desc())
    )
    return {row.canonical: letter_ref(row) for row in session.execute(query)}


def _suggested(rows: Sequence[Any], items: Mapping[int, _Item]) -> Iterator[Mark]:
    """Draw the passages that may settle an open item and that nobody judged."""
    for row in rows:
        item = items[row.item_id]
        link = LinkDetail(item.words, row.score, None, row.id)
        yield _mark(MarkKind.SUGGESTED, row, link=link, **_leads_to(item))


def _linked(rows: Sequence[Any], items: Mapping[int, _Item]) -> Iterator[Mark]:
    """Draw the passages that a person linked to an item."""
    for row in rows:
        item = items[row.item_id]
        link = LinkDetail(item.words, None, row.verdict, row.suggestion_id)
        yield _mark(MarkKind.LINKED, row, link=link, **_leads_to(item))


def _load_items(session: Session, ids: Iterable[int]) -> dict[int, _Item]:
    """Load the items that marks lead to, with what papers say of the motions among them."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    strength = (
        select(func.max(STRENGTH))
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id == Item.id)
        .scalar_subquery()
    )
    query = (
        select(
            Item.id,
            Item.number,
            Item.kind,
            Item.words,
            Candidate.state,
            Commitment.status,
            Motion.settled_by,
            func.coalesce(strength, 0),
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .where(Item.id.in_(wanted))
    )
    return {row.id: _Item(*row) for row in session.execute(query)}


def _leads_to(item: _Item | None) -> dict[str, Any]:
    """Give the fields of a mark that name its item; none for a mark that leads to none."""
    if item is None:
        return {}
    standing = standing_of(item, item.strength)
    return {"number": item.number, "item_kind": item.kind, "standing": standing}
