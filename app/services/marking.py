"""Words of a paper that a clerk marks: a motion that is named there, a statement that is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.history import Action
from app.domain.marking import BY_HAND, HandMark
from app.domain.reading import (
    FulfilmentStatement,
    FulfilmentStatus,
    MotionMention,
    Stance,
    StatementTarget,
    TargetKind,
)
from app.domain.text import Span
from app.services.dating import suggest_anew
from app.services.deciding import need_reason, take, tell
from app.services.lookup import Shelf
from app.services.mentions import drop_mentions, follow_settling, keep_mentions
from app.services.papers import get_listed, marks_of, reading_of
from app.services.registers import lock_intake
from app.services.seen import keep_statements, stems_of_blocks
from app.services.values import encode
from app.store.documents import Document, Passage, Statement

LAST = "last"


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """What the words say of a motion; `canonical` is its number, such as "kst-39101-9"."""

    canonical: str
    stance: Stance
    movers: tuple[str, ...] = ()
    cosigned: bool = False


@dataclass(frozen=True, slots=True)
class SaidMet:
    """What the words say to be met, and how far."""

    target: TargetKind
    subject: str
    status: FulfilmentStatus


def mark_words(
    session: Session,
    document_id: int,
    span: Span,
    what: NamedMotion | SaidMet,
    *,
    sentence: Span,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Mark words in place of what was read in them, and give the paper's new version.

    `sentence` holds the words and what is done. The motion is kept and linked, and what the
    paper may answer is looked for anew. Raises NotFound, Stale, WrongState for a withdrawn
    paper, and Invalid for words that are not in it or are marked so already.
    """
    lock_intake(session)
    get_listed(session, document_id)
    document = take(session, Document, document_id, seen)
    if not span.of(document.text).strip() or not sentence.contains(span):
        raise Invalid("span", "no words of this paper")
    known = marks_of(document)
    if any(_span_of(one).overlaps(span) and _is_like(one, what) for one in known):
        raise Invalid("span", "marked already")
    mark = _mark(_next_id(document), span, sentence, what)
    document.marked = {
        LAST: mark.id,
        "marks": encode((*known, mark)),
    }
    after = _told(document, mark)
    tell(
        session,
        Action.DOCUMENT_MARKED,
        actor=actor,
        at=at,
        document=document.id,
        after=after,
        reason=reason,
    )
    _follow(session, document, mark, at=at)
    return document.version


def unmark_words(
    session: Session,
    document_id: int,
    mark_id: int,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> int:
    """Take a mark back, and why: what was read there counts again; give the new version.

    Raises NotFound, Stale, WrongState, and Invalid without a reason.
    """
    reason = need_reason(reason)
    lock_intake(session)
    get_listed(session, document_id)
    document = take(session, Document, document_id, seen)
    known = marks_of(document)
    mark = next((one for one in known if one.id == mark_id), None)
    if mark is None:
        raise NotFound("mark", mark_id)
    left = tuple(one for one in known if one is not mark)
    document.marked = {LAST: document.marked[LAST], "marks": encode(left)}
    tell(
        session,
        Action.DOCUMENT_UNMARKED,
        actor=actor,
        at=at,
        document=document.id,
        before=_told(document, mark),
        reason=reason,
    )
    _follow(session, document, mark, at=at)
    return document.version


def _mark(key: int, span: Span, sentence: Span, what: NamedMotion | SaidMet) -> HandMark:
    """Make the mark, in the form in which the reader gives what it sees."""
    if isinstance(what, NamedMotion):
        mention = MotionMention(
            span=span,
            sentence=sentence,
            movers=what.movers,
            cosigned=what.cosigned,
            ids=(what.canonical,),
            stance=what.stance,
        )
        return HandMark(key, motion=mention)
    statement = FulfilmentStatement(
        span=span,
        sentence=sentence,
        target_kind=what.target,
        target=StatementTarget(),
        subject=what.subject,
        status=what.status,
        by_ids=(),
        cue=BY_HAND,
    )
    return HandMark(key, statement=statement)


def _next_id(document: Document) -> int:
    """Give the number of the next mark of a paper."""
    return int(document.marked.get(LAST, 0)) + 1


def _span_of(mark: HandMark) -> Span:
    """Give the words of a mark."""
    found = mark.motion or mark.statement
    assert found is not None
    return found.span


def _is_like(mark: HandMark, what: NamedMotion | SaidMet) -> bool:
    """Say whether a mark is of this kind."""
    return (mark.motion is not None) == isinstance(what, NamedMotion)


def _told(document: Document, mark: HandMark) -> dict[str, Any]:
    """Give a mark as history tells it."""
    words = _span_of(mark).of(document.text)
    if mark.motion is not None:
        told = {"motion": mark.motion.ids[0], "stance": mark.motion.stance.value}
        return {"words": words} | told
    assert mark.statement is not None
    one = mark.statement
    told = {"target": one.target_kind.value, "subject": one.subject, "said": one.status.value}
    return {"words": words} | told


def _follow(session: Session, document: Document, mark: HandMark, *, at: datetime) -> None:
    """Let what rests on the marks of a paper follow: mentions, statements, suggestions."""
    session.flush()
    reading = reading_of(document)
    if mark.motion is not None:
        numbers = drop_mentions(session, document) | set(mark.motion.ids)
        keep_mentions(session, document, reading, at=at)
        stemmed = stems_of_blocks(reading)
        for passage in session.scalars(select(Passage).where(Passage.document_id == document.id)):
            passage.stems = stemmed[passage.ordinal]
        session.flush()
        printed = {one for mention in reading.motions for one in mention.ids}
        follow_settling(session, numbers | printed, at=at)
    else:
        session.execute(delete(Statement).where(Statement.document_id == document.id))
        keep_statements(session, document, reading.statements)
        session.flush()
    suggest_anew(session, document, Shelf(), at=at)
