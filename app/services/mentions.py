"""Motions as papers name them: kept as facts, tied to their item, linked among papers."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from app.domain.history import MACHINE, Action
from app.domain.matching import Conflict, ItemKind, MentionLink, PlacedMention
from app.domain.reading import MotionMention
from app.domain.references import parse_canonical
from app.domain.text import Span
from app.matching import find_conflicts, find_mention_links
from app.matching.movers import share_mover
from app.services.deciding import tell
from app.services.numbers import number_of_motion
from app.services.papers import timing_of
from app.services.stemming import paper_token, stems
from app.services.suggesting import Proposal, put_down
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Item, Motion

_DIGITS = "0123456789"


def keep_mentions(
    session: Session, document: Document, mentions: Iterable[MotionMention], *, at: datetime
) -> tuple[int, int]:
    """Put down how a paper names motions, each with its item.

    Gives the number of mentions, and of motions that the register did not have.
    """
    count = found = 0
    for ordinal, mention in enumerate(mentions):
        row = _row_of(document, ordinal, mention)
        session.add(row)
        session.flush()
        count += 1
        for canonical in dict.fromkeys(mention.ids):
            item, is_new = _get_motion(session, canonical, at)
            found += is_new
            session.add(MentionedMotion(mention_id=row.id, item_id=item.id))
            session.flush()
            name_motion(session, item, canonical)
    return count, found


def suggest_for_mentions(session: Session, document: Document, *, at: datetime) -> int:
    """Link a paper's mentions of motions with those in other papers; give how many are new."""
    own = select(MotionMentionRow.canonical).where(
        MotionMentionRow.document_id == document.id, MotionMentionRow.canonical.is_not(None)
    )
    numbers = {one for one in session.scalars(own) if one is not None}
    if not numbers:
        return 0
    placed = _place(session, _near(numbers))
    rows = {(one.document, one.mention.span): row for one, row in placed}
    links = find_mention_links([one for one, _ in placed])
    mine = (link for link in links if document.key in (link.earlier.document, link.later.document))
    return put_down(session, (_proposal(session, link, rows) for link in mine), at=at)


def find_motion_conflicts(
    session: Session, numbers: Collection[str] | None = None
) -> tuple[Conflict, ...]:
    """Give what does not fit in how the papers of the register number and name motions.

    With numbers, only what concerns those; it is enough to look at the mentions of
    numbers that look like them, by one of the same movers.
    """
    if numbers is None:
        return find_conflicts([one for one, _ in _place(session, None)])
    wanted = set(numbers)
    placed = [one for one, _ in _place(session, _near(wanted))]
    own = [one for one in placed if not wanted.isdisjoint(one.mention.ids)]
    movers = tuple(dict.fromkeys(mover for one in own for mover in one.mention.movers))
    like = [one for one in placed if share_mover(movers, one.mention.movers) is not None]
    found = find_conflicts(dict.fromkeys([*own, *like]))
    return tuple(one for one in found if not wanted.isdisjoint(one.numbers))


def _row_of(document: Document, ordinal: int, mention: MotionMention) -> MotionMentionRow:
    """Make the row of a mention."""
    first = mention.ids[0] if mention.ids else None
    paper = parse_canonical(first) if first is not None else None
    return MotionMentionRow(
        document_id=document.id,
        ordinal=ordinal,
        start=mention.span.start,
        end=mention.span.end,
        sentence_start=mention.sentence.start,
        sentence_end=mention.sentence.end,
        words=mention.sentence.of(document.text),
        ids=list(mention.ids),
        canonical=first,
        number=paper.number if paper is not None else None,
        movers=list(mention.movers),
        cosigned=mention.cosigned,
        changed=mention.changed,
        stance=mention.stance,
        subject=mention.subject,
    )


