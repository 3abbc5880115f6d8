"""Motions as papers name them: kept as facts, each with its motion, linked among papers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.domain.matching import MentionLink
from app.domain.reading import MotionMention, Reading
from app.domain.references import parse_canonical
from app.domain.text import Span
from app.matching import find_mention_links
from app.reading.motion_replacing import number_of_misprint
from app.services.conflicts import keep_conflicts
from app.services.motion_identity import get_motion, keep_ties, settle_motions
from app.services.numbers import number_of_motion
from app.services.placing import naming, naming_nearly, place_mentions
from app.services.suggesting import Proposal, drop_unjudged, put_down
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Item, Motion
from app.store.links import Suggestion
from app.store.motions import ConflictMention, MotionTieRow


def keep_mentions(
    session: Session, document: Document, reading: Reading, *, at: datetime
) -> tuple[int, int]:
    """Put down how a paper names motions, each with the motion that it counts for.

    A paper that is a motion names itself. Gives the number of mentions, and of motions
    that the register did not have.
    """
    own = (reading.own_motion,) if reading.own_motion is not None else ()
    mentions = (*reading.motions, *own)
    found = 0
    for ordinal, mention in enumerate(mentions):
        row = _row_of(document, ordinal, mention)
        row.own = mention is reading.own_motion
        session.add(row)
        for canonical in dict.fromkeys(mention.ids):
            found += get_motion(session, canonical, at)[1]
    keep_ties(session, document, mentions)
    return len(mentions), found


def follow_mentions(session: Session, document: Document, *, at: datetime) -> int:
    """Let all follow from a paper's mentions: what counts for what, links and conflicts.

    Gives how many links among papers are new.
    """
    numbers = _numbers_of(session, document)
    if not numbers:
        return 0
    touched = settle_motions(session, numbers, at=at, arriving=document.id)
    added = _link_anew(session, touched.numbers, touched.items, document, at=at)
    keep_conflicts(session, touched.numbers, at=at)
    return added


def drop_mentions(session: Session, document: Document) -> frozenset[str]:
    """Take away how a paper names motions, and give the numbers that this was about.

    What follows from it is up to `follow_settling`.
    """
    ties = select(MotionTieRow.number, MotionTieRow.other).where(
        MotionTieRow.document_id == document.id
    )
    tied = {one for row in session.execute(ties) for one in row if one}
    numbers = _numbers_of(session, document) | tied
    mine = select(MotionMentionRow.id).where(MotionMentionRow.document_id == document.id)
    session.execute(delete(ConflictMention).where(ConflictMention.mention_id.in_(mine)))
    session.execute(delete(MentionedMotion).where(MentionedMotion.mention_id.in_(mine)))
    for kind in (MotionMentionRow, MotionTieRow):
        session.execute(delete(kind).where(kind.document_id == document.id))
    return numbers


def suggest_for_mentions(session: Session, document: Document, *, at: datetime) -> int:
    """Link a paper's mentions of motions with those in other papers; give how many are new."""
    numbers = _numbers_of(session, document)
    if not numbers:
        return 0
    return _link_anew(session, numbers, frozenset(), document, at=at)


def follow_settling(session: Session, numbers: Collection[str], *, at: datetime) -> None:
    """Let all follow from what a clerk said of these numbers, or took back."""
    touched = settle_motions(session, numbers, at=at)
    _link_anew(session, touched.numbers, touched.items, None, at=at)
    keep_conflicts(session, touched.numbers, at=at)


def _numbers_of(session: Session, document: Document) -> frozenset[str]:
    """Give what a paper prints as numbers of motions, and its own number."""
    rows = session.scalars(
        select(MotionMentionRow).where(MotionMentionRow.document_id == document.id)
    )
    found = {one for row in rows for one in (*row.ids, *row.replaces, row.misprint) if one}
    if document.canonical is not None:
        found.add(document.canonical)
    return frozenset(found)


def _link_anew(
    session: Session,
    numbers: Collection[str],
    changed: frozenset[int],
    document: Document | None,
    *,
    at: datetime,
) -> int:
    """Make the links of a paper, and all links of motions of which the mentions changed."""
    dropped = drop_unjudged(session, Suggestion.item_id.in_(sorted(changed))) if changed else ()
    placed = place_mentions(session, or_(naming(numbers), naming_nearly(numbers)))
    rows = {(one.document, one.mention.span): row for one, row in placed}
    links = find_mention_links([one for one, _ in placed])
    anew = _numbers_kept(session, changed)
    key = document.key if document is not None else None
    mine = (
        link
        for link in links
        if key in (link.earlier.document, link.later.document)
        or not anew.isdisjoint((*link.earlier.stands, *link.later.stands))
    )
    return put_down(session, (_proposal(session, link, rows) for link in mine), at=at) - len(
        dropped
    )


def _numbers_kept(session: Session, items: Collection[int]) -> set[str]:
    """Give the numbers of motions."""
    query = select(Motion.canonical).where(Motion.item_id.in_(sorted(items)))
    return set(session.scalars(query)) if items else set()


def _row_of(document: Document, ordinal: int, mention: MotionMention) -> MotionMentionRow:
    """Make the row of a mention."""
    first = mention.ids[0] if mention.ids else None
    paper = parse_canonical(first) if first is not None else None
    number = paper.number if paper is not None else None
    if mention.misprint is not None:
        number = number_of_misprint(mention.misprint)
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
        number=number,
        movers=list(mention.movers),
        cosigned=mention.cosigned,
        changed=mention.changed,
        stance=mention.stance,
        subject=mention.subject,
        replaces=list(mention.replaces),
        misprint=mention.misprint,
    )


def _proposal(
    session: Session, link: MentionLink, rows: dict[tuple[str, Span], MotionMentionRow]
) -> Proposal:
    """Tie a link to its rows; the item is the motion that the earlier paper's counts for."""
    earlier = rows[link.earlier.document, link.earlier.mention.span]
    later = rows[link.later.document, link.later.mention.span]
    shared = [one for one in link.earlier.stands if one in link.later.stands]
    number = number_of_motion((shared or link.earlier.stands)[0])
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