def _get_motion(session: Session, canonical: str, at: datetime) -> tuple[Item, bool]:
    """Give the item of a motion, made when the register does not have it."""
    number = number_of_motion(canonical)
    item = session.scalar(select(Item).where(Item.number == number))
    if item is not None:
        return item, False
    item = Item(number=number, kind=ItemKind.MOTION, words="", stems="", created_at=at)
    session.add(item)
    session.flush()
    session.add(Motion(item_id=item.id, canonical=canonical))
    after = {"canonical": canonical}
    tell(session, Action.MOTION_FOUND, actor=MACHINE, at=at, item=item.id, after=after)
    return item, True


def name_motion(session: Session, item: Item, canonical: str) -> None:
    """Name a motion by the mention that says most, whichever paper came in first."""
    size = MotionMentionRow.end - MotionMentionRow.start
    words = func.substr(Document.text, MotionMentionRow.start + 1, size)
    query = (
        select(MotionMentionRow, Document.key, words)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .where(MentionedMotion.item_id == item.id)
    )
    ranked = sorted(
        (-len(row.movers), -len(row.subject or ""), key, row.start, named)
        for row, key, named in session.execute(query)
    )
    subjects = session.scalars(
        select(MotionMentionRow.subject)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MentionedMotion.item_id == item.id, MotionMentionRow.subject.is_not(None))
    )
    told = sorted({stems(subject) for subject in subjects if subject})
    item.words = ranked[0][-1]
    item.stems = " ".join([stems(item.words), paper_token(canonical), *told])
    session.flush()


def _near(numbers: set[str]) -> tuple[set[str], set[str]]:
    """Give the numbers, and their last parts, under which the same motions may be named."""
    whole, last = set(numbers), set()
    for canonical in numbers:
        paper = parse_canonical(canonical)
        if paper is None:
            continue
        last.add(paper.number)
        head = canonical.removesuffix(paper.number)
        for at in range(len(paper.number)):
            before, after = paper.number[:at], paper.number[at + 1 :]
            whole.update(f"{head}{before}{digit}{after}" for digit in _DIGITS)
            whole.add(f"{head}{before}{after}")
        for at in range(len(paper.number) + 1):
            before, after = paper.number[:at], paper.number[at:]
            whole.update(f"{head}{before}{digit}{after}" for digit in _DIGITS)
    return whole, last


def _place(
    session: Session, near: tuple[set[str], set[str]] | None
) -> list[tuple[PlacedMention, MotionMentionRow]]:
    """Give numbered mentions as the matcher takes them: all, or those near some numbers."""
    when = (Document.key, Document.date, Document.not_before, Document.not_after)
    query = (
        select(MotionMentionRow, Document)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .options(load_only(*when))
        .where(MotionMentionRow.canonical.is_not(None))
        .order_by(Document.key, MotionMentionRow.ordinal)
    )
    if near is not None:
        whole, last = near
        query = query.where(
            MotionMentionRow.canonical.in_(sorted(whole))
            | MotionMentionRow.number.in_(sorted(last))
        )
    return [(_placed(row, document), row) for row, document in session.execute(query)]


def _placed(row: MotionMentionRow, document: Document) -> PlacedMention:
    """Make the value of a row."""
    mention = MotionMention(
        span=Span(row.start, row.end),
        sentence=Span(row.sentence_start, row.sentence_end),
        movers=tuple(row.movers),
        cosigned=row.cosigned,
        ids=tuple(row.ids),
        stance=row.stance,
        subject=row.subject,
        changed=row.changed,
    )
    return PlacedMention(document.key, timing_of(document), mention, row.words)


def _proposal(
    session: Session, link: MentionLink, rows: dict[tuple[str, Span], MotionMentionRow]
) -> Proposal:
    """Tie a link to its rows; the item is the motion as the earlier paper numbers it."""
    earlier = rows[link.earlier.document, link.earlier.mention.span]
    later = rows[link.later.document, link.later.mention.span]
    number = number_of_motion(link.earlier.mention.ids[0])
    return Proposal(
        item_id=session.scalars(select(Item.id).where(Item.number == number)).one(),
        origin_document_id=earlier.document_id,
        origin=link.earlier.mention.span,
        document_id=later.document_id,
        span=link.later.mention.span,
        relation=link.relation,
        score=link.score,
        reasons=link.reasons,
    )
